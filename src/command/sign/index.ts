/** `sign`: put my name to it. */
import type { Format } from "../../core/asset/formats.js";
import { findDisclosure } from "../../core/disclosure/index.js";
import type { Definition } from "../../core/signing/definition.js";
import type { Context } from "../context.js";
import type { FileInput } from "../inputs.js";
import { type Judge, prepareJudge } from "../judging.js";
import type { Destination } from "../outputs.js";
import type { FileResult } from "../result.js";
import { describePlan, describeWritten, type Plan } from "../signing/describe.js";
import type { SignedFile, SignOptions } from "../signing/options.js";
import { engineSource } from "../signing/place.js";
import { placesOf } from "../signing/places.js";
import { findSigner, type Signer } from "../signing/signer.js";
import { gatherSources } from "../signing/sources.js";
import { authoritiesFor, stamper } from "../signing/stamping.js";
import { makeThumbnails } from "../signing/thumbnails.js";
import { type Written, writeSigned } from "../signing/write.js";
import { writeAll } from "../signing/write-all.js";
import { compose, loadDefinition } from "./compose.js";
import { refuseConflicts } from "./conflicts.js";

export type { SignedFile, SignOptions } from "../signing/options.js";

/** One run of `sign`: what is the same for all its files. */
interface Session {
  options: SignOptions;
  context: Context;
  signer: Signer;
  judge: Judge;
  definition?: Definition;
}

export async function* signFiles(
  options: SignOptions,
  world: Context,
): AsyncIterable<FileResult<SignedFile>> {
  const session = await openSession(options, world);
  const isMeant = ({ canEmbed }: Format) => canEmbed || options.sidecar;
  yield* writeAll(session, { suffix: "signed", isMeant }, (input, destination) =>
    signFile(input, destination, session),
  );
}

/** Everything that can be wrong before there is a file: throws `usage.*`, `identity.*`, `certificate.*`, `file.*`. */
export async function openSession(options: SignOptions, world: Context): Promise<Session> {
  refuseConflicts(options);
  const context = { ...world, ...world.within(options) };
  if (options.as !== undefined) findDisclosure(options.as);
  const definition =
    options.manifest === undefined ? undefined : await loadDefinition(options.manifest, context);
  const signer = await findSigner(options, context);
  const { timeoutMs, maxMemoryBytes } = options;
  const judge = await prepareJudge({ trust: [], timeoutMs, maxMemoryBytes }, context);
  return { options, context, signer, judge, ...(definition ? { definition } : {}) };
}

async function signFile(input: FileInput, destination: Destination, session: Session): Promise<SignedFile> {
  const { options, context, signer, judge, definition } = session;
  const said = { ingredients: definition?.ingredients ?? [], hasActions: definition?.actions !== undefined };
  const sources = await gatherSources(input, said, options, judge, context);
  const draft = compose(sources, destination, options, definition);
  const thumbnails = await makeThumbnails(draft, sources, options, context);
  const authorities = authoritiesFor(options, signer);
  const generator = { name: "colophon", version: context.version };
  const places = placesOf(draft.placement.kind, destination, false);
  const plan: Plan = { draft, sources, signer, thumbnails, places, authorities, generator };
  const planned = describePlan(plan, options);
  return options.dryRun
    ? planned
    : describeWritten(planned, await write(plan, destination, options, context));
}

function write(
  { draft, sources, signer, thumbnails, authorities, generator }: Plan,
  destination: Destination,
  options: SignOptions,
  context: Context,
): Promise<Written> {
  const stamp = stamper(authorities, context);
  const request = {
    draft,
    identity: signer.identity,
    source: engineSource(sources.asset),
    thumbnails,
    outside: sources.outside,
    generator,
    ...(stamp ? { stamp } : {}),
  };
  return writeSigned(request, sources, destination, options, context);
}
