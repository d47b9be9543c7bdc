/** Ways in which a verdict has been fooled, each made for real and tried again: none may end in a green light. */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { startAuthority } from "../support/authority.ts";
import { box } from "../support/boxes.ts";
import { colophon } from "../support/colophon.ts";
import { makeIdentity, signOne, testContext } from "../support/context.ts";
import { fixture } from "../support/media.ts";
import { signPicture } from "../support/signed-picture.ts";
import { claimSigning, makeLeaf, makeRoot } from "../support/small-pki.ts";
import {
  type Assertion,
  type Assertions,
  type Forger,
  partsOf,
  readBoxes,
  repad,
  resign,
  storeIn,
  without,
  withStore,
} from "./forge.ts";
import { signOldClaim } from "./old-claim.ts";
import { signWithRoom, vouchForOneself } from "./own-identity.ts";

const world = testContext();
const at = (name: string) => join(world.folder, name);
let root = "";
let forger: Forger;

beforeAll(async () => {
  const { name, rootPath } = await makeIdentity(world);
  root = rootPath;
  const { vault } = await world.context.identities();
  const { keyPem, chainPem } = await vault.read(name);
  forger = { keyPem, chainPem: chainPem ?? "" };
});

const sha256 = (bytes: Buffer) => new Uint8Array(createHash("sha256").update(bytes).digest());
let count = 0;

async function signed(name: string): Promise<Buffer> {
  count += 1;
  const output = at(`${count}-${name}`);
  await signOne(world, fixture(name), { as: "camera", output });
  return readFileSync(output);
}

interface Told {
  code: number;
  text: string;
  state: string | undefined;
  codes: string[];
}

/** What `verify` says of a forgery whose maker is on a list: the worst case there is. */
async function tell(name: string, bytes: Buffer, sidecar?: Buffer): Promise<Told> {
  count += 1;
  const path = at(`${count}-${name}`);
  writeFileSync(path, bytes);
  if (sidecar) writeFileSync(`${path}.c2pa`, sidecar);
  const env = { COLOPHON_HOME: world.home };
  const { code, out, err } = await colophon(["verify", "--explain", "--trust", root, path], { env });
  const { out: json } = await colophon(["verify", "--json", "--trust", root, path], { env });
  const { results } = JSON.parse(json) as { results: { state?: string; findings?: { code: string }[] }[] };
  const [result] = results;
  return {
    code,
    text: out + err,
    state: result?.state,
    codes: (result?.findings ?? []).map((one) => one.code),
  };
}

describe("what a forger needs no key for", () => {
  it("new bytes where the signer left room for a longer credential", async () => {
    const file = await signed("drawing.jpg");
    const store = storeIn(file);
    const room = 600;
    const shorter = repad(store, -room);
    const start = file.indexOf(store);
    const planted = Buffer.alloc(room, "planted ");
    planted.writeUInt16BE(0xfffe); // a comment, which could as well be a picture
    planted.writeUInt16BE(room - 2, 2);
    const rest = file.subarray(start + store.length);
    const forged = Buffer.concat([file.subarray(0, start), shorter, planted, rest]);
    // The segment's length stands in front of its eight bytes of head.
    forged.writeUInt16BE(forged.readUInt16BE(start - 10) - room, start - 10);
    expect(forged.length).toBe(file.length);
    expect(await tell("planted.jpg", forged)).toMatchObject({ code: 1, state: "invalid" });
  });

  it("a credential beside a picture that differs only where the credential stood", async () => {
    const file = await signed("drawing.jpg");
    const store = storeIn(file);
    const other = Buffer.from(file);
    const start = file.indexOf(store);
    other.fill("another picture ", start - 8, start + store.length);
    other.write("ffe8", start - 12, "hex"); // no longer a segment of credentials
    expect(await tell("lifted.jpg", other, store)).toMatchObject({ code: 1, state: "invalid" });
  });

  it("one byte of a detail, so that it cannot be read and nothing seems to be there", async () => {
    count += 1;
    const output = at(`${count}-asked.jpg`);
    await signOne(world, fixture("drawing.jpg"), { as: "camera", train: false, output });
    const file = readFileSync(output);
    const content = file.indexOf("cbor", file.indexOf("cawg.training-mining\0") + 1) + 4;
    file[content] = 0xff;
    const told = await tell("unreadable.jpg", file);
    expect(told).toMatchObject({ code: 1, state: "invalid" });
    expect(told.codes).toContain("assertion.cbor.invalid");
  });

  it("a credential beside another file", async () => {
    const store = storeIn(await signed("drawing.jpg"));
    const told = await tell("other.webp", readFileSync(fixture("drawing.webp")), store);
    expect(told).toMatchObject({ code: 1, state: "invalid" });
  });

  it("bytes in boxes that no hash covers are told of", async () => {
    const file = await signed("moving.mp4");
    const told = await tell(
      "smuggled.mp4",
      Buffer.concat([file, box("free", Buffer.alloc(5000, "smuggled "))]),
    );
    expect([told.code, told.state]).toEqual([0, "trusted"]);
    expect(told.codes).toContain("assertion.bmffHash.additionalExclusionsPresent");
    expect(told.text).toContain("not covered by the signed hash, so changing them\n    goes unnoticed");
  });

  it("the name of somebody else, after the credential was taken away", async () => {
    const thief = testContext();
    await makeIdentity(thief, { name: "thief", for: "Mallory", org: "Mallory & Co" });
    const output = at("stolen.jpg");
    await signOne(thief, fixture("drawing.jpg"), { as: "camera", title: "by Ana Ruiz", output });
    const told = await tell("stolen.jpg", readFileSync(output));
    expect([told.code, told.state]).toEqual([4, "valid"]);
    expect(told.text).toContain("issued by “Mallory & Co”");
  });
});

describe("what a forger does who is on a list", () => {
  const hashOf = (assertions: Assertions) => assertions.get("c2pa.hash.data") as Assertion;
  const range = (start: number, length: number) =>
    new Map<string, unknown>([
      ["start", start],
      ["length", length],
    ]);

  it("nothing yet: signed again as it was, it is what it was", async () => {
    const file = await signed("drawing.jpg");
    const store = await resign(storeIn(file), forger, () => undefined);
    expect(await tell("again.jpg", withStore(file, store))).toMatchObject({ code: 0, state: "trusted" });
  });

  it("a hash that leaves out the whole file", async () => {
    const file = await signed("drawing.jpg");
    const store = await resign(storeIn(file), forger, (assertions) => {
      hashOf(assertions).set("exclusions", [range(0, file.length)]);
      hashOf(assertions).set("hash", sha256(Buffer.alloc(0)));
    });
    expect(await tell("whole.jpg", withStore(file, store))).toMatchObject({ code: 1, state: "invalid" });
  });

  it("a second range that leaves out the picture", async () => {
    const file = await signed("drawing.jpg");
    const start = file.indexOf(storeIn(file)) - 12;
    const end = start + 12 + storeIn(file).length;
    const store = await resign(storeIn(file), forger, (assertions) => {
      const [first] = hashOf(assertions).get("exclusions") as Assertion[];
      expect([first?.get("start"), first?.get("length")]).toEqual([start, end - start]);
      hashOf(assertions).set("exclusions", [first, range(end, file.length - end)]);
      hashOf(assertions).set("hash", sha256(file.subarray(0, start)));
    });
    const forged = withStore(file, store);
    forged.fill(0x55, forged.length - 200, forged.length - 2);
    const told = await tell("picture.jpg", forged);
    expect(told.codes).toContain("file.media-not-covered");
    expect([told.code, told.state]).toEqual([1, "invalid"]);
  });

  it("EXIF that the hash leaves out is counted aloud", async () => {
    const path = at("exif.jpg");
    await sharp(fixture("drawing.jpg"))
      .withExif({ IFD0: { Artist: "Somebody Else" } })
      .toFile(path);
    await signOne(world, path, { as: "camera", output: at("exif.signed.jpg") });
    const file = readFileSync(at("exif.signed.jpg"));
    const from = file.indexOf("Exif\0\0") - 4;
    const length = file.readUInt16BE(from + 2) + 2;
    const store = await resign(storeIn(file), forger, (assertions) => {
      const [first] = hashOf(assertions).get("exclusions") as Assertion[];
      const both = [first as Assertion, range(from, length)];
      both.sort((one, other) => Number(one.get("start")) - Number(other.get("start")));
      hashOf(assertions).set("exclusions", both);
      hashOf(assertions).set("hash", sha256(without(file, both)));
    });
    const forged = withStore(file, store);
    forged.write("Mallory", forged.indexOf("Somebody"));
    const told = await tell("exif.jpg", forged);
    expect(told.codes).toContain("file.bytes-not-covered");
    expect(told.text).toContain(`${length} bytes`);
    expect(told.text).not.toContain("Mallory");
  });

  it("a part of the picture that the hash leaves out, however small", async () => {
    const path = at("corner.jpg");
    await signOne(world, fixture("drawing.jpg"), { as: "camera", output: path });
    const file = readFileSync(path);
    const fromEnd = 60;
    const store = await resign(storeIn(file), forger, (assertions) => {
      const [first] = hashOf(assertions).get("exclusions") as Assertion[];
      const both = [first as Assertion, range(file.length - fromEnd, 16)];
      hashOf(assertions).set("exclusions", both);
      hashOf(assertions).set("hash", sha256(without(file, both)));
    });
    const forged = withStore(file, store);
    expect(forged.length).toBe(file.length);
    forged.writeUInt8(forged.readUInt8(forged.length - fromEnd) ^ 1, forged.length - fromEnd);
    const told = await tell("corner.jpg", forged);
    expect(told).toMatchObject({ code: 1, state: "invalid" });
    expect(told.codes).toContain("file.media-not-covered");
  });

  it("a failure of its own that an ingredient claims to have settled", async () => {
    const output = at("composed.jpg");
    const ingredients = [at("1-drawing.jpg")];
    writeFileSync(ingredients[0] ?? "", await signed("drawing.jpg"));
    await signOne(world, fixture("drawing.jpg"), { as: "composite", ingredients, output });
    const file = readFileSync(output);
    const { label } = partsOf(readBoxes(storeIn(file)));
    const failure = new Map([
      ["code", "assertion.dataHash.mismatch"],
      ["url", `self#jumbf=/c2pa/${label}/c2pa.assertions/c2pa.hash.data`],
    ]);
    const results = new Map<string, unknown>([
      ["success", []],
      ["informational", []],
      ["failure", [failure]],
    ]);
    const store = await resign(storeIn(file), forger, (assertions) => {
      const [ingredient] = [...assertions].filter(([name]) => name.startsWith("c2pa.ingredient"));
      ingredient?.[1].set("validationResults", new Map([["activeManifest", results]]));
    });
    const forged = withStore(file, store);
    forged.writeUInt8(forged.readUInt8(forged.length - 60) ^ 1, forged.length - 60);
    expect(await tell("settled.jpg", forged)).toMatchObject({ code: 1, state: "invalid" });
  });

  it("an identity that its own maker vouches for", async () => {
    const file = await signWithRoom(readFileSync(fixture("drawing.jpg")), forger);
    // Once without a change, so that the hash of what the identity refers to stays what it is.
    const steady = await resign(storeIn(file), forger, () => undefined);
    const store = await resign(steady, forger, (parts, claim) => {
      const all = ["created_assertions", "gathered_assertions"].flatMap((key) => claim.get(key) ?? []);
      const found = (all as Assertion[]).find((one) => String(one.get("url")).endsWith("/c2pa.hash.data"));
      const reference = { url: String(found?.get("url")), hash: found?.get("hash") as Uint8Array };
      vouchForOneself(parts.get("cawg.identity") as Assertion, "Famous Name", reference);
    });
    const told = await tell("named.jpg", withStore(file, store));
    expect([told.code, told.state]).toEqual([0, "trusted"]);
    expect(told.codes).toContain("cawg.ica.untrusted_issuer");
    expect(told.text).toMatch(/“Famous Name”, which no list of publishers in use\s+recognizes/);
    expect(told.text.replaceAll("“Famous Name”", "")).not.toContain("Famous");
  });

  it("dates of its own choosing", async () => {
    const file = await signed("drawing.jpg");
    const store = await resign(storeIn(file), forger, (assertions) => {
      const actions = assertions.get("c2pa.actions.v2")?.get("actions") as Assertion[] | undefined;
      actions?.[0]?.set("when", "1999-12-31T00:00:00Z");
    });
    const told = await tell("dated.jpg", withStore(file, store));
    expect(told.code).toBe(0);
    expect(told.text).toMatch(/31 December 1999[\s\S]*(signer's own clock|own word)/);
    expect(told.codes).toContain("time.self-asserted");
  });
});

describe("a certificate", () => {
  it("with a name full of escapes, marks and quotes", async () => {
    const liar = testContext();
    const name = "\u2713 Trusted\u202e \u201d recognized by C2PA trust list\u200b";
    await makeIdentity(liar, { name: "liar", for: name, org: name });
    const output = at("liar.jpg");
    await signOne(liar, fixture("drawing.jpg"), { as: "camera", output });
    const told = await tell("liar.jpg", readFileSync(output));
    expect([told.code, told.state]).toEqual([4, "valid"]);
    expect(told.text).toContain("Issuer not recognized");
    expect(told.text).not.toMatch(/[\u202e\u200b]|(?<!“)\u2713/);
    expect(told.codes).toContain("string.suspicious");
  });

  it("that has expired, without a timestamp or on the word of a home-made authority alone", async () => {
    const { folder } = world;
    const rootPem = await makeRoot(folder, "brief");
    root = join(folder, "brief.pem");
    const authority = await startAuthority();
    try {
      const end = new Date(Date.now() + 6000).toISOString().replace(/[-:T]|\.\d+/g, "");
      const validity = { from: "20200101000000Z", to: end };
      await makeLeaf(folder, {
        name: "past",
        root: "brief",
        key: "es256",
        extensions: claimSigning,
        validity,
      });
      const plain = readFileSync(await signPicture(folder, "past", ["past"]));
      const stamped = await signOldClaim(folder, "past", authority.url);
      expect(rootPem).toContain("BEGIN CERTIFICATE");
      await wait(7000);
      const told = await tell("past.jpg", plain);
      expect([told.code, told.state]).toEqual([1, "invalid"]);
      expect(told.text).toMatch(/expired/);
      const revived = await tell("revived.jpg", stamped);
      expect(revived.code).not.toBe(0);
      expect(revived.text).toMatch(/expired/);
    } finally {
      await authority.close();
    }
  });
});
