/** The engine as the last judge of an identity: signs a small JPEG with it and says what a reader sees. */
import { join } from "node:path";
import { Builder, CallbackSigner, Reader } from "@contentauth/c2pa-node";
import sharp from "sharp";
import type { SigningIdentity } from "../../src/core/identity/identity.ts";
import { writePem } from "../../src/core/identity/pem.ts";

const OFFLINE = {
  verify: { remote_manifest_fetch: false, ocsp_fetch: false },
  core: { allowed_network_hosts: [] },
};
const PURPOSES = [
  "1.3.6.1.4.1.62558.2.1",
  "1.3.6.1.5.5.7.3.4",
  "1.3.6.1.5.5.7.3.36",
  "1.3.6.1.5.5.7.3.8",
].join("\n");

let count = 0;

type Signing = Pick<SigningIdentity, "algorithm" | "chain" | "sign">;

/** An identity as a signer of the engine's own builder. */
export function engineSigner(identity: Signing): CallbackSigner {
  return CallbackSigner.newSigner(
    {
      alg: identity.algorithm,
      certs: identity.chain.map((der) => Buffer.from(writePem("CERTIFICATE", der))),
      reserveSize: 20_000,
      directCoseHandling: false,
    } as never,
    async (bytes: Buffer) => Buffer.from(await identity.sign(bytes)),
  );
}

/** @returns the signed file's path; rejects when the engine refuses */
export async function signJpeg(identity: Signing, folder: string): Promise<string> {
  count += 1;
  const [input, output] = [join(folder, `plain-${count}.jpg`), join(folder, `signed-${count}.jpg`)];
  await sharp({ create: { width: 32, height: 24, channels: 3, background: "#7a5" } })
    .jpeg()
    .toFile(input);
  const settings = {
    ...OFFLINE,
    trust: { trust_config: PURPOSES }, // without it, purposes other than e-mail protection are refused
    builder: { claim_generator_info: { name: "colophon", version: "0.1.0" }, thumbnail: { enabled: false } },
  };
  const builder = Builder.withJson(
    { title: "a green page", format: "image/jpeg", assertions: [] } as never,
    JSON.stringify(settings) as never,
  );
  builder.setIntent({ create: "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCreation" } as never);
  await builder.signAsync(engineSigner(identity), { path: input, mimeType: "image/jpeg" }, { path: output });
  return output;
}

export interface EngineVerdict {
  state: string;
  failures: string[];
  issuer: string | undefined;
  holder: string | undefined;
}

/** @param anchors PEM of the roots to trust */
export async function readVerdict(path: string, anchors?: string): Promise<EngineVerdict> {
  const trust = {
    trust_config: PURPOSES,
    ...(anchors && { anchors: [{ trust_kind: "manifest", trust_uri: "test", trust_anchors: anchors }] }),
  };
  const reader = await Reader.fromAsset(
    { path, mimeType: "image/jpeg" },
    JSON.stringify({ ...OFFLINE, trust }) as never,
  );
  const store = JSON.parse(JSON.stringify(reader?.json() ?? {}));
  const signature = store.manifests?.[store.active_manifest]?.signature_info;
  const failures = (store.validation_results?.activeManifest?.failure ?? []) as { code: string }[];
  return {
    state: store.validation_state,
    failures: failures.map(({ code }) => code),
    issuer: signature?.issuer,
    holder: signature?.common_name,
  };
}
