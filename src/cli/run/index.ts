/** Which runner answers which command; each is loaded only when it is called. */
import type { Runner } from "./call.js";

const loaders: Readonly<Record<string, (below: string) => Promise<Runner | undefined>>> = {
  verify: async () => (await import("./verify.js")).runVerify,
  trace: async () => (await import("./trace.js")).runTrace,
  inspect: async () => (await import("./inspect.js")).runInspect,
  check: async () => (await import("./check.js")).runCheck,
  sign: async () => (await import("./sign.js")).runSign,
  label: async () => (await import("./label.js")).runLabel,
  journal: async (below) => (await import("./journal.js")).journalRunners[below],
  watch: async () => (await import("./watch.js")).runWatch,
  consent: async (below) => (await import("./consent.js")).consentRunners[below],
  identity: async (below) => (await import("./identity.js")).identityRunners[below],
  trust: async (below) => (await import("./trust.js")).trustRunners[below],
  explain: async () => (await import("./explain.js")).runExplain,
  doctor: async () => (await import("./doctor.js")).runDoctor,
  completion: async () => (await import("./completion.js")).runCompletion,
  schema: async () => (await import("./schema.js")).runSchema,
  help: async () => (await import("./help.js")).runHelp,
};

/** A command that is declared and has no runner is a defect. */
export async function findRunner([name = "", below = ""]: readonly string[]): Promise<Runner> {
  const runner = await loaders[name]?.(below);
  if (runner === undefined) throw new Error(`no runner for "${name} ${below}"`);
  return runner;
}
