import { describe, expect, test } from "vitest";
import { summarize } from "../../../src/core/trust/summary.ts";

const list = { name: "signers", kind: "c2pa", origin: "here", certificates: [], sha256: "ab" } as const;
const now = new Date("2026-11-23T12:00:00Z");

describe("summarize", () => {
  test("counts certificates, fingerprints and sources together", () => {
    const full = {
      ...list,
      certificates: [new Uint8Array(1)],
      fingerprints: ["a", "b"],
      entries: [{ name: "c" }],
    };
    expect(summarize(full, now).count).toBe(4);
  });

  test("tells the age from the list's own date, or else from the day it was added", () => {
    const addedAt = new Date("2026-11-20T13:00:00Z");
    expect(summarize({ ...list, addedAt }, now).ageDays).toBe(2);
    expect(summarize({ ...list, addedAt, issuedAt: new Date("2026-08-21") }, now).ageDays).toBe(94);
    expect(summarize(list, now)).not.toHaveProperty("ageDays");
  });

  test("a list is outdated when the next one was promised for before now", () => {
    expect(summarize({ ...list, nextUpdate: new Date("2026-11-22") }, now).isOutdated).toBe(true);
    expect(summarize({ ...list, nextUpdate: new Date("2026-11-24") }, now).isOutdated).toBe(false);
    expect(summarize(list, now).isOutdated).toBe(false);
  });
});
