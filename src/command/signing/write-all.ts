/** A run that writes: all inputs found, an output planned for each, and only then one after the other done. */
import type { Format } from "../../core/asset/formats.js";
import { runBatch } from "../batch.js";
import type { FileInput } from "../inputs.js";
import type { DestinationOf } from "../output-clashes.js";
import type { Destination } from "../outputs.js";
import type { FileResult } from "../result.js";
import { isDoneBefore, type Looker, tellSkipped, withoutOwn } from "./already-done.js";
import { findSources, planDestinations, type Suffix } from "./destinations.js";
import { type Snapshot, takeSnapshot } from "./snapshot.js";

/** What is done with each file. */
export type Writing<T> = (input: FileInput, destination: Destination) => Promise<T>;

export async function* writeAll<T>(
  looker: Looker,
  { suffix, isMeant }: { suffix: Suffix; isMeant: (format: Format) => boolean },
  write: Writing<T>,
): AsyncIterable<FileResult<T>> {
  const { options, context } = looker;
  const found = withoutOwn(findSources(looker, suffix, isMeant), looker);
  const inputs = await takeSnapshot(found, context.files);
  try {
    const destinationOf = await planDestinations(inputs, options, suffix, context);
    yield* oneByOne(inputs, destinationOf, looker, write);
  } finally {
    await inputs.remove();
  }
}

async function* oneByOne<T>(
  inputs: Snapshot,
  destinationOf: DestinationOf,
  looker: Looker,
  write: Writing<T>,
): AsyncIterable<FileResult<T>> {
  const { options, signer, context } = looker;
  const skipped = { count: 0 };
  const expect = () => context.expect(async () => inputs.count - skipped.count);
  expect();
  yield* runBatch(
    inputs.inputs(),
    { ...options, signal: context.signal, announce: context.announce },
    async (input) => {
      context.progress(input.displayName);
      const destination = destinationOf(input);
      if (await isDoneBefore(input, destination, looker)) {
        skipped.count += 1;
        expect();
        return undefined;
      }
      return { value: await write(input, destination), exitCode: 0 };
    },
  );
  tellSkipped(skipped.count, signer, context);
}
