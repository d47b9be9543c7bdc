/** Servers of credentials that misbehave: what a file's address leads to is no verdict, and soon over. */
import { rmSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fetchPublic } from "../../src/adapter/fetch-public.ts";
import { makeIdentity, signOne, type TestWorld, testContext, verifyOutcome } from "../support/context.ts";
import { fixture } from "../support/media.ts";

const timeoutMs = 2000;

const answers: Readonly<Record<string, (response: ServerResponse) => void>> = {
  "a web page": (response) => response.end("<!doctype html><title>Not found</title>"),
  "a web page with status 404": (response) =>
    response.writeHead(404, { "content-type": "text/html" }).end("<!doctype html><title>Not found</title>"),
  "status 500": (response) => response.writeHead(500).end(),
  nothing: (response) => response.end(),
  "a redirect to itself": (response) => response.writeHead(302, { location: "/" }).end(),
  silence: () => undefined,
  "an answer without end": (response) => {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536)));
      if (!response.destroyed) response.once("drain", more);
    };
    more();
  },
  "a few kilobytes that inflate to a gigabyte": (response) =>
    response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(64 * 1024 * 1024))),
  "an answer that breaks off": (response) => {
    response.writeHead(200, { "content-length": "5000" });
    response.write("jumb", () => response.destroy());
  },
};

const world = testContext();
let server: Server;
let answer = answers.nothing;
let path = "";

beforeAll(async () => {
  await makeIdentity(world);
  const remoteUrl = "https://credentials.example/a.c2pa";
  const { output, sidecar } = await signOne(world, fixture("drawing.png"), {
    as: "camera",
    remoteUrl,
    output: `${world.folder}/far.png`,
  });
  rmSync(sidecar ?? "");
  path = output ?? "";
  server = createServer((_request, response) => answer?.(response));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** The real client, sent to loopback instead of the address in the file. */
function online(): TestWorld {
  const { port } = server.address() as AddressInfo;
  const rules = { allowPrivate: true, allowHttp: true, timeoutMs };
  const fetch = (_url: string, maxBytes: number) =>
    fetchPublic(`http://127.0.0.1:${port}/`, maxBytes, world.context.signal, rules);
  return { ...world, context: { ...world.context, fetch } };
}

describe("what a server answers", () => {
  it.each(Object.entries(answers))("is no verdict, and soon over: %s", async (_what, behave) => {
    answer = behave;
    const [start, before] = [performance.now(), process.memoryUsage.rss()];
    const outcome = await verifyOutcome(online(), path, { remote: true });
    if (outcome.kind !== "error") throw new Error(`it was judged ${outcome.value.verification.state}`);
    expect(outcome.error.code).toMatch(
      /^(network\.failed|network\.refused|credential\.unreadable|file\.empty)$/,
    );
    expect(performance.now() - start).toBeLessThan(timeoutMs + 8000);
    expect(process.memoryUsage.rss() - before).toBeLessThan(300 * 1024 * 1024);
  });
});
