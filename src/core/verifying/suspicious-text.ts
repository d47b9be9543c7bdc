/** Text that is not what it looks like: control characters, direction overrides, mixed scripts. */

// C0 and C1 controls, bidirectional controls, zero-width and invisible characters, tags.
const hidden =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/u;
const scripts = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u] as const;

export function isSuspicious(text: string): boolean {
  return hidden.test(text) || text.split(/[\s\p{P}]+/u).some(isMixed);
}

/** One word with letters of two alphabets that look alike: Latin "a" and Cyrillic "а". */
function isMixed(word: string): boolean {
  return scripts.filter((script) => script.test(word)).length > 1;
}
