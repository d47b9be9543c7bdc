/** Who signs in every program: one identity, made by colophon, with its key and chain as files for the others. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { photograph } from "./photograph.js";

export const bin = join(import.meta.dirname, "../../bin/colophon.js");
export const peerScript = (name) => join(import.meta.dirname, "../peer", name);

/** The purposes of certificates that colophon accepts, for the programs that have to be told. */
const purposes = [
  "1.3.6.1.5.5.7.3.4",
  "1.3.6.1.5.5.7.3.36",
  "1.3.6.1.5.5.7.3.8",
  "1.3.6.1.5.5.7.3.9",
  "1.3.6.1.4.1.311.76.59.1.9",
  "1.3.6.1.4.1.62558.2.1",
].join("\n");

/** The same statement for every program that signs. */
const definition = {
  claim_generator_info: [{ name: "bench", version: "1" }],
  assertions: [
    {
      label: "c2pa.actions.v2",
      data: {
        actions: [
          {
            action: "c2pa.created",
            digitalSourceType: "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
          },
        ],
      },
    },
  ],
};

/** Nobody's own identities, trust lists and settings are touched, or needed. */
export async function makeStudio(folder) {
  const home = join(folder, "home");
  const foreign = Object.keys(process.env).filter((name) => name.startsWith("COLOPHON_"));
  const env = { ...Object.fromEntries(foreign.map((name) => [name, undefined])), COLOPHON_HOME: home };
  const run = (args, cwd = folder) => colophon(args, { env, cwd });
  run(["identity", "create", "studio", "--for", "Ana Ruiz", "--no-passphrase"]);
  run(["identity", "export", "studio", "--root", "-o", "root.pem"]);
  run(["trust", "add", "root.pem"]);
  const keys = join(home, "identities/studio");
  const files = {
    root: join(folder, "root.pem"),
    purposes: join(folder, "purposes.cfg"),
    key: join(keys, "key.pem"),
    chain: join(keys, "chain.pem"),
    manifest: join(folder, "manifest.json"),
    settings: join(folder, "settings.json"),
    signing: join(folder, "signing.json"),
  };
  writeFileSync(files.purposes, purposes);
  const asPaths = { alg: "es256", private_key: files.key, sign_cert: files.chain };
  writeFileSync(files.manifest, JSON.stringify({ ...definition, ...asPaths }));
  const trust = { trust_anchors: readFileSync(files.root, "utf8"), trust_config: purposes };
  const verify = { remote_manifest_fetch: false, ocsp_fetch: false };
  writeFileSync(files.settings, JSON.stringify({ trust, verify }));
  // Thumbnails are scaled at very different speed, and into different sizes: without them all do the same.
  writeFileSync(files.signing, JSON.stringify({ builder: { thumbnail: { enabled: false } } }));
  return { folder, env, files, run, photograph };
}

function colophon(args, { env, cwd }) {
  const { status, stderr, error } = spawnSync(process.execPath, [bin, ...args], {
    env: { ...process.env, ...env },
    cwd,
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`colophon ${args.join(" ")}: exit ${status}\n${stderr}`);
}
