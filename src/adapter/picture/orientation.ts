/** EXIF orientation: what is upright for the eye, taken to where it lies in the stored picture. */

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Raster {
  width: number;
  height: number;
  /** RGBA, straight alpha. */
  data: Uint8Array;
}

/** Whether the stored picture lies on its side. */
export function isTurned(orientation: number): boolean {
  return orientation >= 5;
}

/** Exif 3.0, tag 0x0112, for a stored picture of this size. Edges of pixels, so sizes come out right. */
export function toStored(box: Box, orientation: number, stored: { width: number; height: number }): Box {
  const { x, y, width, height } = box;
  const fromRight = (at: number, length: number) => stored.width - at - length;
  const fromBottom = (at: number, length: number) => stored.height - at - length;
  if (!isTurned(orientation)) {
    return {
      x: orientation === 2 || orientation === 3 ? fromRight(x, width) : x,
      y: orientation === 3 || orientation === 4 ? fromBottom(y, height) : y,
      width,
      height,
    };
  }
  return {
    x: orientation === 7 || orientation === 8 ? fromRight(y, height) : y,
    y: orientation === 6 || orientation === 7 ? fromBottom(x, width) : x,
    width: height,
    height: width,
  };
}

/** Turns an upright raster the way the stored picture lies. */
export function turnRaster(raster: Raster, orientation: number): Raster {
  const { width, height, data } = raster;
  const turned = isTurned(orientation) ? { width: height, height: width } : { width, height };
  const result = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const to = toStored({ x, y, width: 1, height: 1 }, orientation, turned);
      const from = 4 * (y * width + x);
      result.set(data.subarray(from, from + 4), 4 * (to.y * turned.width + to.x));
    }
  }
  return { ...turned, data: result };
}
