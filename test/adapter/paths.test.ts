/** Where things are kept is decided by the environment alone. */
import { describe, expect, it } from "vitest";
import { resolveFolders } from "../../src/adapter/paths.ts";

const home = () => "/home/system";

describe("the folders", () => {
  it("are the standard ones in HOME", () => {
    expect(resolveFolders({ HOME: "/home/ana" }, home)).toEqual({
      config: "/home/ana/.config/colophon",
      data: "/home/ana/.local/share/colophon",
    });
  });

  it("follow XDG, where it is absolute", () => {
    const env = {
      HOME: "/home/ana",
      XDG_CONFIG_HOME: "/etc/x",
      XDG_DATA_HOME: "relative",
    };
    expect(resolveFolders(env, home)).toEqual({
      config: "/etc/x/colophon",
      data: "/home/ana/.local/share/colophon",
    });
  });

  it("pass over an empty XDG value", () => {
    const { config } = resolveFolders({ HOME: "/home/ana", XDG_CONFIG_HOME: "" }, home);
    expect(config).toBe("/home/ana/.config/colophon");
  });

  it("move both into COLOPHON_HOME", async () => {
    const env = { HOME: "/home/ana", XDG_CONFIG_HOME: "/etc/x", COLOPHON_HOME: "/keep" };
    expect(resolveFolders(env, home)).toEqual({ config: "/keep", data: "/keep" });
    await expect(() => resolveFolders({ COLOPHON_HOME: "here" }, home)).toThrowWithCode(
      "config.invalid",
      /expected an absolute path, found "here"/,
    );
  });

  it("are the system's where HOME is unset, which is not asked otherwise", () => {
    expect(resolveFolders({}, home).config).toBe("/home/system/.config/colophon");
    const never = () => {
      throw new Error("asked");
    };
    expect(resolveFolders({ HOME: "/h" }, never).config).toBe("/h/.config/colophon");
    expect(resolveFolders({}).data).toMatch(/^\/.*\/\.local\/share\/colophon$/);
  });
});
