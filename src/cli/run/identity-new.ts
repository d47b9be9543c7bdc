/** Runs the commands of `colophon identity` that make one: create, request, install, import. */
import * as identities from "../../command/identity/index.js";
import { makeVisible } from "../escape.js";
import { dateOf, nameOf, warningLine } from "../render/identity.js";
import { record } from "../render/verify-json.js";
import type { Call, Runner } from "./call.js";
import { handOut } from "./hand-out.js";
import { given as present } from "./reading.js";
import { answerDone, identitiesOf, isRehearsal } from "./rehearsal.js";

const create: Runner = async (call) => {
  const world = await identitiesOf(call);
  const made = await identities.createIdentity(
    { ...newIdentity(call), ...present({ days: call.given.number("days") }) },
    world,
  );
  const lines = [
    `identity ${made.name}: ${nameOf(made.certificate)}, ${made.algorithm}, until ${dateOf(made.certificate.notAfter)}`,
    made.isEncrypted
      ? "its key is kept encrypted"
      : "its key is kept unencrypted: whoever can read the file can sign",
    ...(made.isDefault ? ["colophon sign uses it without -i"] : []),
    "no list recognizes the name yet; hand others the root:",
    `  colophon identity export ${made.name} --root`,
  ];
  return answerDone(call, made, `${lines.join("\n")}\n`);
};

const request: Runner = async (call) => {
  const { requestPem, ...made } = await identities.requestIdentity(
    newIdentity(call),
    await identitiesOf(call),
  );
  if (isRehearsal(call)) {
    // The key behind this request is gone already: sent to an authority, it would buy a useless certificate.
    const place = makeVisible(call.given.text("output") ?? "-").replace(/^-$/, "standard output");
    const subject = [call.given.text("for"), call.given.text("org")].filter(Boolean).join(", ");
    return answerDone(
      call,
      made,
      `a request for ${makeVisible(subject)}, ${made.algorithm}, goes to ${place}\n`,
    );
  }
  const next = `when the authority has answered: colophon identity install ${made.name} --cert <file>`;
  return handOut(call, requestPem, record({ ...made, requestPem }), [next]);
};

const install: Runner = async (call) => {
  const world = await identitiesOf(call);
  const { given, inputs } = call;
  const done = await identities.installCertificate(
    { name: first(inputs), cert: given.text("cert") ?? "" },
    world,
  );
  const head = `identity ${done.name}: ${nameOf(done.certificate)}, until ${dateOf(done.certificate.notAfter)}`;
  return answerDone(call, done, withWarnings(call, head, done.warnings));
};

const importing: Runner = async (call) => {
  const world = await identitiesOf(call);
  const { given, inputs } = call;
  const done = await identities.importIdentity(
    {
      name: first(inputs),
      noPassphrase: given.isOff("passphrase"),
      ...present({
        key: given.text("key"),
        cert: given.text("cert"),
        p12: given.text("p12"),
        alg: given.text("alg"),
      }),
    },
    world,
  );
  const head = `identity ${done.name}: ${nameOf(done.certificate)}, ${done.algorithm}, until ${dateOf(done.certificate.notAfter)}`;
  return answerDone(call, done, withWarnings(call, head, done.warnings));
};

export const newIdentityRunners: Readonly<Record<string, Runner>> = {
  create,
  request,
  install,
  import: importing,
};

function newIdentity({ given, inputs }: Call) {
  return {
    name: first(inputs),
    for: given.text("for") ?? "",
    noPassphrase: given.isOff("passphrase"),
    ...present({ org: given.text("org"), alg: given.text("alg") }),
  };
}

function withWarnings(call: Call, head: string, warnings: readonly string[]): string {
  return `${[head, ...warnings.map((text) => warningLine(text, call))].join("\n")}\n`;
}

function first([name = ""]: readonly string[]): string {
  return name;
}
