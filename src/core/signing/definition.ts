/** A manifest definition somebody wrote by hand: every key is known, or it is refused with its place. */
import { ColophonError } from "../../error.js";
import { withoutUndefined } from "../credential/json.js";
import { disclosureFor } from "../disclosure/disclosures.js";
import * as shape from "../schema/shape.js";
import { definitionFault, isHalved, parseShape, refuseUnwritable } from "./definition-fault.js";
import type { DraftAction, DraftAssertion, SoftwareAgent } from "./draft.js";
import { isActionParameter } from "./reserved-names.js";

export interface Definition {
  title?: string;
  actions?: readonly DraftAction[];
  /** `allActionsIncluded`, where the definition says it. */
  isComplete?: boolean;
  assertions: readonly DraftAssertion[];
  /** Paths are relative to the definition's folder. */
  ingredients: readonly {
    path: string;
    title?: string;
    relationship: "parentOf" | "componentOf" | "inputTo";
  }[];
}

const maxTextLength = 10_000;

const text = shape.pipe(
  shape.string(),
  shape.minLength(1, "expected some text"),
  shape.maxLength(maxTextLength, `expected at most ${maxTextLength} characters`),
  shape.check((value) => !isHalved(value), "holds half a character (a lone surrogate)"),
  shape.check(
    (value) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(value),
    "holds control characters",
  ),
);

const label = shape.pipe(
  text,
  shape.regex(
    /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+$/,
    'expected a label like "com.example.note" (letters, digits, dots)',
  ),
);

const isWritable = (uri: string) => {
  const disclosure = disclosureFor(uri);
  return disclosure?.uri === uri && disclosure.retiredFor === undefined;
};

const parameters = shape.pipe(
  shape.record(shape.string(), shape.unknown()),
  shape.check(
    (value) => Object.keys(value).every(isActionParameter),
    "expected names of C2PA's, or of one's own with a dot: \"com.example.amount\"",
  ),
);

const action = shape.strictObject({
  action: shape.pipe(text, shape.regex(/\./, 'expected a name like "c2pa.cropped"')),
  digitalSourceType: shape.optional(
    shape.pipe(text, shape.check(isWritable, "is no digital source type of IPTC or C2PA in use today")),
  ),
  description: shape.optional(text),
  when: shape.optional(shape.pipe(text, shape.isoTimestamp("expected a time like 2026-03-12T14:05:00Z"))),
  softwareAgent: shape.optional(
    shape.union(
      [text, shape.strictObject({ name: text, version: shape.optional(text) })],
      "expected a name, or an object with name and version",
    ),
  ),
  parameters: shape.optional(parameters),
});

const actionList = shape.strictObject({
  actions: shape.pipe(shape.array(action), shape.minLength(1, "expected at least one action")),
  allActionsIncluded: shape.optional(shape.boolean("expected true or false")),
});

const definition = shape.strictObject({
  title: shape.optional(text),
  claim_version: shape.optional(shape.literal(2, "colophon writes claim version 2 only")),
  assertions: shape.optional(
    shape.array(
      shape.strictObject({
        label,
        data: shape.unknown(),
        kind: shape.optional(shape.picklist(["Cbor", "Json"])),
      }),
    ),
    [],
  ),
  ingredients: shape.optional(
    shape.array(
      shape.strictObject({
        path: text,
        title: shape.optional(text),
        relationship: shape.picklist(["parentOf", "componentOf", "inputTo"]),
      }),
    ),
    [],
  ),
});

const isActionsLabel = (name: string) => /^c2pa\.actions(\.v2)?$/.test(name);

/** Reads the text of a definition. Every fault is one "definition.invalid" that names its place, e.g. `assertions[0].label`. */
export function readDefinition(source: string): Definition {
  const json = parseJson(source);
  if (Array.isArray(json)) throw definitionFault("the definition", "expected an object, found a list");
  const value = parseShape(definition, json, "", Object.keys(definition.entries));
  for (const [index, { data }] of value.assertions.entries())
    refuseUnwritable(data, `assertions[${index}].data`);
  const [lists, others] = [
    value.assertions.filter((entry) => isActionsLabel(entry.label)),
    value.assertions.filter((entry) => !isActionsLabel(entry.label)),
  ];
  for (const entry of others) refuseReserved(entry.label, value.assertions.indexOf(entry));
  if (lists.length > 1) throw definitionFault("assertions", "expected one actions assertion, found several");
  const [list] = lists;
  const stated = list ? readActions(list.data, value.assertions.indexOf(list), value.ingredients) : undefined;
  return {
    ...(value.title === undefined ? {} : { title: value.title }),
    ...stated,
    assertions: others.map((entry) => ({ label: entry.label, data: entry.data })),
    ingredients: value.ingredients.map((entry) => withoutUndefined<Definition["ingredients"][number]>(entry)),
  };
}

function readActions(
  data: unknown,
  index: number,
  ingredients: readonly { relationship: string }[],
): Pick<Definition, "actions" | "isComplete"> {
  const at = `assertions[${index}].data`;
  const { actions: list, allActionsIncluded } = parseShape(
    actionList,
    data,
    at,
    Object.keys({ ...actionList.entries, ...action.entries }),
  );
  checkInception(list[0], `${at}.actions[0]`, ingredients);
  const actions = list.map(
    ({ action: name, digitalSourceType, description, when, softwareAgent, parameters }) => ({
      name,
      ...withoutUndefined<Omit<DraftAction, "name" | "softwareAgent">>({
        digitalSourceType,
        description,
        when,
        parameters,
      }),
      ...(softwareAgent === undefined ? {} : { softwareAgent: agentOf(softwareAgent) }),
    }),
  );
  return { actions, ...(allActionsIncluded === undefined ? {} : { isComplete: allActionsIncluded }) };
}

function agentOf(agent: string | { name: string; version?: string | undefined }): SoftwareAgent {
  return typeof agent === "string" ? agent : withoutUndefined<Exclude<SoftwareAgent, string>>({ ...agent });
}

/** C2PA 2.4 §18.15: the first action says how the file began: created (and how), or opened (from what). */
function checkInception(
  first: { action: string; digitalSourceType?: string | undefined } | undefined,
  at: string,
  ingredients: readonly { relationship: string }[],
): void {
  if (first?.action === "c2pa.created") {
    if (first.digitalSourceType === undefined)
      throw definitionFault(at, '"c2pa.created" needs a digitalSourceType');
  } else if (first?.action === "c2pa.opened") {
    if (first.digitalSourceType !== undefined)
      throw definitionFault(at, '"c2pa.opened" takes no digitalSourceType');
    if (!ingredients.some((entry) => entry.relationship === "parentOf")) {
      throw definitionFault(at, '"c2pa.opened" needs an ingredient with relationship "parentOf"');
    }
  } else {
    throw definitionFault(at, 'expected "c2pa.created" or "c2pa.opened" as the first action');
  }
}

const reserved =
  /^(c2pa\.(hash|ingredient|thumbnail|signature|claim|time-stamp|certificate-status)\b|stds\.)/;

function refuseReserved(name: string, index: number): void {
  if (reserved.test(name)) {
    throw definitionFault(
      `assertions[${index}].label`,
      `"${name}" is written by the engine or no longer allowed`,
    );
  }
}

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch (error) {
    // The parser quotes the text it stumbled over; a definition may hold more than it should.
    throw new ColophonError("definition.invalid", "the manifest definition is not JSON", { cause: error });
  }
}
