/** A finding: something the file has to answer for, never thrown, always with its meaning in plain words. */
import { explain } from "../explain/index.js";

export type Severity = "failure" | "warning" | "info";

export interface Finding {
  /** A C2PA status code, or one of colophon's own. Every code has an entry in core/explain. */
  code: string;
  severity: Severity;
  /** What it is about: the file's own credential, or the step of its history. */
  where: string;
  meaning: string;
  /** The engine's own words, which may quote the file: hostile text. */
  detail?: string;
}

export interface FindingDetails {
  where?: string;
  detail?: string;
}

export const ownCredential = "this file";

export function finding(code: string, severity: Severity, details: FindingDetails = {}): Finding {
  return {
    code,
    severity,
    where: details.where ?? ownCredential,
    meaning: explain(code, details.detail)?.meaning ?? "a check this version of colophon does not know",
    ...(details.detail === undefined ? {} : { detail: details.detail }),
  };
}
