/** The engine's settings, always complete: what is not said here is never left to the engine's defaults. */

/** Trust as the engine takes it; made by core/trust. */
export interface EngineTrust {
  trust_config: string;
  anchors: readonly EngineAnchors[];
}

export interface EngineAnchors {
  trust_kind: "manifest" | "tsa" | "cawg";
  trust_uri: string;
  trust_anchors: string;
  trust_config?: string;
  allowed_list?: string;
}

export interface ClaimGenerator {
  name: string;
  version: string;
}

/** C2PA 2.4 is what colophon writes; the conformance rules want it stated beside the generator's name. */
const specVersion = "2.4";

// Without a list of purposes c2pa-rs 0.91 rejects certificates that carry only the C2PA purpose.
const noTrust: EngineTrust = {
  trust_config: [
    "1.3.6.1.5.5.7.3.4",
    "1.3.6.1.5.5.7.3.36",
    "1.3.6.1.5.5.7.3.8",
    "1.3.6.1.5.5.7.3.9",
    "1.3.6.1.4.1.311.76.59.1.9",
    "1.3.6.1.4.1.62558.2.1",
  ].join("\n"),
  anchors: [],
};

/** `verify_trust` and `verify_after_reading` are never anybody's choice: without them a verdict means nothing. */
function verifySettings() {
  return {
    verify_after_reading: true,
    verify_after_sign: true,
    verify_trust: true,
    verify_timestamp_trust: true,
    ocsp_fetch: false,
    // True by default: a verifier would call home to whatever address a downloaded file names.
    remote_manifest_fetch: false,
    skip_ingredient_conflict_resolution: false,
    strict_v1_validation: false,
  };
}

function coreSettings() {
  return {
    // CAWG did:web identities connect otherwise.
    allowed_network_hosts: [],
    allow_redirects: false,
    decode_identity_assertions: true,
    max_decompressed_manifest_size_in_mb: 32,
  };
}

/** Settings for reading, as the JSON string the binding takes. Never put a key in here: the engine echoes settings. */
export function readingSettings(trust: EngineTrust = noTrust): string {
  return JSON.stringify({ trust, core: coreSettings(), verify: verifySettings() });
}

/**
 * Settings for signing. `isComplete` states that every action is listed (`allActionsIncluded`), which is a
 * claim like any other and only made when it holds.
 */
export function signingSettings(generator: ClaimGenerator, isComplete: boolean): string {
  return JSON.stringify({
    trust: noTrust,
    core: coreSettings(),
    verify: verifySettings(),
    builder: {
      // In the manifest definition instead, specVersion makes c2pa-rs 0.91.0 sign an unreadable file.
      claim_generator_info: { ...generator, specVersion },
      actions: { all_actions_included: isComplete },
      created_assertion_labels: ["c2pa.actions"],
      thumbnail: { enabled: false },
    },
  });
}
