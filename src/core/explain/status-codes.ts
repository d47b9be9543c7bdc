/** Every status code of C2PA and CAWG that a file can bring up, joined from its families. */
import { type Explanation, explanations } from "./entry.js";
import { assertionCodes } from "./status-assertion.js";
import { bindingCodes } from "./status-binding.js";
import { cawgCodes } from "./status-cawg.js";
import { claimCodes } from "./status-claim.js";
import { ingredientCodes } from "./status-ingredient.js";
import { signatureCodes } from "./status-signature.js";
import { timeCodes } from "./status-time.js";

export const statusCodes: readonly Explanation[] = [
  claimCodes,
  signatureCodes,
  timeCodes,
  bindingCodes,
  assertionCodes,
  ingredientCodes,
  cawgCodes,
].flatMap((family) => explanations("status", family));
