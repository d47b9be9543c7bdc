import { describe, expect, it } from "vitest";
import * as certificates from "../../../src/adapter/x509/index.ts";
import { gatherEvidence, orderChain, splitRoot } from "../../../src/core/identity/chain.ts";
import { TestAuthority } from "../../support/openssl-authority.ts";

const authority = new TestAuthority();
const { root, intermediate } = authority;
const leaf = authority.leaf();
const stranger = new TestAuthority().intermediate;

describe("the root of a chain", () => {
  it("is parted from it, since it does not travel with a signature", () => {
    expect(splitRoot([leaf.der, intermediate.der, root.der], certificates)).toEqual({
      chain: [leaf.der, intermediate.der],
      root: root.der,
    });
  });

  it("is not guessed where it is not there", () => {
    const chain = [leaf.der, intermediate.der];
    expect(splitRoot(chain, certificates)).toEqual({ chain, root: undefined });
  });

  it("stays where it is all there is, so that the check can say so", () => {
    expect(splitRoot([root.der], certificates)).toEqual({ chain: [root.der], root: undefined });
  });

  it("stays in front of a reversed chain, so that the check can say so", () => {
    const chain = [root.der, intermediate.der, leaf.der];
    expect(splitRoot(chain, certificates)).toEqual({ chain, root: undefined });
  });
});

describe("a heap of certificates", () => {
  const isLeaf = (der: Uint8Array) => der === leaf.der;

  it("is put in order from the leaf up, and strangers are left out", () => {
    const heap = [root.der, stranger.der, leaf.der, intermediate.der];
    expect(orderChain(heap, isLeaf, certificates)).toEqual([leaf.der, intermediate.der, root.der]);
  });

  it("ends where an issuer is missing", () => {
    expect(orderChain([root.der, leaf.der], isLeaf, certificates)).toEqual([leaf.der]);
  });

  it("without the leaf is no chain", () => {
    expect(orderChain([root.der, intermediate.der], isLeaf, certificates)).toEqual([]);
  });
});

describe("the evidence of a chain", () => {
  const rest = { algorithm: "es256" as const, isKeyOfLeaf: undefined, now: new Date() };

  it("tells which links hold, the one to the root included", () => {
    const linked = gatherEvidence(
      { chain: [leaf.der, intermediate.der], root: root.der },
      rest,
      certificates,
    );
    expect(linked.isLinked).toEqual([true, true]);
    const broken = gatherEvidence({ chain: [leaf.der, stranger.der], root: root.der }, rest, certificates);
    expect(broken.isLinked).toEqual([false, false]);
  });

  it("claims no link where nothing stands above", () => {
    const { isLinked, chain } = gatherEvidence({ chain: [leaf.der], root: undefined }, rest, certificates);
    expect(isLinked).toEqual([]);
    expect(chain).toHaveLength(1);
  });
});
