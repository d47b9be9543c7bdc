/** AIGC labels inside an XMP packet: at the one property the standard names, and in the forms services invented. */
import { aigcKeys } from "../label/aigc.js";
import { labelForm } from "./label-form.js";
import { xmpProperties } from "./properties.js";
import { readXmp, type StatedProperty } from "./xmp.js";

export interface XmpLabel {
  /** "TC260:AIGC", or whatever else carries it. */
  property: string;
  isNormative: boolean;
  text: string;
}

/** Names cannot be written with references, so a packet without one of these letters holds no label. */
const anyName = new RegExp(["AIGC", "XmpKvBase64", ...aigcKeys].join("|"), "i");

export function labelsInXmp(packet: string): XmpLabel[] {
  if (!anyName.test(packet)) return [];
  const { properties } = readXmp(packet);
  return [...properties.flatMap(labelsIn), ...scattered(properties)];
}

function labelsIn(property: StatedProperty): XmpLabel[] {
  const { ns, prefix, name, values, fields } = property;
  const written = prefix === "" ? name : `${prefix}:${name}`;
  if (name.toLowerCase() === "aigc") {
    const isRightPlace = ns === xmpProperties.aigc.ns && name === xmpProperties.aigc.name;
    const texts = fields.length > 0 ? [objectOf(fields)] : values;
    const isText = fields.length === 0 && texts.length === 1;
    return texts.map((text) => ({
      property: isRightPlace ? "TC260:AIGC" : written,
      isNormative: isRightPlace && isText && labelForm(text) === "inner",
      text,
    }));
  }
  // One cloud's interface takes the label in Base64 under this name, and its users write it as it is.
  if (name === "XmpKvBase64") {
    return values.map((value) => ({ property: written, isNormative: false, text: decoded(value) }));
  }
  return [];
}

/** The seven keys as properties of their own: `AIGC:Label="1" AIGC:ProduceID="…"`. */
function scattered(properties: readonly StatedProperty[]): XmpLabel[] {
  const keys = properties.filter(
    ({ ns, prefix, name }) =>
      (aigcKeys as readonly string[]).includes(name) && /aigc|tc260/i.test(`${prefix} ${ns}`),
  );
  if (keys.length === 0) return [];
  const fields = keys.map(({ name, values }) => ({ name, value: values[0] ?? "" }));
  const [first] = keys;
  return [{ property: `${first?.prefix || "AIGC"}:Label …`, isNormative: false, text: objectOf(fields) }];
}

function objectOf(fields: readonly { name: string; value: string }[]): string {
  return JSON.stringify(Object.fromEntries(fields.map(({ name, value }) => [name, value])));
}

function decoded(value: string): string {
  if (!/^[A-Za-z0-9+/\s]{8,}={0,2}$/.test(value.trim())) return value;
  const text = Buffer.from(value, "base64")
    .toString("utf8")
    .replace(/^AIGC=/, "");
  return text.includes("{") ? text : value;
}
