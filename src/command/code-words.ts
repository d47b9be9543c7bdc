/** The door to the meaning of every code; apart from other words, since it is a long read. */

export { allCodes, type Explanation, explain, nearest } from "../core/explain/index.js";
