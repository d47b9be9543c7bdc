/** One file passed on by a platform: its part of the AIGC label set, the producer's kept, the file as it came the parent. */
import { randomUUID } from "node:crypto";
import { disclosureFor } from "../../core/disclosure/index.js";
import { composePropagation } from "../../core/label/compose-propagation.js";
import { type ExistingMarks, readExisting, refuseSeveral } from "../../core/label/existing.js";
import { propagateLabel } from "../../core/label/propagate.js";
import { containerFor } from "../../core/metadata/index.js";
import { ColophonError } from "../../error.js";
import type { FileInput } from "../inputs.js";
import type { Destination } from "../outputs.js";
import { openSource } from "../read-source.js";
import { gatherSources, type Sources } from "../signing/sources.js";
import { titleFor } from "../signing/title.js";
import type { LabeledFile } from "./options.js";
import { passedMarks } from "./passed-marks.js";
import { labelPlacement } from "./placement.js";
import type { Session } from "./session.js";
import { signLabel } from "./sign-label.js";
import { withImplicit } from "./with-implicit.js";

export async function propagateFile(
  input: FileInput,
  destination: Destination,
  session: Session,
): Promise<LabeledFile> {
  const { options, signing, judge, context } = session;
  const sources = await gatherSources(input, { ingredients: [], hasActions: false }, signing, judge, context);
  const { asset, parent } = sources;
  const id = randomUUID();
  const { label: aigc, notice } = await propagated(sources, id, session);
  const mark = { marks: await passedMarks(asset, session), notes: [] };
  const wanted = { aigc, xmp: {}, xmpIfAbsent: {} };
  return withImplicit({ sources, mark, wanted, isDryRun: options.dryRun }, context, (prepared) => {
    if (!parent) throw new Error("a file that is passed on has a parent");
    const draft = composePropagation({
      id,
      title: titleFor(asset, destination, signing),
      format: asset.mimeType,
      parent,
      aigc,
      marks: prepared.marks,
      placement: labelPlacement(asset, options),
    });
    return signLabel({ draft, sources, prepared, destination, notice }, session);
  });
}

async function propagated(sources: Sources, id: string, { options, context, provider }: Session) {
  const { asset } = sources;
  const container = asset.format && containerFor(asset.format.id);
  if (!container || container.aigcPlace === "none") throw noPlace(asset);
  const existing = await openSource(asset, context, (source) => readExisting(container, source));
  refuseSeveral(asset.name, existing.labels);
  const [found] = existing.labels;
  if (found && !found.isNormative) throw misplaced(asset.name, found.place);
  const answer = propagateLabel({
    label: found?.label,
    isDeclared: options.isDeclared,
    hasTraces: isTraced(existing, sources),
    propagator: provider ?? "",
    propagateId: id,
  });
  if (answer) return answer;
  throw new ColophonError("label.nothing", `"${asset.name}": nothing in it points to AI`, {
    hints: ["where its user says that AI made it: --declared"],
  });
}

function isTraced({ sourceTypes, labels }: ExistingMarks, { sourceTypes: declared }: Sources): boolean {
  const types = [...sourceTypes, ...declared.values()];
  return labels.length > 0 || types.some((uri) => disclosureFor(uri)?.isAi);
}

function noPlace({ name, format }: Sources["asset"]): ColophonError {
  return new ColophonError(
    "format.not-writable",
    `"${name}": no place for the AIGC label is known in ${format ? `${format.name} files` : "this kind of file"}`,
  );
}

/** Beside it a second one would have to stand, and nobody may take the first away. */
function misplaced(name: string, place: string): ColophonError {
  return new ColophonError(
    "label.conflict",
    `"${name}": its AIGC label stands at ${place}, where it cannot be added to, and a second one may not be there`,
    { hints: [`see what it says: colophon check --law cn ${name}`] },
  );
}
