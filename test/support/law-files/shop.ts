/** Where the files for the laws are made: an identity, an authority for timestamps, and a folder for what comes out. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Authority, startAuthority } from "../authority.ts";
import { makeIdentity, signOne, type TestWorld } from "../context.ts";
import { aiUri } from "../evidence.ts";
import { paint } from "../marked-picture.ts";

export interface Shop {
  world: TestWorld;
  authority: Authority;
  /** The identity's root and the authority's, as `--trust` takes them. */
  trust: readonly string[];
  at(name: string): string;
  /** The path of a file of the shop, made when it is first asked for. */
  file(name: string): Promise<string>;
}

/** How a file is made: in words, for whoever reads the table, and in deed. */
export interface Recipe {
  how: string;
  make(path: string, shop: Shop): Promise<unknown>;
}

export async function openShop(world: TestWorld, recipes: Readonly<Record<string, Recipe>>): Promise<Shop> {
  const at = (name: string) => join(world.folder, name);
  const { rootPath } = await makeIdentity(world);
  const authority = await startAuthority();
  await writeFile(at("clocks.pem"), authority.rootPem);
  const made = new Map<string, Promise<string>>();
  const shop: Shop = {
    world,
    authority,
    trust: [rootPath, `tsa:${at("clocks.pem")}`],
    at,
    file(name) {
      const path = made.get(name) ?? makeFile(name);
      made.set(name, path);
      return path;
    },
  };
  async function makeFile(name: string): Promise<string> {
    const recipe = recipes[name];
    if (!recipe) throw new Error(`nobody knows how to make "${name}"`);
    await recipe.make(at(name), shop);
    return at(name);
  }
  return shop;
}

export const size = { width: 640, height: 480 } as const;

let picture: Promise<Buffer> | undefined;

/** A picture that says nothing of itself. */
export function plainPicture(): Promise<Buffer> {
  picture ??= paint(size).png().toBuffer();
  return picture;
}

export const created = {
  action: "c2pa.created",
  digitalSourceType: aiUri,
  when: "2026-06-01T10:00:00Z",
  softwareAgent: { name: "ExampleGen", version: "1.2" },
};

/** Signed by `sign --manifest`, as made by AI unless the actions say otherwise. */
export async function signAs(
  { world }: Shop,
  source: string,
  output: string,
  assertions: readonly object[],
  actions: readonly object[] = [created],
): Promise<void> {
  const list = { label: "c2pa.actions.v2", data: { actions, allActionsIncluded: true } };
  await writeFile(`${output}.json`, JSON.stringify({ assertions: [list, ...assertions] }));
  await signOne(world, source, { manifest: `${output}.json`, output });
}

/** A copy with one bit of its content turned over, near its end. */
export async function writeTouched(path: string, source: string): Promise<void> {
  const bytes = await readFile(source);
  const at = bytes.length - 30;
  await writeFile(path, bytes.with(at, (bytes[at] ?? 0) ^ 1));
}
