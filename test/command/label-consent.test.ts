import { randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import * as jws from "../../src/adapter/jws.ts";
import { type RecordConsentOptions, recordConsent } from "../../src/command/consent/index.ts";
import { consentLabel } from "../../src/core/consent/assertion.ts";
import { containerFor, currentPacket, readMarks, readXmp } from "../../src/core/metadata/index.ts";
import { sourceOf } from "../support/byte-source.ts";
import { labelOne, makeIdentity, testContext, verifyOne } from "../support/context.ts";
import { paint } from "../support/marked-picture.ts";

const world = testContext();
const at = (name: string) => join(world.folder, name);
const days = (number: number) => new Date(Date.now() + number * 86_400_000);
let rootPath: string;
let picture: string;

beforeAll(async () => {
  ({ rootPath } = await makeIdentity(world));
  picture = at("portrait.jpg");
  await paint({ width: 640, height: 400 }).toFile(picture);
});

async function consent(name: string, wishes: Partial<RecordConsentOptions> = {}): Promise<string> {
  const { output } = await recordConsent(
    {
      subject: "Berta Lind",
      isNamed: false,
      attributes: ["face"],
      scope: "one advertisement for a bakery",
      kinds: [],
      notified: days(-20),
      obtained: days(-10),
      isMinor: false,
      identity: "ana",
      output: at(name),
      force: false,
      dryRun: false,
      ...wishes,
    },
    { ...world.context, jws: async () => jws, newId: randomUUID },
  );
  return output;
}

const swap = { as: "ai-edited", kinds: ["face-swap"] } as const;

describe("a label with a consent", () => {
  it("says that it is documented, by whom and until when, and binds it to the file", async () => {
    const record = await consent("given.jws", { expires: days(100) });
    const { output = "", label } = await labelOne(world, picture, {
      ...swap,
      consents: [record],
      trust: [rootPath],
      output: at("agreed.jpg"),
    });
    const until = days(100).toISOString().slice(0, 10);
    expect(label.consents).toEqual([`consent documented for face, by Estudio Ruiz, until ${until}`]);
    const { credential } = await verifyOne(world, output, { trust: [rootPath] });
    const assertion = credential?.assertions.find((entry) => entry.label === consentLabel);
    expect(JSON.stringify(assertion)).not.toContain("Berta");
    expect(assertion?.data).toMatchObject({ records: [{ attributes: ["face"] }] });
    const container = containerFor("jpeg");
    if (!container) throw new Error("no container for JPEG");
    const packet = currentPacket(await readMarks(container, sourceOf(await readFile(output)))) ?? "";
    const plus = (name: string) => readXmp(packet).property("http://ns.useplus.org/ldf/xmp/1.0/", name);
    expect(plus("ModelReleaseStatus")).toEqual(["http://ns.useplus.org/ldf/vocab/MR-LMR"]);
    expect(plus("ModelReleaseID")).toHaveLength(1);
  });

  it("says so where nobody vouches for whoever signed it", async () => {
    const record = await consent("unknown.jws");
    const { label } = await labelOne(world, picture, { ...swap, consents: [record], output: at("u.jpg") });
    expect(label.notes.join()).toMatch(/no trust list recognizes "Estudio Ruiz"/);
  });

  it.each([
    ["that has expired", { expires: days(-1) }, /the record expired on/],
    [
      "for another attribute",
      { attributes: ["voice"] },
      /consent for face is not documented: the record is for voice/,
    ],
    ["for another kind", { kinds: ["face-edit"] }, /the record is for face-edit only/],
    ["that was withdrawn", { revokedAt: days(-1) }, /it was withdrawn/],
  ] as const)("is not made with one %s", async (what, wishes, says) => {
    const record = await consent(`${what.replaceAll(" ", "-")}.jws`, wishes as Partial<RecordConsentOptions>);
    await expect(() => labelOne(world, picture, { ...swap, consents: [record] })).toThrowWithCode(
      "consent.uncovered",
      says,
    );
  });

  it("is not made with one that was altered", async () => {
    const text = await readFile(await consent("whole.jws"), "utf8");
    const [head = "", body = "", signature = ""] = text.trim().split(".");
    const payload = Buffer.from(body, "base64url")
      .toString()
      .replace("one advertisement", "all advertisements");
    await writeFile(
      at("altered.jws"),
      [head, Buffer.from(payload).toString("base64url"), signature].join("."),
    );
    await expect(() => labelOne(world, picture, { ...swap, consents: [at("altered.jws")] })).toThrowWithCode(
      "consent.invalid",
      /is not as it was signed/,
    );
  });
});
