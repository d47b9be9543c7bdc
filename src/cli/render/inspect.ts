/** Everything a credential holds, laid open in words; nothing here is a verdict. */
import type { InspectedFile, InspectedManifest } from "../../command/inspect.js";
import { escapeText, makeVisible, quoted } from "../escape.js";
import { longTime } from "../moment.js";
import type { Style } from "../style.js";
import { hang } from "../width.js";
import { bytesInWords } from "./answers.js";
import { leftoverLines } from "./leftovers.js";
import { generatorName } from "./naming.js";
import { tableText } from "./table.js";

export interface InspectPage {
  style: Style;
  columns: number;
}

export function inspectedText(file: InspectedFile, page: InspectPage): string {
  const { style, columns } = page;
  const lines = [
    style.bold(makeVisible(file.file)),
    ...fields(
      [
        ["format", `${file.format}, ${file.mimeType}, ${bytesInWords(file.sizeBytes)}`],
        ["sha256", file.sha256],
        ["state", `${file.state}; to have it judged: colophon verify`],
        ["kept", keptIn(file)],
        [
          "manifests",
          file.manifestBytes === undefined
            ? ""
            : `${file.manifests.length}, ${bytesInWords(file.manifestBytes)}`,
        ],
      ],
      page,
    ),
    ...(file.state === "invalid"
      ? [
          hang(
            `  ${style.red("!")} `,
            "this credential is invalid: what follows is what it says, not what is so",
            columns,
          ),
        ]
      : []),
    ...(file.state === "none" ? leftoverLines(file, columns - 2).map((line) => `  ${line}`) : []),
    ...file.manifests.flatMap((manifest) => ["", ...manifestLines(manifest, page)]),
    ...(file.extracted ?? []).map((path) => `saved ${makeVisible(path)}`),
  ];
  return `${lines.join("\n")}\n`;
}

function keptIn({ source, sidecar, remoteUrl }: InspectedFile): string {
  const where = {
    embedded: "in the file",
    sidecar: sidecar === undefined ? "in a file of its own" : `in ${makeVisible(sidecar)}`,
    remote: "on a server",
  };
  const address = remoteUrl === undefined ? "" : `; it names ${quoted(remoteUrl)}`;
  return source === undefined ? "" : where[source] + address;
}

function manifestLines(manifest: InspectedManifest, page: InspectPage): string[] {
  const { credential, chain, timestamps } = manifest;
  const { style } = page;
  return [
    `${style.bold(manifest.isActive ? "Active manifest" : "Manifest")} ${escapeText(manifest.label)}`,
    ...fields(
      [
        ["title", credential.title === undefined ? "" : quoted(credential.title)],
        ["claim version", String(credential.claimVersion ?? "not known: the manifest could not be read")],
        ["made with", credential.generators.map((generator) => quoted(generatorName(generator))).join(", ")],
        [
          "signature",
          [credential.algorithm ?? [], `${timestamps} timestamp${timestamps === 1 ? "" : "s"}`]
            .flat()
            .join(", "),
        ],
        ["time stated", credential.stampedAt === undefined ? "" : longTime(credential.stampedAt)],
        ...chain.map(
          (certificate, at) =>
            [
              at === 0 ? "certificate" : "above it",
              `${quoted(certificate.subject)}, from ${longTime(certificate.notBefore)} to ${longTime(certificate.notAfter)}, sha256 ${certificate.sha256}`,
            ] as const,
        ),
        ["actions", credential.actions.map(({ name }) => escapeText(name, 60)).join(", ")],
        ["thumbnail", credential.thumbnail === undefined ? "" : escapeText(credential.thumbnail.mimeType)],
      ],
      page,
    ),
    ...assertionLines(manifest, page),
    ...ingredientLines(manifest),
    ...statusLines(manifest, page),
  ];
}

function assertionLines({ assertions }: InspectedManifest, { style }: InspectPage): string[] {
  if (assertions.length === 0) return [];
  const checks = { match: "match", MISMATCH: style.red("MISMATCH"), "not-checked": style.dim("not checked") };
  const cells = assertions.map(({ label, contentType, sizeBytes, check, isCreated, leavesOut }) => [
    escapeText(label, 60),
    escapeText(contentType, 20),
    bytesInWords(sizeBytes),
    checks[check],
    isCreated === undefined ? "" : isCreated ? "created" : "gathered",
    leavesOut === undefined ? "" : `leaves out ${leavesOut.map((part) => escapeText(part, 60)).join(", ")}`,
  ]);
  return ["  assertions", ...tableText(cells, "    ").trimEnd().split("\n")];
}

function ingredientLines({ ingredients }: InspectedManifest): string[] {
  if (ingredients.length === 0) return [];
  const cells = ingredients.map(({ title, relationship, format, activeManifest }) => [
    relationship,
    quoted(title ?? "", 60),
    escapeText(format ?? "", 40),
    activeManifest === undefined ? "no Content Credentials" : escapeText(activeManifest, 80),
  ]);
  return ["  ingredients", ...tableText(cells, "    ").trimEnd().split("\n")];
}

function statusLines({ statuses }: InspectedManifest, { style }: InspectPage): string[] {
  if (statuses.length === 0) return [];
  const cells = statuses.map(({ kind, code, explanation }) => [
    kind === "failure" ? style.red(kind) : kind,
    escapeText(code, 80),
    escapeText(explanation ?? "", 100),
  ]);
  return ["  the engine's findings", ...tableText(cells, "    ").trimEnd().split("\n")];
}

function fields(pairs: readonly (readonly [string, string])[], { columns }: InspectPage): string[] {
  return pairs
    .filter(([, text]) => text !== "")
    .map(([name, text]) => hang(`  ${name.padEnd(14)} `, text, columns));
}
