/** One manifest of the engine's JSON → one Credential. */
import type { Assertion, Credential, Generator, Issuer } from "./credential.js";
import { asDate, asList, asRecord, asText, withoutUndefined } from "./json.js";
import { isActions, readActions } from "./read-actions.js";
import { readIngredient, readResource } from "./read-ingredient.js";
import { readAuthors, readIdentities, readTraining } from "./read-people.js";

export function readCredential(label: string, json: unknown): Credential {
  const manifest = asRecord(json);
  const signature = asRecord(manifest.signature_info);
  const assertions = readAssertions(manifest.assertions);
  const actionLists = assertions.filter(isActions);
  return withoutUndefined<Credential>({
    label,
    claimVersion: Number(manifest.claim_version) || undefined,
    title: asText(manifest.title),
    format: asText(manifest.format),
    instanceId: asText(manifest.instance_id),
    generators: readGenerators(manifest),
    issuer: readIssuer(signature),
    algorithm: asText(signature.alg)?.toLowerCase(),
    stampedAt: asDate(signature.time),
    actions: actionLists.flatMap((assertion) => readActions(assertion.data)),
    hasAllActions: actionLists.some((assertion) => asRecord(assertion.data).allActionsIncluded === true)
      ? true
      : undefined,
    ingredients: asList(manifest.ingredients).map(readIngredient),
    assertions,
    authors: readAuthors(assertions),
    identities: readIdentities(assertions),
    training: readTraining(assertions),
    thumbnail: readResource(manifest.thumbnail),
  });
}

function readAssertions(value: unknown): Assertion[] {
  return asList(value).flatMap((entry) => {
    const { label, data, created } = asRecord(entry);
    const text = asText(label);
    if (text === undefined) return [];
    return [
      withoutUndefined<Assertion>({
        label: text,
        isCreated: typeof created === "boolean" ? created : undefined,
        data,
      }),
    ];
  });
}

/** Claim version 1 has one free text ("Adobe_Photoshop/25.0 c2pa-rs/0.1"), version 2 a structured list. */
function readGenerators(manifest: Record<string, unknown>): Generator[] {
  const structured = asList(manifest.claim_generator_info).flatMap((entry) => {
    const { name, version, specVersion } = asRecord(entry);
    const text = asText(name);
    return text === undefined
      ? []
      : [
          withoutUndefined<Generator>({
            name: text,
            version: asText(version),
            specVersion: asText(specVersion),
          }),
        ];
  });
  if (structured.length > 0) return structured;
  const [name, version] = (asText(manifest.claim_generator)?.split(" ")[0] ?? "").split("/");
  return name ? [withoutUndefined<Generator>({ name: name.replaceAll("_", " "), version })] : [];
}

function readIssuer(signature: Record<string, unknown>): Issuer | undefined {
  const issuer = withoutUndefined<Issuer>({
    organization: asText(signature.issuer),
    commonName: asText(signature.common_name),
    serialNumber: asText(signature.cert_serial_number),
  });
  return Object.keys(issuer).length > 0 ? issuer : undefined;
}
