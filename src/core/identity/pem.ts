/** DER as PEM text (RFC 7468 §2). */

export function writePem(label: "CERTIFICATE" | "CERTIFICATE REQUEST", der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}

/** One file for a chain: leaf first, as it was given. */
export function writeChainPem(chain: readonly Uint8Array[]): string {
  return chain.map((der) => writePem("CERTIFICATE", der)).join("");
}
