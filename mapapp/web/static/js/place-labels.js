// @ts-check
/* Names on the map, drawn on one canvas: the most often named first, none over another. A classic script. */
"use strict";

/** @typedef {{lat: number, lon: number, name: () => string, weight: number, radius: number, area: boolean, chosen: boolean}} Label */
/** @typedef {{left: number, top: number, right: number, bottom: number}} Box */

const MOST_LABELS = 250; // in view that get a try: more names than this nobody reads on one map
const LABEL_PAD = 0.3; // of the map's size, drawn beyond each edge so that a drag does not uncover bare map

/** A layer that writes labels where there is room for them. */
const PlaceLabels = L.Layer.extend({
  /** @param {L.Map} map */
  onAdd(map) {
    this._canvas = L.DomUtil.create("canvas", "place-labels leaflet-zoom-hide", map.getPane("labels"));
    map.on("moveend resize zoomend", this.redraw, this);
    this.redraw();
  },

  /** @param {L.Map} map */
  onRemove(map) {
    map.off("moveend resize zoomend", this.redraw, this);
    this._canvas.remove();
  },

  /** @param {Label[]} labels in the order in which they get room */
  setLabels(labels) {
    this._labels = labels;
    cancelAnimationFrame(this._frame);
    this._frame = requestAnimationFrame(() => this.redraw());
  },

  redraw() {
    if (!this._map) return;
    const size = this._map.getSize();
    const pad = size.multiplyBy(LABEL_PAD).round();
    const whole = size.add(pad.multiplyBy(2));
    const scale = window.devicePixelRatio || 1;
    const canvas = this._canvas;
    canvas.width = whole.x * scale;
    canvas.height = whole.y * scale;
    canvas.style.width = `${whole.x}px`;
    canvas.style.height = `${whole.y}px`;
    L.DomUtil.setPosition(canvas, this._map.containerPointToLayerPoint(pad.multiplyBy(-1)));
    const context = canvas.getContext("2d");
    context.setTransform(scale, 0, 0, scale, pad.x * scale, pad.y * scale);
    this._write(context, { left: -pad.x, top: -pad.y, right: size.x + pad.x, bottom: size.y + pad.y }, size);
  },

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Box} frame
   * @param {{x: number, y: number}} view what is seen of it
   */
  _write(context, frame, view) {
    const colours = getComputedStyle(this._map.getContainer());
    const paper = colours.getPropertyValue("--map-halo").trim() || "#faf7f2";
    const ink = colours.getPropertyValue("--map-ink").trim() || "#22262b";
    const chosen = colours.getPropertyValue("--map-chosen").trim() || ink;
    const inView = this._inView(frame);
    const taken = inView.map(({ label, at }) => markBox(label, at));
    const marks = taken.length;
    context.textBaseline = "middle";
    context.lineJoin = "round";
    for (const { label, at } of inView) {
      const name = label.name();
      context.font = labelFont(label);
      const box = findRoom({ at, label, wide: context.measureText(name).width + 4, view }, taken, marks);
      if (!box) continue;
      taken.push(box);
      context.lineWidth = 3.5;
      context.strokeStyle = paper;
      context.fillStyle = label.chosen ? chosen : ink;
      context.strokeText(name, box.left + 2, (box.top + box.bottom) / 2);
      context.fillText(name, box.left + 2, (box.top + box.bottom) / 2);
    }
  },

  /**
   * The first labels that lie in the frame, with where they lie.
   * @param {Box} frame
   */
  _inView(frame) {
    /** @type {{label: Label, at: {x: number, y: number}}[]} */
    const found = [];
    for (const label of this._labels ?? []) {
      const at = this._map.latLngToContainerPoint([label.lat, label.lon]);
      if (at.x < frame.left || at.x > frame.right || at.y < frame.top || at.y > frame.bottom) continue;
      found.push({ label, at });
      if (found.length === MOST_LABELS) break;
    }
    return found;
  },
});

/**
 * The marks themselves take room: a label does not hide a place.
 * @param {Label} label
 * @param {{x: number, y: number}} at
 */
function markBox(label, at) {
  const half = Math.min(label.radius, 30) * 0.8;
  return { left: at.x - half, top: at.y - half, right: at.x + half, bottom: at.y + half };
}

/** @param {Label} label */
function labelFont(label) {
  const size = Math.round(12 + Math.min(4, Math.log2(1 + label.weight) / 2));
  return `${label.area ? "italic " : ""}${label.chosen ? "600" : "500"} ${size}px "Noto Serif", Georgia, "DejaVu Serif", serif`;
}

/**
 * The first place beside a mark that overlaps neither a label nor a mark and is not cut by the edge of what is seen;
 * the chosen place gets a label even where it covers marks.
 * @param {{at: {x: number, y: number}, label: Label, wide: number, view: {x: number, y: number}}} wanted
 * @param {Box[]} taken marks first, then labels
 * @param {number} marks how many of them are marks
 * @returns {Box | undefined}
 */
function findRoom({ at, label, wide, view }, taken, marks) {
  const high = 17, gap = label.radius + 3;
  const corners = [
    [at.x + gap, at.y - high / 2],
    [at.x - gap - wide, at.y - high / 2],
    [at.x - wide / 2, at.y - gap - high],
    [at.x - wide / 2, at.y + gap],
    [at.x + gap * 0.7, at.y - gap * 0.7 - high],
    [at.x + gap * 0.7, at.y + gap * 0.7],
  ];
  const boxes = corners.map(([left, top]) => ({ left, top, right: left + wide, bottom: top + high })).filter((box) => !isCut(box, view));
  const free = (/** @type {Box} */ box, /** @type {Box[]} */ others) => !others.some((other) => overlap(box, other));
  const found = boxes.find((box) => free(box, taken));
  return found ?? (label.chosen ? boxes.find((box) => free(box, taken.slice(marks))) ?? boxes[0] : undefined);
}

/**
 * Whether a box lies across the edge of what is seen.
 * @param {Box} box
 * @param {{x: number, y: number}} view
 */
function isCut({ left, top, right, bottom }, view) {
  const all = { left: 0, top: 0, right: view.x, bottom: view.y };
  return overlap({ left, top, right, bottom }, all) && (left < 0 || top < 0 || right > view.x || bottom > view.y);
}

/**
 * @param {Box} a
 * @param {Box} b
 */
function overlap(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
