/** Whether a credential is of a file that was labeled here, or passed on, and not merely signed. */
import type { Credential } from "../credential/credential.js";
import { synthesisLabel } from "./synthesis-record.js";

type Said = Pick<Credential, "actions" | "assertions">;

export function isLabeled({ assertions }: Said): boolean {
  return assertions.some(({ label }) => label === synthesisLabel);
}

/** As core/label/compose-propagation writes it. */
export function isPassedOn({ actions, assertions }: Said): boolean {
  return (
    actions.some(({ name }) => name === "c2pa.published") &&
    assertions.some(({ label }) => label === "cawg.metadata")
  );
}
