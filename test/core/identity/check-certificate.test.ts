import { describe, expect, it } from "vitest";
import { signRaw } from "../../../src/adapter/keys.ts";
import * as certificates from "../../../src/adapter/x509/index.ts";
import type { Algorithm } from "../../../src/core/identity/algorithm.ts";
import { gatherEvidence, splitRoot } from "../../../src/core/identity/chain.ts";
import { checkCertificate, refuseFaults, warningsOf } from "../../../src/core/identity/check-certificate.ts";
import { readVerdict, signJpeg } from "../../support/engine-signing.ts";
import { goodLeaf, type LeafWish, type Made, TestAuthority } from "../../support/openssl-authority.ts";

const authority = new TestAuthority();
const { root, intermediate } = authority;
const DAY_MS = 86_400_000;

interface Circumstances {
  algorithm?: Algorithm;
  now?: Date;
  isKeyOfLeaf?: boolean | undefined;
}

function check(given: Made[], { algorithm = "es256", now = new Date(), ...rest }: Circumstances = {}) {
  const chain = splitRoot(
    given.map(({ der }) => der),
    certificates,
  );
  const isKeyOfLeaf = "isKeyOfLeaf" in rest ? rest.isKeyOfLeaf : true;
  return checkCertificate(gatherEvidence(chain, { algorithm, isKeyOfLeaf, now }, certificates));
}

function faultsOf(points: ReturnType<typeof check>): string[] {
  return points.filter(({ ok, severity }) => !ok && severity === "fault").map(({ id }) => id);
}

function saysOf(points: ReturnType<typeof check>, id: string): string {
  return points.find((point) => point.id === id)?.says ?? "";
}

const without = (line: string) => goodLeaf.replace(new RegExp(`\n?${line}[^\n]*`), "");
const withLine = (line: string, text: string) => goodLeaf.replace(new RegExp(`${line}[^\n]*`), text);
const purposes = (text: string) => withLine("extendedKeyUsage", `extendedKeyUsage=${text}`);

describe("a good chain", () => {
  it.each<[string, Made[]]>([
    ["with its intermediate", [authority.leaf(), intermediate]],
    ["with its intermediate and its root", [authority.leaf(), intermediate, root]],
    ["under its root directly", [authority.leaf({}, root), root]],
  ])("has neither fault nor warning: %s", (_, chain) => {
    const points = check(chain);
    expect(points.filter(({ ok }) => !ok)).toEqual([]);
    expect(points.every(({ says, source }) => says.length > 10 && source !== "")).toBe(true);
    expect(() => refuseFaults(points, 'identity "studio"')).not.toThrow();
  });

  it("has a point for each rule, so that nothing hides behind a failure before it", () => {
    const ids = check([authority.leaf()]).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(check([authority.leaf({ extensions: undefined })]).map(({ id }) => id)).toEqual(ids);
  });
});

describe("a leaf with one fault", () => {
  const rsa1024 = ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"];
  const k1 = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:secp256k1"];

  it.each<[string, LeafWish, string[], RegExp]>([
    [
      "no extended key usage",
      { extensions: without("extendedKeyUsage") },
      ["purpose-present"],
      /no extended key usage/,
    ],
    [
      "TLS purposes only",
      { extensions: purposes("serverAuth,clientAuth") },
      ["purpose-fits"],
      /for TLS only/,
    ],
    [
      "a purpose of its own",
      { extensions: purposes("1.2.3.4") },
      ["purpose-fits"],
      /not for signing claims.*1\.2\.3\.4/,
    ],
    ["timestamping only", { extensions: purposes("timeStamping") }, ["purpose-fits"], /found timestamping/],
    [
      "any purpose",
      { extensions: purposes("anyExtendedKeyUsage,emailProtection") },
      ["purpose-any"],
      /any purpose \(anyExtendedKeyUsage\)/,
    ],
    [
      "signing mixed with timestamping",
      { extensions: purposes("emailProtection,timeStamping") },
      ["purpose-exclusive"],
      /e-mail protection, timestamping/,
    ],
    [
      "signing mixed with OCSP",
      { extensions: purposes("emailProtection,OCSPSigning") },
      ["purpose-exclusive"],
      /OCSP signing/,
    ],
    [
      "no digitalSignature",
      { extensions: withLine("keyUsage", "keyUsage=critical,nonRepudiation") },
      ["digital-signature"],
      /lacks digitalSignature: it allows nonRepudiation/,
    ],
    ["no key usage", { extensions: without("keyUsage") }, ["digital-signature"], /has no key usage/],
    [
      "keyCertSign",
      { extensions: withLine("keyUsage", "keyUsage=critical,digitalSignature,keyCertSign") },
      ["cert-sign"],
      /keyCertSign although it is no authority/,
    ],
    [
      "CA:TRUE",
      { extensions: withLine("basicConstraints", "basicConstraints=critical,CA:TRUE") },
      ["end-entity"],
      /authority's \(CA:TRUE\)/,
    ],
    [
      "no authority key identifier",
      { extensions: withLine("authorityKeyIdentifier", "authorityKeyIdentifier=none") },
      ["authority-key"],
      /"Ana Ruiz" does not name its issuer's key/,
    ],
    ["SHA-1", { digest: "sha1" }, ["signature-algorithm"], /ecdsa-with-SHA1, expected SHA-256/],
    [
      "secp256k1",
      { keyArguments: k1 },
      ["key-kind", "algorithm-fits"],
      /on the curve secp256k1, expected P-256/,
    ],
    [
      "RSA of 1024 bits",
      { keyArguments: rsa1024 },
      ["key-strength", "algorithm-fits"],
      /has 1024 bits, expected 2048/,
    ],
    [
      "an unknown critical extension",
      { extensions: `${goodLeaf}\n1.2.3.4.5=critical,ASN1:NULL` },
      ["critical-extensions"],
      /unknown critical extension 1\.2\.3\.4\.5/,
    ],
  ])("is faulted for that alone: %s", async (_, wish, faults, says) => {
    const points = check([authority.leaf(wish), intermediate]);
    expect(faultsOf(points)).toEqual(faults);
    expect(saysOf(points, faults[0] ?? "")).toMatch(says);
    await expect(() => refuseFaults(points, 'identity "studio"')).toThrowWithCode(
      "certificate.unsuitable",
      /^identity "studio": /,
    );
  });

  it("is faulted for its version where it has no extensions at all", () => {
    const points = check([authority.leaf({ extensions: undefined }), intermediate]);
    expect(saysOf(points, "version")).toMatch(/"Ana Ruiz" is X.509 version 1/);
    expect(faultsOf(points)).toContain("version");
  });

  it("has every other fault counted beside the first where a hint leads to them, and else told", async () => {
    const points = check([
      authority.leaf({ extensions: purposes("serverAuth").replace("digitalSignature", "nonRepudiation") }),
      intermediate,
    ]);
    await expect(() => refuseFaults(points, "it", ["see them all"])).toThrowWithCode(
      "certificate.unsuitable",
      /TLS only.* \(and 1 more\)$/,
    );
    await expect(() => refuseFaults(points, "it")).toThrowWithCode(
      "certificate.unsuitable",
      /TLS only[^;]*; .*(usage|digitalSignature|sign)/i,
    );
  });
});

describe("a leaf outside its days", () => {
  const chain = [authority.leaf(), intermediate];

  it("has expired", async () => {
    const points = check(chain, { now: new Date(Date.now() + 91 * DAY_MS) });
    expect(faultsOf(points)).toEqual(["not-expired", "authorities"]);
    await expect(() => refuseFaults(points, "it")).toThrowWithCode(
      "certificate.expired",
      /expired on \d{4}-\d\d-\d\d/,
    );
  });

  it("is not valid yet", async () => {
    const points = check(chain, { now: new Date(Date.now() - DAY_MS) });
    expect(faultsOf(points)).toEqual(["already-valid"]);
    await expect(() => refuseFaults(points, "it")).toThrowWithCode(
      "certificate.not-yet-valid",
      /by this clock/,
    );
  });

  it("is warned about in its last month", () => {
    const points = check(chain, { now: new Date(Date.now() + 61 * DAY_MS) });
    expect(faultsOf(points)).toEqual([]);
    expect(warningsOf(points)).toEqual([expect.stringMatching(/ends within 30 days/)]);
  });
});

describe("a key that does not belong", () => {
  it("is a mismatch", async () => {
    const points = check([authority.leaf(), intermediate], { isKeyOfLeaf: false });
    expect(faultsOf(points)).toEqual(["key-match"]);
    await expect(() => refuseFaults(points, "it")).toThrowWithCode(
      "key.mismatch",
      /does not belong to.*"Ana Ruiz"/,
    );
  });

  it("is not judged while it is locked", () => {
    const points = check([authority.leaf(), intermediate], { isKeyOfLeaf: undefined });
    expect(faultsOf(points)).toEqual([]);
    expect(saysOf(points, "key-match")).toMatch(/locked/);
  });

  it("cannot serve another algorithm", async () => {
    const points = check([authority.leaf(), intermediate], { algorithm: "ps256" });
    expect(faultsOf(points)).toEqual(["algorithm-fits"]);
    await expect(() => refuseFaults(points, "it")).toThrowWithCode(
      "key.algorithm",
      /"ps256".*this one serves es256/,
    );
  });
});

describe("a chain out of joint", () => {
  it.each<[string, () => Made[], string, RegExp]>([
    [
      "reversed",
      () => [root, intermediate, authority.leaf()],
      "order",
      /reversed: it begins with the authority "Test Root"/,
    ],
    [
      "without its middle",
      () => [authority.leaf(), root],
      "links",
      /"Ana Ruiz" was not signed by "Test Root"/,
    ],
    [
      "with another's authority",
      () => [authority.leaf(), new TestAuthority().intermediate],
      "links",
      /"Ana Ruiz" was not signed by "Test Intermediate"/,
    ],
    [
      "with a leaf as an authority",
      () => {
        const middle = authority.leaf();
        return [authority.leaf({}, middle), middle];
      },
      "authorities",
      /stands above the leaf but is no authority/,
    ],
  ])("is faulted: %s", async (_, chain, id, says) => {
    const points = check(chain());
    expect(faultsOf(points)).toContain(id);
    expect(saysOf(points, id)).toMatch(says);
    await expect(() => refuseFaults(points, "it")).toThrowWithCode("certificate.chain", says);
  });
});

describe("what lessens a certificate without spoiling it", () => {
  it.each<[string, () => Made[], RegExp]>([
    ["the leaf alone", () => [authority.leaf()], /the leaf alone: if its issuer "Test Intermediate"/],
    ["a self-signed leaf", () => [authority.selfSigned()], /self-signed/],
    [
      "no common name",
      () => [authority.leaf({ subject: "/O=Estudio Ruiz" }), intermediate],
      /no common name/,
    ],
    [
      "no purpose of C2PA's own",
      () => [authority.leaf({ extensions: purposes("emailProtection") }), intermediate],
      /lacks the purpose C2PA claim signing/,
    ],
    [
      "no subject key identifier",
      () => [
        authority.leaf({ extensions: withLine("subjectKeyIdentifier", "subjectKeyIdentifier=none") }),
        intermediate,
      ],
      /does not name its own key/,
    ],
    [
      "a key usage that is not critical",
      () => [authority.leaf({ extensions: withLine("keyUsage", "keyUsage=digitalSignature") }), intermediate],
      /should be marked critical/,
    ],
  ])("is a warning: %s", (_, chain, says) => {
    const points = check(chain());
    expect(faultsOf(points)).toEqual([]);
    expect(warningsOf(points)).toEqual([expect.stringMatching(says)]);
  });
});

describe("a subject without an organization", () => {
  it("is a fault of its own, although the engine would sign with it", async () => {
    const points = check([authority.leaf({ subject: "/CN=Ana Ruiz" }), intermediate]);
    expect(faultsOf(points)).toEqual(["organization"]);
    const says = /no organization \(O=\), which is what viewers print/;
    await expect(() => refuseFaults(points, "it")).toThrowWithCode("certificate.unsuitable", says);
  });
});

describe("the engine beside the check", () => {
  async function engineAccepts(made: Made, chain: Made[]): Promise<boolean> {
    const key = authority.keyOf(made);
    const identity = {
      algorithm: "es256" as const,
      chain: chain.map(({ der }) => der),
      sign: (bytes: Uint8Array) => signRaw("es256", key, bytes),
    };
    return signJpeg(identity, authority.folder)
      .then(readVerdict)
      .then(
        ({ state }) => state === "Valid",
        () => false,
      );
  }

  it.each<[string, LeafWish]>([
    ["no extended key usage", { extensions: without("extendedKeyUsage") }],
    ["TLS purposes only", { extensions: purposes("serverAuth") }],
    ["any purpose", { extensions: purposes("anyExtendedKeyUsage,emailProtection") }],
    ["a mix with timestamping", { extensions: purposes("emailProtection,timeStamping") }],
    ["no key usage", { extensions: without("keyUsage") }],
    ["keyCertSign", { extensions: withLine("keyUsage", "keyUsage=critical,digitalSignature,keyCertSign") }],
    ["CA:TRUE", { extensions: withLine("basicConstraints", "basicConstraints=critical,CA:TRUE") }],
    ["no authority key", { extensions: withLine("authorityKeyIdentifier", "authorityKeyIdentifier=none") }],
    ["SHA-1", { digest: "sha1" }],
    ["an unknown critical extension", { extensions: `${goodLeaf}\n1.2.3.4.5=critical,ASN1:NULL` }],
  ])("refuses as well, without the reason: %s", async (_, wish) => {
    const made = authority.leaf(wish);
    expect(faultsOf(check([made, intermediate]))).not.toEqual([]);
    expect(await engineAccepts(made, [made, intermediate])).toBe(false);
  });

  it.each<[string, () => Made[]]>([
    ["a good chain", () => [authority.leaf(), intermediate]],
    ["the leaf alone", () => [authority.leaf()]],
    ["a self-signed leaf", () => [authority.selfSigned()]],
    ["no common name", () => [authority.leaf({ subject: "/O=Estudio Ruiz" }), intermediate]],
    [
      "document signing only",
      () => [authority.leaf({ extensions: purposes("1.3.6.1.5.5.7.3.36") }), intermediate],
    ],
  ])("accepts what is not faulted: %s", async (_, make) => {
    const chain = make();
    expect(faultsOf(check(chain))).toEqual([]);
    expect(await engineAccepts(chain[0] as Made, chain)).toBe(true);
  });
});
