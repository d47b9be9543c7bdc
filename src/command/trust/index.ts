/** The actions of `colophon trust`. */
export { type AddedTrust, type AddTrustOptions, addTrust } from "./add.js";
export type { FileSignature, TrustContext } from "./context.js";
export { type ListedTrust, listTrust } from "./list.js";
export { removeTrust } from "./remove.js";
export { selectLists } from "./select.js";
export { type ShownTrust, showTrust } from "./show.js";
export { type TrustTest, testTrust } from "./test.js";
export {
  applyUpdate,
  type ListChange,
  type TrustUpdate,
  type UpdateTrustOptions,
  updateTrust,
} from "./update.js";
