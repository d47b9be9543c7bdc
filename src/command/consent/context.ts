/** What the consent commands need of the world; the program's context, with a room for signatures, satisfies it. */
import type { JwsRoom } from "../../core/consent/index.js";
import type { Context } from "../context.js";

export interface ConsentContext extends Pick<Context, "files" | "clock" | "trust" | "identities" | "signal"> {
  jws: JwsRoom;
  /** A new random identifier, a UUID. */
  newId(): string;
}
