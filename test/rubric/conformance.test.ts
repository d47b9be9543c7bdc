/** What colophon signs, held against the official C2PA conformance rubric 0.2 for spec 2.4. */
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { SignOptions } from "../../src/command/sign/index.ts";
import { makeIdentity, signOne, testContext } from "../support/context.ts";
import { fixture } from "../support/media.ts";
import { type Rubric, readRubric, unmetRules } from "../support/rubric.ts";
import { describeWithShared } from "../support/shared.ts";

type Wishes = Partial<SignOptions>;

describeWithShared("the official conformance rubric", (folder) => {
  const world = testContext();
  const at = (name: string) => join(world.folder, name);
  let rubric: Rubric;
  let count = 0;

  beforeAll(async () => {
    rubric = readRubric(join(folder, "rubrics/asset-rubric-conformance0.2-spec2.4.yml"));
    await makeIdentity(world);
    await signOne(world, fixture("drawing.jpg"), { as: "drawing", output: at("parent.jpg") });
    await signOne(world, fixture("drawing.png"), { as: "ai-generated", output: at("part.png") });
    await copyFile(fixture("drawing.webp"), at("bare.webp"));
  });

  async function crJsonOf(input: string, wishes: Wishes): Promise<unknown> {
    count += 1;
    const output = at(`out-${count}.jpg`);
    await signOne(world, input, { ...wishes, output });
    return world.context.makeCrJson(output, "image/jpeg");
  }

  const plain = fixture("drawing.jpg");
  const files: Readonly<Record<string, () => [input: string, wishes: Wishes]>> = {
    created: () => [plain, { as: "camera" }],
    "created by AI, with author, title and a wish about training": () => [
      plain,
      { as: "ai-generated", author: "Ana Ruiz", title: "A drawing", train: false, thumbnail: 64 },
    ],
    "opened, without credentials before": () => [plain, {}],
    "edited, without credentials before": () => [plain, { actions: ["edited=a darker sky"] }],
    "edited, with a signed parent": () => [at("parent.jpg"), { actions: ["edited"] }],
    "edited with AI, with a signed parent": () => [at("parent.jpg"), { as: "ai-edited" }],
    cropped: () => [at("parent.jpg"), { actions: ["cropped"] }],
    "made from a named parent": () => [
      plain,
      { parent: at("parent.jpg"), actions: ["resized"], thumbnail: 64 },
    ],
    "composed of a signed and a bare part": () => [
      plain,
      { as: "composite", ingredients: [at("part.png"), at("bare.webp")], thumbnail: 64 },
    ],
    published: () => [at("parent.jpg"), { actions: ["published"] }],
    "acted on in a way of one's own": () => [
      at("parent.jpg"),
      { actions: ["com.example.restored=dust removed"] },
    ],
    updated: () => [at("parent.jpg"), { update: true, actions: ["edited.metadata"], author: "Ana Ruiz" }],
  };

  it("is the one of thirty-one rules", () => {
    expect(rubric.rules).toHaveLength(31);
    expect(new Set(rubric.rules.map(({ id }) => id)).size).toBe(31);
  });

  it.each(Object.entries(files))("is met in every rule by a file that is %s", async (_what, wishes) => {
    expect(unmetRules(rubric, await crJsonOf(...wishes()))).toEqual([]);
  });

  describe("as a judge that can say no", () => {
    type Manifest = { label?: unknown; validationResults?: unknown; "claim.v2": Record<string, unknown> } & {
      assertions: Record<string, Record<string, unknown> & { actions?: Record<string, unknown>[] }>;
    };
    const actionsIn = ({ assertions }: Manifest) => assertions["c2pa.actions.v2"] ?? {};
    const firstAction = (manifest: Manifest) => actionsIn(manifest).actions?.[0] ?? {};

    const faults: readonly [rule: string, spoil: (manifest: Manifest) => void][] = [
      ["mandatory_spec_version", (one) => deleteSpecVersion(one)],
      ["mandatory_all_actions_included", (one) => delete actionsIn(one).allActionsIncluded],
      ["mandatory_dst_for_created_action", (one) => delete firstAction(one).digitalSourceType],
      [
        "no_deprecated_actions",
        (one) => actionsIn(one).actions?.push({ action: "c2pa.copied", digitalSourceType: "x" }),
      ],
      ["no_unrecognized_custom_actions", (one) => actionsIn(one).actions?.push({ action: "mine" })],
      ["no_unsupported_assertions", (one) => Object.assign(one.assertions, { "c2pa.mine": {} })],
      ["active_manifest_urn", (one) => Object.assign(one, { label: "urn:uuid:1" })],
      ["well_formed_data_present", (one) => delete one.validationResults],
      ["discouraged_legacy_action_parameters", (one) => (firstAction(one).parameters = { description: "x" })],
    ];

    function deleteSpecVersion(manifest: Manifest): void {
      const info = manifest["claim.v2"].claim_generator_info;
      for (const one of Array.isArray(info) ? info : [info])
        delete (one as Record<string, unknown>).specVersion;
    }

    it.each(faults)("misses %s", async (rule, spoil) => {
      const crJson = structuredClone(await crJsonOf(plain, { as: "camera" }));
      expect(unmetRules(rubric, crJson)).toEqual([]);
      const { manifests } = crJson as { manifests: [Manifest] };
      spoil(manifests[0]);
      expect(unmetRules(rubric, crJson)).toContain(`validation:${rule}`);
    });
  });
});
