/** One file → what it says: its credential, its metadata, its labels. */
import { readAigc } from "../../core/label/read-aigc.js";
import { readSecurityData } from "../../core/label/security-data.js";
import {
  containerFor,
  currentPacket,
  type FoundMark,
  type PropertyId,
  readMarks,
  readXmp,
  xmpProperties,
} from "../../core/metadata/index.js";
import { type AigcFound, type FileEvidence, marksIn } from "../../core/profile/index.js";
import type { JudgedFile } from "../../core/verifying/verify-file.js";
import type { Context } from "../context.js";
import type { Judge } from "../judging.js";
import type { Sense } from "./sense.js";

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
    ...(media === "text" ? { text: await textOf(path, asset.sizeBytes, context) } : {}),
  };
  return { evidence, judged };
}

type Metadata = Pick<FileEvidence, "isMetadataRead" | "aigc" | "xmp">;

async function metadataOf(
  { path, sizeBytes, format }: JudgedFile["asset"],
  { files }: Context,
): Promise<Metadata> {
  const container = format === undefined ? undefined : containerFor(format.id);
  if (!container) return { isMetadataRead: false, aigc: [], xmp: {} };
  const range = await files.openRange(path);
  try {
    const source = { sizeBytes, read: (offset: number, length: number) => range.read(offset, length) };
    const marks = await readMarks(container, source);
    return { aigc: marks.flatMap(labelIn), ...propertiesIn(marks) };
  } finally {
    await range.close();
  }
}

function labelIn({ kind, place, isNormative, text }: FoundMark): AigcFound[] {
  if (kind !== "aigc") return [];
  const read = readAigc(text);
  const { ReservedCode1 = "" } = read.label ?? {};
  return [{ ...read, place, isNormative, security: readSecurityData(ReservedCode1) }];
}

const longestValue = 2000;
const mostValues = 32;

/** A packet that cannot be read may have said anything. */
function propertiesIn(marks: readonly FoundMark[]): Pick<Metadata, "isMetadataRead" | "xmp"> {
  const packet = currentPacket(marks);
  if (packet === undefined) return { isMetadataRead: true, xmp: {} };
  const xmp = readXmp(packet);
  const properties = (Object.keys(xmpProperties) as PropertyId[]).flatMap((id) => {
    const values = xmp.valuesOf(xmpProperties[id]).slice(0, mostValues);
    return values.length === 0 ? [] : [[id, values.map((value) => value.slice(0, longestValue))] as const];
  });
  return { isMetadataRead: xmp.isReadable, xmp: Object.fromEntries(properties) };
}

/** GB 45438-2025, 5.1 wants the label at the start or the end. */
const shownCharacters = 64;
const endBytes = 1024;

async function textOf(
  path: string,
  sizeBytes: number,
  { files }: Context,
): Promise<{ head: string; tail: string }> {
  const { head, tail } = await files.readEnds(
    path,
    Math.min(endBytes, sizeBytes),
    Math.min(endBytes, sizeBytes),
  );
  const letters = (bytes: Uint8Array) => [...new TextDecoder().decode(bytes).trim()];
  return {
    head: letters(head).slice(0, shownCharacters).join(""),
    tail: letters(tail).slice(-shownCharacters).join(""),
  };
}
