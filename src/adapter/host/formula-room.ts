/**
 * Rubrics read and evaluated: always in a process of its own. Somebody else wrote them, a rule of one line can compute
 * without an end, and nothing stops a computation in this process.
 */

import type { Evaluation, FormulaRequest } from "../rubric.js";
import { allowanceFor, within } from "./limits.js";
import type { WalledWorld } from "./picture-room.js";

export interface FormulaRoom {
  /** The documents of a YAML stream, as plain values; undefined for text that is none. */
  readYaml(text: string): Promise<unknown[] | undefined>;
  /** Throws `timeout`, `engine.memory`, `engine.crashed`, `interrupted`. */
  evaluate(request: FormulaRequest): Promise<Evaluation>;
}

export function createFormulaRoom({ limits, signal, isContained, pool }: WalledWorld): FormulaRoom {
  return {
    async readYaml(text) {
      const allowance = await allowanceFor([], limits);
      if (isContained) return (await pool()).run("yaml", { text }, allowance, { signal });
      const { readYaml } = await import("../rubric.js");
      return within(allowance, signal, async () => readYaml(text));
    },
    async evaluate(request) {
      const allowance = await allowanceFor([], limits);
      if (isContained) return (await pool()).run("formulas", request, allowance, { signal });
      const { evaluate } = await import("../rubric.js");
      return within(allowance, signal, async () => evaluate(request));
    },
  };
}
