/** Hand-made results of verifying, for renderers: the four states, and text that means harm. */
import type { VerifiedFile } from "../../src/command/verify-result.ts";
import type { Credential } from "../../src/core/credential/credential.ts";
import type { HistoryStep } from "../../src/core/history/history.ts";
import type { Verification } from "../../src/core/verifying/verification.ts";

export const signedAt = new Date("2026-03-12T14:05:00Z");
export const hostile = "Ana\u001b[31m\u202eziuR\u2066\u200b\n\u009b2J”";

const camera = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture";
const list = {
  name: "c2pa",
  kind: "c2pa",
  origin: "https://raw.githubusercontent.com/c2pa-org/conformance-public/main/trust-list/C2PA-TRUST-LIST.pem",
  issuedAt: new Date("2026-08-21T00:00:00Z"),
  sha256: "0".repeat(64),
} as const;

export function credential(fields: Partial<Credential> = {}): Credential {
  return {
    label: "urn:c2pa:1",
    claimVersion: 2,
    generators: [{ name: "Leica M11-P" }],
    actions: [
      { name: "c2pa.created", digitalSourceType: camera, ingredients: [], parameters: {} },
      { name: "c2pa.cropped", softwareAgent: "Lightroom 9.2", ingredients: [], parameters: {} },
    ],
    ingredients: [],
    assertions: [],
    authors: [],
    identities: [],
    training: {},
    ...fields,
  };
}

export function step(fields: Partial<HistoryStep> = {}): HistoryStep {
  return {
    title: "holiday.jpg",
    relationship: "root",
    state: "trusted",
    issuer: "Leica Camera AG",
    recognizedBy: "c2pa",
    at: signedAt,
    generators: [],
    sourceTypes: [camera],
    actions: credential().actions,
    findings: [],
    ingredients: [],
    ...fields,
  };
}

/** Trusted unless said otherwise. */
export function verification(fields: Partial<Verification> = {}): Verification {
  const root = step();
  return {
    state: "trusted",
    engineState: "Trusted",
    source: "embedded",
    unchanged: { answer: "unchanged" },
    issuer: { answer: "recognized", name: "Leica Camera AG", list, revocation: "not-checked" },
    time: { answer: "independent", at: signedAt, authority: "DigiCert" },
    history: { answer: "none", steps: 1, sources: 1 },
    findings: [],
    credential: credential(),
    trace: { root, steps: 1, sources: 1 },
    lists: [list],
    judgedAt: new Date("2026-11-01T00:00:00Z"),
    ...fields,
  };
}

export function verified(fields: Partial<Verification> = {}, file = "holiday.jpg"): VerifiedFile {
  return {
    file,
    format: "JPEG",
    mimeType: "image/jpeg",
    sizeBytes: 1234,
    verification: verification(fields),
  };
}

export function valid(name = "Ana Ruiz"): Partial<Verification> {
  return {
    state: "valid",
    engineState: "Valid",
    issuer: { answer: "not-recognized", name, revocation: "not-checked" },
    time: { answer: "signer-clock", at: new Date("2026-05-09T08:00:00Z") },
    trace: { root: step({ state: "valid", issuer: name, title: name }), steps: 1, sources: 1 },
  };
}

export const invalid: Partial<Verification> = {
  state: "invalid",
  engineState: "Invalid",
  unchanged: { answer: "changed" },
  findings: [
    {
      code: "assertion.dataHash.mismatch",
      severity: "failure",
      where: "this file",
      meaning: "the bytes do not match the signed hash",
    },
  ],
};

/** As `verify` gives it: most fields are simply not there. */
export function none(file = "plain.png"): VerifiedFile {
  const { state: _state, ...rest } = verification();
  const { credential: _credential, trace: _trace, engineState: _engine, source: _source, ...bare } = rest;
  return {
    file,
    format: "PNG",
    mimeType: "image/png",
    sizeBytes: 10,
    verification: {
      ...bare,
      state: "none",
      unchanged: { answer: "unknown" },
      issuer: { answer: "unknown", revocation: "not-checked" },
      time: { answer: "none" },
    },
  };
}
