/** The machine colophon runs on, and the engine's binary on it: what `doctor` looks at. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { ColophonError } from "../error.js";
import { loadBinding } from "./engine/signing.js";

export interface MachineFacts {
  platform: string;
  architecture: string;
  node: string;
  /** Of the running system; absent on macOS and Windows, and where the C library is another (musl). */
  glibc?: string;
  engine: EngineBinary;
}

export interface EngineBinary {
  package: string;
  packageVersion?: string;
  path: string;
  isPresent: boolean;
  sizeBytes?: number;
  sha256?: string;
  /** Why it does not load, in the loader's words. */
  fault?: string;
  /** The same of the package around it, which signing needs and reading does not. */
  packageFault?: string;
}

const enginePackage = "@contentauth/c2pa-node";

/** Loads the engine once to see that it loads; everything else only looks. */
export async function examineMachine(): Promise<MachineFacts> {
  const glibc = glibcVersion();
  return {
    platform: process.platform,
    architecture: process.arch,
    node: process.versions.node,
    ...(glibc === undefined ? {} : { glibc }),
    engine: await examineEngine(),
  };
}

function glibcVersion(): string | undefined {
  const report: unknown = process.report?.getReport();
  const header = (report as { header?: { glibcVersionRuntime?: unknown } } | undefined)?.header;
  return typeof header?.glibcVersionRuntime === "string" ? header.glibcVersionRuntime : undefined;
}

async function examineEngine(): Promise<EngineBinary> {
  const require = createRequire(import.meta.url);
  try {
    const folder = dirname(require.resolve(enginePackage));
    const path = join(folder, "index.node");
    const packageVersion = versionIn(join(folder, "..", "package.json"));
    const found = {
      package: enginePackage,
      path,
      ...(packageVersion === undefined ? {} : { packageVersion }),
    };
    if (!existsSync(path)) return { ...found, isPresent: false };
    const bytes = readFileSync(path);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const fault = await loadingFault(() => require(path));
    const packageFault = await loadingFault(loadBinding);
    return {
      ...found,
      isPresent: true,
      sizeBytes: bytes.length,
      sha256,
      ...(fault === undefined ? {} : { fault }),
      ...(packageFault === undefined ? {} : { packageFault }),
    };
  } catch (error) {
    return { package: enginePackage, path: "", isPresent: false, fault: firstLine(error) };
  }
}

function versionIn(path: string): string | undefined {
  const parsed: unknown = JSON.parse(readFileSync(path, "utf8"));
  const { version } = parsed as { version?: unknown };
  return typeof version === "string" ? version : undefined;
}

async function loadingFault(load: () => unknown): Promise<string | undefined> {
  try {
    await load();
    return undefined;
  } catch (error) {
    return firstLine(error instanceof ColophonError ? error.cause : error);
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
