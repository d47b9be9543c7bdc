import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { createIdentity } from "../../../src/command/identity/create.ts";
import { installCertificate } from "../../../src/command/identity/install.ts";
import { loadSigningIdentity } from "../../../src/command/identity/load.ts";
import { requestIdentity } from "../../../src/command/identity/request.ts";
import { algorithms } from "../../../src/core/identity/algorithm.ts";
import { readVerdict, signJpeg } from "../../support/engine-signing.ts";
import { identityContext, type TestContext } from "../../support/identity-context.ts";
import { askOpenssl, openssl } from "../../support/openssl.ts";
import { goodLeaf, TestAuthority } from "../../support/openssl-authority.ts";

const authority = new TestAuthority();
const { folder, root, intermediate } = authority;
const ana = { name: "press", for: "Ana Ruiz", org: "Estudio Ruiz" };
let context: TestContext;

beforeEach(() => {
  context = identityContext();
});

/** As an authority does: the subject and key of the request, the extensions of its own choosing. */
function answer(requestPem: string, extensions = goodLeaf): string {
  writeFileSync(join(folder, "request.csr"), requestPem);
  writeFileSync(join(folder, "answer.ext"), extensions);
  openssl(
    folder,
    ...["x509", "-req", "-in", "request.csr", "-days", "90", "-extfile", "answer.ext", "-out", "answer.pem"],
    ...["-CA", intermediate.cert, "-CAkey", intermediate.key, "-set_serial", "0x99"],
  );
  const answered = { cert: join(folder, "answer.pem"), key: "", der: new Uint8Array() };
  return authority.bundle("answered.pem", answered, intermediate, root);
}

describe.each(algorithms)("a request for %s", (alg) => {
  it("is answered by openssl, installed, and signs what the engine trusts", async () => {
    const requested = await requestIdentity({ ...ana, alg }, context);
    expect(requested).toMatchObject({ algorithm: alg, isEncrypted: true });
    writeFileSync(join(folder, "check.csr"), requested.requestPem);
    expect(askOpenssl(folder, "req", "-in", "check.csr", "-verify", "-noout").isGood).toBe(true);

    const cert = answer(requested.requestPem);
    const installed = await installCertificate({ name: "press", cert }, context);
    expect(installed).toMatchObject({ certificate: { holder: "Ana Ruiz" }, warnings: [] });
    const { identity } = await loadSigningIdentity("press", context);
    const signed = await signJpeg(identity, context.folder);
    const verdict = await readVerdict(signed, readFileSync(root.cert, "utf8"));
    expect(verdict).toMatchObject({ state: "Trusted", issuer: "Estudio Ruiz" });
  });
});

describe("installing", () => {
  it("keeps the request, and takes the renewed certificate of the same key later", async () => {
    const { requestPem } = await requestIdentity(ana, context);
    const cert = answer(requestPem);
    await installCertificate({ name: "press", cert }, context);
    await installCertificate({ name: "press", cert: answer(requestPem) }, context);
    expect((await context.vault.read("press")).requestPem).toBe(requestPem);
  });

  it("refuses what does not fit and leaves the identity as it was", async () => {
    const { requestPem } = await requestIdentity(ana, context);
    await installCertificate({ name: "press", cert: answer(requestPem) }, context);
    const before = await context.vault.read("press");
    const tls = answer(requestPem, goodLeaf.replace(/(extendedKeyUsage=).*/, "$1serverAuth"));
    await expect(() => installCertificate({ name: "press", cert: tls }, context)).toThrowWithCode(
      "certificate.unsuitable",
      /TLS only/,
    );
    const anothers = authority.bundle("anothers.pem", authority.leaf(), intermediate);
    await expect(() => installCertificate({ name: "press", cert: anothers }, context)).toThrowWithCode(
      "key.mismatch",
    );
    expect(await context.vault.read("press")).toEqual(before);
  });

  it("is not for an identity with a root of its own", async () => {
    await createIdentity(ana, context);
    await expect(() => installCertificate({ name: "press", cert: root.cert }, context)).toThrowWithCode(
      "usage.conflict",
      /root of its own/,
    );
  });

  it("needs an identity to install into", async () => {
    await expect(() => installCertificate({ name: "press", cert: root.cert }, context)).toThrowWithCode(
      "identity.unknown",
    );
  });
});
