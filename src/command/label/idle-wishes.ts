/** What was asked of a mark that this kind of file does not get: said, for nothing else would tell. */
import type { Format, Media } from "../../core/asset/formats.js";
import { ColophonError } from "../../error.js";
import type { LabelOptions } from "./options.js";

type MarkOption = "position" | "font" | "voiceLabel" | "rhythm" | "text";

/** Option → its flag, the media it is about, and what those have. */
const about: readonly (readonly [option: MarkOption, flag: string, media: readonly Media[], what: string])[] =
  [
    ["position", "--position", ["image", "video"], "the plate on pictures and films"],
    ["font", "--font", ["image", "video"], "the plate on pictures and films"],
    ["voiceLabel", "--voice-label", ["audio"], "sound"],
    ["rhythm", "--rhythm", ["audio"], "sound"],
  ];

export function idleWishes(options: LabelOptions, format: Format | undefined): string[] {
  const media = format?.media ?? "other";
  const idle = about.filter(([option, , of]) => isWished(options, option) && !of.includes(media));
  const isUnspoken = media === "audio" && options.text !== undefined && options.voiceLabel === undefined;
  return [
    ...idle.map(([, flag, , what]) => `${flag} is for ${what}, and did nothing here`),
    ...(isUnspoken ? ["--text on sound tells what --voice-label says, and did nothing here"] : []),
  ];
}

/** Throws `usage.conflict` for words about a mark where none is to be made. */
export function refuseMarkless(options: LabelOptions, isVisible: boolean): void {
  if (isVisible) return;
  const flags: readonly (readonly [MarkOption, string])[] = [
    ...about.map(([option, flag]) => [option, flag] as const),
    ["text", "--text"],
  ];
  const [, flag] = flags.find(([option]) => isWished(options, option)) ?? [];
  if (flag === undefined) return;
  const hints =
    options.visible === undefined && !options.asPropagator ? ["make one all the same: --visible"] : [];
  throw new ColophonError("usage.conflict", `${whyNone(options)}, so ${flag} has no place`, { hints });
}

function whyNone({ asPropagator, visible }: LabelOptions): string {
  if (asPropagator) return "a platform makes no mark of its own";
  return visible === false ? "--no-visible makes no mark" : "the chosen laws ask for no mark";
}

function isWished(options: LabelOptions, option: MarkOption): boolean {
  return options[option] !== undefined && options[option] !== false;
}
