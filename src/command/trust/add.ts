/** `colophon trust add`: a list from a file, an address, or the root of a signed media file. */
import { createHash } from "node:crypto";
import {
  type ListMember,
  type ListSummary,
  listMembers,
  listNameFrom,
  officialListAt,
  readTrustList,
  summarise,
  type TrustKind,
  type TrustList,
  topmostOf,
} from "../../core/trust/index.js";
import { ColophonError } from "../../error.js";
import type { TrustContext } from "./context.js";

export type AddTrustOptions = (
  | { kind: "list"; source: string }
  /** Whoever signed this file, and everyone else under the same root. */
  | { kind: "signer"; media: string }
) & { name?: string; listKind?: TrustKind };

export interface AddedTrust {
  /** More than one where the source mixes kinds. */
  lists: { summary: ListSummary; members: ListMember[] }[];
}

/** Throws "trust.unreadable", "trust.kind", "trust.exists", "usage.invalid" for a bad name, "file.*", "network.*". */
export async function addTrust(options: AddTrustOptions, context: TrustContext): Promise<AddedTrust> {
  const now = context.now();
  const lists =
    options.kind === "list"
      ? await readSource(options.source, options, context)
      : [await readRoot(options.media, options, context)];
  await refuseTaken(lists, context);
  for (const list of lists) await context.store.write(list);
  return { lists: lists.map((list) => ({ summary: summarise(list, now), members: listMembers(list) })) };
}

type Wishes = Pick<AddTrustOptions, "name" | "listKind">;

async function readSource(source: string, wishes: Wishes, context: TrustContext): Promise<TrustList[]> {
  const bytes = /^https?:/i.test(source) ? await context.fetch(source) : await context.readFile(source);
  return readTrustList(bytes, {
    name: wishes.name ?? officialListAt(source)?.name ?? listNameFrom(source),
    origin: source,
    addedAt: context.now(),
    ...(wishes.listKind && { kind: wishes.listKind }),
  });
}

/** The chain of a file often stops below its root; then the topmost certificate it carries stands for it. */
async function readRoot(media: string, wishes: Wishes, context: TrustContext): Promise<TrustList> {
  const root = topmostOf(await context.readSignerChain(media));
  if (!root)
    throw new ColophonError("trust.unreadable", `"${media}" carries no signer's certificate to trust`, {
      hints: [`see what it carries: colophon verify ${media}`],
    });
  return {
    name: wishes.name ?? listNameFrom(media),
    // A signer without any issuer in the file can only be allowed by itself.
    kind: wishes.listKind ?? (root.ca ? "c2pa" : "allowed"),
    origin: media,
    addedAt: context.now(),
    certificates: [new Uint8Array(root.raw)],
    sha256: createHash("sha256").update(root.raw).digest("hex"),
  };
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
