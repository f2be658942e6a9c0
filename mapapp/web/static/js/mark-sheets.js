// @ts-check
/* What marks are drawn on: the browser's canvas, which copies pictures; and, for thousands of marks, a sheet of pixels
   of our own, since a call of the browser for each mark takes longer than laying its few pixels. A classic script. */
"use strict";

/** How a mark looks: a picture, and its pixels as RGBA with the colours multiplied by alpha, a pixel a number. */
/** @typedef {{width: number, height: number, picture: ImageBitmap, pixels: Int32Array}} Look */

/** Pictures copied by the browser. */
class CopiedMarks {
  /** @param {CanvasRenderingContext2D} context */
  constructor(context) {
    this.context = context;
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  }

  /**
   * Lay a mark above those before it.
   * @param {Look} look
   * @param {number} left
   * @param {number} top
   */
  lay(look, left, top) {
    this.context.drawImage(look.picture, left, top);
  }

  show() {}
}

/** The same, pixel by pixel ("source over", as the canvas does it). */
class MarkedPixels {
  /** @param {CanvasRenderingContext2D} context */
  constructor(context) {
    const { width, height } = context.canvas;
    this.context = context;
    this.wide = width;
    this.high = height;
    this.image = context.createImageData(width, height);
    this.shown = new Int32Array(this.image.data.buffer);
    this.laid = new Int32Array(width * height);
    this.known = new Int32Array(CACHED);
    this.plain = new Int32Array(CACHED);
  }

  /**
   * @param {Look} look
   * @param {number} left
   * @param {number} top
   */
  lay({ width, height, pixels }, left, top) {
    const { laid, wide } = this;
    const first = Math.max(0, -left), last = Math.min(width, wide - left);
    for (let y = Math.max(0, -top), end = Math.min(height, this.high - top); y < end; y++) {
      for (let at = y * width + first, stop = y * width + last, to = (top + y) * wide + left + first; at < stop; at++, to++) {
        const over = pixels[at], under = laid[to], through = 255 - (over >>> 24);
        if (over === 0) continue;
        if (under === 0 || through === 0) laid[to] = over;
        else {
          // Two of the four bytes at a time, each with eight bits of room above it.
          const odd = (Math.imul(under & 0xff00ff, through) >>> 8) & 0xff00ff;
          const even = Math.imul((under >>> 8) & 0xff00ff, through) & 0xff00ff00;
          laid[to] = (over + (odd | even)) | 0;
        }
      }
    }
  }

  /** Put what was laid on the canvas, and begin anew. */
  show() {
    const { laid, shown, known, plain } = this;
    for (let at = 0; at < laid.length; at++) {
      const pixel = laid[at], slot = (pixel ^ (pixel >>> 11) ^ (pixel >>> 22)) & (CACHED - 1);
      if (pixel === 0) {
        shown[at] = 0;
        continue;
      }
      laid[at] = 0;
      if (known[slot] !== pixel) {
        known[slot] = pixel;
        plain[slot] = divided(pixel);
      }
      shown[at] = plain[slot];
    }
    this.context.putImageData(this.image, 0, 0);
  }
}

const CACHED = 4096; // pixels whose colours are remembered: a map of marks has few different ones

/**
 * A pixel with its colours divided by its alpha, as a canvas takes it.
 * @param {number} pixel
 */
function divided(pixel) {
  const alpha = pixel >>> 24;
  if (alpha === 0 || alpha === 255) return pixel;
  const part = (/** @type {number} */ shift) => Math.min(255, Math.round((((pixel >>> shift) & 255) * 255) / alpha)) << shift;
  return (alpha << 24) | part(16) | part(8) | part(0);
}

/**
 * The look of what is drawn on a canvas.
 * @param {OffscreenCanvas} canvas
 * @returns {Look}
 */
function lookOf(canvas) {
  const { width, height } = canvas;
  const bytes = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d")).getImageData(0, 0, width, height).data;
  const pixels = Int32Array.from({ length: width * height }, (_, at) => {
    const alpha = bytes[4 * at + 3], part = (/** @type {number} */ byte) => Math.round((bytes[4 * at + byte] * alpha) / 255) << (8 * byte);
    return (alpha << 24) | part(2) | part(1) | part(0);
  });
  return { width, height, pixels, picture: canvas.transferToImageBitmap() };
}
