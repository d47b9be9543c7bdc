/** What `sign` answers for a file, as far as it is known before anything is written. */
import { extname } from "node:path";
import { agrees } from "../../core/asset/detect.js";
import { readAuthors, readTraining } from "../../core/credential/read-people.js";
import { describeAction, discloseInWords, disclosureFor } from "../../core/disclosure/index.js";
import type { Draft } from "../../core/signing/draft.js";
import type { Thumbnails } from "../../core/signing/engine-request.js";
import { hostOf } from "../../core/trust/host.js";
import { readCertificate } from "../../core/verifying/certificate.js";
import type { SignedFile, SignOptions } from "./options.js";
import type { Places } from "./places.js";
import type { Signer } from "./signer.js";
import type { Sources } from "./sources.js";
import type { Written } from "./write.js";

/** Everything a signature of one file is made of. */
export interface Plan {
  draft: Draft;
  sources: Sources;
  signer: Signer;
  thumbnails: Thumbnails;
  /** Where it goes. */
  places: Places;
  /** Timestamp authorities, in the order they are asked. */
  authorities: readonly string[];
  /** colophon itself, as the claim names it. */
  generator: { name: string; version: string };
}

export function describePlan(
  { draft, sources, signer, thumbnails, places, authorities, generator }: Plan,
  options: SignOptions,
): SignedFile {
  const { asset, parent, ingredients } = sources;
  const first = draft.inception.kind === "create" ? "c2pa.created" : "c2pa.opened";
  const disclosure = disclosureIn(draft, sources);
  const thumbnailBytes = [thumbnails.own, ...thumbnails.ingredients.values()].reduce(
    (sum, bytes) => sum + (bytes?.length ?? 0),
    0,
  );
  return {
    file: asset.name,
    ...places,
    isDryRun: options.dryRun,
    identity: signer.identity.name,
    issuer: signer.issuer,
    authors: readAuthors(draft.assertions),
    training: readTraining(draft.assertions),
    certificate: readCertificate(signer.identity.chain[0])?.subject ?? signer.issuer,
    algorithm: signer.identity.algorithm,
    generator,
    ...(disclosure ? { disclosure: disclosure.label } : {}),
    ...(parent ? { parent: { title: parent.title, state: parent.state } } : {}),
    ingredients: ingredients.map(({ title, state }) => ({ title, state })),
    actions: [first, ...draft.actions.map((action) => action.name)].map(describeAction),
    ...(thumbnailBytes > 0 ? { thumbnailBytes } : {}),
    draft,
    warnings: [...signer.warnings, ...misnaming(asset, places)],
    network: authorities.map(hostOf),
  };
}

function misnaming({ properExtension, format }: Sources["asset"], { output = "" }: Places): string[] {
  if (format === undefined) return [];
  if (properExtension !== undefined)
    return [`the file is ${format.name}, its name says otherwise; the right ending is .${properExtension}`];
  const extension = extname(output).slice(1).toLowerCase();
  if (agrees(format, extension)) return [];
  return [
    `it stays ${format.name}, whatever its new name says; the right ending is .${format.extensions[0]}`,
  ];
}

/** What verifying will say of it: AI in a source comes up, an origin only where the parent is trusted. */
function disclosureIn({ inception, actions, ingredients }: Draft, { sourceTypes }: Sources) {
  const begun =
    inception.kind === "create" ? [{ name: "c2pa.created", digitalSourceType: inception.sourceType }] : [];
  return discloseInWords({
    actions: [...begun, ...actions],
    ingredients: ingredients.map(({ instanceId, relationship, state }) => {
      const sourceType = sourceTypes.get(instanceId);
      const isAi = sourceType !== undefined && disclosureFor(sourceType)?.isAi === true;
      const isPassedOn = isAi || (relationship === "parentOf" && state === "trusted");
      return { relationship, digitalSourceType: isPassedOn ? sourceType : undefined };
    }),
  });
}

/** The answer once the file is there. */
export function describeWritten(planned: SignedFile, written: Written): SignedFile {
  const { timestamp, manifest, addedBytes, verification } = written;
  return {
    ...planned,
    ...(timestamp
      ? { timestamp: { at: timestamp.time, authority: timestamp.authority, url: timestamp.url } }
      : {}),
    manifestBytes: manifest.length,
    addedBytes,
    verification,
  };
}
