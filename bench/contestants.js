/** Who does the same work: colophon, the other programs where they are here, and the limits nobody can beat. */
import { availableParallelism } from "node:os";
import { bin, peerScript } from "./material/studio.js";

export const jobs = String(availableParallelism());

const node = (name, args, more = {}) => ({ name, command: process.execPath, args, ...more });

export const emptyNode = () => node("node -e 0", ["-e", "0"]);

export function colophon(studio, args, more = {}) {
  return node(`colophon ${args[0]}`, [bin, ...args], { env: studio.env, cwd: studio.folder, ...more });
}

/** One file. */
export function readers(file, studio, peers) {
  return [
    node("plain script on c2pa-node", [peerScript("read.js"), studio.files.settings, "1", file]),
    ...(peers.ts ? [node("plain script on c2pa-ts", [peerScript("read-ts.js"), file])] : []),
    ...c2patool(peers, [file, ...c2patoolTrust(studio)]),
    ...python(peers, "read.py", [studio.files.settings, file]),
  ];
}

/** All of a folder. */
export function folderReaders(folder, studio, peers) {
  const trust = c2patoolTrust(studio);
  // c2patool says "error" by its exit code where a file has no credential, and xargs then by its own.
  const exits = [0, 1, 123];
  const each = (name, parallel) => ({
    name,
    command: "bash",
    args: [
      "-c",
      'folder=$1; jobs=$2; shift 2; find "$folder" -type f -print0 | xargs -0 -P "$jobs" -I{} "$@"',
      "bash",
      folder,
      parallel,
      peers.c2patool?.command,
      "{}",
      ...trust,
    ],
    exits,
  });
  return [
    node("plain script on c2pa-node", [peerScript("read.js"), studio.files.settings, jobs, folder]),
    ...(peers.ts ? [node("plain script on c2pa-ts", [peerScript("read-ts.js"), folder])] : []),
    ...(peers.c2patool ? [each("c2patool, one after another", "1"), each("xargs -P c2patool", jobs)] : []),
    ...python(peers, "read.py", [studio.files.settings, folder]),
  ];
}

export function c2patool(peers, args, more = {}) {
  return peers.c2patool ? [{ name: "c2patool", command: peers.c2patool.command, args, ...more }] : [];
}

export function c2patoolTrust({ files }) {
  return ["trust", "--trust_anchors", files.root, "--trust_config", files.purposes];
}

export function python(peers, script, args, more = {}) {
  if (!peers.python) return [];
  return [
    { name: "c2pa-python", command: peers.python.command, args: [peerScript(script), ...args], ...more },
  ];
}

export function digest(peers, file) {
  return peers.openssl
    ? [{ name: "openssl dgst -sha256", command: "openssl", args: ["dgst", "-sha256", file] }]
    : [];
}

export function digestAll(peers, folder) {
  if (!peers.openssl) return [];
  const script = 'find "$1" -type f -print0 | xargs -0 openssl dgst -sha256';
  return [{ name: "openssl dgst -sha256", command: "bash", args: ["-c", script, "bash", folder] }];
}
