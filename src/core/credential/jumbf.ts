/** JUMBF boxes (ISO 19566-5) as C2PA uses them: labeled superboxes that hold CBOR, JSON, files or each other. */

export interface JumbfBox {
  /** Four letters: `jumb` for a superbox, else the content's type (`cbor`, `json`, `bfdb`, `bidb` …). */
  type: string;
  label?: string;
  /** The box's payload; for a superbox everything after its description. */
  payload: Uint8Array;
  children: readonly JumbfBox[];
}

// A store of a real file has four levels and some hundred boxes; more is a trap.
const maxDepth = 16;
const maxBoxes = 50_000;

/** How many boxes may still be read. */
export interface BoxBudget {
  boxes: number;
}

export function boxBudget(): BoxBudget {
  return { boxes: maxBoxes };
}

/**
 * Reads the boxes in `bytes`. Stops, without throwing, where the lengths stop making sense, and where the
 * budget ends; parts of one store share one.
 */
export function readJumbf(bytes: Uint8Array, budget = boxBudget()): JumbfBox[] {
  return readBoxes(bytes, 0, budget);
}

function readBoxes(bytes: Uint8Array, depth: number, budget: BoxBudget): JumbfBox[] {
  const boxes: JumbfBox[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = 0;
  while (offset + 8 <= bytes.length && budget.boxes-- > 0) {
    const type = ascii(bytes.subarray(offset + 4, offset + 8));
    const declared = view.getUint32(offset);
    const isLarge = declared === 1 && offset + 16 <= bytes.length;
    const header = isLarge ? 16 : 8;
    const length = isLarge
      ? Number(view.getBigUint64(offset + 8))
      : declared === 0
        ? bytes.length - offset
        : declared;
    if (length < header || offset + length > bytes.length) break;
    boxes.push(readBox(type, bytes.subarray(offset + header, offset + length), depth, budget));
    offset += length;
  }
  return boxes;
}

function readBox(type: string, payload: Uint8Array, depth: number, budget: BoxBudget): JumbfBox {
  if (type !== "jumb" || depth >= maxDepth) return { type, payload, children: [] };
  const [description, ...children] = readBoxes(payload, depth + 1, budget);
  const label = description?.type === "jumd" ? readLabel(description.payload) : undefined;
  return { type, payload, children, ...(label === undefined ? {} : { label }) };
}

/** A description box: 16 bytes of content type, one byte of toggles, a null-terminated label if bit 2 is set. */
function readLabel(description: Uint8Array): string | undefined {
  const toggles = description[16] ?? 0;
  if ((toggles & 0x02) === 0) return undefined;
  const end = description.indexOf(0, 17);
  return end < 0 ? undefined : Buffer.from(description.subarray(17, end)).toString("utf8");
}

function ascii(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

/** The superbox with this label; undefined where two have it, for the engine may have read the other one. */
export function onlyLabeled(boxes: readonly JumbfBox[], label: string): JumbfBox | undefined {
  const [box, ...others] = boxes.filter((one) => one.label === label);
  return others.length > 0 ? undefined : box;
}

export function childLabeled(box: JumbfBox | undefined, label: string): JumbfBox | undefined {
  return onlyLabeled(box?.children ?? [], label);
}
