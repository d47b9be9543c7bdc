/** The example of a signer outside: it signs for real, with a key that openssl alone reads. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { signOne, testContext, verifyOne } from "../support/context.ts";
import { root } from "../support/example-run.ts";
import { fixture } from "../support/media.ts";
import { claimSigning, makeLeaf, makeRoot } from "../support/small-pki.ts";

const script = join(root, "examples/signer/openssl-signer.sh");

describe.skipIf(process.platform === "win32")("examples/signer/openssl-signer.sh", () => {
  it("says who it is and signs, and what it signed is trusted", async () => {
    const world = testContext();
    const at = (name: string) => join(world.folder, name);
    await makeRoot(world.folder, "root");
    await makeLeaf(world.folder, { name: "leaf", root: "root", key: "es256", extensions: claimSigning });
    const signer = `env KEY='${at("leaf.key")}' CHAIN='${at("leaf.pem")}' '${script}'`;
    const wishes = { as: "drawing", signer, output: at("out.jpg"), timestamp: false };
    await signOne(world, fixture("drawing.jpg"), wishes);
    const { state } = await verifyOne(world, at("out.jpg"), { trust: [at("root.pem")] });
    expect(state).toBe("trusted");
  });
});
