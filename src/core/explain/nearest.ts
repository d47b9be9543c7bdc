/** "Did you mean …": which of the known names stand closest to what was typed. */

/** Longer input is never a slip of the keyboard, and the distance costs length × length. */
const longestTextWorthComparing = 100;

/**
 * The candidates within reach of `text`, nearest first, at most `max`; an exact match comes first. Upper and
 * lower case count as the same, a missing part of a longer name ("datahash") is no distance at all.
 */
export function nearest(text: string, candidates: Iterable<string>, max = 3): string[] {
  const typed = text.trim().toLowerCase();
  if (typed === "" || typed.length > longestTextWorthComparing) return [];
  return [...new Set(candidates)]
    .map((name) => ({ name, distance: distanceTo(typed, name.toLowerCase()) }))
    .filter(({ distance }) => distance <= reachOf(typed))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, max)
    .map(({ name }) => name);
}

/** One slip in three letters, three at most: beyond that the suggestion is a guess. */
function reachOf(typed: string): number {
  return Math.min(3, Math.max(1, Math.floor(typed.length / 3)));
}

function distanceTo(typed: string, name: string): number {
  const edits = editDistance(typed, name);
  const isPart = typed.length >= 3 && name.includes(typed);
  const holdsName = name.length >= 3 && typed.includes(name);
  return isPart || holdsName ? Math.min(edits, 1) : edits;
}

/** Insertions, deletions, substitutions and swaps of neighbors between two texts. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (isSame ? 0 : 1),
          isSwap ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}
