/** The identity commands over the real adapters, in a folder of their own. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as keys from "../../src/adapter/keys.ts";
import { openPkcs12 } from "../../src/adapter/pkcs12.ts";
import { openVault } from "../../src/adapter/vault.ts";
import * as certificates from "../../src/adapter/x509/index.ts";
import type { IdentityContext } from "../../src/command/identity/context.ts";
import { folderUntil } from "./left-behind.ts";

export interface TestContext extends IdentityContext {
  folder: string;
  /** Every time a passphrase was asked for. */
  asked: { purpose: "new" | "existing"; name: string }[];
  /** What was said on the side. */
  warned: string[];
  /** What is answered; undefined when there is no way to ask. */
  passphrase: string | undefined;
  now: Date | undefined;
}

/** Gone when the tests of the file are over. */
export function scratchFolder(): string {
  return folderUntil("file", "identity");
}

export function identityContext(folder = scratchFolder()): TestContext {
  const context: TestContext = {
    folder,
    asked: [],
    warned: [],
    passphrase: "correct horse",
    now: undefined,
    vault: openVault(join(folder, "data")),
    keys,
    certificates,
    openPkcs12,
    clock: () => context.now ?? new Date(),
    async readPassphrase(purpose, name) {
      context.asked.push({ purpose, name });
      return context.passphrase;
    },
    warn: (text) => void context.warned.push(text),
    readFile: (path) => readFile(path),
  };
  return context;
}
