/** `--continue`: whether the output of a file stands there already, whole, and signed by the one who signs now. */
import type { Credential } from "../../core/credential/credential.js";
import { readCertificate } from "../../core/verifying/certificate.js";
import type { Verification } from "../../core/verifying/verification.js";
import { ColophonError } from "../../error.js";
import { runBatch } from "../batch.js";
import type { Context } from "../context.js";
import { type FileInput, type Input, replay } from "../inputs.js";
import { type Judge, prepareJudge } from "../judging.js";
import type { Destination } from "../outputs.js";
import type { SignOptions } from "./options.js";
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
    const judge = isBeside ? await judgeBy(destination.path, looker) : looker.judge;
    const path = isBeside ? input.path : destination.path;
    const { verified } = await judge(path, path);
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
export async function withoutOwn(inputs: readonly Input[], looker: Looker): Promise<readonly Input[]> {
  const { options, context, judge } = looker;
  if (!options.skipOwn) return inputs;
  const rules = { jobs: options.jobs, failFast: false, signal: context.signal };
  const looked = runBatch(replay(inputs), rules, async (input) => {
    try {
      const { verified } = await judge(input.path, input.displayName);
      return isOwn(verified.verification, looker) ? undefined : { value: input, exitCode: 0 };
    } catch (error) {
      if (error instanceof ColophonError && error.code !== "interrupted")
        return { value: input, exitCode: 0 };
      throw error;
    }
  });
  const others: Input[] = [];
  for await (const result of looked) {
    if (result.kind === "result") others.push(result.value);
    else others.push({ kind: "error", name: result.file, error: result.error });
  }
  return others;
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

function judgeBy(credential: string, { options, context }: Looker): Promise<Judge> {
  const { timeoutMs, maxMemoryBytes } = options;
  return prepareJudge({ trust: [], remote: false, credential, timeoutMs, maxMemoryBytes }, context);
}

async function isOlder(path: string, source: string, { files }: Context): Promise<boolean> {
  const [output, input] = await Promise.all([files.inspectPath(path), files.inspectPath(source)]);
  return output.modifiedMs < input.modifiedMs;
}
