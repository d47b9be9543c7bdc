/** Every law that `check` knows, by the word that `--law` takes. */
import { ColophonError } from "../../error.js";
import { nearest } from "../explain/nearest.js";
import { california } from "./law/california.js";
import { china } from "./law/china.js";
import { conformance } from "./law/conformance.js";
import { europe } from "./law/europe.js";
import { india } from "./law/india.js";
import { korea } from "./law/korea.js";
import { newYork } from "./law/new-york.js";
import { utah } from "./law/utah.js";
import { vietnam } from "./law/vietnam.js";
import { washington } from "./law/washington.js";
import { type Law, laws, type Rule } from "./rule.js";

export const lawNames: Readonly<Record<Law, string>> = {
  cn: "China: labeling of synthetic content",
  eu: "European Union: AI Act, Article 50",
  "us-ca": "California: AI Transparency Act",
  "us-ut": "Utah: Digital Content Provenance Standards Act",
  "us-wa": "Washington: E2SHB 1170",
  in: "India: IT Rules on synthetically generated information",
  kr: "South Korea: AI Framework Act, Article 31",
  vn: "Vietnam: AI Law, Article 11",
  ny: "New York: synthetic performers in advertisements",
  c2pa: "C2PA conformance",
};

export const rulesOf: Readonly<Record<Law, readonly Rule[]>> = {
  cn: china,
  eu: europe,
  "us-ca": california,
  "us-ut": utah,
  "us-wa": washington,
  in: india,
  kr: korea,
  vn: vietnam,
  ny: newYork,
  c2pa: conformance,
};

/** The laws that `--law` names; "all" is every one but C2PA, which is no law. Throws `profile.unknown`. */
export function findLaws(names: readonly string[]): Law[] {
  const found = new Set<Law>();
  for (const name of names.flatMap((text) => text.split(","))) {
    const typed = name.trim().toLowerCase();
    if (typed === "all") for (const law of laws) if (law !== "c2pa") found.add(law);
    const law = laws.find((known) => known === typed);
    if (law) found.add(law);
    else if (typed !== "all") throw unknownLaw(name);
  }
  return [...found];
}

function unknownLaw(name: string): ColophonError {
  const [near] = nearest(name, laws, 1);
  return new ColophonError("profile.unknown", `no law named "${name.trim()}"`, {
    hints: [near === undefined ? `use some of: ${laws.join(", ")}` : `did you mean "${near}"?`],
  });
}
