/**
 * `--system-only`: a report without people in it, for whoever must not hand out personal information (Cal. Bus. &
 * Prof. Code § 22757.2). What is known to be about a person goes, and what looks like it.
 */

export const withheld = "[withheld]";

/** Whole entries, whatever they hold. Compared without their prefix and case. */
const personalKeys: ReadonlySet<string> = new Set([
  "author",
  "authors",
  "artist",
  "byline",
  "creator",
  "creators",
  "credit",
  "identities",
  "personinimage",
  "personinimagewdetails",
  "contactinfo",
  "creatorcontactinfo",
  "cameraownername",
  "ownername",
  "prompt",
  "aipromptinformation",
  "aipromptwritername",
  "gps",
  "gpslatitude",
  "gpslongitude",
  "gpsposition",
  "latitude",
  "longitude",
  "location",
  "locationcreated",
  "locationshown",
  "email",
  "thumbnail",
]);

const patterns: readonly RegExp[] = [
  /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,253}\.\p{L}{2,24}/gu,
  // "48.85837, 2.29448" and EXIF's "48,51.5N"
  /[+-]?\d{1,3}\.\d{3,12}\s*[,;]\s*[+-]?\d{1,3}\.\d{3,12}/g,
  /\d{1,3},\d{1,2}(?:[.,]\d{1,10})?\s?[NSEW]\b/g,
];

/** `personal`: texts to be withheld wherever they stand, the longest first. Plain data goes in and comes out. */
export function systemOnly<T>(value: T, personal: readonly string[]): T {
  // Shorter than three letters, a name is part of too many words.
  const names = personal.filter((text) => text.length > 2);
  return redact(value, names) as T;
}

function redact(value: unknown, names: readonly string[]): unknown {
  if (typeof value === "string") return redactText(value, names);
  if (Array.isArray(value)) return value.map((entry) => redact(entry, names));
  if (typeof value !== "object" || value === null || value instanceof Date || value instanceof Uint8Array)
    return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      key,
      isPersonal(key) ? withheldOf(entry) : redact(entry, names),
    ]),
  );
}

/** `dc:creator`, `GPSLatitude`, `aiPromptInformation` */
function isPersonal(key: string): boolean {
  return personalKeys.has(key.slice(key.lastIndexOf(":") + 1).toLowerCase());
}

/** A list stays a list: whoever reads the report counts on its shape. */
function withheldOf(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  return typeof value === "object" && value !== null ? {} : withheld;
}

function redactText(text: string, names: readonly string[]): string {
  const unnamed = names.reduce((rest, name) => rest.replaceAll(nameIn(name), withheld), text);
  return patterns.reduce((rest, pattern) => rest.replaceAll(pattern, withheld), unnamed);
}

function nameIn(name: string): RegExp {
  return new RegExp(name.replace(/[\\^$.|+()[\]{}*?/-]/g, "\\$&"), "giu");
}
