/** colophon help config */
import type { Topic } from "../spec.js";
import { optionSettings } from "./option-settings.js";

export const configTopic: Topic = {
  name: "config",
  summary: "configuration files: where they are and what may stand in them",
  content: () => [
    {
      kind: "text",
      text: "What comes first here wins: options, COLOPHON_ variables, colophon.config.json in the project, config.json in the user's colophon folder, defaults. colophon doctor says which value came from where. Both files hold one JSON object with these keys:",
    },
    { kind: "rows", rows: optionSettings("config") },
    {
      kind: "text",
      text: "A project file can never choose identity, tsa, timestamp, require, trust or remote, and can lead no output out of the file's own folder: a folder that you downloaded must not be able to declare itself trusted. Secrets have no place in either file.",
    },
  ],
};
