/** Signing through the engine's wrapper, the only file that loads it; reading does without. */
import type * as Binding from "@contentauth/c2pa-node";
import { ColophonError } from "../../error.js";
import type { AssetFile } from "./native.js";
import { translateNativeError } from "./native-error.js";
import { type ClaimGenerator, signingSettings } from "./settings.js";

export interface EngineIngredient {
  /** The ingredient's JSON: title, relationship, … */
  json: Record<string, unknown>;
  asset: AssetFile;
}

export interface EngineResource {
  uri: string;
  bytes: Uint8Array;
  mimeType: string;
}

export interface EngineSignRequest {
  source: AssetFile;
  /** Truncated before the engine starts: give it a temporary file, never the source or a final name. */
  outputPath: string;
  definition: Record<string, unknown>;
  intent: { create: string } | "edit" | "update";
  actions: readonly Record<string, unknown>[];
  ingredients: readonly EngineIngredient[];
  resources: readonly EngineResource[];
  generator: ClaimGenerator;
  isComplete: boolean;
  isEmbedded: boolean;
  remoteUrl?: string;
  algorithm: string;
  /** PEM, leaf first. */
  certificates: readonly string[];
  reserveSize: number;
  /** Gets the claim's bytes, returns a whole COSE_Sign1 of exactly `reserveSize` bytes. */
  signClaim(claim: Uint8Array): Promise<Uint8Array>;
}

let loading: Promise<typeof Binding> | undefined;

/** The wrapper, for signing; loaded when first needed. Throws `engine.missing`. */
export function loadBinding(): Promise<typeof Binding> {
  // The binding would load any file this variable names.
  delete process.env.C2PA_LIBRARY_PATH;
  loading ??= import("@contentauth/c2pa-node").catch((error: unknown) => {
    throw new ColophonError("engine.missing", "the C2PA engine could not be loaded", {
      cause: error,
      hints: ["find out why: colophon doctor"],
    });
  });
  return loading;
}

/** Signs into `outputPath` and returns the manifest store's bytes. */
export async function sign(request: EngineSignRequest): Promise<Uint8Array> {
  const binding = await loadBinding();
  try {
    const builder = await prepareBuilder(binding, request);
    const failure: { error?: unknown } = {};
    const signer = binding.CallbackSigner.newSigner(
      {
        alg: request.algorithm as Binding.SigningAlg,
        certs: request.certificates.map((pem) => Buffer.from(pem)),
        reserveSize: request.reserveSize,
        // The engine ignores its own timestamp option without a word, so the whole COSE is made by us.
        directCoseHandling: true,
      },
      // A callback that throws, or returns anything but a Promise of a Buffer, kills the process.
      async (claim) => {
        try {
          return Buffer.from(await request.signClaim(new Uint8Array(claim)));
        } catch (error) {
          failure.error = error;
          return Buffer.alloc(0);
        }
      },
    );
    try {
      return new Uint8Array(await builder.signAsync(signer, request.source, { path: request.outputPath }));
    } catch (error) {
      throw failure.error ?? error;
    }
  } catch (error) {
    throw inOwnWords(error);
  }
}

/** The certificate is one's own here, so its faults can be looked up; a file that is read has somebody else's. */
function inOwnWords(error: unknown): ColophonError {
  const said = translateNativeError(error);
  if (error instanceof ColophonError || said.code !== "certificate.unsuitable") return said;
  const hints = ["see the reason for every fault: colophon identity show"];
  return new ColophonError(said.code, said.message, { cause: error, hints });
}

async function prepareBuilder(binding: typeof Binding, request: EngineSignRequest): Promise<Binding.Builder> {
  const builder = binding.Builder.withJson(
    request.definition as unknown as Parameters<typeof binding.Builder.withJson>[0],
    signingSettings(request.generator, request.isComplete),
  );
  builder.setIntent(request.intent as Parameters<typeof builder.setIntent>[0]);
  if (!request.isEmbedded) builder.setNoEmbed(true);
  if (request.remoteUrl) builder.setRemoteUrl(request.remoteUrl);
  for (const resource of request.resources) {
    await builder.addResource(resource.uri, {
      buffer: Buffer.from(resource.bytes),
      mimeType: resource.mimeType,
    });
  }
  for (const ingredient of request.ingredients) {
    await builder.addIngredient(JSON.stringify(ingredient.json), ingredient.asset);
  }
  for (const action of request.actions) builder.addAction(JSON.stringify(action));
  return builder;
}
