/** What a producer or platform put into a reserved field: the SecurityData of TC260-PG-202511A, or anything. */
import { isRecord, parseJson } from "../credential/json.js";
import type { AigcLabel } from "./aigc.js";

export type SecurityData =
  | { kind: "none" }
  /** Not of the guide's form: it may mean something to whoever wrote it. */
  | { kind: "opaque"; text: string }
  | {
      kind: "structured";
      /** The guide's own name for itself, "TC260PG". */
      type: string;
      version: string;
      signatures: SignatureEntry[];
      /** Inside the same file, so they prove no more than that label and signature belong together. */
      publicKeys: KeyEntry[];
      /** Entries that tie the label to its content; read, not understood. */
      bindingCount: number;
    };

export interface SignatureEntry {
  /** 1.2.156.10197.1.501 is SM2 with SM3. */
  algorithm: string;
  /** "Md" in the guide, "LabelMataData" in files of MiniMax. */
  signedData: string;
  /** DER. */
  signature: Uint8Array;
}

export interface KeyEntry {
  algorithm: string;
  /** SubjectPublicKeyInfo, DER. */
  key: Uint8Array;
}

const MAX_CHARACTERS = 64 * 1024;
const MAX_ENTRIES = 64;

/** Never throws: the text is somebody else's. */
export function readSecurityData(text: string): SecurityData {
  if (text.trim() === "") return { kind: "none" };
  const opaque: SecurityData = { kind: "opaque", text };
  const whole = text.length > MAX_CHARACTERS ? undefined : asRecord(parseJson(text));
  // The reserved field seen in files holds the outer object, the guide's example its inside.
  const data = asRecord(whole?.SecurityData) ?? whole;
  const entries = data?.PubSD;
  if (data === undefined || !Array.isArray(entries) || entries.length > MAX_ENTRIES) return opaque;
  const records = entries.map(asRecord).filter((entry) => entry !== undefined);
  const bindings = data.Bindings ?? data.Bnd;
  const named = records.filter(({ Type }) => Type === "Binding" || Type === "Bnd").length;
  return {
    kind: "structured",
    type: asText(data.Type),
    version: asText(data.Version),
    signatures: records.filter(({ Type }) => Type === "DS").map(readSignature),
    publicKeys: records.filter(({ Type }) => Type === "PubKey").map(readKey),
    bindingCount: named + (Array.isArray(bindings) ? bindings.length : 0),
  };
}

/** TC260-PG-202511A, Appendix A.1: the text whose bytes a signature over the label covers. */
export function signedText({ Label, ContentProducer, ProduceID }: AigcLabel): string {
  const pairs = { Label, ContentProducer, ProduceID };
  return JSON.stringify(pairs).slice(1, -1);
}

/** `text` is what was signed; `key` a SubjectPublicKeyInfo. Undefined where that is no key for SM2. */
export type VerifySm2 = (text: string, signature: Uint8Array, key: Uint8Array) => boolean | undefined;

const sm2WithSm3 = "1.2.156.10197.1.501";
/** One check takes a tenth of a second, and a stranger says how many there are. */
const mostChecked = 2;

/**
 * Whether the signatures over a label hold, by keys that stand beside them. Undefined where there is none of a
 * kind that can be checked: over the content, with another algorithm, without a key, or too many.
 */
export function verifySecurity(
  label: AigcLabel,
  security: SecurityData,
  verify: VerifySm2,
): boolean | undefined {
  if (security.kind !== "structured") return undefined;
  const signatures = security.signatures.filter(isOverLabel);
  const keys = security.publicKeys.filter(({ algorithm }) => algorithm === sm2WithSm3);
  if (signatures.length === 0 || keys.length === 0) return undefined;
  if (signatures.length > mostChecked || keys.length > mostChecked) return undefined;
  const text = signedText(label);
  const answers = signatures.map(({ signature }) => {
    const byKey = keys.map(({ key }) => verify(text, signature, key));
    return byKey.includes(true) || (byKey.includes(undefined) ? undefined : false);
  });
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

function isOverLabel({ algorithm, signedData }: SignatureEntry): boolean {
  return algorithm === sm2WithSm3 && /^(Md|Label(Mata|Meta)Data)$/.test(signedData);
}

function readSignature(entry: Record<string, unknown>): SignatureEntry {
  const signed = asRecord(entry.TBSData);
  return {
    algorithm: asText(entry.AlgID),
    signedData: asText(signed?.Type),
    signature: fromHex(asText(entry.Signature)),
  };
}

function readKey(entry: Record<string, unknown>): KeyEntry {
  return { algorithm: asText(entry.AlgID), key: fromHex(asText(entry.KeyValue)) };
}

function asRecord(value: unknown): Record<string, unknown> | undefined {
  return isRecord(value) ? value : undefined;
}

function asText(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** Empty where it is not hexadecimal. */
function fromHex(text: string): Uint8Array {
  return /^([0-9a-f]{2})*$/i.test(text) ? new Uint8Array(Buffer.from(text, "hex")) : new Uint8Array();
}
