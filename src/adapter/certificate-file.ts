/** Certificates out of the file they came in: PEM with any text around it, or a single DER. */
import { X509Certificate } from "node:crypto";
import { ColophonError } from "../error.js";

const PEM_BEGIN = /-----BEGIN ([A-Z0-9 #]+)-----/g;
const LABELS = new Set(["CERTIFICATE", "X509 CERTIFICATE"]);

/**
 * In the order of the file; other PEM blocks beside them are passed over.
 * @throws certificate.unreadable, naming the block that is bad; never returns part of a file
 */
export function readCertificates(input: Uint8Array | string, source = "certificate"): X509Certificate[] {
  const text = typeof input === "string" ? input : Buffer.from(input).toString("latin1");
  if (text.trim() === "") throw unreadable(`expected a certificate in "${source}", found an empty file`);
  if (!text.includes("-----BEGIN ")) {
    const der = typeof input === "string" ? Buffer.from(input, "latin1") : input;
    return [parse(der, `"${source}" is not a certificate, neither PEM nor DER`)];
  }
  const begins = [...text.matchAll(PEM_BEGIN)];
  const certificates = begins.flatMap((begin, index) =>
    LABELS.has(begin[1] ?? "")
      ? [readBlock(text, begin, `certificate ${ordinal(begins, index)} in "${source}"`)]
      : [],
  );
  if (certificates.length === 0) {
    const labels = [...new Set(begins.map((begin) => begin[1]))].join(", ") || "damaged PEM";
    throw unreadable(`expected a certificate in "${source}", found ${labels}`, hintsFor(labels, source));
  }
  return certificates;
}

function readBlock(text: string, begin: RegExpExecArray, name: string): X509Certificate {
  const rest = text.slice(begin.index + begin[0].length);
  const end = rest.indexOf(`-----END ${begin[1]}-----`);
  const next = rest.indexOf("-----BEGIN ");
  if (end === -1 || (next !== -1 && next < end)) throw unreadable(`${name} is cut short`);
  // Decoded here, since node:crypto takes the first block it finds and ignores what is not base64.
  const body = rest.slice(0, end).replace(/\s/g, "");
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(body)) throw unreadable(`${name} is not base64`);
  return parse(Buffer.from(body, "base64"), `${name} is damaged`);
}

function parse(der: Uint8Array, complaint: string): X509Certificate {
  try {
    return new X509Certificate(der);
  } catch (cause) {
    throw new ColophonError("certificate.unreadable", complaint, { cause });
  }
}

function ordinal(begins: RegExpExecArray[], index: number): number {
  return begins.slice(0, index + 1).filter((begin) => LABELS.has(begin[1] ?? "")).length;
}

function hintsFor(labels: string, source: string): string[] {
  return labels.includes("PKCS7")
    ? [`unpack it first: openssl pkcs7 -print_certs -in ${source} -out chain.pem`]
    : [];
}

function unreadable(message: string, hints: string[] = []): ColophonError {
  return new ColophonError("certificate.unreadable", message, { hints });
}
