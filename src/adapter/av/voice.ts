/** The spoken notices that come with the program. */
import { fileURLToPath } from "node:url";

/** "generated" says that AI made the sound, "altered" that AI changed it; both in Chinese and in English. */
export type VoiceNotice = "generated" | "altered";

/** The path of a recording, to be put before a sound. */
export function voicePath(notice: VoiceNotice): string {
  return fileURLToPath(new URL(`../../../assets/voice/${notice}.flac`, import.meta.url));
}
