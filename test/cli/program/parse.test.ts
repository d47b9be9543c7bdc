import { describe, expect, it } from "vitest";
import { type Asked, parse } from "../../../src/cli/program/parse.ts";

async function run(...argv: string[]): Promise<Asked & { kind: "run" }> {
  const asked = await parse(argv);
  if (asked.kind !== "run") throw new Error(`expected a run, found ${asked.kind}`);
  return asked;
}

describe("what is given is read by kind", () => {
  it("numbers, dates, flags, lists, and what is turned off", async () => {
    const { given } = await run(
      "verify",
      "a.jpg",
      "-j",
      "4",
      "--at",
      "2026-03-12",
      "--trust",
      "a",
      "--trust",
      "b",
    );
    expect(given.number("jobs")).toBe(4);
    expect(given.date("at")).toEqual(new Date("2026-03-12T00:00:00Z"));
    expect(given.texts("trust")).toEqual(["a", "b"]);
    expect(given.flag("recurse")).toBe(true);
    expect(given.flag("remote")).toBe(false);
    expect((await run("verify", "--no-recurse", "a")).given.flag("recurse")).toBe(false);
    expect((await run("sign", "--no-thumbnail", "a")).given.isOff("thumbnail")).toBe(true);
    expect((await run("sign", "a")).given.isOff("thumbnail")).toBe(false);
  });

  it("an option takes one value and leaves the inputs alone", async () => {
    const { inputs, given } = await run("sign", "--ingredient", "a.png", "photo.jpg", "other.jpg");
    expect(inputs).toEqual(["photo.jpg", "other.jpg"]);
    expect(given.texts("ingredient")).toEqual(["a.png"]);
  });

  it("global options may stand before the command and behind it", async () => {
    expect((await run("--json", "verify", "a")).given.flag("json")).toBe(true);
    expect((await run("verify", "a", "--json")).given.flag("json")).toBe(true);
    expect((await run("identity", "--json")).given.flag("json")).toBe(true);
    expect((await run("identity", "show", "--json")).given.flag("json")).toBe(true);
  });

  it("a value that looks like an option is still the value", async () => {
    expect((await run("sign", "--title=-q", "a")).given.text("title")).toBe("-q");
    expect((await run("verify", "--", "--json")).inputs).toEqual(["--json"]);
    expect((await run("verify", "-")).inputs).toEqual(["-"]);
  });

  it("an option that is not declared is a defect, not silence", async () => {
    const { given } = await run("verify", "a");
    expect(() => given.text("isuer")).toThrow(/not declared/);
    expect(() => given.flag("issuer")).toThrow(/not declared/);
  });

  it("a group alone runs what most people want of it", async () => {
    expect((await run("identity")).path).toEqual(["identity", "list"]);
    expect((await run("trust", "-q")).path).toEqual(["trust", "list"]);
  });
});

describe("help and version are answered before anything is complained about", () => {
  it.each([
    [["verify", "--help"], ["verify"]],
    [
      ["identity", "create", "-h"],
      ["identity", "create"],
    ],
    [["sign", "--help", "--no-such-option"], ["sign"]],
    [["--help"], []],
    [[], []],
  ])("%j", async (argv, path) => {
    expect(await parse(argv)).toMatchObject({ kind: "help", path });
  });

  it.each([[["--version"]], [["verify", "-V"]]])("%j", async (argv) => {
    expect(await parse(argv)).toEqual({ kind: "version" });
  });
});

describe("what cannot be understood is refused", () => {
  it.each<[string[], RegExp]>([
    [["verfy", "a"], /unknown command "verfy"/],
    [["identity", "creat"], /unknown command "identity creat"/],
    [["verify", "--isuer", "x", "a"], /unknown option "--isuer"/],
    [["verify"], /expected <input>/],
    [["verify", "a", "--issuer"], /expected a value for/],
    [["trace", "a", "b"], /^expected 1 argument, found 2$/],
    [["journal", "verify", "a"], /^expected no arguments, found 1$/],
    [["verify", "--timeout", "soon", "a"], /seconds from 1 to 86400 for --timeout, found "soon"/],
    [["verify", "--timeout", "0", "a"], /--timeout/],
    [["verify", "--jobs", "1.5", "a"], /whole number/],
    [["verify", "--at", "2026-02-30", "a"], /--at/],
    [["verify", "--at", "12 March", "a"], /--at/],
    [["verify", "--at", "2026-03-12T14:05:00", "a"], /--at/],
    [["verify", "--require", "maybe", "a"], /one of trusted, valid/],
    [["verify", "--issuer", "", "a"], /expected a value/],
    [["completion", "tcsh"], /one of bash, zsh, fish/],
    [["identity", "create", "studio"], /expected --for <name>/],
  ])("%j", async (argv, message) => {
    await expect(() => parse(argv)).toThrowWithCode("usage.invalid", message);
  });

  it.each([
    [["verify", "--json", "--jsonl", "a"]],
    [["sign", "-i", "a", "--signer", "b", "c"]],
    [["sign", "-o", "a", "--in-place", "c"]],
    [["identity", "import", "a", "--p12", "b", "--key", "c"]],
  ])("%j", async (argv) => {
    await expect(() => parse(argv)).toThrowWithCode("usage.conflict", /cannot be used together/);
  });

  it("with the nearest thing that would be understood", async () => {
    const hintsOf = async (argv: string[]) => {
      try {
        await parse(argv);
      } catch (error) {
        return (error as { hints: string[] }).hints.join("\n");
      }
      return "";
    };
    expect(await hintsOf(["verify", "--isuer", "x", "a"])).toContain("--issuer");
    expect(await hintsOf(["verfy"])).toContain("colophon verify");
    expect(await hintsOf(["identity", "creat"])).toContain("colophon identity create");
  });
});
