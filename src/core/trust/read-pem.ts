/** PEM text to certificates, failing closed: one bad block and nothing is read. */
import { ColophonError } from "../../error.js";
import { fingerprintOf, parseCertificate } from "./certificate.js";

export interface PemContents {
  /** DER, in the order of the file, each once. */
  certificates: Uint8Array[];
  /** What stands between the blocks, line by line, with its line number. */
  outside: { line: number; text: string }[];
}

interface Block {
  number: number;
  label: string;
  lines: string[];
}

const marker = /^-----(BEGIN|END) ([A-Z0-9 ]+)-----\s*$/;

/** Throws "trust.unreadable" naming the block, never showing what is in it. */
export function readPem(text: string, origin: string): PemContents {
  const contents: PemContents = { certificates: [], outside: [] };
  const seen = new Set<string>();
  let open: Block | undefined;
  let count = 0;
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const found = marker.exec(line);
    if (!found) {
      if (line.includes("-----BEGIN") || line.includes("-----END"))
        throw unreadable(origin, `has a damaged PEM marker in line ${index + 1}`);
      if (open) open.lines.push(line);
      else if (line.trim() !== "") contents.outside.push({ line: index + 1, text: line.trim() });
    } else if (found[1] === "BEGIN") {
      if (open) throw cutShort(origin, open);
      count += 1;
      open = { number: count, label: found[2] ?? "", lines: [] };
    } else {
      if (!open || open.label !== found[2])
        throw unreadable(origin, `ends a block in line ${index + 1} that it did not begin`);
      addCertificate(contents, seen, open, origin);
      open = undefined;
    }
  }
  if (open) throw cutShort(origin, open);
  return contents;
}

function addCertificate(contents: PemContents, seen: Set<string>, block: Block, origin: string): void {
  if (block.label !== "CERTIFICATE")
    throw unreadable(origin, `has something other than a certificate in block ${block.number}`);
  const base64 = block.lines.join("").replace(/\s/g, "");
  const der = /^[A-Za-z0-9+/]+={0,2}$/.test(base64) ? Buffer.from(base64, "base64") : undefined;
  if (!der || !parseCertificate(der))
    throw unreadable(origin, `has a damaged certificate in block ${block.number}`);
  const fingerprint = fingerprintOf(der);
  if (seen.has(fingerprint)) return;
  seen.add(fingerprint);
  contents.certificates.push(new Uint8Array(der));
}

function cutShort(origin: string, block: Block): ColophonError {
  return unreadable(origin, `is cut short: block ${block.number} does not end`);
}

/** A list that is not judged with: the sentence goes after its name. */
export function unreadable(origin: string, what: string, hints: string[] = []): ColophonError {
  return new ColophonError("trust.unreadable", `the trust list "${origin}" ${what}`, { hints });
}
