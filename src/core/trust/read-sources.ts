/** Approved news sources from CSV: a header line, then one source a line. */
import type { SourceEntry } from "./list.js";
import { unreadable } from "./read-pem.js";

const columns: Record<keyof SourceEntry, RegExp> = {
  name: /^(name|title|source|outlet|单位名称|名称)$/i,
  domain: /^(domain|website|site|url|域名|网址)$/i,
  organization: /^(organi[sz]ation|publisher|owner|主办单位)$/i,
};

/** Throws "trust.unreadable" where no column is called name, or a line has none. */
export function readSources(text: string, origin: string): SourceEntry[] {
  const [header, ...rows] = parseCsv(text, origin);
  const at = (key: keyof SourceEntry) => header?.findIndex((cell) => columns[key].test(cell.trim())) ?? -1;
  const positions = { name: at("name"), domain: at("domain"), organization: at("organization") };
  if (positions.name < 0)
    throw unreadable(origin, 'has no column "name" in its first line, expected a CSV table with one');
  const entries = rows.map((row, index) => {
    const cell = (position: number) => row[position]?.trim() ?? "";
    const name = cell(positions.name);
    if (name === "") throw unreadable(origin, `names nobody in row ${index + 2}`);
    const domain = cell(positions.domain);
    const organization = cell(positions.organization);
    return { name, ...(domain !== "" && { domain }), ...(organization !== "" && { organization }) };
  });
  if (entries.length === 0) throw unreadable(origin, "has a header line and no source under it");
  return entries;
}

/** RFC 4180: quotes around a cell, doubled inside it; blank lines are skipped. */
function parseCsv(text: string, origin: string): string[][] {
  const rows: string[][] = [[]];
  const token = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\r|\n|$)/y;
  while (token.lastIndex < text.length) {
    const found = token.exec(text);
    // The rows before it would pass for the whole list.
    if (!found) throw unreadable(origin, `has a stray quote near row ${rows.length}`);
    rows.at(-1)?.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? "");
    if (found[3] !== ",") rows.push([]);
  }
  return rows.filter((row) => row.some((cell) => cell.trim() !== ""));
}
