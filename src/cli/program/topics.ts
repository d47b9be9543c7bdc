/** The topics of `colophon help`. */
import type { Topic } from "./spec.js";
import { actionsTopic } from "./topic/actions.js";
import { configTopic } from "./topic/config.js";
import { definitionTopic } from "./topic/definition.js";
import { disclosuresTopic } from "./topic/disclosures.js";
import { environmentTopic } from "./topic/environment.js";
import { exitCodesTopic } from "./topic/exit-codes.js";
import { formatsTopic } from "./topic/formats.js";
import { jsonTopic } from "./topic/json.js";
import { kindsTopic } from "./topic/kinds.js";
import { lawsTopic } from "./topic/laws.js";
import { statesTopic } from "./topic/states.js";

export const topics: readonly Topic[] = [
  exitCodesTopic,
  statesTopic,
  disclosuresTopic,
  actionsTopic,
  kindsTopic,
  definitionTopic,
  formatsTopic,
  lawsTopic,
  jsonTopic,
  configTopic,
  environmentTopic,
];
