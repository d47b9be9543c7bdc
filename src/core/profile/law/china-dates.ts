/** Since when the two sets of Chinese rules hold. */

export const labelingSince = new Date("2025-09-01T00:00:00Z");
export const deepSynthesisSince = new Date("2023-01-10T00:00:00Z");
