/** Which of the texts in a file are about people: names, wishes typed into a model, places. */
import type { Credential } from "../credential/credential.js";
import { officialLists } from "../trust/official.js";
import type { ListReference, Verification } from "../verifying/verification.js";
import type { Evidence, FileEvidence } from "./evidence.js";

/** Each text once, the longest first, so that a whole name goes before its parts. */
export function personalDataIn(evidence: Evidence): string[] {
  const files: FileEvidence[] = evidence.before ? [evidence, evidence.before] : [evidence];
  const texts = [
    ...files.flatMap(namesInFile),
    ...evidence.consents.flatMap(({ record, by, from }) => [
      record.subject.name,
      from === "given" ? by : undefined,
    ]),
  ];
  const known = texts.flatMap((text) => text?.trim() || []);
  return [...new Set(known)].toSorted((a, b) => b.length - a.length);
}

function namesInFile({ verification, xmp }: FileEvidence): (string | undefined)[] {
  return [
    ...(verification ? namesOfSigner(verification) : []),
    ...(verification?.credential ? namesInCredential(verification.credential) : []),
    ...(xmp.creator ?? []),
    ...(xmp.aiPromptInformation ?? []),
    ...(xmp.aiPromptWriterName ?? []),
  ];
}

/**
 * The common name is often a person's. So is an organization of the same name, unless an official
 * list recognizes the issuer: those name companies, and a list of one's own may name a person.
 */
function namesOfSigner({ issuer, credential }: Verification): (string | undefined)[] {
  const organization = issuer.certificate?.organization ?? credential?.issuer?.organization;
  const person = issuer.certificate?.commonName ?? credential?.issuer?.commonName;
  const isListed = issuer.answer === "recognized" && isOfficial(issuer.list);
  return person === organization && isListed ? [] : [person];
}

function isOfficial(list: ListReference | undefined): boolean {
  return officialLists.some(({ url }) => url === list?.origin);
}

function namesInCredential({ authors, identities }: Credential): (string | undefined)[] {
  return [
    ...authors,
    ...identities.flatMap(({ name, verified }) => [
      name,
      ...verified.flatMap((identity) => [identity.name, identity.uri]),
    ]),
  ];
}
