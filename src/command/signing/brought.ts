/** What a file brings along when it is signed or used: the state of its credentials, wherever they are kept. */
import { discloseInWords } from "../../core/disclosure/index.js";
import type { OutsideManifest } from "../../core/signing/engine-request.js";
import type { State } from "../../core/verifying/state.js";
import type { Verification } from "../../core/verifying/verification.js";
import { ColophonError } from "../../error.js";
import type { Judge } from "../judging.js";
import type { SignOptions } from "./options.js";

export interface Brought {
  state: State;
  /** What its credentials declare about how it was made: a digital source type. */
  sourceType?: string;
  /** Only where they are kept beside the file. */
  outside?: OutsideManifest;
}

/** Codes that mean "there are credentials, and they are broken beyond reading". */
const unreadable: ReadonlySet<string> = new Set([
  "credential.unreadable",
  "credential.unsupported",
  "engine.failed",
]);

/** Signing over something broken would make it look whole: refused, unless it is asked for by name. */
export async function credentialsOf(
  path: string,
  name: string,
  options: SignOptions,
  judge: Judge,
): Promise<Brought> {
  try {
    const { verified, reading } = await judge(path, name);
    const { verification } = verified;
    const isBroken = verification.state === "invalid" || verification.history.answer === "broken";
    if (isBroken && !options.force) throw broken(name, reasonsOf(verification));
    const isInside = verification.source === undefined || verification.source === "embedded";
    const bytes = isInside ? undefined : await reading?.manifestBytes();
    const declared = isBroken ? undefined : verification.credential;
    const disclosure = declared && discloseInWords(declared);
    return {
      state: verification.state,
      ...(disclosure ? { sourceType: disclosure.uri } : {}),
      ...(bytes && reading ? { outside: { bytes, json: reading.json } } : {}),
    };
  } catch (error) {
    if (!(error instanceof ColophonError)) throw error;
    if (error.code === "format.unsupported") return { state: "none" };
    if (!unreadable.has(error.code)) throw error;
    if (options.force) return { state: "none" };
    throw broken(name, error.message);
  }
}

function broken(name: string, reasons: string): ColophonError {
  return new ColophonError(
    "parent.broken",
    `"${name}": its Content Credentials are broken (${reasons}), and a new signature would hide that`,
    { hints: [`see why: colophon verify --explain ${name}`, "go on all the same: --force"] },
  );
}

function reasonsOf(verification: Verification): string {
  const codes = verification.findings
    .filter((entry) => entry.severity === "failure")
    .map((entry) => entry.code);
  return [...new Set(codes)].join(", ");
}
