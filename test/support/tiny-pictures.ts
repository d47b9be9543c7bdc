/** Very small pictures put together by hand, in forms that no program here writes. */

export function isoBox(type: string, ...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length + 8);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, content]);
}

/** The numbers one behind the other, each in as many bytes as its name says. */
export function bigEndian(
  ...fields: readonly (readonly [bytes: 1 | 2 | 3 | 4 | 8, value: number])[]
): Buffer {
  return Buffer.concat(
    fields.map(([bytes, value]) => {
      const field = Buffer.alloc(8);
      field.writeBigUInt64BE(BigInt(value));
      return field.subarray(8 - bytes);
    }),
  );
}

export interface TinyHeif {
  version?: 0 | 1 | 2;
  offsetBytes?: 0 | 4 | 8;
  baseBytes?: 0 | 4 | 8;
  /** A packet that is there already: alone in `mdat`, in two pieces, or in `idat`. */
  packet?: string;
  packetIn?: "mdat" | "pieces" | "idat";
  /** Further packets, for a depth map. */
  aside?: string;
  hasReferences?: boolean;
  /** The last box says that it reaches to the end of the file. */
  isOpen?: boolean;
  /** A film in the same file, with one chunk of samples. */
  film?: "stco" | "co64";
  isFragmented?: boolean;
}

export const pixels = Buffer.from("the data of the picture");
export const samples = Buffer.from("the data of the film");

/** The structure of a HEIF around data that are no picture. */
export function tinyHeif(wishes: TinyHeif = {}): Buffer {
  const ftyp = isoBox("ftyp", Buffer.from("heic\0\0\0\0mif1heic"));
  const { packet = "", aside = "", packetIn = "mdat" } = wishes;
  const parts = { packet: Buffer.from(packet), aside: Buffer.from(aside) };
  const inData = packetIn === "idat" ? Buffer.alloc(0) : parts.packet;
  // Twice: the places are only known when everything before them has its length.
  const build = (at: number) => {
    const meta = metaBox(wishes, parts, at);
    const film = wishes.film
      ? filmBox(wishes.film, at + pixels.length + inData.length + parts.aside.length)
      : Buffer.alloc(0);
    return {
      before: Buffer.concat([ftyp, meta, film, wishes.isFragmented ? isoBox("moof") : Buffer.alloc(0)]),
    };
  };
  const at = build(0).before.length + 8;
  const { before } = build(at);
  const data = isoBox("mdat", pixels, inData, parts.aside, wishes.film ? samples : Buffer.alloc(0));
  if (wishes.isOpen) data.writeUInt32BE(0);
  return Buffer.concat([before, data]);
}

function metaBox(wishes: TinyHeif, parts: { packet: Buffer; aside: Buffer }, at: number): Buffer {
  const { version = 1, offsetBytes = 4, baseBytes = 0, packetIn = "mdat" } = wishes;
  const idBytes = version === 2 ? 4 : 2;
  const isPacked = packetIn === "idat";
  type Range = readonly [offset: number, length: number];
  const item = (id: number, method: number, ...ranges: Range[]) => {
    const base = baseBytes === 0 ? 0 : (ranges[0]?.[0] ?? 0);
    return Buffer.concat([
      bigEndian([idBytes, id]),
      version === 0 ? Buffer.alloc(0) : bigEndian([2, method]),
      bigEndian([2, 0]),
      baseBytes === 0 ? Buffer.alloc(0) : bigEndian([baseBytes, base]),
      bigEndian([2, ranges.length]),
      ...ranges.flatMap(([offset, length]) => [
        offsetBytes === 0 ? Buffer.alloc(0) : bigEndian([offsetBytes, offset - base]),
        bigEndian([4, length]),
      ]),
    ]);
  };
  const { packet, aside } = parts;
  const start = at + pixels.length;
  const half = Math.floor(packet.length / 2);
  const places = [item(1, 0, [at, pixels.length])];
  if (packet.length > 0) {
    if (isPacked) places.push(item(2, 1, [0, packet.length]));
    else if (packetIn === "pieces")
      places.push(item(2, 0, [start, half], [start + half, packet.length - half]));
    else places.push(item(2, 0, [start, packet.length]));
  }
  if (aside.length > 0) places.push(item(3, 0, [start + (isPacked ? 0 : packet.length), aside.length]));
  const count = places.length;
  const info = (id: number, type: string) =>
    isoBox("infe", bigEndian([4, 0x02000000], [2, id], [2, 0]), Buffer.from(type));
  const mime = "mime\0application/rdf+xml\0";
  return isoBox(
    "meta",
    bigEndian([4, 0]),
    isoBox("hdlr", bigEndian([4, 0], [4, 0]), Buffer.from("pict"), Buffer.alloc(13)),
    isoBox("pitm", bigEndian([4, 0], [2, 1])),
    isoBox(
      "iloc",
      bigEndian([1, version], [3, 0], [1, offsetBytes * 16 + 4], [1, baseBytes * 16], [idBytes, count]),
      ...places,
    ),
    isoBox(
      "iinf",
      bigEndian([4, 0], [2, count]),
      info(1, "hvc1\0"),
      ...(packet.length > 0 ? [info(2, mime)] : []),
      ...(aside.length > 0 ? [info(3, mime)] : []),
    ),
    ...(wishes.hasReferences || aside.length > 0
      ? [isoBox("iref", bigEndian([4, 0]), isoBox("cdsc", bigEndian([2, 3], [2, 1], [2, 9])))]
      : []),
    ...(isPacked ? [isoBox("idat", packet)] : []),
  );
}

function filmBox(table: "stco" | "co64", at: number): Buffer {
  const places = isoBox(table, bigEndian([4, 0], [4, 1], [table === "stco" ? 4 : 8, at]));
  return isoBox("moov", isoBox("trak", isoBox("mdia", isoBox("minf", isoBox("stbl", places)))));
}

/** One black pixel, and a description of any text. */
export function tinyTiff(
  wishes: { order?: "big" | "little"; isBig?: boolean; description?: string } = {},
): Buffer {
  const { order = "little", isBig = false, description = "one pixel" } = wishes;
  const number = (bytes: number, value: number) => {
    const field = bigEndian([8, value]).subarray(8 - bytes);
    return order === "big" ? field : Buffer.from(field).reverse();
  };
  const width = isBig ? 8 : 4;
  const text = Buffer.from(`${description}\0`);
  const head = Buffer.concat([
    Buffer.from(order === "big" ? "MM" : "II"),
    number(2, isBig ? 43 : 42),
    isBig ? Buffer.concat([number(2, 8), number(2, 0)]) : Buffer.alloc(0),
  ]);
  const dataAt = head.length + width;
  const directoryAt = Math.ceil((dataAt + 2 + text.length) / 8) * 8;
  const entry = (tag: number, type: number, count: number, value: number) => {
    const bytes = type === 3 ? 2 : 4;
    const inside = Buffer.concat([number(bytes, value), Buffer.alloc(width)]).subarray(0, width);
    const isPlace = type === 2;
    return Buffer.concat([
      number(2, tag),
      number(2, type),
      number(width, count),
      isPlace ? number(width, value) : inside,
    ]);
  };
  const entries = [
    entry(256, 3, 1, 1),
    entry(257, 3, 1, 1),
    entry(258, 3, 1, 8),
    entry(259, 3, 1, 1),
    entry(262, 3, 1, 1),
    entry(270, 2, text.length, dataAt + 2),
    entry(273, 4, 1, dataAt),
    entry(277, 3, 1, 1),
    entry(278, 3, 1, 1),
    entry(279, 4, 1, 1),
    entry(40000, 3, 1, 7),
  ];
  const front = Buffer.concat([head, number(width, directoryAt), Buffer.from([0, 0]), text]);
  return Buffer.concat([
    front,
    Buffer.alloc(directoryAt - front.length),
    number(isBig ? 8 : 2, entries.length),
    ...entries,
    number(width, 0),
  ]);
}

/** A codestream by its first two bytes only. */
export const bareJxl = Buffer.concat([Buffer.from([0xff, 0x0a]), Buffer.from("the data of the picture")]);

export function boxedJxl(...boxes: Buffer[]): Buffer {
  return Buffer.concat([
    isoBox("JXL ", Buffer.from("\r\n\x87\n", "latin1")),
    isoBox("ftyp", Buffer.from("jxl \0\0\0\0jxl ")),
    ...boxes,
    isoBox("jxlc", bareJxl),
  ]);
}
