/** What the engine throws, in colophon's words: every row of the table, and the engine itself where it can be made to throw. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createEngine } from "../../../src/adapter/engine/engine.ts";
import {
  nativeErrors,
  remoteAddressIn,
  translateNativeError,
} from "../../../src/adapter/engine/native-error.ts";
import { ColophonError, type ErrorCode } from "../../../src/error.ts";
import { corpusFile, fixture } from "../../support/media.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** As the binding throws: the name is Rust's debug text, the message its display text. */
function native(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

/** One a row, in the order of the table; the texts are those of c2pa-rs 0.91. */
const thrown: readonly [name: string, message: string, code: ErrorCode, says: RegExp][] = [
  [
    'C2pa(RemoteManifestUrl("https://cdn.example:8443/a.c2pa?key=secret"))',
    "must fetch remote manifests from url https://cdn.example:8443/a.c2pa?key=secret",
    "credential.remote-only",
    /kept at "cdn\.example:8443", not in the file$/,
  ],
  ["C2pa(UnsupportedType)", "type is unsupported", "format.unsupported", /does not read this format/],
  ["C2pa(PrereleaseError)", "prerelease content detected", "credential.unsupported", /pre-release/],
  ["C2pa(UnknownAlgorithm)", "unknown algorithm", "credential.unsupported", /algorithm/],
  ["C2pa(ClaimVersion)", "claim version is not supported", "credential.unsupported", /claim version/],
  [
    "C2pa(TooManyManifestStores)",
    "more than one manifest store detected",
    "credential.unreadable",
    /more than one set/,
  ],
  ["C2pa(CoseSigboxTooSmall)", "COSE Signature too big for JUMBF box", "sign.failed", /space reserved/],
  [
    "C2pa(JumbfParseError(InvalidJumbfHeader))",
    "invalid JUMBF header",
    "credential.unreadable",
    /damaged and cannot be read/,
  ],
  [
    "C2pa(IoError(Os { code: 27, kind: FileTooLarge }))",
    "File too large (os error 27)",
    "output.no-space",
    /^no space: the file size limit$/,
  ],
  [
    "C2pa(IoError(Os { code: 28, kind: StorageFull }))",
    "No space left on device (os error 28)",
    "output.no-space",
    /no space/,
  ],
  [
    'C2pa(PdfReadError("document is encrypted"))',
    "the document needs a password",
    "format.encrypted",
    /encrypted/,
  ],
  [
    'C2pa(InvalidAsset("TIFF file has too many subfiles"))',
    "asset could not be parsed: TIFF file has too many subfiles",
    "format.damaged",
    /no player needs/,
  ],
  [
    'C2pa(InvalidAsset("Could not parse input JPEG"))',
    "asset could not be parsed: Could not parse input JPEG",
    "format.damaged",
    /^is damaged or incomplete$/,
  ],
  ["AssetTooLarge", "Asset of 11000000000 bytes", "file.too-large", /10 GB/],
  [
    'FileIO(Os { code: 2, kind: NotFound, message: "No such file or directory" })',
    "No such file or directory (os error 2)",
    "file.missing",
    /^no such file$/,
  ],
  [
    'FileIO(Os { code: 13, kind: PermissionDenied, message: "Permission denied" })',
    "Permission denied (os error 13)",
    "file.permission",
    /^permission denied$/,
  ],
  [
    "C2pa(CoseInvalidCert)",
    "the certificate is invalid",
    "certificate.unsuitable",
    /rejects the signing certificate/,
  ],
  ["C2pa(IngredientNotFound)", "ingredient file not found", "sign.failed", /update needs/],
  ["C2pa(OtherError(Custom))", "something nobody has seen", "engine.failed", /could not analyze/],
];

describe("a native error", () => {
  it("takes a limit on the size of files for a lack of room, and for nothing about the file that is read", () => {
    const error = native(
      "C2pa(IoError(Os { code: 27, kind: FileTooLarge }))",
      "File too large (os error 27)",
    );
    expect(translateNativeError(error).code).toBe("output.no-space");
  });

  it("has a sample for every row of the table", () => {
    expect(thrown).toHaveLength(nativeErrors.length);
  });

  it.each(thrown.map((sample, row) => [sample[0], row, ...sample] as const))(
    "is said in colophon's words: %s",
    (_title, row, name, message, code, says) => {
      const error = native(name, message);
      const text = `${name} ${message}`;
      expect(nativeErrors.findIndex(({ when }) => when.test(text))).toBe(row);
      const translated = translateNativeError(error);
      expect([translated.code, translated.cause]).toEqual([code, error]);
      expect(translated.message).toMatch(says);
      expect(translated.message).not.toMatch(/C2pa\(|Os \{|os error|secret/);
    },
  );

  it("is recognized by its text alone as well, and by its name alone", () => {
    for (const [name, message, code] of thrown.slice(1, -1)) {
      const [byName, byText] = [native(name, ""), native("Error", message)].map(
        (error) => translateNativeError(error).code,
      );
      expect([byName, byText], name).toContain(code);
    }
  });

  it("of our own goes through as it is", () => {
    const own = new ColophonError("interrupted", "interrupted");
    expect(translateNativeError(own)).toBe(own);
  });

  it("never has its text in our message, whatever it echoes", () => {
    const error = native(
      "C2pa(BadParam)",
      'invalid settings: {"private_key": "-----BEGIN PRIVATE KEY-----"}',
    );
    expect(
      JSON.stringify([translateNativeError(error).message, translateNativeError(error).hints]),
    ).not.toContain("KEY");
  });

  it("that is no error at all is a failure of the engine", () => {
    for (const odd of [undefined, null, "text", 7, {}])
      expect(translateNativeError(odd).code).toBe("engine.failed");
  });

  it("gives the address it names, and only then", () => {
    const remote = thrown[0];
    expect(remoteAddressIn(native(remote?.[0] ?? "", remote?.[1] ?? ""))).toBe(
      "https://cdn.example:8443/a.c2pa?key=secret",
    );
    expect(remoteAddressIn(native("C2pa(UnsupportedType)", "type is unsupported"))).toBeUndefined();
    expect(remoteAddressIn("text")).toBeUndefined();
  });

  it("with an address that is none says so and names no host", () => {
    const error = native('C2pa(RemoteManifestUrl("not a url"))', "");
    expect(translateNativeError(error).message).toContain("an address that is not a web address");
  });
});

describe("the engine itself", () => {
  const engine = createEngine();

  it.each([
    ["a text", "a.txt", "text/plain", async () => Buffer.from("text"), "format.unsupported"],
    ["a cut JPEG", "a.jpg", "image/jpeg", () => headOf("drawing.jpg", 300), "format.damaged"],
    ["a cut PNG", "a.png", "image/png", () => headOf("drawing.png", 500), "format.damaged"],
    ["a cut TIFF", "a.tiff", "image/tiff", () => headOf("drawing.tiff", 18_500), "format.damaged"],
    ["a cut GIF", "a.gif", "image/gif", () => headOf("drawing.gif", 100), "format.damaged"],
    ["garbage called MP4", "a.mp4", "video/mp4", async () => Buffer.alloc(100, 7), "format.damaged"],
    [
      "garbage called C2PA",
      "a.c2pa",
      "application/c2pa",
      async () => Buffer.alloc(100),
      "credential.unreadable",
    ],
  ] as const)("throws for %s what the table knows", async (_what, name, mimeType, bytes, code) => {
    const path = join(temporaryFolder(), name);
    await writeFile(path, await bytes());
    await expect(() => engine.read({ path, mimeType })).toThrowWithCode(code);
  });

  async function headOf(name: string, length: number): Promise<Buffer> {
    return (await readFile(fixture(name))).subarray(0, length);
  }

  it("throws for a file that is not there", async () => {
    const path = join(temporaryFolder(), "none.jpg");
    await expect(() => engine.read({ path, mimeType: "image/jpeg" })).toThrowWithCode("file.missing");
  });

  it("never throws anything without a code, even for a folder", async () => {
    const path = join(temporaryFolder(), "folder");
    await mkdir(path);
    await expect(() => engine.read({ path, mimeType: "image/jpeg" })).toThrowWithCode("engine.failed");
  });

  it("gives null for a file without credentials", async () => {
    expect(await engine.read({ path: fixture("drawing.jpg"), mimeType: "image/jpeg" })).toBeNull();
    expect(
      await engine.remoteAddress({ path: fixture("drawing.jpg"), mimeType: "image/jpeg" }),
    ).toBeUndefined();
  });

  const remote = corpusFile("sidecar/cloud.jpg");
  const why = remote === undefined ? " (skipped: no ../shared folder)" : "";
  it.skipIf(remote === undefined)(`names the address of credentials kept elsewhere${why}`, async () => {
    const asset = { path: remote ?? "", mimeType: "image/jpeg" };
    await expect(() => engine.read(asset)).toThrowWithCode("credential.remote-only");
    expect(await engine.remoteAddress(asset)).toMatch(/^https:\/\//);
  });
});
