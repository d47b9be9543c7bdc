/** The mark that people see, hear or read, planned for one file by whoever knows its format. */
import { formatByExtension } from "../../core/asset/formats.js";
import { noText } from "../../core/label/text-mark.js";
import { wordingFor } from "../../core/label/wording.js";
import { ColophonError } from "../../error.js";
import type { MarkRequest, PlannedMark } from "./mark-request.js";
import { named } from "./naming-file.js";

type Planner = (request: MarkRequest) => Promise<PlannedMark>;

/** Format → how its mark is made, loaded when it is wanted. */
const planners: readonly (readonly [formats: readonly string[], load: () => Promise<Planner>])[] = [
  [
    ["jpeg", "png", "webp", "avif", "tiff", "gif"],
    async () => (await import("./mark-picture.js")).planPicture,
  ],
  [["mp4", "m4v", "mov", "mkv", "webm", "avi"], async () => (await import("./mark-film.js")).planFilm],
  [["wav", "mp3", "m4a", "flac", "ogg", "opus"], async () => (await import("./mark-sound.js")).planSound],
  [["txt", "md", "html"], async () => (await import("./mark-text.js")).planText],
  [["docx"], async () => (await import("./mark-document.js")).planDocument],
];

/** Where people look first in what they open with a program of its own. */
const firstSeen: Readonly<Record<string, string>> = {
  pdf: "page",
  epub: "page",
  xlsx: "sheet",
  pptx: "slide",
};

/** Media → formats that take a mark. */
const convertible: Readonly<Record<string, string>> = {
  image: "JPEG or PNG",
  video: "MP4",
  audio: "WAV or FLAC",
};

/** Throws `label.picture` where a file that people look at cannot be marked. */
export async function planMark(request: MarkRequest): Promise<PlannedMark> {
  const { format, name } = request.asset;
  const [, load] = planners.find(([formats]) => formats.includes(format?.id ?? "")) ?? [];
  if (load) return (await load())(request);
  const note = elsewhere(request);
  if (note !== undefined) return { marks: [], notes: [note] };
  if (format === undefined && isNamedAsText(name)) {
    return named(name, async () => {
      throw noText();
    });
  }
  throw new ColophonError(
    "label.picture",
    `"${name}": no mark can be put into ${format ? `${format.name} files` : "a file of an unknown kind"}`,
    {
      hints: [
        `convert it, for instance to ${convertible[format?.media ?? ""] ?? "JPEG, MP4 or WAV"}`,
        "or label it without one, and show the words beside it: --no-visible",
      ],
    },
  );
}

/** Bytes in an old encoding are no text to those who look at the bytes alone. */
function isNamedAsText(name: string): boolean {
  const { id } = formatByExtension(name.split(".").at(-1) ?? "") ?? {};
  return id === "txt" || id === "md";
}

/** What cannot carry a mark of its own is shown somewhere, and has to be marked there. */
function elsewhere({ asset: { format }, share, text }: MarkRequest): string | undefined {
  const words = text ?? wordingFor(share).document;
  if (format?.media === "model") {
    return `no mark can be put into a scene: show “${words}” in its first view`;
  }
  if (format?.media !== "document") return undefined;
  const place = firstSeen[format.id] ?? "page";
  return `nothing was put on its ${place}s, where people would read it: write “${words}” on the first ${place} in the program it comes from, and label what that saves`;
}
