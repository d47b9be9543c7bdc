/** Sizes as people say them. */

/** "33.6 MB" */
export function sizeWords(sizeBytes: number): string {
  if (sizeBytes < 1e6) return `${sizeBytes.toLocaleString("en")} bytes`;
  const [divisor, unit] = sizeBytes >= 1e9 ? [1e9, "GB"] : [1e6, "MB"];
  return `${Number((sizeBytes / divisor).toFixed(1))} ${unit}`;
}

/** How much was allowed and how much there is; to the byte where it would read the same. */
export function overWords(mostBytes: number, foundBytes: number): string {
  const [most, found] = [sizeWords(mostBytes), sizeWords(foundBytes)];
  const exact = (count: number) => `${count.toLocaleString("en")} bytes`;
  return most === found
    ? `expected at most ${exact(mostBytes)}, found ${exact(foundBytes)}`
    : `expected at most ${most}, found ${found}`;
}
