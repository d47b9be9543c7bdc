/** colophon help formats */
import { type Format, formats } from "../../../command/choices.js";
import type { Topic } from "../spec.js";

function named(isMeant: (format: Format) => boolean): string {
  return (
    formats
      // A manifest store is no file to sign, but what signing makes.
      .filter((format) => format.media !== "credential" && isMeant(format))
      .map(({ name, extensions }) => `${name} (${extensions.join(", ")})`)
      .join("; ")
  );
}

export const formatsTopic: Topic = {
  name: "formats",
  summary: "the kinds of files that can be read and signed",
  content: () => [
    { kind: "text", text: "What a file is, its content decides; the extension is never relied on." },
    {
      kind: "rows",
      rows: [
        ["read and signed", named(({ canEmbed }) => canEmbed)],
        ["read only", named(({ canRead, canEmbed }) => canRead && !canEmbed)],
        ["with a sidecar", named(({ canRead }) => !canRead)],
      ],
    },
    {
      kind: "text",
      text: "A sidecar is a file beside the file: photo.jpg.c2pa beside photo.jpg. Any format can have one; it is lost when the two are separated.",
    },
  ],
};
