/** A trust list kept as JSON, turned into the PEM text that it holds, with its dates as comment lines. */
import { isRecord } from "../credential/json.js";
import { unreadable } from "./read-pem.js";

/**
 * Publishers write their lists in shapes of their own, so a certificate counts wherever it stands as a PEM string.
 * A date counts only beside the list itself, never inside an array: there it belongs to one entry.
 */
export function pemInJson(text: string, origin: string): string {
  const blocks: string[] = [];
  let document: unknown;
  try {
    document = JSON.parse(text, (_, value) => {
      if (typeof value === "string" && value.includes("-----BEGIN")) blocks.push(value);
      return value;
    });
  } catch {
    // Nesting without end as well as bad syntax.
    throw unreadable(origin, "is damaged JSON, expected certificates in PEM");
  }
  if (blocks.length === 0) throw unreadable(origin, "is JSON without a certificate in PEM");
  return [...statedDates(document), ...blocks].join("\n");
}

function statedDates(document: unknown): string[] {
  const inner = recordsIn(document).flatMap((record) => [
    record,
    ...Object.values(record).flatMap(recordsIn),
  ]);
  return inner.flatMap((record) =>
    Object.entries(record)
      .filter(([, value]) => typeof value === "string" && /^\d{4}-\d\d-\d\d\S*$/.test(value))
      .map(([name, value]) => `# ${inWords(name)}: ${value}`),
  );
}

function recordsIn(value: unknown): Record<string, unknown>[] {
  return isRecord(value) ? [value] : [];
}

/** "lastUpdated" and "last_updated" are "last updated". */
function inWords(name: string): string {
  return name
    .replace(/(?<=[a-z])(?=[A-Z])|[_-]/g, " ")
    .toLowerCase()
    .replace(/[^a-z ]/g, "");
}
