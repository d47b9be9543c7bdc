/** All that is measured, in the order it is shown. */
import { big } from "./big.js";
import { film } from "./film.js";
import { growing } from "./growing.js";
import { label } from "./label.js";
import { one } from "./one.js";
import { sign } from "./sign.js";
import { thousand } from "./thousand.js";
import { trace } from "./trace.js";

export const cases = [one, thousand, sign, trace, label, growing, ...big, film];
