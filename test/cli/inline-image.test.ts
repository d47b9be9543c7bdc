import { describe, expect, it } from "vitest";
import { imageAbove, imageProtocol, inlineImage } from "../../src/cli/inline-image.ts";
import { createTerminal } from "../support/terminal.ts";

const png = new Uint8Array(9000).fill(7);

describe("where pictures are shown", () => {
  it.each([
    ["kitty", { TERM: "xterm-kitty" }, "kitty"],
    ["kitty over ssh", { TERM: "xterm-256color", KITTY_WINDOW_ID: "1" }, "kitty"],
    ["Ghostty", { TERM: "xterm-ghostty" }, "kitty"],
    ["iTerm2", { TERM: "xterm-256color", TERM_PROGRAM: "iTerm.app" }, "iterm2"],
    ["WezTerm", { TERM: "xterm-256color", TERM_PROGRAM: "WezTerm" }, "iterm2"],
    ["any other terminal", { TERM: "xterm-256color" }, undefined],
    [
      "kitty with tmux inside",
      { TERM: "tmux-256color", TMUX: "/tmp/tmux,1,0", KITTY_WINDOW_ID: "1" },
      undefined,
    ],
    ["iTerm2 with screen inside", { TERM: "screen", STY: "1.tty", LC_TERMINAL: "iTerm2" }, undefined],
    ["a dumb terminal", { TERM: "dumb", KITTY_WINDOW_ID: "1" }, undefined],
  ])("%s", (_, env, protocol) => {
    expect(imageProtocol(createTerminal({ isTerminal: true, env }), "auto")).toBe(protocol);
    expect(imageProtocol(createTerminal({ isTerminal: false, env }), "auto")).toBeUndefined();
    expect(imageProtocol(createTerminal({ isTerminal: true, env }), "never")).toBeUndefined();
  });

  it("is everywhere, where it is forced", () => {
    expect(imageProtocol(createTerminal(), "always")).toBe("kitty");
    expect(imageProtocol(createTerminal({ env: { LC_TERMINAL: "iTerm2" } }), "always")).toBe("iterm2");
  });
});

describe("a picture as it is sent", () => {
  it("to kitty is cut into chunks that join to the bytes, and asks for no answer", () => {
    const chunks = [...inlineImage(png, 5, "kitty").matchAll(/\x1b_G([^;]*);([^\x1b]*)\x1b\\/g)];
    expect(chunks.map(([, control]) => control)).toEqual(["a=T,f=100,r=5,C=1,q=2,m=1", "m=1", "m=0"]);
    expect(chunks.every(([, , data]) => (data?.length ?? 0) <= 4096)).toBe(true);
    expect(Buffer.from(chunks.map(([, , data]) => data).join(""), "base64")).toEqual(Buffer.from(png));
  });

  it("to iTerm2 is one inline file", () => {
    const [head, data] = inlineImage(png, 5, "iterm2").split(":");
    expect(head).toBe("\x1b]1337;File=inline=1;size=9000;height=5;preserveAspectRatio=1");
    expect(data).toBe(`${Buffer.from(png).toString("base64")}\x07`);
  });

  it("goes over the lines above and leaves the cursor where it was", () => {
    expect(imageAbove("IMAGE", 3, 6)).toBe("\x1b7\x1b[3A\x1b[7GIMAGE\x1b8");
  });
});
