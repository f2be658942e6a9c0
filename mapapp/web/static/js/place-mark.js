// @ts-check
/* The mark of a place. Certain is filled, possible lighter with a ring, undated dashed. A classic script. */
"use strict";

const SMALLEST_RADIUS = 4.5; // pixels: what can still be hit

/** A mark whose disc, ring and dashes show three counts: each circle's area is the sum of passages up to it. */
const PlaceMark = L.CircleMarker.extend({
  /** @param {{x: number, y: number}} point */
  _containsPoint(point) {
    const [certain, possible, undated] = this.options.counts;
    return certain + possible + undated > 0 && L.CircleMarker.prototype._containsPoint.call(this, point);
  },

  _updatePath() {
    const renderer = this._renderer;
    if (!renderer?._drawing || this._empty()) return;
    const context = renderer._ctx, { x, y } = this._point, { counts, scale, palette, chosen, soft } = this.options;
    const [certain, possible, undated] = counts;
    const ring = (/** @type {number} */ sum) => Math.max(Math.sqrt(sum) * scale, SMALLEST_RADIUS);
    const circle = (/** @type {number} */ radius) => {
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
    };
    const colour = chosen ? palette.chosen : palette.mark;
    context.strokeStyle = context.fillStyle = colour;
    if (undated) {
      circle(ring(certain + possible + undated));
      context.globalAlpha = 0.12;
      context.fill();
      context.globalAlpha = 1;
      context.lineWidth = 1.5;
      context.setLineDash([3, 3]);
      context.stroke();
      context.setLineDash([]);
    }
    if (possible) {
      circle(ring(certain + possible));
      context.globalAlpha = 0.3;
      context.fill();
      context.globalAlpha = 1;
      context.lineWidth = 1.5;
      context.stroke();
    }
    if (certain) {
      circle(ring(certain));
      context.globalAlpha = soft ? 0.55 : 0.85;
      context.fill();
      context.globalAlpha = 1;
      context.lineWidth = 1;
      context.strokeStyle = palette.edge;
      context.stroke();
    }
    if (chosen) {
      circle(this._radius + 4);
      context.strokeStyle = palette.chosen;
      context.lineWidth = 2.5;
      context.stroke();
    }
  },
});
