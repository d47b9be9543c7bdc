/** A timestamp authority on loopback around `openssl ts`, good or bad in the way one asks for. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type KeyKind, makeLeaf, makeRoot, opensslIn, timeStamping } from "./small-pki.ts";

export type Behavior =
  | "good"
  | "slow"
  | "silent"
  | "down"
  | "endless"
  | "error500"
  | "recovering"
  | "html"
  | "garbage"
  | "wrong-nonce"
  | "wrong-imprint"
  | "replay"
  | "wrong-eku"
  | "expired";

export interface AuthorityOptions {
  behavior?: Behavior;
  key?: KeyKind;
  /** How long "slow" takes. */
  delayMs?: number;
  /** How often "recovering" refuses before it answers, and what it sends then. */
  refusals?: { count: number; status: number; retryAfter?: string };
  /** The extended key usage of "wrong-eku", as openssl writes it. */
  purpose?: string;
}

export interface Authority {
  url: string;
  rootPem: string;
  /** How many requests have come. */
  asked(): number;
  close(): Promise<void>;
}

const CONFIGURATION = `[tsa]
serial = serial
default_policy = 1.2.3.1
signer_digest = sha256
digests = sha256,sha384,sha512
ess_cert_id_alg = sha256
`;
const TIMESTAMP_INFO = "1.2.840.113549.1.9.16.1.4";

export async function startAuthority(options: AuthorityOptions = {}): Promise<Authority> {
  const { behavior = "good" } = options;
  const folder = await mkdtemp(join(tmpdir(), "authority-"));
  const rootPem = await prepare(folder, options);
  const canned = behavior === "replay" ? await replyToOtherData(folder) : undefined;
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    const { count = 0, status = 503, retryAfter } = options.refusals ?? {};
    if (behavior === "recovering" && asked <= count) {
      response.writeHead(status, retryAfter === undefined ? {} : { "retry-after": retryAfter }).end();
      return;
    }
    // A client that goes away in the middle is part of several tests.
    answer(folder, options, canned, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async () => {
    await stop(server);
    await rm(folder, { recursive: true, force: true });
  };
  if (behavior === "down") await stop(server);
  return { url, rootPem, asked: () => asked, close };
}

async function stop(server: Server): Promise<void> {
  if (!server.listening) return;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

async function prepare(folder: string, options: AuthorityOptions): Promise<string> {
  const { key = "es256", behavior, purpose = "emailProtection" } = options;
  const rootPem = await makeRoot(folder, "timeroot");
  const shared = { root: "timeroot", key, subject: "/O=Sample Time/CN=Sample Time Authority" } as const;
  const past = { from: "20200101000000Z", to: "20210101000000Z" };
  await makeLeaf(folder, {
    ...shared,
    name: "clock",
    extensions: timeStamping,
    ...(behavior === "expired" && { validity: past }),
  });
  await makeLeaf(folder, {
    ...shared,
    name: "misfit",
    extensions: ["keyUsage = critical,digitalSignature", `extendedKeyUsage = ${purpose}`],
  });
  await writeFile(join(folder, "serial"), "01\n");
  await writeFile(join(folder, "tsa.cnf"), CONFIGURATION);
  await writeFile(join(folder, "other"), "other data");
  return rootPem;
}

async function answer(
  folder: string,
  { behavior = "good", delayMs = 0 }: AuthorityOptions,
  canned: Buffer | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const query = Buffer.concat(await request.toArray());
  const send = (body: Buffer | string, type = "application/timestamp-reply", status = 200) =>
    response.writeHead(status, { "content-type": type }).end(body);
  switch (behavior) {
    case "silent":
      return;
    case "slow":
      await wait(delayMs, undefined, { ref: false });
      send(await reply(folder, query));
      return;
    case "endless":
      response.writeHead(200, { "content-type": "application/timestamp-reply" });
      while (!response.destroyed) {
        response.write(Buffer.alloc(16_384));
        await wait(1);
      }
      return;
    case "error500":
      send("out of order", "text/plain", 500);
      return;
    case "html":
      send("<!doctype html><title>Sign in</title>", "text/html");
      return;
    case "garbage":
      send(Buffer.from("no timestamp at all"));
      return;
    case "wrong-nonce":
      send(await replyWithOtherNonce(folder, query));
      return;
    case "wrong-imprint":
      send(await replyToOtherData(folder));
      return;
    case "replay":
      send(canned ?? "");
      return;
    case "wrong-eku":
      send(await resign(folder, await reply(folder, query)));
      return;
    default:
      send(await reply(folder, query));
  }
}

async function reply(folder: string, query: Buffer): Promise<Buffer> {
  await writeFile(join(folder, "query"), query);
  await opensslIn(
    folder,
    ...["ts", "-reply", "-queryfile", "query", "-config", "tsa.cnf", "-section", "tsa", "-out", "reply"],
    ...["-signer", "clock.pem", "-inkey", "clock.key", "-chain", "timeroot.pem"],
  );
  return readFile(join(folder, "reply"));
}

async function replyToOtherData(folder: string): Promise<Buffer> {
  return reply(folder, await opensslIn(folder, "ts", "-query", "-data", "other", "-sha256", "-cert"));
}

/** A new query for the same digest: openssl puts a nonce of its own into it. */
async function replyWithOtherNonce(folder: string, query: Buffer): Promise<Buffer> {
  const at = query.indexOf(Buffer.from([0x04, 0x20])) + 2;
  const digest = query.subarray(at, at + 32).toString("hex");
  return reply(folder, await opensslIn(folder, "ts", "-query", "-digest", digest, "-sha256", "-cert"));
}

/** `openssl ts` refuses to sign with a certificate for another purpose, `openssl cms` does not mind. */
async function resign(folder: string, good: Buffer): Promise<Buffer> {
  await writeFile(join(folder, "good"), good);
  await opensslIn(folder, "ts", "-reply", "-in", "good", "-token_out", "-out", "token");
  const content = ["cms", "-verify", "-noverify", "-inform", "DER", "-in", "token", "-out", "content"];
  await opensslIn(folder, ...content, "-binary");
  const token = await opensslIn(
    folder,
    ...[
      "cms",
      "-sign",
      "-binary",
      "-nodetach",
      "-cades",
      "-md",
      "sha256",
      "-in",
      "content",
      "-outform",
      "DER",
    ],
    ...["-econtent_type", TIMESTAMP_INFO, "-signer", "misfit.pem", "-inkey", "misfit.key"],
    ...["-certfile", "timeroot.pem"],
  );
  // RFC 3161 §2.4.2: SEQUENCE { SEQUENCE { granted }, token }
  const body = Buffer.concat([Buffer.from("3003020100", "hex"), token]);
  return Buffer.concat([Buffer.from([0x30, 0x82, body.length >> 8, body.length & 0xff]), body]);
}
