// @ts-check
/* The marks of all places on one canvas. Certain is filled, possible lighter with a ring, undated dashed. Each look is
   drawn once and then copied, so that ten thousand marks follow a moving handle. A classic script, after mark-sheets.js. */
"use strict";

const SMALLEST_RADIUS = 4.5, SMALLEST_OF_MANY = 2.5; // pixels: what can still be seen; more of them than MANY_MARKS are smaller
const MANY_MARKS = 2000, LARGEST = 40; // pixels: no mark reaches further
const TOLERANCE = 5; // pixels beside a mark that still mean it

/** @typedef {{at: L.LatLng, soft: boolean}} MarkedPlace */

/**
 * A layer of marks. Each circle's area is the sum of passages up to it: certain, then possible, then undated.
 * A renderer of Leaflet's, so that it moves and zooms with the map, but without an object for each mark.
 */
const PlaceMarks = L.Renderer.extend({
  initialize() {
    L.Renderer.prototype.initialize.call(this, { padding: 0.2, pane: "overlayPane" });
    this.chosen = -1;
    this.scale = 1;
    this._places = [];
    this._order = [];
    this._radii = new Float32Array(0); // three a mark: up to certain, up to possible, up to undated; 0: no such ring
    this._layers = {}; // Leaflet's own renderers keep their paths here
    this._looks = new Map();
  },

  /**
   * @param {(MarkedPlace | null)[]} places null where a place has no mark
   * @param {number[]} order their indexes, the one that lies lowest first
   * @param {number} scale pixels of the radius of a mark of one passage
   */
  setPlaces(places, order, scale) {
    this._places = places;
    this._order = order.filter((index) => places[index]);
    this._radii = new Float32Array(3 * places.length);
    this._pictures = new Array(places.length).fill(null);
    this.scale = scale;
    this._smallest = this._order.length > MANY_MARKS ? SMALLEST_OF_MANY : SMALLEST_RADIUS;
  },

  /**
   * @param {Int32Array} counts three a place: certain, possible, undated
   * @returns {boolean} whether a mark looks other than before
   */
  setCounts(counts) {
    const radii = this._radii, twice = 2 * this.scale, smallest = this._smallest;
    let changed = false;
    for (const index of this._order) {
      let sum = 0, differs = false;
      for (let at = 3 * index; at < 3 * index + 3; at++) {
        sum += counts[at];
        const radius = counts[at] ? Math.max(Math.round(twice * Math.sqrt(sum)) / 2, smallest) : 0;
        if (radii[at] === radius) continue;
        radii[at] = radius;
        differs = true;
      }
      if (!differs) continue;
      this._pictures[index] = null;
      changed = true;
    }
    return changed;
  },

  /** @param {number} index */
  radiusOf(index) {
    return Math.max(this._radii[3 * index], this._radii[3 * index + 1], this._radii[3 * index + 2]);
  },

  /** Draw at the next frame. */
  redraw() {
    this._frame ??= requestAnimationFrame(() => {
      this._frame = undefined;
      if (this._map) this._draw();
    });
  },

  /** @param {any} palette colours; what was drawn in others is forgotten */
  setPalette(palette) {
    this._palette = palette;
    this._looks.clear();
    this._pictures?.fill(null);
    this.redraw();
  },

  _initContainer() {
    this._container = L.DomUtil.create("canvas", "place-marks");
    this._context = this._container.getContext("2d");
    const map = this._map.getContainer();
    L.DomEvent.on(map, "mousemove", this._point, this);
    // Before the outlines and the map itself hear of it: a mark lies above them.
    this._take = (/** @type {MouseEvent} */ event) => this._click(event);
    map.addEventListener("click", this._take, true);
  },

  _destroyContainer() {
    const map = this._map.getContainer();
    L.DomEvent.off(map, "mousemove", this._point, this);
    map.removeEventListener("click", this._take, true);
    this._container.remove();
  },

  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    L.Renderer.prototype._update.call(this);
    const size = this._bounds.getSize(), scale = window.devicePixelRatio || 1, canvas = this._container;
    canvas.width = scale * size.x;
    canvas.height = scale * size.y;
    canvas.style.width = `${size.x}px`;
    canvas.style.height = `${size.y}px`;
    L.DomUtil.setPosition(canvas, this._bounds.min);
    if (scale !== this._screen) this._pictures?.fill(null);
    this._screen = scale;
    // A screen of more pixels than this has hardware that copies pictures.
    this._sheet = this._order.length > MANY_MARKS && scale < 2 ? new MarkedPixels(this._context) : null;
    this._points = new Float64Array(2 * this._places.length);
    for (const index of this._order) {
      const { x, y } = this._map.latLngToLayerPoint(this._places[index].at);
      this._points[2 * index] = x;
      this._points[2 * index + 1] = y;
    }
    this._draw();
  },

  _updatePaths() {},

  _draw() {
    if (!this._bounds || !this._palette) return;
    const { min, max } = this._bounds, scale = this._screen, points = this._points, sheet = this._sheet ?? new CopiedMarks(this._context);
    const left = min.x - LARGEST, right = max.x + LARGEST, top = min.y - LARGEST, bottom = max.y + LARGEST;
    const draw = (/** @type {number} */ index) => {
      const x = points[2 * index], y = points[2 * index + 1];
      if (x < left || x > right || y < top || y > bottom || !this.radiusOf(index)) return;
      const look = (this._pictures[index] ??= this._lookOf(index, scale));
      sheet.lay(look, Math.round((x - min.x) * scale - look.width / 2), Math.round((y - min.y) * scale - look.height / 2));
    };
    for (const index of this._order) if (index !== this.chosen) draw(index);
    if (this._places[this.chosen]) draw(this.chosen);
    sheet.show();
  },

  /** @param {number} index of the chosen mark, or -1 */
  choose(index) {
    for (const which of [this.chosen, index]) if (which >= 0 && this._pictures) this._pictures[which] = null;
    this.chosen = index;
    this.redraw();
  },

  /**
   * The picture of a mark, drawn when it is first asked for.
   * @param {number} index
   * @param {number} scale pixels of the screen a pixel of the page
   */
  _lookOf(index, scale) {
    const [certain, possible, undated] = this._radii.subarray(3 * index, 3 * index + 3), chosen = index === this.chosen;
    const soft = this._places[index].soft;
    const key = (((((undated * 2) << 7) | (possible * 2)) << 7) | (certain * 2)) * 4 + Number(soft) * 2 + Number(chosen) + scale / 1000;
    let look = this._looks.get(key);
    if (!look) {
      const half = Math.ceil(Math.max(certain, possible, undated) + (chosen ? 7 : 1));
      const size = Math.ceil(2 * half * scale), canvas = new OffscreenCanvas(size, size);
      const context = canvas.getContext("2d", { willReadFrequently: true });
      context.setTransform(scale, 0, 0, scale, size / 2, size / 2);
      drawMark(context, { certain, possible, undated, soft, chosen }, this._palette);
      look = lookOf(canvas);
      this._looks.set(key, look);
    }
    return look;
  },

  /**
   * The mark under a pointer, the smallest and uppermost first; -1 where there is none.
   * @param {MouseEvent} event
   */
  _under(event) {
    if (!this._points || /** @type {Element} */ (event.target).closest(".leaflet-popup, .leaflet-control")) return -1;
    const at = this._map.mouseEventToLayerPoint(event);
    const hit = (/** @type {number} */ index, /** @type {number} */ more) => {
      const radius = this.radiusOf(index);
      return radius > 0 && Math.hypot(this._points[2 * index] - at.x, this._points[2 * index + 1] - at.y) <= radius + more;
    };
    for (const more of [0, TOLERANCE]) {
      if (this._places[this.chosen] && hit(this.chosen, more)) return this.chosen;
      for (let at = this._order.length - 1; at >= 0; at--) if (hit(this._order[at], more)) return this._order[at];
    }
    return -1;
  },

  /** @param {MouseEvent} event */
  _point(event) {
    this._map.getContainer().classList.toggle("on-mark", event.buttons === 0 && this._under(event) >= 0);
  },

  /** @param {MouseEvent} event */
  _click(event) {
    const index = this._map.dragging?.moved() ? -1 : this._under(event);
    if (index < 0) return;
    event.stopImmediatePropagation();
    this.fire("place", { index });
  },
});

/**
 * @param {OffscreenCanvasRenderingContext2D} context whose origin is the middle of the mark
 * @param {{certain: number, possible: number, undated: number, soft: boolean, chosen: boolean}} mark radii; 0: no ring
 * @param {{mark: string, chosen: string, edge: string}} palette
 */
function drawMark(context, { certain, possible, undated, soft, chosen }, palette) {
  const circle = (/** @type {number} */ radius, /** @type {number} */ fill) => {
    context.beginPath();
    context.arc(0, 0, radius, 0, 2 * Math.PI);
    context.globalAlpha = fill;
    if (fill) context.fill();
    context.globalAlpha = 1;
    context.stroke();
  };
  context.strokeStyle = context.fillStyle = chosen ? palette.chosen : palette.mark;
  context.lineWidth = 1.5;
  context.setLineDash([3, 3]);
  if (undated) circle(undated, 0.12);
  context.setLineDash([]);
  if (possible) circle(possible, 0.3);
  context.lineWidth = 1;
  context.strokeStyle = palette.edge;
  if (certain) circle(certain, soft ? 0.55 : 0.85);
  context.strokeStyle = palette.chosen;
  context.lineWidth = 2.5;
  if (chosen) circle(Math.max(certain, possible, undated) + 4, 0);
}
