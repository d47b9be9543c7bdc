/** What is fetched for a command, from servers on loopback: 200 is an answer, anything else an error that names who. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fetchPublic } from "../../src/adapter/fetch-public.ts";

const calm = new AbortController().signal;
const rules = { allowPrivate: true, allowHttp: true, timeoutMs: 5000 };
const asked: string[] = [];
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.writeHead(Number(request.url?.slice(1, 4))).end("<!doctype html>");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});

afterAll(() => server.close());

const address = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${path}`;

describe("what is fetched", () => {
  it("is the body of an answer with status 200, whatever it is: who asked for it reads it", async () => {
    const bytes = await fetchPublic(address("200"), 100, calm, rules);
    expect(Buffer.from(bytes).toString()).toBe("<!doctype html>");
  });

  it.each([204, 403, 404, 410, 500, 503])(
    "is nothing with status %i, and the path is not repeated",
    async (status) => {
      const { host } = new URL(address(""));
      await expect(fetchPublic(address(`${status}?token=secret`), 100, calm, rules)).rejects.toMatchObject({
        code: "network.failed",
        message: `"${host}" answered HTTP status ${status}, expected 200`,
      });
    },
  );

  it("never comes from a private address or over plain http, unless other rules are given", async () => {
    asked.length = 0;
    await expect(fetchPublic(address("200"), 100, calm)).rejects.toMatchObject({ code: "network.refused" });
    const secure = address("200").replace("http:", "https:");
    await expect(fetchPublic(secure, 100, calm)).rejects.toMatchObject({ code: "network.refused" });
    expect(asked).toEqual([]);
  });
});
