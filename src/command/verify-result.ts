/** One verified file, as `verify` and `trace` yield it. */
import type { ConsentStatement } from "../core/profile/index.js";
import type { VerifiedFile as JudgedFile } from "../core/verifying/verify-file.js";

export interface VerifiedFile extends JudgedFile {
  /** Where the credential says that AI made or edited somebody's face, voice or body. */
  consent?: ConsentStatement;
}
