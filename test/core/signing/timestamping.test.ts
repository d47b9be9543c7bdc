/** Several timestamp authorities: who is asked, for how long, and what is said when none answers. */
import { describe, expect, it } from "vitest";
import { type StampingMeans, stampWithFallback } from "../../../src/core/signing/timestamping.ts";
import { ColophonError } from "../../../src/error.ts";

const message = Uint8Array.of(1);
const stamp = { token: Uint8Array.of(9), time: new Date("2026-03-12T14:05:00Z"), authority: "Sample Time" };
const urls = ["https://first.test/tsa?key=s3cret", "http://second.test:318/x", "https://third.test"];

interface Story {
  means: StampingMeans;
  announced: string[];
  waited: number[];
  asked: { url: string; timeoutMs: number }[];
}

interface Answer {
  tookMs: number;
  error?: Error;
  /** It fails so many times and then answers. */
  failures?: number;
}

/** Each authority takes its time on a clock of the story's own and then answers or fails. */
function story(answers: Record<string, Answer>): Story {
  let now = 0;
  const announced: string[] = [];
  const waited: number[] = [];
  const asked: Story["asked"] = [];
  const stampOne: StampingMeans["stampOne"] = async (url, bytes, timeoutMs) => {
    expect(bytes).toBe(message);
    asked.push({ url, timeoutMs });
    const answer = answers[new URL(url).hostname] ?? { tookMs: 0 };
    now += answer.tookMs;
    const times = asked.filter((one) => one.url === url).length;
    if (answer.error !== undefined && times <= (answer.failures ?? Infinity)) throw answer.error;
    return stamp;
  };
  const means: StampingMeans = {
    stampOne,
    budgetMs: 10_000,
    perAuthorityMs: 4000,
    clock: () => new Date(now),
    async wait(ms) {
      waited.push(ms);
      now += ms;
    },
    random: () => 0.5,
    announce: (text) => void announced.push(text),
  };
  return { asked, announced, waited, means };
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

describe("when one failed in a way that passes", () => {
  const busy = (host: string, retryAfterMs?: number) =>
    new ColophonError("timestamp.failed", `"${host}" answered HTTP status 503, expected 200`, {
      lull: retryAfterMs === undefined ? {} : { retryAfterMs },
    });

  it("the others are asked before there is any pause", async () => {
    const { means, waited } = story({ "first.test": { tookMs: 10, error: busy("first.test") } });
    expect((await stampWithFallback(message, urls, means)).url).toBe(urls[1]);
    expect(waited).toEqual([]);
  });

  it("it is asked again after a pause that grows, and that is said", async () => {
    const { means, waited, announced } = story({
      "first.test": { tookMs: 10, error: busy("first.test"), failures: 2 },
    });
    const { url, attempts } = await stampWithFallback(message, urls.slice(0, 1), means);
    expect(url).toBe(urls[0]);
    expect(attempts.map(({ ok }) => ok)).toEqual([false, false, true]);
    expect(waited).toEqual([750, 1500]);
    expect(announced).toEqual([
      '"first.test" answered HTTP status 503, expected 200: asking again in 0.8 s (1 of 2)',
      '"first.test" answered HTTP status 503, expected 200: asking again in 1.5 s (2 of 2)',
    ]);
  });

  it("those that will fail again are left alone", async () => {
    const { means, asked } = story({
      "first.test": { tookMs: 10, error: bad },
      "second.test": { tookMs: 10, error: busy("second.test:318"), failures: 1 },
    });
    expect((await stampWithFallback(message, urls.slice(0, 2), means)).url).toBe(urls[1]);
    expect(asked.map(({ url }) => url)).toEqual([urls[0], urls[1], urls[1]]);
  });

  it("two retries are the end, and the error says how often each was asked", async () => {
    const { means, asked } = story({
      "first.test": { tookMs: 10, error: busy("first.test") },
      "second.test": { tookMs: 10, error: bad },
    });
    await expect(() => stampWithFallback(message, urls.slice(0, 2), means)).toThrowWithCode(
      "timestamp.failed",
      /"first\.test" answered HTTP status 503, expected 200, tried 3 times; "second\.test:318": the timestamp is for other data than was sent$/,
    );
    expect(asked).toHaveLength(4);
  });

  it("the time for all of them ends the retries too", async () => {
    const { means, asked } = story({ "first.test": { tookMs: 4800, error: busy("first.test") } });
    await expect(() => stampWithFallback(message, urls.slice(0, 1), means)).toThrowWithCode(
      "timestamp.failed",
      "tried twice",
    );
    expect(asked).toHaveLength(2);
  });

  it("a longer pause is kept when the authority asks for one, up to ten seconds", async () => {
    const patient = story({ "first.test": { tookMs: 1, error: busy("first.test", 7000), failures: 1 } });
    await stampWithFallback(message, urls.slice(0, 1), patient.means);
    expect(patient.waited).toEqual([7000]);
    const hourly = story({ "first.test": { tookMs: 1, error: busy("first.test", 3_600_000), failures: 1 } });
    await expect(() => stampWithFallback(message, urls.slice(0, 1), hourly.means)).toThrowWithCode(
      "timestamp.failed",
    );
    expect(hourly.asked).toHaveLength(1);
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
