/** The two documents of an asset rubric: a head, and a list of rules. */
import * as v from "../schema/shape.js";

const texts = v.optional(v.record(v.string(), v.string()), {});

export const rubricHead = v.object({
  rubric_metadata: v.object({
    name: v.string(),
    issuer: v.optional(v.string(), ""),
    date: v.optional(v.string(), ""),
    version: v.pipe(
      v.optional(v.union([v.string(), v.number()]), ""),
      v.transform((version) => String(version)),
    ),
  }),
  variables: v.optional(v.record(v.string(), v.unknown()), {}),
  expressions: texts,
});

const words = v.optional(v.object({ en: v.optional(v.string()) }));

const rule = v.object({
  id: v.string(),
  description: v.optional(v.string()),
  expression: v.string(),
  failIfMatched: v.optional(v.boolean()),
  warnIfMatched: v.optional(v.boolean()),
  reportText: v.optional(v.object({ true: words, false: words })),
});

export const rubricRules = v.pipe(v.array(rule), v.minLength(1));

export type RubricRule = v.InferOutput<typeof rule>;
