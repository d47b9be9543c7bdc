/** The essentials of the SARIF 2.1.0 schema (OASIS), as strict as the standard is: nothing else may stand in a log. */
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";

const text = { type: "string", minLength: 1 } as const;
const only = (required: readonly string[], properties: object) => ({
  type: "object",
  additionalProperties: false,
  required,
  properties,
});
const message = only(["text"], { text, markdown: text, id: text, arguments: { type: "array" } });
const location = only(["physicalLocation"], {
  physicalLocation: only(["artifactLocation"], {
    artifactLocation: only(["uri"], { uri: { type: "string", format: "uri-reference" } }),
  }),
});
const bag = { type: "object", properties: { tags: { type: "array", uniqueItems: true, items: text } } };
const level = { enum: ["none", "note", "warning", "error"] };

const rule = only(["id"], {
  id: text,
  name: text,
  shortDescription: message,
  fullDescription: message,
  help: message,
  helpUri: { type: "string", format: "uri" },
  defaultConfiguration: only([], { level }),
  properties: bag,
});

const result = {
  ...only(["message", "ruleId", "ruleIndex"], {
    ruleId: text,
    ruleIndex: { type: "integer", minimum: 0 },
    kind: { enum: ["notApplicable", "pass", "fail", "review", "open", "informational"] },
    level,
    message,
    locations: { type: "array", items: location },
    properties: bag,
  }),
  // §3.27.10: a level other than "none" is for kind "fail" alone.
  if: { properties: { kind: { not: { const: "fail" } } }, required: ["kind"] },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { properties: { level: { const: "none" } }, required: ["level"] },
};

const notification = only(["message"], {
  descriptor: only([], { id: text }),
  level,
  message,
  locations: { type: "array", items: location },
});

const run = only(["tool"], {
  tool: only(["driver"], {
    driver: only(["name"], {
      name: text,
      version: text,
      semanticVersion: text,
      shortDescription: message,
      informationUri: { type: "string", format: "uri" },
      rules: { type: "array", uniqueItems: true, items: rule },
    }),
  }),
  invocations: {
    type: "array",
    items: only(["executionSuccessful"], {
      executionSuccessful: { type: "boolean" },
      exitCode: { type: "integer" },
      exitCodeDescription: text,
      toolExecutionNotifications: { type: "array", items: notification },
    }),
  },
  columnKind: { enum: ["utf16CodeUnits", "unicodeCodePoints"] },
  results: { type: "array", items: result },
});

const ajv = new Ajv2020({ allErrors: true, strictRequired: false });
formats.default(ajv);
const validate = ajv.compile(
  only(["version", "runs"], {
    $schema: { type: "string", format: "uri" },
    version: { const: "2.1.0" },
    runs: { type: "array", minItems: 1, items: run },
  }),
);

/** One fault a line; empty where it is a SARIF log. */
export function sarifFaults(document: unknown): string {
  return validate(document) ? "" : ajv.errorsText(validate.errors, { separator: "\n" });
}

export interface SarifLog {
  runs: {
    tool: { driver: { rules: { id: string; helpUri?: string }[] } };
    invocations: { executionSuccessful: boolean; exitCode: number; toolExecutionNotifications: object[] }[];
    results: {
      ruleId: string;
      ruleIndex: number;
      kind: string;
      level: string;
      message: { text: string };
      locations: { physicalLocation: { artifactLocation: { uri: string } } }[];
    }[];
  }[];
}
