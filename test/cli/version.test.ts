import { describe, expect, it } from "vitest";
import { createEngine } from "../../src/adapter/engine/engine.ts";
import { colophonVersion, engine } from "../../src/cli/version.ts";

describe("the versions that JSON names", () => {
  it("are those of the engine that judges", () => expect(createEngine().version).toEqual(engine));
  it("are those of the package", () => expect(colophonVersion()).toMatch(/^\d+\.\d+\.\d+/));
});
