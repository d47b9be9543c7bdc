/** Several timestamp authorities: who is asked, for how long, and what is said when none answers. */
import { describe, expect, it } from "vitest";
import { type StampingMeans, stampWithFallback } from "../../../src/core/signing/timestamping.ts";
import { ColophonError } from "../../../src/error.ts";

const message = Uint8Array.of(1);
const stamp = { token: Uint8Array.of(9), time: new Date("2026-03-12T14:05:00Z"), authority: "Sample Time" };
const urls = ["https://first.test/tsa?key=s3cret", "http://second.test:318/x", "https://third.test"];

interface Story {
  means: StampingMeans;
  asked: { url: string; timeoutMs: number }[];
}

/** Each authority takes its time on a clock of the story's own and then answers or fails. */
function story(answers: Record<string, { tookMs: number; error?: Error }>): Story {
  let now = 0;
  const asked: Story["asked"] = [];
  const stampOne: StampingMeans["stampOne"] = async (url, bytes, timeoutMs) => {
    expect(bytes).toBe(message);
    asked.push({ url, timeoutMs });
    const answer = answers[new URL(url).hostname] ?? { tookMs: 0 };
    now += answer.tookMs;
    if (answer.error !== undefined) throw answer.error;
    return stamp;
  };
  return { asked, means: { stampOne, budgetMs: 10_000, perAuthorityMs: 4000, clock: () => new Date(now) } };
}

const down = (host: string) => new ColophonError("network.failed", `"${host}" refused the connection`);
const bad = new ColophonError("timestamp.failed", "the timestamp is for other data\n than was sent");

it("the first authority that answers is the only one asked", async () => {
  const { means, asked } = story({ "first.test": { tookMs: 120 } });
  const result = await stampWithFallback(message, urls, means);
  expect(result).toEqual({ ...stamp, url: urls[0], attempts: [{ url: urls[0], ok: true, tookMs: 120 }] });
  expect(asked).toEqual([{ url: urls[0], timeoutMs: 4000 }]);
});

it("a failing authority is followed by the next, and its reason is kept", async () => {
  const { means } = story({
    "first.test": { tookMs: 30, error: down("first.test") },
    "second.test": { tookMs: 40 },
  });
  const { url, attempts } = await stampWithFallback(message, urls, means);
  expect(url).toBe(urls[1]);
  expect(attempts).toEqual([
    { url: urls[0], ok: false, reason: '"first.test" refused the connection', tookMs: 30 },
    { url: urls[1], ok: true, tookMs: 40 },
  ]);
});

describe("when none answers", () => {
  it("the error names each host with its reason in one line, and no more of the address", async () => {
    const { means } = story({
      "first.test": { tookMs: 1, error: down("first.test") },
      "second.test": { tookMs: 1, error: bad },
      "third.test": { tookMs: 1, error: new ColophonError("timeout", "it took too long") },
    });
    const error = await stampWithFallback(message, urls, means).catch((caught) => caught);
    expect(error.code).toBe("timestamp.failed");
    expect(error.message).toBe(
      'no timestamp: "first.test" refused the connection; "second.test:318": the timestamp is for other data than was sent; "third.test": it took too long',
    );
    expect(error.hints.join(" ")).toMatch(/--tsa <url>.*--no-timestamp/);
  });

  it("the last ones get what is left of the budget, or are not asked at all", async () => {
    const { means, asked } = story({
      "first.test": { tookMs: 4000, error: down("first.test") },
      "second.test": { tookMs: 4000, error: down("second.test:318") },
      "third.test": { tookMs: 2000, error: down("third.test") },
    });
    await expect(() => stampWithFallback(message, [...urls, "https://fourth.test"], means)).toThrowWithCode(
      "timestamp.failed",
      /; "fourth\.test" was not asked, the 10 s for all were used up$/,
    );
    expect(asked.map(({ timeoutMs }) => timeoutMs)).toEqual([4000, 4000, 2000]);
  });

  it("because none is named, that is what the error says", async () => {
    await expect(() => stampWithFallback(message, [], story({}).means)).toThrowWithCode(
      "timestamp.failed",
      "no timestamp authority is named",
    );
  });
});

it.each([
  ["an interruption", new ColophonError("interrupted", "stopped")],
  ["a defect", new TypeError("x is not a function")],
])("%s ends it, the next authority is not asked", async (_what, error) => {
  const { means, asked } = story({ "first.test": { tookMs: 1, error } });
  expect(await stampWithFallback(message, urls, means).catch((caught) => caught)).toBe(error);
  expect(asked).toHaveLength(1);
});
