/** The five items of a latent disclosure (Cal. Bus. & Prof. Code § 22757.3(a)(1)): what a file conveys of each. */
import type { Credential } from "../credential/credential.js";
import { asRecord, asText } from "../credential/json.js";
import { aiActions, claimsOf, intactCredential } from "./claims.js";
import type { Evidence } from "./evidence.js";
import { fail, type Judgment, pass, warn } from "./rule.js";

/** (A) */
export function conveysProvider(evidence: Evidence): Judgment {
  const credential = intactCredential(evidence);
  const { certificate } = evidence.verification?.issuer ?? {};
  const organization = credential && (certificate?.organization ?? credential.issuer?.organization);
  if (organization !== undefined) return pass(`"${organization}", who signed it`);
  const producer = evidence.aigc.flatMap(({ label }) => label?.ContentProducer || [])[0];
  if (producer !== undefined) return pass(`"${producer}", in the AIGC label`);
  const [agent] = agentsOf(evidence);
  return agent ? warn(`only a system is named, "${agent.name}"`) : fail("nobody is named");
}

/** (B) */
export function conveysSystem(evidence: Evidence): Judgment {
  const credential = intactCredential(evidence);
  const agents = agentsOf(evidence);
  const whole = agents.find(({ version }) => version !== undefined);
  if (whole) return pass(`"${whole.name}" ${whole.version}`);
  const model = modelOf(credential);
  if (model?.identifier !== undefined) return pass(`"${model.name}", ${model.identifier}`);
  const [system] = evidence.xmp.aiSystemUsed ?? [];
  const [version] = evidence.xmp.aiSystemVersionUsed ?? [];
  if (system !== undefined && version !== undefined) return pass(`"${system}" ${version}, in XMP, unsigned`);
  const name = agents[0]?.name ?? model?.name ?? system;
  return name === undefined ? fail("no system is named") : fail(`"${name}" is named without its version`);
}

/** (C) */
export function conveysTime(evidence: Evidence): Judgment {
  const credential = intactCredential(evidence);
  const actions = [...aiActions(evidence), ...(credential?.actions ?? [])];
  const [stated] = actions.flatMap(({ when }) => when ?? []);
  if (stated) return pass(`${stated.toISOString()}, as the signer states`);
  const { answer, at } = evidence.verification?.time ?? { answer: "none" as const };
  if (credential && at && (answer === "independent" || answer === "unlisted-authority"))
    return pass(`${at.toISOString()}, by timestamp`);
  const [date] = evidence.xmp.createDate ?? [];
  return date === undefined ? fail("no time is conveyed") : pass(`${date}, in XMP, unsigned`);
}

/** (D) */
export function conveysId(evidence: Evidence): Judgment {
  const credential = intactCredential(evidence);
  // Adobe and others put a name of their own before it.
  if (credential && /(^|:)urn:/.test(credential.label)) return pass(credential.label);
  const number = evidence.aigc.flatMap(({ label }) => label?.ProduceID || [])[0];
  if (number !== undefined) return pass(`"${number}", in the AIGC label`);
  const [document] = evidence.xmp.documentId ?? [];
  return document === undefined ? fail("no identifier is conveyed") : pass(`"${document}", in XMP, unsigned`);
}

/** (E) "Altered by an algorithm" conveys neither. */
export function conveysExtent(evidence: Evidence): Judgment {
  const claims = claimsOf(evidence);
  const signed = claims.find(({ by, extent }) => by === "credential" && extent);
  if (signed?.isInherited)
    return pass(`AI ${signed.extent} what it was made from, by the Content Credentials in its history`);
  if (signed) return pass(`AI ${signed.extent} it, by its Content Credentials`);
  const stated = claims.find(({ by, extent }) => by === "xmp" && extent);
  if (stated) return warn(`AI ${stated.extent} it, by XMP alone, which nobody signed`);
  return fail("whether AI created or altered it is not conveyed");
}

interface Agent {
  name: string;
  version?: string;
}

/** The software of the actions that AI did, its version where that is a word of its own or the last of its name. */
function agentsOf(evidence: Evidence): Agent[] {
  return aiActions(evidence).flatMap(({ softwareAgent }) => {
    if (softwareAgent === undefined) return [];
    const [, name, version] = softwareAgent.match(/^(.+) (v?\d[\w.+-]*)$/i) ?? [];
    return [name === undefined || version === undefined ? { name: softwareAgent } : { name, version }];
  });
}

/** C2PA 2.4 §18.28. */
function modelOf(credential: Credential | undefined): { name: string; identifier?: string } | undefined {
  const data = credential?.assertions.find(({ label }) => /^c2pa\.ai-disclosure(__\d+)?$/.test(label))?.data;
  const { modelName, modelIdentifier } = asRecord(data);
  const [name, identifier] = [asText(modelName), asText(modelIdentifier)];
  if (name === undefined && identifier === undefined) return undefined;
  return { name: name ?? identifier ?? "", ...(identifier === undefined ? {} : { identifier }) };
}
