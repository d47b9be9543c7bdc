/** What is said where no mark is made that people see or hear, and which laws would have one. */
import type { Law } from "../../core/label/wording-rules.js";

/** Laws that want people to see or hear it in the file itself. */
const showing: ReadonlySet<Law> = new Set(["cn", "eu", "in", "kr", "vn", "ny"]);

export function wantMark(laws: readonly Law[]): Law[] {
  return laws.filter((law) => showing.has(law));
}

export function noMarkNote(laws: readonly Law[]): string {
  const wanting = wantMark(laws);
  const note = "no mark was made that people see or hear";
  if (wanting.length === 0) return note;
  return `${note}, and ${wanting.join(", ")} may ask for one: show it beside the file`;
}
