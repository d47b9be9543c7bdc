/** Long work on sound and film, followed: how far it is and how long it may still take. */
import type { Context } from "../context.js";
import type { AvProgress } from "./context.js";

export function followed(name: string, { signal, progress }: Context) {
  return {
    signal,
    onProgress: ({ doneSeconds, totalSeconds, secondsLeft }: AvProgress) => {
      const share =
        totalSeconds > 0 ? ` ${Math.min(100, Math.round((100 * doneSeconds) / totalSeconds))} %` : "";
      const left = secondsLeft === undefined ? "" : `, ${inWords(secondsLeft)} left`;
      progress(name, `marking${share}${left}`);
    },
  };
}

function inWords(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 90 ? `${whole} s` : `${Math.round(whole / 60)} min`;
}
