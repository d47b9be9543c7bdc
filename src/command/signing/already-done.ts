/** `--continue`: whether the output of a file stands there already, whole, and signed by the one who signs now. */
import type { Credential } from "../../core/credential/credential.js";
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

/**
 * "done": nothing is to do. "outdated": what stands there is ours, and may be replaced, since the file was changed
 * after it was signed. "open": nothing stands there, or something that nobody may touch unasked.
 */
export type Standing = "done" | "outdated" | "open";

export interface Looker {
  options: SignOptions;
  signer: Signer;
  judge: Judge;
  context: Context;
  /** What a credential must say beside its signature: a file that was signed is not labeled yet. */
  isWanted?: (credential: Credential) => boolean;
}

export async function standingOf(
  input: FileInput,
  destination: Destination,
  looker: Looker,
): Promise<Standing> {
  const { context, options } = looker;
  if (!options.continue) return "open";
  if (destination.kind === "stdout" || !(await context.files.exists(destination.path))) return "open";
  try {
    const isBeside = options.sidecar && options.remoteUrl === undefined;
    const path = isBeside ? input.path : destination.path;
    const { verified } = await looker.judge(path, path, isBeside ? destination.path : undefined);
    if (!isOwn(verified.verification, looker)) return "open";
    return (await isOlder(destination.path, input.path, context)) ? "outdated" : "done";
  } catch (error) {
    // What cannot be judged is not done; the attempt to write says what is wrong.
    if (error instanceof ColophonError && error.code !== "interrupted") return "open";
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

async function isOlder(path: string, source: string, { files }: Context): Promise<boolean> {
  const [output, input] = await Promise.all([files.inspectPath(path), files.inspectPath(source)]);
  return output.modifiedMs < input.modifiedMs;
}
