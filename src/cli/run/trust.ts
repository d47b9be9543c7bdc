/** Runs `colophon trust` and the commands below it. */

import { trustKinds } from "../../command/choices.js";
import * as trust from "../../command/trust/index.js";
import { ColophonError } from "../../error.js";
import { complaint, fieldsOf } from "../complain.js";
import { makeVisible } from "../escape.js";
import { trustAdded, trustChanges, trustList, trustTest, trustText } from "../render/trust.js";
import { record } from "../render/verify-json.js";
import { answer } from "./answer.js";
import { type Call, print, type Runner, say } from "./call.js";
import { given as present, trustOf } from "./reading.js";

const list: Runner = async (call) => {
  const { trust: world } = await call.context();
  const lists = await trust.listTrust(world);
  return answer(call, "trust", {
    results: lists.map((entry) =>
      entry.kind === "list"
        ? record({ ...entry.summary })
        : record({ name: entry.name, error: fieldsOf(entry.error) }),
    ),
    text: trustList(lists, call),
    quiet: lists.map((entry) => `${entry.kind === "list" ? entry.summary.name : entry.name}\n`).join(""),
  });
};

const add: Runner = async (call) => {
  const { trust: world } = await call.context();
  const { given, inputs } = call;
  const kind = given.text("kind");
  const listKind = trustKinds.find((entry) => entry === kind);
  const added = await trust.addTrust(
    {
      ...sourceOf(inputs[0], given.text("from"), given.flag("authority")),
      isDryRun: given.flag("dryRun"),
      ...present({ name: given.text("name"), listKind }),
    },
    world,
  );
  return answer(call, "trust", {
    results: added.lists.map(({ summary, members }) => record({ ...summary, members, isKept: added.isKept })),
    text: trustAdded(added, call),
  });
};

const update: Runner = async (call) => {
  const { trust: world } = await call.context();
  const { given } = call;
  const found = await trust.updateTrust(
    present({ from: given.text("from"), name: given.text("name") }),
    world,
  );
  print(call, trustChanges(found, call));
  for (const failure of found.failures) say(call, complaint(notUpdated(failure), call.errorStyle));
  const isApplied = await apply(call, found, world);
  return answer(call, "trust", {
    exitCode: found.failures.length > 0 ? 2 : 0,
    results: [
      ...found.changes.map(({ name, kind, origin, isNew, comparison }) =>
        record({ name, kind, origin, isNew, isApplied, ...comparison }),
      ),
      ...found.failures.map(({ name, origin, error }) => record({ name, origin, error: fieldsOf(error) })),
    ],
    text: isApplied ? "kept\n" : "nothing was kept\n",
  });
};

function notUpdated({ name, error }: trust.TrustUpdate["failures"][number]): ColophonError {
  const { code, message, hints } = error;
  return new ColophonError(code, `the list "${name}" was not updated: ${message}`, {
    hints: [...hints],
    cause: error,
  });
}

/** Whom one trusts changes only by one's own word. */
async function apply(
  call: Call,
  { changes }: trust.TrustUpdate,
  world: Parameters<typeof trust.applyUpdate>[1],
): Promise<boolean> {
  if (changes.length === 0 || call.given.flag("dryRun")) return false;
  const isNews = changes.some(
    ({ isNew, comparison, list }) =>
      isNew || list === undefined || comparison.added.length + comparison.removed.length > 0,
  );
  call.progress.stop();
  if (isNews && !call.given.flag("yes") && !(await call.confirm("Keep these changes?"))) {
    throw new ColophonError("usage.invalid", "the changes were not confirmed, and nothing was kept", {
      hints: ["keep them without being asked: colophon trust update --yes"],
    });
  }
  await trust.applyUpdate(changes, world);
  return true;
}

const show: Runner = async (call) => {
  const { trust: world } = await call.context();
  const shown = await trust.showTrust({ name: call.inputs[0] ?? "" }, world);
  return answer(call, "trust", {
    results: [record({ ...shown.summary, members: shown.members })],
    text: trustText(shown, call),
  });
};

const remove: Runner = async (call) => {
  const { trust: world } = await call.context();
  const { removed, isDryRun } = await trust.removeTrust(
    { name: call.inputs[0] ?? "", isDryRun: call.given.flag("dryRun") },
    world,
  );
  const name = makeVisible(removed);
  return answer(call, "trust", {
    results: [{ removed, isDryRun }],
    text: isDryRun ? `would remove ${name}; it is still there\n` : `removed ${name}\n`,
  });
};

const test: Runner = async (call) => {
  const { trust: world } = await call.context();
  const { values: config } = await call.config();
  const wanted = trustOf(call.given.texts("trust"), config);
  const lists = await trust.selectLists(wanted, world.store, world.readFile);
  const tested = await trust.testTrust({ file: call.inputs[0] ?? "", lists }, world);
  return answer(call, "trust", {
    exitCode: exitCodeOf(tested),
    results: [record({ ...tested })],
    text: trustTest(tested, call),
  });
};

function exitCodeOf({ signer }: trust.TrustTest): number {
  if (signer === undefined) return 3;
  return signer.purpose.isClaimSigner && signer.lists.some(({ isRecognizing }) => isRecognizing) ? 0 : 4;
}

function sourceOf(source: string | undefined, media: string | undefined, isAuthority: boolean) {
  if (source !== undefined && isAuthority) {
    throw new ColophonError("usage.conflict", "--authority goes with --from, not with a list");
  }
  if (source !== undefined && media === undefined) return { kind: "list" as const, source };
  if (source === undefined && media !== undefined) return { kind: "signer" as const, media, isAuthority };
  throw new ColophonError("usage.invalid", "expected a list, or --from and a media file", {
    hints: ["a list: colophon trust add <file>", "whoever signed a file: colophon trust add --from <file>"],
  });
}

export const trustRunners: Readonly<Record<string, Runner>> = { list, add, update, show, remove, test };
