/** Who wins, what is refused, and where each value came from. */
import { describe, expect, it } from "vitest";
import {
  type ConfigSource,
  configKeys,
  defaultConfig,
  resolveConfig,
} from "../../../src/core/schema/config.ts";
import { ColophonError } from "../../../src/error.ts";

const user = (values: Record<string, unknown>): ConfigSource => ({
  kind: "user",
  source: "/u/config.json",
  values,
});
const project = (values: Record<string, unknown>): ConfigSource => ({
  kind: "project",
  source: "/p/colophon.config.json",
  values,
});
const variables = (values: Record<string, unknown>): ConfigSource => ({
  kind: "environment",
  source: "environment",
  values,
});

describe("the configuration", () => {
  it("is the defaults where nothing is said", () => {
    const { values, origins } = resolveConfig([]);
    expect(values).toEqual(defaultConfig);
    expect(origins.require).toEqual({ kind: "default" });
    expect(origins.identity).toBeUndefined();
  });

  it("takes variables before the project before the user, and says so", () => {
    const sources = [
      variables({ COLOPHON_TIMEOUT: "2.5" }),
      project({ jobs: 3, timeoutSeconds: 3, author: "studio", identity: undefined }),
      user({ jobs: 4, timeoutSeconds: 4, author: "Ana Ruiz", identity: "ana" }),
    ];
    const { values, origins } = resolveConfig(sources);
    expect(values).toMatchObject({ jobs: 3, timeoutSeconds: 2.5, author: "studio", identity: "ana" });
    expect(origins.timeoutSeconds).toEqual({ kind: "environment", source: "COLOPHON_TIMEOUT" });
    expect(origins.author).toEqual({ kind: "project", source: "/p/colophon.config.json" });
    expect(origins.identity).toEqual({ kind: "user", source: "/u/config.json" });
  });

  it("reads variables by the kind of their setting", () => {
    const { values } = resolveConfig([
      variables({
        COLOPHON_TSA: "http://one.example/tsa, https://two.example",
        COLOPHON_TIMESTAMP: "false",
        COLOPHON_THUMBNAIL: "false",
        COLOPHON_NO_TRAIN: "1",
      }),
    ]);
    expect(values).toMatchObject({
      tsa: ["http://one.example/tsa", "https://two.example"],
      timestamp: false,
      thumbnail: false,
      noTrain: true,
    });
  });
});

describe("a setting that is none", () => {
  it("is named with its file and the nearest right one", async () => {
    await expect(() => resolveConfig([user({ identiti: "ana" })])).toThrowWithCode(
      "config.invalid",
      '"/u/config.json": unknown setting "identiti"',
    );
    try {
      resolveConfig([user({ identiti: "ana" })]);
    } catch (error) {
      expect(error instanceof ColophonError && error.hints).toEqual(['did you mean "identity"?']);
    }
    await expect(() => resolveConfig([variables({ COLOPHON_JOB: "2" })])).toThrowWithCode(
      "config.invalid",
      "unknown variable COLOPHON_JOB",
    );
  });

  it("is no concern where it is another program's variable or our own home", () => {
    const others = { COLOPHON_HOME: "/x", COLOPHON_GREEK_ISLAND: "1" };
    expect(resolveConfig([variables(others)]).values).toEqual(defaultConfig);
  });
});

describe("a value of the wrong shape", () => {
  it.each([
    [{ jobs: 0 }, '"jobs": expected a whole number from 1 to 64, found 0'],
    [{ jobs: "4" }, '"jobs": expected a whole number from 1 to 64, found "4"'],
    [{ tsa: ["ftp://x"] }, '"tsa": expected a list of http or https addresses, found the list "ftp://x"'],
    [{ tsa: ["https://user:pass@x.example"] }, "found another list"],
    [{ require: "correct horse battery staple" }, "found another text"],
    [{ require: "any" }, '"require": expected "trusted" or "valid", found "any"'],
    [{ thumbnail: true }, "or false, found true"],
    [{ author: null }, '"author": expected a name, found null'],
  ])("%j is refused", async (values, words) => {
    await expect(() => resolveConfig([user(values)])).toThrowWithCode("config.invalid", words);
  });

  it("is not quoted where it may be a key, nor is a strange name", () => {
    const secret = "-----BEGIN PRIVATE KEY-----";
    for (const values of [{ require: secret }, { [secret]: 1 }, { identity: { [secret]: 1 } }]) {
      for (const source of [user(values), project(values)]) {
        try {
          resolveConfig([source]);
          expect.unreachable();
        } catch (error) {
          expect(error).toBeInstanceOf(ColophonError);
          expect(String(error)).not.toContain("PRIVATE");
        }
      }
    }
  });
});

describe("a project", () => {
  it.each(["identity", "tsa", "timestamp", "require", "trust", "remote", "signer", "registry", "command"])(
    "may not choose %s",
    async (key) => {
      await expect(() => resolveConfig([project({ [key]: "x" })])).toThrowWithCode(
        "config.forbidden",
        `"${key}"`,
      );
    },
  );

  it("may not lead outputs out of the file's folder", async () => {
    for (const template of ["/etc/{base}", "{dir}/../{base}", "{name}/x", "{dir}{base}", "{dir}/a\\..\\b"]) {
      await expect(() => resolveConfig([project({ outputTemplate: template })])).toThrowWithCode(
        "config.forbidden",
      );
    }
    const says = (template: string) => () => resolveConfig([project({ outputTemplate: template })]);
    await expect(says("{nope}{ext}")).toThrowWithCode("config.forbidden", /does not begin with \{dir\}\//);
    await expect(says("{dir}/../x")).toThrowWithCode("config.forbidden", /leads out of the file's folder/);
    const inside = "{dir}/signed/{name}..{ext}";
    expect(resolveConfig([project({ outputTemplate: inside })]).values.outputTemplate).toBe(inside);
    expect(resolveConfig([user({ outputTemplate: "/out/{base}" })]).values.outputTemplate).toBe(
      "/out/{base}",
    );
  });

  it("is merged without touching any prototype", () => {
    expect(() => resolveConfig([user(JSON.parse('{"__proto__": {"jobs": 1}}'))])).toThrow(/unknown setting/);
    expect(configKeys).not.toContain("__proto__");
  });
});
