/** Gets the other programs where there are tools to build them with; what cannot be had is said, and left out later. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { c2patoolPath, cacheFolder, pythonPath } from "./cache.js";

export function setUp() {
  mkdirSync(cacheFolder, { recursive: true });
  if (!existsSync(c2patoolPath)) buildC2patool();
  if (!existsSync(pythonPath)) installPython();
}

function has(command) {
  return spawnSync(command, ["--version"], { stdio: "ignore" }).status === 0;
}

function step(command, args) {
  console.log(`${command} ${args.join(" ")}`);
  return spawnSync(command, args, { stdio: "inherit" }).status === 0;
}

/** The newest asks for the newest toolchain; each one below was built with an older one. */
const olderVersions = ["0.28.3", "0.27.22"];

/** The newest that can be built here. */
function buildC2patool() {
  if (!has("cargo")) return console.log("no c2patool: cargo is not here");
  const folders = ["--root", join(cacheFolder, "c2patool"), "--target-dir", join(cacheFolder, "target")];
  const wanted = process.env.COLOPHON_BENCH_C2PATOOL;
  const versions = wanted === undefined ? [undefined, ...olderVersions] : [wanted];
  const isBuilt = versions.some((version) => {
    const exactly = version === undefined ? [] : ["--version", version];
    return step("cargo", ["install", "c2patool", ...exactly, ...folders]);
  });
  if (!isBuilt) console.log("no c2patool: it could not be built, see above");
}

function installPython() {
  if (!has("python3")) return console.log("no c2pa-python: python3 is not here");
  const isThere =
    step("python3", ["-m", "venv", join(cacheFolder, "python")]) &&
    step(pythonPath, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "c2pa-python"]);
  if (!isThere) console.log("no c2pa-python: it could not be installed, see above");
}
