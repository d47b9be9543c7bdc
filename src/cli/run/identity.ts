/** Runs `colophon identity` and the commands below it. */
import { savePart } from "../../command/extract.js";
import * as identities from "../../command/identity/index.js";
import { ColophonError } from "../../error.js";
import { makeVisible } from "../escape.js";
import { dateOf, identityList, identityText, nameOf, warningLine } from "../render/identity.js";
import { record } from "../render/verify-json.js";
import { answer } from "./answer.js";
import type { Call, Runner } from "./call.js";
import { given as present } from "./reading.js";

const list: Runner = async (call) => {
  const world = await (await call.context()).identities();
  const listed = await identities.listIdentities(world);
  return answer(call, "identity", {
    results: listed.map((identity) => record({ ...identity })),
    text: identityList(listed, call),
    quiet: listed.map(({ name }) => `${name}\n`).join(""),
  });
};

const create: Runner = async (call) => {
  const world = await (await call.context()).identities();
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
  return answer(call, "identity", { results: [record({ ...made })], text: `${lines.join("\n")}\n` });
};

const request: Runner = async (call) => {
  const context = await call.context();
  const made = await identities.requestIdentity(newIdentity(call), await context.identities());
  const next = `when the authority has answered: colophon identity install ${made.name} --cert <file>`;
  return handOut(call, made.requestPem, record({ ...made }), [next]);
};

const install: Runner = async (call) => {
  const world = await (await call.context()).identities();
  const { given, inputs } = call;
  const done = await identities.installCertificate(
    { name: first(inputs), cert: given.text("cert") ?? "" },
    world,
  );
  const head = `identity ${done.name}: ${nameOf(done.certificate)}, until ${dateOf(done.certificate.notAfter)}`;
  return answer(call, "identity", {
    results: [record({ ...done })],
    text: withWarnings(call, head, done.warnings),
  });
};

const importing: Runner = async (call) => {
  const world = await (await call.context()).identities();
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
  return answer(call, "identity", {
    results: [record({ ...done })],
    text: withWarnings(call, head, done.warnings),
  });
};

const show: Runner = async (call) => {
  const world = await (await call.context()).identities();
  const shown = await identities.showIdentity({ name: call.inputs[0] }, world);
  return answer(call, "identity", { results: [record({ ...shown })], text: identityText(shown, call) });
};

const use: Runner = async (call) => {
  const world = await (await call.context()).identities();
  const chosen = await identities.useIdentity({ name: first(call.inputs) }, world);
  return answer(call, "identity", {
    results: [record({ ...chosen })],
    text: `colophon sign now uses ${chosen.name}\n`,
  });
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
  const world = await (await call.context()).identities();
  const renewed = await identities.renewIdentity(
    { name: call.inputs[0], ...present({ days: call.given.number("days") }) },
    world,
  );
  return answer(call, "identity", {
    results: [record({ ...renewed })],
    text: `identity ${renewed.name}: valid until ${dateOf(renewed.certificate.notAfter)}\n`,
  });
};

const rename: Runner = async (call) => {
  const world = await (await call.context()).identities();
  const [name = "", newName = ""] = call.inputs;
  const renamed = await identities.renameIdentity({ name, newName }, world);
  return answer(call, "identity", {
    results: [record({ ...renamed })],
    text: `${renamed.previous} is now ${renamed.name}\n`,
  });
};

const remove: Runner = async (call) => {
  const world = await (await call.context()).identities();
  const name = first(call.inputs);
  const asked = await identities.removeIdentity({ name, force: call.given.flag("force") }, world);
  const isConfirmed =
    asked.kind === "unconfirmed" && (await call.confirm(makeVisible(`${asked.says}. Go on?`)));
  if (asked.kind === "unconfirmed" && !isConfirmed) {
    throw new ColophonError("usage.invalid", `identity "${name}" was kept: ${asked.says}`, {
      hints: [`to delete it without being asked: colophon identity remove ${name} --force`],
    });
  }
  const done =
    asked.kind === "removed" ? asked : await identities.removeIdentity({ name, force: true }, world);
  return answer(call, "identity", { results: [record({ ...done })], text: `removed ${name}\n` });
};

export const identityRunners: Readonly<Record<string, Runner>> = {
  list,
  create,
  request,
  install,
  import: importing,
  show,
  use,
  export: exporting,
  renew,
  rename,
  remove,
};

function newIdentity({ given, inputs }: Call) {
  return {
    name: first(inputs),
    for: given.text("for") ?? "",
    noPassphrase: given.isOff("passphrase"),
    ...present({ org: given.text("org"), alg: given.text("alg") }),
  };
}

/** A PEM text is the result itself: to standard output, or into a file. */
async function handOut(
  call: Call,
  pem: string,
  result: ReturnType<typeof record>,
  notes: readonly string[],
): Promise<number> {
  const output = call.given.text("output");
  const text = notes.map((note) => `${note}\n`).join("");
  if (output === undefined || output === "-") {
    if (call.delivery === "text" && text !== "") call.io.stderr.write(`colophon: ${text}`);
    return answer(call, "identity", { results: [result], text: pem, quiet: pem });
  }
  const context = await call.context();
  await savePart(output, Buffer.from(pem), call.given.flag("force"), context);
  return answer(call, "identity", {
    results: [{ ...result, output }],
    text: `wrote ${makeVisible(output)}\n${text}`,
    quiet: `${output}\n`,
  });
}

function withWarnings(call: Call, head: string, warnings: readonly string[]): string {
  return `${[head, ...warnings.map((text) => warningLine(text, call))].join("\n")}\n`;
}

function first([name = ""]: readonly string[]): string {
  return name;
}
