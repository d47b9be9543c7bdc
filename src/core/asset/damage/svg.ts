/** An SVG is whole when its root element is closed and nothing but comments follows. */
import { letters } from "../bytes.js";
import { damaged, type Probe, type Wholeness, whole } from "./probe.js";

const TAIL_BYTES = 64 * 1024;
const MAX_COMMENTS = 64;

export async function checkSvg(probe: Probe): Promise<Wholeness> {
  const bytes = await probe.bytes(Math.max(0, probe.sizeBytes - TAIL_BYTES), TAIL_BYTES);
  // In UTF-16 every other byte of the letters looked for is zero.
  const text = withoutComments(letters(bytes).replaceAll("\0", ""));
  const last = text.lastIndexOf("<");
  const tag = text.slice(Math.max(last, 0));
  if (/^<\/(?:[\w.-]+:)?svg\s*>$/i.test(tag)) return whole;
  const isOnlyTag = bytes.length === probe.sizeBytes && text.search(/<(?:[\w.-]+:)?svg\b/i) === last;
  return isOnlyTag && tag.endsWith("/>") ? whole : damaged("its last element is not closed");
}

/** Comments and processing instructions may stand behind the root, and may hold anything. */
function withoutComments(text: string): string {
  let rest = text.trimEnd();
  for (let count = 0; count < MAX_COMMENTS; count++) {
    const opening = rest.endsWith("-->") ? "<!--" : rest.endsWith("?>") ? "<?" : undefined;
    if (opening === undefined) return rest;
    rest = rest.slice(0, Math.max(0, rest.lastIndexOf(opening))).trimEnd();
  }
  return rest;
}
