/** The type table: every format colophon knows by name, and what the engine can do with it. */

export type Media =
  | "image"
  | "video"
  | "audio"
  | "document"
  | "font"
  | "text"
  | "model"
  | "credential"
  | "other";

export interface Format {
  readonly id: FormatId;
  readonly name: string;
  readonly mimeType: string;
  /** Without a dot, lower case, the usual one first. */
  readonly extensions: readonly string[];
  /** The engine finds credentials inside it. */
  readonly canRead: boolean;
  /** The engine writes credentials into it; where not, they go beside it as a sidecar. */
  readonly canEmbed: boolean;
  readonly media: Media;
  /** Set where the engine holds the whole file in memory. */
  readonly sizeLimitBytes?: number;
}

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

// id, name, MIME type, extensions, what the engine does, medium, size limit.
// c2pa-rs 0.91 reads JPEG, PDF, SVG and .c2pa whole into memory: a 5 GB file of them takes 5 GB.
const table = [
  ["jpeg", "JPEG", "image/jpeg", "jpg jpeg jpe jfif", "writes", "image", GIB],
  ["png", "PNG", "image/png", "png apng", "writes", "image"],
  ["webp", "WebP", "image/webp", "webp", "writes", "image"],
  ["gif", "GIF", "image/gif", "gif", "writes", "image"],
  ["svg", "SVG", "image/svg+xml", "svg", "writes", "image", 100 * MIB],
  ["tiff", "TIFF", "image/tiff", "tif tiff", "writes", "image"],
  ["dng", "DNG", "image/x-adobe-dng", "dng", "writes", "image"],
  ["avif", "AVIF", "image/avif", "avif", "writes", "image"],
  ["heic", "HEIC", "image/heic", "heic", "writes", "image"],
  ["heif", "HEIF", "image/heif", "heif hif", "writes", "image"],
  ["jxl", "JPEG XL", "image/jxl", "jxl", "writes", "image"],
  ["mp4", "MP4", "video/mp4", "mp4", "writes", "video"],
  ["m4v", "M4V", "video/x-m4v", "m4v", "writes", "video"],
  ["mov", "QuickTime", "video/quicktime", "mov qt", "writes", "video"],
  ["avi", "AVI", "video/avi", "avi", "writes", "video"],
  ["mp3", "MP3", "audio/mpeg", "mp3", "writes", "audio"],
  ["m4a", "M4A", "audio/mp4", "m4a m4b", "writes", "audio"],
  ["wav", "WAV", "audio/wav", "wav wave", "writes", "audio"],
  ["flac", "FLAC", "audio/flac", "flac", "writes", "audio"],
  ["c2pa", "C2PA manifest store", "application/c2pa", "c2pa", "writes", "credential", 100 * MIB],
  ["pdf", "PDF", "application/pdf", "pdf", "reads", "document", GIB],

  ["ogg", "Ogg", "audio/ogg", "ogg oga ogv", "neither", "audio"],
  ["opus", "Opus", "audio/opus", "opus", "neither", "audio"],
  ["aac", "AAC", "audio/aac", "aac", "neither", "audio"],
  ["aiff", "AIFF", "audio/aiff", "aiff aif aifc", "neither", "audio"],
  ["mkv", "Matroska", "video/x-matroska", "mkv mka", "neither", "video"],
  ["webm", "WebM", "video/webm", "webm", "neither", "video"],
  ["3gp", "3GP", "video/3gpp", "3gp 3g2", "neither", "video"],
  ["psd", "Photoshop", "image/vnd.adobe.photoshop", "psd psb", "neither", "image"],
  ["bmp", "BMP", "image/bmp", "bmp dib", "neither", "image"],
  ["ico", "icon", "image/vnd.microsoft.icon", "ico", "neither", "image"],
  ["jp2", "JPEG 2000", "image/jp2", "jp2 jpx", "neither", "image"],
  ["cr2", "Canon CR2", "image/x-canon-cr2", "cr2", "neither", "image"],
  ["cr3", "Canon CR3", "image/x-canon-cr3", "cr3", "neither", "image"],
  ["arw", "Sony ARW", "image/x-sony-arw", "arw", "neither", "image"],
  ["nef", "Nikon NEF", "image/x-nikon-nef", "nef", "neither", "image"],
  ["raf", "Fujifilm RAF", "image/x-fuji-raf", "raf", "neither", "image"],
  ["ttf", "TrueType font", "font/ttf", "ttf ttc", "neither", "font"],
  ["otf", "OpenType font", "font/otf", "otf", "neither", "font"],
  ["woff", "WOFF font", "font/woff", "woff", "neither", "font"],
  ["woff2", "WOFF2 font", "font/woff2", "woff2", "neither", "font"],
  ["zip", "ZIP", "application/zip", "zip", "neither", "other"],
  ["epub", "EPUB", "application/epub+zip", "epub", "neither", "document"],
  [
    "docx",
    "Word",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "docx",
    "neither",
    "document",
  ],
  [
    "xlsx",
    "Excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xlsx",
    "neither",
    "document",
  ],
  [
    "pptx",
    "PowerPoint",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pptx",
    "neither",
    "document",
  ],
  ["html", "HTML", "text/html", "html htm xhtml", "neither", "text"],
  ["xml", "XML", "application/xml", "xml", "neither", "text"],
  ["txt", "plain text", "text/plain", "txt text", "neither", "text"],
  ["md", "Markdown", "text/markdown", "md markdown", "neither", "text"],
  ["json", "JSON", "application/json", "json", "neither", "text"],
  ["csv", "CSV", "text/csv", "csv", "neither", "text"],
  ["vtt", "WebVTT", "text/vtt", "vtt", "neither", "text"],
  ["srt", "SubRip subtitles", "application/x-subrip", "srt", "neither", "text"],
  ["glb", "binary glTF", "model/gltf-binary", "glb", "neither", "model"],
  ["gltf", "glTF", "model/gltf+json", "gltf", "neither", "model"],
  ["usdz", "USDZ", "model/vnd.usdz+zip", "usdz", "neither", "model"],
] as const satisfies readonly (readonly [
  string,
  string,
  string,
  string,
  "writes" | "reads" | "neither",
  Media,
  number?,
])[];

export type FormatId = (typeof table)[number][0];

/** In the order of the table: what the engine writes, what it only reads, what goes with a sidecar. */
export const formats: readonly Format[] = table.map(
  ([id, name, mimeType, extensions, engine, media, sizeLimitBytes]) => ({
    id,
    name,
    mimeType,
    extensions: extensions.split(" "),
    canRead: engine !== "neither",
    canEmbed: engine === "writes",
    media,
    ...(sizeLimitBytes === undefined ? {} : { sizeLimitBytes }),
  }),
);

const byId = new Map(formats.map((format) => [format.id as string, format]));
const byExtension = new Map(formats.flatMap((format) => format.extensions.map((name) => [name, format])));

export function formatById(id: FormatId): Format {
  const format = byId.get(id);
  if (!format) throw new Error(`the type table has no row "${id}"`);
  return format;
}

/** What a name promises, with or without the dot, in any case. Content decides; see detectFormat. */
export function formatByExtension(extension: string): Format | undefined {
  return byExtension.get(extension.replace(/^\./, "").toLowerCase());
}
