/** Which kinds of synthesis are said to be in a file, and when it was made. */
import { type KindName, kindCalled, type SynthesisKind } from "../consent/kinds.js";
import { signedKinds } from "../label/synthesis-record.js";
import { intactCredential } from "./claims.js";
import type { Evidence } from "./evidence.js";

/** Declared by whoever asks, or signed with the label. */
export function kindsOf(evidence: Evidence): (SynthesisKind & { name: KindName })[] {
  const signed = signedKinds(intactCredential(evidence)?.assertions ?? []);
  const names = new Set([...evidence.declared.kinds, ...signed]);
  return [...names].flatMap((name) => kindCalled(name) ?? []);
}

/** By the credential, or else the moment of asking. */
export function madeAt(evidence: Evidence): Date {
  const credential = intactCredential(evidence);
  const stamped = credential && evidence.verification?.time.at;
  const [action] = credential?.actions.flatMap(({ when }) => when ?? []) ?? [];
  return action ?? stamped ?? evidence.asOf;
}
