/** The rules of the house, each a function of the source tree: what breaks it, and the cure. */

import { builtinModules } from "node:module";
import { posix } from "node:path";
import type { Import, SourceFile } from "./source-tree.ts";

export type Rule = (tree: readonly SourceFile[]) => string[];

const floors = ["cli", "command", "core", "adapter"] as const;

/** Files that stand on no floor, and what they may import besides `src/error.ts`. */
const besideTheFloors: Readonly<Record<string, (path: string, isTypeOnly: boolean) => boolean>> = {
  "src/error.ts": () => false,
  // The one place that knows every adapter; it hands them to commands as one value.
  "src/world.ts": (path) => /^src\/(adapter|command)\//.test(path),
  // What is configured, read before there is a world.
  "src/configuration.ts": (path) => /^src\/(adapter|core\/schema)\//.test(path),
  // The library's two files: what it exports, and the functions behind it.
  "src/index.ts": (path, isTypeOnly) =>
    path === "src/library.ts" || /^src\/command\//.test(path) || (isTypeOnly && /^src\/core\//.test(path)),
  "src/library.ts": (path) =>
    path === "src/world.ts" ||
    path === "src/cli/version.ts" ||
    path === "src/core/schema/config-defaults.ts" ||
    /^src\/command\//.test(path),
};

/** Files of the command floor that every command may import, with what makes them common ground. */
const commonGround: Readonly<Record<string, string>> = {
  "context.ts": "the world, as commands see it",
  "identity/context.ts": "its part about identities",
  "trust/context.ts": "its part about trust lists",
  "label/context.ts": "its part about labels",
  "inputs.ts": "arguments become files in one way",
  "outputs.ts": "outputs get their names in one way",
  "output-template.ts": "and their templates",
  "output-clashes.ts": "and never meet",
  "leftovers.ts": "what is left of provenance is looked for in one way",
  "media-only.ts": "folders are sifted in one way",
  "read-source.ts": "a file is opened for reading in ranges, and closed again, in one way",
  "batch.ts": "many files are gone through in one way",
  "result.ts": "what every command yields",
  "pile.ts": "what may be more than memory holds is kept in one way",
  "judging.ts": "files are judged by the same lists, limits and moments",
  "consent-file.ts": "a consent record is read from a file, and refused by its name, in one way",
  "extract.ts": "parts of credentials are saved under names of our own",
  "pictures.ts": "small pictures of a history are made and limited in one way",
  "words.ts": "the terminal's way to the words of the core",
  "identity/load.ts": "the identity that signs is found and unlocked in one way",
  "trust/select.ts": "the lists that judge are chosen in one way",
  "signing/": "sign and label gather, sign and write in one way",
};

/** Names that say nothing about what is inside. */
const emptyNames = /^(utils?|helpers?|common|misc|managers?|services?|types|shared|lib)$/;

/** Longer than 200 lines because they are one table, each row of it short. */
const tables: ReadonlySet<string> = new Set([
  "src/core/disclosure/disclosures.ts",
  "src/core/explain/error-codes.ts",
  "src/core/explain/status-cawg.ts",
  "src/core/explain/status-claim.ts",
  "src/core/identity/certificate-rules.ts",
  "src/cli/program/command/identity.ts",
]);

/** Functions that are a list: one line for each thing in it. */
const lists: ReadonlySet<string> = new Set(["src/world.ts buildContext"]);

const longestFile = 200;
const longestFunction = 40;

/** `doctor` loads the engine's binary by its path, to see why it does not load. */
const nativeLoader = "src/adapter/machine.ts";

/** What computes and touches nothing. */
const pureBuiltins = ["node:buffer", "node:crypto", "node:path", "node:path/posix", "node:util", "node:zlib"];

/** What `--help` may load: it parses and colors. */
const loadedByHelp = ["commander", "chalk"];

const builtins = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));

/** "src/core/asset/detect.ts" → "core"; a file beside the floors is its own. */
function floorOf(path: string): string {
  const [, folder = ""] = path.split("/");
  return (floors as readonly string[]).includes(folder) ? folder : path;
}

/** The path of an imported file of our own, or undefined for a package. */
function targetOf(from: string, { specifier }: Import): string | undefined {
  if (!specifier.startsWith(".")) return undefined;
  return posix.normalize(posix.join(posix.dirname(from), specifier)).replace(/\.js$/, ".ts");
}

function mayImport(from: string, to: string, isTypeOnly: boolean): boolean {
  if (to === "src/error.ts") return from !== to;
  const exception = besideTheFloors[from];
  if (exception) return exception(to, isTypeOnly);
  if (from === "src/cli/main.ts" && (to === "src/world.ts" || to === "src/configuration.ts")) return true;
  const here = (floors as readonly string[]).indexOf(floorOf(from));
  const there = (floors as readonly string[]).indexOf(floorOf(to));
  if (here === -1 || there === -1) return false;
  if (there === here || there === here + 1) return true;
  return isTypeOnly && from.startsWith("src/cli/render/") && floorOf(to) === "core";
}

export const importsGoDown: Rule = (tree) =>
  tree.flatMap(({ path, imports }) =>
    imports.flatMap((entry) => {
      const target = targetOf(path, entry);
      if (target === undefined || mayImport(path, target, entry.isTypeOnly)) return [];
      return `${path}:${entry.line} imports ${target}. Files import from their own floor or the next one (cli → command → core → adapter): let the floor below return it, or take it as an argument`;
    }),
  );

/** "src/command/sign/index.ts" → "sign", "src/command/verify-result.ts" → "verify". */
function commandOf(path: string): string | undefined {
  return path.match(/^src\/command\/([^/.-]+)/)?.[1];
}

/** A file by its name, or a room by its folder. */
function isCommonGround(path: string): boolean {
  return Object.hasOwn(commonGround, path) || Object.hasOwn(commonGround, `${path.split("/")[0]}/`);
}

export const commandsStandAlone: Rule = (tree) =>
  tree.flatMap(({ path, imports }) =>
    imports.flatMap((entry) => {
      const target = targetOf(path, entry);
      const [own, other] = [commandOf(path), target && commandOf(target)];
      if (!own || !target || !other || own === other) return [];
      if (isCommonGround(target.slice("src/command/".length))) return [];
      // The library offers all commands: its tables name their options, and nothing more.
      if (/^src\/command\/library-/.test(path) && entry.isTypeOnly) return [];
      return `${path}:${entry.line} imports ${target}, another command. Commands do not import each other: move what both need down to src/core, or name it common ground in test/support/house-rules.ts with the reason`;
    }),
  );

export const importsAreWritten: Rule = (tree) =>
  tree.flatMap(({ path, imports }) =>
    imports
      .filter(({ specifier }) => specifier === "" && path !== nativeLoader)
      .map(
        ({ line }) =>
          `${path}:${line} computes what it imports. Write the name as a string, so that it can be checked`,
      ),
  );

/** "@clack/prompts", "node-forge" of "node-forge/lib/asn1.js". */
function packageOf(specifier: string): string | undefined {
  if (specifier === "" || specifier.startsWith(".") || builtins.has(specifier)) return undefined;
  const [first = "", second = ""] = specifier.split("/");
  return first.startsWith("@") ? `${first}/${second}` : first;
}

/** package → the files that load it. */
export function importersOf(tree: readonly SourceFile[]): Map<string, Set<string>> {
  const importers = new Map<string, Set<string>>();
  for (const { path, imports } of tree) {
    for (const { specifier, isTypeOnly } of imports) {
      const name = packageOf(specifier);
      if (name === undefined || isTypeOnly) continue;
      importers.set(name, (importers.get(name) ?? new Set()).add(path));
    }
  }
  return importers;
}

/** Packages that a whole room has for itself. */
const roomsOf: Readonly<Record<string, string>> = {
  // Reading goes to the engine's binary, signing through its wrapper.
  "@contentauth/c2pa-node": "src/adapter/engine/",
};

export const packagesHaveOneImporter: Rule = (tree) =>
  [...importersOf(tree)]
    .filter(
      ([name, files]) =>
        files.size > 1 && ![...files].every((path) => path.startsWith(roomsOf[name] ?? "no room")),
    )
    .map(
      ([name, files]) =>
        `"${name}" is imported by ${[...files].join(" and ")}. One file imports a package: let the others import that file`,
    );

/** Everything a file loads together with itself. */
function loadedWith(start: string, tree: readonly SourceFile[]): SourceFile[] {
  const byPath = new Map(tree.map((file) => [file.path, file]));
  const loaded = new Set<SourceFile>();
  const follow = (path: string | undefined): void => {
    const file = path === undefined ? undefined : byPath.get(path);
    if (!file || loaded.has(file)) return;
    loaded.add(file);
    for (const entry of file.imports)
      if (!entry.isTypeOnly && !entry.isLazy) follow(targetOf(file.path, entry));
  };
  follow(start);
  return [...loaded];
}

export const helpLoadsLittle: Rule = (tree) =>
  loadedWith("src/cli/main.ts", tree).flatMap(({ path, imports }) =>
    [
      ...(path === "src/world.ts" ? [`src/cli/main.ts loads ${path}`] : []),
      ...imports
        .filter(({ isTypeOnly, isLazy }) => !isTypeOnly && !isLazy)
        .map(({ specifier }) => packageOf(specifier))
        .filter((name) => name !== undefined && !loadedByHelp.includes(name))
        .map((name) => `src/cli/main.ts loads "${name}" through ${path}`),
    ].map(
      (fault) =>
        `${fault} before it knows the command. --help loads no engine: import it with import() where it is needed`,
    ),
  );

export const coreIsPure: Rule = (tree) =>
  tree
    .filter(({ path }) => floorOf(path) === "core")
    .flatMap(({ path, imports, reaches }) => [
      ...imports
        .filter(({ specifier }) => builtins.has(specifier) && !pureBuiltins.includes(specifier))
        .map(({ specifier, line }) => `${path}:${line} imports ${specifier}`),
      ...reaches.map(({ what, line }) => `${path}:${line} reaches for ${what}`),
    ])
    .map((fault) => `${fault}. The core has no disk, network, clock or environment: take it as an argument`);

export const onlyTheTerminalSpeaks: Rule = (tree) =>
  tree
    .filter(({ path }) => floorOf(path) !== "cli")
    .flatMap(({ path, reaches }) =>
      reaches
        .filter(({ what }) => /^(console\.|process\.(stdin|stdout|stderr|exit|exitCode|argv)$)/.test(what))
        .map(
          ({ what, line }) =>
            `${path}:${line} uses ${what}. Only src/cli speaks and exits: return it, throw it, or say it through the context`,
        ),
    );

export const namesSaySomething: Rule = (tree) =>
  tree.flatMap(({ path }) => {
    const parts = path.replace(/\.ts$/, "").split("/").slice(1);
    const empty = parts.find((part) => emptyNames.test(part));
    const crooked = parts.find((part) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(part));
    return [
      ...(empty
        ? [`${path}: "${empty}" says nothing about what is inside. Name it after the one thing it holds`]
        : []),
      ...(crooked ? [`${path}: "${crooked}" is no kebab-case. Write it in lower case with dashes`] : []),
    ];
  });

export const declarationsArePlain: Rule = (tree) =>
  tree.flatMap(({ path, declarations }) =>
    declarations.map(
      ({ what, line }) =>
        `${path}:${line} has ${what}. Exports are named, sets of words are unions, and only errors are classes`,
    ),
  );

export const filesSayWhatTheyAre: Rule = (tree) =>
  tree
    .filter(({ text }) => !/^(#!.*\n)?\/\*\*[\s*]*[^\s*/]/.test(text))
    .map(({ path }) => `${path} does not say what it is. Open it with one sentence: /** … */`);

export const filesAreShort: Rule = (tree) =>
  tree
    .filter(({ path, lines }) => lines > longestFile && !tables.has(path))
    .map(
      ({ path, lines }) =>
        `${path} has ${lines} lines, ${longestFile} at most. Divide it by what its parts are about (or name it a table in test/support/house-rules.ts)`,
    );

export const functionsAreShort: Rule = (tree) =>
  tree
    .filter(({ path }) => !tables.has(path))
    .flatMap(({ path, functions }) =>
      functions
        .filter(({ what, lines }) => lines > longestFunction && !lists.has(`${path} ${what}`))
        .map(
          ({ what, line, lines }) =>
            `${path}:${line} ${what} has ${lines} lines, ${longestFunction} at most. Give its steps names and let it read like their list`,
        ),
    );

/** A table that was divided or deleted must not leave its permission behind. */
export function idlePermissions(tree: readonly SourceFile[]): string[] {
  const byPath = new Map(tree.map((file) => [file.path, file]));
  return [
    ...[...tables].filter((path) => (byPath.get(path)?.lines ?? 0) <= longestFile),
    ...[...lists].filter((list) => !isLongFunction(list, byPath)),
    ...Object.keys(commonGround).filter(
      (name) => !tree.some(({ path }) => isAt(path, `src/command/${name}`)),
    ),
    ...Object.keys(besideTheFloors).filter((path) => !byPath.has(path)),
  ];
}

function isAt(path: string, place: string): boolean {
  return place.endsWith("/") ? path.startsWith(place) : path === place;
}

function isLongFunction(list: string, byPath: ReadonlyMap<string, SourceFile>): boolean {
  const [path = "", name] = list.split(" ");
  return (
    byPath.get(path)?.functions.some(({ what, lines }) => what === name && lines > longestFunction) ?? false
  );
}
