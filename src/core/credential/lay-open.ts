/** A manifest store laid open: every manifest with its parts and how each was checked, judging nothing. */
import type { Credential, Ingredient } from "./credential.js";
import { asList } from "./json.js";
import type { ManifestStore } from "./manifest-store.js";
import { assertionLabelIn, manifestLabelIn, type Status } from "./status.js";
import type { StoreBytes, StoredAssertion } from "./store-bytes.js";

export interface OpenAssertion {
  label: string;
  sizeBytes: number;
  /** The type of its content box: `cbor`, `json`, `bfdb` … */
  contentType: string;
  /** Asserted by the signer itself rather than gathered. */
  isCreated?: boolean;
  check: "match" | "MISMATCH" | "not-checked";
  /** What a hash leaves out, in bytes or boxes. */
  leavesOut?: readonly string[];
  /** Decoded content of text and CBOR assertions. */
  data?: unknown;
}

export interface OpenManifest {
  label: string;
  isActive: boolean;
  credential: Credential;
  /** DER, leaf first. */
  chain: readonly Uint8Array[];
  timestamps: number;
  statuses: readonly Status[];
  assertions: readonly OpenAssertion[];
  ingredients: readonly Ingredient[];
}

export function layOpen(store: ManifestStore, bytes: StoreBytes | undefined): OpenManifest[] {
  const all = [...store.statuses, ...store.deltas];
  return [...store.credentials.values()]
    .sort((a, b) => Number(b.label === store.activeLabel) - Number(a.label === store.activeLabel))
    .map((credential) => {
      const statuses = all.filter((status) => manifestLabelIn(status.url) === credential.label);
      const signature = bytes?.signatureOf(credential.label);
      return {
        label: credential.label,
        isActive: credential.label === store.activeLabel,
        credential,
        chain: signature?.chain ?? [],
        timestamps: signature?.timestamps.length ?? 0,
        statuses,
        assertions: (bytes?.assertionsOf(credential.label) ?? []).map((part) =>
          open(part, credential, statuses),
        ),
        ingredients: credential.ingredients,
      };
    });
}

function open(part: StoredAssertion, credential: Credential, statuses: readonly Status[]): OpenAssertion {
  const said = credential.assertions.find((assertion) => assertion.label === part.label);
  const leavesOut = exclusionsOf(part);
  return {
    label: part.label,
    sizeBytes: part.sizeBytes,
    contentType: part.contentType,
    check: checkOf(part.label, statuses),
    ...(said?.isCreated === undefined ? {} : { isCreated: said.isCreated }),
    ...(leavesOut.length > 0 ? { leavesOut } : {}),
    ...(said ? { data: said.data } : {}),
  };
}

/** The engine reports one hashedURI status an assertion, and one more for what a hash assertion covers. */
function checkOf(label: string, statuses: readonly Status[]): OpenAssertion["check"] {
  const about = statuses.filter((status) => assertionLabelIn(status.url) === label);
  const failures = about.filter((status) => status.kind === "failure");
  if (failures.some((status) => status.code.endsWith(".mismatch"))) return "MISMATCH";
  // What is malformed has its hash all the same, and nothing it stands for was checked.
  if (failures.length > 0) return "not-checked";
  return about.some((status) => status.kind === "success" && status.code.endsWith(".match"))
    ? "match"
    : "not-checked";
}

/** Data hashes leave out byte ranges, BMFF hashes leave out boxes by path. */
function exclusionsOf({ content }: StoredAssertion): string[] {
  if (!(content instanceof Map)) return [];
  return asList(content.get("exclusions")).flatMap((entry) => {
    if (!(entry instanceof Map)) return [];
    const [start, length, path] = [entry.get("start"), entry.get("length"), entry.get("xpath")];
    if (typeof path === "string") return [path];
    if (start === undefined || length === undefined) return [];
    return [`bytes ${start}–${Number(start) + Number(length) - 1}`];
  });
}
