/** Hostile text, signed for real into titles, agents and assertions, and shown by every command without harm. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { colophon } from "../support/colophon.ts";
import { makeIdentity, signOne, testContext } from "../support/context.ts";
import { fixture } from "../support/media.ts";
import { type Assertion, type Forger, partsOf, readBoxes, resign, storeIn, withStore } from "./forge.ts";

const texts: Readonly<Record<string, string>> = {
  "an escape sequence": "\u001b[2J\u001b[31mInvalid",
  "an eight-bit sequence": "\u009b2J\u009d0;title\u009c",
  "a title, a link and the clipboard": "\u001b]0;x\u0007\u001b]8;;http://a\u0007b\u001b]52;c;aGk=\u0007",
  "a carriage return": "Invalid\rContent Credentials  issued by BBC",
  backspaces: "bad\b\b\bgood",
  "a line that is a verdict": "x\nholiday.jpg\n  Content Credentials    issued by BBC, recognized",
  "a zero": "before\u0000after",
  "a right-to-left override": "gpj.\u202eexe\u202c",
  isolates: "\u2066a\u2069\u2067b\u2069",
  "nothing to see": "a\u200b\u200d\u2060\ufeffb",
  "look-alikes": "\u0410dob\u0435 Inc.", // Cyrillic A and e
  HTML: "<script>alert(1)</script><img src=x onerror=alert(1)>",
  "a Markdown link": "[verified](javascript:alert(1)) ![x](http://a/b.png)",
  "a formula": '=HYPERLINK("http://a","ok")',
  "a workflow command": "::error::bad\n::add-mask::x",
  YAML: "a: &a [*a, *a]\n---\n!!js/function x",
  "template braces": "{{constructor.constructor('x')()}} ${7*7} <%= 1 %>",
  "a path upwards": "../../../../tmp/colophon-was-here",
  "a device": "CON.jpg",
  "a pile of marks": `a${"\u0301".repeat(150)}`,
  "a prototype": "__proto__",
  "a megabyte": "x".repeat(1_000_000),
  "drawing programs": 'a"];b->c[label="\\l|{}<>`%%{init}%%',
};

const world = testContext();
const env = { COLOPHON_HOME: world.home };
let template: Buffer;
let forger: Forger;

beforeAll(async () => {
  const { name } = await makeIdentity(world);
  const { keyPem, chainPem } = await (await world.context.identities()).vault.read(name);
  forger = { keyPem, chainPem: chainPem ?? "" };
  const output = join(world.folder, "template.jpg");
  await signOne(world, fixture("drawing.jpg"), { as: "camera", title: "t".repeat(60), output });
  template = readFileSync(output);
});

let count = 0;

/** With the text as title, as the program that made it, and as what it says about an action. */
async function signedSaying(text: string): Promise<string> {
  count += 1;
  const path = join(world.folder, `${count}.jpg`);
  if (text.length > 1000) {
    await signOne(world, fixture("drawing.jpg"), { as: "camera", title: text, output: path });
    return path;
  }
  // The engine's own signing would not let all of them pass.
  const store = await resign(storeIn(template), forger, (assertions, claim) => {
    claim.set("dc:title", text);
    (claim.get("claim_generator_info") as Assertion).set("name", text);
    const actions = assertions.get("c2pa.actions.v2")?.get("actions") as Assertion[] | undefined;
    actions?.[0]?.set("softwareAgent", new Map([["name", text]])).set("description", text);
  });
  expect(partsOf(readBoxes(store)).label).not.toBe("");
  writeFileSync(path, withStore(template, store));
  return path;
}

/** Everything a terminal, a log, a page or a reader's eye could take for more than text. */
const harmful =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

const commands: readonly (readonly string[])[] = [
  ["verify"],
  ["verify", "--explain"],
  ["verify", "--json", "--raw"],
  ["verify", "--jsonl"],
  ["trace"],
  ["trace", "--json"],
  ["trace", "--format", "dot"],
  ["trace", "--format", "mermaid"],
  ["inspect"],
  ["inspect", "--json"],
  ["inspect", "--raw"],
];

describe.each(Object.entries(texts))("a credential that says %s", (what, text) => {
  let path = "";
  beforeAll(async () => {
    path = await signedSaying(text);
  });

  it.each(commands.map((argv) => [argv.join(" "), argv] as const))(
    "is harmless in: %s",
    async (_said, argv) => {
      const { code, out, err } = await colophon([...argv, path], { env, columns: 80 });
      expect([0, 4]).toContain(code);
      expect(out + err).not.toMatch(harmful);
      if (argv.includes("--json"))
        expect(JSON.stringify(JSON.parse(out))).toContain(JSON.stringify(text).slice(1, -1));
      if (argv.includes("--jsonl")) for (const line of out.trim().split("\n")) JSON.parse(line);
      const lines = out.split("\n");
      // A forged line would stand at its beginning.
      expect(lines.filter((line) => /^(::|holiday\.jpg|---|=)/.test(line))).toEqual([]);
      if (!argv.some((word) => /json|raw|dot|mermaid/.test(word)))
        expect(Math.max(...lines.map((line) => line.length)), what).toBeLessThan(400);
    },
  );
});

describe("parts of a credential that are saved", () => {
  it("get names of our own, whatever they call themselves", async () => {
    const path = await signedSaying(texts["a path upwards"] ?? "");
    const folder = join(world.folder, "saved");
    mkdirSync(folder);
    const { code, out, err } = await colophon(["inspect", "--extract", "all", "-o", folder, path], { env });
    expect(code, out + err).toBe(0);
    expect(existsSync("/tmp/colophon-was-here")).toBe(false);
    expect(readdirSync(folder).join()).toMatch(/^[\w.,-]+$/);
  });
});
