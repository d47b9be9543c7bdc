/** The COSE structure byte by byte, and with the engine that embeds and reads it. */
import { constants, createPrivateKey, type KeyObject, randomUUID, sign, X509Certificate } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Builder, CallbackSigner, Reader } from "@contentauth/c2pa-node";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stampOne } from "../../../src/adapter/timestamp-client.ts";
import { decodeCbor } from "../../../src/core/credential/cbor.ts";
import { buildCoseSign1, type CoseRequest, reserveSizeFor } from "../../../src/core/signing/cose.ts";
import { type Authority, startAuthority } from "../../support/authority.ts";
import { claimSigning, type KeyKind, keyOptions, makeLeaf, makeRoot } from "../../support/small-pki.ts";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const certificate = Uint8Array.of(0xc1, 0xc2);
const issuer = Uint8Array.of(0xd1);
const signature = new Uint8Array(64).fill(0x5a);

function request(changes: Partial<CoseRequest> = {}): CoseRequest {
  return {
    algorithm: "es256",
    chain: [certificate],
    sign: async () => signature,
    claim: Uint8Array.of(1, 2, 3),
    reserveSize: 200,
    ...changes,
  };
}

describe("the bytes of a signature", () => {
  it("are those RFC 9052 and C2PA prescribe, the single certificate standing bare", async () => {
    let signed = "";
    const sign1 = await buildCoseSign1(
      request({
        reserveSize: 87,
        sign: async (bytes) => {
          signed = hex(bytes);
          return signature;
        },
      }),
    );
    const header = "a2" + "0126" + "1821" + "42c1c2";
    expect(signed).toBe(`84${"6a"}${hex(Buffer.from("Signature1"))}${`48${header}`}${"40"}${"43010203"}`);
    const pad = `a163${hex(Buffer.from("pad"))}43000000`;
    expect(hex(sign1)).toBe(`d284${`48${header}`}${pad}${"f6"}${"5840"}${"5a".repeat(64)}`);
  });

  it("hold several certificates as an array, leaf first", async () => {
    const [header] = decodeCbor(await buildCoseSign1(request({ chain: [certificate, issuer] }))) as [
      Uint8Array,
    ];
    expect(hex(header)).toBe("a2" + "0126" + "1821" + "8242c1c2" + "41d1");
  });

  it("hold the token over the signature as it is encoded", async () => {
    let stamped = "";
    const sign1 = await buildCoseSign1(
      request({
        stamp: async (bytes) => {
          stamped = hex(bytes);
          return Uint8Array.of(0x70, 0x71);
        },
      }),
    );
    const name = hex(Buffer.from("CounterSignature"));
    expect(stamped).toBe(`8470${name}${"48a20126182142c1c2"}${"40"}5842${"5840"}${"5a".repeat(64)}`);
    const [, unprotected] = decodeCbor(sign1) as [Uint8Array, Map<string, unknown>];
    expect([...unprotected.keys()]).toEqual(["sigTst2", "pad"]);
    const { tstTokens } = Object.fromEntries(
      unprotected.get("sigTst2") as Map<string, Map<string, Uint8Array>[]>,
    );
    expect(tstTokens?.map((token) => [...token].map(([key, value]) => [key, hex(value)]))).toEqual([
      [["val", "7071"]],
    ]);
  });

  it("are as many as reserved, whatever the number, and decode to zeros beside the signature", async () => {
    const smallest = 84;
    const around = [24, 256, 257, 258, 65_536, 65_538, 65_539, 65_540, 65_541];
    const extras = new Set([...Array(40).keys(), ...around.flatMap((n) => [n - 1, n, n + 1, n + 6, n + 7])]);
    for (const extra of extras) {
      const sign1 = await buildCoseSign1(request({ reserveSize: smallest + extra }));
      expect(sign1.length, `with ${extra} bytes to fill`).toBe(smallest + extra);
      const [, unprotected, payload, found] = decodeCbor(sign1) as [
        unknown,
        Map<string, Uint8Array>,
        null,
        Uint8Array,
      ];
      expect([...unprotected.keys()].every((key) => key === "pad" || key === "pad2")).toBe(true);
      expect([...unprotected.values()].every((zeros) => zeros.every((byte) => byte === 0))).toBe(true);
      expect(payload).toBeNull();
      expect(hex(found)).toBe(hex(signature));
    }
  });

  it("are refused when fewer are reserved than needed, with both numbers", async () => {
    await expect(() => buildCoseSign1(request({ reserveSize: 83 }))).toThrowWithCode(
      "sign.failed",
      /needs 84 bytes, only 83 are reserved/,
    );
  });

  it("are refused without a certificate", async () => {
    await expect(() => buildCoseSign1(request({ chain: [] }))).toThrowWithCode("sign.failed", /found none/);
  });
});

describe("the size to reserve", () => {
  it("leaves room for the chain, and 20,000 bytes more for a timestamp", () => {
    const chain = [new Uint8Array(900), new Uint8Array(1100)];
    expect(reserveSizeFor(chain, false)).toBeGreaterThan(2000 + 512);
    expect(reserveSizeFor(chain, true)).toBe(reserveSizeFor(chain, false) + 20_000);
  });
});

describe("with the engine", () => {
  const algorithms = Object.keys(keyOptions) as KeyKind[];
  const hashes = {
    es256: "sha256",
    es384: "sha384",
    es512: "sha512",
    ps256: "sha256",
    ps384: "sha384",
    ps512: "sha512",
  };
  let folder: string;
  let rootPem: string;
  let authority: Authority;
  let photo: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "cose-"));
    rootPem = await makeRoot(folder, "studioroot");
    for (const key of algorithms)
      await makeLeaf(folder, { name: key, root: "studioroot", key, extensions: claimSigning });
    const between = {
      name: "between",
      root: "studioroot",
      key: "es384",
      subject: "/O=Sample CA/CN=between",
    } as const;
    await makeLeaf(folder, {
      ...between,
      isAuthority: true,
      extensions: ["keyUsage = critical,keyCertSign"],
    });
    await makeLeaf(folder, { name: "below", root: "between", key: "es256", extensions: claimSigning });
    authority = await startAuthority();
    photo = join(folder, "photo.jpg");
    await sharp({ create: { width: 64, height: 48, channels: 3, background: "#a03020" } })
      .jpeg()
      .toFile(photo);
  });

  afterAll(async () => {
    await authority.close();
    await rm(folder, { recursive: true, force: true });
  });

  function signWith(algorithm: KeyKind, key: KeyObject, bytes: Uint8Array): Buffer {
    if (algorithm === "ed25519") return sign(null, bytes, key);
    return sign(hashes[algorithm], bytes, {
      key,
      ...(algorithm.startsWith("es")
        ? { dsaEncoding: "ieee-p1363" as const }
        : { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }),
    });
  }

  interface Way {
    isTimestamped?: boolean;
    /** Names of the certificates above the leaf. */
    issuers?: string[];
    reserveSize?: number;
    leafName?: string;
  }

  async function signPhoto(algorithm: KeyKind, way: Way = {}): Promise<string> {
    const { isTimestamped = false, issuers = [], leafName = algorithm } = way;
    const key = createPrivateKey(await readFile(join(folder, `${leafName}.key`)));
    const certs = await Promise.all(
      [leafName, ...issuers].map((name) => readFile(join(folder, `${name}.pem`))),
    );
    const chain = certs.map((pem) => new Uint8Array(new X509Certificate(pem).raw));
    const reserveSize = way.reserveSize ?? reserveSizeFor(chain, isTimestamped);
    const signer = CallbackSigner.newSigner(
      { alg: algorithm, certs, reserveSize, directCoseHandling: true },
      async (claim) =>
        Buffer.from(
          await buildCoseSign1({
            algorithm,
            chain,
            claim,
            reserveSize,
            sign: async (bytes) => signWith(algorithm, key, bytes),
            ...(isTimestamped
              ? { stamp: async (bytes) => (await stampOne(authority.url, bytes, 5000)).token }
              : {}),
          }),
        ),
    );
    const builder = Builder.new(builderSettings);
    builder.setIntent({ create: "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture" });
    const output = join(folder, `signed-${randomUUID()}.jpg`);
    await builder.signAsync(signer, { path: photo }, { path: output });
    return output;
  }

  async function read(path: string): Promise<{ state: string; codes: string[]; time: string | undefined }> {
    const anchors = [
      { trust_kind: "manifest", trust_uri: "a", trust_anchors: rootPem },
      { trust_kind: "tsa", trust_uri: "b", trust_anchors: authority.rootPem },
    ];
    const purposes = ["1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.8"].join("\n");
    const settings = {
      trust: { trust_config: purposes, anchors },
      verify: { remote_manifest_fetch: false, ocsp_fetch: false },
    };
    const reader = await Reader.fromAsset({ path, mimeType: "image/jpeg" }, JSON.stringify(settings));
    const store = JSON.parse(JSON.stringify(reader?.json())) as Store;
    const { success = [], informational = [], failure = [] } = store.validation_results.activeManifest;
    return {
      state: store.validation_state,
      codes: [...success, ...informational, ...failure].map(({ code }) => code),
      time: store.manifests[store.active_manifest]?.signature_info.time,
    };
  }

  it.each(algorithms)("a photo signed with %s is Trusted", async (algorithm) => {
    const { state, codes } = await read(await signPhoto(algorithm));
    expect(codes).toContain("claimSignature.validated");
    expect(codes.filter((code) => code.startsWith("timeStamp"))).toEqual([]);
    expect(state).toBe("Trusted");
  });

  it.each(algorithms)(
    "a photo signed with %s and timestamped is Trusted with its time",
    async (algorithm) => {
      const { state, codes, time } = await read(await signPhoto(algorithm, { isTimestamped: true }));
      expect(codes).toContain("timeStamp.validated");
      expect(codes).toContain("timeStamp.trusted");
      expect(state).toBe("Trusted");
      expect(Math.abs(Date.now() - Date.parse(time ?? ""))).toBeLessThan(120_000);
    },
  );

  it("a photo signed below an intermediate certificate is Trusted", async () => {
    const { state, codes } = await read(
      await signPhoto("es256", { leafName: "below", issuers: ["between"], isTimestamped: true }),
    );
    expect(codes).toContain("signingCredential.trusted");
    expect(state).toBe("Trusted");
  });

  it("a photo signed below an intermediate certificate that is left out is not Trusted", async () => {
    expect((await read(await signPhoto("es256", { leafName: "below" }))).state).toBe("Valid");
  });

  it("a signature with two paddings is read like any other", async () => {
    const leaf = new X509Certificate(await readFile(join(folder, "ed25519.pem")));
    const chain = [new Uint8Array(leaf.raw)];
    const build = (reserveSize: number) =>
      buildCoseSign1(request({ algorithm: "ed25519", chain, reserveSize }));
    const [, unprotected] = decodeCbor(await build(5000)) as [unknown, Map<string, Uint8Array>];
    const unpaddedBytes = 5000 - 2 - (unprotected.get("pad")?.length ?? 0);
    const [, both] = decodeCbor(await build(unpaddedBytes + 24)) as [unknown, Map<string, Uint8Array>];
    expect(both.has("pad2")).toBe(true);
    const { state } = await read(await signPhoto("ed25519", { reserveSize: unpaddedBytes + 24 }));
    expect(state).toBe("Trusted");
  });

  it("a photo changed after signing is Invalid", async () => {
    const signed = await signPhoto("es256", { isTimestamped: true });
    const bytes = await readFile(signed);
    const at = bytes.length - 12; // the compressed picture ends two bytes before the end
    bytes.writeUInt8(bytes.readUInt8(at) ^ 0x01, at);
    const changed = join(folder, "changed.jpg");
    await writeFile(changed, bytes);
    const { state, codes } = await read(changed);
    expect(state).toBe("Invalid");
    expect(codes).toContain("assertion.dataHash.mismatch");
  });
});

const builderSettings = JSON.stringify({
  builder: {
    claim_generator_info: { name: "colophon", version: "0.1.0", specVersion: "2.4" },
    actions: { all_actions_included: true },
    created_assertion_labels: ["c2pa.actions"],
    thumbnail: { enabled: false },
  },
  verify: { verify_after_sign: true },
});

interface Store {
  validation_state: string;
  active_manifest: string;
  manifests: Record<string, { signature_info: { time?: string } }>;
  validation_results: {
    activeManifest: { success?: Coded[]; informational?: Coded[]; failure?: Coded[] };
  };
}

interface Coded {
  code: string;
}
