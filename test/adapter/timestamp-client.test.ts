/** Timestamps from authorities on loopback, good ones and every kind of bad one. */
import { execFileSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { stampOne } from "../../src/adapter/timestamp-client.ts";
import { type Authority, type AuthorityOptions, startAuthority } from "../support/authority.ts";

const message = new TextEncoder().encode("what is to be stamped");
const open: Authority[] = [];

async function authority(options: AuthorityOptions = {}): Promise<Authority> {
  const started = await startAuthority(options);
  open.push(started);
  return started;
}

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

describe("with a good authority", () => {
  it.each(["es256", "es384", "ps256"] as const)(
    "returns a token that openssl accepts too (%s)",
    async (key) => {
      const { url, rootPem } = await authority({ key });
      const before = Date.now();
      const stamp = await stampOne(url, message, 5000);
      expect(stamp.authority).toBe("Sample Time Authority");
      expect(Math.abs(stamp.time.getTime() - before)).toBeLessThan(60_000);
      expect(stamp.chain.map((der) => new X509Certificate(der).subject)).toEqual([
        "O=Sample Time\nCN=Sample Time Authority",
        "O=Sample timeroot\nCN=timeroot",
      ]);
      const folder = mkdtempSync(join(tmpdir(), "stamp-"));
      writeFileSync(join(folder, "token"), stamp.token);
      writeFileSync(join(folder, "message"), message);
      writeFileSync(join(folder, "root.pem"), rootPem);
      const args = ["ts", "-verify", "-in", "token", "-token_in", "-data", "message", "-CAfile", "root.pem"];
      const said = execFileSync("openssl", args, { cwd: folder, encoding: "utf8", stdio: "pipe" });
      rmSync(folder, { recursive: true });
      expect(said).toContain("Verification: OK");
    },
  );

  it("waits for a slow one that stays within the limit", async () => {
    const { url } = await authority({ behavior: "slow", delayMs: 300 });
    expect((await stampOne(url, message, 5000)).authority).toBe("Sample Time Authority");
  });
});

describe("with an authority that misbehaves", () => {
  it.each([
    ["garbage", /^"127\.0\.0\.1:\d+": the answer is not a timestamp response$/],
    ["error500", /^"127\.0\.0\.1:\d+" answered HTTP status 500, expected 200$/],
    ["html", /answered a text or web page, expected a timestamp$/],
    ["wrong-nonce", /the timestamp answers another request, its nonce is not the one sent$/],
    ["wrong-imprint", /the timestamp is for other data than was sent$/],
    ["replay", /the timestamp is for other data than was sent$/],
    ["wrong-eku", /the authority's certificate is not meant for timestamps$/],
    ["expired", /the authority's certificate expired on 2021-01-01T00:00:00\.000Z$/],
  ] as const)("says what is wrong when it is %s", async (behavior, text) => {
    const { url } = await authority({ behavior });
    await expect(() => stampOne(url, message, 5000)).toThrowWithCode("timestamp.failed", text);
  });

  it("says so when it is down", async () => {
    const { url } = await authority({ behavior: "down" });
    await expect(() => stampOne(url, message, 5000)).toThrowWithCode(
      "network.failed",
      /^"127\.0\.0\.1:\d+" refused the connection$/,
    );
  });

  it.each(["silent", "slow"] as const)("stops waiting at the time limit when it is %s", async (behavior) => {
    const { url } = await authority({ behavior, delayMs: 3000 });
    const start = Date.now();
    await expect(() => stampOne(url, message, 400)).toThrowWithCode(
      "network.failed",
      "did not answer within 0.4 s",
    );
    expect(Date.now() - start).toBeLessThan(2000);
  });

  it("stops reading when it sends without end", async () => {
    const { url } = await authority({ behavior: "endless" });
    await expect(() => stampOne(url, message, 20_000)).toThrowWithCode(
      "network.failed",
      /sends more than the 262144 bytes allowed$/,
    );
  });
});

it("names the host and never the key in the address", async () => {
  const { url } = await authority({ behavior: "error500" });
  const error = await stampOne(`${url}/customer-4711?key=s3cret`, message, 5000).catch((caught) => caught);
  expect(String(error.message)).not.toMatch(/s3cret|customer/);
});

it("stops when it is interrupted", async () => {
  const { url } = await authority({ behavior: "silent" });
  const stop = new AbortController();
  const stamping = stampOne(url, message, 20_000, { signal: stop.signal });
  setTimeout(() => stop.abort(), 100);
  await expect(() => stamping).toThrowWithCode("interrupted");
});
