/** What the identity commands need of the world; the program's context satisfies it. */
import type { KeyObject } from "node:crypto";
import type { Algorithm } from "../../core/identity/algorithm.js";
import type { CertificateReader } from "../../core/identity/certificate.js";
import type { CertificatePlan } from "../../core/identity/issuing.js";
import type { Origin } from "../../core/identity/recognition.js";

export interface StoredIdentity {
  name: string;
  algorithm: Algorithm;
  created: Date;
  origin: Origin;
  keyPem: string;
  chainPem?: string | undefined;
  rootPem?: string | undefined;
  rootKeyPem?: string | undefined;
  requestPem?: string | undefined;
}

export interface IdentityVault {
  list(): Promise<string[]>;
  read(name: string): Promise<StoredIdentity & { folder: string; warnings: string[] }>;
  folderOf(name: string): Promise<string>;
  checkFree(name: string): Promise<void>;
  create(identity: StoredIdentity): Promise<void>;
  replaceChain(name: string, chainPem: string, rootPem?: string): Promise<void>;
  rename(name: string, newName: string): Promise<void>;
  remove(name: string): Promise<void>;
  defaultName(): Promise<string | undefined>;
  setDefault(name: string): Promise<void>;
}

export interface KeyRoom {
  generateKey(algorithm: Algorithm): Promise<KeyObject>;
  readPrivateKey(bytes: Uint8Array, file: { source?: string; passphrase?: string | undefined }): KeyObject;
  exportPrivateKey(key: KeyObject, passphrase?: string): string;
  exportPublicKey(key: KeyObject): Uint8Array;
  algorithmsFor(key: KeyObject): Algorithm[];
  signRaw(algorithm: Algorithm, key: KeyObject, bytes: Uint8Array): Promise<Uint8Array>;
  readCertificates(input: Uint8Array | string, source?: string): { raw: Uint8Array; publicKey: KeyObject }[];
}

export interface CertificateSigner {
  algorithm: Algorithm;
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

export interface CertificateRoom extends CertificateReader {
  issueCertificate(
    contents: CertificatePlan & { publicKey: Uint8Array; issuerPublicKey: Uint8Array },
    signer: CertificateSigner,
  ): Promise<Uint8Array>;
  issueRequest(
    contents: Pick<CertificatePlan, "subject" | "use"> & { publicKey: Uint8Array },
    signer: CertificateSigner,
  ): Promise<Uint8Array>;
}

export interface IdentityContext {
  vault: IdentityVault;
  keys: KeyRoom;
  certificates: CertificateRoom;
  openPkcs12(
    bytes: Uint8Array,
    passphrase?: string,
    source?: string,
  ): { keyPem: string; certificates: Uint8Array[] };
  clock(): Date;
  /** Asks once for a passphrase to be set or to be given; undefined when there is no way to ask. */
  readPassphrase(purpose: "new" | "existing", identityName: string): Promise<string | undefined>;
  /** Says on the side, once in a run, what whoever keeps the identity should know. */
  warn(text: string): void;
  readFile(path: string): Promise<Uint8Array>;
}
