/** Evidence made by hand, for rules: a file of AI that carries every mark, to take away from. */
import type { ConsentRecord } from "../../src/core/consent/index.ts";
import type { Action, Credential } from "../../src/core/credential/credential.ts";
import { type AigcLabel, writeAigc } from "../../src/core/label/aigc.ts";
import { readAigc } from "../../src/core/label/read-aigc.ts";
import { readSecurityData } from "../../src/core/label/security-data.ts";
import type { AigcFound, Evidence } from "../../src/core/profile/index.ts";
import type { MarkRecord } from "../../src/core/profile/mark-record.ts";
import type { Verification } from "../../src/core/verifying/verification.ts";
import { credential, none, signedAt, step, verification } from "./verified.ts";

export const aiUri = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";
export const aiEditUri =
  "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia";
export const cameraUri = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture";

/** As the engine gives it: the actions, and the same ones inside their assertion. */
export function aiCredential(fields: Partial<Credential> = {}, uri = aiUri): Credential {
  const created: Action = {
    name: "c2pa.created",
    digitalSourceType: uri,
    when: signedAt,
    softwareAgent: "ExampleGen 1.2",
    ingredients: [],
    parameters: {},
  };
  const data = {
    allActionsIncluded: true,
    actions: [
      {
        action: "c2pa.created",
        digitalSourceType: uri,
        softwareAgent: { name: "ExampleGen", version: "1.2" },
      },
    ],
  };
  return credential({
    label: "urn:c2pa:6f2a3c1e-0b5d-4d7e-9c3a-2f1e0d9c8b7a",
    generators: [{ name: "colophon", version: "0.1.0", specVersion: "2.4" }],
    actions: [created],
    assertions: [{ label: "c2pa.actions.v2", isCreated: true, data }],
    ...fields,
  });
}

export function aiVerification(fields: Partial<Verification> = {}): Verification {
  const { credential: own = aiCredential() } = fields;
  const sourceTypes = own.actions.flatMap(({ digitalSourceType }) => digitalSourceType ?? []);
  return verification({
    issuer: { ...verification().issuer, name: "Estudio Ruiz", certificate: certificate() },
    credential: own,
    trace: { root: step({ actions: own.actions, sourceTypes }), steps: 1, sources: 1 },
    ...fields,
  });
}

export function certificate(organization = "Estudio Ruiz", commonName = "Ana Ruiz") {
  return {
    subject: `O=${organization}, CN=${commonName}`,
    organization,
    commonName,
    issuedBy: "CN=root",
    serialNumber: "01",
    notBefore: new Date("2026-01-01T00:00:00Z"),
    notAfter: new Date("2027-01-01T00:00:00Z"),
    sha256: "ab".repeat(32),
    isSelfSigned: false,
  };
}

export const label: AigcLabel = {
  Label: "1",
  ContentProducer: "001191110102MACQD9K64010000",
  ProduceID: "6f2a3c1e",
  ReservedCode1: "",
  ContentPropagator: "001191110102MACQD9K64010000",
  PropagateID: "6f2a3c1e",
  ReservedCode2: "",
};

/** A label as it is found in a file: from the text, so that its faults are those that reading finds. */
export function found(text = writeAigc(label), fields: Partial<AigcFound> = {}): AigcFound {
  const read = readAigc(text);
  const security = readSecurityData(read.label?.ReservedCode1 ?? "");
  return { ...read, place: "APP1 TC260:AIGC", isNormative: true, security, ...fields };
}

export const plate: MarkRecord = {
  form: "plate",
  text: "AI生成 · AI-generated",
  box: { x: 1700, y: 16, width: 200, height: 60 },
  frame: { width: 1920, height: 1080 },
  inkHeightPx: 60,
  shortSidePx: 1080,
  fromSeconds: 0,
};

export const speech: MarkRecord = {
  form: "speech",
  text: "本音频由人工智能生成。This audio is AI-generated.",
  fromSeconds: 0,
};
export const morse: MarkRecord = { form: "morse", fromSeconds: 0 };

/** A picture of AI, signed, stamped, labeled for machines and people. */
export function evidence(fields: Partial<Evidence> = {}): Evidence {
  return {
    file: "poster.jpg",
    format: "JPEG",
    media: "image",
    verification: aiVerification(),
    isMetadataRead: true,
    aigc: [found()],
    xmp: { digitalSourceType: [aiUri], altText: ["A poster"] },
    marks: [plate],
    sensed: [],
    asOf: new Date("2026-11-23T00:00:00Z"),
    declared: { kinds: [] },
    consents: [],
    isSystemOnly: false,
    ...fields,
  };
}

/** The same without any mark at all; that it is of AI is only declared. */
export function bare(fields: Partial<Evidence> = {}): Evidence {
  return evidence({
    verification: none().verification,
    aigc: [],
    xmp: {},
    marks: [],
    declared: { isAi: true, kinds: [] },
    ...fields,
  });
}

export const consent: ConsentRecord = {
  id: "urn:uuid:0f0e0d0c-0b0a-4909-8807-060504030201",
  subject: { id: "urn:uuid:11111111-2222-4333-8444-555555555555" },
  attributes: ["face", "voice"],
  scope: "one advertisement for a bakery",
  notified: new Date("2026-01-10T09:00:00Z"),
  obtained: new Date("2026-01-12T09:00:00Z"),
  expires: new Date("2027-01-12T00:00:00Z"),
  isMinor: false,
  evidence: { algorithm: "sha256", hash: "5e".repeat(32) },
  basis: "separate-consent",
  producer: "Estudio Ruiz",
  recorded: new Date("2026-01-12T10:00:00Z"),
};

export const consentGiven = {
  record: consent,
  by: "Estudio Ruiz",
  signer: "Estudio Ruiz",
  from: "given",
} as const;
