/** The words of a mark that a law asks for: where they stand in the text, and so which letters must be tall enough. */

/** GB 45438-2025: the AI element and the generation element. Inside of other words, as in "MAIL", they are none. */
const elements = /人工智能|(?<![A-Za-z])AI(?![A-Za-z])|生成|合成/g;

/** One flag for each UTF-16 unit of a line; `whole` is the text it is a line of. */
export function requiredUnits(line: string, whole: string): boolean[] {
  const flags = Array<boolean>(line.length).fill(false);
  for (const { index, 0: word } of line.matchAll(elements)) flags.fill(true, index, index + word.length);
  // Without any of the words nobody can say which letters count, so all of them do.
  if (whole.search(elements) !== -1) return flags;
  return [...line].flatMap((letter) => Array<boolean>(letter.length).fill(/[\p{L}\p{N}]/u.test(letter)));
}

/** "AI生成" is two elements, and read as one word. */
const words = /(?:人工智能|(?<![A-Za-z])AI)?(?:生成|合成)+|人工智能/g;

/** Whether the place before unit `at` lies inside a word that must stay on one line. */
export function isInsideWord(text: string, at: number): boolean {
  for (const { index, 0: word } of text.matchAll(words)) {
    if (at > index && at < index + word.length) return true;
  }
  return false;
}
