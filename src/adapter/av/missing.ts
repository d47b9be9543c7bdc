/** What is said where the optional package for audio and video is not installed. */
import { ColophonError } from "../../error.js";

export function avMissing(cause?: unknown): ColophonError {
  return new ColophonError(
    "av.missing",
    'the package "node-av" is not installed, audio and video cannot be marked without it',
    {
      hints: ["install it (167 MB, FFmpeg, GPL in parts): npm install node-av"],
      ...(cause === undefined ? {} : { cause }),
    },
  );
}
