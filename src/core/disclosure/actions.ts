/** What can have been done to a file: the actions of C2PA 2.4 and the words for them on screen. */
import { ColophonError } from "../../error.js";
import { nearest } from "../explain/nearest.js";

export interface ActionKind {
  /** As it stands in the credential, e.g. "c2pa.cropped". */
  name: string;
  /** The wording of the C2PA user experience guidance (2.0 §10.3), and in its manner where it has none. */
  label: string;
  /**
   * Whether the action has to say how it was done (a digital source type): rules 5, 8 and 10 of the C2PA
   * conformance rubric 0.2 for 2.4. Of the edits, those that can be seen or heard have to.
   */
  sourceType: "required" | "optional" | "forbidden";
  /** What must be recorded along with the action (C2PA 2.4 §15.10.3.2.3). */
  needs?: "parent" | "component" | "removed-component" | "languages" | "redaction" | "soft-binding";
  /** Read, never written. */
  isDeprecated: boolean;
  /** For a deprecated action: the one to use now, where there is one. */
  successor?: string;
}

type Row = [name: string, label: string, rest?: Partial<Omit<ActionKind, "name" | "label">>];

const optional = { sourceType: "optional" } as const;

/** In the order of importance for a summary: what changes the meaning most comes first. */
const rows: readonly Row[] = [
  ["c2pa.created", "Created"],
  ["c2pa.opened", "Opened", { sourceType: "forbidden", needs: "parent" }],
  ["c2pa.placed", "Imported", { sourceType: "optional", needs: "component" }],
  ["c2pa.removed", "Removed", { needs: "removed-component" }],
  ["c2pa.deleted", "Deleted content"],
  ["c2pa.dubbed", "Dubbed"],
  ["c2pa.translated", "Translated", { needs: "languages" }],
  ["c2pa.addedText", "Added text"],
  ["c2pa.drawing", "Drawing edits"],
  ["c2pa.mixed", "Combined assets"],
  ["c2pa.remixed", "Remixed"],
  ["c2pa.changedSpeed", "Changed speed"],
  ["c2pa.trimmed", "Trimmed"],
  ["c2pa.cropped", "Cropped"],
  ["c2pa.adjustedColor", "Color or exposure edits"],
  ["c2pa.color_adjustments", "Color or exposure edits", deprecated("c2pa.adjustedColor")],
  ["c2pa.filtered", "Filter or style edits"],
  ["c2pa.orientation", "Changed orientation"],
  ["c2pa.resized", "Resized"],
  ["c2pa.resized.proportional", "Resized", optional],
  ["c2pa.mastered", "Mastered"],
  ["c2pa.edited", "Other edits"],
  ["c2pa.unknown", "Unknown edits or activity"],
  ["c2pa.enhanced", "Enhanced", optional],
  ["c2pa.redacted", "Redacted", { sourceType: "optional", needs: "redaction" }],
  ["c2pa.edited.metadata", "Metadata edits", optional],
  ["c2pa.watermarked.bound", "Watermarked", { sourceType: "optional", needs: "soft-binding" }],
  ["c2pa.watermarked.unbound", "Watermarked", optional],
  ["c2pa.watermarked", "Watermarked", { ...deprecated("c2pa.watermarked.bound"), sourceType: "optional" }],
  ["c2pa.converted", "Converted", optional],
  ["c2pa.transcoded", "Transcoded", optional],
  ["c2pa.repackaged", "Repackaged", optional],
  ["c2pa.published", "Published", optional],
  ["c2pa.formatted", "Formatted", deprecated()],
  ["c2pa.copied", "Copied", deprecated()],
  ["c2pa.version_updated", "New version", deprecated()],
  ["c2pa.produced", "Produced", deprecated()],
  ["c2pa.managed", "Managed", deprecated()],
  ["c2pa.printed", "Printed", deprecated()],
  ["c2pa.saved", "Saved", deprecated()],
];

export const actions: readonly ActionKind[] = rows.map(([name, label, rest]) => ({
  name,
  label,
  sourceType: "required",
  isDeprecated: false,
  ...rest,
}));

const byName: ReadonlyMap<string, ActionKind> = new Map(actions.map((action) => [action.name, action]));

function deprecated(successor?: string): Partial<ActionKind> {
  return successor === undefined ? { isDeprecated: true } : { isDeprecated: true, successor };
}

/** The kind of a known action; undefined for an action that software named itself ("com.example.retouched"). */
export function actionKind(name: string): ActionKind | undefined {
  return byName.get(name);
}

/** Words for one action; a name that is not C2PA's comes back as it is, and is as hostile as the file. */
export function describeAction(name: string): string {
  return byName.get(name)?.label ?? name;
}

/**
 * The action that `--action` names: "cropped" or "c2pa.cropped", or a dotted name of one's own. Throws
 * `action.unknown` for other names and for deprecated ones.
 */
export function findAction(name: string): ActionKind {
  const typed = name.trim();
  const wanted = typed.toLowerCase();
  const found = actions.find((action) =>
    [action.name, short(action.name)].some((n) => n.toLowerCase() === wanted),
  );
  if (found?.isDeprecated) throw deprecatedAction(name, found);
  if (found !== undefined) return found;
  // Conformance rule 17: a name of one's own contains a dot; c2pa.* is not one's own.
  if (/^[\w-]+(\.[\w-]+)+$/.test(typed) && !wanted.startsWith("c2pa.")) {
    return { name: typed, label: typed, sourceType: "optional", isDeprecated: false };
  }
  throw new ColophonError("action.unknown", `no action named "${name}"${suggestion(wanted)}`, {
    hints: ["name an action of your own with a dot: com.example.retouched"],
  });
}

function short(name: string): string {
  return name.slice("c2pa.".length);
}

function deprecatedAction(typed: string, { successor }: ActionKind): ColophonError {
  const known = successor === undefined ? "nothing has taken its place" : `it is now "${short(successor)}"`;
  const hint = `use --action ${successor === undefined ? "edited" : short(successor)}`;
  return new ColophonError("action.unknown", `the action "${typed}" is deprecated; ${known}`, {
    hints: [hint],
  });
}

function suggestion(wanted: string): string {
  const writable = actions.filter((action) => !action.isDeprecated).map(({ name }) => short(name));
  const names = nearest(wanted.replace(/^c2pa\./, ""), writable).map((name) => `"${name}"`);
  return names.length === 0 ? "" : `; did you mean ${names.join(" or ")}?`;
}

/**
 * The edits of a file in one line: each label once, the weightiest first, actions of other makers last by
 * their own names. How the file began (created, opened) is said elsewhere and left out.
 */
export function summarizeActions(names: readonly string[]): string[] {
  const given = new Set(names);
  const known = actions.filter(
    ({ name }) => given.has(name) && name !== "c2pa.created" && name !== "c2pa.opened",
  );
  const others = [...given].filter((name) => !byName.has(name));
  return [...new Set([...known.map(({ label }) => label), ...others])];
}
