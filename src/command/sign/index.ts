/** `sign`: put my name to it. */
import type { Format } from "../../core/asset/formats.js";
import { findDisclosure } from "../../core/disclosure/index.js";
import type { Definition } from "../../core/signing/definition.js";
import { runBatch } from "../batch.js";
import type { Context } from "../context.js";
import { type FileInput, type Input, replay } from "../inputs.js";
import { type Judge, prepareJudge } from "../judging.js";
import type { Destination } from "../outputs.js";
import type { FileResult } from "../result.js";
import { standingOf, tellSkipped, withoutOwn } from "../signing/already-done.js";
import { describePlan, describeWritten, type Plan } from "../signing/describe.js";
import { collectInputs, planDestinations } from "../signing/destinations.js";
import type { SignedFile, SignOptions } from "../signing/options.js";
import { engineSource } from "../signing/place.js";
import { findSigner, type Signer } from "../signing/signer.js";
import { gatherSources } from "../signing/sources.js";
import { authoritiesFor, stamper } from "../signing/stamping.js";
import { makeThumbnails } from "../signing/thumbnails.js";
import { type Written, writeSigned } from "../signing/write.js";
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
  const { context, judge } = session;
  const isMeant = ({ canEmbed }: Format) => canEmbed || options.sidecar;
  const collected = await collectInputs(options, { suffix: "signed", isMeant }, judge, context);
  const inputs = await withoutOwn(collected, session);
  const destinations = await planDestinations(inputs, options, "signed", context);
  yield* signAll(inputs, destinations, session);
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
  const judge = await prepareJudge({ trust: [], remote: false, timeoutMs, maxMemoryBytes }, context);
  return { options, context, signer, judge, ...(definition ? { definition } : {}) };
}

async function* signAll(
  inputs: readonly Input[],
  destinations: ReadonlyMap<Input, Destination>,
  session: Session,
): AsyncIterable<FileResult<SignedFile>> {
  const { options, context, signer } = session;
  const skipped = { count: 0 };
  const expect = () => context.expect(async () => inputs.length - skipped.count);
  expect();
  yield* runBatch(replay(inputs), { ...options, signal: context.signal }, async (input) => {
    context.progress(input.displayName);
    const destination = destinations.get(input);
    if (!destination) throw new Error(`no output was planned for ${input.displayName}`);
    const standing = await standingOf(input, destination, session);
    if (standing === "done") {
      skipped.count += 1;
      expect();
      return undefined;
    }
    const mayReplace = options.force || standing === "outdated";
    return { value: await signFile(input, destination, mayReplace, session), exitCode: 0 };
  });
  tellSkipped(skipped.count, signer, context);
}

async function signFile(
  input: FileInput,
  destination: Destination,
  mayReplace: boolean,
  session: Session,
): Promise<SignedFile> {
  const { options, context, signer, judge, definition } = session;
  const said = { ingredients: definition?.ingredients ?? [], hasActions: definition?.actions !== undefined };
  const sources = await gatherSources(input, said, options, judge, context);
  const draft = compose(sources, destination, options, definition);
  const thumbnails = await makeThumbnails(draft, sources, options, context);
  const authorities = authoritiesFor(options, signer);
  const generator = { name: "colophon", version: context.version };
  const plan: Plan = { draft, sources, signer, thumbnails, authorities, generator };
  const planned = describePlan(plan, options);
  return options.dryRun
    ? planned
    : describeWritten(planned, await write(plan, destination, { ...options, force: mayReplace }, context));
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
