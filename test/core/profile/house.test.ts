import { describe, expect, it } from "vitest";
import type { HistoryStep } from "../../../src/core/history/history.ts";
import { assess } from "../../../src/core/profile/assess.ts";
import type { Evidence } from "../../../src/core/profile/evidence.ts";
import { readHousePolicy } from "../../../src/core/profile/house.ts";
import {
  aiCredential,
  aiVerification,
  bare,
  cameraUri,
  consentGiven,
  evidence,
} from "../../support/evidence.ts";
import { step } from "../../support/verified.ts";

const read = (policy: unknown) => readHousePolicy(JSON.stringify(policy), "desk.json");

function verdict(policy: object, given: Evidence) {
  return assess(given, read({ name: "Desk", ...policy })).rules.map((rule) => [rule.id, rule.verdict]);
}

const noTraining = { "cawg.ai_training": "notAllowed", "cawg.ai_generative_training": "notAllowed" };
const faceSwap = { kinds: ["face-swap"] } as const;

describe("a policy of one's own", () => {
  it.each([
    [
      { state: "trusted" },
      evidence(),
      evidence({ verification: aiVerification({ state: "valid" }) }),
      "fail",
    ],
    [{ state: "valid" }, evidence({ verification: aiVerification({ state: "valid" }) }), bare(), "fail"],
    [{ issuer: ["Estudio *"] }, evidence(), bare(), "fail"],
    [{ issuer: ["estudio ruiz"] }, evidence(), withIssuer("Nobody"), "fail"],
    [{ history: true }, evidence(), withBrokenHistory(), "fail"],
    [
      { timestamp: true },
      evidence(),
      evidence({ verification: aiVerification({ time: { answer: "signer-clock" } }) }),
      "fail",
    ],
    [{ disclosures: ["ai-generated"] }, evidence(), bare(), "fail"],
    [{ disclosures: ["genai", "camera"] }, evidence(), withUri(), "fail"],
    [{ author: true }, withAuthor(), evidence(), "fail"],
    [
      { consent: true },
      evidence({ declared: faceSwap, consents: [consentGiven] }),
      evidence({ declared: faceSwap }),
      "fail",
    ],
    [{ label: true }, evidence(), evidence({ marks: [] }), "undetermined"],
    [{ aigc: true }, evidence(), evidence({ aigc: [] }), "fail"],
    [{ noTraining: true }, withTraining(), evidence(), "fail"],
    [{ maxAgeDays: 300 }, evidence(), evidence({ asOf: new Date("2027-11-23T00:00:00Z") }), "fail"],
  ] as const)("asks for %j", (policy, good, bad, missed) => {
    const [key = ""] = Object.keys(policy);
    expect(verdict(policy, good)).toEqual([[`HOUSE-${key}`, "pass"]]);
    expect(verdict(policy, bad)).toEqual([[`HOUSE-${key}`, missed]]);
  });

  it("takes nobody's own word for being one of ours, unless it is content with that", () => {
    const { list: _list, ...issuer } = aiVerification().issuer;
    const own = aiVerification({ state: "valid", issuer: { ...issuer, answer: "not-recognized" } });
    const given = evidence({ verification: own });
    expect(verdict({ issuer: ["Estudio *"] }, given)).toEqual([["HOUSE-issuer", "fail"]]);
    expect(verdict({ issuer: ["Estudio *"], state: "valid" }, given)).toContainEqual([
      "HOUSE-issuer",
      "pass",
    ]);
  });

  it("asks also how that was made which went into a file", () => {
    const photo = aiCredential({}, cameraUri);
    const made = (source: Partial<HistoryStep>) => {
      const ingredient = step({ relationship: "componentOf", ...source });
      const root = step({ actions: photo.actions, ingredients: [ingredient] });
      const trace = { root, steps: 2, sources: 1 };
      const verification = aiVerification({ credential: photo, trace });
      return verdict({ disclosures: ["camera"] }, evidence({ verification }))[0]?.[1];
    };
    expect(made({})).toBe("pass");
    expect(made({ actions: aiCredential().actions })).toBe("fail");
    expect(made({ actions: aiCredential().actions, state: "invalid" })).toBe("undetermined");
    expect(made({ isCut: true })).toBe("undetermined");
  });

  it("names itself as the source", () => {
    const [rule] = read({ name: "Desk", timestamp: true });
    expect(rule).toMatchObject({ law: "Desk", source: 'the policy "Desk"' });
  });

  it.each([
    [
      "an unknown key, with the nearest",
      { name: "Desk", timestmap: true },
      /"timestmap" is not a key/,
      /did you mean "timestamp"/,
    ],
    ["no name", { timestamp: true }, /"name" is missing/, undefined],
    ["false", { name: "Desk", timestamp: false }, /"timestamp": expected true/, undefined],
    [
      "a disclosure that is none",
      { name: "Desk", disclosures: ["camara"] },
      /no disclosure named "camara"/,
      undefined,
    ],
    ["a state that is none", { name: "Desk", state: "good" }, /expected "trusted" or "valid"/, undefined],
    ["nothing asked for", { name: "Desk" }, /asks for nothing/, undefined],
    ["a list", [], /"name" is missing|expected an object/, undefined],
  ] as const)("is refused with %s", async (_what, policy, says, hint) => {
    await expect(() => read(policy)).toThrowWithCode("profile.invalid", says);
    try {
      read(policy);
    } catch (error) {
      if (hint) expect((error as { hints: string[] }).hints.join()).toMatch(hint);
    }
  });

  it("is refused where it is not JSON", async () => {
    await expect(() => readHousePolicy("{", "desk.json")).toThrowWithCode(
      "profile.invalid",
      /"desk.json": is not JSON/,
    );
  });
});

function withIssuer(organization: string): Evidence {
  const { certificate: _certificate, ...issuer } = aiVerification().issuer;
  const credential = aiCredential({ issuer: { organization } });
  return evidence({
    verification: aiVerification({ issuer: { ...issuer, name: organization }, credential }),
  });
}

function withBrokenHistory(): Evidence {
  return evidence({ verification: aiVerification({ history: { answer: "broken", steps: 2, sources: 1 } }) });
}

function withUri(): Evidence {
  const uri = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCreation";
  return evidence({ verification: aiVerification({ credential: aiCredential({}, uri) }) });
}

function withAuthor(): Evidence {
  return evidence({ verification: aiVerification({ credential: aiCredential({ authors: ["Ana Ruiz"] }) }) });
}

function withTraining(): Evidence {
  return evidence({ verification: aiVerification({ credential: aiCredential({ training: noTraining }) }) });
}
