/** The house, held against its rules: every failure names the line, the rule and the cure. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import * as rules from "./support/house-rules.ts";
import { readSource, readTree } from "./support/source-tree.ts";

const root = resolve(import.meta.dirname, "..");
const tree = readTree(root);

const opening = "/** A sample. */\n";

/** For each rule: what it says, and small files that break it. */
const cases: Readonly<
  Record<string, { rule: rules.Rule; broken: readonly (readonly [path: string, code: string])[] }>
> = {
  "a file imports from its own floor or the next one below": {
    rule: rules.importsGoDown,
    broken: [
      ["src/core/asset/a.ts", 'import { b } from "../../command/b.js";'],
      ["src/core/asset/a.ts", 'import type { B } from "../../cli/b.js";'],
      ["src/adapter/a.ts", 'import type { B } from "../core/b.js";'],
      ["src/adapter/a.ts", 'export { b } from "../core/b.js";'],
      ["src/command/a.ts", 'import { b } from "../adapter/b.js";'],
      ["src/command/a.ts", 'const b = await import("../adapter/b.js");'],
      ["src/cli/a.ts", 'import { b } from "../core/b.js";'],
      ["src/cli/a.ts", 'import type { B } from "../core/b.js";'],
      ["src/cli/render/a.ts", 'import { type B } from "../../core/b.js";'],
      ["src/cli/render/a.ts", 'import type { B } from "../../adapter/b.js";'],
      ["src/cli/a.ts", 'import { buildContext } from "../world.js";'],
      ["src/core/a.ts", 'type B = import("../cli/b.js").B;'],
      ["src/error.ts", 'import { b } from "./core/b.js";'],
      ["src/world.ts", 'import { b } from "./core/b.js";'],
      ["src/index.ts", 'export { b } from "./adapter/b.js";'],
      ["src/index.ts", 'export { b } from "./core/b.js";'],
      ["src/stray.ts", 'import { b } from "./core/b.js";'],
    ],
  },
  "commands do not import each other": {
    rule: rules.commandsStandAlone,
    broken: [
      ["src/command/trace.ts", 'import { verifyFiles } from "./verify.js";'],
      ["src/command/sign/index.ts", 'import { a } from "../inspect.js";'],
      ["src/command/identity/use.ts", 'import type { A } from "../trust/add.js";'],
    ],
  },
  "a package of others is imported by one file": {
    rule: rules.packagesHaveOneImporter,
    broken: [
      ["src/adapter/a.ts", 'import sharp from "sharp";\n'],
      ["src/adapter/b.ts", 'const { default: sharp } = await import("sharp");'],
    ],
  },
  "imports name what they load": {
    rule: rules.importsAreWritten,
    broken: [
      ["src/cli/a.ts", "const b = await import('../command/' + name);"],
      ["src/core/a.ts", 'const need = createRequire(import.meta.url);\nneed("sha" + "rp");'],
    ],
  },
  "help loads neither the world nor the packages behind it": {
    rule: rules.helpLoadsLittle,
    broken: [
      ["src/cli/main.ts", 'import { a } from "./a.js";'],
      ["src/cli/a.ts", 'import { b } from "../command/b.js";'],
      ["src/command/b.ts", 'import sharp from "sharp";'],
    ],
  },
  "the core knows no disk, network, clock or environment": {
    rule: rules.coreIsPure,
    broken: [
      ["src/core/a.ts", 'import { readFile } from "node:fs/promises";'],
      ["src/core/a.ts", 'import { spawn } from "child_process";'],
      ["src/core/a.ts", "export const home = process.env.HOME;"],
      ["src/core/a.ts", "export const now = new Date();"],
      ["src/core/a.ts", "export const now = Date.now();"],
      ["src/core/a.ts", "export const page = await fetch(address);"],
    ],
  },
  "only the terminal's floor speaks and exits": {
    rule: rules.onlyTheTerminalSpeaks,
    broken: [
      ["src/command/a.ts", 'console.log("done");'],
      ["src/adapter/a.ts", "process.exit(1);"],
      ["src/core/a.ts", 'process.stdout.write("done");'],
    ],
  },
  "names say what is inside, in kebab-case": {
    rule: rules.namesSaySomething,
    broken: [
      ["src/core/utils/a.ts", ""],
      ["src/cli/types.ts", ""],
      ["src/core/readFile.ts", ""],
      ["src/core/Asset/detect.ts", ""],
    ],
  },
  "exports are named, and only errors are classes": {
    rule: rules.declarationsArePlain,
    broken: [
      ["src/core/a.ts", "export default function a() {}"],
      ["src/core/a.ts", "const a = 1;\nexport default a;"],
      ["src/core/a.ts", "export enum State { none }"],
      ["src/core/a.ts", "export class Reader {}"],
    ],
  },
  "each file opens with a sentence that says what it is": {
    rule: rules.filesSayWhatTheyAre,
    broken: [
      ["src/core/a.ts", 'import { b } from "./b.js";\n/** Too late. */'],
      ["src/core/a.ts", "// a line is no such sentence"],
      ["src/core/a.ts", "/** */"],
    ],
  },
  "files are short": { rule: rules.filesAreShort, broken: [["src/core/a.ts", "a();\n".repeat(201)]] },
  "functions are short": {
    rule: rules.functionsAreShort,
    broken: [
      ["src/core/a.ts", `function a() {\n${"b();\n".repeat(40)}}`],
      ["src/core/a.ts", `const a = () => {\n${"b();\n".repeat(40)}};`],
    ],
  },
};

/** Rules that look at several files at once get them all; the others one by one, so that each sample counts. */
const together: ReadonlySet<rules.Rule> = new Set([rules.packagesHaveOneImporter, rules.helpLoadsLittle]);

describe("the architecture", () => {
  it("is read from a tree that is there", () => {
    expect(tree.length).toBeGreaterThan(100);
    expect(tree.flatMap(({ imports }) => imports).length).toBeGreaterThan(tree.length);
  });

  for (const [says, { rule, broken }] of Object.entries(cases)) {
    describe(says, () => {
      it("holds for every file", () => expect(rule(tree)).toEqual([]));

      it("is seen where it is broken", () => {
        const files = broken.map(([path, code]) =>
          readSource(path, code.startsWith("/") ? code : `${code}\n`),
        );
        const groups = together.has(rule) ? [files] : files.map((file) => [file]);
        for (const group of groups) {
          expect(rule(group), group.map(({ text }) => text).join("")).toHaveLength(1);
        }
      });
    });
  }

  it("lets through what the floors allow", () => {
    const allowed = [
      ["src/cli/main.ts", 'const { buildContext } = await import("../world.js");'],
      ["src/cli/render/a.ts", 'import type { B } from "../../core/b.js";'],
      ["src/cli/a.ts", 'import { b } from "../command/b.js";'],
      ["src/command/sign/a.ts", 'import { b } from "../../core/b.js";'],
      ["src/command/sign/a.ts", 'import { b } from "./b.js";'],
      ["src/command/sign/a.ts", 'import { b } from "../batch.js";'],
      ["src/core/a.ts", 'import { ColophonError } from "../error.js";'],
      ["src/core/a.ts", 'import { createHash } from "node:crypto";\nexport const then = new Date(0);'],
    ] as const;
    const files = allowed.map(([path, code]) => readSource(path, opening + code));
    for (const { rule } of Object.values(cases)) expect(rule(files)).toEqual([]);
  });

  it("keeps no permission that nobody needs", () => expect(rules.idlePermissions(tree)).toEqual([]));

  it("depends on exactly the packages it imports", () => {
    const manifest = JSON.parse(readFileSync(resolve(root, "package.json"), "utf8")) as {
      dependencies: Record<string, string>;
      peerDependencies: Record<string, string>;
    };
    // FFmpeg is large and partly GPL: who wants it installs it.
    const packages = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
    expect([...rules.importersOf(tree).keys()].sort()).toEqual(packages.sort());
  });
});
