import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createIdentity } from "../../../src/command/identity/create.ts";
import { loadSigningIdentity } from "../../../src/command/identity/load.ts";
import { algorithms } from "../../../src/core/identity/algorithm.ts";
import { readVerdict, signJpeg } from "../../support/engine-signing.ts";
import { identityContext } from "../../support/identity-context.ts";
import { askOpenssl, openssl } from "../../support/openssl.ts";

const ana = { name: "studio", for: "Ana Ruiz" };

describe.each(algorithms)("an identity for %s", (alg) => {
  const context = identityContext();
  const folder = join(context.folder, "data", "identities", "studio");

  it("is one openssl accepts, root, leaf and all", async () => {
    const created = await createIdentity({ ...ana, org: "Estudio Ruiz", alg }, context);
    expect(created).toMatchObject({ algorithm: alg, isDefault: true, isEncrypted: true });
    const verify = ["verify", "-x509_strict", "-purpose", "smimesign", "-CAfile", "root.pem", "chain.pem"];
    expect(askOpenssl(folder, ...verify)).toEqual({ isGood: true, says: "chain.pem: OK\n" });
    const text = openssl(folder, "x509", "-in", "chain.pem", "-noout", "-text");
    expect(text).toMatch(/Basic Constraints: critical\s+CA:FALSE/);
    expect(text).toMatch(/X509v3 Key Usage: critical\s+Digital Signature\n/);
    expect(text).toMatch(/Extended Key Usage: \n\s+1\.3\.6\.1\.4\.1\.62558\.2\.1, E-mail Protection/);
    expect(text).toMatch(/Subject: O ?= ?Estudio Ruiz, CN ?= ?Ana Ruiz\n/);
    const root = openssl(folder, "x509", "-in", "root.pem", "-noout", "-text");
    expect(root).toMatch(/Basic Constraints: critical\s+CA:TRUE, pathlen:0/);
    expect(root).toMatch(/X509v3 Key Usage: critical\s+Certificate Sign, CRL Sign\n/);
    expect(root).toMatch(/Subject: O ?= ?Estudio Ruiz, CN ?= ?Ana Ruiz root\n/);
  });

  it("signs what the engine calls Valid, and Trusted once its root is an anchor", async () => {
    const { identity, warnings } = await loadSigningIdentity(undefined, context);
    expect(warnings).toEqual([]);
    expect(identity).toMatchObject({ name: "studio", algorithm: alg });
    expect(identity.chain).toHaveLength(1);
    const signed = await signJpeg(identity, context.folder);
    const root = readFileSync(join(folder, "root.pem"), "utf8");
    expect(await readVerdict(signed)).toEqual({
      state: "Valid",
      failures: ["signingCredential.untrusted"],
      issuer: "Estudio Ruiz",
      holder: "Ana Ruiz",
    });
    expect(await readVerdict(signed, root)).toMatchObject({ state: "Trusted", failures: [] });
  });
});
