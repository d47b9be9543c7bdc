/** Identities in words: the list, one in full, and what an action did. */
import type { IdentityShown, ListedIdentity } from "../../command/identity/index.js";
import { escapeText, makeVisible } from "../escape.js";
import { shortDate } from "../moment.js";
import type { Style } from "../style.js";
import { hang } from "../width.js";
import { tableText } from "./table.js";

export interface IdentityPage {
  style: Style;
  columns: number;
}

export function identityList(identities: readonly ListedIdentity[], { style }: IdentityPage): string {
  if (identities.length === 0) {
    return 'no identities yet\nmake one: colophon identity create studio --for "Ana Ruiz"\n';
  }
  return tableText(
    identities.map((identity) => [
      identity.isDefault ? "*" : " ",
      style.bold(makeVisible(identity.name)),
      ...listedFacts(identity, style),
    ]),
  );
}

function listedFacts(identity: ListedIdentity, style: Style): string[] {
  switch (identity.kind) {
    case "ready":
      return [
        nameOf(identity.certificate),
        identity.algorithm,
        `until ${dateOf(identity.certificate.notAfter)}`,
      ];
    case "expired":
      return [
        nameOf(identity.certificate),
        identity.algorithm,
        style.yellow(`expired on ${dateOf(identity.certificate.notAfter)}`),
      ];
    case "requested":
      return ["", identity.algorithm, "waiting for its certificate"];
    case "damaged":
      return [style.red("damaged"), makeVisible(identity.problem)];
  }
}

export function identityText(identity: IdentityShown, page: IdentityPage): string {
  const { certified, requestPem } = identity;
  const lines = [
    page.style.bold(makeVisible(identity.name)) + (identity.isDefault ? "  (used without -i)" : ""),
    ...fields(
      [
        ["algorithm", identity.algorithm],
        ["origin", `${identity.origin} on ${dateOf(identity.created)}`],
        ["kept in", makeVisible(identity.folder)],
      ],
      page,
    ),
    ...(certified === undefined
      ? ["  waiting for the certificate of an authority"]
      : certifiedLines(certified, page)),
    ...identity.warnings.map((text) => warningLine(text, page)),
    ...(certified === undefined && requestPem !== undefined ? ["", requestPem.trimEnd()] : []),
  ];
  return `${lines.join("\n")}\n`;
}

function certifiedLines(certified: NonNullable<IdentityShown["certified"]>, page: IdentityPage): string[] {
  const { style, columns } = page;
  const [leaf] = certified.chain;
  const signs = { true: "ok", false: style.red("fault") };
  return [
    ...(leaf === undefined
      ? []
      : fields(
          [
            ["names", nameOf(leaf)],
            ["valid", `${dateOf(leaf.notBefore)} to ${dateOf(leaf.notAfter)}`],
            ["issued by", escapeText(leaf.issuer)],
            ["key", leaf.key],
            ["purposes", leaf.purposes.map((purpose) => escapeText(purpose)).join(", ")],
            ["sha256", leaf.fingerprintSha256],
          ],
          page,
        )),
    "",
    `  ${certified.canSign ? "it can sign" : style.red("it cannot sign")}; checked against the rules of C2PA:`,
    ...certified.points.map(({ ok, severity, says, source }) => {
      const sign = ok ? signs.true : severity === "warning" ? style.yellow("warning") : signs.false;
      return hang(`  ${sign}: `, makeVisible(ok ? says : `${says} (${source})`), columns);
    }),
    "",
    ...certified.recognition.says.map((text) => hang("  · ", makeVisible(text), columns)),
  ];
}

export function warningLine(text: string, { style, columns }: IdentityPage): string {
  return hang(`  ${style.yellow("!")} `, makeVisible(text), columns);
}

/** The person, and the organization behind it where there is one. */
export function nameOf({
  holder,
  organization,
}: {
  holder: string;
  organization: string | undefined;
}): string {
  const name = escapeText(holder, 60);
  return organization === undefined || organization === holder
    ? name
    : `${name}, ${escapeText(organization, 60)}`;
}

export function dateOf(iso: string): string {
  return shortDate(new Date(iso));
}

function fields(pairs: readonly (readonly [string, string])[], { columns }: IdentityPage): string[] {
  return pairs
    .filter(([, text]) => text !== "")
    .map(([name, text]) => hang(`  ${name.padEnd(10)} `, text, columns));
}
