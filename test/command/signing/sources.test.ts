/** What a file brings along when it is signed: its own credentials, a parent, ingredients, broken ones. */
import { copyFile, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { makeIdentity, signOne, testContext, verifyOne } from "../../support/context.ts";
import { fixture } from "../../support/media.ts";

const world = testContext();
const signed = join(world.folder, "signed.jpg");
const broken = join(world.folder, "broken.jpg");
let rootPath = "";
let count = 0;
const fresh = (ending = "jpg") => {
  count += 1;
  return join(world.folder, `${count}.${ending}`);
};

beforeAll(async () => {
  ({ rootPath } = await makeIdentity(world));
  await signOne(world, fixture("drawing.jpg"), { as: "camera", output: signed });
  const bytes = await readFile(signed);
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 40) ^ 1, bytes.length - 40);
  await writeFile(broken, bytes);
});

describe("a file with credentials", () => {
  it("becomes its own parent, so that its history is kept", async () => {
    const output = fresh();
    const result = await signOne(world, signed, { actions: ["cropped"], output });
    expect(result.parent).toEqual({ title: "signed.jpg", state: "valid" });
    const verification = await verifyOne(world, output, { trust: [rootPath] });
    expect(verification).toMatchObject({
      state: "trusted",
      history: { answer: "intact", steps: 2, sources: 1 },
      trace: { root: { ingredients: [{ title: "signed.jpg", relationship: "parentOf", state: "trusted" }] } },
    });
    expect(verification.credential?.actions.map(({ name }) => name)).toEqual(["c2pa.opened", "c2pa.cropped"]);
  });

  it("says what was done to it by --as, and not that it began so", async () => {
    const output = fresh();
    await signOne(world, signed, { as: "ai-edited", output });
    const { credential } = await verifyOne(world, output);
    expect(credential?.actions).toMatchObject([
      { name: "c2pa.opened" },
      {
        name: "c2pa.edited",
        digitalSourceType: expect.stringMatching(/compositeWithTrainedAlgorithmicMedia$/),
      },
    ]);
  });

  it("never tells in which folder it lay", async () => {
    const output = fresh();
    await signOne(world, signed, { actions: ["edited"], output });
    const bytes = await readFile(output);
    expect(bytes.includes(world.folder)).toBe(false);
    expect(bytes.includes(basename(world.folder))).toBe(false);
  });

  it("has no place for another parent", async () => {
    const wishes = { parent: fixture("drawing.png"), output: fresh() };
    await expect(() => signOne(world, signed, wishes)).toThrowWithCode("parent.conflict", /"drawing.png"/);
  });

  it("may be named as its own parent", async () => {
    const output = fresh();
    await signOne(world, signed, { parent: signed, output });
    expect((await verifyOne(world, output)).history.steps).toBe(2);
  });

  it("is added to by --update, and its picture stays as it was", async () => {
    const output = fresh();
    await signOne(world, signed, { update: true, author: "Ana Ruiz", output, thumbnail: 64 });
    const { state, credential, unchanged, history } = await verifyOne(world, output);
    expect([state, unchanged.answer, history.steps]).toEqual(["valid", "unchanged", 2]);
    expect([credential?.authors, credential?.thumbnail]).toEqual([["Ana Ruiz"], undefined]);
  });
});

describe("a file without credentials", () => {
  it("is opened as it was found where nobody says how it came to be", async () => {
    const output = fresh();
    await signOne(world, fixture("drawing.jpg"), { actions: ["resized"], output });
    const { credential, history } = await verifyOne(world, output);
    expect(credential?.actions.map(({ name }) => name)).toEqual(["c2pa.opened", "c2pa.resized"]);
    expect(history).toEqual({ answer: "intact", steps: 2, sources: 1 });
  });

  it("has nothing that --update could add to", async () => {
    await expect(() =>
      signOne(world, fixture("drawing.jpg"), { update: true, output: fresh() }),
    ).toThrowWithCode("parent.conflict", "--update");
  });

  it("is made from a parent that is named", async () => {
    const output = fresh("png");
    await signOne(world, fixture("drawing.png"), { parent: signed, actions: ["converted"], output });
    const { trace } = await verifyOne(world, output);
    expect(trace?.root.ingredients).toMatchObject([
      { relationship: "parentOf", state: "valid", issuer: "Estudio Ruiz" },
    ]);
  });
});

describe("credentials that are kept beside a file", () => {
  it("become the parent just as if they were inside", async () => {
    const text = fresh("txt");
    await copyFile(fixture("note.txt"), text);
    await signOne(world, text, { as: "drawing", sidecar: true });
    await signOne(world, text, { actions: ["edited"], sidecar: true, force: true });
    expect(await verifyOne(world, text, { trust: [rootPath] })).toMatchObject({
      state: "trusted",
      history: { answer: "intact", steps: 2, sources: 1 },
      trace: { root: { ingredients: [{ title: basename(text), state: "trusted" }] } },
    });
  });

  it("come along when the file is used in another", async () => {
    const picture = fresh("png");
    await copyFile(fixture("drawing.png"), picture);
    await signOne(world, picture, { as: "ai-generated", sidecar: true });
    const output = fresh();
    await signOne(world, fixture("drawing.jpg"), { as: "composite", ingredients: [picture], output });
    const { trace } = await verifyOne(world, output, { trust: [rootPath] });
    expect(trace?.root.ingredients).toMatchObject([
      { title: basename(picture), state: "trusted", actions: [{ name: "c2pa.created" }] },
    ]);
  });

  it("are found broken when the file was changed, and signing over them is refused", async () => {
    const text = fresh("txt");
    await copyFile(fixture("note.txt"), text);
    await signOne(world, text, { as: "drawing", sidecar: true });
    await writeFile(text, "Something else.\n");
    await expect(() => signOne(world, text, { sidecar: true, output: fresh("c2pa") })).toThrowWithCode(
      "parent.broken",
      /, and a new signature would hide that$/,
    );
    const output = fresh();
    await signOne(world, fixture("drawing.jpg"), {
      as: "composite",
      ingredients: [text],
      output,
      force: true,
    });
    const { history, findings } = await verifyOne(world, output);
    expect(history.answer).toBe("broken");
    expect(findings.find(({ code }) => code === "history.broken")?.where).toBe(basename(text));
  });
});

describe("broken credentials", () => {
  it.each([
    ["as the file itself", () => ({ path: broken, wishes: {} })],
    ["as the parent", () => ({ path: fixture("drawing.jpg"), wishes: { parent: broken } })],
    [
      "as an ingredient",
      () => ({ path: fixture("drawing.jpg"), wishes: { ingredients: [broken], as: "composite" } }),
    ],
  ])("are refused %s, and nothing is written", async (_where, given) => {
    const { path, wishes } = given();
    const output = fresh();
    const before = await readdir(world.folder);
    await expect(() => signOne(world, path, { ...wishes, output })).toThrowWithCode(
      "parent.broken",
      /broken\.jpg.*assertion\.dataHash\.mismatch/,
    );
    expect(await readdir(world.folder)).toEqual(before);
  });

  it("stay visible in the history of what is signed over them by force", async () => {
    const output = fresh();
    await signOne(world, broken, { actions: ["edited"], output, force: true });
    const verification = await verifyOne(world, output, { trust: [rootPath] });
    expect(verification.history.answer).toBe("broken");
    expect(
      verification.findings.filter(({ severity }) => severity === "failure").map(({ code }) => code),
    ).toEqual(["history.broken"]);
  });
});
