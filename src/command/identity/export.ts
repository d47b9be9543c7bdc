/** `identity export`: the certificates others need; the private key never leaves by this door. */
import { ColophonError } from "../../error.js";
import type { IdentityContext } from "./context.js";
import { chainOf, resolveName } from "./stored.js";

export interface ExportOptions {
  /** The default identity where it is left out. */
  name?: string | undefined;
  /** The root, for those who shall recognize what this identity signs, instead of the chain. */
  root?: boolean;
}

export interface CertificatesExported {
  name: string;
  kind: "chain" | "root";
  pem: string;
}

/** @throws identity.none, identity.unknown, identity.incomplete (no certificate, or no root, is here) */
export async function exportIdentity(
  options: ExportOptions,
  context: IdentityContext,
): Promise<CertificatesExported> {
  const name = await resolveName(options.name, context);
  const stored = await context.vault.read(name);
  chainOf(stored, context); // nothing unreadable is handed on
  const { chainPem, rootPem } = stored;
  if (!options.root) return { name, kind: "chain", pem: chainPem ?? "" };
  if (rootPem === undefined) {
    throw new ColophonError("identity.incomplete", `the root above identity "${name}" is not here`, {
      hints: [`its authority publishes it; the chain is here: colophon identity export ${name}`],
    });
  }
  return { name, kind: "root", pem: rootPem };
}
