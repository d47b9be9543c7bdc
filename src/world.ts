/** Builds the world: every adapter once, handed down to commands as one value. The only place that knows them all. */
import { createReadStream } from "node:fs";
import { openTrustStore } from "./adapter/trust-store.js";
import { readCmsCertificates } from "./adapter/der.js";
import { makeCrJson } from "./adapter/engine/crjson.js";
import { createEngine } from "./adapter/engine/engine.js";
import { openExternalSigner } from "./adapter/external-signer.js";
import * as disk from "./adapter/files/index.js";
import { describeOrigin, fetchGuarded } from "./adapter/http.js";
import { makeThumbnail } from "./adapter/image.js";
import * as keys from "./adapter/keys.js";
import { type Environment, resolveFolders } from "./adapter/paths.js";
import { openPkcs12 } from "./adapter/pkcs12.js";
import { stampOne } from "./adapter/timestamp-client.js";
import { openVault } from "./adapter/vault.js";
import { isIssuedBy, issueCertificate, issueRequest, readCertificateFacts } from "./adapter/x509/index.js";
import type { Context, Engine } from "./command/context.js";
import type { IdentityContext } from "./command/identity/context.js";
import { readFileSignature } from "./command/trust/signature.js";
import type { TrustContext } from "./command/trust/context.js";
import { ColophonError } from "./error.js";

/** What the front door has to bring: the terminal's or the calling program's side of the world. */
export interface Surroundings {
  env: Environment;
  version: string;
  signal: AbortSignal;
  stdin: AsyncIterable<Uint8Array>;
  clock?: () => Date;
  announce(text: string): void;
  progress(file: string): void;
  readPassphrase(purpose: "new" | "existing", identity: string): Promise<string | undefined>;
  /** Takes the bytes of a result; throws where there is no place for them. */
  send(chunks: AsyncIterable<Uint8Array>): Promise<void>;
}

const maxStdinBytes = 10_000_000_000; // the engine's own limit
const maxListBytes = 32 * 1024 * 1024;
const maxKeyBytes = 16 * 1024 * 1024;

export function buildContext(surroundings: Surroundings): Context {
  const { env, signal, version } = surroundings;
  const clock = surroundings.clock ?? (() => new Date());
  const { data } = resolveFolders(env);
  const engine: Engine = createEngine();
  const files = {
    ...disk,
    spoolStdin: () => disk.spoolStdin(surroundings.stdin, { maxBytes: maxStdinBytes, signal }),
  };
  const fetch = (url: string, maxBytes: number) => fetchPublic(url, maxBytes, signal);
  return {
    version,
    engine,
    files,
    clock,
    signal,
    fetch,
    identities: identityContext(data, clock, surroundings),
    trust: trustContext(data, clock, engine, (url) => fetch(url, maxListBytes)),
    readTokenCertificates: readCmsCertificates,
    makeThumbnail,
    makeCrJson,
    openSigner: (command) => openExternalSigner(command, { signal }),
    stampOne: (url, message, timeoutMs) => stampOne(url, message, timeoutMs, { signal }),
    sendToStdout: (path) => surroundings.send(createReadStream(path)),
    announce: surroundings.announce,
    progress: surroundings.progress,
  };
}

function identityContext(data: string, clock: () => Date, { readPassphrase }: Surroundings): IdentityContext {
  return {
    vault: openVault(data),
    keys,
    certificates: { issueCertificate, issueRequest, readCertificateFacts, isIssuedBy },
    openPkcs12,
    clock,
    readPassphrase,
    readFile: (path) => disk.readWhole(path, maxKeyBytes),
  };
}

function trustContext(
  data: string,
  now: () => Date,
  engine: Engine,
  fetch: TrustContext["fetch"],
): TrustContext {
  const readSignature = (path: string) => readFileSignature(path, { engine, files: disk, readCmsCertificates });
  return {
    store: openTrustStore(`${data}/trust`),
    readFile: (path) => disk.readWhole(path, maxListBytes),
    fetch,
    readSignerChain: async (path) => (await readSignature(path))?.chain ?? [],
    readSignature,
    now,
  };
}

/** Only public https addresses: what is fetched here was often named by somebody else. */
async function fetchPublic(url: string, maxBytes: number, signal: AbortSignal): Promise<Uint8Array> {
  const answer = await fetchGuarded(url, { maxBytes, allowPrivate: false, allowHttp: false, signal });
  if (answer.status === 200) return answer.body;
  throw new ColophonError("network.failed", `"${describeOrigin(url)}" answered HTTP status ${answer.status}, expected 200`);
}
