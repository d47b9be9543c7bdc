/** China: the Labeling Measures and GB 45438-2025 (in force since 1 September 2025), and the Deep Synthesis Provisions of 2022. */
import type { Rule } from "../rule.js";
import { chinaCare } from "./china-care.js";
import { chinaExplicit } from "./china-explicit.js";
import { chinaImplicit } from "./china-implicit.js";

export const china: readonly Rule[] = [...chinaImplicit, ...chinaExplicit, ...chinaCare];
