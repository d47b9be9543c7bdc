/** `colophon trust add`: a list from a file or an address, or whoever signed a media file. */
import { createHash } from "node:crypto";
import { hostOf } from "../../core/trust/host.js";
import {
  type ListMember,
  type ListSummary,
  listMembers,
  listNameFrom,
  officialListAt,
  readTrustList,
  summarize,
  type TrustKind,
  type TrustList,
  topmostOf,
} from "../../core/trust/index.js";
import { ColophonError } from "../../error.js";
import type { TrustContext } from "./context.js";

export type AddTrustOptions = (
  | { kind: "list"; source: string }
  /** The certificate that signed this file and no other; with `isAuthority` everyone under the same root. */
  | { kind: "signer"; media: string; isAuthority?: boolean }
) & {
  name?: string;
  listKind?: TrustKind;
  /** Keeps nothing. */
  isDryRun?: boolean;
};

export interface AddedTrust {
  /** False in a dry run. */
  isKept: boolean;
  /** An authority was taken from a file: with it, everyone it certifies. */
  isAuthority: boolean;
  /** More than one where the source mixes kinds. */
  lists: { summary: ListSummary; members: ListMember[] }[];
}

/** Throws "trust.unreadable", "trust.kind", "trust.exists", "usage.invalid" for a bad name, "file.*", "network.*", "credential.*". */
export async function addTrust(options: AddTrustOptions, context: TrustContext): Promise<AddedTrust> {
  const now = context.now();
  const lists =
    options.kind === "list"
      ? await readSource(options.source, options, context)
      : [await readSigner(options, context)];
  await refuseTaken(lists, context);
  const isKept = !options.isDryRun;
  if (isKept) for (const list of lists) await context.store.write(list);
  const isAuthority = options.kind === "signer" && options.isAuthority === true;
  return {
    isKept,
    isAuthority,
    lists: lists.map((list) => ({ summary: summarize(list, now), members: listMembers(list) })),
  };
}

type Wishes = Pick<AddTrustOptions, "name" | "listKind">;

async function readSource(source: string, wishes: Wishes, context: TrustContext): Promise<TrustList[]> {
  const isAddress = /^https?:/i.test(source);
  if (isAddress) context.announce(`asking ${hostOf(source)} for a trust list`);
  const bytes = isAddress ? await context.fetch(source) : await context.readFile(source);
  return readTrustList(bytes, {
    name: wishes.name ?? officialListAt(source)?.name ?? listNameFrom(source),
    origin: source,
    addedAt: context.now(),
    ...(wishes.listKind && { kind: wishes.listKind }),
  });
}

async function readSigner(
  options: AddTrustOptions & { kind: "signer" },
  context: TrustContext,
): Promise<TrustList> {
  const { media, isAuthority = false } = options;
  const certificate = await certificateIn(media, isAuthority, context);
  return {
    name: options.name ?? listNameFrom(media),
    kind: options.listKind ?? (isAuthority ? "c2pa" : "allowed"),
    origin: media,
    addedAt: context.now(),
    certificates: [certificate],
    sha256: createHash("sha256").update(certificate).digest("hex"),
  };
}

/** The signer's own certificate, or the topmost the file carries: chains often stop below their root. */
async function certificateIn(
  media: string,
  isAuthority: boolean,
  { store, readSignature }: TrustContext,
): Promise<Uint8Array> {
  const lists = await Promise.all((await store.names()).map((name) => store.read(name)));
  const signature = await readSignature(media, lists);
  // Whoever changed the file could have put any certificate there.
  if (signature?.fault !== undefined) throw brokenFile(media, signature.fault);
  const chain = signature?.chain ?? [];
  const top = topmostOf(chain);
  const leaf = chain[0];
  if (!top || !leaf)
    throw new ColophonError("trust.unreadable", `"${media}" carries no signer's certificate to trust`, {
      hints: [`see what it carries: colophon verify ${media}`],
    });
  if (!isAuthority) return leaf;
  if (!top.ca)
    throw new ColophonError("trust.unreadable", `"${media}" carries no authority above its signer`, {
      hints: ["trust the signer alone: leave --authority out"],
    });
  return new Uint8Array(top.raw);
}

function brokenFile(media: string, fault: string): ColophonError {
  return new ColophonError(
    "trust.unreadable",
    `"${media}": its Content Credentials are invalid (${fault}), so nobody can be trusted by them`,
    { hints: [`see why: colophon verify --explain ${media}`] },
  );
}

/** Before anything is written: of a source with two lists, both are kept or none. */
async function refuseTaken(lists: readonly TrustList[], { store }: TrustContext): Promise<void> {
  const names = new Set(await store.names());
  const taken = lists.find(({ name }) => names.has(name));
  if (taken)
    throw new ColophonError("trust.exists", `a trust list named "${taken.name}" is already there`, {
      hints: ["take another name with --name", `or remove it first: colophon trust remove ${taken.name}`],
    });
}
