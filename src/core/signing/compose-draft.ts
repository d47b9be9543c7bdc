/** Options → draft: decides what kind of beginning a file has and what each action says about its origin. */
import { ColophonError } from "../../error.js";
import { withoutUndefined } from "../credential/json.js";
import { findAction } from "../disclosure/actions.js";
import { type Disclosure, findDisclosure, humanEdits } from "../disclosure/disclosures.js";
import { authorAssertion, noTrainingAssertion } from "./assertions.js";
import type { Draft, DraftAction, DraftAssertion, DraftIngredient, Inception, Placement } from "./draft.js";

export interface SigningWishes {
  title: string;
  format: string;
  /** The name of a disclosure, e.g. "ai-generated". */
  disclosure?: string;
  /** `name` or `name=text`. */
  actions: readonly string[];
  author?: string;
  /** False adds the wish that nothing trains on the file. */
  mayTrain: boolean;
  isUpdate: boolean;
  /** The signer states that no other action was performed (`allActionsIncluded`). */
  isComplete: boolean;
  /** The parent, where there is one: named by the user, or the file itself. */
  parent?: DraftIngredient;
  ingredients: readonly DraftIngredient[];
  placement: Placement;
  definition?: {
    actions?: readonly DraftAction[];
    assertions: readonly DraftAssertion[];
    isComplete?: boolean;
  };
}

export function composeDraft(wishes: SigningWishes): Draft {
  const { inception, actions } = wishes.definition?.actions
    ? fromDefinition(wishes, wishes.definition.actions)
    : fromWishes(wishes);
  return {
    title: wishes.title,
    format: wishes.format,
    inception,
    actions,
    isComplete: isComplete(wishes, inception, actions),
    ingredients: [...(wishes.parent ? [wishes.parent] : []), ...wishes.ingredients],
    assertions: [
      ...(wishes.definition?.assertions ?? []),
      ...(wishes.author === undefined ? [] : [authorAssertion(wishes.author)]),
      ...(wishes.mayTrain ? [] : [noTrainingAssertion()]),
    ],
    placement: wishes.placement,
  };
}

/**
 * That every action is listed is a statement like any other, and only made when somebody makes it; or when the
 * file was opened and saved by colophon and nothing else was done (conformance 0.2, rule 29 demands it then).
 */
function isComplete(wishes: SigningWishes, inception: Inception, actions: readonly DraftAction[]): boolean {
  const isLone = inception.kind !== "create" && actions.length === 0;
  return wishes.definition?.isComplete ?? (wishes.isComplete || isLone);
}

interface Beginning {
  inception: Inception;
  actions: readonly DraftAction[];
}

function fromWishes(wishes: SigningWishes): Beginning {
  const disclosure = wishes.disclosure === undefined ? undefined : findDisclosure(wishes.disclosure);
  const inception: Inception = wishes.isUpdate
    ? { kind: "update" }
    : wishes.parent || !disclosure
      ? { kind: "edit" }
      : { kind: "create", sourceType: disclosure.uri };
  if (inception.kind === "edit" && disclosure) refuseSecondOrigin(disclosure);
  // In a file that begins here `--as` says how it began; in an edited one, how it was edited.
  // What an edit is unless `--as` says more.
  const editType = inception.kind === "edit" && disclosure ? disclosure.uri : humanEdits;
  const named = wishes.actions.map((text) => readAction(text, editType));
  const placed = wishes.ingredients
    .filter((ingredient) => ingredient.relationship === "componentOf")
    .map(placing);
  const isSilent =
    inception.kind === "edit" && disclosure && !named.some((action) => action.digitalSourceType);
  const edited: DraftAction[] = isSilent ? [{ name: "c2pa.edited", digitalSourceType: editType }] : [];
  return { inception, actions: [...placed, ...edited, ...named] };
}

/** How it was edited, as against how it began: generative AI can be both. */
function describesEdits({ isAi, name }: Disclosure): boolean {
  return isAi || ["human-edits", "enhanced", "composite", "composite-capture"].includes(name);
}

/** A file with a parent began as its parent did: to say "camera" again would invent an edit. */
function refuseSecondOrigin(disclosure: Disclosure): void {
  if (describesEdits(disclosure)) return;
  throw new ColophonError(
    "usage.conflict",
    `"${disclosure.name}" says how a file began, but this one has a parent that says so already`,
    { hints: ["leave --as out", "or say what was done: --action <name>, --as human-edits, --as ai-edited"] },
  );
}

/** `cropped`, `c2pa.cropped=to the face`, `com.example.restored` */
function readAction(text: string, editType: string): DraftAction {
  const at = text.indexOf("=");
  const action = findAction(at < 0 ? text : text.slice(0, at));
  if (action.name === "c2pa.created" || action.name === "c2pa.opened") {
    throw new ColophonError(
      "usage.invalid",
      `"${action.name}" is written by itself, as the beginning of the list`,
      {
        hints: [
          "say how the file came to be: --as <disclosure>",
          "or what it was made from: --parent <file>",
        ],
      },
    );
  }
  const description = at < 0 ? "" : text.slice(at + 1).trim();
  return {
    name: action.name,
    // C2PA conformance 0.2, rule 5: perceptible changes say how they were made.
    ...(action.sourceType === "required" ? { digitalSourceType: editType } : {}),
    ...(description === "" ? {} : { description }),
  };
}

function placing(ingredient: DraftIngredient): DraftAction {
  return { name: "c2pa.placed", ingredients: [ingredient.instanceId] };
}

/** A definition lists all actions itself; its first one says how the file began. */
function fromDefinition(wishes: SigningWishes, actions: readonly DraftAction[]): Beginning {
  const [first, ...rest] = actions;
  if (wishes.disclosure !== undefined || wishes.actions.length > 0) {
    throw new ColophonError(
      "usage.conflict",
      "the manifest definition lists its own actions, so --as and --action have no place",
      {
        hints: ["drop --as and --action, or take the actions out of the definition"],
      },
    );
  }
  if (first?.name === "c2pa.created" && first.digitalSourceType !== undefined) {
    if (wishes.parent) {
      throw new ColophonError(
        "parent.conflict",
        'the definition says "c2pa.created", but the file has a parent',
        {
          hints: ['begin with "c2pa.opened" to keep its history'],
        },
      );
    }
    const { digitalSourceType: sourceType, when, softwareAgent } = first;
    return {
      inception: withoutUndefined<Inception>({ kind: "create", sourceType, when, softwareAgent }),
      actions: rest,
    };
  }
  return { inception: { kind: wishes.isUpdate ? "update" : "edit" }, actions: rest };
}
