/** A verified file as JSON, schema colophon/verify@1. */

import type { VerifiedFile } from "../../command/verify-result.js";
import { describeAction } from "../../command/words.js";
import type { Verification } from "../../core/verifying/verification.js";
import { disclosureOf, ownDisclosures } from "./disclose.js";
import { type Json, toPlain } from "./plain.js";

/** What an invalid credential says is left out here too: a program that overlooks the state must not repeat it. */
export function verifiedJson(file: VerifiedFile, exitCode: number): Record<string, Json> {
  const { verification } = file;
  const isShown = verification.state !== "invalid";
  const credential = isShown ? verification.credential : undefined;
  return record({
    file: file.file,
    format: file.format,
    mimeType: file.mimeType,
    sizeBytes: file.sizeBytes,
    properExtension: file.properExtension,
    state: verification.state,
    exitCode,
    engineState: verification.engineState,
    source: verification.source,
    sidecar: file.sidecar,
    remoteUrl: verification.remoteUrl,
    answers: {
      unchanged: verification.unchanged,
      issuer: verification.issuer,
      time: verification.time,
      history: verification.history,
    },
    disclosure: isShown ? disclosureOf(verification)?.name : undefined,
    disclosures: isShown ? disclosuresOf(verification) : [],
    title: credential?.title,
    actions: (credential?.actions ?? []).map((action) => ({ ...action, label: describeAction(action.name) })),
    authors: credential?.authors ?? [],
    identities: credential?.identities ?? [],
    training: credential?.training ?? {},
    generators: credential?.generators ?? [],
    consent: file.consent,
    findings: verification.findings,
    lists: verification.lists,
    judgedAt: verification.judgedAt,
    asOf: verification.asOf,
    manifestStore: file.manifestStore,
  });
}

function disclosuresOf({ trace }: Verification) {
  return trace === undefined
    ? []
    : ownDisclosures(trace).map(({ name, uri, label, isAi }) => ({ name, uri, label, isAi }));
}

export function record(fields: Readonly<Record<string, unknown>>): Record<string, Json> {
  return toPlain(fields) as Record<string, Json>;
}
