import { afterEach, describe, expect, it } from "vitest";
import { longTime, shortDate } from "../../src/cli/moment.ts";

const zone = process.env.TZ;

describe("dates on screen", () => {
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  it.each(["UTC", "Pacific/Kiritimati", "America/Los_Angeles"])(
    "are in UTC where the clock is in %s",
    (name) => {
      process.env.TZ = name;
      const date = new Date("2026-03-12T23:59:30Z");
      expect(longTime(date)).toBe("12 March 2026, 23:59 UTC");
      expect(shortDate(date)).toBe("12 Mar 2026");
    },
  );

  it("have no room for a date that is none", () => {
    expect(longTime(new Date(Number.NaN))).toBe("an impossible date");
  });
});
