/** The table of settings: what may be said in a configuration file or a variable, and in which shape. */
import * as v from "./shape.js";

export interface Setting {
  shape: v.GenericSchema<unknown, unknown>;
  /** Ends the sentence "expected …". */
  expected: string;
  variable: string;
  /** A variable's text as a value; what cannot be one stays text, and the shape refuses it. */
  fromText: (text: string) => unknown;
}

const words = v.pipe(v.string(), v.nonEmpty(), v.maxLength(1000));

// A user name or password in an address would end up in every place that shows addresses.
const address = v.pipe(
  words,
  v.check((text) => URL.canParse(text) && /^https?:\/\/[^@]*$/i.test(text)),
);

const asIs = (text: string) => text;
const asNumber = (text: string) => (/^\d{1,9}(\.\d{1,6})?$/.test(text) ? Number(text) : text);
const asFlag = (text: string) => ({ true: true, "1": true, false: false, "0": false })[text] ?? text;
const asList = (text: string) => text.split(/[\s,]+/).filter((part) => part !== "");

function wholeNumber(least: number, most: number) {
  return v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
}

function flag(variable: string): Setting {
  return { shape: v.boolean(), expected: "true or false", variable, fromText: asFlag };
}

function choice(variable: string, options: readonly string[]): Setting {
  const expected = options.map((option) => `"${option}"`).join(" or ");
  return { shape: v.picklist(options), expected, variable, fromText: asIs };
}

export const settings = {
  identity: {
    shape: words,
    expected: "the name of an identity",
    variable: "COLOPHON_IDENTITY",
    fromText: asIs,
  },
  provider: {
    shape: words,
    expected: "a provider code or a name in ASCII",
    variable: "COLOPHON_PROVIDER",
    fromText: asIs,
  },
  author: { shape: words, expected: "a name", variable: "COLOPHON_AUTHOR", fromText: asIs },
  tsa: {
    shape: v.array(address),
    expected: "a list of http or https addresses",
    variable: "COLOPHON_TSA",
    fromText: asList,
  },
  timestamp: flag("COLOPHON_TIMESTAMP"),
  thumbnail: {
    shape: v.union([v.literal(false), wholeNumber(16, 4096)]),
    expected: "a number of pixels from 16 to 4096, or false",
    variable: "COLOPHON_THUMBNAIL",
    fromText: (text) => (text === "false" ? false : asNumber(text)),
  },
  jobs: {
    shape: wholeNumber(1, 64),
    expected: "a whole number from 1 to 64",
    variable: "COLOPHON_JOBS",
    fromText: asNumber,
  },
  timeoutSeconds: {
    shape: v.pipe(v.number(), v.minValue(1), v.maxValue(86_400)),
    expected: "a number of seconds from 1 to 86400",
    variable: "COLOPHON_TIMEOUT",
    fromText: asNumber,
  },
  maxMemory: {
    shape: v.pipe(v.string(), v.regex(/^\d{1,6}(\.\d{1,3})?(MB|GB)$/)),
    expected: 'a size such as "512MB" or "2GB"',
    variable: "COLOPHON_MAX_MEMORY",
    fromText: asIs,
  },
  require: choice("COLOPHON_REQUIRE", ["trusted", "valid"]),
  trust: {
    shape: v.array(words),
    expected: "a list of names of trust lists",
    variable: "COLOPHON_TRUST",
    fromText: asList,
  },
  remote: flag("COLOPHON_REMOTE"),
  color: choice("COLOPHON_COLOR", ["auto", "always", "never"]),
  outputTemplate: {
    shape: words,
    expected: 'a template like "{dir}/{name}.signed{ext}"',
    variable: "COLOPHON_OUTPUT_TEMPLATE",
    fromText: asIs,
  },
  noTrain: flag("COLOPHON_NO_TRAIN"),
} satisfies Record<string, Setting>;
