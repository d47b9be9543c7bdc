/** `sign`: put my name to it. */
import type { Format } from "../../core/asset/formats.js";
import { findDisclosure } from "../../core/disclosure/index.js";
import type { Definition } from "../../core/signing/definition.js";
import { runBatch } from "../batch.js";
import type { Context } from "../context.js";
import type { FileInput, Input } from "../inputs.js";
import { type Judge, prepareJudge } from "../judging.js";
import type { Destination } from "../outputs.js";
import type { FileResult } from "../result.js";
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
  context: Context,
): AsyncIterable<FileResult<SignedFile>> {
  refuseConflicts(options);
  if (options.as !== undefined) findDisclosure(options.as);
  const definition =
    options.manifest === undefined ? undefined : await loadDefinition(options.manifest, context);
  const signer = await findSigner(options, context);
  const judge = await prepareJudge({ trust: [], remote: false, timeoutMs: options.timeoutMs }, context);
  const session: Session = { options, context, signer, judge, ...(definition ? { definition } : {}) };
  const isMeant = ({ canEmbed }: Format) => canEmbed || options.sidecar;
  const inputs = await collectInputs(options, { suffix: "signed", isMeant }, judge, context);
  const destinations = await planDestinations(inputs, options, "signed", context);
  yield* runBatch(replay(inputs), { ...options, signal: context.signal }, async (input) => {
    context.progress(input.displayName);
    const destination = destinations.get(input);
    if (!destination) throw new Error(`no output was planned for ${input.displayName}`);
    return { value: await signFile(input, destination, session), exitCode: 0 };
  });
}

async function* replay(inputs: readonly Input[]): AsyncIterable<Input> {
  yield* inputs;
}

async function signFile(input: FileInput, destination: Destination, session: Session): Promise<SignedFile> {
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
