/** The people a credential names: authors in metadata, identities signed on their own, wishes about training. */
import type { Assertion, NamedIdentity } from "./credential.js";
import { asList, asRecord, asText, withoutUndefined } from "./json.js";

function labeled(assertions: readonly Assertion[], pattern: RegExp): Assertion[] {
  return assertions.filter((assertion) => pattern.test(assertion.label));
}

/** Creators named by CAWG metadata (`dc:creator`) or the older schema.org CreativeWork assertion. */
export function readAuthors(assertions: readonly Assertion[]): string[] {
  const names = [
    ...labeled(assertions, /^(cawg|c2pa)\.metadata(__\d+)?$/).flatMap((assertion) => {
      const creators = asRecord(assertion.data)["dc:creator"];
      return typeof creators === "string" ? [creators] : asList(creators);
    }),
    ...labeled(assertions, /schema-?org\.CreativeWork(__\d+)?$/).flatMap((assertion) => {
      const author = asRecord(assertion.data).author;
      return (Array.isArray(author) ? author : [author]).map((entry) => asRecord(entry).name);
    }),
  ];
  return [...new Set(names.flatMap((name) => asText(name) ?? []))];
}

/** CAWG 1.2 §8: identities that bind a named actor to the credential with a signature of their own. */
export function readIdentities(assertions: readonly Assertion[]): NamedIdentity[] {
  return labeled(assertions, /^cawg\.identity(__\d+)?$/).map((assertion) => {
    const data = asRecord(assertion.data);
    const signature = asRecord(data.signature_info);
    return withoutUndefined<NamedIdentity>({
      label: assertion.label,
      type: asText(asRecord(data.signer_payload).sig_type) ?? "unknown",
      name: asText(signature.common_name),
      organization: asText(signature.issuer),
      verified: readVerified(data.verifiedIdentities ?? asRecord(data.named_actor).verifiedIdentities),
    });
  });
}

function readVerified(value: unknown): NamedIdentity["verified"] {
  return asList(value).map((entry) => {
    const identity = asRecord(entry);
    return withoutUndefined<{ provider?: string; name?: string; uri?: string }>({
      provider: asText(asRecord(identity.provider).name),
      name: asText(identity.username) ?? asText(identity.name),
      uri: asText(identity.uri),
    });
  });
}

/** CAWG training and data mining assertion, and the older C2PA one. */
export function readTraining(assertions: readonly Assertion[]): Record<string, string> {
  const uses: Record<string, string> = {};
  for (const assertion of labeled(assertions, /^(cawg|c2pa)\.training-mining(__\d+)?$/)) {
    for (const [name, entry] of Object.entries(asRecord(asRecord(assertion.data).entries))) {
      const use = asText(asRecord(entry).use);
      if (use !== undefined)
        Object.defineProperty(uses, name, { value: use, enumerable: true, configurable: true });
    }
  }
  return uses;
}
