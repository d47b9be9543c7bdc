/** What `colophon doctor` found: a line each check, then every setting with where it came from. */
import type { Examination } from "../../command/doctor.js";
import { escapeText, makeVisible } from "../escape.js";
import type { Style } from "../style.js";
import { hang } from "../width.js";
import { stringify, toPlain } from "./plain.js";
import { tableText } from "./table.js";

export function doctorText(
  examination: Examination,
  { style, columns }: { style: Style; columns: number },
): string {
  const { colophon, engine, machine, checks, config } = examination;
  const lines = checks.flatMap(({ ok, says, hint }) => {
    const word = ok === true ? "ok" : ok === false ? style.red("fault") : style.yellow("warning");
    return [
      hang(`${word}: `, makeVisible(says), columns),
      ...(hint === undefined ? [] : [hang("  hint: ", makeVisible(hint), columns)]),
    ];
  });
  const head = `colophon ${colophon}, engine ${engine.name} ${engine.version}, ${machine.platform} ${machine.architecture}`;
  const settings = tableText(
    config.map(({ key, value, origin }) => [
      key,
      escapeText(stringify(toPlain(value)), 60),
      makeVisible(origin),
    ]),
    "  ",
  );
  return `${[style.bold(head), "", ...lines, "", "Settings, and where they come from"].join("\n")}\n${settings}`;
}
