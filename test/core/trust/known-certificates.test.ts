/** What is kept of certificates: the same object for the same bytes, never more than a few, never somebody else's. */

import { X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { certificateFrom, oncePerCertificate } from "../../../src/core/trust/known-certificates.ts";
import { makeRoot } from "../../support/small-pki.ts";

const folder = mkdtempSync(join(tmpdir(), "known-"));
let one: Uint8Array;
let other: Uint8Array;

beforeAll(async () => {
  [one, other] = (await Promise.all(
    ["one", "other"].map(
      async (name) => new Uint8Array(new X509Certificate(await makeRoot(folder, name)).raw),
    ),
  )) as [Uint8Array, Uint8Array];
});

afterAll(() => rmSync(folder, { recursive: true }));

describe("a certificate", () => {
  it("is parsed once for the same bytes, wherever they lie", () => {
    const longer = Uint8Array.of(0, ...one, 0);
    expect(certificateFrom(longer.subarray(1, -1))).toBe(certificateFrom(one));
  });

  it("is another one for other bytes", () => {
    expect(certificateFrom(other).subject).toBe("O=Sample other\nCN=other");
    expect(certificateFrom(one).subject).toBe("O=Sample one\nCN=one");
  });

  it("that is none throws each time", () => {
    for (let time = 0; time < 2; time += 1) expect(() => certificateFrom(Uint8Array.of(1, 2))).toThrow();
  });

  it("is let go when many others came after it", () => {
    const first = certificateFrom(one);
    // The parser ignores what stands behind a certificate, so these are as many different ones.
    for (let at = 0; at < 256; at += 1) certificateFrom(Uint8Array.of(...other, at, 1));
    expect(certificateFrom(one)).not.toBe(first);
  });

  it("with kilobytes behind it is not kept", () => {
    const padded = new Uint8Array(9000);
    padded.set(one);
    expect(certificateFrom(padded)).not.toBe(certificateFrom(padded));
  });
});

it("what is found out about a certificate is found out once, for each of them", () => {
  const asked: string[] = [];
  const subjectOf = oncePerCertificate(({ subject }) => {
    asked.push(subject);
    return asked.length === 1 ? undefined : subject;
  });
  const [first, second] = [certificateFrom(one), certificateFrom(other)];
  expect([subjectOf(first), subjectOf(first), subjectOf(second)]).toEqual([
    undefined,
    undefined,
    "O=Sample other\nCN=other",
  ]);
  expect(asked).toHaveLength(2);
});
