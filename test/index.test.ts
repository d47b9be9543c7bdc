/** The library as a program uses it: its export list, and one picture from signing to tracing. */
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import * as colophon from "../src/index.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const drawing = resolve(import.meta.dirname, "../fixtures/media/drawing.jpg");

/** A home with one identity whose root is a trust list, and a picture to sign. */
async function studio() {
  const folder = temporaryFolder();
  const house = colophon.openColophon({ home: join(folder, "home"), passphrase: "correct horse" });
  await house.createIdentity({ name: "studio", for: "Ana Ruiz" });
  const { pem } = await house.exportIdentity({ root: true });
  const root = join(folder, "studio.pem");
  await writeFile(root, pem);
  await house.addTrust({ kind: "list", source: root, name: "studio" });
  const picture = join(folder, "holiday.jpg");
  await copyFile(drawing, picture);
  return { folder, house, picture, root };
}

describe("the library", () => {
  it("exports these names and no others", () => {
    expect(Object.keys(colophon).sort()).toEqual([
      "ColophonError",
      "check",
      "checkAll",
      "createIdentity",
      "explain",
      "inspect",
      "label",
      "labelAll",
      "openColophon",
      "sign",
      "signAll",
      "trace",
      "verify",
      "verifyAll",
    ]);
  });

  it("refuses options it does not know, naming the nearest, and a path that is not there", async () => {
    const { house, picture } = await studio();
    const wishes = { requires: "valid" } as object;
    const refused = await house.verify(picture, wishes).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: "usage.invalid",
      message: 'verify: no option named "requires"',
      hints: ['did you mean "require"?'],
    });
    await expect(() => house.sign(picture, { autor: "Ana Ruiz" } as object)).toThrowWithCode(
      "usage.invalid",
      /"autor"/,
    );
    const verify = house.verify as (path?: string) => Promise<unknown>;
    await expect(() => verify()).toThrowWithCode("usage.invalid", /expected the path of a file/);
  });

  it("signs, verifies, traces and inspects a picture", async () => {
    const { house, picture, folder } = await studio();
    const signed = await house.sign(picture, { as: "camera" });
    expect(signed).toMatchObject({
      exitCode: 0,
      output: join(folder, "holiday.signed.jpg"),
      issuer: "Ana Ruiz",
    });
    const output = signed.output ?? "";

    const verified = await house.verify(output);
    expect(verified).toMatchObject({ exitCode: 0, file: output, format: "JPEG" });
    expect(verified.verification).toMatchObject({
      state: "trusted",
      unchanged: { answer: "unchanged" },
      issuer: { answer: "recognized", list: { name: "studio" } },
    });

    const edited = await house.sign(output, { actions: ["cropped"] });
    const traced = await house.trace(edited.output ?? "");
    expect(traced.verification.history).toMatchObject({ answer: "intact", steps: 2, sources: 1 });
    expect(traced.verification.trace?.root.ingredients[0]?.issuer).toBe("Ana Ruiz");

    const inspected = await house.inspect(edited.output ?? "");
    expect(inspected.manifests).toHaveLength(2);
  });

  it("holds files against rules, and records and verifies consent", async () => {
    const { house, picture, folder, root } = await studio();
    await house.sign(picture, { as: "ai-generated" });
    const signed = picture.replace(".jpg", ".signed.jpg");
    expect(await house.check(signed, { laws: ["eu"], trust: [root] })).toMatchObject({
      outcome: "met",
      exitCode: 0,
    });
    for await (const result of house.checkAll([signed], { laws: ["cn"] })) {
      expect(result).toMatchObject({ kind: "result", exitCode: 1, value: { outcome: "not-met" } });
    }
    const { output } = await house.recordConsent({
      subject: "Berta Lind",
      attributes: ["face"],
      scope: "portraits",
      notified: new Date("2026-01-01"),
      obtained: new Date("2026-01-02"),
      output: join(folder, "berta.jws"),
    });
    expect(await house.verifyConsent(output, { trust: [root], kinds: ["face-swap"] })).toMatchObject({
      exitCode: 0,
      coverage: { isDocumented: true },
    });
    await expect(() => house.check(signed, { law: ["eu"] } as never)).toThrowWithCode("usage.invalid", /law/);
  });

  it("labels what AI made, and finds that it meets the rules", async () => {
    const { house, folder, root } = await studio();
    const poster = join(folder, "poster.jpg");
    await copyFile(drawing.replace("drawing.jpg", "poster.jpg"), poster);
    const { output = "", label } = await house.label(poster, { as: "ai-generated", by: "ExampleStudio" });
    expect(label.marks).toMatchObject([{ form: "plate", text: "AI生成 · AI-generated" }]);
    expect(await house.check(output, { laws: ["cn"], trust: [root] })).toMatchObject({ outcome: "met" });
    await expect(() => house.label(poster, { for: "cn" } as never)).toThrowWithCode("usage.invalid", /"for"/);
  });

  it("tells a changed file from an unknown issuer by the exit code", async () => {
    const { house, picture, folder } = await studio();
    const { output = "" } = await house.sign(picture);
    const bytes = await readFile(output);
    bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1;
    const changed = join(folder, "changed.jpg");
    await writeFile(changed, bytes);

    const stranger = colophon.openColophon({ home: join(folder, "elsewhere") });
    expect(await house.verify(changed)).toMatchObject({ exitCode: 1, verification: { state: "invalid" } });
    expect(await stranger.verify(output)).toMatchObject({ exitCode: 4, verification: { state: "valid" } });
    expect(await stranger.verify(output, { require: "valid" })).toMatchObject({ exitCode: 0 });
    expect(await stranger.verify(drawing)).toMatchObject({ exitCode: 3, verification: { state: "none" } });
  });

  it("yields the results of a folder and the errors among them", async () => {
    const { house, picture, folder } = await studio();
    await house.sign(picture);
    await mkdir(join(folder, "shoot"));
    await copyFile(join(folder, "holiday.signed.jpg"), join(folder, "shoot/a.jpg"));
    await writeFile(join(folder, "shoot/b.jpg"), "");
    const results = [];
    for await (const result of house.verifyAll([join(folder, "shoot")])) results.push(result);
    expect(results).toMatchObject([
      { kind: "result", exitCode: 0, file: join(folder, "shoot/a.jpg") },
      { kind: "error", error: { code: "file.empty" } },
    ]);
  });

  it("takes an option that is undefined for one that was left out", async () => {
    const { house, picture } = await studio();
    const signed = await house.sign(picture, { title: undefined, thumbnail: undefined, dryRun: true });
    expect(signed.draft.title).toBe("holiday.jpg");
    expect(signed.thumbnailBytes).toBeGreaterThan(0);
  });
});

describe("when one file is asked for", () => {
  const house = () => colophon.openColophon({ home: temporaryFolder() });

  it("refuses a folder, a pattern and what is not there", async () => {
    const folder = temporaryFolder();
    await copyFile(drawing, join(folder, "a.jpg"));
    await expect(() => house().verify(folder)).toThrowWithCode("file.directory", /is a folder/);
    await expect(() => house().verify(join(folder, "*.jpg"))).toThrowWithCode("file.missing");
    await expect(() => house().sign(join(folder, "b.jpg"))).toThrowWithCode("file.missing", /no such file/);
  });

  it("takes a name that means something to a command line for a name", async () => {
    await expect(() => house().verify("-")).toThrowWithCode("file.missing", /"\.\/-"/);
    await expect(() => house().verify("@list.txt")).toThrowWithCode("file.missing", /"\.\/@list\.txt"/);
    const folder = temporaryFolder();
    const odd = join(folder, "a[1]*.jpg");
    await copyFile(drawing, odd);
    expect(await house().verify(odd)).toMatchObject({ file: odd, exitCode: 3 });
  });

  it("writes no picture to standard output", async () => {
    const { house: own, picture } = await studio();
    await expect(() => own.sign(picture, { output: "-" })).toThrowWithCode("usage.invalid", /found "-"/);
  });
});

describe("when an identity is locked", () => {
  it("asks the function that was given, with the identity's name", async () => {
    const { folder, picture } = await studio();
    const asked: string[] = [];
    const house = colophon.openColophon({
      home: join(folder, "home"),
      passphrase: async (purpose, identity) => {
        asked.push(`${purpose} ${identity}`);
        return "correct horse";
      },
    });
    await house.sign(picture);
    expect(asked).toEqual(["existing studio"]);
  });

  it("throws where nobody knows the passphrase", async () => {
    const { folder, picture } = await studio();
    const stranger = colophon.openColophon({ home: join(folder, "home") });
    await expect(() => stranger.sign(picture)).toThrowWithCode("identity.locked");
  });
});
