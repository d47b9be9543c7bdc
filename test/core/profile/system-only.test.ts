import { describe, expect, it } from "vitest";
import { assess } from "../../../src/core/profile/assess.ts";
import { rulesOf } from "../../../src/core/profile/laws.ts";
import { personalDataIn } from "../../../src/core/profile/personal-data.ts";
import { laws } from "../../../src/core/profile/rule.ts";
import { systemOnly, withheld } from "../../../src/core/profile/system-only.ts";
import { officialLists } from "../../../src/core/trust/official.ts";
import { aiCredential, aiVerification, certificate, consentGiven, evidence } from "../../support/evidence.ts";

const personal = evidence({
  verification: aiVerification({
    credential: aiCredential({
      authors: ["Berta Lind"],
      identities: [
        {
          label: "cawg.identity",
          type: "cawg.identity_claims_aggregation",
          verified: [{ provider: "Sample", name: "cleo_k", uri: "https://social.example/cleo_k" }],
        },
      ],
    }),
  }),
  xmp: { aiPromptInformation: ["a portrait of my neighbor"], creator: ["Dora Maas"] },
  consents: [
    { ...consentGiven, record: { ...consentGiven.record, subject: { id: "actor-17", name: "Emil Sand" } } },
  ],
});
const names = ["Ana Ruiz", "Berta Lind", "cleo_k", "a portrait of my neighbor", "Dora Maas", "Emil Sand"];

describe("a report for strangers", () => {
  it("knows the people in a file", () => {
    expect(personalDataIn(personal)).toEqual(expect.arrayContaining(names));
  });

  it("keeps none of them, wherever they stand", () => {
    const report = {
      says: `signed by ANA RUIZ for Berta Lind; see cleo_k`,
      list: [{ title: "a portrait of my neighbor, framed" }],
      subject: "O=Estudio Ruiz, CN=Ana Ruiz",
      by: "Dora Maas and Emil Sand",
    };
    const told = JSON.stringify(systemOnly(report, personalDataIn(personal)));
    for (const name of names) expect(told.toLowerCase()).not.toContain(name.toLowerCase());
    expect(told).toContain("O=");
  });

  it("keeps addresses and places out that nobody knew of", () => {
    const told = systemOnly(
      {
        says: "mail ana@studio.example, taken at 48.85837, 2.29448 or 48,51.5N",
        "exif:GPSLatitude": "48",
        "dc:creator": ["x"],
      },
      [],
    );
    expect(told).toEqual({
      says: `mail ${withheld}, taken at ${withheld} or ${withheld}`,
      "exif:GPSLatitude": withheld,
      "dc:creator": [],
    });
  });

  it("keeps what is about systems, with its dates and numbers", () => {
    const system = {
      generator: "ExampleGen 1.2",
      at: new Date("2026-03-12T14:05:00Z"),
      id: "urn:c2pa:6f2a3c1e-0b5d-4d7e-9c3a-2f1e0d9c8b7a",
      size: 12.5,
      isAi: true,
      version: "c2pa-rs 0.91.0",
      nothing: null,
    };
    expect(systemOnly(system, personalDataIn(personal))).toEqual(system);
  });

  it("of a whole assessment names nobody", () => {
    const whole = assess(
      { ...personal, isSystemOnly: true },
      laws.flatMap((law) => rulesOf[law]),
    );
    const told = JSON.stringify(systemOnly(whole, personalDataIn(personal)));
    for (const name of names) expect(told).not.toContain(name);
    expect(told).toContain("ExampleGen");
  });
});

describe("an organization that is called as its common name", () => {
  const called = (answer: "recognized" | "not-recognized", origin = officialLists[0]?.url ?? "") => {
    const issuer = {
      ...aiVerification().issuer,
      answer,
      list: { name: "list", kind: "c2pa" as const, origin, sha256: "0" },
      certificate: certificate("Sample Corp", "Sample Corp"),
    };
    return personalDataIn(evidence({ verification: aiVerification({ issuer }), xmp: {} }));
  };

  it("is a company where an official list recognizes it, and may be a person where none does", () => {
    expect(called("recognized")).toEqual([]);
    expect(called("recognized", "studio.pem")).toEqual(["Sample Corp"]);
    expect(called("not-recognized")).toEqual(["Sample Corp"]);
  });
});
