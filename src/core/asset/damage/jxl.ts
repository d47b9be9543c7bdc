/** A JPEG XL in boxes is whole when they are; a bare codestream does not say where it ends. */
import { uint } from "../bytes.js";
import { checkBoxes } from "./boxes.js";
import { type Probe, unknown, type Wholeness } from "./probe.js";

export async function checkJxl(probe: Probe): Promise<Wholeness> {
  const isBare = uint(await probe.bytes(0, 2), 0, 2) === 0xff0a;
  return isBare ? unknown : checkBoxes(probe, ["jxlc", "jxlp"]);
}
