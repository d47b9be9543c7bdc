/**
 * The four names @contentauth/c2pa-node 0.9.8 imports from this package, for registries that do not carry
 * the original. Overrides act only in the root project, so nothing in colophon relies on what stands here:
 * it passes its settings as JSON strings and checks sizes itself.
 */

/** Holds settings on their way to the engine. */
export class Context {
  constructor(settings = {}) {
    this.settings = settings;
  }
}

/** Settings as the text the native side takes. */
export function settingsToJson(settings) {
  return JSON.stringify(settings);
}

/** The original merges defaults in; colophon always passes complete settings, so there is nothing to merge. */
export function withDefaultSettings(settings) {
  return settings;
}

export class AssetTooLargeError extends Error {
  name = "AssetTooLargeError";
}

/** Throws when an asset is larger than the engine's own limit. */
export function validateAssetSize(sizeBytes, maximumBytes) {
  if (sizeBytes > maximumBytes) {
    throw new AssetTooLargeError(`asset of ${sizeBytes} bytes is larger than ${maximumBytes}`);
  }
}
