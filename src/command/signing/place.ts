/** Where the signature goes: into the file, beside it, or to an address the file names. */
import type { Asset } from "../../core/asset/open-asset.js";
import type { Placement } from "../../core/signing/draft.js";
import { ColophonError } from "../../error.js";
import type { SignOptions } from "./options.js";

/** Throws `format.not-writable` where the engine cannot write into the file. */
export function choosePlacement(asset: Asset, options: SignOptions): Placement {
  if (options.sidecar && options.remoteUrl === undefined) return { kind: "sidecar" };
  if (!asset.format?.canEmbed) {
    const kind = asset.format ? `${asset.format.name} files` : "files of an unknown kind";
    throw new ColophonError(
      "format.not-writable",
      `"${asset.name}": Content Credentials cannot be written into ${kind}`,
      {
        hints: ["keep them beside the file: --sidecar"],
      },
    );
  }
  if (options.remoteUrl === undefined) return { kind: "embedded" };
  return { kind: "remote", url: checkedUrl(options.remoteUrl) };
}

/**
 * The engine refuses to sign even beside a kind of file it only reads, and takes Office files and EPUB apart, whose
 * parts it cannot unpack; to it such a file is any bytes.
 */
export function engineSource({ path, mimeType, format }: Asset): { path: string; mimeType: string } {
  return { path, mimeType: format?.canEmbed ? mimeType : "application/octet-stream" };
}

/** Never quotes it: whoever named a user may have named a password too. */
function checkedUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "https:" && url.username === "" && url.password === "") return text;
  throw new ColophonError(
    "usage.invalid",
    "expected an https address without a user name for --remote-url, found something else",
  );
}
