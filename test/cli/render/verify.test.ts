import { describe, expect, it } from "vitest";
import { verifiedText } from "../../../src/cli/render/verify.ts";
import { verifiedRow, verifiedTotal } from "../../../src/cli/render/verify-row.ts";
import { createStyle } from "../../../src/cli/style.ts";
import type { VerifiedFile } from "../../../src/command/verify-result.ts";
import { createTerminal } from "../../support/terminal.ts";
import { credential, hostile, invalid, none, step, valid, verified } from "../../support/verified.ts";

const { stdout, env } = createTerminal({ isTerminal: true, colorDepth: 24 });
const plain = await createStyle(stdout, env, "never");
const colored = await createStyle(stdout, env, "always");

function text(file: VerifiedFile, isExplained = false): string {
  return verifiedText(file, { style: plain, columns: 100, isExplained });
}

describe("a file that is trusted", () => {
  it("gets the four answers", () => {
    expect(text(verified())).toBe(
      `holiday.jpg
  Content Credentials    issued by Leica Camera AG, recognized by the C2PA Trust List of 21 Aug 2026
                         12 March 2026, 14:05 UTC, timestamp by DigiCert
  Unchanged              since it was issued
  Camera-captured        Leica M11-P
  Edits                  Cropped — Lightroom 9.2
  Not checked            whether the issuer's certificate has been revoked
  more: colophon trace holiday.jpg
`,
    );
  });

  it("names the system that made it apart from the program that says so, and from whoever edits", () => {
    const uri = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";
    const action = { ingredients: [], parameters: {} };
    const actions = [
      { ...action, name: "c2pa.created", digitalSourceType: uri, softwareAgent: "Gen 1.2" },
      { ...action, name: "c2pa.addedText" },
    ];
    const said = text(
      verified({
        credential: credential({ actions, generators: [{ name: "colophon", version: "0.1.0" }] }),
        trace: { root: step({ actions, sourceTypes: [uri] }), steps: 1, sources: 1 },
      }),
    );
    expect(said).toContain("  AI-generated           Gen 1.2; recorded by colophon 0.1.0\n");
    expect(said).toContain("  Edits                  Added text\n");
  });

  it("never says that an issuer is not recognized when another name is meant", () => {
    const list = { name: "own", kind: "c2pa" as const, origin: "own.pem", sha256: "0" };
    const issuer = { answer: "recognized" as const, name: "X", list, revocation: "not-checked" as const };
    const history = { answer: "unrecognized" as const, steps: 2, sources: 1 };
    expect(text(verified({ state: "valid", issuer, history }))).toContain(
      "an issuer in its history; the file itself was issued by X, recognized by",
    );
    const intact = { answer: "none" as const, steps: 1, sources: 1 };
    expect(text(verified({ state: "valid", issuer, history: intact }))).toContain(
      "the identity signed beside it;",
    );
    for (const file of [verified({ state: "valid", issuer, history }), verified({ state: "valid", issuer })])
      expect(text(file) + verifiedRow(file, plain)).not.toContain("Issuer not recognized");
  });

  it("names a list of one's own as such, so that it cannot pass itself off as the official one", () => {
    const list = { name: "c2pa", kind: "c2pa" as const, origin: "/tmp/own.pem", sha256: "0" };
    const issuer = { answer: "recognized" as const, name: "X", list, revocation: "not-checked" as const };
    expect(text(verified({ issuer }))).toContain("recognized by your list “c2pa”");
  });

  it("says how many bytes nobody signed", () => {
    const file = verified({ unchanged: { answer: "unchanged", uncoveredBytes: 1204 } });
    expect(text(file)).toContain("since it was issued; 1,204 bytes of it are not covered");
  });

  it("says of a history that was not followed to its end that there is more", () => {
    const root = step({ ingredients: [step({ state: "none" }), step()], isCut: true });
    const history = { steps: 3, sources: 2, isCut: true };
    const said = (answer: "intact" | "broken") =>
      text(verified({ history: { answer, ...history }, trace: { root, ...history } }));
    expect(said("intact")).toContain("more than 2 files; no credential in the history is broken");
    expect(said("broken")).toContain("more than 2 files; a credential in the history is broken");
  });

  it("is not shown as fine when its history is broken", () => {
    const findings = [
      {
        code: "history.broken",
        severity: "failure" as const,
        where: "sky.png",
        meaning: "a credential is broken",
      },
    ];
    const root = step({
      ingredients: [step({ state: "invalid", relationship: "componentOf", title: "sky.png" })],
    });
    const file = verified({
      findings,
      history: { answer: "broken", steps: 2, sources: 1 },
      trace: { root, steps: 2, sources: 1 },
    });
    expect(text(file)).toContain("! in “sky.png”: a credential is broken (history.broken)");
    expect(text(file)).toContain("a credential in the history is broken");
    expect(verifiedRow(file, plain)[1]).toBe("Broken history");
  });
});

it("shows the first of thousands of findings of a code, how many more there are, and every other code", () => {
  const broken = Array.from({ length: 2000 }, (_, at) => ({
    code: "history.broken",
    severity: "failure" as const,
    where: `${at}.png`,
    meaning: "a credential is broken",
  }));
  const other = {
    code: "algorithm.deprecated",
    severity: "warning",
    where: "a.png",
    meaning: "old",
  } as const;
  const said = text(verified({ findings: [...broken, other] })).split("\n");
  expect(said.filter((line) => line.includes("(history.broken)"))).toHaveLength(13);
  expect(said).toContain("    … and 1988 more (history.broken); --json has them all");
  expect(said.join()).toContain("algorithm.deprecated");
});

describe("a file whose issuer is not recognized", () => {
  it("shows every name in it as a quotation", () => {
    const said = text(verified({ ...valid(), credential: credential({ authors: ["Ana Ruiz"] }) }));
    expect(said).toContain("Issuer not recognized  issued by “Ana Ruiz”, as the file itself says");
    expect(said).toContain("9 May 2026, 08:00 UTC, by the signer's own clock");
    expect(said).toContain("“Leica M11-P”");
    expect(said).toContain("“Ana Ruiz”, says the issuer");
  });
});

describe("a certificate that has expired", () => {
  const own = { name: "own", kind: "c2pa" as const, origin: "own.pem", sha256: "0" };
  const addedAt = new Date("2026-11-23T00:00:00Z");

  it("leaves the name to the list that knows it, and says what is missing", () => {
    const issuer = {
      answer: "expired" as const,
      name: "Adobe Inc.",
      knownTo: { ...own, addedAt },
      revocation: "not-revoked" as const,
    };
    const file = verified({ state: "valid", issuer });
    const said = text(file).replace(/\s+/g, " ");
    expect(said).toContain("Certificate expired Adobe Inc., known to your list “own”, added 23 Nov 2026;");
    expect(said).toContain("no recognized authority says that it was signed before");
    expect(said).not.toContain("Issuer not recognized");
    expect(said).toContain("Not revoked by a note in the file; nobody was asked today");
    expect(verifiedRow(file, plain)[1]).toBe("Certificate expired");
  });

  it("makes a file invalid where nothing shows an earlier day", () => {
    const issuer = { answer: "expired" as const, revocation: "not-checked" as const };
    const file = { ...invalid, unchanged: { answer: "unchanged" as const }, issuer };
    expect(text(verified({ ...file, time: { answer: "none" } })).replace(/\s+/g, " ")).toContain(
      "the certificate has expired, and nothing shows that it was signed before",
    );
    expect(text(verified(file))).toContain("the certificate was not valid when it was signed");
  });
});

describe("a verdict as of another day", () => {
  const asOf = new Date("2025-08-20T00:00:00Z");

  it("says so, for one file and for many", () => {
    expect(text(verified({ asOf }))).toContain("  Judged                 as of 20 August 2025\n");
    expect(text(verified({ ...invalid, asOf }))).toContain("as of 20 August 2025");
    expect(verifiedTotal({ files: 2, trusted: 2 }, asOf)).toBe(
      "2 files: 2 trusted, judged as of 20 August 2025",
    );
  });

  it("does not call a recognized issuer unrecognized because the time is later", () => {
    const late = { code: "time.after-as-of", severity: "warning" as const, where: "this file", meaning: "x" };
    const file = verified({ state: "valid", asOf, findings: [late] });
    expect(text(file)).not.toContain("Issuer not recognized");
    expect(verifiedRow(file, plain)[1]).toBe("Signed after that day");
  });
});

describe("a file that is invalid", () => {
  it("shows why, and nothing of what it says", () => {
    const said = text(
      verified({ ...invalid, credential: credential({ authors: ["Ana Ruiz"], title: "Secret" }) }),
    );
    expect(said).toContain("Invalid                changed after it was issued");
    expect(said).toContain("assertion.dataHash.mismatch");
    for (const claim of ["Leica", "Ana Ruiz", "Secret", "Camera-captured", "12 March"])
      expect(said).not.toContain(claim);
  });

  it("is not called changed where only the rule changed", () => {
    const said = text(verified({ ...invalid, unchanged: { answer: "rule-changed" } }));
    expect(said).not.toContain("changed after");
    expect(said).toContain("c2pa-rs 0.91.0");
  });
});

describe("a file without Content Credentials", () => {
  it("is not suspected for that", () => {
    expect(text(none())).toBe(
      "plain.png\n  No Content Credentials  having none says nothing about how it was made\n",
    );
  });
});

describe("findings", () => {
  const findings = [
    {
      code: "time.self-asserted",
      severity: "info" as const,
      where: "this file",
      meaning: "the signer's own clock",
    },
    {
      code: "issuer.self-signed",
      severity: "warning" as const,
      where: "this file",
      meaning: "it vouches for itself",
      detail: hostile,
    },
  ];

  it("that are only information wait for --explain", () => {
    const file = verified({ ...valid(), findings });
    expect(text(file)).not.toContain("time.self-asserted");
    expect(text(file)).not.toContain("what to do");
    const explained = text(file, true);
    expect(explained).toContain("time.self-asserted");
    expect(explained).toContain("what to do:");
  });
});

describe("whatever a file says", () => {
  const files = [
    verified({
      ...valid(hostile),
      credential: credential({ authors: [hostile], title: hostile, generators: [{ name: hostile }] }),
    }),
    verified({ issuer: { answer: "recognized", name: hostile, revocation: "not-checked" } }),
    verified({
      ...invalid,
      findings: [{ code: hostile, severity: "failure", where: hostile, meaning: "x", detail: hostile }],
    }),
    verified({}, hostile),
    none(hostile),
    { ...none(), sidecar: hostile, properExtension: "png" },
  ];

  it.each(files.map((file, at) => [at, file] as const))(
    "nothing in it moves or colors the screen (%i)",
    (_at, file) => {
      for (const isExplained of [false, true]) {
        const said = verifiedText(file, { style: plain, columns: 80, isExplained });
        expect(said.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b]/u);
        expect(said.split("\n").every((line) => !line.startsWith("“") && !line.startsWith("J"))).toBe(true);
      }
      expect(verifiedRow(file, plain).join(" ")).not.toMatch(/[\p{Cc}\u202e]/u);
    },
  );

  it("is never praised or condemned", () => {
    const states = [verified(), verified(valid()), verified(invalid), none()];
    for (const file of states) {
      const said = text(file, true);
      expect(said).not.toMatch(/authentic|fake|\breal\b|genuine|✓|✔|✅/i);
      const styled = verifiedText(file, { style: colored, columns: 100, isExplained: true });
      expect(styled).not.toMatch(/\u001b\[(32|92)m/);
    }
  });
});

describe("several files", () => {
  it("get a line each", () => {
    expect(verifiedRow(verified(), plain)).toEqual([
      "holiday.jpg",
      "Leica Camera AG",
      "Camera-captured",
      "12 Mar 2026",
    ]);
    expect(verifiedRow(verified(valid()), plain)).toEqual([
      "holiday.jpg",
      "Issuer not recognized",
      "“Ana Ruiz”",
      "9 May 2026 (unconfirmed)",
    ]);
    expect(verifiedRow(verified(invalid), plain)).toEqual(["holiday.jpg", "Invalid", "changed after issue"]);
    expect(verifiedRow(none(), plain)).toEqual(["plain.png", "No Content Credentials"]);
  });

  it("and a summary of what there was", () => {
    expect(verifiedTotal({ files: 4, trusted: 1, valid: 1, invalid: 1, none: 1, broken: 0, errors: 0 })).toBe(
      "4 files: 1 trusted, 1 not recognized, 1 invalid, 1 without",
    );
    expect(verifiedTotal({ files: 3, trusted: 1, broken: 1, errors: 1 })).toBe(
      "3 files: 1 trusted, 1 with a broken history, 1 not judged",
    );
  });
});
