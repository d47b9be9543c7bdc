/** The network door against servers on loopback: what gets through, what never leaves, what is cut off. */

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { describeOrigin, fetchGuarded, type HttpOptions } from "../../src/adapter/http.ts";
import { makeLeaf, makeRoot } from "../support/small-pki.ts";

const servers: Server[] = [];
let connections = 0;

/** The port of a server that counts every connection made to it. */
async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  server.on("connection", () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

afterEach(() => {
  connections = 0;
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const open: HttpOptions = { maxBytes: 1000, allowPrivate: true, allowHttp: true, timeoutMs: 5000 };
const loopback = async () => [{ address: "127.0.0.1", family: 4 }];

describe("what is allowed", () => {
  it("comes back with status, headers, body and the address it came from", async () => {
    const port = await serve((request, response) => {
      response
        .writeHead(404, { "x-seen": `${request.method} ${request.headers["accept-encoding"]}` })
        .end("gone");
    });
    const answer = await fetchGuarded(`http://127.0.0.1:${port}/a?b`, open);
    expect(answer.status).toBe(404);
    expect(answer.headers["x-seen"]).toBe("GET identity");
    expect(new TextDecoder().decode(answer.body)).toBe("gone");
    expect(answer.finalUrl).toBe(`http://127.0.0.1:${port}/a?b`);
  });

  it("carries a body to an address given by name", async () => {
    const port = await serve((request, response) => void request.pipe(response));
    const body = new TextEncoder().encode("echo");
    const answer = await fetchGuarded(`http://tsa.test:${port}/`, {
      ...open,
      method: "POST",
      body,
      resolve: loopback,
    });
    expect(new TextDecoder().decode(answer.body)).toBe("echo");
  });
});

describe("what is refused without a packet", () => {
  const closed: HttpOptions = { ...open, allowPrivate: false };

  it.each([
    "127.0.0.1",
    "127.1",
    "0x7f.0.0.1",
    "2130706433",
    "0177.0.0.1",
    "127.0.0.1.",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::]",
    "0.0.0.0",
    "localhost",
    "169.254.169.254",
    "10.1.2.3",
    "[fd00::1]",
    "[64:ff9b::7f00:1]",
  ])("%s", async (host) => {
    const port = await serve((_request, response) => void response.end());
    await expect(() => fetchGuarded(`http://${host}:${port}/`, closed)).toThrowWithCode(
      "network.refused",
      /was not contacted: it leads to .*, which is not on the open internet$/,
    );
    expect(connections).toBe(0);
  });

  it("a name that leads to a private address, even beside public ones", async () => {
    const port = await serve((_request, response) => void response.end());
    const resolve = async () => [
      { address: "93.184.216.34", family: 4 },
      { address: "127.0.0.1", family: 4 },
    ];
    await expect(() =>
      fetchGuarded(`http://two-faced.test:${port}/`, { ...closed, resolve }),
    ).toThrowWithCode("network.refused", `"two-faced.test:${port}" was not contacted: it leads to 127.0.0.1`);
    expect(connections).toBe(0);
  });

  it("plain http, unless it is allowed", async () => {
    const port = await serve((_request, response) => void response.end());
    await expect(() =>
      fetchGuarded(`http://127.0.0.1:${port}/`, { ...open, allowHttp: false }),
    ).toThrowWithCode("network.refused", 'expected an https address, found "http"');
    expect(connections).toBe(0);
  });

  it.each(["ftp://127.0.0.1/a", "file:///etc/hostname", "data:text/plain,a"])("%s", async (url) => {
    await expect(() => fetchGuarded(url, open)).toThrowWithCode(
      "network.refused",
      "expected an https address",
    );
  });

  it("a user name and password in the address, which are not repeated", async () => {
    const port = await serve((_request, response) => void response.end());
    const error = await fetchGuarded(`http://ana:hunter2@127.0.0.1:${port}/`, open).catch((caught) => caught);
    expect(error.code).toBe("network.refused");
    expect(`${error.message} ${JSON.stringify(error.cause ?? "")}`).not.toMatch(/ana|hunter2/);
    expect(connections).toBe(0);
  });

  it("what is no address, which is not repeated", async () => {
    const error = await fetchGuarded("http://[oops?key=s3cret", open).catch((caught) => caught);
    expect(error.code).toBe("network.refused");
    expect(`${error.message} ${JSON.stringify(error.cause ?? "")}`).not.toContain("s3cret");
  });
});

describe("a name that changes its mind", () => {
  it("is asked for once, and the socket gets the address that was checked", async () => {
    const port = await serve((_request, response) => void response.end("here"));
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return [{ address: asked === 1 ? "127.0.0.1" : "10.0.0.1", family: 4 }];
    };
    const answer = await fetchGuarded(`http://fickle.test:${port}/`, { ...open, resolve });
    expect(new TextDecoder().decode(answer.body)).toBe("here");
    expect(asked).toBe(1);
  });
});

describe("redirects", () => {
  const goTo = (location: string, status = 302): RequestListener => {
    return (_request, response) => void response.writeHead(status, { location }).end();
  };

  it("are followed three times and no more", async () => {
    let hops = 0;
    const port = await serve((request, response) => {
      hops += 1;
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end("done");
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    });
    expect((await fetchGuarded(`http://127.0.0.1:${port}/3`, open)).status).toBe(200);
    hops = 0;
    await expect(() => fetchGuarded(`http://127.0.0.1:${port}/9`, open)).toThrowWithCode(
      "network.failed",
      "redirects more than 3 times",
    );
    expect(hops).toBe(4);
  });

  it.each([301, 302, 307, 308])("keep method and body with status %d", async (status) => {
    const end = await serve((request, response) => {
      response.setHeader("x-method", request.method ?? "");
      request.pipe(response);
    });
    const port = await serve(goTo(`http://127.0.0.1:${end}/`, status));
    const body = new TextEncoder().encode("moved");
    const answer = await fetchGuarded(`http://127.0.0.1:${port}/`, { ...open, method: "POST", body });
    expect(answer.headers["x-method"]).toBe("POST");
    expect(new TextDecoder().decode(answer.body)).toBe("moved");
  });

  it("turn into a GET with 303, and leave secrets behind at another origin", async () => {
    const end = await serve((request, response) => {
      response.end(`${request.method} ${request.headers.authorization} ${request.headers["x-other"]}`);
    });
    const port = await serve(goTo(`http://127.0.0.1:${end}/`, 303));
    const headers = { Authorization: "Bearer s3cret", "x-other": "stays" };
    const body = new TextEncoder().encode("moved");
    const answer = await fetchGuarded(`http://127.0.0.1:${port}/`, {
      ...open,
      method: "POST",
      body,
      headers,
    });
    expect(new TextDecoder().decode(answer.body)).toBe("GET undefined stays");
  });

  it("do not lead from the address the user typed to another private one", async () => {
    const hidden = await serve((_request, response) => void response.end("secret"));
    const port = await serve(goTo(`http://localhost:${hidden}/`));
    await expect(() => fetchGuarded(`http://127.0.0.1:${port}/`, open)).toThrowWithCode(
      "network.refused",
      `"localhost:${hidden}" was not contacted`,
    );
    expect(connections).toBe(1);
  });

  it("do not lead to a forbidden scheme or to an address with a password", async () => {
    const first = await serve(goTo("file:///etc/hostname"));
    await expect(() => fetchGuarded(`http://127.0.0.1:${first}/`, open)).toThrowWithCode("network.refused");
    const second = await serve(goTo("http://ana:hunter2@127.0.0.1/"));
    await expect(() => fetchGuarded(`http://127.0.0.1:${second}/`, open)).toThrowWithCode("network.refused");
  });

  it("to something that is no address are refused", async () => {
    const port = await serve(goTo("http://[oops"));
    await expect(() => fetchGuarded(`http://127.0.0.1:${port}/`, open)).toThrowWithCode(
      "network.refused",
      `the redirect from "127.0.0.1:${port}" is no URL`,
    );
  });
});

describe("a body", () => {
  it("that announces too much is not read", async () => {
    const port = await serve((_request, response) => {
      response.writeHead(200, { "content-length": "1001" }).write("a");
    });
    await expect(() => fetchGuarded(`http://127.0.0.1:${port}/`, open)).toThrowWithCode(
      "network.failed",
      "sends more than the 1000 bytes allowed",
    );
  });

  it("that is longer than allowed without saying so is cut off; one of exactly that length is not", async () => {
    const port = await serve((request, response) => {
      response.write(Buffer.alloc(1000));
      response.end(request.url === "/more" ? "a" : "");
    });
    expect((await fetchGuarded(`http://127.0.0.1:${port}/`, open)).body.length).toBe(1000);
    await expect(() => fetchGuarded(`http://127.0.0.1:${port}/more`, open)).toThrowWithCode("network.failed");
  });

  it("that is compressed is refused, so that it cannot inflate", async () => {
    const port = await serve((_request, response) => {
      response.writeHead(200, { "content-encoding": "gzip" }).end("small");
    });
    await expect(() => fetchGuarded(`http://127.0.0.1:${port}/`, open)).toThrowWithCode(
      "network.failed",
      "answered compressed, expected plain bytes",
    );
  });

  it("that drips is cut off by the time limit", async () => {
    const port = await serve((_request, response) => {
      const timer = setInterval(() => response.write("a"), 20);
      response.on("close", () => clearInterval(timer));
    });
    const start = Date.now();
    await expect(() =>
      fetchGuarded(`http://127.0.0.1:${port}/`, { ...open, timeoutMs: 300 }),
    ).toThrowWithCode("network.failed", `"127.0.0.1:${port}" did not answer within 0.3 s`);
    expect(Date.now() - start).toBeLessThan(2000);
  });

  it("that breaks off is a failure, not a short answer", async () => {
    const port = await serve((_request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("a", () => response.destroy());
    });
    await expect(() => fetchGuarded(`http://127.0.0.1:${port}/`, open)).toThrowWithCode(
      "network.failed",
      "broke the connection off",
    );
  });
});

describe("the other failures", () => {
  it("name the host and what happened, never the query", async () => {
    const port = await serve(() => {});
    servers.pop()?.close();
    const error = await fetchGuarded(`http://127.0.0.1:${port}/?key=s3cret`, open).catch((caught) => caught);
    expect(error.message).toBe(`"127.0.0.1:${port}" refused the connection`);
  });

  it("say that a name is unknown", async () => {
    const unknown = async () => {
      throw Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" });
    };
    await expect(() => fetchGuarded("https://nowhere.test/", { ...open, resolve: unknown })).toThrowWithCode(
      "network.failed",
      '"nowhere.test" is not known to the name service',
    );
  });

  it("do not wait for a name service that does not answer", async () => {
    const never = () => new Promise<never>(() => {});
    await expect(() =>
      fetchGuarded("https://slow.test/", { ...open, timeoutMs: 100, resolve: never }),
    ).toThrowWithCode("network.failed", '"slow.test" did not answer within 0.1 s');
  });

  it("are an interruption when the user stops it, before or while it runs", async () => {
    const port = await serve(() => {});
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    const options = { ...open, signal: stop.signal };
    await expect(() => fetchGuarded(`http://127.0.0.1:${port}/`, options)).toThrowWithCode("interrupted");
    connections = 0;
    await expect(() => fetchGuarded(`http://127.0.0.1:${port}/`, options)).toThrowWithCode("interrupted");
    expect(connections).toBe(0);
  });

  it("say that a certificate is not from a known issuer, after asking for the host by its name", async () => {
    const folder = mkdtempSync(join(tmpdir(), "http-"));
    await makeRoot(folder, "webroot");
    const extensions = ["extendedKeyUsage = serverAuth", "subjectAltName = DNS:tsa.test"];
    await makeLeaf(folder, { name: "web", root: "webroot", key: "es256", extensions });
    const [key, cert] = ["web.key", "web.pem"].map((name) => readFileSync(join(folder, name)));
    rmSync(folder, { recursive: true });
    let named = "";
    const server = createTlsServer({
      key,
      cert,
      SNICallback: (name, done) => {
        named = name;
        done(null);
      },
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const options = { ...open, allowHttp: false, resolve: loopback };
    await expect(() => fetchGuarded(`https://tsa.test:${port}/?key=s3cret`, options)).toThrowWithCode(
      "network.failed",
      `"tsa.test:${port}" shows a TLS certificate from an unknown issuer`,
    );
    server.close();
    expect(named).toBe("tsa.test");
  });

  it("say so when https meets a server that does not speak it", async () => {
    const port = await serve(() => {});
    await expect(() => fetchGuarded(`https://127.0.0.1:${port}/`, open)).toThrowWithCode("network.failed");
  });
});

it("an address is described by its host alone", () => {
  expect(describeOrigin("https://ana:hunter2@tsa.test:8443/customer?key=s3cret#x")).toBe("tsa.test:8443");
  expect(describeOrigin("not an address ?key=s3cret")).toBe("an address that is no URL");
});
