/** What the trust commands are given of the outside world. */
import type { TrustList, TrustStore } from "../../core/trust/index.js";

export interface TrustContext {
  store: TrustStore;
  /** Throws "file.*". */
  readFile(path: string): Promise<Uint8Array>;
  /** The body at an https address; throws "network.*", also for any answer but success. */
  fetch(url: string): Promise<Uint8Array>;
  /** Judged with these lists. Undefined where the file carries no Content Credentials. */
  readSignature(path: string, lists: readonly TrustList[]): Promise<FileSignature | undefined>;
  /** Says on the side whom one is about to ask. */
  announce(text: string): void;
  now(): Date;
}

/** Who signed a file and who stamped the time. All certificates DER. */
export interface FileSignature {
  /** Leaf first. */
  chain: readonly Uint8Array[];
  /** Why the file is invalid or its history broken, as codes; absent where it is neither. */
  fault?: string;
  timestamps: readonly { certificates: readonly Uint8Array[]; at: Date }[];
}
