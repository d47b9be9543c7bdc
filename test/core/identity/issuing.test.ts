import { describe, expect, it } from "vitest";
import { leafSubject, planLeaf, planRoot } from "../../../src/core/identity/issuing.ts";

const now = new Date("2026-11-03T12:00:00.750Z");
const holder = { person: "Ana Ruiz", organization: "Estudio Ruiz" };
const root = planRoot(holder, now);

describe("the plan of a root", () => {
  it("may issue and nothing else, for ten years, to no authority below it", () => {
    expect(root).toEqual({
      subject: [
        { type: "O", value: "Estudio Ruiz" },
        { type: "CN", value: "Ana Ruiz root" },
      ],
      issuer: root.subject,
      notBefore: new Date("2026-11-03T11:50:00Z"),
      notAfter: new Date("2036-10-31T12:00:00Z"),
      use: { isCa: true, pathLength: 0, keyUsage: ["keyCertSign", "cRLSign"], extendedKeyUsage: [] },
    });
  });

  it("keeps its name within 64 letters", () => {
    const { subject } = planRoot({ person: "x".repeat(64) }, now);
    expect(subject.map(({ value }) => value.length)).toEqual([64, 64]);
  });
});

describe("the plan of a leaf", () => {
  it("is for signing claims, from ten minutes ago for a year", () => {
    expect(planLeaf(leafSubject(holder), root, now)).toEqual({
      subject: [
        { type: "O", value: "Estudio Ruiz" },
        { type: "CN", value: "Ana Ruiz" },
      ],
      issuer: root.subject,
      notBefore: new Date("2026-11-03T11:50:00Z"),
      notAfter: new Date("2027-11-03T12:00:00Z"),
      use: {
        isCa: false,
        keyUsage: ["digitalSignature"],
        extendedKeyUsage: ["1.3.6.1.4.1.62558.2.1", "1.3.6.1.5.5.7.3.4"],
      },
    });
  });

  it("never outlives its root", async () => {
    const late = new Date("2036-10-01T00:00:00Z");
    expect(planLeaf(leafSubject(holder), root, late).notAfter).toEqual(root.notAfter);
    const after = new Date("2036-11-01T00:00:00Z");
    await expect(() => planLeaf(leafSubject(holder), root, after)).toThrowWithCode(
      "certificate.expired",
      'the root "Ana Ruiz root" expired on 2036-10-31',
    );
  });

  it.each([0, -1, 1.5, 3651, Number.NaN])("does not last %s days", async (days) => {
    await expect(() => planLeaf(leafSubject(holder), root, now, days)).toThrowWithCode(
      "usage.invalid",
      `"${days}"`,
    );
  });
});

describe("the subject of a leaf", () => {
  it("has the person for an organization where there is no other", () => {
    expect(leafSubject({ person: "Ana Ruiz" })).toEqual([
      { type: "O", value: "Ana Ruiz" },
      { type: "CN", value: "Ana Ruiz" },
    ]);
  });

  it.each([
    [{ person: " " }, /"--for", found nothing/],
    [{ person: "Ana\u001b[31m" }, /"--for", found control characters/],
    [{ person: "x".repeat(65) }, /at most 64 letters for "--for", found 65/],
    [{ person: "Ana Ruiz", organization: "" }, /"--org", found nothing/],
  ])("is refused for what no certificate can say: %j", async (wrong, says) => {
    await expect(() => leafSubject(wrong)).toThrowWithCode("usage.invalid", says);
  });
});
