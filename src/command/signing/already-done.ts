/** `--continue`: whether the output of a file stands there, whole, made from it, and signed by the one who signs now. */
import type { Credential } from "../../core/credential/credential.js";
import { isMadeFrom } from "../../core/signing/instance-id.js";
import { readCertificate } from "../../core/verifying/certificate.js";
import type { Verification } from "../../core/verifying/verification.js";
import { ColophonError } from "../../error.js";
import type { Context } from "../context.js";
import type { FileInput, Input } from "../inputs.js";
import type { Judge } from "../judging.js";
import type { Destination } from "../outputs.js";
import type { SignOptions } from "./options.js";
import { sift } from "./sift.js";
import type { Signer } from "./signer.js";

export interface Looker {
  options: SignOptions;
  signer: Signer;
  judge: Judge;
  context: Context;
  /** What a credential must say beside its signature: a file that was signed is not labeled yet. */
  isWanted?: (credential: Credential) => boolean;
}

/** Throws `output.exists` where what stands there is ours, and was made of something else. */
export async function isDoneBefore(
  input: FileInput,
  destination: Destination,
  looker: Looker,
): Promise<boolean> {
  const { context, options } = looker;
  if (!options.continue) return false;
  if (destination.kind === "stdout" || !(await context.files.exists(destination.path))) return false;
  const own = await ownCredential(input, destination.path, looker);
  if (!own) return false;
  // In place nothing is left of what it was made from.
  if (destination.isInPlace) return true;
  if (isMadeFrom(own.instanceId, await context.files.sha256File(input.path))) return true;
  if (options.force) return false;
  throw new ColophonError(
    "output.exists",
    `"${destination.path}": is there already, made by you from another file or another state of this one`,
    { hints: ["replace it: --force", "or name another place with -o"] },
  );
}

/** Of what stands at a place, where it is intact and by the one who signs now. */
async function ownCredential(
  input: FileInput,
  place: string,
  looker: Looker,
): Promise<Credential | undefined> {
  const { options, judge } = looker;
  const isBeside = options.sidecar && options.remoteUrl === undefined;
  const path = isBeside ? input.path : place;
  try {
    const { verified } = await judge(path, path, isBeside ? place : undefined);
    return isOwn(verified.verification, looker) ? verified.verification.credential : undefined;
  } catch (error) {
    // What cannot be judged is not done; the attempt to write says what is wrong.
    if (error instanceof ColophonError && error.code !== "interrupted") return undefined;
    throw error;
  }
}

export function tellSkipped(count: number, { issuer }: Signer, context: Context): void {
  if (count === 0) return;
  const files = count === 1 ? "1 file" : `${count} files`;
  context.announce(`skipped ${files} done before: the output is there, intact and by ${issuer}`);
}

/** Without the files that this signer has signed, where that is wished; before outputs are planned for them. */
export function withoutOwn(inputs: AsyncIterable<Input>, looker: Looker): AsyncIterable<Input> {
  const { options, context, judge } = looker;
  if (!options.skipOwn) return inputs;
  return sift(inputs, { ...options, signal: context.signal }, async (input) => {
    try {
      const { verified } = await judge(input.path, input.displayName);
      return isOwn(verified.verification, looker);
    } catch (error) {
      if (error instanceof ColophonError && error.code !== "interrupted") return false;
      throw error;
    }
  });
}

/** Intact, and by the very certificate that would sign now. */
function isOwn(
  { state, history, issuer, credential }: Verification,
  { signer, isWanted }: Pick<Looker, "signer" | "isWanted">,
): boolean {
  const isIntact = (state === "trusted" || state === "valid") && history.answer !== "broken";
  const own = readCertificate(signer.identity.chain[0])?.sha256;
  if (!isIntact || own === undefined || issuer.certificate?.sha256 !== own) return false;
  return isWanted === undefined || (credential !== undefined && isWanted(credential));
}
