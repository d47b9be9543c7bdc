/** Timestamps of signatures: from a good authority, from the second where the first fails, or none and nothing written. */
import { access, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Authority, type AuthorityOptions, startAuthority } from "../../support/authority.ts";
import { makeIdentity, signOne, type TestWorld, testContext, verifyOne } from "../../support/context.ts";
import { fixture } from "../../support/media.ts";

const world = testContext();
const open: Authority[] = [];
let good: Authority;
let rootPath = "";
let timePath = "";

async function started(options: AuthorityOptions): Promise<Authority> {
  const one = await startAuthority(options);
  open.push(one);
  return one;
}

async function authority(options: AuthorityOptions): Promise<string> {
  return (await started(options)).url;
}

beforeAll(async () => {
  ({ rootPath } = await makeIdentity(world));
  good = await startAuthority();
  open.push(good);
  timePath = join(world.folder, "time-root.pem");
  await writeFile(timePath, good.rootPem);
});

afterAll(async () => {
  for (const one of open) await one.close();
});

let count = 0;
function target(): string {
  count += 1;
  return join(world.folder, `stamped-${count}.jpg`);
}

const source = fixture("drawing.jpg");

describe("a timestamp from an authority", () => {
  let output = "";

  beforeAll(async () => {
    output = target();
    const result = await signOne(world, source, { as: "camera", output, tsa: [good.url] });
    expect(result.timestamp).toMatchObject({ authority: "Sample Time Authority", url: good.url });
    expect(result.network).toEqual([new URL(good.url).host]);
  });

  it("is announced before it is asked for", () => {
    expect(world.announced).toContain(`asking ${new URL(good.url).host} for a timestamp`);
  });

  it("is independent for who lists the authority as one for time", async () => {
    const { state, time } = await verifyOne(world, output, { trust: [rootPath, `tsa:${timePath}`] });
    expect(state).toBe("trusted");
    expect(time).toMatchObject({
      answer: "independent",
      authority: "Sample Time Authority",
      list: { kind: "tsa", origin: timePath },
    });
    expect(Math.abs((time.at?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  it("is an unlisted authority's word for everybody else", async () => {
    const { state, time, findings } = await verifyOne(world, output, { trust: [rootPath] });
    expect(state).toBe("trusted");
    expect(time.answer).toBe("unlisted-authority");
    expect(findings.map(({ code }) => code)).toContain("time.unlisted-authority");
  });

  it("is not made independent by a list of signers that holds the authority's root", async () => {
    const { time } = await verifyOne(world, output, { trust: [rootPath, `c2pa:${timePath}`] });
    expect(time.answer).toBe("unlisted-authority");
  });
});

describe("when the first authority fails", () => {
  it.each(["down", "error500", "html", "garbage", "wrong-nonce", "expired"] as const)(
    "the second is asked: %s",
    async (behavior) => {
      const output = target();
      const tsa = [await authority({ behavior }), good.url];
      const { timestamp } = await signOne(world, source, { as: "camera", output, tsa });
      expect(timestamp?.url).toBe(good.url);
      const { time } = await verifyOne(world, output, { trust: [rootPath, `tsa:${timePath}`] });
      expect(time.answer).toBe("independent");
    },
  );

  it.each(["silent", "slow"] as const)("the second is asked: %s", async (behavior) => {
    const { context } = world;
    // The same client with less patience, so that the test has some too.
    const stampOne: typeof context.stampOne = (url, message) => context.stampOne(url, message, 400);
    const hasty: TestWorld = { ...world, context: { ...context, stampOne } };
    const tsa = [await authority({ behavior, delayMs: 3000 }), good.url];
    const { timestamp } = await signOne(hasty, source, { as: "camera", output: target(), tsa });
    expect(timestamp?.url).toBe(good.url);
  });
});

describe("when the only authority cannot answer just then", () => {
  it("it is asked again, twice at most, and each time it is said", async () => {
    const refusals = { count: 2, status: 503, retryAfter: "1" };
    const { url, asked } = await started({ behavior: "recovering", refusals });
    const { timestamp } = await signOne(world, source, { as: "camera", output: target(), tsa: [url] });
    expect(timestamp?.url).toBe(url);
    expect(asked()).toBe(3);
    const { host } = new URL(url);
    const said = world.announced.filter((text) => text.startsWith(`"${host}" answered HTTP status 503`));
    expect(said.map((text) => text.match(/asking again in \d\.\d s \(\d of 2\)$/)?.[0])).toEqual([
      "asking again in 1.0 s (1 of 2)",
      expect.stringMatching(/asking again in [12]\.\d s \(2 of 2\)/),
    ]);
  });

  it.each([
    ["a refusal that stays one", { behavior: "recovering", refusals: { count: 1, status: 403 } }],
    ["an hour's pause", { behavior: "recovering", refusals: { count: 1, status: 429, retryAfter: "3600" } }],
    ["garbage", { behavior: "garbage" }],
    ["an answer to another request", { behavior: "wrong-nonce" }],
  ] as const)("it is not asked again after %s", async (_what, options) => {
    const { url, asked } = await started(options);
    await expect(() =>
      signOne(world, source, { as: "camera", output: target(), tsa: [url] }),
    ).toThrowWithCode("timestamp.failed");
    expect(asked()).toBe(1);
  });
});

describe("when no authority answers", () => {
  it("nothing is written, and every one of them is named with its reason", async () => {
    const output = target();
    const tsa = [await authority({ behavior: "down" }), await authority({ behavior: "garbage" })];
    const [first, second] = tsa.map((url) => new URL(url).host);
    await expect(() => signOne(world, source, { as: "camera", output, tsa })).toThrowWithCode(
      "timestamp.failed",
      new RegExp(
        `"${first}" refused the connection, tried 3 times; "${second}": the answer is not a timestamp`,
      ),
    );
    await expect(access(output)).rejects.toThrow();
    expect((await readdir(world.folder)).filter((name) => name.startsWith(".colophon"))).toEqual([]);
  });
});

describe("without a timestamp", () => {
  it("it is signed, and the answer to when is none", async () => {
    const output = target();
    const result = await signOne(world, source, { as: "camera", output, timestamp: false });
    expect([result.timestamp, result.network]).toEqual([undefined, []]);
    const { time, findings } = await verifyOne(world, output, { trust: [rootPath] });
    expect(time).toEqual({ answer: "none" });
    expect(findings.map(({ code }) => code)).toContain("time.none");
  });

  it("naming an authority all the same is a contradiction", async () => {
    await expect(() => signOne(world, source, { tsa: [good.url], timestamp: false })).toThrowWithCode(
      "usage.conflict",
    );
  });
});

describe("an authority that nobody can be asked at", () => {
  it.each(["file:///etc/passwd", "https://", "time.example", "https://ana:secret@time.example/"])(
    "is refused before anything is announced or promised: %s",
    async (url) => {
      const output = target();
      for (const dryRun of [true, false]) {
        const signing = signOne(world, source, { as: "camera", output, tsa: [good.url, url], dryRun });
        await expect(() => signing).toThrowWithCode("usage.invalid", /^(?!.*secret).*web addresses/);
      }
      await expect(access(output)).rejects.toThrow();
    },
  );
});
