/** The pages for readers: every file they name is there, and every function is in the file it is said to be in. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const pages = [
  "README.md",
  "CHANGELOG.md",
  "bench/README.md",
  ...readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

describe.each(pages)("%s", (page) => {
  const text = readFileSync(join(root, page), "utf8");

  it("links to files that are there", () => {
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target]) => target ?? "");
    const missing = links.filter((target) => !existsSync(resolve(root, dirname(page), target)));
    expect(missing).toEqual([]);
  });

  it("names files and folders that are there", () => {
    const names = [...text.matchAll(/`((?:src|test|bin|docs|bench|fixtures)\/[\w./-]+)`/g)].map(
      ([, name]) => name ?? "",
    );
    expect(names.filter((name) => !existsSync(join(root, name)))).toEqual([]);
  });

  it("names functions that are in the file beside them", () => {
    const named = [...text.matchAll(/`(\w+)` in\s+\[(src\/[\w./-]+)\]/g)];
    const missing = named
      .filter(
        ([, name, path]) =>
          !new RegExp(`function\\*? ${name}\\b`).test(readFileSync(join(root, path ?? ""), "utf8")),
      )
      .map(([match]) => match);
    expect(missing).toEqual([]);
  });
});
