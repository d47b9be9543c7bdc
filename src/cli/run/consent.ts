/** Runs the commands below `colophon consent`. */
import { recordConsent, showConsent, verifyConsent } from "../../command/consent/index.js";
import { consentRecorded, consentShown, consentVerified } from "../render/consent.js";
import { record as json } from "../render/verify-json.js";
import { answer } from "./answer.js";
import type { Runner } from "./call.js";
import { given as present, trustOf } from "./reading.js";

const record: Runner = async (call) => {
  const { given } = call;
  const { values: config } = await call.config();
  const notified = given.date("notified");
  const obtained = given.date("obtained");
  if (!notified || !obtained) throw new Error("the declaration asks for both times");
  const options = {
    subject: given.text("subject") ?? "",
    isNamed: given.flag("named"),
    attributes: (given.text("attributes") ?? "").split(","),
    scope: given.text("scope") ?? "",
    kinds: given.texts("kind"),
    notified,
    obtained,
    isMinor: given.flag("minor"),
    force: given.flag("force"),
    dryRun: given.flag("dryRun"),
    ...present({
      subjectId: given.text("subjectId"),
      id: given.text("id"),
      expires: given.date("expires"),
      evidence: given.text("evidence"),
      revocationUrl: given.text("revocationUrl"),
      revokedAt: given.date("revoked"),
      basis: given.text("basis"),
      producer: given.text("producer"),
      identity: given.text("signAs") ?? config.identity,
      output: given.text("output"),
    }),
  };
  const recorded = await recordConsent(options, await call.context());
  return answer(call, "consent", {
    results: [json({ ...recorded })],
    text: consentRecorded(recorded, call),
    ...(recorded.isDryRun ? {} : { quiet: `${recorded.output}\n` }),
  });
};

const verify: Runner = async (call) => {
  const { given } = call;
  const { values: config } = await call.config();
  const options = {
    record: call.inputs[0] ?? "",
    trust: trustOf(given.texts("trust"), config),
    kinds: given.texts("kind"),
    ...present({
      certificate: given.text("certificate"),
      evidence: given.text("evidence"),
      at: given.date("at"),
    }),
  };
  const { exitCode, ...verified } = await verifyConsent(options, await call.context());
  return answer(call, "consent", {
    exitCode,
    results: [json(verified)],
    text: consentVerified(verified, call),
  });
};

const show: Runner = async (call) => {
  const { values: config } = await call.config();
  const options = { record: call.inputs[0] ?? "", trust: trustOf(call.given.texts("trust"), config) };
  const shown = await showConsent(options, await call.context());
  return answer(call, "consent", { results: [json({ ...shown })], text: consentShown(shown, call) });
};

export const consentRunners: Readonly<Record<string, Runner>> = { record, verify, show };
