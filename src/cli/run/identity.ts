/** Runs `colophon identity` and the commands below it; those that make an identity stand in a file of their own. */
import * as identities from "../../command/identity/index.js";
import { ColophonError } from "../../error.js";
import { makeVisible } from "../escape.js";
import { dateOf, identityList, identityText } from "../render/identity.js";
import { record } from "../render/verify-json.js";
import { answer } from "./answer.js";
import type { Runner } from "./call.js";
import { handOut } from "./hand-out.js";
import { newIdentityRunners } from "./identity-new.js";
import { given as present } from "./reading.js";
import { answerDone, identitiesOf, isRehearsal } from "./rehearsal.js";

const list: Runner = async (call) => {
  const world = await (await call.context()).identities();
  const listed = await identities.listIdentities(world);
  return answer(call, "identity", {
    results: listed.map((identity) => record({ ...identity })),
    text: identityList(listed, call),
    quiet: listed.map(({ name }) => `${name}\n`).join(""),
  });
};

const show: Runner = async (call) => {
  const world = await (await call.context()).identities();
  const shown = await identities.showIdentity({ name: call.inputs[0] }, world);
  return answer(call, "identity", { results: [record({ ...shown })], text: identityText(shown, call) });
};

const use: Runner = async (call) => {
  const chosen = await identities.useIdentity({ name: first(call.inputs) }, await identitiesOf(call));
  return answerDone(call, chosen, `colophon sign now uses ${chosen.name}\n`);
};

const exporting: Runner = async (call) => {
  const context = await call.context();
  const exported = await identities.exportIdentity(
    { name: call.inputs[0], root: call.given.flag("root") },
    await context.identities(),
  );
  return handOut(call, exported.pem, record({ ...exported }), []);
};

const renew: Runner = async (call) => {
  const renewed = await identities.renewIdentity(
    { name: call.inputs[0], ...present({ days: call.given.number("days") }) },
    await identitiesOf(call),
  );
  const until = dateOf(renewed.certificate.notAfter);
  return answerDone(call, renewed, `identity ${renewed.name}: valid until ${until}\n`);
};

const rename: Runner = async (call) => {
  const [name = "", newName = ""] = call.inputs;
  const renamed = await identities.renameIdentity({ name, newName }, await identitiesOf(call));
  return answerDone(call, renamed, `${renamed.previous} is now ${renamed.name}\n`);
};

const remove: Runner = async (call) => {
  const world = await identitiesOf(call);
  const name = first(call.inputs);
  const force = call.given.flag("force") || isRehearsal(call);
  const asked = await identities.removeIdentity({ name, force }, world);
  const isConfirmed =
    asked.kind === "unconfirmed" && (await call.confirm(makeVisible(`${asked.says}. Go on?`)));
  if (asked.kind === "unconfirmed" && !isConfirmed) {
    throw new ColophonError(
      "usage.invalid",
      `identity "${name}" was not removed, since nobody confirmed it`,
      {
        hints: [`to delete it without being asked: colophon identity remove ${name} --force`],
      },
    );
  }
  const done =
    asked.kind === "removed" ? asked : await identities.removeIdentity({ name, force: true }, world);
  return answerDone(call, done, `removed ${name}\n`);
};

export const identityRunners: Readonly<Record<string, Runner>> = {
  list,
  ...newIdentityRunners,
  show,
  use,
  export: exporting,
  renew,
  rename,
  remove,
};

function first([name = ""]: readonly string[]): string {
  return name;
}
