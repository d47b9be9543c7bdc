/** Texts and paths as SARIF wants them: hostile strings can neither become links nor placeholders nor other paths. */
import { makeVisible } from "../escape.js";

/** SARIF 2.1.0 §3.11.5 and §3.11.6: braces are placeholders, brackets make links, backslashes escape them. */
export function sarifText(text: string): string {
  return makeVisible(text)
    .replace(/[\\[\]]/g, "\\$&")
    .replace(/[{}]/g, "$&$&");
}

/** A relative path stays one, with every letter that means something in an address escaped (RFC 3986). */
export function fileUri(path: string): string {
  const slashed = process.platform === "win32" ? path.replaceAll("\\", "/") : path;
  const parts = slashed.split("/").map((part) => encodeURIComponent(wellFormed(part)));
  const uri = parts.join("/");
  if (slashed.startsWith("/")) return `file://${uri}`;
  return /^[A-Za-z]%3A\//.test(uri) ? `file:///${uri}` : uri;
}

/** Half a character, as a name on disk may hold it, has no form in an address. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, "\ufffd");
}
