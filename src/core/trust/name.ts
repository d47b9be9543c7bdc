/** What a list is called when nobody said: the end of its path or address, cut down to a plain name. */

const longestName = 64;

/** Always a name that the store takes. */
export function listNameFrom(origin: string): string {
  const file =
    origin
      .replace(/[?#].*$/, "")
      .split(/[/\\]/)
      .at(-1) ?? "";
  const plain = file
    .replace(/\.(?:pem|crt|cer|der|txt|csv)$/i, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_.-]+/gu, "-")
    .replace(/^[.-]+|-+$/g, "");
  return plain.slice(0, longestName) || "list";
}

/** The name itself, or with the first number behind it that is free. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name}-${number}`;
  return free;
}
