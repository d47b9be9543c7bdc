/** What is remarked on many files: each remark once, with how many files it is about. */

/** However many files there are, this many remarks are held; more would not be read either. */
const mostRemarks = 12;

export interface Remarks {
  add(file: string, remarks: readonly string[]): void;
  /** The commonest first. */
  list(): readonly Remark[];
  /** Remarks that are in no list. */
  isCut(): boolean;
}

export interface Remark {
  text: string;
  /** The first one. */
  file: string;
  files: number;
}

export function gatherRemarks(): Remarks {
  const known = new Map<string, { file: string; files: number }>();
  let isCut = false;
  return {
    add(file, remarks) {
      for (const text of new Set(remarks)) {
        const one = known.get(text);
        if (one) one.files += 1;
        else if (known.size < mostRemarks) known.set(text, { file, files: 1 });
        else isCut = true;
      }
    },
    list: () => [...known].map(([text, one]) => ({ text, ...one })).toSorted((a, b) => b.files - a.files),
    isCut: () => isCut,
  };
}
