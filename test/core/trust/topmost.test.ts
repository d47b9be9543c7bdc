import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { subjectOf } from "../../../src/core/trust/certificate.ts";
import { topmostOf } from "../../../src/core/trust/topmost.ts";
import { claimSigning, makeLeaf, makeRoot } from "../../support/small-pki.ts";
import { derOf } from "../../support/trust-lists.ts";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "topmost-"));
  await makeRoot(folder, "root");
  await makeRoot(folder, "stranger");
  await makeLeaf(folder, {
    ...{ name: "issuer", root: "root", key: "es256", isAuthority: true, subject: "/CN=issuer" },
    extensions: ["keyUsage = critical,keyCertSign"],
  });
  await makeLeaf(folder, { name: "ana", root: "issuer", key: "es256", extensions: claimSigning });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function topmost(...names: string[]): Promise<string | undefined> {
  const top = topmostOf(await Promise.all(names.map((name) => derOf(folder, name))));
  return top && subjectOf(top);
}

describe("topmostOf", () => {
  test("climbs from the leaf, whatever the order and whoever else is there", async () => {
    expect(await topmost("ana", "stranger", "root", "issuer")).toBe("root");
  });

  test("stops at what the file carries", async () => {
    expect(await topmost("ana", "issuer")).toBe("issuer");
    expect(await topmost("ana", "root")).toBe("Ana Ruiz");
  });

  test("there is none without a readable leaf", () => {
    expect(topmostOf([])).toBeUndefined();
    expect(topmostOf([new Uint8Array([1])])).toBeUndefined();
  });
});
