/** The media type by extension: the engine's binding needs one, and a plain script believes the name. */
const types = {
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".tif": "image/tiff",
  ".tiff": "image/tiff",
  ".dng": "image/x-adobe-dng",
  ".svg": "image/svg+xml",
  ".mp3": "audio/mpeg",
  ".m4a": "audio/mp4",
  ".wav": "audio/wav",
  ".mp4": "video/mp4",
  ".m4v": "video/x-m4v",
  ".mov": "video/quicktime",
};

export function typeOf(extension) {
  return types[extension.toLowerCase()] ?? `image/${extension.slice(1).toLowerCase()}`;
}
