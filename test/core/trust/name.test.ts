import { describe, expect, test } from "vitest";
import { freeName, listNameFrom } from "../../../src/core/trust/name.ts";

describe("listNameFrom", () => {
  test.each([
    ["/home/ana/My Roots (2026).pem", "my-roots-2026"],
    ["https://example.org/lists/Studio.crt?download=1#top", "studio"],
    ["C:\\lists\\..hidden.pem", "hidden"],
    ["新华社.csv", "新华社"],
    ["../../", "list"],
    ["a\u001b[2Jb\u202e.pem", "a-2jb"],
  ])("%j is called %j", (origin, name) => {
    expect(listNameFrom(origin)).toBe(name);
  });

  test("a long name is cut", () => {
    expect(listNameFrom(`${"x".repeat(300)}.pem`)).toBe("x".repeat(64));
  });
});

describe("freeName", () => {
  test("counts up past the names that are taken", () => {
    expect(freeName("roots", new Set())).toBe("roots");
    expect(freeName("roots", new Set(["roots", "roots-2"]))).toBe("roots-3");
  });
});
