/** A few engine processes for many files: lent out one order at a time, and replaced when one is lost or worn. */
import { type EngineProcess, startEngineProcess, type Terms } from "./engine-process.js";
import type { Allowance } from "./limits.js";
import { residentBytes } from "./memory.js";
import type { NumberedTrust, Order, TaskName, Tasks } from "./wire.js";

export interface Pool {
  run<Name extends TaskName>(
    task: Name,
    request: Tasks[Name]["request"],
    allowance: Allowance,
    terms: Terms,
  ): Promise<Tasks[Name]["answer"]>;
  /** Begins to start a process, if there is none: the first order need not wait for all of that. */
  prepare(): void;
  /** How many processes there are now, and how many were ever started. */
  count(): { alive: number; started: number };
  /** Kills all of them; with the promise they have gone. */
  close(): Promise<void>;
}

export interface PoolOptions {
  worker: URL;
  /** Processes at once; more orders wait for their turn. */
  most: number;
}

/** Native memory comes back in pieces that are never given back: a process is not for ever. */
const mostOrders = 2_000;
const wornBytes = 800_000_000;
const lookEveryOrders = 50;

export function createPool(options: PoolOptions): Pool {
  const stable = createStable(options);
  process.once("exit", stable.killAll);
  const orders = new WeakMap<EngineProcess, number>();
  return {
    close: async () => {
      process.off("exit", stable.killAll);
      await stable.endAll();
    },
    prepare: stable.prepare,
    count: stable.count,
    async run(task, request, allowance, terms) {
      const engine = await stable.borrow();
      const count = (orders.get(engine) ?? 0) + 1;
      orders.set(engine, count);
      try {
        const order: Order = { kind: "order", task, request: withoutWhatItHas(request, engine) };
        return (await engine.ask(order, allowance, terms)) as Tasks[typeof task]["answer"];
      } finally {
        stable.giveBack(engine, await isWorn(engine, count));
      }
    },
  };
}

/** Who is idle, who is at work, and who waits for one. */
function createStable({ worker, most }: PoolOptions) {
  const herd = createHerd(worker);
  const idle: EngineProcess[] = [];
  const waiting: ((engine: EngineProcess) => void)[] = [];
  return {
    count: herd.count,
    killAll: herd.killAll,
    prepare: () => {
      if (herd.count().alive === 0) idle.push(herd.start());
    },
    async endAll() {
      idle.length = 0;
      await herd.endAll();
    },
    borrow(): Promise<EngineProcess> | EngineProcess {
      for (let engine = idle.pop(); engine; engine = idle.pop()) {
        if (engine.isAlive()) return engine;
        herd.drop(engine);
      }
      return herd.count().alive < most ? herd.start() : new Promise((resolve) => waiting.push(resolve));
    },
    giveBack(engine: EngineProcess, isTired: boolean) {
      const isUsable = engine.isAlive() && !isTired;
      if (!isUsable) herd.drop(engine);
      const next = waiting.shift();
      if (next) next(isUsable ? engine : herd.start());
      else if (isUsable) idle.push(engine);
    },
  };
}

/** All that were started and have not been given up. */
function createHerd(worker: URL) {
  const alive = new Set<EngineProcess>();
  const tally = { started: 0 };
  return {
    count: () => ({ alive: alive.size, started: tally.started }),
    start(): EngineProcess {
      const engine = startEngineProcess(worker);
      alive.add(engine);
      tally.started += 1;
      return engine;
    },
    drop(engine: EngineProcess) {
      engine.kill();
      alive.delete(engine);
    },
    killAll: () => {
      for (const engine of alive) engine.kill();
    },
    async endAll() {
      await Promise.all([...alive].map((engine) => engine.end()));
      alive.clear();
    },
  };
}

async function isWorn(engine: EngineProcess, count: number): Promise<boolean> {
  if (count >= mostOrders) return true;
  if (count % lookEveryOrders !== 0) return false;
  return ((await residentBytes(engine.pid)) ?? 0) > wornBytes;
}

function withoutWhatItHas<Request extends object>(request: Request, engine: EngineProcess): Request {
  if (!("trust" in request)) return request;
  const { id } = request.trust as NumberedTrust;
  if (engine.trustHeld.has(id)) return { ...request, trust: { id } };
  engine.trustHeld.add(id);
  return request;
}
