/** Runs `colophon doctor`. */
import { examine } from "../../command/doctor.js";
import { doctorText } from "../render/doctor.js";
import { record } from "../render/verify-json.js";
import { answer } from "./answer.js";
import type { Call } from "./call.js";

export async function runDoctor(call: Call): Promise<number> {
  const examination = await examine(await call.context(), await call.config());
  return answer(call, "doctor", {
    exitCode: examination.checks.some(({ ok }) => ok === false) ? 2 : 0,
    results: [record({ ...examination })],
    text: doctorText(examination, call),
  });
}
