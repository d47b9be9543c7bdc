/** Which other programs are here, and in which version. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { c2patoolPath, pythonPath } from "./cache.js";

const hint = "get it with: npm run bench -- --set-up";

function said(command, args) {
  const { status, stdout } = spawnSync(command, args, { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

function packageVersion(name) {
  const path = join(import.meta.dirname, "../node_modules", name, "package.json");
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")).version : undefined;
}

const importlib = "import c2pa, importlib.metadata as m; print(m.version('c2pa-python'))";

export function findPeers() {
  const found = {
    c2patool: { name: "c2patool", version: said(c2patoolPath, ["--version"]), command: c2patoolPath, hint },
    python: { name: "c2pa-python", version: said(pythonPath, ["-c", importlib]), command: pythonPath, hint },
    ts: { name: "@trustnxt/c2pa-ts", version: packageVersion("@trustnxt/c2pa-ts"), hint: "npm ci" },
    openssl: {
      name: "openssl",
      version: said("openssl", ["version"]),
      command: "openssl",
      hint: "install it",
    },
    film: { name: "node-av", version: packageVersion("node-av"), hint: "npm install node-av" },
  };
  const absent = Object.values(found)
    .filter(({ version }) => version === undefined)
    .map(({ name, hint: cure }) => ({ name, missing: cure }));
  const present = Object.fromEntries(
    Object.entries(found).filter(([, { version }]) => version !== undefined),
  );
  return { ...present, absent };
}
