/** The one neutral label for a file, out of everything its credential declares about how it was made. */
import { type Disclosure, disclosureFor, findDisclosure } from "./disclosures.js";

/** The parts of a credential that say how a file was made; a Credential fits as it is. */
export interface Declared {
  actions: readonly { name: string; digitalSourceType?: string | undefined }[];
  /**
   * A digital source type may stand on the ingredient itself; for an ingredient with a credential of its own the
   * caller may put in what `discloseInWords` said of that.
   */
  ingredients: readonly { relationship: string; digitalSourceType?: string | undefined }[];
}

const aiGenerated = findDisclosure("ai-generated");
const aiEdited = findDisclosure("ai-edited");
const includesAi = findDisclosure("composite-ai");
const composite = findDisclosure("composite");
const compositeCapture = findDisclosure("composite-capture");

/**
 * Generative AI declared anywhere comes up, the largest part first: the origin, then any edit, then what was
 * placed into the file. Otherwise the file is what it began as. Undefined when nothing was declared about its
 * origin: the source type of an edit says how the edit was made, not what the file was before.
 */
export function discloseInWords({ actions, ingredients }: Declared): Disclosure | undefined {
  const origin = originOf({ actions, ingredients });
  if (origin !== undefined && isFullyAi(origin)) return origin;

  const edits = read(actions.filter(({ name }) => !isOrigin(name) && name !== "c2pa.placed"));
  if (origin === aiEdited || edits.some(({ isAi }) => isAi)) return aiEdited;

  const placed = [
    ...read(actions.filter(({ name }) => name === "c2pa.placed")),
    ...read(ingredients.filter(({ relationship }) => relationship === "componentOf")),
  ];
  if (origin === includesAi || placed.some(({ isAi }) => isAi)) return includesAi;

  // An edit declared as a composite outweighs the capture it began as: the file is no longer one capture.
  return [composite, compositeCapture].find((kind) => edits.includes(kind)) ?? origin;
}

/**
 * What the file began as. Some writers put a source type on c2pa.opened although they may not; the C2PA signals
 * rubric reads it as the origin, and so does this. Where several are declared, AI is never the one left out.
 */
function originOf({ actions, ingredients }: Declared): Disclosure | undefined {
  const declared = [
    ...read(actions.filter(({ name }) => isOrigin(name))),
    ...read(ingredients.filter(({ relationship }) => relationship === "parentOf")),
  ];
  return declared.find(isFullyAi) ?? declared.find(({ isAi }) => isAi) ?? declared[0];
}

function isOrigin(actionName: string): boolean {
  return actionName === "c2pa.created" || actionName === "c2pa.opened";
}

function isFullyAi(disclosure: Disclosure): boolean {
  return disclosure === aiGenerated || disclosure.name === "trained-data";
}

function read(declared: readonly { digitalSourceType?: string | undefined }[]): Disclosure[] {
  return declared.flatMap(({ digitalSourceType }) => {
    const disclosure = digitalSourceType === undefined ? undefined : disclosureFor(digitalSourceType);
    return disclosure === undefined ? [] : [disclosure];
  });
}
