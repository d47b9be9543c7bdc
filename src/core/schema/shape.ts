/** The shapes of what people write by hand (configuration, definitions, records), checked with one library. */
export * from "valibot";
