/** The white space at the end of a packet, kept there so that its length need not change (ISO 16684-1 §7.3.2). */

/** Fewer are only the end of a line. */
const LEAST_PADDING = 32;

/** `after` with so much more or less padding that it is as long as `before`, in UTF-8, where that can be done. */
export function keepLength(before: string, after: string): string {
  const padding = paddingOf(before);
  const growth = Buffer.byteLength(after) - Buffer.byteLength(before);
  if (padding.length < LEAST_PADDING || growth > padding.length) return after;
  const end = after.lastIndexOf("<?xpacket");
  const start = end - padding.length;
  const kept = growth > 0 ? padding.slice(growth) : " ".repeat(-growth) + padding;
  return after.slice(0, start) + kept + after.slice(end);
}

/** Empty where the packet forbids to be changed in place, as `end="r"` does. */
function paddingOf(packet: string): string {
  const end = packet.lastIndexOf("<?xpacket");
  if (end === -1 || !/^<\?xpacket end=["']w["']\?>\s*$/.test(packet.slice(end, end + 4096))) return "";
  let start = end;
  while (start > 0 && " \t\r\n".includes(packet.charAt(start - 1))) start -= 1;
  return packet.slice(start, end);
}

/** Packets are written as UTF-8 only, and the first line of an XML document must not say otherwise. */
export function inUtf8(packet: string): string {
  return packet.replace(
    /^(\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["'])[^"']{0,40}(?=["'])/,
    (whole, before: string) => (/utf-8$/i.test(whole) ? whole : `${before}UTF-8`),
  );
}
