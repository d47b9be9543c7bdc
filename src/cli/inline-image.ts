/** Pictures in a terminal: who can show them, and how they are sent. Only bytes made by us ever go this way. */
import type { Io } from "./io.js";

export type ImageWish = "auto" | "always" | "never";
export type ImageProtocol = "kitty" | "iterm2";

/** Undefined where no picture goes: into pipes and files, and to terminals that do not say that they can. */
export function imageProtocol({ stdout, env }: Io, wish: ImageWish): ImageProtocol | undefined {
  if (wish === "never") return undefined;
  if (wish === "always") return told(env) ?? "kitty";
  // Inside a multiplexer the variables are those of the terminal around it, and pictures do not get through.
  const isWrapped = Boolean(env.TMUX) || Boolean(env.STY) || /^(screen|tmux|dumb)/.test(env.TERM ?? "");
  return stdout.isTerminal && !isWrapped ? told(env) : undefined;
}

function told({ TERM, TERM_PROGRAM, KITTY_WINDOW_ID, LC_TERMINAL }: Io["env"]): ImageProtocol | undefined {
  const isKitty = TERM === "xterm-kitty" || Boolean(KITTY_WINDOW_ID);
  if (isKitty || TERM === "xterm-ghostty" || TERM_PROGRAM === "ghostty") return "kitty";
  const isIterm = TERM_PROGRAM === "iTerm.app" || LC_TERMINAL === "iTerm2";
  return isIterm || TERM_PROGRAM === "WezTerm" ? "iterm2" : undefined;
}

// sw.kovidgoyal.net/kitty/graphics-protocol: no more than 4096 bytes of base64 at a time.
const chunkLength = 4096;

/** The picture at the cursor, `rows` lines high. */
export function inlineImage(png: Uint8Array, rows: number, protocol: ImageProtocol): string {
  const base64 = Buffer.from(png).toString("base64");
  if (protocol === "iterm2") {
    const wishes = `inline=1;size=${png.length};height=${rows};preserveAspectRatio=1`;
    return `\x1b]1337;File=${wishes}:${base64}\x07`;
  }
  const chunks = base64.match(new RegExp(`.{1,${chunkLength}}`, "g")) ?? [];
  return chunks
    .map((chunk, at) => {
      // q=2: the terminal's answer would land in the shell.
      const first = at === 0 ? `a=T,f=100,r=${rows},C=1,q=2,` : "";
      return `\x1b_G${first}m=${at < chunks.length - 1 ? 1 : 0};${chunk}\x1b\\`;
    })
    .join("");
}

/**
 * The picture over the `rows` lines above the cursor, from this column on, the cursor back where it was: the
 * lines are printed first, so that the terminal has scrolled already.
 */
export function imageAbove(image: string, rows: number, column: number): string {
  return `\x1b7\x1b[${rows}A\x1b[${column + 1}G${image}\x1b8`;
}
