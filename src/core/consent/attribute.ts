/** What of a person a consent is about. */

export const attributes = ["face", "voice", "body", "other"] as const;

export type Attribute = (typeof attributes)[number];
