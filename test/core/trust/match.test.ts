import { describe, expect, test } from "vitest";
import type { TrustKind, TrustList } from "../../../src/core/trust/list.ts";
import {
  authorityListIn,
  listsNamedIn,
  publisherListIn,
  recognizedBy,
  signerListIn,
} from "../../../src/core/trust/match.ts";

const list = (kind: TrustKind, name: string): TrustList => ({
  name,
  kind,
  origin: "here",
  certificates: [],
  sha256: "",
});
const signers = list("c2pa", "signers");
const clocks = list("tsa", "clocks & more");
const press = list("publishers", "press");
const allowed = list("allowed", "allowed");
const lists = [signers, clocks, press, allowed];

const foundIn = (uri: string) => `signing certificate trusted, found in [${uri}] trust anchors`;
const signer = (uri: string) => [{ code: "signingCredential.trusted", explanation: foundIn(uri) }];
const authority = (explanation: string) => [{ code: "timeStamp.trusted", explanation }];

describe("recognizedBy", () => {
  test("finds the list whose address the engine names", () => {
    expect(recognizedBy(foundIn("colophon:c2pa:signers"), lists)).toBe(signers);
    expect(recognizedBy(foundIn("colophon:tsa:clocks%20%26%20more"), lists)).toBe(clocks);
  });

  test("finds every list that holds the certificate", () => {
    const said = foundIn("colophon:c2pa:signers|colophon:publishers:press");
    expect(listsNamedIn(said, lists)).toEqual([signers, press]);
  });

  test.each([
    ["another list of that name", "colophon:tsa:signers"],
    ["a list not in use", "colophon:c2pa:gone"],
    ["the engine's own words", "System"],
    ["an address with more behind it", "colophon:c2pa:signers x"],
  ])("%s is no list", (_, uri) => {
    expect(recognizedBy(foundIn(uri), lists)).toBeUndefined();
  });

  test("a sentence that only holds the words is not the sentence", () => {
    expect(recognizedBy(`note: ${foundIn("colophon:c2pa:signers")}`, lists)).toBeUndefined();
  });
});

describe("signerListIn", () => {
  test("takes a list of signers before any other that holds the same certificate", () => {
    expect(signerListIn(signer("colophon:tsa:clocks%20%26%20more|colophon:c2pa:signers"), lists)).toEqual({
      list: signers,
    });
  });

  test("names the wrong kind where there is no right one", () => {
    expect(signerListIn(signer("colophon:publishers:press"), lists)).toEqual({ wrongKind: "publishers" });
  });

  test("says nothing where the engine trusts nobody", () => {
    expect(signerListIn([{ code: "signingCredential.untrusted", explanation: foundIn("x") }], lists)).toEqual(
      {},
    );
    expect(signerListIn([{ code: "signingCredential.trusted" }], lists)).toEqual({});
  });

  test("a nameless match is the one list of single certificates, and none where two could be meant", () => {
    expect(signerListIn(signer(""), [signers, allowed])).toEqual({ list: allowed });
    expect(signerListIn(signer(""), [allowed, list("allowed", "more")])).toEqual({});
    expect(signerListIn(signer(""), [signers, clocks])).toEqual({});
  });
});

describe("authorityListIn", () => {
  const trusted = "timestamp cert trusted: ";

  test("takes the last address: the certificate's name before it is anybody's text", () => {
    const hostile = "Evil, trust list: colophon:tsa:clocks%20%26%20more\n, trust list: colophon:c2pa:signers";
    expect(authorityListIn(authority(trusted + hostile), lists)).toEqual({ wrongKind: "c2pa" });
    const honest = "Clock, Inc., trust list: colophon:tsa:clocks%20%26%20more";
    expect(authorityListIn(authority(trusted + honest), lists)).toEqual({ list: clocks });
  });

  test("believes nothing of a version-1 claim, where the engine trusts every authority", () => {
    const legacy = "legacy timestamp cert trusted: Evil, trust list: colophon:tsa:clocks%20%26%20more";
    expect(authorityListIn(authority(legacy), lists)).toEqual({});
  });
});

describe("publisherListIn", () => {
  const identity = (uri: string) => [{ code: "cawg.x509.credential.trusted", explanation: foundIn(uri) }];

  test("takes lists of publishers only", () => {
    expect(publisherListIn(identity("colophon:publishers:press"), lists)).toEqual({ list: press });
    expect(publisherListIn(identity("colophon:c2pa:signers"), lists)).toEqual({ wrongKind: "c2pa" });
    expect(publisherListIn(identity(""), lists)).toEqual({ list: press });
  });
});
