/** Where lists are kept between runs, as this room needs it. */
import type { TrustList } from "./list.js";

export interface TrustStore {
  names(): Promise<string[]>;
  /** Throws "trust.unknown", or "trust.unreadable" where the list was changed since it was kept. */
  read(name: string): Promise<TrustList>;
  /** Throws "trust.exists" unless `isReplacing`. */
  write(list: TrustList, options?: { isReplacing?: boolean }): Promise<void>;
  /** Throws "trust.unknown". */
  remove(name: string): Promise<void>;
}
