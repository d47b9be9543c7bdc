/** Sources as JavaScript in a folder, for tests that need several processes: Node 20 runs no TypeScript. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import ts from "typescript";

const root = resolve(import.meta.dirname, "../..");

/** Writes `start` (a path from the project's root) and everything of ours that it imports; returns its new path. */
export function transpile(start: string, folder: string): string {
  const done = new Set<string>();
  const write = (path: string): void => {
    if (done.has(path)) return;
    done.add(path);
    const { outputText } = ts.transpileModule(readFileSync(join(root, path), "utf8"), {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 },
    });
    const target = join(folder, path.replace(/\.ts$/, ".js"));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText);
    for (const [, specifier = ""] of outputText.matchAll(/from "(\.[^"]+)\.js"/g))
      write(`${join(dirname(path), specifier)}.ts`);
  };
  write(start);
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  return join(folder, start.replace(/\.ts$/, ".js"));
}
