import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { assess, outcomeOf } from "../../../src/core/profile/assess.ts";
import { originOf } from "../../../src/core/profile/claims.ts";
import type { Evidence } from "../../../src/core/profile/evidence.ts";
import { rulesOf } from "../../../src/core/profile/laws.ts";
import { laws, type Rule, type Verdict } from "../../../src/core/profile/rule.ts";
import {
  aiCredential,
  aiEditUri,
  aiUri,
  aiVerification,
  bare,
  cameraUri,
  consentGiven,
  evidence,
  found,
  label,
  morse,
  plate,
  speech,
} from "../../support/evidence.ts";
import { step } from "../../support/verified.ts";

const video = { media: "video", format: "MP4", file: "clip.mp4" } as const;
const audio = { media: "audio", format: "WAV", file: "voice.wav" } as const;
const text = { media: "text", format: "plain text", file: "note.txt" } as const;
const laterOn = { asOf: new Date("2027-03-01T00:00:00Z") };
const unstamped = aiVerification({ time: { answer: "signer-clock" } });

function aigc(fields: Partial<typeof label>) {
  return [found(JSON.stringify({ ...label, ...fields }))];
}

function withCredential(...fields: Parameters<typeof aiCredential>): Partial<Evidence> {
  return { verification: aiVerification({ credential: aiCredential(...fields) }) };
}

function actions(
  spoil: (list: Record<string, unknown>[]) => void,
  completeness = { allActionsIncluded: true } as object,
) {
  const list: Record<string, unknown>[] = [{ action: "c2pa.created", digitalSourceType: aiUri }];
  spoil(list);
  return {
    actions: list.map(({ action, digitalSourceType }) => ({
      name: String(action),
      ...(typeof digitalSourceType === "string" ? { digitalSourceType } : {}),
      ingredients: [],
      parameters: {},
    })),
    assertions: [{ label: "c2pa.actions.v2", isCreated: true, data: { actions: list, ...completeness } }],
  };
}

type Row = readonly [good: Evidence, goodVerdict: Verdict, bad: Evidence, badVerdict: Verdict, says: RegExp];

/** For every rule: evidence that is as good as it gets, and evidence that is not. */
const table: Readonly<Record<string, Row>> = {
  "CN-1": [evidence(), "pass", evidence({ aigc: [] }), "fail", /there is none/],
  "CN-2": [evidence(), "pass", evidence({ aigc: [found(), found()] }), "fail", /2 labels/],
  "CN-3": [
    evidence(),
    "pass",
    evidence({ aigc: [found('{"Label":"1"}')] }),
    "fail",
    /"ProduceID" is missing/,
  ],
  "CN-4": [evidence(), "pass", evidence({ aigc: aigc({ Label: "9" }) }), "fail", /found "9"/],
  "CN-5": [evidence(), "pass", evidence({ aigc: aigc({ ProduceID: "" }) }), "fail", /"ProduceID" is empty/],
  "CN-6": [
    evidence(),
    "pass",
    evidence({ aigc: aigc({ ProduceID: "编号 1" }) }),
    "warn",
    /outside those of Annex E/,
  ],
  "CN-7": [
    evidence(),
    "pass",
    evidence({ aigc: aigc({ ContentProducer: "001191110102MACQD9K65010000" }) }),
    "warn",
    /check digit/,
  ],
  "CN-8": [evidence(), "pass", evidence({ marks: [{ ...plate, inkHeightPx: 40 }] }), "fail", /3\.7 %/],
  "CN-9": [
    evidence({ ...video, marks: [{ ...plate, toSeconds: 2.5, durationSeconds: 9 }] }),
    "pass",
    evidence({ ...video, marks: [{ ...plate, toSeconds: 1.5, durationSeconds: 9 }] }),
    "warn",
    /first 2 seconds/,
  ],
  "CN-10": [
    evidence({ ...audio, marks: [morse] }),
    "pass",
    evidence({ ...audio, marks: [{ ...speech, text: "由AI提供" }] }),
    "fail",
    /lacks one of its two elements/,
  ],
  "CN-11": [
    evidence({ ...text, text: { head: "本内容由人工智能生成", tail: "." } }),
    "pass",
    evidence({ ...text, text: { head: "Dear reader", tail: "Yours, AI" } }),
    "warn",
    /neither the start nor the end/,
  ],
  "CN-12": [
    evidence({ before: evidence() }),
    "pass",
    evidence({ before: evidence(), aigc: aigc({ ContentProducer: "studio" }) }),
    "fail",
    /changed from/,
  ],
  "CN-13": [
    evidence({ declared: { kinds: ["face-swap"] }, consents: [consentGiven] }),
    "pass",
    evidence({ declared: { kinds: ["face-swap"] } }),
    "warn",
    /consent for face is not documented/,
  ],
  "CN-14": [
    evidence({
      journal: {
        line: 7,
        id: "6f2a3c1e",
        time: new Date(0),
        input: "a",
        output: "b",
        disclosure: "ai-generated",
        kinds: [],
        identity: "studio",
        isVisible: true,
      },
    }),
    "pass",
    evidence(),
    "n/a",
    /not in the file/,
  ],
  "CN-15": [
    evidence({
      aigc: [found(JSON.stringify({ ...label, ReservedCode1: "x" }), { isSecurityVerified: true })],
    }),
    "pass",
    evidence({
      aigc: [found(JSON.stringify({ ...label, ReservedCode1: "x" }), { isSecurityVerified: false })],
    }),
    "warn",
    /does not hold/,
  ],

  "EU-1": [evidence(), "pass", bare(), "warn", /no mark that can be read.*until 2 December/],
  "EU-2": [
    evidence(),
    "pass",
    bare({ xmp: { digitalSourceType: [aiUri] } }),
    "warn",
    /no statement about AI/,
  ],
  "EU-3": [evidence(), "pass", evidence({ verification: unstamped }), "warn", /signer's own clock/],
  "EU-4": [
    evidence(
      withCredential({
        assertions: [{ label: "c2pa.soft-binding", data: {} }],
        actions: [
          ...aiCredential().actions,
          { name: "c2pa.watermarked.bound", ingredients: [], parameters: {} },
        ],
      }),
    ),
    "undetermined",
    evidence(),
    "undetermined",
    /no watermark is claimed/,
  ],
  "EU-5": [
    evidence({ before: evidence() }),
    "pass",
    evidence({ before: evidence(), xmp: {} }),
    "fail",
    /XMP digitalSourceType lost/,
  ],
  "EU-6": [
    evidence({ ...video, declared: { kinds: [], isDeepfake: true } }),
    "pass",
    evidence({ ...audio, marks: [morse], declared: { kinds: [], isDeepfake: true } }),
    "warn",
    /has to be spoken/,
  ],
  "EU-7": [evidence(), "pass", evidence({ xmp: { digitalSourceType: [cameraUri] } }), "warn", /contradict/],
  "EU-8": [evidence(), "pass", evidence({ xmp: {} }), "undetermined", /none in the XMP/],

  "CA-A": [evidence(), "pass", bare(), "fail", /nobody is named/],
  "CA-B": [
    evidence(),
    "pass",
    bare({ xmp: { aiSystemUsed: ["ExampleGen"] } }),
    "fail",
    /without its version/,
  ],
  "CA-C": [evidence(), "pass", bare(), "fail", /no time/],
  "CA-D": [evidence(), "pass", bare(), "fail", /no identifier/],
  "CA-E": [evidence(), "pass", bare(), "fail", /not conveyed/],
  "CA-2": [
    evidence(withCredential({ assertions: [{ label: "c2pa.soft-binding", data: {} }] })),
    "undetermined",
    evidence(),
    "undetermined",
    /no soft binding is named/,
  ],
  "CA-P": [evidence({ isSystemOnly: true }), "pass", evidence(), "warn", /--system-only/],
  "UT-1": [
    evidence(laterOn),
    "pass",
    evidence({ ...laterOn, before: evidence(), aigc: [] }),
    "warn",
    /AIGC label lost/,
  ],
  "WA-1": [
    evidence(laterOn),
    "pass",
    bare({ ...laterOn, xmp: { digitalSourceType: [aiUri] } }),
    "warn",
    /easily removed/,
  ],

  "IN-1": [
    evidence(),
    "pass",
    evidence({ ...video, marks: [{ ...plate, toSeconds: 2, durationSeconds: 9 }] }),
    "warn",
    /not there all the time/,
  ],
  "IN-2": [
    evidence({ ...audio, marks: [speech] }),
    "pass",
    evidence({ ...audio, marks: [{ ...speech, fromSeconds: 4 }] }),
    "warn",
    /does not come first/,
  ],
  "IN-3": [evidence(), "pass", bare(), "fail", /no metadata/],
  "KR-1": [bare({ marks: [plate] }), "pass", bare(), "warn", /no mark that can be read/],
  "KR-2": [evidence(), "pass", evidence({ marks: [] }), "undetermined", /no signed record/],
  "VN-1": [evidence(), "pass", bare(), "warn", /no mark that can be read/],
  "VN-2": [
    evidence({ declared: { kinds: [], isDeepfake: true } }),
    "pass",
    evidence({ declared: { kinds: [], isDeepfake: true }, marks: [{ ...plate, text: "合成" }] }),
    "warn",
    /does not say "AI"/,
  ],
  "NY-1": [
    evidence({ declared: { kinds: [], isAd: true, hasSyntheticPerformer: true } }),
    "pass",
    evidence({ declared: { kinds: [], isAd: true, hasSyntheticPerformer: true }, marks: [] }),
    "undetermined",
    /no signed record/,
  ],

  "C2PA-valid": [
    evidence(),
    "pass",
    evidence({ verification: aiVerification({ state: "invalid" }) }),
    "fail",
    /invalid/,
  ],
  "C2PA-history": [
    evidence(),
    "pass",
    evidence({ verification: aiVerification({ history: { answer: "broken", steps: 2, sources: 1 } }) }),
    "fail",
    /broken/,
  ],
  ...conformanceRows({
    "active-manifest-urn": { label: "urn:uuid:1" },
    "mandatory-spec-version": { generators: [{ name: "colophon" }] },
    "mandatory-all-actions-included": actions(() => {}, {}),
    "inception-action-position": actions((list) =>
      list.unshift({ action: "c2pa.cropped", digitalSourceType: aiUri }),
    ),
    "mandatory-dst-for-created-action": actions((list) => delete list[0]?.digitalSourceType),
    "no-dst-for-opened-action": actions((list) =>
      list.push({ action: "c2pa.opened", digitalSourceType: aiUri }),
    ),
    "opened-action-ingredient-reference": actions((list) => list.push({ action: "c2pa.opened" })),
    "all-actions-included-opened": {
      actions: [{ name: "c2pa.opened", ingredients: ["x"], parameters: { ingredients: [{ url: "x" }] } }],
    },
    "mandatory-dst-for-perceptible-transformations": actions((list) => list.push({ action: "c2pa.cropped" })),
    "no-deprecated-actions": actions((list) => list.push({ action: "c2pa.saved", digitalSourceType: aiUri })),
    "no-unsupported-actions": actions((list) => list.push({ action: "c2pa.mine", digitalSourceType: aiUri })),
    "no-unrecognized-custom-actions": actions((list) => list.push({ action: "mine" })),
    "no-unrecognized-custom-action-parameters": {
      actions: aiCredential().actions.map((action) => ({ ...action, parameters: { amount: 1 } })),
    },
    "no-unsupported-assertions": {
      assertions: [...aiCredential().assertions, { label: "c2pa.mine", data: {} }],
    },
    "no-unrecognized-custom-assertions": {
      assertions: [...aiCredential().assertions, { label: "mine", data: {} }],
    },
    "no-deprecated-assertions": {
      assertions: [...aiCredential().assertions, { label: "stds.exif", data: {} }],
    },
  }),
};

function conformanceRows(
  faults: Readonly<Record<string, Parameters<typeof aiCredential>[0]>>,
): Record<string, Row> {
  return Object.fromEntries(
    Object.entries(faults).map(([trait, fields]) => [
      `C2PA-${trait}`,
      [evidence(), "pass", evidence(withCredential(fields)), "fail", /it is not so/],
    ]),
  );
}

const rules: readonly Rule[] = laws.flatMap((law) => rulesOf[law]);

function verdictOf(rule: Rule, given: Evidence): { verdict: Verdict; says: string } {
  const [assessed] = assess(given, [rule]).rules;
  if (!assessed) throw new Error("no verdict");
  return assessed;
}

describe("every rule of every law", () => {
  it("is in the table once, and nothing else is", () => {
    expect(rules.map(({ id }) => id)).toEqual(Object.keys(table));
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });

  it("names its law, its source and its reason", () => {
    for (const law of laws) {
      expect(rulesOf[law].length).toBeGreaterThan(0);
      for (const rule of rulesOf[law]) {
        expect(rule.law).toBe(law);
        for (const words of [rule.title, rule.source, rule.why]) expect(words.length).toBeGreaterThan(3);
      }
    }
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))("%s is met and missed", (id, rule) => {
    const row = table[id];
    if (!row) throw new Error(`no row for ${id}`);
    const [good, goodVerdict, bad, badVerdict, says] = row;
    expect(verdictOf(rule, good)).toMatchObject({ verdict: goodVerdict });
    const missed = verdictOf(rule, bad);
    expect(missed).toMatchObject({ verdict: badVerdict, says: expect.stringMatching(says) });
    expect(missed.says).not.toBe(verdictOf(rule, good).says);
  });

  it.each(rules.filter(({ isUnread }) => isUnread).map((rule) => [rule.id, rule] as const))(
    "%s, whose text was not read, never fails, not even on its own",
    (_id, rule) => {
      const samples = Object.values(table).flatMap(([good, , bad]) => [good, bad]);
      const later = samples.map((one) => ({ ...one, ...laterOn }));
      const verdicts = [...samples, ...later].map((sample) => rule.verdict(sample).verdict);
      expect(verdicts).not.toContain("fail");
    },
  );

  it("says nothing that is no half sentence, and never that a file is lawful", () => {
    const samples = Object.values(table).flatMap(([good, , bad]) => [good, bad]);
    for (const sample of samples) {
      for (const { says, id } of assess(sample, rules).rules) {
        expect(says, id).toMatch(/\S/);
        expect(says, id).not.toMatch(/\.$|\b(illegal|lawful|authentic|fake|real|undefined|NaN)\b/);
      }
    }
  });
});

describe("a file that says nothing about AI", () => {
  const silent = bare({ declared: { kinds: [] } });

  it("passes nothing: what cannot be seen stays undetermined", () => {
    const { counts, rules: assessed } = assess(silent, rules);
    expect(assessed.filter(({ verdict }) => verdict === "pass" || verdict === "fail")).toEqual([]);
    expect(counts.undetermined).toBeGreaterThan(10);
  });

  it("is another thing than one that says it was captured by a camera", () => {
    const camera = bare({ declared: { kinds: [] }, xmp: { digitalSourceType: [cameraUri] } });
    const verdicts = assess(camera, rulesOf.eu).rules.map(({ verdict }) => verdict);
    expect(new Set(verdicts)).toEqual(new Set(["n/a"]));
  });
});

describe("words in a credential that is not intact", () => {
  it("count for nothing", () => {
    const broken = evidence({
      verification: aiVerification({ state: "invalid" }),
      aigc: [],
      xmp: {},
      marks: [],
      declared: { isAi: true, kinds: [] },
    });
    expect(assess(broken, rulesOf.eu).counts.pass).toBe(0);
    expect(assess(broken, rulesOf["us-ca"]).counts.pass).toBe(0);
    expect(assess(broken, rulesOf.c2pa).counts.pass).toBe(0);
  });
});

describe("what was made with AI further back", () => {
  it("is of AI still, although the last edit was by hand", () => {
    const root = step({
      sourceTypes: [],
      ingredients: [step({ relationship: "parentOf", sourceTypes: [aiEditUri] })],
    });
    const edited = evidence({
      xmp: {},
      aigc: [],
      verification: aiVerification({
        credential: aiCredential({ actions: [{ name: "c2pa.opened", ingredients: ["x"], parameters: {} }] }),
        trace: { root, steps: 2, sources: 1 },
      }),
    });
    const [first] = assess(edited, rulesOf.eu).rules;
    expect(first).toMatchObject({ id: "EU-1", verdict: "pass" });
  });
});

describe("what was passed on", () => {
  const made = {
    ...{ name: "c2pa.created", digitalSourceType: aiUri, when: new Date("2026-05-01T00:00:00Z") },
    ...{ softwareAgent: "ExampleGen 1.2", ingredients: [], parameters: {} },
  };
  const published = { name: "c2pa.published", when: laterOn.asOf, ingredients: [], parameters: {} };

  function passedOn(state: "valid" | "invalid") {
    const parent = step({ relationship: "parentOf", state, sourceTypes: [aiUri], actions: [made] });
    const root = step({ actions: [published], sourceTypes: [], ingredients: [parent] });
    const credential = aiCredential({ actions: [published], assertions: [] });
    const verification = aiVerification({ credential, trace: { root, steps: 2, sources: 1 } });
    return bare({ ...laterOn, verification });
  }

  it("conveys what its history conveys, and when AI made it", () => {
    const said = assess(passedOn("valid"), rulesOf["us-ca"]).rules;
    const saysOf = (id: string) => said.find((rule) => rule.id === id)?.says;
    expect(saysOf("CA-B")).toBe('"ExampleGen" 1.2');
    expect(saysOf("CA-C")).toMatch(/^2026-05-01/);
    expect(saysOf("CA-E")).toMatch(/created what it was made from/);
  });

  it("conveys nothing by a history that is broken", () => {
    const { rules: said } = assess(passedOn("invalid"), rulesOf["us-ca"]);
    expect(said.find(({ id }) => id === "CA-E")?.verdict).toBe("fail");
  });
});

describe("the date that is asked for", () => {
  const on = (date: string) => evidence({ asOf: new Date(`${date}T00:00:00Z`) });

  it.each([
    ["2026-08-01", "n/a", /in force from 2026-08-02/],
    ["2026-08-02", "undetermined", /another text/],
    ["2026-09-29", "undetermined", /another text/],
    ["2026-09-30", "pass", /signed it/],
  ] as const)("decides which Californian text is judged: %s", (date, verdict, says) => {
    const [first] = assess(on(date), rulesOf["us-ca"]).rules;
    expect(first).toMatchObject({ verdict, says: expect.stringMatching(says) });
  });

  it("ends the grace of older systems in Europe", () => {
    const [first] = assess(bare({ asOf: new Date("2026-12-02T00:00:00Z") }), rulesOf.eu).rules;
    expect(first?.says).not.toContain("until 2 December");
  });

  it("keeps rules out that are not in force yet", () => {
    expect(assess(evidence(), [...rulesOf["us-ut"], ...rulesOf["us-wa"]]).counts["n/a"]).toBe(2);
  });

  it("and those that are no longer", () => {
    const [rule] = rulesOf.ny;
    if (!rule) throw new Error("no rule");
    const [assessed] = assess(evidence(), [{ ...rule, validTo: new Date("2026-11-01T00:00:00Z") }]).rules;
    expect(assessed).toMatchObject({ verdict: "n/a", says: "no longer in force since 2026-11-01" });
  });
});

describe("what is declared of a file that says nothing itself", () => {
  const silent = (declared: Evidence["declared"]) => bare({ declared });

  it.each([
    ["a kind of synthesis", { kinds: ["face-swap"] }],
    ["a deepfake", { kinds: [], isDeepfake: true }],
    ["a synthetic performer", { kinds: [], hasSyntheticPerformer: true }],
  ] as const)("is that it is of AI, where %s is declared", (_what, declared) => {
    const [first] = assess(silent(declared), rulesOf.cn).rules;
    expect(first).toMatchObject({ id: "CN-1", verdict: "fail" });
  });

  it("is nothing where no deepfake is declared", () => {
    const [first] = assess(silent({ kinds: [], isDeepfake: false }), rulesOf.cn).rules;
    expect(first).toMatchObject({ id: "CN-1", verdict: "undetermined" });
  });
});

describe("a source type in XMP that is not the address of IPTC", () => {
  const inXmp = (uri: string) => assess(bare({ xmp: { digitalSourceType: [uri] } }), rulesOf.eu).rules[0];

  it.each(["trainedAlgorithmicMedia", aiUri.replace("http:", "https:"), `${aiUri}/`])(
    "is understood, and one that other readers may miss: %s",
    (uri) => {
      expect(inXmp(uri)).toMatchObject({
        id: "EU-1",
        verdict: "warn",
        says: expect.stringMatching(/whole address/),
      });
    },
  );

  it("passes as that address", () => {
    expect(inXmp(aiUri)).toMatchObject({ verdict: "pass" });
  });
});

describe("what the rules of a law come to", () => {
  const outcomeIn = (law: "eu" | "us-ca" | "c2pa" | "ny", fields: Partial<Evidence>) =>
    outcomeOf(assess(bare(fields), rulesOf[law]));

  it("is no yes where nothing was seen to be met, though nothing is failed", () => {
    expect(outcomeIn("eu", {})).toBe("unknown");
  });

  it("is no yes because a report leaves people out", () => {
    expect(outcomeIn("us-ca", { declared: { kinds: [] }, isSystemOnly: true })).toBe("unknown");
  });

  it("is no yes where there are no Content Credentials to hold against the rules for them", () => {
    expect(outcomeIn("c2pa", {})).toBe("unknown");
  });

  it("is nothing to complain of where no rule applies", () => {
    expect(outcomeIn("ny", {})).toBe("met");
  });
});

describe("the conformance rules", () => {
  it("are all that signing checks itself by", () => {
    const source = readFileSync(new URL("../../../src/core/signing/conformance.ts", import.meta.url), "utf8");
    const traits = [...source.matchAll(/trait: "(\w+)"/g)].map(
      ([, trait]) => `C2PA-${trait?.replaceAll("_", "-")}`,
    );
    expect(traits.length).toBeGreaterThan(10);
    expect(rulesOf.c2pa.map(({ id }) => id)).toEqual(["C2PA-valid", "C2PA-history", ...traits]);
  });
});

describe("a rule whose text was not read", () => {
  it("becomes a warning where it would fail", () => {
    const rule: Rule = {
      id: "X-1",
      law: "cn",
      title: "a title",
      source: "a source",
      why: "a reason",
      isUnread: true,
      verdict: () => ({ verdict: "fail", says: "missed" }),
    };
    expect(assess(evidence(), [rule]).counts).toMatchObject({ fail: 0, warn: 1 });
  });
});

describe("that AI had no part in a file", () => {
  const originOfPhoto = (source: Parameters<typeof step>[0], state: "trusted" | "invalid" = "trusted") => {
    const credential = aiCredential({}, cameraUri);
    const root = step({ state, ingredients: [step({ relationship: "componentOf", ...source })] });
    const trace = { root, steps: 2, sources: 1 };
    const verification = aiVerification({ state, credential, trace });
    return originOf(evidence({ verification, aigc: [], xmp: { digitalSourceType: [cameraUri] } }));
  };

  it("is only taken from it where all of its history could be read", () => {
    expect(originOfPhoto({})).toBe("not-ai");
    expect(originOfPhoto({ state: "invalid" })).toBe("unknown");
    expect(originOfPhoto({ isCut: true })).toBe("unknown");
  });

  it("is not taken from unsigned XMP beside a credential that is broken", () => {
    expect(originOfPhoto({}, "invalid")).toBe("unknown");
  });
});
