/** The source tree as plain facts, for rules about it: what each file imports, declares and how long it is. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

export interface Import {
  /** As written: "../error.js", "node:fs", "sharp"; empty where it is computed. */
  specifier: string;
  line: number;
  /** Gone after compiling, so it loads nothing. */
  isTypeOnly: boolean;
  /** Loaded when the line is reached, and not with the file. */
  isLazy: boolean;
}

export interface Finding {
  what: string;
  line: number;
}

export interface SourceFile {
  /** From the project's root, with forward slashes: "src/core/asset/detect.ts". */
  path: string;
  text: string;
  lines: number;
  imports: readonly Import[];
  functions: readonly (Finding & { lines: number })[];
  /** Default exports, enums, and classes that extend nothing, each in words. */
  declarations: readonly Finding[];
  /** What it takes from around it: `process.env`, `Date.now`, `new Date()`, `console.log`. */
  reaches: readonly Finding[];
}

export function readTree(root: string, folder = "src"): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".d.ts"))
    .sort()
    .map((path) => readSource(path, readFileSync(join(root, path), "utf8")));
}

export function readSource(path: string, text: string): SourceFile {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const lineOf = (at: number) => source.getLineAndCharacterOfPosition(at).line + 1;
  const file = {
    imports: [] as Import[],
    functions: [] as SourceFile["functions"][number][],
    declarations: [] as Finding[],
    reaches: [] as Finding[],
  };
  const loaders = loadersOf(text);
  let hasOwnFetch = false;
  const visit = (node: ts.Node): void => {
    const line = lineOf(node.getStart(source));
    const found = importIn(node, loaders);
    if (found) file.imports.push({ ...found, line });
    const declared = declaredBy(node);
    if (declared) file.declarations.push({ what: declared, line });
    const reached = reachedBy(node);
    if (reached) file.reaches.push({ what: reached, line });
    hasOwnFetch ||= isNamed(node, "fetch");
    if (ts.isFunctionLike(node) && "body" in node && node.body) {
      file.functions.push({ what: nameOf(node), line, lines: lineOf(node.getEnd()) - line + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  if (hasOwnFetch) file.reaches = file.reaches.filter(({ what }) => what !== "fetch()");
  return { path, text, lines: text.split("\n").length - (text.endsWith("\n") ? 1 : 0), ...file };
}

/** `require`, and whatever name a file gives to `createRequire(…)`. */
function loadersOf(text: string): Set<string> {
  const names = [...text.matchAll(/(\w+) = createRequire\(/g)].flatMap(([, name]) => name ?? []);
  return new Set(["require", ...names]);
}

function importIn(node: ts.Node, loaders: ReadonlySet<string>): Omit<Import, "line"> | undefined {
  if (ts.isImportDeclaration(node)) {
    return {
      specifier: textOf(node.moduleSpecifier),
      isTypeOnly: isErased(node.importClause),
      isLazy: false,
    };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
    return { specifier: textOf(node.moduleSpecifier), isTypeOnly: node.isTypeOnly, isLazy: false };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return { specifier: textOf(node.argument.literal), isTypeOnly: true, isLazy: false };
  }
  if (!ts.isCallExpression(node)) return undefined;
  const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword;
  const [argument] = node.arguments;
  if (!argument || !(isImport || loaders.has(node.expression.getText()))) return undefined;
  return { specifier: textOf(argument), isTypeOnly: false, isLazy: isImport };
}

/** `import type` alone: of `import { type A }` an empty import stays, and loads the file. */
function isErased(clause: ts.ImportClause | undefined): boolean {
  return clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

function declaredBy(node: ts.Node): string | undefined {
  if (ts.isExportAssignment(node)) return "a default export";
  if (
    ts.canHaveModifiers(node) &&
    ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)
  ) {
    return "a default export";
  }
  if (ts.isEnumDeclaration(node)) return `the enum ${node.name.text}`;
  if (
    ts.isClassLike(node) &&
    !node.heritageClauses?.some(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)
  ) {
    return `the class ${node.name?.text ?? "without a name"}, which is no error`;
  }
  return undefined;
}

function reachedBy(node: ts.Node): string | undefined {
  if (ts.isNewExpression(node) && node.expression.getText() === "Date" && !node.arguments?.length)
    return "new Date()";
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
    const object = node.expression.text;
    const isWatched =
      object === "process" ||
      object === "console" ||
      node.getText() === "Date.now" ||
      node.getText() === "Math.random";
    return isWatched ? node.getText() : undefined;
  }
  if (ts.isCallExpression(node) && node.expression.getText() === "fetch") return "fetch()";
  return undefined;
}

/** A function, variable or parameter that takes the name of a global. */
function isNamed(node: ts.Node, name: string): boolean {
  const isDeclaration =
    ts.isFunctionDeclaration(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isBindingElement(node);
  return isDeclaration && node.name?.getText() === name;
}

function nameOf(node: ts.SignatureDeclaration): string {
  if (node.name) return node.name.getText();
  const { parent } = node;
  return ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)
    ? parent.name.getText()
    : "a function";
}

function textOf(node: ts.Node): string {
  return ts.isStringLiteralLike(node) ? node.text : "";
}
