import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findingCodes } from "../../../src/core/explain/finding-codes.ts";
import { explain } from "../../../src/core/explain/index.ts";

const sources = join(import.meta.dirname, "../../../src");
const spoken = readdirSync(sources, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !name.endsWith("finding-codes.ts"))
  .map((name) => readFileSync(join(sources, name), "utf8"))
  .join("\n");

describe("every finding of colophon", () => {
  it.each(findingCodes.map(({ code }) => code))("%s is explained, and said somewhere", (code) => {
    expect(explain(code)).toMatchObject({ code, kind: "finding" });
    expect(spoken).toContain(code);
  });
});

describe("a certificate that vouches for itself", () => {
  it("confirms no name", () => {
    const { meaning = "", action = "" } = explain("issuer.self-signed") ?? {};
    expect(`${meaning} ${action}`).toMatch(/what the file claims/);
  });
});
