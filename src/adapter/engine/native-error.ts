/** Native errors of the engine, translated in one table: what it threw → what colophon says. */
import { ColophonError, type ErrorCode } from "../../error.js";

export interface NativeErrorRow {
  /** Matches the error's debug name and text together. */
  when: RegExp;
  code: ErrorCode;
  says: (match: RegExpMatchArray) => string;
  hints?: string[];
}

/** The first matching row wins; the last one always matches. Every row has a test. */
export const nativeErrors: readonly NativeErrorRow[] = [
  {
    when: /RemoteManifestUrl\("([^"]*)"\)/,
    code: "credential.remote-only",
    says: (match) => `its Content Credentials are kept at ${hostOf(match[1] ?? "")}, not in the file`,
  },
  {
    when: /UnsupportedType|type is unsupported/,
    code: "format.unsupported",
    says: () => "the engine does not read this format",
    hints: ["see the formats: colophon help formats"],
  },
  {
    when: /PrereleaseError|prerelease content/,
    code: "credential.unsupported",
    says: () => "its Content Credentials use a pre-release form that was never standardized",
  },
  {
    when: /UnknownAlgorithm|unknown algorithm/,
    code: "credential.unsupported",
    says: () => "its Content Credentials name a hash or signature algorithm this engine does not know",
  },
  {
    when: /ClaimVersion|VersionCompatibility|claim version/i,
    code: "credential.unsupported",
    says: () => "its Content Credentials use a claim version this engine does not know",
  },
  {
    when: /TooManyManifestStores/,
    code: "credential.unreadable",
    says: () => "holds more than one set of Content Credentials, so none of them can be relied on",
  },
  // Its text speaks of a JUMBF box: before the row for damaged ones.
  {
    when: /CoseSigboxTooSmall|COSE Signature too big/,
    code: "sign.failed",
    says: () =>
      "the signature, with its certificates and timestamp, is larger than the space reserved for it",
  },
  {
    when: /Jumbf|JUMBF|ClaimDecoding|ClaimMissing|AssertionDecoding|CborError|ProvenanceMissing|InvalidClaim/,
    code: "credential.unreadable",
    says: () => "its Content Credentials are damaged and cannot be read",
  },
  // "File too large" is the system's word for a limit on files, and none about the file that is read.
  {
    when: /code: 27\b|FileTooLarge|File too large/,
    code: "output.no-space",
    says: () => "no space: the file size limit",
  },
  {
    when: /code: 28\b|StorageFull|No space left/,
    code: "output.no-space",
    says: () => "there is no space left on the disk",
  },
  {
    when: /password|encrypted/i,
    code: "format.encrypted",
    says: () => "is encrypted, so it was not searched",
  },
  {
    when: /too many subfiles|too deply nested|too deeply nested|too large|exceeds|memory/i,
    code: "format.damaged",
    says: () =>
      "is built in a way no player needs (a resource bomb or a damaged file), so it was not analyzed",
  },
  {
    when: /InvalidAsset|could not be parsed|PdfReadError|XmpReadError|EmbeddingError|UnexpectedEof|unexpected end|failed to fill whole buffer/i,
    code: "format.damaged",
    says: () => "is damaged or incomplete",
  },
  {
    when: /AssetTooLarge/,
    code: "file.too-large",
    says: () => "is larger than the engine's limit of 10 GB",
  },
  {
    when: /FileIO\(Os \{ code: 2\b|No such file/,
    code: "file.missing",
    says: () => "no such file",
  },
  {
    when: /FileIO\(Os \{ code: 13\b|Permission denied/,
    code: "file.permission",
    says: () => "permission denied",
  },
  {
    when: /CoseInvalidCert|CertificateProfileError|InvalidCertificateError|certificate is invalid/,
    code: "certificate.unsuitable",
    says: () => "the engine rejects the signing certificate",
  },
  {
    when: /IngredientNotFound|ingredient file not found/,
    code: "sign.failed",
    says: () => "an update needs a file that carries Content Credentials already",
  },
  {
    when: /[\s\S]*/,
    code: "engine.failed",
    says: () => "the engine could not analyze it",
  },
];

/**
 * Translates whatever the binding threw. The native text goes into `cause` only: it may echo settings,
 * file contents or Rust debug output.
 */
export function translateNativeError(error: unknown): ColophonError {
  if (error instanceof ColophonError) return error;
  const text = error instanceof Error ? `${error.name} ${error.message}` : String(error);
  for (const row of nativeErrors) {
    const match = text.match(row.when);
    if (match) {
      return new ColophonError(row.code, row.says(match), {
        cause: error,
        ...(row.hints ? { hints: row.hints } : {}),
      });
    }
  }
  return new ColophonError("engine.failed", "the engine could not analyze it", { cause: error });
}

/** The address an error names, for fetching it when asked to. */
export function remoteAddressIn(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return `${error.name} ${error.message}`.match(/RemoteManifestUrl\("([^"]*)"\)/)?.[1];
}

function hostOf(url: string): string {
  try {
    return `"${new URL(url).host}"`;
  } catch {
    return "an address that is not a web address";
  }
}
