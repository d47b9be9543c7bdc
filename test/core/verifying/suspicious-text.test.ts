/** Names that are not what they look like. */
import { describe, expect, it } from "vitest";
import { isSuspicious } from "../../../src/core/verifying/suspicious-text.ts";

describe("a name", () => {
  it.each([
    "Ana Ruiz",
    "Łódź Fotografía GmbH & Co. KG",
    "Αθήνα Press",
    "Москва 24",
    "北京日报",
    "دويتشه فيله",
    "O’Neill—Söhne",
    "👩🏽‍🎨".replaceAll("\u200d", ""),
    "",
  ])("of one script, or of several words of different ones, is plain: %s", (name) => {
    expect(isSuspicious(name)).toBe(false);
  });

  it("may have words of two scripts side by side", () => {
    expect(isSuspicious("Газета Press")).toBe(false);
  });

  it.each([
    ["an escape", "Ana\u001b[2J"],
    ["an 8-bit control", "Ana\u009b2J"],
    ["a line break", "BBC\nContent Credentials  issued by"],
    ["a carriage return", "Ana\rBBC"],
    ["a backspace", "Ana\bB"],
    ["a NUL", "Ana\u0000"],
    ["an override of direction", "Ana\u202egpj.exe"],
    ["an isolate", "Ana\u2066x\u2069"],
    ["a zero-width space", "A\u200bna"],
    ["a soft word joiner", "A\u2060na"],
    ["a byte order mark", "\ufeffAna"],
    ["an invisible tag", "Ana\u{e0041}"],
    ["a Cyrillic letter among Latin ones", "Аdobe"],
    ["a Greek letter among Latin ones", "Nikοn"],
    ["a Greek letter among Cyrillic ones", "Μосква"],
    ["look-alikes behind a dash", "Press-Аdobe"],
  ])("with %s is suspicious", (_what, name) => {
    expect(isSuspicious(name)).toBe(true);
  });
});
