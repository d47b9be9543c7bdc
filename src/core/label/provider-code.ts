/** Who labels, as GB 45438-2025 writes it: a plain name, or the 27 characters of TC260-PG-20252A. */
import { ColophonError } from "../../error.js";

export type Provider =
  | { kind: "name"; name: string }
  | {
      kind: "code";
      code: string;
      /** The 18 characters that identify the organization in China's register. */
      socialCreditCode: string;
      service: "generation" | "propagation" | "unused";
      /** Chosen by the provider: which of its models or apps. */
      model: string;
    }
  | { kind: "invalid" /** Lower case, no full stop, without the text itself. */; problem: string };

/** The alphabet of GB 32100-2015: no I, O, S, V and Z, which are taken for digits. */
const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

const CODE_LENGTH = 27;
const SERVICES = { "1": "generation", "2": "propagation", "0": "unused" } as const;

/** Judges; never throws, whatever the text. */
export function readProvider(text: string): Provider {
  if (text === "") return { kind: "invalid", problem: "is empty" };
  if (!/^[\x20-\x7e]*$/.test(text)) {
    return {
      kind: "invalid",
      problem: "has characters outside ASCII, which Annex E of GB 45438-2025 does not take",
    };
  }
  if (!/^[\x21-\x5b\x5d-\x7e]*$/.test(text)) {
    return {
      kind: "invalid",
      problem: "has a space or a backslash, which Annex E of GB 45438-2025 does not take",
    };
  }
  return isMeantAsCode(text) ? readCode(text) : { kind: "name", name: text };
}

/**
 * For a name or code that is about to be written. Throws `label.provider`. No code is ever made up or
 * mended here: each names a legal person, and it is for that person to give it.
 */
export function checkProvider(nameOrCode: string): Provider {
  const provider = readProvider(nameOrCode);
  if (provider.kind !== "invalid") return provider;
  throw new ColophonError("label.provider", `the provider "${nameOrCode}" ${provider.problem}`, {
    hints: isMeantAsCode(nameOrCode)
      ? ["compare the code with the one your organization registered"]
      : ["give the 27-character provider code, or the name in ASCII letters without spaces"],
  });
}

/** Of its length and letters, or with its beginning: no name looks like that by chance. */
function isMeantAsCode(text: string): boolean {
  return /^(?=.*\d)[0-9A-Z]{27}$/.test(text) || /^(00[0-9A-Z]{25}|0011[0-9A-Z]{16,})$/i.test(text);
}

function readCode(code: string): Provider {
  const problem = problemOf(code);
  if (problem !== undefined) return { kind: "invalid", problem };
  const service = SERVICES[code.charAt(22) as keyof typeof SERVICES];
  return { kind: "code", code, socialCreditCode: code.slice(4, 22), service, model: code.slice(23) };
}

function problemOf(code: string): string | undefined {
  const service = code.charAt(22);
  if (code.length !== CODE_LENGTH) return `is a code of ${code.length} characters, expected ${CODE_LENGTH}`;
  if (/[a-z]/.test(code)) return "is a code with small letters, expected digits and capitals";
  if (!code.startsWith("00")) return `is a code that begins with "${code.slice(0, 2)}", expected "00"`;
  // Only organizations with a social credit code are described; for others no source was found.
  if (code.charAt(2) !== "1")
    return `has the subject type "${code.charAt(2)}", expected "1" (an organization)`;
  if (code.charAt(3) !== "1")
    return `has the binding "${code.charAt(3)}", expected "1" (a social credit code)`;
  if (!/^[012]$/.test(service)) return `has the service type "${service}", expected "1", "2" or "0"`;
  if (service === "0" && !code.endsWith("00000")) {
    return `has no service type and yet the model "${code.slice(23)}", expected "0000"`;
  }
  return problemOfCreditCode(code.slice(4, 22));
}

function problemOfCreditCode(creditCode: string): string | undefined {
  const stranger = [...creditCode].find((letter) => !ALPHABET.includes(letter));
  if (stranger !== undefined)
    return `has "${stranger}" in its social credit code, which uses no I, O, S, V and Z`;
  const expected = checkDigit(creditCode.slice(0, 17));
  const found = creditCode.charAt(17);
  if (found === expected) return undefined;
  return `has the check digit "${found}" in its social credit code "${creditCode}", expected "${expected}"`;
}

/** GB 32100-2015: of the first 17 characters, each of the alphabet. */
function checkDigit(body: string): string {
  const sum = WEIGHTS.reduce(
    (total, weight, index) => total + weight * ALPHABET.indexOf(body.charAt(index)),
    0,
  );
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}
