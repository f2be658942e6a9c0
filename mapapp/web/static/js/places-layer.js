// @ts-check
/* The one call that folium emits: base map, outlines, marks and names of a MapSpec on a Leaflet map.
   With data in the spec it is complete in itself (a notebook); a page can also hand it counts as they change.
   A classic script: base-map.js, place-labels.js and place-mark.js come before it. Text reaches the page by textContent only. */
"use strict";

/** @typedef {{id: string, title: string, kind: string, lon: number | null, lat: number | null, used: string[], names: string[][]}} MapPlace */
/** Passages of a place: certainly in range, possibly, undated. @typedef {[number, number, number]} Counts */

const LARGEST_RADIUS = 24; // pixels of the mark of the place that is named most often
const WIDE = 5; // square degrees: a wider outline is only drawn for the chosen place, lest outlines cover the map
const REGIONS = new Set(["district", "province", "region", "country", "continent"]);

/** All places of an atlas on the map. Fires "place" with {index} when one is clicked. */
const PlacesLayer = L.LayerGroup.extend({
  /** @param {any} spec */
  initialize(spec) {
    L.LayerGroup.prototype.initialize.call(this);
    this.spec = spec;
    this.places = [];
    this.marks = new Map();
    this.outlines = new Map();
    this.chosen = -1;
    this.nameOf = (/** @type {MapPlace} */ place) => place.used[0] ?? place.title;
    this.labels = new PlaceLabels();
  },

  /** @param {L.Map} map */
  onAdd(map) {
    for (const [name, level] of [["areas", 390], ["labels", 610]]) {
      map.createPane(name).style.zIndex = String(level);
    }
    map.getPane("labels").style.pointerEvents = "none";
    this._outlineRenderer = L.svg({ pane: "areas", padding: 0.5 });
    this._markRenderer = L.canvas({ padding: 0.3, tolerance: 5 });
    this.links = new PlaceLinks(this._outlineRenderer).addTo(map);
    L.LayerGroup.prototype.onAdd.call(this, map);
    this.labels.addTo(map);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.repaint());
  },

  /**
   * @param {MapPlace[]} places
   * @param {Record<string, object>} areas outlines by place id
   * @param {ArrayLike<number>} passages of each place, in the whole atlas
   */
  setPlaces(places, areas, passages) {
    this.places = places;
    const order = places.map((_, index) => index).sort((a, b) => passages[b] - passages[a]);
    const most = passages[order[0]] ?? 1;
    const largest = Math.min(LARGEST_RADIUS, Math.max(13, this._map.getSize().x / 30));
    this.scale = Math.min(largest / Math.sqrt(Math.max(1, most)), 6);
    const drawn = places.flatMap((place, index) => (areas[place.id] ? [{ index, outline: this._outline(areas[place.id], index) }] : []));
    drawn.sort((a, b) => b.outline.extent - a.outline.extent); // the smaller ones lie above, where a pointer finds them
    for (const { index, outline } of drawn) {
      this.outlines.set(index, outline);
      this.addLayer(outline);
      this._sign(index, "off", true);
    }
    const palette = this.palette();
    for (const index of order) if (places[index].lon !== null) this._mark(index, palette);
  },

  /**
   * @param {object} geometry
   * @param {number} index
   */
  _outline(geometry, index) {
    const options = { pane: "areas", renderer: this._outlineRenderer, className: "area", bubblingMouseEvents: false };
    const outline = L.geoJSON({ type: "Feature", properties: {}, geometry }, { style: () => options });
    const box = outline.getBounds();
    outline.extent = (box.getEast() - box.getWest()) * (box.getNorth() - box.getSouth());
    if (outline.extent > WIDE) options.className = "area wide";
    outline.setStyle(options);
    outline.eachLayer((/** @type {any} */ path) => (path.options.className = options.className));
    return outline.on("click", () => this.fire("place", { index }));
  },

  /**
   * Draw what is to be seen now.
   * @param {(index: number) => Counts} countsOf passages that are shown of each place
   */
  show(countsOf) {
    /** @type {{index: number, sum: number}[]} */
    const shown = [];
    for (const [index, mark] of this.marks) {
      const counts = countsOf(index), had = mark.options.counts, sum = counts[0] + counts[1] + counts[2];
      if (sum) shown.push({ index, sum });
      if (counts[0] === had[0] && counts[1] === had[1] && counts[2] === had[2]) continue;
      mark.options.counts = counts;
      mark.setRadius(Math.max(Math.sqrt(sum) * this.scale, SMALLEST_RADIUS));
      this._sign(index, "off", !sum);
    }
    shown.sort((a, b) => b.sum - a.sum);
    this.shown = shown;
    this._label();
  },

  /**
   * @param {number} index of a place with an outline
   * @param {string} name of a class of the outline
   * @param {boolean} on
   */
  _sign(index, name, on) {
    this.outlines.get(index)?.eachLayer((/** @type {any} */ path) => path._path?.classList.toggle(name, on));
  },

  /**
   * The mark of a place, as yet of nothing. All marks stay on the map, the largest lowest, and show by their counts.
   * @param {number} index
   * @param {any} palette
   */
  _mark(index, palette) {
    const place = this.places[index];
    const options = { renderer: this._markRenderer, bubblingMouseEvents: false, counts: [0, 0, 0], scale: this.scale, palette };
    const mark = new PlaceMark([place.lat, place.lon], { ...options, chosen: false, soft: REGIONS.has(place.kind) });
    mark.on("click", () => this.fire("place", { index }));
    this.marks.set(index, mark);
    this.addLayer(mark);
  },

  /** @param {Doubt[]} doubts other places that what is shown may mean */
  showDoubts(doubts) {
    this.links.show(doubts, this.places, this.palette().mark);
  },

  /** Colours of the marks, from the style sheet, so that they follow light and dark. */
  palette() {
    const style = getComputedStyle(this._map.getContainer());
    const read = (/** @type {string} */ name, /** @type {string} */ other) => style.getPropertyValue(name).trim() || other;
    return { mark: read("--map-mark", "#3d4f8a"), chosen: read("--map-chosen", "#8f5a17"), edge: read("--map-halo", "#faf7f2") };
  },

  _label() {
    const first = (/** @type {any} */ a, /** @type {any} */ b) => Number(b.index === this.chosen) - Number(a.index === this.chosen);
    const labels = [...(this.shown ?? [])].sort(first).map((/** @type {any} */ { index, sum }) => ({
      lat: this.places[index].lat,
      lon: this.places[index].lon,
      name: () => this.nameOf(this.places[index]),
      weight: sum,
      radius: this.marks.get(index)._radius,
      area: REGIONS.has(this.places[index].kind),
      chosen: index === this.chosen,
    }));
    this.labels.setLabels(labels);
  },

  /** @param {number} index the chosen place, or -1 */
  choose(index) {
    const before = this.chosen;
    this.chosen = index;
    for (const which of [before, index]) {
      this._sign(which, "chosen", which === index);
      const mark = this.marks.get(which);
      if (!mark) continue;
      mark.options.chosen = which === index;
      mark.redraw();
    }
    this._label();
  },

  repaint() {
    const palette = this.palette();
    for (const mark of this.marks.values()) {
      mark.options.palette = palette;
      mark.redraw();
    }
    this.labels.redraw();
  },
});

/**
 * Draw a spec on a map.
 * @param {L.Map} map
 * @param {any} spec
 */
function placesLayer(map, spec) {
  map.setMaxBounds([[-65, -200], [84, 200]]);
  map.fitBounds(spec.view, { animate: false });
  const layer = new PlacesLayer(spec).addTo(map);
  layer.baseDrawn = drawBaseMap(map, spec);
  placesLayer.drawn.push(layer);
  if (spec.data) showAlone(layer, spec.data);
  return layer;
}
/** @type {any[]} */
placesLayer.drawn = [];

/**
 * Without a page around it: every passage counted, and a popup with the names.
 * @param {any} layer
 * @param {any} data
 */
function showAlone(layer, data) {
  const counts = data.places.map(() => [new Set(), new Set()]);
  data.attestations.place.forEach((/** @type {number} */ place, /** @type {number} */ row) => {
    if (place >= 0) counts[place][data.attestations.min[row] === null ? 1 : 0].add(data.attestations.passage[row]);
  });
  const sums = counts.map((/** @type {Set<number>[]} */ [dated, undated]) => [dated.size, 0, undated.size]);
  layer.setPlaces(data.places, data.areas, sums.map((/** @type {number[]} */ s) => s[0] + s[2]));
  layer.show((/** @type {number} */ index) => sums[index]);
  layer.on("place", (/** @type {any} */ event) => {
    const place = data.places[event.index], box = document.createElement("div"), head = document.createElement("strong");
    head.textContent = [...new Set([...place.used, place.title])].join(" · ");
    box.append(head, document.createElement("br"), `${sums[event.index][0] + sums[event.index][2]} passages`);
    layer.choose(event.index);
    L.popup().setLatLng([place.lat, place.lon]).setContent(box).openOn(layer._map);
  });
}
