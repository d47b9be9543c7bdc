/** What the configuration of a project may not say. */
import { ColophonError } from "../../error.js";

/**
 * A folder that was downloaded must not be able to declare itself trusted, to sign with a name, to
 * connect anywhere or to run anything. The second row does not exist at all: whoever tries it in a
 * project should hear that this is the wrong place, not that it is misspelt.
 */
const forbiddenInProject = new Set([
  ...["identity", "provider", "tsa", "timestamp", "require", "trust", "remote"],
  ...["allowedList", "command", "passphraseFile", "publish", "registry", "signer", "trustLists"],
]);

/** Throws `config.forbidden`. */
export function refuseInProject(name: string, value: unknown, source: string): void {
  const leadsAway = name === "outputTemplate" && typeof value === "string" && !staysInFolder(value);
  if (!forbiddenInProject.has(name) && !leadsAway) return;
  const what = leadsAway ? `an "outputTemplate" that ${fault(String(value))}` : `"${name}"`;
  throw new ColophonError(
    "config.forbidden",
    `"${source}": a project may not choose ${what}, only the user's own configuration may`,
    { hints: ["see where that is: colophon doctor"] },
  );
}

function fault(template: string): string {
  return template.startsWith("{dir}/")
    ? "leads out of the file's folder"
    : "does not begin with {dir}/, the file's folder";
}

/** `{dir}` is where the file is; anything else, or a step upwards, could write all over the disk. */
function staysInFolder(template: string): boolean {
  return template.startsWith("{dir}/") && !/(^|[\\/])\.\.([\\/]|$)/.test(template);
}
