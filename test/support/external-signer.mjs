/** An external signer for tests: node external-signer.mjs MODE ALG KEY.pem CHAIN.pem [--signer-info] */
import { spawn } from "node:child_process";
import { constants, createPrivateKey, sign } from "node:crypto";
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";

const [mode, alg, keyPath, chainPath, flag] = process.argv.slice(2);
const isInfo = flag === "--signer-info";
const hashes = {
  es256: "sha256",
  es384: "sha384",
  es512: "sha512",
  ps256: "sha256",
  ps384: "sha384",
  ps512: "sha512",
};

function readInput() {
  return readFileSync(0);
}

function signature(dsaEncoding = "ieee-p1363") {
  const key = createPrivateKey(readFileSync(keyPath));
  if (alg === "ed25519") return sign(null, readInput(), key);
  const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  return sign(hashes[alg], readInput(), { key, ...(alg.startsWith("es") ? { dsaEncoding } : pss) });
}

function info(changes = {}) {
  const sign_cert = readFileSync(chainPath, "utf8");
  return JSON.stringify({ alg, sign_cert, tsa_url: "http://tsa.test/", reserve_size: 30_000, ...changes });
}

/** What each mode prints when it is asked who it is; the others print the truth. */
const infos = {
  "info-not-json": () => "Enter PIN 4711: {",
  "info-array": () => "[]",
  "info-lacks-alg": () => info({ alg: undefined }),
  "info-strange-alg": () => info({ alg: "rs256" }),
  "info-other-alg": () => info({ alg: "ps256" }),
  "info-upper-case": () => info({ alg: alg.toUpperCase() }),
  "info-bare": () => info({ tsa_url: undefined, reserve_size: undefined }),
  "info-lacks-certificate": () => info({ sign_cert: undefined }),
  "info-empty-certificate": () => info({ sign_cert: "" }),
  "info-bad-certificate": () =>
    info({ sign_cert: "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n" }),
  "info-bad-size": () => info({ reserve_size: -1 }),
  "info-bad-authority": () => info({ tsa_url: 7 }),
  "info-endless": () => "x".repeat(1024 * 1024),
};

const modes = {
  good: () => process.stdout.write(signature()),
  der: () => process.stdout.write(signature("der")),
  "exit-1": () => {
    process.stderr.write("starting up\nerror: no slot with that label\n");
    process.exitCode = 1;
  },
  // "Try again later", and the second time it works.
  "busy-once": () => {
    if (existsSync(`${keyPath}.busy`)) return modes.good();
    writeFileSync(`${keyPath}.busy`, "");
    process.stderr.write("error: all sessions are in use\n");
    process.exitCode = 75;
  },
  busy: () => {
    appendFileSync(`${keyPath}.calls`, "x");
    process.exitCode = 75;
  },
  "killed-itself": () => process.kill(process.pid, "SIGTERM"),
  empty: () => {},
  garbage: () => process.stdout.write("not a signature"),
  megabyte: () => process.stdout.write(Buffer.alloc(1024 * 1024, 1)),
  "right-length": () => process.stdout.write(Buffer.alloc(64, 1)),
  "other-bytes": () => {
    const bytes = Buffer.from(signature());
    bytes[bytes.length - 1] ^= 1;
    process.stdout.write(bytes);
  },
  // The grandchild shows whether the whole group is ended; where it runs is left in a file for the test.
  hangs: () => {
    const child = spawn("sleep", ["600"], { stdio: "inherit" });
    writeFileSync(`${keyPath}.pid`, `${process.pid} ${child.pid}`);
    setInterval(() => {}, 1000);
  },
  chatty: () => {
    process.stderr.write("x".repeat(4 * 1024 * 1024), () => process.stdout.write(signature()));
  },
  secrets: () => {
    process.stderr.write(
      "login failed: password=hunter2 at https://ana:s3cret@hsm.test/?token=abc\x1b[31m\n",
    );
    process.stderr.write(readFileSync(keyPath, "utf8"));
    process.exitCode = 3;
  },
};

if (isInfo) process.stdout.write((infos[mode] ?? info)());
else (modes[mode] ?? modes.good)();
