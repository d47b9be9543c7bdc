/** Every file that a rule of a law is held against, by its name. */
import type { TestWorld } from "../context.ts";
import { careless } from "./careless.ts";
import { labeled } from "./labeled.ts";
import { openShop, type Recipe, type Shop } from "./shop.ts";
import { signed } from "./signed.ts";
import { written } from "./written.ts";

const all = { ...written, ...labeled, ...signed, ...careless };

export type LawFile = keyof typeof all;

export const lawFiles: Readonly<Record<LawFile, Recipe>> = all;

export function openLawFiles(world: TestWorld): Promise<Shop> {
  return openShop(world, lawFiles);
}
