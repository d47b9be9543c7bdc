/** The mark that people see, hear or read, planned for one file by whoever knows its format. */
import { ColophonError } from "../../error.js";
import type { MarkRequest, PlannedMark } from "./mark-request.js";

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
];

/** What cannot carry a mark of its own is shown somewhere, and has to be marked there. */
const elsewhere: Readonly<Record<string, string>> = {
  document: "no line was written into the document: put the words of the label on its first page yourself",
  model: "no mark can be put into a scene: show the words of the label in its first view",
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
  const note = elsewhere[format?.media ?? ""];
  if (note !== undefined) return { marks: [], notes: [note] };
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
