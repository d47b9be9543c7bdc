/** A labeled file signed, read back, noted in the journal and put in its place, in this order. */

import { writeAigc } from "../../core/label/aigc.js";
import { nextLine } from "../../core/label/journal.js";
import type { LabelFacts } from "../../core/label/label-facts.js";
import type { Draft } from "../../core/signing/draft.js";
import type { Destination } from "../outputs.js";
import { describePlan, describeWritten, type Plan } from "../signing/describe.js";
import { engineSource } from "../signing/place.js";
import { placesOf } from "../signing/places.js";
import type { Sources } from "../signing/sources.js";
import { authoritiesFor, stamper } from "../signing/stamping.js";
import { makeThumbnails } from "../signing/thumbnails.js";
import { writeSigned } from "../signing/write.js";
import { adviceFor } from "./advice.js";
import { idleWishes } from "./idle-wishes.js";
import { wantMark } from "./no-mark.js";
import type { LabeledFile } from "./options.js";
import { readBack } from "./read-back.js";
import type { Session } from "./session.js";
import type { PreparedFile } from "./with-implicit.js";

export interface LabelSigning {
  draft: Draft;
  /** Absent for a platform that passes on. */
  facts?: LabelFacts;
  sources: Sources;
  prepared: PreparedFile;
  destination: Destination;
  notice?: LabeledFile["label"]["notice"];
}

export async function signLabel(work: LabelSigning, session: Session): Promise<LabeledFile> {
  const { draft, sources, prepared } = work;
  const { signing, context, signer } = session;
  const asset = { ...sources.asset, path: prepared.path };
  const thumbnails = await makeThumbnails(draft, { ...sources, asset }, signing, context);
  const authorities = authoritiesFor(signing, signer);
  const generator = { name: "colophon", version: context.version };
  const places = placesOf(draft.placement.kind, work.destination, true);
  const plan: Plan = { draft, sources, signer, thumbnails, places, authorities, generator };
  const planned = {
    ...describePlan(plan, signing),
    label: describeLabel(work, session, authorities.length > 0),
  };
  if (signing.dryRun) return planned;
  const written = await write(plan, work, session);
  return { ...planned, ...describeWritten(planned, written), label: { ...planned.label, isJournaled: true } };
}

function write(plan: Plan, work: LabelSigning, session: Session) {
  const { draft, sources, signer, thumbnails, authorities, generator } = plan;
  const { prepared, destination } = work;
  const { signing, context } = session;
  const stamp = stamper(authorities, context);
  const request = {
    draft,
    identity: signer.identity,
    source: engineSource({ ...sources.asset, path: prepared.path }),
    thumbnails,
    outside: sources.outside,
    generator,
    ...(stamp ? { stamp } : {}),
  };
  return writeSigned(request, sources, destination, signing, context, {
    inspect: (path, signed) => readBack(path, sources.asset, prepared, signed, context),
    note: (path, sourceSha256, claim) => note(path, sourceSha256, claim, work, session),
  });
}

/** A label that cannot be noted is not made, and one that is not given out is not noted: nothing takes a line back. */
async function note(
  path: string,
  input: string,
  claim: () => Promise<void>,
  { draft, facts, prepared }: LabelSigning,
  session: Session,
) {
  const output = await session.context.files.sha256File(path);
  await session.room.journal.append(async (end) => {
    const next = nextLine(
      {
        id: draft.id ?? "",
        time: session.context.clock(),
        input,
        output,
        disclosure: facts?.disclosure.name ?? "propagated",
        kinds: session.kinds,
        identity: session.signer.identity.name,
        isVisible: prepared.marks.length > 0,
      },
      end,
    );
    await claim();
    return next;
  });
}

function describeLabel(
  { draft, prepared, notice, sources }: LabelSigning,
  { options, laws, kinds, consents }: Session,
  hasTimestamp: boolean,
): LabeledFile["label"] {
  const { aigc } = prepared.wanted;
  return {
    id: draft.id ?? "",
    laws,
    unmarkedFor: prepared.marks.length === 0 && !options.asPropagator ? wantMark(laws) : [],
    kinds,
    marks: prepared.marks,
    metadata: prepared.metadata,
    consents: consents.says,
    notes: [
      ...prepared.notes,
      ...idleWishes(options, sources.asset.format),
      ...consents.warnings,
      ...adviceFor(options, laws, hasTimestamp),
    ],
    isJournaled: false,
    ...(prepared.hasAigc && aigc ? { aigc: writeAigc(aigc) } : {}),
    ...(notice === undefined ? {} : { notice }),
  };
}
