/** What is left in a file without Content Credentials, as lines. */
import type { TracedFile } from "../../command/trace.js";
import { makeVisible, quoted } from "../escape.js";
import { hang, wrap } from "../width.js";

const leftoverWords: Readonly<Record<string, string>> = {
  "xmp-provenance": "its metadata names an address for credentials:",
  "remote-url": "it names an address for credentials:",
  sidecar: "a credential lies beside it:",
  aigc: "its metadata holds an AIGC label:",
  iptc: "its metadata states a digital source type:",
  "soft-binding": "a watermark or fingerprint is named:",
};

/** Where there is no credential: what else is there, and what it is worth. */
export function leftoverLines(
  { leftovers, isPartlySearched }: Pick<TracedFile, "leftovers" | "isPartlySearched">,
  columns: number,
): string[] {
  const rest = isPartlySearched ? "Not all of the file could be looked through: there may be more." : "";
  if (leftovers.length === 0)
    return wrap(
      `No XMP provenance, IPTC source type, AIGC label or soft binding was found. ${rest}`.trimEnd(),
      columns,
    );
  const lines = leftovers.flatMap(({ kind, value, isSigned, isUnread }) => {
    const worth = isSigned ? "signed" : "not signed, anybody could have written it";
    // C2PA 2.4 §11.5: an address inside the file itself, which has no such credential any more.
    const isOwn = kind === "xmp-provenance" && value.startsWith("self#");
    const words = isOwn ? "its metadata names a credential that is not in it:" : leftoverWords[kind];
    const said = isUnread ? "it cannot be read" : quoted(value, 120);
    const text = `${words ?? `${makeVisible(kind)}:`} ${said} (${worth})`;
    return hang("", text, columns).split("\n");
  });
  return [...lines, ...(rest === "" ? [] : wrap(rest, columns))];
}
