/** Tells a changed rule of the engine from changed bytes, where one C2PA code stands for both. */

/**
 * c2pa-rs 0.91 gives `assertion.dataHash.mismatch` both when the hashes differ and when the range that the
 * hash leaves out is not exactly where the credential lies. Older signing software wrote such ranges in good
 * faith (three Truepic files of the official corpus); forgers move them on purpose. So the second case proves
 * neither that bytes changed nor that they did not, and the words must not say either.
 */
const exclusionMoved = /data hash exclusion does not match (the )?manifest location/i;

/** `said` is the engine's own explanation of the status; without it nothing can be told apart. */
export function isRuleChange(code: string, said: string | undefined): boolean {
  return code === "assertion.dataHash.mismatch" && said !== undefined && exclusionMoved.test(said);
}
