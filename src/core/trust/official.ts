/** The lists that their issuers publish for everyone: where each is fetched and what it vouches for. */
import type { TrustKind } from "./list.js";

export interface OfficialList {
  /** The name it gets in the store. */
  name: string;
  title: string;
  url: string;
  /** Absent where one file mixes kinds and each certificate says for itself. */
  kind?: TrustKind;
}

const conformance = "https://raw.githubusercontent.com/c2pa-org/conformance-public/main/trust-list";
// contentcredentials.org/trust redirects here. No longer added to by its issuer: kept for what was signed before.
const interim = "https://verify.contentauthenticity.org/trust";
const iptc = "https://trust.iptc.org";

export const officialLists: readonly OfficialList[] = [
  { name: "c2pa", title: "C2PA Trust List", url: `${conformance}/C2PA-TRUST-LIST.pem`, kind: "c2pa" },
  {
    name: "c2pa-tsa",
    title: "C2PA TSA Trust List",
    url: `${conformance}/C2PA-TSA-TRUST-LIST.pem`,
    kind: "tsa",
  },
  { name: "interim", title: "interim trust list", url: `${interim}/anchors.pem` },
  {
    name: "interim-allowed",
    title: "interim list of allowed signers",
    url: `${interim}/allowed.pem`,
    kind: "allowed",
  },
  {
    name: "iptc",
    title: "IPTC Origin Verified News Publishers, authorities",
    url: `${iptc}/anchor-list.pem`,
    kind: "publishers",
  },
  {
    name: "iptc-publishers",
    title: "IPTC Origin Verified News Publishers",
    url: `${iptc}/end-entity-list.pem`,
    kind: "publishers",
  },
];

// anchors.pem and allowed.pem are names that any file could have.
const tellingFileNames = new Set([
  "c2pa-trust-list.pem",
  "c2pa-tsa-trust-list.pem",
  "anchor-list.pem",
  "end-entity-list.pem",
]);

/**
 * The official list that an address or file name means, or undefined.
 *
 * Most roots on the C2PA TSA list state no purpose of their own, and most of them are on the C2PA list too:
 * without its name, that file would be read as a list of claim signers.
 */
export function officialListAt(origin: string): OfficialList | undefined {
  const fileName = fileNameOf(origin);
  return officialLists.find(
    ({ url }) => url === origin || (tellingFileNames.has(fileName) && fileNameOf(url) === fileName),
  );
}

function fileNameOf(origin: string): string {
  const path = origin.replace(/[?#].*$/, "");
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1).toLowerCase();
}
