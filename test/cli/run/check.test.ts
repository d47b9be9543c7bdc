import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { widthOf } from "../../../src/cli/width.ts";
import { laws, rulesOf } from "../../../src/core/profile/index.ts";
import { colophon } from "../../support/colophon.ts";
import { fixture } from "../../support/media.ts";
import { type SarifLog, sarifFaults } from "../../support/sarif.ts";
import { faultsOf } from "../../support/schema.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** A signed picture of AI, and whoever signed it on a list. */
async function studio(columns = 80) {
  const folder = temporaryFolder();
  const env = { COLOPHON_HOME: join(folder, "home"), NO_COLOR: "1", COLUMNS: String(columns) };
  const at = (name: string) => join(folder, name);
  const run = (...argv: string[]) => colophon(argv, { env });
  await run(
    "identity",
    "create",
    "studio",
    "--for",
    "Ana Ruiz",
    "--org",
    "Estudio Ruiz",
    "--no-passphrase",
    "-q",
  );
  await run("identity", "export", "--root", "-o", at("root.pem"));
  await run("trust", "add", at("root.pem"), "--name", "studio");
  await run(
    "sign",
    "-q",
    "--as",
    "ai-generated",
    "--no-timestamp",
    fixture("drawing.jpg"),
    "-o",
    at("ai.jpg"),
  );
  return { folder, at, run };
}

const lines = (text: string) => text.split("\n");

describe("colophon check", () => {
  it("gives each law its line, and shows what is not met", async () => {
    const { at, run } = await studio();
    const { code, out } = await run("check", "--law", "cn,eu", at("ai.jpg"));
    expect(code).toBe(1);
    expect(out).toContain("Not met, by the law of");
    expect(out).toContain("fail CN-1  a label in the metadata: there is none");
    expect(out).toContain("warn EU-3");
    expect(out).not.toContain("pass EU-1");
    expect(out.match(/legal advice/g)).toHaveLength(1);
    const whole = await run("check", "-v", "--law", "eu", at("ai.jpg"));
    expect(whole).toMatchObject({ code: 0 });
    expect(whole.out).toContain("pass EU-1");
    const explained = await run("check", "--explain", "--law", "eu", at("ai.jpg"));
    expect(explained.out).toContain("source: AI Act, Art. 50(2), since 2 Aug 2026");
  });

  it.each([40, 80])("is readable in %i columns", async (columns) => {
    const { at, run } = await studio(columns);
    const one = await run("check", "--explain", "--law", "cn,us-ca,c2pa", at("ai.jpg"));
    const rules = await run("check", "--list");
    const topic = await run("help", "laws");
    // What is to be copied stays whole: names of rules, addresses.
    const long = (text: string) =>
      lines(text).filter(
        (line) =>
          widthOf(line) > columns && !/https:|urn:|[/.]jpg|"issuer"|-computational|^ *[\w-]+$/.test(line),
      );
    for (const { out } of [one, rules, topic]) expect(long(out)).toEqual([]);
  });

  it("says that all laws are asked where none is named", async () => {
    const { at, run } = await studio();
    const { err, out } = await run("check", at("ai.jpg"));
    expect(err).toContain("no rules were named: held against all laws");
    for (const law of laws.filter((name) => name !== "c2pa"))
      expect(out).toMatch(new RegExp(`^ {2}${law} `, "m"));
  });

  it("shows several files as a line each, and the worst decides", async () => {
    const { folder, at, run } = await studio();
    mkdirSync(at("shoot"));
    for (const name of ["a.jpg", "b\u001b[2J.jpg"])
      await run(
        "sign",
        "-q",
        "--as",
        "ai-generated",
        "--no-timestamp",
        fixture("drawing.jpg"),
        "-o",
        at(`shoot/${name}`),
      );
    const { code, out } = await run(
      "check",
      "--law",
      "eu",
      at("shoot"),
      fixture("drawing.png"),
      join(folder, "no.jpg"),
    );
    expect(code).toBe(2);
    expect(out).toContain("4 files: 2 met, 1 could not be told, 1 not read");
    expect(out).not.toContain("\u001b");
    expect(out.match(/legal advice/g)).toHaveLength(1);
  });

  it("is silent with -q, and answers by exit code: undetermined alone is no no", async () => {
    const { at, run } = await studio();
    expect(await run("check", "-q", "--law", "cn", at("ai.jpg"))).toMatchObject({ code: 1, out: "" });
    expect(await run("check", "-q", "--law", "eu", at("ai.jpg"))).toMatchObject({ code: 0 });
    expect(await run("check", "-q", "--law", "eu", "--strict", at("ai.jpg"))).toMatchObject({ code: 1 });
    expect(await run("check", "-q", "--law", "eu", fixture("drawing.png"))).toMatchObject({ code: 2 });
    expect(await run("check", "-q", "--law", "eu", "--not-ai", fixture("drawing.png"))).toMatchObject({
      code: 0,
    });
    expect(await run("check", "-q", "--law", "eu", "--as-of", "2026-01-01", at("ai.jpg"))).toMatchObject({
      code: 0,
    });
  });
});

describe("check for programs", () => {
  it("keeps the promise of its schema", async () => {
    const { at, run } = await studio();
    const sources = at("sources.csv");
    writeFileSync(sources, "name,domain\nEstudio Ruiz,ruiz.example\n");
    await run("trust", "add", sources, "--kind", "sources", "--name", "papers");
    const asked = [
      ["--law", "all,c2pa", at("ai.jpg"), at("missing.jpg")],
      ["--law", "cn", "--kind", "face-swap", at("ai.jpg")],
      ["--before", at("ai.jpg"), fixture("drawing.jpg")],
      ["--news-source", at("ai.jpg")],
      ["--list"],
      ["--system-only", "--law", "us-ca", at("ai.jpg")],
    ];
    for (const argv of asked) {
      const { out } = await run("check", "--json", ...argv);
      expect(faultsOf("check", JSON.parse(out)), argv.join(" ")).toBe("");
    }
    const { out } = await run("check", "--json", "--law", "eu", at("ai.jpg"));
    expect(JSON.parse(out)).toMatchObject({
      schema: "colophon/check@1",
      summary: { met: 1, "not-met": 0, unknown: 0 },
      results: [{ outcome: "met", laws: [{ law: "eu", outcome: "met" }] }],
    });
    const stream = await run("check", "--jsonl", "--law", "eu", at("ai.jpg"));
    expect(lines(stream.out.trim()).map((line) => (JSON.parse(line) as { kind: string }).kind)).toEqual([
      "start",
      "result",
      "end",
    ]);
  });

  it("writes one SARIF log, whatever the files are", async () => {
    const { at, run } = await studio();
    const { code, out, err } = await run("check", "--sarif", "--law", "cn", at("ai.jpg"), at("missing.jpg"));
    expect(code).toBe(1);
    const log = JSON.parse(out) as SarifLog;
    expect(sarifFaults(log)).toBe("");
    expect(log.runs[0]?.results).toHaveLength(rulesOf.cn.length);
    expect(log.runs[0]?.invocations[0]?.toolExecutionNotifications).toHaveLength(1);
    expect(err).toContain("missing.jpg");
    expect((await run("check", "--sarif", "--json", at("ai.jpg"))).code).toBe(2);
    expect(await run("check", "-q", "--sarif", "--law", "cn", at("ai.jpg"))).toMatchObject({
      code: 1,
      out: "",
    });
  });

  it("lists every rule there is, and explains each by its name", async () => {
    const { run } = await studio();
    const { out } = await run("check", "--list");
    for (const { id } of laws.flatMap((law) => rulesOf[law])) {
      expect(out).toContain(id);
      const told = await run("explain", "--json", id);
      expect(faultsOf("explain", JSON.parse(told.out)), id).toBe("");
      expect(told.code).toBe(0);
    }
  });
});

describe("lists of sources", () => {
  it("of five thousand lines are searched for the issuer, and name their date", async () => {
    const { at, run } = await studio();
    const many = Array.from({ length: 5000 }, (_, index) => `Paper ${index},paper-${index}.example`);
    writeFileSync(at("big.csv"), ["name,domain", ...many, "Estudio Ruiz,ruiz.example"].join("\n"));
    writeFileSync(at("other.csv"), ["name,domain", ...many].join("\n"));
    expect((await run("check", "--news-source", at("ai.jpg"))).out).toContain("no list of news sources");
    await run("trust", "add", at("other.csv"), "--kind", "sources", "--name", "others");
    expect(await run("check", "-q", "--news-source", at("ai.jpg"))).toMatchObject({ code: 1 });
    const added = await run("trust", "add", at("big.csv"), "--kind", "sources", "--name", "papers");
    expect(added.out).toContain("news sources, 5001 entries");
    const { code, out } = await run("check", "--news-source", at("ai.jpg"));
    expect(code).toBe(0);
    expect(out.replaceAll(/\n +/g, " ")).toMatch(
      /listed by its name in "papers" \(undated, added \d{4}-\d\d-\d\d\): Estudio Ruiz/,
    );
    expect((await run("check", "--news-source", fixture("drawing.png"))).code).toBe(2);
  });
});

describe("policies of one's own", () => {
  it("are called by name, before a file of that name, and named in errors", async () => {
    const { at, run } = await studio();
    mkdirSync(at("home/profiles"));
    writeFileSync(at("home/profiles/desk.json"), '{"name":"Desk","issuer":["Nobody"]}');
    expect(await run("check", "--profile", "desk", at("ai.jpg"))).toMatchObject({ code: 1 });
    writeFileSync(at("home/profiles/odd.json"), '{"name":"Desk","isuer":["Nobody"]}');
    const { code, err } = await run("check", "--profile", "odd", at("ai.jpg"));
    expect(code).toBe(2);
    expect(err).toMatch(/the policy "odd": "isuer" is not a key of a policy\n.*did you mean "issuer"/);
  });
});
