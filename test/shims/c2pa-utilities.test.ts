/** The package that stands in for one of the engine's: it lies where npm looks for it. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "../support/example-run.ts";

const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
  packages: Record<string, { resolved?: string; link?: boolean }>;
};

// npm 9 and 10 make the link as the lock file says, and npm 11 mends it silently: signing failed with the first two
// when the folder was looked for inside the engine's package.
it("every link of the lock file leads to a folder that is there", () => {
  const links = Object.entries(packages).filter(([, { link }]) => link);
  expect(links.map(([name]) => name)).toEqual(["node_modules/@contentauth/c2pa-utilities"]);
  for (const [, { resolved = "" }] of links) {
    expect(Object.keys(packages)).toContain(resolved);
    expect(existsSync(join(root, resolved, "package.json"))).toBe(true);
  }
});
