/** What `doctor` says of what is kept on this computer: identities and trust lists, each looked at. */
import { ColophonError } from "../error.js";
import type { Context } from "./context.js";
import type { Check } from "./doctor.js";

export async function checkKept(context: Context): Promise<Check[]> {
  return [
    await orFault("identities", () => checkIdentities(context)),
    await orFault("trust", () => checkTrust(context)),
  ];
}

/** Whoever asks the doctor has something that does not work: that is no reason to stop. */
async function orFault(id: string, check: () => Promise<Check>): Promise<Check> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof ColophonError) || error.code === "interrupted") throw error;
    return { id, ok: false, says: error.message, hint: "see where it is kept: colophon help environment" };
  }
}

async function checkIdentities(context: Context): Promise<Check> {
  const id = "identities";
  const { vault } = await context.identities();
  const names = await vault.list();
  if (names.length === 0) {
    const hint = 'colophon identity create studio --for "Ana Ruiz"';
    return { id, ok: "warning", says: "no identity to sign with", hint };
  }
  const looks = await Promise.all(names.map((name) => warningsOf(() => vault.read(name))));
  const warnings = looks.flat();
  if (warnings.length > 0) return { id, ok: "warning", says: warnings.join("; ") };
  const chosen = await vault.defaultName();
  return { id, ok: true, says: `identities: ${names.join(", ")}; default: ${chosen ?? "none"}` };
}

async function warningsOf(read: () => Promise<{ warnings: string[] }>): Promise<string[]> {
  try {
    return (await read()).warnings;
  } catch (error) {
    if (!(error instanceof ColophonError)) throw error;
    return [error.message];
  }
}

async function checkTrust({ trust }: Context): Promise<Check> {
  const names = await trust.store.names();
  const hint = "colophon trust update";
  if (names.length === 0) {
    return { id: "trust", ok: "warning", says: "no trust list: no issuer can be recognized", hint };
  }
  const faults: string[] = [];
  for (const name of names) {
    try {
      await trust.store.read(name);
    } catch (error) {
      if (!(error instanceof ColophonError)) throw error;
      faults.push(error.message);
    }
  }
  return faults.length === 0
    ? { id: "trust", ok: true, says: `trust lists: ${names.join(", ")}` }
    : { id: "trust", ok: false, says: faults.join("; "), hint };
}
