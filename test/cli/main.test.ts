import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { colophon } from "../support/colophon.ts";
import { faultsOf } from "../support/schema.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const media = resolve(import.meta.dirname, "../../fixtures/media");

/** A folder with a picture, and a home with an identity of its own. */
async function studio() {
  const folder = temporaryFolder();
  const env = { COLOPHON_HOME: join(folder, "home"), NO_COLOR: "1" };
  const at = (name: string) => join(folder, name);
  copyFileSync(join(media, "drawing.jpg"), at("drawing.jpg"));
  const run = (...argv: string[]) => colophon(argv, { env });
  const made = await run("identity", "create", "studio", "--for", "Ana Ruiz", "--no-passphrase", "--json");
  expect(made).toMatchObject({ code: 0, err: "" });
  expect(faultsOf("identity", JSON.parse(made.out))).toBe("");
  return { folder, at, run, env };
}

describe("from argv to exit code", () => {
  it("signs a picture, verifies it, traces it and lays it open", async () => {
    const { at, run } = await studio();
    const signed = await run("sign", "--as", "camera", "--no-timestamp", "--json", at("drawing.jpg"));
    expect(signed).toMatchObject({ code: 0 });
    expect(faultsOf("sign", JSON.parse(signed.out))).toBe("");

    const verified = await run("verify", "--json", at("drawing.signed.jpg"));
    expect(verified.code).toBe(4);
    expect(faultsOf("verify", JSON.parse(verified.out))).toBe("");
    expect(JSON.parse(verified.out)).toMatchObject({
      ok: false,
      exitCode: 4,
      results: [{ state: "valid", disclosure: "camera" }],
    });

    expect((await run("identity", "export", "--root", "-o", at("root.pem"))).code).toBe(0);
    const added = await run("trust", "add", at("root.pem"), "--name", "studio", "--json");
    expect(added.code).toBe(0);
    expect(faultsOf("trust", JSON.parse(added.out))).toBe("");
    const trusted = await run("verify", at("drawing.signed.jpg"));
    expect(trusted.code).toBe(0);
    expect(trusted.out).toContain("issued by Ana Ruiz, recognized by your list “studio”");

    for (const command of ["trace", "inspect"] as const) {
      const told = await run(command, "--json", at("drawing.signed.jpg"));
      expect(told.code).toBe(0);
      expect(faultsOf(command, JSON.parse(told.out))).toBe("");
    }
  });

  it("answers about several files with the worst of them", async () => {
    const { at, run } = await studio();
    await run("sign", "-q", "--as", "camera", "--no-timestamp", at("drawing.jpg"));
    const bytes = readFileSync(at("drawing.signed.jpg"));
    bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1;
    writeFileSync(at("changed.jpg"), bytes);
    const { code, out } = await run("verify", at("drawing.jpg"), at("drawing.signed.jpg"), at("changed.jpg"));
    expect(code).toBe(1);
    expect(out).toContain("3 files: 1 not recognized, 1 invalid, 1 without");
    expect((await run("verify", "-q", at("drawing.jpg"))).out).toBe("");
    expect((await run("verify", at("drawing.jpg"))).code).toBe(3);
  });

  it("prints only the path with sign -q, and only names with list -q", async () => {
    const { at, run } = await studio();
    expect((await run("sign", "-q", "--as", "camera", "--no-timestamp", at("drawing.jpg"))).out).toBe(
      `${at("drawing.signed.jpg")}\n`,
    );
    expect((await run("identity", "list", "-q")).out).toBe("studio\n");
    expect((await run("trust", "-q")).out).toBe("");
  });

  it("writes nothing in a dry run and shows all that would be signed", async () => {
    const { at, run, folder } = await studio();
    const { code, out } = await run(
      "sign",
      "-n",
      "--as",
      "ai-generated",
      "--no-timestamp",
      at("drawing.jpg"),
    );
    expect(code).toBe(0);
    expect(out).toContain("nothing was written or sent");
    expect(out).toContain("AI-generated");
    expect(out).not.toContain(`"path"`);
    expect(() => readFileSync(join(folder, "drawing.signed.jpg"))).toThrow(/ENOENT/);
  });
});

describe("errors", () => {
  it("are a line on stderr, and a document with --json", async () => {
    const { code, out, err } = await colophon(["verify", "--json", "--isuer", "x", "a.jpg"]);
    expect(code).toBe(2);
    expect(err).toContain(
      'colophon: error: unknown option "--isuer"\ncolophon: hint: did you mean --issuer\n',
    );
    expect(JSON.parse(out)).toMatchObject({
      schema: "colophon/error@1",
      exitCode: 2,
      error: { code: "usage.invalid" },
    });
    expect(faultsOf("error", JSON.parse(out))).toBe("");
  });

  it("of one file stand in the document beside the others", async () => {
    const { at, env } = await studio();
    const { code, out } = await colophon(["verify", "--json", at("drawing.jpg"), at("missing.jpg")], { env });
    expect(code).toBe(2);
    const document = JSON.parse(out) as { results: { error?: { code: string } }[] };
    expect(faultsOf("verify", document)).toBe("");
    expect(document.results.flatMap(({ error }) => error?.code ?? [])).toEqual(["file.missing"]);
  });

  it("of ours are exit 70 and no stack", async () => {
    const env = Object.defineProperty({}, "FORCE_COLOR", {
      get: () => {
        throw new TypeError("x is not a function");
      },
    });
    const { code, err } = await colophon(["explain", "timeout"], { env });
    expect(code).toBe(70);
    expect(err).toBe("colophon: defect: x is not a function\n");
  });
});

describe("what needs no world", () => {
  it.each([["explain"], ["doctor"]] as const)("%s keeps the promise of its schema", async (name) => {
    const home = join(temporaryFolder(), "home");
    mkdirSync(home);
    const { out } = await colophon([name, "--json"], { env: { COLOPHON_HOME: home } });
    expect(faultsOf(name, JSON.parse(out))).toBe("");
  });

  it("explains a code, and knows what is near one it does not know", async () => {
    expect((await colophon(["explain", "assertion.dataHash.mismatch"])).out).toContain("What to do");
    const { code, err } = await colophon(["explain", "asertion.dataHash.mismatch"]);
    expect(code).toBe(2);
    expect(err).toContain("assertion.dataHash.mismatch");
  });

  it("prints each schema, and its name", async () => {
    const names = (await colophon(["schema"])).out.trimEnd().split("\n");
    for (const name of names) {
      const { out } = await colophon(["schema", name]);
      expect(JSON.parse(out)).toMatchObject({ $id: `colophon/${name}@1` });
    }
  });
});
