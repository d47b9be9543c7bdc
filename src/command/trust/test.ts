/** `colophon trust test FILE`: which list would recognize this file's signer and timestamp authority, and why not. */
import {
  checkSignerPurpose,
  type ListVerdict,
  type SignerPurpose,
  type TrustList,
  testAuthority,
  testSigner,
} from "../../core/trust/index.js";
import type { TrustContext } from "./context.js";

export interface TrustTest {
  file: string;
  /** Absent where the file carries no Content Credentials. */
  signer?: {
    /** A certificate of another purpose signs for nobody, whichever list holds its root. */
    purpose: SignerPurpose;
    lists: ListVerdict[];
  };
  timestamps: { at: Date; lists: ListVerdict[] }[];
}

/** `lists` are those to hold it against, as `verify` would select them. */
export async function testTrust(
  { file, lists }: { file: string; lists: readonly TrustList[] },
  { readSignature }: Pick<TrustContext, "readSignature">,
): Promise<TrustTest> {
  const signature = await readSignature(file, lists);
  if (!signature) return { file, timestamps: [] };
  const { chain, timestamps } = signature;
  return {
    file,
    signer: {
      purpose: checkSignerPurpose(chain[0] ?? new Uint8Array()),
      lists: lists.map((list) => testSigner(chain, list)),
    },
    timestamps: timestamps.map(({ certificates, at }) => ({
      at,
      lists: lists.map((list) => testAuthority(certificates, at, list)),
    })),
  };
}
