/** The rules themselves, law by law. */
import type { ListedRule } from "../../command/check/index.js";
import { lawAddresses, lawNames } from "../../command/law-words.js";
import { makeVisible } from "../escape.js";
import { shortDate } from "../moment.js";
import type { Style } from "../style.js";
import { hang } from "../width.js";

const names: Readonly<Record<string, string>> = lawNames;
const addresses: Readonly<Record<string, string>> = lawAddresses;

export function rulesText(
  rules: readonly ListedRule[],
  { style, columns }: { style: Style; columns: number },
): string {
  const laws = [...new Set(rules.map(({ law }) => law))];
  const parts = laws.map((law) => {
    const title = names[law];
    const address = addresses[law];
    return [
      title === undefined ? style.bold(makeVisible(law)) : hang(`${style.bold(law)}  `, title, columns),
      ...(address === undefined ? [] : [`  ${address}`]),
      ...rules.filter((rule) => rule.law === law).flatMap((rule) => ruleLines(rule, style, columns)),
    ].join("\n");
  });
  return `${parts.join("\n\n")}\n`;
}

function ruleLines(
  { id, title, source, validFrom, validTo, canFail }: ListedRule,
  style: Style,
  columns: number,
) {
  const facts = [
    makeVisible(source),
    ...(validFrom ? [`since ${shortDate(validFrom)}`] : []),
    ...(validTo ? [`until ${shortDate(validTo)}`] : []),
    ...(canFail ? [] : ["warns at most"]),
  ];
  return [
    hang("      ", `${makeVisible(id)}  ${title}`, columns).slice(4),
    hang("      ", facts.join(", "), columns).replace(/^.*$/gm, (line) => style.dim(line)),
  ];
}
