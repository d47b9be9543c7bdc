/** A manifest store's own bytes: labels, assertions and their sizes, also compressed ones, and none that explode. */
import { X509Certificate } from "node:crypto";
import { brotliCompressSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readStoreBytes } from "../../../src/core/credential/store-bytes.ts";
import { box, cborBox, signatureBox, storeOf, superbox } from "../../support/boxes.ts";
import { signCompressed } from "../../support/compressed-store.ts";
import { makeIdentity, testContext } from "../../support/context.ts";
import { fixture } from "../../support/media.ts";

const label = "urn:c2pa:1";
const certificate = Uint8Array.of(3, 3, 3);
const assertions = superbox(
  "c2pa.assertions",
  superbox("c2pa.hash.data", cborBox(new Map([["alg", "sha256"]]))),
  superbox("com.example.note", box("json", Buffer.from('{"text":"…"}'))),
  superbox(
    "c2pa.thumbnail.claim",
    box("bfdb", Buffer.from("\0image/jpeg\0")),
    box("bidb", Buffer.alloc(300)),
  ),
);
const signature = signatureBox({ protectedHeader: new Map([[33, certificate]]) });

/** C2PA 2.4 §11.1.4.3: a whole manifest, Brotli in one box. */
function compressed(inner: Uint8Array): Buffer {
  return box("brob", brotliCompressSync(inner));
}

describe("a store", () => {
  it("is read with what each assertion is, how large, and what is in it", () => {
    const bytes = storeOf(label, assertions, signature);
    const store = readStoreBytes(bytes);
    expect([store.sizeBytes, store.labels]).toEqual([bytes.length, [label]]);
    expect(store.assertionsOf(label)).toEqual([
      { label: "c2pa.hash.data", contentType: "cbor", sizeBytes: 12, content: new Map([["alg", "sha256"]]) },
      { label: "com.example.note", contentType: "json", sizeBytes: 14, content: { text: "…" } },
      { label: "c2pa.thumbnail.claim", contentType: "bfdb", sizeBytes: 312, content: undefined },
    ]);
    expect(store.signatureOf(label)?.chain.map((der) => [...der])).toEqual([[...certificate]]);
  });

  it("says nothing of a manifest it has not", () => {
    const store = readStoreBytes(storeOf(label, assertions));
    expect([
      store.assertionsOf("urn:c2pa:2"),
      store.signatureOf("urn:c2pa:2"),
      store.signatureOf(label),
    ]).toEqual([[], undefined, undefined]);
  });

  it("is read where a manifest is compressed, with the type of the inner box before it or without", () => {
    const inner = superbox(label, assertions, signature);
    const typed = box("brob", Buffer.from("jumb"), brotliCompressSync(inner));
    for (const bytes of [storeOf(label, compressed(inner)), storeOf(label, typed)]) {
      const store = readStoreBytes(bytes);
      expect(store.assertionsOf(label)).toHaveLength(3);
      expect(store.signatureOf(label)?.chain).toHaveLength(1);
    }
  });

  it("is read where the engine compressed it", async () => {
    const world = testContext();
    const { name } = await makeIdentity(world);
    const { vault } = await world.context.identities();
    const store = readStoreBytes(await signCompressed(await vault.read(name), fixture("drawing.jpg")));
    const [only = ""] = store.labels;
    expect(store.assertionsOf(only).map((assertion) => assertion.label)).toContain("c2pa.actions.v2");
    const [leaf] = store.signatureOf(only)?.chain ?? [];
    expect(new X509Certificate(leaf ?? "").subject).toContain("Estudio Ruiz");
  });

  it("keeps a manifest that does not decompress as it is", () => {
    const store = readStoreBytes(storeOf(label, box("brob", Buffer.from("jumbnot brotli"))));
    expect([store.labels, store.assertionsOf(label)]).toEqual([[label], []]);
  });

  it("shows an assertion that does not decode by its size alone", () => {
    const broken = [
      superbox("com.example.cbor", box("cbor", Buffer.from("9a01ffffff", "hex"))),
      superbox("com.example.json", box("json", Buffer.from("{"))),
    ];
    const store = readStoreBytes(
      storeOf(label, superbox("c2pa.assertions", ...broken, superbox("com.example.empty"))),
    );
    expect(store.assertionsOf(label).map(({ content, sizeBytes }) => [content, sizeBytes])).toEqual([
      [undefined, 5],
      [undefined, 1],
    ]);
  });
});

describe("a store that is a trap", () => {
  it("of a few kilobytes does not become gigabytes, one manifest or many", () => {
    const zeros = compressed(Buffer.alloc(30 * 1024 * 1024));
    expect(zeros.length).toBeLessThan(1000);
    const manifests = Array.from({ length: 300 }, (_, index) => superbox(`urn:c2pa:${index}`, zeros));
    const before = process.memoryUsage.rss();
    const start = Date.now();
    const store = readStoreBytes(superbox("c2pa", ...manifests));
    expect(store.labels.flatMap((one) => store.assertionsOf(one))).toEqual([]);
    expect(Date.now() - start).toBeLessThan(10_000);
    expect(process.memoryUsage.rss() - before).toBeLessThan(300 * 1024 * 1024);
  });

  it("of compressed boxes is read up to a number, over all manifests", () => {
    const boxes = compressed(Buffer.concat(Array.from({ length: 40_000 }, () => box("free"))));
    const manifests = Array.from({ length: 100 }, (_, index) => superbox(`urn:c2pa:${index}`, boxes));
    const start = Date.now();
    const store = readStoreBytes(superbox("c2pa", ...manifests));
    expect(store.labels.flatMap((one) => store.assertionsOf(one))).toEqual([]);
    expect(Date.now() - start).toBeLessThan(10_000);
  });

  it("never throws, whatever the bytes are", () => {
    const good = storeOf(label, assertions, signature);
    const some = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.tuple(fc.nat(good.length - 1), fc.nat(255)).map(([at, value]) => {
        const bytes = Buffer.from(good);
        bytes[at] = value;
        return bytes;
      }),
    );
    fc.assert(
      fc.property(some, (bytes) => {
        const store = readStoreBytes(bytes);
        for (const one of store.labels)
          expect([store.assertionsOf(one), store.signatureOf(one)]).toHaveLength(2);
      }),
      { numRuns: 2000 },
    );
  });
});
