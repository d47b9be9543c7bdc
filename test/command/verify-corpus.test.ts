/** Every file of the public corpora against what is known of it, without a list and with three real ones. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import type { VerifiedFile } from "../../src/core/verifying/verify-file.ts";
import { testContext, verifyOne, verifyOutcome } from "../support/context.ts";
import { describeWithShared, sharedFolder } from "../support/shared.ts";

type Verification = VerifiedFile["verification"];

interface Expected {
  state: "valid" | "invalid" | "none" | "error";
  failures?: string[];
  ingredientDeltas?: string[];
  recordedInIngredients?: string[];
  manifests?: number;
  organization?: string;
  trustedBy?: string[];
  verifyExit: number;
  finding?: string;
}

const lists: Readonly<Record<string, string>> = {
  test: "c2pa-rs-test-roots.pem",
  official: "C2PA-TRUST-LIST.pem",
  interim: "interim-anchors.pem",
};

function readExpected(): Readonly<Record<string, Expected>> {
  const folder = sharedFolder();
  if (folder === undefined) return {};
  return JSON.parse(readFileSync(join(folder, "corpus/expected.json"), "utf8")).files;
}

const expected = readExpected();
const judged = Object.entries(expected).filter(([, { verifyExit }]) => verifyExit !== 2);
const unjudged = Object.entries(expected).filter(([, { verifyExit }]) => verifyExit === 2);
const signed = judged.filter(([, { state }]) => state !== "none");

/** Deltas of the engine's own JSON: ours are folded into the history. */
function deltaFailures(manifestStore: unknown): string[] {
  const store = (manifestStore ?? {}) as {
    validation_results?: { ingredientDeltas?: { validationDeltas?: { failure?: { code: string }[] } }[] };
  };
  const deltas = store.validation_results?.ingredientDeltas ?? [];
  return deltas.flatMap((delta) => (delta.validationDeltas?.failure ?? []).map(({ code }) => code));
}

const codesOf = (verification: Verification, severity?: string) =>
  verification.findings
    .filter((one) => severity === undefined || one.severity === severity)
    .map(({ code }) => code);

describeWithShared("the public corpora", (folder) => {
  const world = testContext();
  const at = (name: string) => join(folder, "corpus", name);
  const listAt = (name: string) => join(folder, "trust", lists[name] ?? "");

  it("is known file by file", () => {
    const files = readdirSync(join(folder, "corpus"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(join(folder, "corpus"), join(entry.parentPath, entry.name)))
      .filter((name) => name.includes("/"));
    expect(files.sort()).toEqual(Object.keys(expected).sort());
    expect(signed.length).toBeGreaterThan(15);
  });

  describe("without a trust list", () => {
    it.each(judged)("%s is judged as known", async (name, known) => {
      const outcome = await verifyOutcome(world, at(name), { raw: true });
      if (outcome.kind === "error") throw outcome.error;
      const { verification, manifestStore } = outcome.value;
      expect(verification.state).toBe(known.state);
      expect(outcome.exitCode).toBe(known.verifyExit);
      expect(codesOf(verification)).toEqual(expect.arrayContaining(known.failures ?? []));
      expect([...new Set(deltaFailures(manifestStore))]).toEqual(known.ingredientDeltas ?? []);
      if (known.finding) expect(codesOf(verification, "failure")).toContain(known.finding);
      if (known.organization === undefined) return;
      expect(verification.issuer.certificate?.organization).toBe(known.organization);
      const store = manifestStore as { manifests: object };
      expect(Object.keys(store.manifests)).toHaveLength(known.manifests ?? 0);
      expect(codesOf(verification)).toContain("trust.no-list");
    });

    it.each(judged.filter(([, { recordedInIngredients }]) => recordedInIngredients))(
      "%s shows what an earlier signer recorded and signed away",
      async (name, { recordedInIngredients = [] }) => {
        const { findings, history } = await verifyOne(world, at(name));
        const broken = findings.find(({ code }) => code === "history.broken");
        // A mismatch of a timestamp only says that there is none; the signature's is what breaks the step.
        for (const code of recordedInIngredients.filter((one) => !one.startsWith("timeStamp.")))
          expect(broken?.detail).toContain(code);
        expect(history.answer).toBe("broken");
      },
    );

    it.each(unjudged)("%s is told apart from a verdict", async (name, known) => {
      const outcome = await verifyOutcome(world, at(name));
      expect(outcome).toMatchObject({ kind: "error", file: at(name) });
      if (outcome.kind !== "error") return;
      const words = `${outcome.error.code} ${outcome.error.message} ${outcome.error.hints.join(" ")}`;
      expect(words).not.toMatch(/\bchanged|tamper|altered/i);
      if (known.state === "invalid") expect(words).toMatch(/in other files|without the file they belong to/);
    });

    it.each([
      ["fragmented/dash1.m4s", "format.segment"],
      ["fragmented/dashinit.mp4", "format.segment"],
      ["hostile/nested_moov_1000.mp4", "format.damaged"],
      ["hostile/no_alg.jpg", "credential.unsupported"],
      ["hostile/prerelease.jpg", "credential.unsupported"],
      ["hostile/sample4.svg", "credential.unreadable"],
      ["hostile/tiff_poc.tiff", "format.damaged"],
      ["sidecar/cloud.jpg", "credential.remote-only"],
      ["sidecar/cloud_manifest.c2pa", "credential.asset-missing"],
    ] as const)("%s says why: %s", async (name, code) => {
      await expect(() => verifyOne(world, at(name))).toThrowWithCode(code, at(name));
    });
  });

  describe.each(Object.keys(lists))("with the %s list", (list) => {
    it.each(signed)("%s", async (name, known) => {
      const outcome = await verifyOutcome(world, at(name), { trust: [listAt(list)] });
      if (outcome.kind === "error") throw outcome.error;
      const { verification } = outcome.value;
      const isTrusted = known.trustedBy?.includes(list) ?? false;
      expect(verification.state).toBe(isTrusted ? "trusted" : known.state);
      expect(codesOf(verification)).not.toContain("trust.no-list");
      if (!isTrusted) {
        expect(outcome.exitCode).toBe(known.verifyExit);
        // A signer can be recognized and the file not: an identity inside it, or an ingredient's signer, is not.
        if (list === "official") expect(verification.issuer.answer).not.toBe("recognized");
        return;
      }
      expect(verification.issuer.list).toMatchObject({ kind: "c2pa", origin: listAt(list) });
      expect(outcome.exitCode).toBe(known.finding === "history.broken" ? 1 : 0);
    });
  });

  it("splits the two timestamp authorities off the interim list, and they vouch for time alone", async () => {
    const verification = await verifyOne(world, at("signed/ocsp.jpg"), { trust: [listAt("interim")] });
    expect(verification.lists.map(({ kind }) => kind)).toEqual(["c2pa", "tsa"]);
    expect(verification.time).toMatchObject({ answer: "independent", list: { kind: "tsa" } });
  });

  it("calls a rule that changed by its name, never changed bytes", async () => {
    const truepic = await verifyOne(world, at("signed/truepic-20230212-camera.jpg"));
    expect(truepic.unchanged.answer).toBe("rule-changed");
    expect((await verifyOne(world, at("signed/adobe-20220124-XCA.jpg"))).unchanged.answer).toBe("changed");
  });

  it("tells a damaged credential from changed bytes", async () => {
    for (const name of ["E-sig-CA", "E-uri-CA"]) {
      const { unchanged } = await verifyOne(world, at(`signed/adobe-20220124-${name}.jpg`));
      expect(unchanged.answer).toBe("credential-damaged");
    }
  });

  it("judges a file whose credentials are kept elsewhere by the sidecar that is named", async () => {
    const credential = at("sidecar/cloud_manifest.c2pa");
    const verification = await verifyOne(world, at("sidecar/cloud.jpg"), { credential });
    expect(verification).toMatchObject({
      state: "valid",
      source: "sidecar",
      unchanged: { answer: "unchanged" },
    });
  });

  it("finds a sidecar that was made for another file out", async () => {
    const credential = at("sidecar/cloud_manifest.c2pa");
    const verification = await verifyOne(world, at("plain/adobe-20220124-I.jpg"), { credential });
    expect(verification).toMatchObject({ state: "invalid", unchanged: { answer: "changed" } });
  });
});
