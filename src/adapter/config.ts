/** Finds and reads what is configured where; what it means, and who may say it, is decided elsewhere. */
import { dirname, join, resolve } from "node:path";
import { ColophonError } from "../error.js";
import { isThere, readText } from "./files/whole.js";
import { locateJsonFault } from "./json-fault.js";

export interface ConfigPlaces {
  /** Where the search for the project's file begins. */
  cwd: string;
  /** The folder of the user's file. */
  configFolder: string;
  env: Readonly<Record<string, string | undefined>>;
}

export interface ConfigLayer {
  kind: "environment" | "project" | "user";
  /** The file; "environment" for variables. */
  source: string;
  /** Unchecked. Of the environment: every COLOPHON_… variable, as text. */
  values: Readonly<Record<string, unknown>>;
}

const PROJECT_FILE = "colophon.config.json";
const USER_FILE = "config.json";
const MAX_BYTES = 1024 * 1024;

/** Strongest first; a file that is not there is no layer. Throws `config.invalid` and `file.*`. */
export async function readConfigLayers(places: ConfigPlaces): Promise<ConfigLayer[]> {
  const variables = Object.entries(places.env).filter(
    ([name, value]) => name.startsWith("COLOPHON_") && value !== undefined && value !== "",
  );
  const environment: ConfigLayer = {
    kind: "environment",
    source: "environment",
    values: Object.fromEntries(variables),
  };
  const project = await findProjectFile(places.cwd);
  const layers = [
    environment,
    project === undefined ? undefined : await readLayer("project", project),
    await readLayer("user", join(places.configFolder, USER_FILE)),
  ];
  return layers.filter((layer) => layer !== undefined);
}

/** The nearest one upwards, not beyond the root of the git working tree. */
async function findProjectFile(cwd: string): Promise<string | undefined> {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const path = join(folder, PROJECT_FILE);
    if (await isThere(path)) return path;
    if (folder === dirname(folder) || (await isThere(join(folder, ".git")))) return undefined;
  }
}

async function readLayer(kind: "project" | "user", path: string): Promise<ConfigLayer | undefined> {
  const text = await textOf(path);
  if (text === undefined) return undefined;
  const values = parse(text, path);
  if (typeof values !== "object" || values === null || Array.isArray(values)) {
    throw new ColophonError("config.invalid", `"${path}": expected a JSON object of settings`);
  }
  return { kind, source: path, values: { ...values } };
}

/** A link that leads to nothing is there, and its configuration is missing: that is said. */
async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readText(path, MAX_BYTES);
  } catch (error) {
    const isMissing = error instanceof ColophonError && error.code === "file.missing";
    if (isMissing && !(await isThere(path))) return undefined;
    throw error;
  }
}

/** No cause is kept: the message of JSON.parse quotes the text, which may hold a key. */
function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const { line, column } = locateJsonFault(text);
    throw new ColophonError("config.invalid", `"${path}": not valid JSON at line ${line}, column ${column}`);
  }
}
