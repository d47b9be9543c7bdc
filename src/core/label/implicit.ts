/** The marks that machines read: the AIGC label of GB 45438-2025, and the XMP properties of IPTC and PLUS. */
import { kinds as allKinds, releaseFields } from "../consent/index.js";
import { type PropertyId, type XmpChange, xmpProperties } from "../metadata/index.js";
import type { AigcLabel } from "./aigc.js";
import { type LabelFacts, secondsOf } from "./label-facts.js";

/**
 * The label of whoever made the content. On the first write the producer is the propagator too, as every
 * producer's sample has it; GB 45438-2025 does not say.
 */
export function producerLabel(id: string, provider: string): AigcLabel {
  return {
    Label: "1",
    ContentProducer: provider,
    ProduceID: id,
    ReservedCode1: "",
    ContentPropagator: provider,
    PropagateID: id,
    ReservedCode2: "",
  };
}

const noMining = "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING";

/** By property, what XMP is to say. */
export function xmpValues(facts: LabelFacts): Partial<Record<PropertyId, readonly string[]>> {
  const { disclosure, system, consents, mayTrain } = facts;
  const { modelReleaseStatus, modelReleaseId } = releaseOf(facts);
  const isReleased = consents.length > 0 && modelReleaseStatus !== undefined;
  return {
    digitalSourceType: [disclosure.uri],
    ...(system ? { aiSystemUsed: [system.name] } : {}),
    ...(system?.version === undefined ? {} : { aiSystemVersionUsed: [system.version] }),
    ...(isReleased ? { modelReleaseStatus: [modelReleaseStatus] } : {}),
    ...(modelReleaseId ? { modelReleaseId } : {}),
    ...(mayTrain ? {} : { dataMining: [noMining] }),
  };
}

/** PLUS fields of the people that are shown or heard; nothing where no kind names any. */
export function releaseOf({ consents, kinds }: Pick<LabelFacts, "consents" | "kinds">) {
  const hasPeople = allKinds.some(({ name, hasPerson }) => kinds.includes(name) && hasPerson !== "no");
  return releaseFields(consents, hasPeople || kinds.length === 0);
}

/** What is only said where nobody said it before: it belongs to the document and not to the label. */
export function firstValues({ id, at, share }: LabelFacts): Partial<Record<PropertyId, readonly string[]>> {
  // What AI only changed was created before.
  return { documentId: [`xmp.did:${id}`], ...(share === "made" ? { createDate: [secondsOf(at)] } : {}) };
}

export function toChanges(values: Partial<Record<PropertyId, readonly string[]>>): XmpChange[] {
  return (Object.entries(values) as [PropertyId, readonly string[]][]).map(([property, list]) => ({
    property: xmpProperties[property],
    values: list,
  }));
}
