/** `doctor`: is everything there that colophon needs, and where does each setting come from? */
import type { ResolvedConfig } from "../core/schema/config-defaults.js";
import type { Context, MachineFacts } from "./context.js";
import { checkKept } from "./doctor-kept.js";

export interface Check {
  id: string;
  /** `warning`: it works, but not as well as it could. */
  ok: boolean | "warning";
  says: string;
  hint?: string;
}

export interface Examination {
  colophon: string;
  engine: { name: string; version: string };
  machine: MachineFacts;
  checks: readonly Check[];
  /** Every setting that has a value, and what it came from. */
  config: readonly { key: string; value: unknown; origin: string }[];
}

/** c2pa-node 0.9.8 as it came from the registry, Linux x64. */
const pinnedBinary = {
  version: "0.9.8",
  sha256: "1fd4eec767e67c0888ae47f36b6ed5dfddeb93562309c39572483506b6b114a6",
};
const oldestNode = [20, 20] as const;
const oldestGlibc = [2, 34] as const;

export async function examine(context: Context, config: ResolvedConfig): Promise<Examination> {
  const machine = await context.examineMachine();
  return {
    colophon: context.version,
    engine: context.engine.version,
    machine,
    checks: [
      checkNode(machine),
      ...checkLibrary(machine),
      ...checkEngine(machine),
      ...(await checkKept(context)),
    ],
    config: Object.entries(config.values).map(([key, value]) => ({
      key,
      value,
      origin: originOf(config, key),
    })),
  };
}

function originOf({ origins }: ResolvedConfig, key: string): string {
  const origin = Object.entries(origins).find(([name]) => name === key)?.[1];
  return origin?.source ?? origin?.kind ?? "default";
}

function checkNode({ node }: MachineFacts): Check {
  const ok = isAtLeast(node, oldestNode);
  return ok
    ? { id: "node", ok, says: `Node ${node}` }
    : {
        id: "node",
        ok,
        says: `Node ${node} is older than ${oldestNode.join(".")}`,
        hint: "install a newer Node",
      };
}

function checkLibrary({ platform, glibc }: MachineFacts): Check[] {
  if (platform !== "linux") return [];
  if (glibc === undefined) {
    return [
      {
        id: "glibc",
        ok: false,
        says: "this Linux has another C library than glibc (Alpine has musl), and the engine needs glibc",
        hint: "use a Debian, Ubuntu or Fedora system or image",
      },
    ];
  }
  const ok = isAtLeast(glibc, oldestGlibc);
  return [
    ok
      ? { id: "glibc", ok, says: `glibc ${glibc}` }
      : {
          id: "glibc",
          ok,
          says: `glibc ${glibc} is older than the ${oldestGlibc.join(".")} the engine was built for`,
          hint: "use a newer system",
        },
  ];
}

function checkEngine({ engine, platform, architecture }: MachineFacts): Check[] {
  const rebuild = `npm rebuild ${engine.package} --ignore-scripts=false`;
  if (!engine.isPresent) {
    const says = `the engine's binary for ${platform} ${architecture} is missing`;
    return [{ id: "engine", ok: false, says, hint: rebuild }];
  }
  if (engine.fault !== undefined) {
    return [
      { id: "engine", ok: false, says: `the engine's binary does not load: ${engine.fault}`, hint: rebuild },
    ];
  }
  if (engine.packageFault !== undefined) {
    const says = `the engine reads, but its package does not load, so nothing can be signed: ${engine.packageFault}`;
    return [{ id: "engine", ok: false, says, hint: "install it as colophon's lock file says: npm ci" }];
  }
  const version = engine.packageVersion ?? "unknown";
  const isPinned = version === pinnedBinary.version;
  return [
    isPinned
      ? { id: "engine", ok: true, says: `${engine.package} ${version} loads` }
      : {
          id: "engine",
          ok: "warning",
          says: `${engine.package} ${version} loads, but colophon was made for ${pinnedBinary.version}`,
          hint: "install it as colophon's lock file says: npm ci",
        },
    ...checkBinary(engine.sha256, platform, architecture),
  ];
}

function checkBinary(sha256: string | undefined, platform: string, architecture: string): Check[] {
  if (sha256 === undefined) return [];
  if (platform !== "linux" || architecture !== "x64") {
    return [{ id: "engine-binary", ok: true, says: `SHA-256 of the engine's binary: ${sha256}` }];
  }
  return sha256 === pinnedBinary.sha256
    ? [{ id: "engine-binary", ok: true, says: "the engine's binary is the one its package carries" }]
    : [
        {
          id: "engine-binary",
          ok: "warning",
          says: `the engine's binary is not the one its package carries: SHA-256 ${sha256}`,
          hint: "install it afresh: npm ci",
        },
      ];
}

function isAtLeast(version: string, oldest: readonly [number, number]): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}
