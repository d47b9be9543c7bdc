/** One file labeled: marked, its metadata set, signed, read back, and noted in the journal; or left as it was. */
import { randomUUID } from "node:crypto";
import { disclosureFor } from "../../core/disclosure/index.js";
import { composeLabel } from "../../core/label/compose-label.js";
import { readExisting, refuseContradiction } from "../../core/label/existing.js";
import { firstValues, producerLabel, xmpValues } from "../../core/label/implicit.js";
import type { LabelFacts } from "../../core/label/label-facts.js";
import { containerFor } from "../../core/metadata/index.js";
import type { FileInput } from "../inputs.js";
import type { Destination } from "../outputs.js";
import { openSource } from "../read-source.js";
import { gatherSources, type Sources } from "../signing/sources.js";
import { titleFor } from "../signing/title.js";
import { planMark } from "./mark-plan.js";
import type { MarkRequest, PlannedMark } from "./mark-request.js";
import { noMarkNote } from "./no-mark.js";
import type { LabeledFile } from "./options.js";
import { labelPlacement } from "./placement.js";
import type { Session } from "./session.js";
import { signLabel } from "./sign-label.js";
import { withImplicit } from "./with-implicit.js";

const nothingDefined = { ingredients: [], hasActions: false };

export async function labelFile(
  input: FileInput,
  destination: Destination,
  session: Session,
): Promise<LabeledFile> {
  const { options, signing, judge, context, ai } = session;
  if (!ai) throw new Error("a label needs a disclosure");
  // Where AI changed a file, the file as it was is its parent, with credentials or without.
  const wishes = ai.share === "made" ? { ...signing, as: ai.disclosure.name } : signing;
  const sources = await gatherSources(input, nothingDefined, wishes, judge, context);
  await refuseLabeled(sources, session);
  const facts = factsFor(session, ai);
  const mark = await planFor(sources, session, ai);
  const aigc =
    session.laws.includes("cn") && session.provider ? producerLabel(facts.id, session.provider) : undefined;
  const wanted = { xmp: xmpValues(facts), xmpIfAbsent: firstValues(facts), ...(aigc ? { aigc } : {}) };
  return withImplicit({ sources, mark, wanted, isDryRun: options.dryRun }, context, (prepared) => {
    const { parent } = sources;
    const draft = composeLabel({
      facts,
      title: titleFor(sources.asset, destination, signing),
      format: sources.asset.mimeType,
      isToldByParent: isToldBy(sources, ai),
      marks: prepared.marks,
      hasMetadata: prepared.metadata.length > 0,
      consents: session.consents.signed,
      placement: labelPlacement(sources.asset, options),
      ...(parent ? { parent } : {}),
      ...(prepared.hasAigc && aigc ? { aigc } : {}),
    });
    return signLabel({ draft, facts, sources, prepared, destination }, session);
  });
}

async function refuseLabeled({ asset, sourceTypes, parent }: Sources, session: Session): Promise<void> {
  const { ai, provider, options, context } = session;
  if (!ai) return;
  const container = asset.format && containerFor(asset.format.id);
  const existing = await openSource(asset, context, (source) => readExisting(container, source));
  const declared = parent && sourceTypes.get(parent.instanceId);
  refuseContradiction(asset.name, existing, {
    ...ai,
    isInsisted: options.force,
    ...(provider === undefined ? {} : { provider }),
    hasHistory: parent !== undefined,
    ...(declared === undefined ? {} : { declared }),
  });
}

function factsFor(
  { options, context, kinds, consents, provider }: Session,
  ai: NonNullable<Session["ai"]>,
): LabelFacts {
  const { system: name, systemVersion: version, train, author } = options;
  return {
    ...ai,
    id: randomUUID(),
    at: options.madeAt ?? context.clock(),
    kinds,
    consents: consents.records,
    mayTrain: train,
    ...(provider === undefined ? {} : { provider }),
    ...(name === undefined ? {} : { system: { name, ...(version === undefined ? {} : { version }) } }),
    ...(author === undefined ? {} : { author }),
  };
}

async function planFor(
  { asset }: Sources,
  { options, room, context, isVisible, laws }: Session,
  { share }: NonNullable<Session["ai"]>,
): Promise<PlannedMark> {
  if (!isVisible) return { marks: [], notes: [noMarkNote(laws)] };
  const { position, text, font, voiceLabel, rhythm, timeoutMs, maxMemoryBytes } = options;
  const request: MarkRequest = {
    asset,
    limits: { timeoutMs, maxMemoryBytes },
    room,
    context,
    share,
    rhythm,
    ...(position === undefined ? {} : { position }),
    ...(text === undefined ? {} : { text }),
    ...(font === undefined ? {} : { font }),
    ...(voiceLabel === undefined ? {} : { voiceLabel }),
  };
  return planMark(request);
}

/** Its history tells already that AI made it: an action of ours would invent a second time. */
function isToldBy({ parent, sourceTypes }: Sources, { share }: NonNullable<Session["ai"]>): boolean {
  const uri = parent && sourceTypes.get(parent.instanceId);
  return share === "made" && uri !== undefined && disclosureFor(uri)?.isAi === true;
}
