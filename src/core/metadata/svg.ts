/** SVG: XMP is a piece of the document itself, inside its metadata element. */
import { type BoundedSource, boundSource, collectMarks, damaged } from "./bounded-source.js";
import type { Edit, FoundMark, MetadataContainer, WantedMarks } from "./container.js";
import { type CarriedPacket, keepPacket, longestPacket, packetToReplace, wantedPacket } from "./packet.js";
import { decodeSvg, placesIn, type SvgPlaces, type SvgText } from "./svg/document.js";
import { nameOf, type XmlOpening } from "./xmp/xml.js";

export const svg: MetadataContainer = {
  formats: ["svg"],
  aigcPlace: "xmp",
  holdsXmp: true,
  read: (source) => collectMarks(source, find),
  write: (source, wanted) => decide(boundSource(source), wanted),
};

async function* find(source: BoundedSource): AsyncIterable<FoundMark> {
  const document = decodeSvg(await source.bytes(0, source.sizeBytes));
  yield* packetsIn(document, placesIn(document.text));
}

function packetsIn(document: SvgText, places: SvgPlaces): CarriedPacket[] {
  return places.packets.map(({ start, end, text, isInMetadata }) => {
    const offset = document.byteAt(start);
    const length = document.byteAt(end) - offset;
    const isExact = text.length <= longestPacket;
    const where = { place: "metadata element", isNormative: isInMetadata, offset, length };
    return { kind: "xmp", ...where, text: isExact ? text : "", isExact, start: offset, end: offset + length };
  });
}

async function decide(source: BoundedSource, wanted: WantedMarks): Promise<Edit[]> {
  if (!wantedPacket(wanted)) return [];
  // A declaration may only stand at the begin of the whole document.
  const packet = (wanted.xmp ?? "").replace(/^\ufeff?\s*<\?xml\s[^>]*\?>\s*/, "").trim();
  const document = decodeSvg(await source.bytes(0, source.sizeBytes));
  const places = placesIn(document.text);
  if (places.fault !== undefined) throw damaged(`its XML is not well-formed: ${places.fault}`);
  if (places.root.local !== "svg") throw damaged("it does not begin as an SVG does");
  if (!document.isExact) throw damaged("it is not in the encoding it should have, UTF-8 or UTF-16");
  const packets: CarriedPacket[] = [];
  for (const packet of packetsIn(document, places)) keepPacket(packets, packet);
  const { target, copies } = packetToReplace(packets);
  if (target) {
    return [
      { offset: target.start, remove: target.end - target.start, insert: document.encode(packet) },
      ...copies.map(({ start, end }) => ({ offset: start, remove: end - start, insert: new Uint8Array() })),
    ];
  }
  const { root, metadata } = places;
  // A prefix, or none, means the same for a child as for its parent.
  const name = root.prefix === "" ? "metadata" : `${root.prefix}:metadata`;
  return [
    metadata ? addTo(metadata, packet, document) : addTo(root, `<${name}>${packet}</${name}>`, document),
  ];
}

/** In metadata behind what is there, in the drawing before everything: only then it is found early. */
function addTo(element: XmlOpening, content: string, { encode, byteAt }: SvgText): Edit {
  if (element.isSelfClosing) {
    return {
      offset: byteAt(element.end - 2),
      remove: byteAt(2) - byteAt(0),
      insert: encode(`>${content}</${nameOf(element)}>`),
    };
  }
  const place = element.local === "metadata" ? element.closeStart : element.end;
  return { offset: byteAt(place), remove: 0, insert: encode(content) };
}
