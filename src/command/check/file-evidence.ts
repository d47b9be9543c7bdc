/** One file → what it says: its credential, its metadata, its labels. */
import {
  containerFor,
  currentPacket,
  type FoundMark,
  type PropertyId,
  readMarks,
  readXmp,
  xmpProperties,
} from "../../core/metadata/index.js";
import { type FileEvidence, marksIn } from "../../core/profile/index.js";
import type { JudgedFile } from "../../core/verifying/verify-file.js";
import type { Context } from "../context.js";
import type { Judge } from "../judging.js";
import { openSource } from "../read-source.js";
import { labelsIn } from "./labels.js";
import type { Sense } from "./sense.js";
import { shownText } from "./shown-text.js";

export interface Gathered {
  evidence: FileEvidence;
  judged: JudgedFile;
}

export async function gatherFile(
  path: string,
  name: string,
  { judge, sense }: { judge: Judge; sense: Sense },
  context: Context,
): Promise<Gathered> {
  const judged = await judge(path, name);
  const { asset, verified } = judged;
  const { verification } = verified;
  const isIntact = verification.state === "trusted" || verification.state === "valid";
  const media = asset.format?.media ?? "other";
  const assertions = isIntact ? (verification.credential?.assertions ?? []) : [];
  const evidence: FileEvidence = {
    file: name,
    format: verified.format,
    media,
    verification,
    ...(await metadataOf(asset, context)),
    marks: marksIn(assertions),
    sensed: await sense({ path, mimeType: asset.mimeType, media, assertions }),
    ...(await shownText(asset, context)),
  };
  return { evidence, judged };
}

type Metadata = Pick<FileEvidence, "isMetadataRead" | "aigc" | "xmp">;

async function metadataOf(asset: JudgedFile["asset"], context: Context): Promise<Metadata> {
  const container = asset.format && containerFor(asset.format.id);
  if (!container) return { isMetadataRead: false, aigc: [], xmp: {} };
  const marks = await openSource(asset, context, (source) => readMarks(container, source));
  const aigc = await labelsIn(marks, context);
  // Of a format for which no place is named, nobody can say that the label is not there.
  if (container.aigcPlace === "none" && aigc.length === 0) return { isMetadataRead: false, aigc, xmp: {} };
  return { aigc, ...propertiesIn(marks) };
}

const longestValue = 2000;
const mostValues = 32;

/** A packet that cannot be read may have said anything. */
function propertiesIn(marks: readonly FoundMark[]): Pick<Metadata, "isMetadataRead" | "xmp"> {
  const isAllSeen = marks.every(({ kind }) => kind !== "unread");
  const packet = currentPacket(marks);
  if (packet === undefined) return { isMetadataRead: isAllSeen, xmp: {} };
  const xmp = readXmp(packet);
  const properties = (Object.keys(xmpProperties) as PropertyId[]).flatMap((id) => {
    const values = xmp.valuesOf(xmpProperties[id]).slice(0, mostValues);
    return values.length === 0 ? [] : [[id, values.map((value) => value.slice(0, longestValue))] as const];
  });
  return { isMetadataRead: isAllSeen && xmp.isReadable, xmp: Object.fromEntries(properties) };
}
