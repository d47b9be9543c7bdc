import { describe, expect, it } from "vitest";
import { trustOf } from "../../../src/cli/run/reading.ts";
import { defaultConfig } from "../../../src/core/schema/config-defaults.ts";

describe("the lists that judge", () => {
  it("are those configured, where nobody asks for others", () => {
    const config = { ...defaultConfig, trust: ["press"] };
    expect(trustOf([], config)).toEqual(["press"]);
    expect(trustOf(["studio"], config)).toEqual(["studio"]);
  });

  it("are not named where nobody says anything", () => expect(trustOf([], defaultConfig)).toEqual([]));
});
