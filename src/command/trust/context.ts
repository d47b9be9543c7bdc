/** What the trust commands are given of the outside world. */
import type { TrustStore } from "../../core/trust/index.js";

export interface TrustContext {
  store: TrustStore;
  /** Throws "file.*". */
  readFile(path: string): Promise<Uint8Array>;
  /** The body at an https address; throws "network.*", also for any answer but success. */
  fetch(url: string): Promise<Uint8Array>;
  /** The certificates (DER, leaf first) of whoever signed a media file; empty where nobody did. */
  readSignerChain(path: string): Promise<readonly Uint8Array[]>;
  /** Undefined where the file carries no Content Credentials. */
  readSignature(path: string): Promise<FileSignature | undefined>;
  now(): Date;
}

/** Who signed a file and who stamped the time. All certificates DER. */
export interface FileSignature {
  /** Leaf first. */
  chain: readonly Uint8Array[];
  timestamps: readonly { certificates: readonly Uint8Array[]; at: Date }[];
}
