/** An instance ID tells the file it was made from, and nothing to whoever does not have it. */
import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { instanceIdFor, isMadeFrom } from "../../../src/core/signing/instance-id.ts";

const source = "a".repeat(64);
const other = "b".repeat(64);

describe("an instance ID", () => {
  it("is a UUID of version 8, another one each time", () => {
    const ids = Array.from({ length: 100 }, () => instanceIdFor(source, randomUUID()));
    for (const id of ids)
      expect(id).toMatch(/^xmp:iid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(ids).size).toBe(ids.length);
    // Nor have they more in common than chance gives them.
    expect(new Set(ids.map((id) => id.slice(-12))).size).toBe(ids.length);
  });

  it("knows its source among others", () => {
    const id = instanceIdFor(source, randomUUID());
    expect(isMadeFrom(id, source)).toBe(true);
    expect(isMadeFrom(id, other)).toBe(false);
  });

  it.each([undefined, "", "xmp:iid:", `xmp:iid:${randomUUID()}`, "xmp.iid:1234", "parent"])(
    "of another making, %s, knows none",
    (id) => {
      expect(isMadeFrom(id, source)).toBe(false);
    },
  );
});
