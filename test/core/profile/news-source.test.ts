import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { compareSources } from "../../../src/core/profile/news-source.ts";
import type { SourceEntry, TrustList } from "../../../src/core/trust/list.ts";
import { readTrustList } from "../../../src/core/trust/read-list.ts";
import { readCertificate } from "../../../src/core/verifying/certificate.ts";
import { finding } from "../../../src/core/verifying/finding.ts";
import type { Verification } from "../../../src/core/verifying/verification.ts";
import { makeIdentity, testContext } from "../../support/context.ts";
import { aiCredential, aiVerification, certificate } from "../../support/evidence.ts";

function sources(entries: SourceEntry[]): TrustList {
  return {
    name: "sources-2025",
    kind: "sources",
    origin: "sources.csv",
    issuedAt: new Date("2025-06-30T00:00:00Z"),
    certificates: [],
    entries,
    sha256: "",
  };
}

function by(organization: string, fields: Partial<Verification> = {}): Verification {
  const { issuer } = aiVerification();
  return aiVerification({
    issuer: { ...issuer, name: organization, certificate: certificate(organization, "desk 3") },
    ...fields,
  });
}

const many = Array.from({ length: 5000 }, (_, index) => ({
  name: `Paper ${index}`,
  domain: `paper-${index}.example`,
}));
const list = sources([
  ...many,
  { name: "The Sample Herald", domain: "https://www.herald.example/", organization: "Herald Group Ltd." },
]);

function withIdentity(
  verified: { name?: string; uri?: string }[],
  fields: Partial<Verification> = {},
): Verification {
  const identities = [{ label: "cawg.identity", type: "cawg.identity_claims_aggregation", verified }];
  return by("Some Agency", { credential: aiCredential({ identities }), ...fields });
}

describe("an issuer that a list of news sources names", () => {
  it.each(["The Sample Herald", "the sample  herald", "ＴＨＥ Sample-Herald", "Herald Group, Ltd"])(
    "is listed by its name, however it is written: %s",
    (name) => {
      expect(compareSources(by(name), [list])).toEqual([
        {
          list: "sources-2025",
          kind: "sources",
          listDate: new Date("2025-06-30T00:00:00Z"),
          answer: "listed",
          by: "name",
          entry: "The Sample Herald",
          says: 'listed by its name in "sources-2025" of 2025-06-30',
        },
      ]);
    },
  );

  it.each(["https://herald.example/desk", "https://news.herald.example", "https://www.herald.example"])(
    "is listed by its domain: %s",
    (uri) => {
      const [answer] = compareSources(withIdentity([{ uri }]), [list]);
      expect(answer).toMatchObject({ answer: "listed", by: "domain", entry: "The Sample Herald" });
    },
  );
});

describe("an issuer that it does not name", () => {
  it.each(["Another Herald", "The Sample", "Paper 5001"])("is not listed: %s", (name) => {
    expect(compareSources(by(name), [list])).toMatchObject([
      { answer: "not listed", says: 'not listed in "sources-2025" of 2025-06-30' },
    ]);
  });

  it.each(["https://herald.example.evil.example", "https://notherald.example", "no address"])(
    "is not listed by a domain that only looks like it: %s",
    (uri) => {
      expect(compareSources(withIdentity([{ uri }]), [list])[0]?.answer).toBe("not listed");
    },
  );
});

describe("a name that nobody vouches for", () => {
  it("is not listed: anybody can put it into a certificate of his own", () => {
    const { issuer } = by("The Sample Herald");
    const unknown = by("The Sample Herald", {
      state: "valid",
      issuer: { ...issuer, answer: "not-recognized" },
    });
    expect(compareSources(unknown, [list])[0]?.answer).toBe("not listed");
  });

  it("is not listed where the identity was found wanting", () => {
    const doubtful = withIdentity([{ uri: "https://herald.example" }], {
      findings: [finding("cawg.ica.untrusted_issuer", "warning")],
    });
    expect(compareSources(doubtful, [list])[0]?.answer).toBe("not listed");
  });

  it("is not even asked for where the credential is broken or absent", () => {
    expect(compareSources(by("The Sample Herald", { state: "invalid" }), [list])).toEqual([]);
    expect(compareSources(by("The Sample Herald", { state: "none" }), [list])).toEqual([]);
  });
});

describe("a list of publishers", () => {
  const world = testContext();
  let publishers: TrustList;
  let signer: NonNullable<ReturnType<typeof readCertificate>>;

  beforeAll(async () => {
    const { rootPath } = await makeIdentity(world, { for: "Sample Broadcaster", org: "Sample Broadcaster" });
    const [read] = readTrustList(await readFile(rootPath), {
      name: "publishers",
      origin: rootPath,
      kind: "publishers",
    });
    const summary = readCertificate(read?.certificates[0]);
    if (!read || !summary) throw new Error("no list");
    publishers = read;
    signer = summary;
  });

  it("lists the very certificate, whoever vouches for it", () => {
    const { issuer } = by("x");
    const own = by("x", { issuer: { ...issuer, answer: "not-recognized", certificate: signer } });
    expect(compareSources(own, [publishers])).toMatchObject([
      { kind: "publishers", answer: "listed", by: "certificate", entry: "Sample Broadcaster" },
    ]);
  });

  it("lists a recognized issuer by its name, and says when the list has no date", () => {
    const [answer] = compareSources(by("Sample Broadcaster"), [{ ...publishers }]);
    expect(answer?.says).toBe('listed by its name in "publishers" without a date');
  });

  it("stands beside others; lists that vouch for signers are not asked", () => {
    const signers: TrustList = { ...publishers, kind: "c2pa" };
    expect(compareSources(by("Nobody"), [list, publishers, signers]).map(({ kind }) => kind)).toEqual([
      "sources",
      "publishers",
    ]);
  });
});
