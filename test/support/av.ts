/** Audio and video as the program has them, with a worker made from the sources of this moment. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import { afterAll } from "vitest";
import { type Av, createAv } from "../../src/adapter/av/av.ts";

const root = resolve(import.meta.dirname, "../..");

/** Node 20 runs no TypeScript: the worker's files are compiled beside a link to the packages. */
export function compileWorker(folder: string): URL {
  const names = readdirSync(join(root, "src/adapter/av"), { recursive: true, encoding: "utf8" });
  const paths = [
    "src/error.ts",
    ...names.filter((name) => name.endsWith(".ts")).map((name) => `src/adapter/av/${name}`),
  ];
  for (const path of paths) {
    const target = join(folder, path.replace(/\.ts$/, ".js"));
    const options = {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
    };
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(
      target,
      ts.transpileModule(readFileSync(join(root, path), "utf8"), { compilerOptions: options }).outputText,
    );
  }
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  return pathToFileURL(join(folder, "src/adapter/av/worker.js"));
}

/** One for the whole file of tests. */
export function openAv(): Av {
  const folder = mkdtempSync(join(tmpdir(), "colophon-worker-"));
  const packages = join(folder, "node_modules");
  if (!existsSync(packages)) symlinkSync(join(root, "node_modules"), packages, "dir");
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return createAv(compileWorker(folder));
}
