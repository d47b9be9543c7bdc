/** Pictures signed by the engine without anybody looking at what: each breaks a conformance rule that `sign` refuses to. */
import { Builder } from "@contentauth/c2pa-node";
import { loadSigningIdentity } from "../../../src/command/identity/load.ts";
import { engineSigner } from "../engine-signing.ts";
import { aiUri } from "../evidence.ts";
import { created, type Recipe, type Shop } from "./shop.ts";

interface Careless {
  how: string;
  definition: object;
  /** Settings of the builder. */
  builder?: object;
  hasParent?: true;
}

const generator = { name: "careless", version: "1" };
const usual = {
  claim_generator_info: { ...generator, specVersion: "2.4" },
  created_assertion_labels: ["c2pa.actions"],
};
const whole = { allActionsIncluded: true };
const cropped = { action: "c2pa.cropped", digitalSourceType: aiUri };
const opened = { action: "c2pa.opened", parameters: { ingredientIds: ["parent"] } };

const actions = (list: readonly object[], more: object = whole, assertions: readonly object[] = []) => ({
  assertions: [{ label: "c2pa.actions.v2", data: { actions: list, ...more } }, ...assertions],
});

async function sign(path: string, shop: Shop, { definition, builder = usual, hasParent }: Careless) {
  const { identity } = await loadSigningIdentity("ana", await shop.world.context.identities());
  const source = { path: await shop.file("bare.png"), mimeType: "image/png" };
  const settings = {
    verify: { verify_after_sign: false, verify_trust: false },
    builder: { ...builder, thumbnail: { enabled: false } },
  };
  const work = Builder.withJson(
    { title: "careless", format: "image/png", ...definition } as never,
    JSON.stringify(settings) as never,
  );
  if (hasParent) {
    const parent = { title: "parent", relationship: "parentOf", instance_id: "parent" };
    await work.addIngredient(JSON.stringify(parent), source);
  }
  await work.signAsync(engineSigner(identity), source, { path });
}

/** By the trait that each of them breaks. */
const faults = {
  "active-manifest-urn": {
    how: "a claim of version 1",
    definition: { claim_version: 1, ...actions([created]) },
  },
  "mandatory-spec-version": {
    how: "no spec version",
    definition: actions([created]),
    builder: { ...usual, claim_generator_info: generator },
  },
  "mandatory-all-actions-included": {
    how: "a list that does not say whether it is whole",
    definition: actions([created], {}),
  },
  "inception-action-position": {
    how: "cropped first, then created",
    definition: actions([cropped, created]),
  },
  "mandatory-dst-for-created-action": {
    how: "created, nobody says how",
    definition: actions([{ action: "c2pa.created" }]),
  },
  "no-dst-for-opened-action": {
    how: "opened with a source type",
    definition: actions([{ ...opened, digitalSourceType: aiUri }]),
    hasParent: true,
  },
  "opened-action-ingredient-reference": {
    how: "opened from nothing",
    definition: actions([{ action: "c2pa.opened" }]),
  },
  "all-actions-included-opened": {
    how: "opened and saved, and perhaps more was done",
    definition: actions([opened], { allActionsIncluded: false }),
    hasParent: true,
  },
  "mandatory-dst-for-perceptible-transformations": {
    how: "cropped, nobody says how",
    definition: actions([created, { action: "c2pa.cropped" }]),
  },
  "no-deprecated-actions": {
    how: "an action of old",
    definition: actions([created, { ...cropped, action: "c2pa.saved" }]),
  },
  "no-unsupported-actions": {
    how: "an action that C2PA does not know",
    definition: actions([created, { ...cropped, action: "c2pa.improved" }]),
  },
  "no-unrecognized-custom-actions": {
    how: "an action without a namespace",
    definition: actions([created, { ...cropped, action: "improved" }]),
  },
  "no-unrecognized-custom-action-parameters": {
    how: "a parameter without a namespace",
    definition: actions([{ ...created, parameters: { amount: 1 } }]),
  },
  "no-unsupported-assertions": {
    how: "an assertion that C2PA does not know",
    definition: actions([created], whole, [{ label: "c2pa.note", data: { text: "x" } }]),
  },
  "no-unrecognized-custom-assertions": {
    how: "an assertion without a namespace",
    definition: actions([created], whole, [{ label: "note", data: { text: "x" } }]),
  },
  "no-deprecated-assertions": {
    how: "an assertion of old",
    definition: actions([created], whole, [
      { label: "c2pa.asset-type", data: { types: [{ type: "c2pa.types.model" }] } },
    ]),
  },
} satisfies Record<string, Careless>;

export type Fault = keyof typeof faults;

export const careless = Object.fromEntries(
  Object.entries<Careless>(faults).map(([trait, fault]): [string, Recipe] => [
    `${trait}.png`,
    { how: `the engine alone: ${fault.how}`, make: (path, shop) => sign(path, shop, fault) },
  ]),
) as Record<`${Fault}.png`, Recipe>;
