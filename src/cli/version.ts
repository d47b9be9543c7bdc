/** Who is speaking: colophon's own version and the engine's, known without loading either. */
import { readFileSync } from "node:fs";

/** What the pinned native package carries; a test holds it against the engine's own answer. */
export const engine = { name: "c2pa-rs", version: "0.91.0" } as const;

/** The version in package.json, which lies two folders up both in src and in dist. */
export function colophonVersion(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  const { version } = JSON.parse(text) as { version: string };
  return version;
}
