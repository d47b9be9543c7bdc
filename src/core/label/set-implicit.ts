/** The implicit marks put into a file: the edits that set them, at the one place each format has for them. */
import {
  type ByteSource,
  currentPacket,
  type Edit,
  editXmp,
  type FoundMark,
  type MetadataContainer,
  type PropertyId,
  readMarks,
  readXmp,
  type XmpChange,
  xmpProperties,
} from "../metadata/index.js";
import { type AigcLabel, writeAigc } from "./aigc.js";
import { toChanges } from "./implicit.js";

export interface WantedImplicit {
  /** Absent where the laws that were chosen ask for none. */
  aigc?: AigcLabel;
  xmp: Partial<Record<PropertyId, readonly string[]>>;
  /** Only said where the packet does not say it yet. */
  xmpIfAbsent: Partial<Record<PropertyId, readonly string[]>>;
}

export interface ImplicitEdits {
  edits: readonly Edit[];
  /** What the format has no place for: as a list of it begins. */
  leftOut: readonly string[];
}

/** Throws `format.damaged` where the container cannot be changed safely. */
export async function implicitEdits(
  container: MetadataContainer | undefined,
  source: ByteSource,
  wanted: WantedImplicit,
): Promise<ImplicitEdits> {
  const { aigcPlace = "none", holdsXmp = false } = container ?? {};
  const leftOut = [
    ...(aigcPlace === "none" && wanted.aigc ? ["the AIGC label"] : []),
    ...(holdsXmp ? [] : ["the IPTC fields"]),
  ];
  if (!container || (aigcPlace === "none" && !holdsXmp)) return { edits: [], leftOut };
  const marks = await readMarks(container, source);
  const label = wanted.aigc && writeAigc(wanted.aigc);
  const inXmp: XmpChange[] =
    label !== undefined && aigcPlace === "xmp" ? [{ property: xmpProperties.aigc, values: [label] }] : [];
  const changes = holdsXmp ? [...toChanges(allFor(marks, wanted)), ...inXmp] : [];
  const edits = await container.write(source, {
    ...(changes.length > 0 ? { xmp: editXmp(currentPacket(marks), changes) } : {}),
    ...(label !== undefined && aigcPlace === "own" ? { aigc: label } : {}),
  });
  return { edits, leftOut };
}

function allFor(marks: readonly FoundMark[], { xmp, xmpIfAbsent }: WantedImplicit): WantedImplicit["xmp"] {
  const packet = currentPacket(marks);
  const present = packet === undefined ? undefined : readXmp(packet);
  const absent = (Object.keys(xmpIfAbsent) as PropertyId[]).filter(
    (id) => (present?.valuesOf(xmpProperties[id]).length ?? 0) === 0,
  );
  return { ...Object.fromEntries(absent.map((id) => [id, xmpIfAbsent[id]])), ...xmp };
}
