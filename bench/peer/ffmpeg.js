/** The FFmpeg inside node-av, quiet. */

export async function ffmpeg() {
  // node-av counts on Node 22.
  Promise.withResolvers ??= () => {
    const made = {};
    made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
    return made;
  };
  const api = await import("node-av/api");
  const { AV_LOG_ERROR } = await import("node-av/constants");
  const { Log } = await import("node-av/lib");
  Log.setLevel(AV_LOG_ERROR);
  return api;
}
