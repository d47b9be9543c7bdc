import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { manPage } from "../../../src/cli/manual/man.ts";
import { reference } from "../../../src/cli/manual/reference.ts";
import { allCommands } from "../../../src/cli/program/index.ts";
import { namesOf } from "../../../src/cli/program/spec.ts";
import { colophonVersion } from "../../../src/cli/version.ts";

const page = manPage("1.2.3");

describe("the man page", () => {
  it("has the parts that every man page has", () => {
    for (const part of [".TH COLOPHON 1", '.SH "NAME"', '.SH "SYNOPSIS"', '.SH "EXIT STATUS"']) {
      expect(page).toContain(part);
    }
  });

  it("has no line that roff would take for a request by mistake", () => {
    const requests = /^\.(\\"|TH|SH|SS|TP|PP|B|I|RS|RE|nf|fi|ad|nh)( |$)/;
    for (const line of page.split("\n")) if (/^[.']/.test(line)) expect(line).toMatch(requests);
  });

  const hasGroff = spawnSync("groff", ["--version"]).status === 0;
  it.skipIf(!hasGroff)("is rendered by groff without a warning", () => {
    const { stdout, stderr } = spawnSync("groff", ["-man", "-Tutf8", "-ww", "-P-c"], {
      input: page,
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    expect(stdout).toContain("COLOPHON(1)");
  });
});

describe("the reference", () => {
  it("has every command with every option", () => {
    const text = reference();
    for (const { path, spec } of allCommands()) {
      expect(text).toContain(`colophon ${path.join(" ")}\n`);
      for (const option of spec.options) expect(text).toContain(namesOf(option).long);
    }
  });
});

describe("the documents in docs", () => {
  it("are those that the declaration gives; if not: npm run build && node docs/generate.js", () => {
    const read = (name: string) => readFileSync(resolve(import.meta.dirname, "../../../docs", name), "utf8");
    expect(read("reference.md")).toBe(reference());
    expect(read("colophon.1")).toBe(manPage(colophonVersion()));
  });
});
