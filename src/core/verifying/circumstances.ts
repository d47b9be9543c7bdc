/** Findings that no status code tells: what was not checked, and what a reader might take for more than it is. */
import type { ManifestStore } from "../credential/manifest-store.js";
import type { TrustList } from "../trust/list.js";
import { isAfter } from "./as-of.js";
import type { Coverage } from "./coverage.js";
import { type Finding, finding } from "./finding.js";
import { isSuspicious } from "./suspicious-text.js";
import type { IssuerAnswer, TimeAnswer, UnchangedAnswer, Verification } from "./verification.js";

interface Circumstances {
  store: ManifestStore;
  unchanged: UnchangedAnswer;
  issuer: IssuerAnswer;
  time: TimeAnswer;
  lists: readonly TrustList[];
  now: Date;
  source: Verification["source"];
  remoteUrl?: string | undefined;
}

export function circumstances(seen: Circumstances): Finding[] {
  return [
    ...aboutTime(seen.time),
    ...aboutTrust(seen),
    ...(seen.unchanged.uncoveredBytes
      ? [finding("file.bytes-not-covered", "info", { detail: `${seen.unchanged.uncoveredBytes} bytes` })]
      : []),
    ...(seen.source === "sidecar" ? [finding("credential.sidecar", "info")] : []),
    ...(seen.remoteUrl && seen.source === "embedded"
      ? [finding("credential.remote-not-fetched", "info")]
      : []),
    ...suspiciousNames(seen.store, seen.issuer),
  ];
}

function aboutTime(time: TimeAnswer): Finding[] {
  switch (time.answer) {
    case "independent":
      return [];
    case "unlisted-authority":
      return [finding("time.unlisted-authority", "info", time.authority ? { detail: time.authority } : {})];
    case "signer-clock":
      return [finding("time.self-asserted", "info")];
    case "none":
      return [finding("time.none", "info")];
  }
}

/** The hash holds, and says nothing about what one sees or hears, or nobody here knows what it says something about. */
export function leftOut({ isMediaLeftOut, isUnread }: Coverage, { answer }: UnchangedAnswer): Finding[] {
  return [
    ...(isMediaLeftOut ? [finding("file.media-not-covered", "failure")] : []),
    ...(isUnread && answer === "unknown" ? [finding("file.coverage-unread", "failure")] : []),
  ];
}

/** Judged as of a day, and signed after it by its own account. */
export function laterThan(time: TimeAnswer, asOf: Date | undefined): Finding[] {
  return isAfter(time, asOf) ? [finding("time.after-as-of", "warning")] : [];
}

function aboutTrust({ store, issuer, lists, now }: Circumstances): Finding[] {
  // The engine's own code says the same sentence.
  const isSaid = store.statuses.some(({ code }) => code === "signingCredential.ocsp.skipped");
  const hasSignerList = lists.some((list) => list.kind === "c2pa" || list.kind === "allowed");
  return [
    ...(hasSignerList ? [] : [finding("trust.no-list", "warning")]),
    ...lists.flatMap((list) =>
      list.nextUpdate && list.nextUpdate < now ? [outdated(list.name, list.nextUpdate)] : [],
    ),
    ...(issuer.revocation === "not-checked" && !isSaid ? [finding("revocation.not-checked", "info")] : []),
  ];
}

function outdated(name: string, due: Date): Finding {
  return finding("trust.list-outdated", "warning", {
    where: `${name}, due ${due.toISOString().slice(0, 10)}`,
  });
}

/** Names that try to look like something else: escapes, direction overrides, letters of several scripts. */
function suspiciousNames(store: ManifestStore, issuer: IssuerAnswer): Finding[] {
  const { active } = store;
  const names: (readonly [string, string | undefined])[] = [
    ["title", active.title],
    ["issuer", issuer.name],
    ...active.generators.map((generator) => ["generator", generator.name] as const),
    ...active.authors.map((author) => ["author", author] as const),
  ];
  return names.flatMap(([what, name]) =>
    name !== undefined && isSuspicious(name)
      ? [finding("string.suspicious", "warning", { where: what })]
      : [],
  );
}
