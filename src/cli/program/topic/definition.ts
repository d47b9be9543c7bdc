/** colophon help definition */
import type { Topic } from "../spec.js";

/** Complete as it stands, for a file that was edited from raw.jpg. */
const sampleDefinition = {
  title: "Harbor at dawn",
  assertions: [
    {
      label: "c2pa.actions.v2",
      data: {
        actions: [
          { action: "c2pa.opened" },
          {
            action: "c2pa.cropped",
            digitalSourceType: "http://cv.iptc.org/newscodes/digitalsourcetype/humanEdits",
            description: "to the lighthouse",
          },
        ],
        allActionsIncluded: true,
      },
    },
    { label: "com.example.note", data: { desk: "travel" } },
  ],
  ingredients: [{ path: "raw.jpg", title: "The original", relationship: "parentOf" }],
};

/** Addresses are too long to stand behind their name in 80 columns. */
function sampleLines(): string[] {
  const json = JSON.stringify(sampleDefinition, null, 2);
  return json.replaceAll(/^( *)("[^"]+":) ("http)/gm, "$1$2\n$1  $3").split("\n");
}

export const definitionTopic: Topic = {
  name: "definition",
  summary: "the JSON that colophon sign --manifest takes",
  content: () => [
    { kind: "text", text: "One JSON object; any key that is not named here is refused." },
    {
      kind: "rows",
      rows: [
        ["title", "what the file is called; --title goes before it"],
        ["assertions", "a list of statements, each with label and data"],
        ["ingredients", "a list of files, each with path, relationship and perhaps title"],
        ["claim_version", "2, or left out"],
      ],
    },
    {
      kind: "text",
      text: "A label has a dot in it, such as com.example.note; its data is any JSON. What ties the credential to the file is written by itself and refused here. The assertion c2pa.actions.v2 lists what was done, in order, and then --as and --action have no place:",
    },
    {
      kind: "rows",
      rows: [
        ["action", "its name in full; the first is c2pa.created or c2pa.opened"],
        ["digitalSourceType", "how, as a full address; c2pa.created needs one, c2pa.opened takes none"],
        ["description", "in words"],
        ["when", "a time such as 2026-03-12T14:05:00Z"],
        ["softwareAgent", "what it was done with"],
        ["parameters", "anything else, as an object; names of your own have a dot"],
        ["allActionsIncluded", "beside the list: true where nothing else was done"],
      ],
    },
    {
      kind: "text",
      text: "The path of an ingredient starts at the definition's own folder. Its relationship is parentOf for what the file was made from (c2pa.opened needs one), componentOf for what was placed into it, inputTo for what else was used. A sample that is complete:",
    },
    { kind: "sample", lines: sampleLines() },
  ],
};
