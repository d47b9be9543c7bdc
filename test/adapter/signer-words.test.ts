/** A command line in words, as a shell splits it and without what else a shell does. */
import { expect, it } from "vitest";
import { splitCommand } from "../../src/adapter/signer-words.ts";

it.each([
  ["sign", ["sign"]],
  ["  sign\t--slot 1 ", ["sign", "--slot", "1"]],
  ['"/opt/my tools/sign" a', ["/opt/my tools/sign", "a"]],
  ["'/opt/my tools/sign' a", ["/opt/my tools/sign", "a"]],
  ["/opt/my\\ tools/sign a", ["/opt/my tools/sign", "a"]],
  [`sign --label="Ana's key"`, ["sign", "--label=Ana's key"]],
  [`sign 'say "hi"' "it\\"s"`, ["sign", 'say "hi"', 'it"s']],
  ["sign '' x", ["sign", "", "x"]],
  [String.raw`C:\Tools\sign.exe a`, [String.raw`C:\Tools\sign.exe`, "a"]],
  [String.raw`"C:\Program Files\sign.exe" a`, [String.raw`C:\Program Files\sign.exe`, "a"]],
  [String.raw`sign 'a\b' a\\b`, ["sign", String.raw`a\b`, String.raw`a\b`]],
  ["sign $(rm x) `y` | z > $HOME *", ["sign", "$(rm", "x)", "`y`", "|", "z", ">", "$HOME", "*"]],
])("%j", (command, words) => {
  expect(splitCommand(command)).toEqual(words);
});

it.each(["", "   ", '""'])("%j is empty", async (command) => {
  await expect(() => splitCommand(command)).toThrowWithCode("signer.failed", "the signer command is empty");
});

it.each(['sign "a', "sign 'a"])("%j never ends", async (command) => {
  await expect(() => splitCommand(command)).toThrowWithCode("signer.failed", /that is never closed$/);
});
