/**
 * Adds to the lock file the optional packages of other platforms that a registry in use did not carry:
 * without an entry for each, `npm ci` refuses the lock file as incomplete, on every platform. An entry added
 * here has no integrity hash; where the package is to be had, npm fetches it by its exact version.
 * Run it after every change of dependencies: node .ci/complete-lock.js
 */
import { readFileSync, writeFileSync } from "node:fs";

const systems = ["android", "darwin", "freebsd", "linux", "win32"];
const file = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(file, "utf8"));

const missing = Object.values(lock.packages).flatMap((owner) =>
  Object.entries(owner.optionalDependencies ?? {})
    .filter(([name, version]) => /^\d/.test(version) && !(`node_modules/${name}` in lock.packages))
    .map(([name, version]) => entryFor(name, version, owner)),
);

function entryFor(name, version, owner) {
  const parts = name.split("-");
  const at = parts.findIndex((part) => systems.includes(part));
  if (at < 0) throw new Error(`${name} is missing and names no platform: install it`);
  const [os, cpu, libc] = parts.slice(at);
  const entry = { version, cpu: [cpu], optional: true, os: [os] };
  if (owner.dev) entry.dev = true;
  if (libc === "musl" || libc === "glibc") entry.libc = [libc];
  return [`node_modules/${name}`, entry];
}

const { "": root, ...packages } = { ...lock.packages, ...Object.fromEntries(missing) };
const sorted = Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1));
lock.packages = { "": root, ...Object.fromEntries(sorted) };
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${missing.length} packages of other platforms added\n`);
