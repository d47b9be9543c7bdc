/** Who signed, and who vouches for them: with certificates of every kind, through the real engine. */
import { X509Certificate } from "node:crypto";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { answerIssuer } from "../../../src/core/verifying/answer-issuer.ts";
import type { TimeAnswer } from "../../../src/core/verifying/verification.ts";
import { testContext, verifyOne } from "../../support/context.ts";
import { signPicture } from "../../support/signed-picture.ts";
import { claimSigning, makeLeaf, makeRoot, timeStamping } from "../../support/small-pki.ts";
import type { StoreWish } from "../../support/store-json.ts";
import { derOf, listOf } from "../../support/trust-lists.ts";
import { storeWith, today } from "../../support/verification.ts";

const world = testContext();
const { folder } = world;
const pem = (name: string) => join(folder, `${name}.pem`);
const codes = (findings: readonly { code: string }[]) => findings.map(({ code }) => code);

beforeAll(async () => {
  await makeRoot(folder, "root");
  const leaf = (
    name: string,
    extensions: readonly string[],
    more: { root?: string; isAuthority?: boolean; validity?: { from: string; to: string } } = {},
  ) => makeLeaf(folder, { name, root: "root", key: "es256", extensions, ...more });
  await leaf("signer", claimSigning);
  await leaf("clock", timeStamping);
  await leaf("responder", ["keyUsage = critical,digitalSignature", "extendedKeyUsage = OCSPSigning"]);
  await leaf("past", claimSigning, { validity: { from: "20200101000000Z", to: "20220101000000Z" } });
  await leaf("middle", ["keyUsage = critical,keyCertSign,cRLSign"], { isAuthority: true });
  await leaf("below", claimSigning, { root: "middle" });
});

describe("a signer, as the whole program sees them", () => {
  it("is recognized under a root on a list of signers, through an intermediate as well", async () => {
    for (const chain of [["signer"], ["below", "middle"]]) {
      const picture = await signPicture(folder, chain[0] ?? "", chain);
      expect(await verifyOne(world, picture, { trust: [pem("root")] })).toMatchObject({
        state: "trusted",
        issuer: { answer: "recognized", name: "Studio Ruiz", list: { kind: "c2pa", name: "root" } },
      });
    }
  });

  it("is not recognized under a root that is only on a list of authorities for time", async () => {
    const picture = await signPicture(folder, "signer", ["signer"]);
    const { state, engineState, issuer, findings } = await verifyOne(world, picture, {
      trust: [`tsa:${pem("root")}`],
    });
    // The engine keeps all its lists in one bag, and is content.
    expect(engineState).toBe("Trusted");
    expect([state, issuer.answer, issuer.list]).toEqual(["valid", "not-recognized", undefined]);
    expect(codes(findings)).toContain("issuer.list-kind");
  });

  it.each(["clock", "responder"])(
    "is not recognized with a certificate for another job: %s",
    async (name) => {
      const picture = await signPicture(folder, name, [name]);
      const { state, issuer, findings } = await verifyOne(world, picture, { trust: [pem("root")] });
      expect([state, issuer.answer]).toEqual(["valid", "not-recognized"]);
      expect(findings.find(({ code }) => code === "issuer.purpose")?.detail).toMatch(
        /not for signing claims/,
      );
    },
  );

  it("is recognized by a list of exactly their own certificate", async () => {
    const picture = await signPicture(folder, "signer", ["signer"]);
    expect(await verifyOne(world, picture, { trust: [`allowed:${pem("signer")}`] })).toMatchObject({
      state: "trusted",
      issuer: { list: { kind: "allowed" } },
    });
    expect((await verifyOne(world, picture, { trust: [`allowed:${pem("below")}`] })).state).toBe("valid");
  });

  it("is one whom nobody lists where only the name is the same", async () => {
    const other = testContext();
    await makeRoot(other.folder, "root");
    const picture = await signPicture(folder, "signer", ["signer"]);
    expect((await verifyOne(world, picture, { trust: [join(other.folder, "root.pem")] })).state).toBe(
      "valid",
    );
  });
});

describe("the answer", () => {
  const trusting: StoreWish = {
    state: "Trusted",
    success: ["claimSignature.validated", "signingCredential.trusted"],
  };
  const none: TimeAnswer = { answer: "none" };

  async function answer(wish: StoreWish, name = "signer", time = none, kind: "c2pa" | "tsa" = "c2pa") {
    const lists = [await listOf(folder, kind, ["root"])];
    const signature = { chain: [await derOf(folder, name)], timestamps: [] };
    return answerIssuer(storeWith(wish), signature, time, lists, today);
  }

  it.each<[string, string, string]>([
    ["signingCredential.ocsp.revoked", "revoked", "revoked"],
    ["signingCredential.expired", "expired", "not-checked"],
    ["claimSignature.outsideValidity", "expired", "not-checked"],
    ["signingCredential.invalid", "unsuitable", "not-checked"],
    ["signingCredential.untrusted", "not-recognized", "not-checked"],
  ])("to %s is %s", async (code, expected, revocation) => {
    const { answer: issuer } = await answer({ failure: [code] });
    expect([issuer.answer, issuer.revocation, issuer.list]).toEqual([expected, revocation, undefined]);
  });

  it("is no where success and failure stand side by side", async () => {
    const { answer: issuer } = await answer({ ...trusting, failure: ["signingCredential.untrusted"] });
    expect(issuer.answer).toBe("not-recognized");
  });

  it("takes a success for nothing where it stands among the failures", async () => {
    const { answer: issuer } = await answer({
      ...trusting,
      success: [],
      failure: ["signingCredential.trusted"],
    });
    expect(issuer.answer).toBe("not-recognized");
  });

  it("says whether anybody was asked about revocation", async () => {
    const asked = await answer({
      ...trusting,
      success: [...(trusting.success ?? []), "signingCredential.ocsp.notRevoked"],
    });
    expect([asked.answer.revocation, (await answer(trusting)).answer.revocation]).toEqual([
      "not-revoked",
      "not-checked",
    ]);
  });

  it("gives an expired certificate no second life on the word of an authority nobody lists", async () => {
    for (const time of [none, { answer: "unlisted-authority", at: new Date("2021-01-01") } as const]) {
      const { answer: issuer, findings } = await answer(trusting, "past", time);
      expect([issuer.answer, codes(findings)]).toEqual(["expired", ["issuer.expired-revived"]]);
      expect([issuer.list, issuer.knownTo?.name]).toEqual([undefined, "c2pa"]);
    }
    const independent = await answer(trusting, "past", { answer: "independent", at: new Date("2021-01-01") });
    expect([independent.answer.answer, independent.findings]).toEqual(["recognized", []]);
  });

  it("warns of a certificate that only vouches for itself", async () => {
    const { answer: issuer, findings } = await answer({ failure: ["signingCredential.untrusted"] }, "root");
    expect([issuer.answer, codes(findings)]).toEqual([
      "not-recognized",
      expect.arrayContaining(["issuer.self-signed"]),
    ]);
  });

  it("is not recognized, and calls nobody but whom the engine names, without a certificate", () => {
    const { answer: issuer } = answerIssuer(
      storeWith(trusting, { organization: "Estudio Ruiz" }),
      undefined,
      none,
      [],
      today,
    );
    expect(issuer).toEqual({ answer: "not-recognized", name: "Estudio Ruiz", revocation: "not-checked" });
  });

  it("describes the certificate by what stands in it", async () => {
    const { answer: issuer } = await answer(trusting);
    const der = new X509Certificate(Buffer.from(await derOf(folder, "signer")));
    expect(issuer.certificate).toMatchObject({
      organization: "Studio Ruiz",
      commonName: "Ana Ruiz",
      serialNumber: der.serialNumber.toLowerCase(),
      sha256: der.fingerprint256.replaceAll(":", "").toLowerCase(),
      isSelfSigned: false,
    });
  });
});
