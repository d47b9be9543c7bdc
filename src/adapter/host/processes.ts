/** The pool of engine processes, loaded when the first file needs it, or shortly before. */
import type { Pool } from "./pool.js";

export interface Processes {
  pool(): Promise<Pool>;
  /** Begins to start the first one. */
  startEarly(): Promise<void>;
  /** Ends them, if there are any; then none is left, and none is started early any more. */
  close(): Promise<void>;
}

/** `worker`: the compiled src/adapter/host/worker.ts, where it is not beside this file. */
export function createProcesses({ jobs = 1, worker }: { jobs?: number; worker?: URL } = {}): Processes {
  const state: { pool?: Promise<Pool>; isClosed: boolean } = { isClosed: false };
  const pool = () => {
    state.pool ??= import("./pool.js").then(({ createPool }) =>
      createPool({ most: jobs, worker: worker ?? new URL("./worker.js", import.meta.url) }),
    );
    return state.pool;
  };
  return {
    pool,
    startEarly: async () => {
      if (!state.isClosed) (await pool()).prepare();
    },
    close: async () => {
      state.isClosed = true;
      await (await state.pool)?.close();
    },
  };
}
