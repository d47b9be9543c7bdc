/** The only importer of the WebAssembly engine: crJSON, the form the official rubrics judge, which the native one lacks. */
import { readFile, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { ColophonError } from "../../error.js";
import { translateNativeError } from "./native-error.js";
import { readingSettings } from "./settings.js";

// The whole file is held in memory, twice for a moment.
const maxBytes = 1024 * 1024 * 1024;

/** The crJSON of the credentials inside a file, as a plain value. Throws where it has none or cannot be read. */
export async function makeCrJson(path: string, mimeType: string): Promise<unknown> {
  if ((await stat(path)).size > maxBytes) {
    throw new ColophonError("file.too-large", `"${path}": is larger than 1 GiB, too large for crJSON`);
  }
  const { initSync, WasmReader } = await import("@contentauth/c2pa-wasm");
  const require = createRequire(import.meta.url);
  initSync({ module: await readFile(require.resolve("@contentauth/c2pa-wasm/assets/c2pa_bg.wasm")) });
  try {
    const reader = await WasmReader.fromBytes(mimeType, await readFile(path), readingSettings());
    return JSON.parse(reader.crJson());
  } catch (error) {
    throw translateNativeError(error);
  }
}
