/** The consents that a label speaks of: whole, in force, and about what was done; or it is not made. */
import {
  type ConsentRecord,
  coverageOf,
  type DocumentedConsent,
  findKind,
  type KindName,
  type SignedConsent,
} from "../../core/consent/index.js";
import type { TrustList } from "../../core/trust/list.js";
import { ColophonError } from "../../error.js";
import { readRecordFile, refuseUnsigned } from "../consent-file.js";
import type { Context } from "../context.js";
import { selectLists } from "../trust/select.js";
import type { LabelOptions } from "./options.js";

export interface LabelConsents {
  signed: readonly SignedConsent[];
  records: readonly ConsentRecord[];
  /** What is documented and what is not, a sentence each. */
  says: readonly string[];
  warnings: readonly string[];
}

/** Throws `consent.invalid` and `consent.uncovered`. */
export async function readConsents(
  options: Pick<LabelOptions, "consents" | "trust">,
  kinds: readonly KindName[],
  context: Context,
): Promise<LabelConsents> {
  const { store, readFile } = context.trust;
  const lists = options.consents.length === 0 ? [] : await selectLists(options.trust, store, readFile);
  const read = [];
  for (const path of options.consents) read.push(await readOne(path, lists, context));
  const coverage = coverageOf(
    read.map(({ documented }) => documented),
    {
      kinds,
      attributes: kinds.length > 0 ? [] : read.flatMap(({ documented }) => documented.record.attributes),
      at: context.clock(),
    },
  );
  const gap = coverage.attributes.find(({ isDocumented }) => !isDocumented);
  if (gap && read.length > 0) {
    throw new ColophonError("consent.uncovered", gap.says, {
      hints: [`see what was agreed to: colophon consent show ${options.consents[0]}`],
    });
  }
  return {
    signed: read.map(({ documented: { record }, jws }) => ({ record, jws })),
    records: read.map(({ documented }) => documented.record),
    says: coverage.attributes.map(({ says }) => says),
    warnings: [
      ...read.flatMap(({ warning }) => warning ?? []),
      ...(gap && needsConsent(kinds)
        ? ["whoever is in it has to be told and to consent: --consent RECORD"]
        : []),
    ],
  };
}

function needsConsent(kinds: readonly KindName[]): boolean {
  return kinds.some((kind) => findKind(kind).hasPerson === "yes");
}

async function readOne(
  path: string,
  lists: readonly TrustList[],
  { files, jws: loadJws }: Context,
): Promise<{ documented: DocumentedConsent; jws: string; warning?: string }> {
  const { text: jws, read } = await readRecordFile(path, { lists }, await loadJws(), files);
  refuseUnsigned(read, path);
  const { record, signer, isTrusted } = read;
  return {
    documented: {
      record,
      by: signer.name,
      ...(isTrusted ? {} : { isUnrecognized: true }),
      signer: signer.certificate?.sha256 ?? signer.name,
    },
    jws,
    ...(isTrusted ? {} : { warning: `no trust list recognizes "${signer.name}", who signed "${path}"` }),
  };
}
