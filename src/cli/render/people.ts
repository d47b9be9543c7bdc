/** What a verified file says about people: its author and wishes, identities beside the issuer, consent. */
import type { VerifiedFile } from "../../command/verify-result.js";
import type { Verification } from "../../core/verifying/verification.js";
import { escapeText, makeVisible, quoted } from "../escape.js";
import { entry, type VerifyPage } from "./verify-entry.js";

/** Where AI made or edited the likeness of somebody: what is documented, and never what is lawful. */
export function consentLines({ consent }: VerifiedFile, page: VerifyPage): string[] {
  return (consent?.attributes ?? []).map(({ says }, index) =>
    entry(page, index === 0 ? "Consent" : "", makeVisible(behindHead(says))),
  );
}

/** The head has said the first word. */
function behindHead(says: string): string {
  return says
    .replace(/^consent documented/, "documented")
    .replace(/^consent for (\w+) is not documented/, "not documented for $1");
}

/** Identities signed on their own (CAWG) stand next to the issuer, never in its place. */
export function identityLines({ credential, findings, lists }: Verification, page: VerifyPage): string[] {
  const isDoubted = findings.some(({ code, severity }) => code.startsWith("cawg.") && severity !== "info");
  const isRecognized = !isDoubted && lists.some(({ kind }) => kind === "publishers");
  return (credential?.identities ?? []).map(({ organization, name, verified }) => {
    const known = organization ?? name ?? verified[0]?.name;
    if (known === undefined) return entry(page, "Identity", "one that could not be read, so nobody is named");
    const words = isRecognized
      ? escapeText(known)
      : `${quoted(known)}, which no list of publishers in use recognizes`;
    return entry(page, "Identity", `${words}; signed on its own`);
  });
}

/** What the signer adds about people and wishes, as the signer's word. */
export function peopleLines(
  { credential }: Verification,
  page: VerifyPage,
  show: (text: string) => string,
): string[] {
  if (credential === undefined) return [];
  const refused = Object.values(credential.training).some((value) => value === "notAllowed");
  return [
    ...(credential.authors.length === 0
      ? []
      : [entry(page, "Author", `${credential.authors.map(show).join(", ")}, says the issuer`)]),
    ...(refused ? [entry(page, "Asks", "not to be used to train AI")] : []),
  ];
}
