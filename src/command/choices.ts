/** The door to what can be chosen from on the command line: for declarations, topics of the help, and completion. */

export { type Format, formats } from "../core/asset/formats.js";
export { kinds } from "../core/consent/kinds.js";
export { corners } from "../core/label/corner.js";
export { trustKinds } from "../core/trust/list.js";
