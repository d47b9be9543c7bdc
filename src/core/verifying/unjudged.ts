/** Why a file could not be judged, said of the file: the engine names what went wrong, never where. */
import { ColophonError } from "../../error.js";
import { type Asset, type AssetFiles, refuseDamaged } from "../asset/open-asset.js";

/** A damaged container explains most of what the engine complains about. */
export async function explained(error: unknown, asset: Asset, files: AssetFiles): Promise<unknown> {
  if (!(error instanceof ColophonError)) return error;
  if (error.message.startsWith(`"${asset.name}"`)) return error;
  const isUnclear = [
    "engine.failed",
    "format.damaged",
    "credential.unreadable",
    "format.unsupported",
  ].includes(error.code);
  if (isUnclear && asset.format) {
    try {
      await refuseDamaged(asset, files);
    } catch (reason) {
      return reason;
    }
  }
  return new ColophonError(error.code, `"${asset.name}": ${error.message}`, {
    hints: [...error.hints],
    cause: error.cause,
  });
}

export function fragmentStart(name: string): ColophonError {
  return new ColophonError(
    "format.segment",
    `"${name}": is the beginning of a fragmented video, and its Content Credentials cover parts that are in other files`,
    { hints: ["join the parts into one file to have it judged"] },
  );
}

export function withoutAsset(name: string): ColophonError {
  return new ColophonError(
    "credential.asset-missing",
    `"${name}": holds Content Credentials without the file they belong to`,
    {
      hints: [
        `name both: colophon verify <file> --credential ${name}`,
        `or lay it open: colophon inspect ${name}`,
      ],
    },
  );
}
