import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { describe, expect, it } from "vitest";
import {
  consentAssertion,
  consentLabel,
  readConsentAssertion,
  releaseFields,
} from "../../../src/core/consent/assertion.ts";
import { parseRecord, recordAsJson } from "../../../src/core/consent/record.ts";
import { consent } from "../../support/evidence.ts";

const json = recordAsJson(consent);

const ajv = new Ajv2020({ strict: true, strictRequired: false });
formats.default(ajv);
const schema = JSON.parse(
  readFileSync(new URL("../../../docs/schema/consent-record.json", import.meta.url), "utf8"),
) as object;
const matchesSchema = ajv.compile(schema);

describe("a consent record", () => {
  it("comes back from its JSON as it was", () => {
    expect(parseRecord(JSON.parse(JSON.stringify(json)))).toEqual(consent);
  });

  it("comes back with everything in it that may be", () => {
    const whole = {
      ...consent,
      subject: { id: "actor-17", name: "Ana Ruiz" },
      kinds: ["face-swap", "voice-clone"] as const,
      revocation: { url: "https://studio.example/consent/17", at: new Date("2026-09-01T00:00:00Z") },
      isMinor: true,
      basis: "heirs" as const,
    };
    expect(parseRecord(recordAsJson(whole))).toEqual(whole);
    expect(matchesSchema(recordAsJson(whole)), ajv.errorsText(matchesSchema.errors)).toBe(true);
  });

  it("holds the hash of the evidence and no name", () => {
    expect(json.evidence).toEqual({ alg: "sha256", hash: "5e".repeat(32) });
    expect(json.subject).toEqual({ id: consent.subject.id });
  });

  const faults = [
    ["no object", "a text", /expected an object/],
    ["an unknown key", { ...json, expire: "2027-01-01T00:00:00Z" }, /"expire" is no part.*"expires"/],
    ["a missing key", without("scope"), /"scope" is missing/],
    ["no attribute", { ...json, attributes: [] }, /"attributes": expected at least one/],
    ["another attribute", { ...json, attributes: ["hair"] }, /"attributes.0": expected face/],
    ["a kind that is none", { ...json, kinds: ["juggling"] }, /"kinds.0"/],
    ["a day for a time", { ...json, obtained: "2026-01-12" }, /"obtained": expected a time/],
    ["the evidence itself", { ...json, evidence: { alg: "sha256", hash: "I agree" } }, /"evidence.hash"/],
    [
      "a hash of another length",
      { ...json, evidence: { alg: "sha512", hash: "5e".repeat(32) } },
      /another length/,
    ],
    [
      "an address with a password",
      { ...json, revocation: { url: "https://a:b@studio.example" } },
      /https address/,
    ],
    ["an end before its beginning", { ...json, expires: "2026-01-01T00:00:00Z" }, /"expires" is not after/],
    [
      "a consent before the notice",
      { ...json, obtained: "2026-01-09T00:00:00Z" },
      /"obtained" is before "notified"/,
    ],
    ["a line break in a name", { ...json, producer: "a\nb" }, /control characters/],
    ["another schema", { ...json, schema: "colophon/verify@1" }, /"schema"/],
  ] as const;

  it.each(faults)("is refused with %s", async (_what, value, says) => {
    await expect(() => parseRecord(value)).toThrowWithCode("consent.invalid", says);
  });

  it("is what its schema describes, and the schema refuses what the reader does", () => {
    expect(matchesSchema(json), ajv.errorsText(matchesSchema.errors)).toBe(true);
    // Comparing one time with another is beyond a schema, and so are control characters.
    const beyond = ["an end before its beginning", "a consent before the notice", "a line break in a name"];
    const seen = faults
      .filter(([what]) => !beyond.includes(what))
      .map(([what, value]) => [what, matchesSchema(value)]);
    expect(seen.filter(([, isMatching]) => isMatching)).toEqual([]);
  });

  function without(key: string): Record<string, unknown> {
    const { [key]: _gone, ...rest } = json;
    return rest;
  }
});

describe("the assertion that names consents", () => {
  const named = { ...consent, subject: { id: "actor-17", name: "Ana Ruiz" } };
  const { label, data } = consentAssertion([{ record: named, jws: "a.b.c\n" }]);

  it("stands under a name of our own, with a pseudonym instead of the name", () => {
    expect(label).toBe(consentLabel);
    expect(label).toMatch(/^[a-z]+(\.[a-z-]+){2,}$/);
    expect(JSON.stringify(data)).not.toContain("Ana Ruiz");
  });

  it("comes back with the hash of the signed record", () => {
    const [read] = readConsentAssertion(JSON.parse(JSON.stringify(data)));
    expect(read?.record).toEqual({ ...consent, subject: { id: "actor-17" } });
    // SHA-256 of "a.b.c"
    expect(read?.jwsSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(consentAssertion([{ record: named, jws: "a.b.c" }])).toEqual({ label, data });
  });

  it.each([[null], [{ records: "x" }], [{ records: [null, 1, { schema: "x" }] }], [[]]])(
    "gives nothing for %j, which anybody may have put there",
    (hostile) => expect(readConsentAssertion(hostile)).toEqual([]),
  );

  it("is mirrored in the release fields of PLUS", () => {
    expect(releaseFields([consent, consent], true)).toEqual({
      modelReleaseStatus: "http://ns.useplus.org/ldf/vocab/MR-LMR",
      modelReleaseId: [consent.id],
    });
    expect(releaseFields([], false)).toEqual({
      modelReleaseStatus: "http://ns.useplus.org/ldf/vocab/MR-NAP",
    });
    expect(releaseFields([], true)).toEqual({});
  });
});
