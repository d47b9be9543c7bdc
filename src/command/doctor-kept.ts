/** What `doctor` says of what is kept on this computer: identities and trust lists, each looked at. */
import { ColophonError } from "../error.js";
import type { Context } from "./context.js";
import type { Check } from "./doctor.js";
import { checkFiles } from "./identity/load.js";

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
  const world = await context.identities();
  const { vault } = world;
  const names = await vault.list();
  if (names.length === 0) {
    const hint = 'colophon identity create studio --for "Ana Ruiz"';
    return { id, ok: "warning", says: "no identity to sign with", hint };
  }
  const warnings: string[] = [];
  const faults = await faultsOf(names, async (name) => warnings.push(...(await checkFiles(name, world))));
  const says = [...faults, ...warnings].join("; ");
  if (faults.length > 0) return { id, ok: false, says, hint: "colophon identity list" };
  if (warnings.length > 0) return { id, ok: "warning", says };
  const chosen = await vault.defaultName();
  return { id, ok: true, says: `identities: ${names.join(", ")}; default: ${chosen ?? "none"}` };
}

async function checkTrust({ trust }: Context): Promise<Check> {
  const names = await trust.store.names();
  const hint = "colophon trust update";
  if (names.length === 0) {
    return { id: "trust", ok: "warning", says: "no trust list: no issuer can be recognized", hint };
  }
  const faults = await faultsOf(names, (name) => trust.store.read(name));
  return faults.length === 0
    ? { id: "trust", ok: true, says: `trust lists: ${names.join(", ")}` }
    : { id: "trust", ok: false, says: faults.join("; "), hint };
}

async function faultsOf(
  names: readonly string[],
  look: (name: string) => Promise<unknown>,
): Promise<string[]> {
  const faults: string[] = [];
  for (const name of names) {
    try {
      await look(name);
    } catch (error) {
      if (!(error instanceof ColophonError)) throw error;
      faults.push(error.message);
    }
  }
  return faults;
}
