/** What may be repeated of an external signer's stderr: one line, escaped, without what looks like a secret. */

const MAX_CHARACTERS = 200;
const HIDDEN = "[hidden]";

/** Lines a tool writes when something went wrong; the first of them says more than a banner does. */
const complaint = /error|fail|denied|cannot|can't|not found|invalid|unable|refused|wrong|missing/i;
const keyMaterial = /-----|private.?key/i;
const secretName =
  /(\b[\w-]*(?:pass(?:word|phrase|wd)?|pin|secret|token|credential|authorization|api.?key|access.?key|session)[\w-]*["']?)(\s*[:=]\s*|\s+is\s+|\s+(?=\S*\d))\S.*$/i;
const bearer = /\b(bearer|basic)\s+\S+/gi;
const userInUrl = /\/\/[^\s/@]+@/g;
const query = /\?\S+/g;
/** Keys and tokens in hexadecimal or base64 are long and mix their characters; words and paths do not. */
const longRun = /[A-Za-z0-9+=_-]{16,}/g;

/** One line fit for an error message, or the empty string when there is nothing to say. */
export function describeStderr(bytes: Uint8Array): string {
  const lines = new TextDecoder()
    .decode(bytes)
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const line = lines.find((one) => complaint.test(one)) ?? lines[0];
  if (line === undefined) return "";
  const characters = [...escapeControls(redact(line))];
  return characters.length <= MAX_CHARACTERS
    ? characters.join("")
    : `${characters.slice(0, MAX_CHARACTERS - 1).join("")}…`;
}

function redact(line: string): string {
  if (keyMaterial.test(line)) return HIDDEN;
  return line
    .replace(bearer, `$1 ${HIDDEN}`)
    .replace(secretName, `$1$2${HIDDEN}`)
    .replace(userInUrl, `//${HIDDEN}@`)
    .replace(query, `?${HIDDEN}`)
    .replace(longRun, (run) => (/\d/.test(run) && /[A-Za-z]/.test(run) ? HIDDEN : run));
}

/** Control characters and the invisible ones that turn text around would act on the terminal. */
function escapeControls(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, (char) => {
    const code = char.codePointAt(0) ?? 0;
    return `\\u{${code.toString(16)}}`;
  });
}
