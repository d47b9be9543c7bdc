/** The label as a YAML mapping and as JSON: of YAML only what labels are written in. */

export interface ReadMapping {
  /** The inner JSON that the mapping amounts to, or the text that stands in its place. */
  text: string;
  isMapping: boolean;
}

/** `lines`: from the key AIGC to the end of its value. */
export function readMapping([first = "", ...rest]: readonly string[]): ReadMapping {
  const whole = first.slice(first.indexOf(":") + 1);
  const value = whole.trim();
  if (value.startsWith("{")) return { text: [whole, ...rest].join("").trim(), isMapping: true };
  if (/^[|>]/.test(value)) return { text: rest.map((line) => line.trim()).join("\n"), isMapping: false };
  if (value !== "" && !value.startsWith("#")) return { text: String(readScalar(value)), isMapping: false };
  const pairs: [string, unknown][] = [];
  for (const line of rest) {
    const [, , key, scalar] = line.trim().match(/^(["']?)([^"':\s]+)\1[ \t]*:(?:[ \t](.*))?$/s) ?? [];
    if (key !== undefined) pairs.push([key, readScalar((scalar ?? "").trimStart())]);
  }
  return { text: JSON.stringify(Object.fromEntries(pairs)), isMapping: true };
}

/** A number stays one, so that whoever reads the label sees that it is no text. */
function readScalar(scalar: string): string | number {
  const double = scalar.match(/^"[^"\\]*(?:\\.[^"\\]*)*"/)?.[0];
  if (double !== undefined) return fromJson(double);
  const single = scalar.match(/^'([^']*(?:''[^']*)*)'/)?.[1];
  if (single !== undefined) return single.replaceAll("''", "'");
  const comment = scalar.search(/(^|\s)#/);
  const plain = (comment === -1 ? scalar : scalar.slice(0, comment)).trim();
  const number = Number(plain);
  return /^(0|[1-9]\d*)$/.test(plain) && Number.isSafeInteger(number) ? number : plain;
}

/** YAML knows more escapes than JSON; where one is used the text stays as it is. */
function fromJson(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted.slice(1, -1);
  }
}

/** Texts in the quotes of JSON are texts in YAML too. `aigc`: the inner JSON. */
export function writeMapping(aigc: string, lineEnd: string): string {
  const pairs = Object.entries(JSON.parse(aigc) as Record<string, unknown>);
  const lines = pairs.map(
    ([key, value]) => `  ${/^\w+$/.test(key) ? key : JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  return ["AIGC:", ...lines, ""].join(lineEnd);
}
