/** A rehearsal: the commands run as they are, over a vault that checks what it is told and keeps nothing. */
import type { IdentityContext, IdentityVault } from "./context.js";

/** For `--dry-run`: what a command throws or yields here is what it would have thrown or yielded. */
export function rehearse(context: IdentityContext): IdentityContext {
  return {
    ...context,
    vault: forgetfulVault(context.vault),
    // No one should have to think of a passphrase for a key that is thrown away.
    readPassphrase: async (purpose, name) =>
      purpose === "new" ? "rehearsal" : context.readPassphrase(purpose, name),
  };
}

function forgetfulVault(vault: IdentityVault): IdentityVault {
  const made = new Set<string>();
  const checkThere = async (name: string) => {
    if (!made.has(name)) await vault.folderOf(name);
  };
  return {
    ...vault,
    async create({ name }) {
      await vault.checkFree(name);
      made.add(name);
    },
    replaceChain: checkThere,
    async rename(name, newName) {
      await vault.read(name);
      await vault.checkFree(newName);
    },
    remove: checkThere,
    setDefault: checkThere,
  };
}
