// @ts-check
/* The one call that folium emits: base map, outlines, marks and names of a MapSpec on a Leaflet map.
   With data in the spec it is complete in itself (a notebook); a page can also hand it counts as they change.
   A classic script: base-map.js, place-labels.js and place-mark.js come before it. Text reaches the page by textContent only. */
"use strict";

/** @typedef {{id: string, title: string, kind: string, lon: number | null, lat: number | null, used: string[], names: string[][]}} MapPlace */

const LARGEST_RADIUS = 24; // pixels of the mark of the place that is named most often
const MOST_COVERED = 0.35; // of the map by its marks
const MANY = 400; // places: their names wait until a handle rests
const WIDE = 5; // square degrees: a wider outline is only drawn for the chosen place, lest outlines cover the map
const REGIONS = new Set(["district", "province", "region", "country", "continent"]);

/** All places of an atlas on the map. Fires "place" with {index} when one is clicked. */
const PlacesLayer = L.LayerGroup.extend({
  /** @param {any} spec */
  initialize(spec) {
    L.LayerGroup.prototype.initialize.call(this);
    this.spec = spec;
    this.places = [];
    this.marks = new PlaceMarks();
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
    this.links = new PlaceLinks(this._outlineRenderer).addTo(map);
    L.LayerGroup.prototype.onAdd.call(this, map);
    this.marks.setPalette(this.palette());
    this.marks.addTo(map).on("place", (/** @type {any} */ event) => this.fire("place", { index: event.index }));
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
    const { x, y } = this._map.getSize(), largest = Math.min(LARGEST_RADIUS, Math.max(13, x / 30));
    const all = order.reduce((sum, index) => sum + passages[index], 0);
    const covering = Math.sqrt((MOST_COVERED * x * y) / Math.PI / Math.max(1, all));
    this.scale = Math.min(largest / Math.sqrt(Math.max(1, most)), 6, Math.max(covering, 0.2));
    const drawn = places.flatMap((place, index) => (areas[place.id] ? [{ index, outline: this._outline(areas[place.id], index) }] : []));
    drawn.sort((a, b) => b.outline.extent - a.outline.extent); // the smaller ones lie above, where a pointer finds them
    for (const { index, outline } of drawn) {
      this.outlines.set(index, outline);
      this.addLayer(outline);
      this._sign(index, "off", true);
    }
    const marked = places.map((place) => (place.lon === null ? null : { at: L.latLng(/** @type {number} */ (place.lat), place.lon), soft: REGIONS.has(place.kind) }));
    this.marks.setPlaces(marked, order, this.scale);
    this.marks._update();
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
   * @param {Int32Array} counts passages that are shown of each place, three a place: certain, possible, undated
   */
  show(counts) {
    this._counts = counts;
    if (this.marks.setCounts(counts)) this.marks.redraw();
    for (const index of this.outlines.keys()) this._sign(index, "off", !this._sum(index));
    this._label();
  },

  /** @param {number} index of a place; its passages that are shown */
  _sum(index) {
    return this._counts[3 * index] + this._counts[3 * index + 1] + this._counts[3 * index + 2];
  },

  /**
   * @param {number} index of a place with an outline
   * @param {string} name of a class of the outline
   * @param {boolean} on
   */
  _sign(index, name, on) {
    this.outlines.get(index)?.eachLayer((/** @type {any} */ path) => path._path?.classList.toggle(name, on));
  },

  /** @param {Doubt[]} doubts other places that what is shown may mean */
  showDoubts(doubts) {
    this.links.show(doubts, this.places);
  },

  /** Colours of the marks, from the style sheet, so that they follow light and dark. */
  palette() {
    const style = getComputedStyle(this._map.getContainer());
    const read = (/** @type {string} */ name, /** @type {string} */ other) => style.getPropertyValue(name).trim() || other;
    return { mark: read("--map-mark", "#3d4f8a"), chosen: read("--map-chosen", "#8f5a17"), edge: read("--map-halo", "#faf7f2") };
  },

  /** Write the names anew; where they are many, once what is shown stays as it is. */
  _label() {
    clearTimeout(this._later);
    if (this.places.length > MANY) this._later = setTimeout(() => this._labelNow(), 120);
    else this._labelNow();
  },

  _labelNow() {
    const first = (/** @type {any} */ a, /** @type {any} */ b) => Number(b.index === this.chosen) - Number(a.index === this.chosen);
    const labels = this.shown.sort(first).map((/** @type {any} */ { index, sum }) => ({
      lat: this.places[index].lat,
      lon: this.places[index].lon,
      name: () => this.nameOf(this.places[index]),
      weight: sum,
      radius: this.marks.radiusOf(index),
      area: REGIONS.has(this.places[index].kind),
      chosen: index === this.chosen,
    }));
    this.labels.setLabels(labels);
  },

  /** @param {number} index the chosen place, or -1 */
  choose(index) {
    const before = this.chosen;
    this.chosen = index;
    if (before === index) return;
    for (const which of [before, index]) this._sign(which, "chosen", which === index);
    this.marks.choose(index);
    this.links.choose(index);
    this._label();
  },

  repaint() {
    this.marks.setPalette(this.palette());
    this.labels.redraw();
  },
});

/** The places on the map that are shown as {index, sum of passages}, those named most often first. */
Object.defineProperty(PlacesLayer.prototype, "shown", {
  get() {
    const many = this.places.length, keys = new Float64Array(many); // passages, then the place, in one number
    let count = 0;
    for (let index = 0; index < many && this._counts; index++) {
      if (this.places[index].lon !== null && this._sum(index)) keys[count++] = index - this._sum(index) * many;
    }
    return Array.from(keys.subarray(0, count).sort(), (key) => {
      const sum = Math.ceil(-key / many);
      return { index: key + sum * many, sum };
    });
  },
});

/**
 * Draw a spec on a map.
 * @param {L.Map} map
 * @param {any} spec
 */
function placesLayer(map, spec) {
  map.setMaxBounds([[-65, -200], [84, 200]]);
  exactly(map, () => map.fitBounds(spec.view, { animate: false }));
  const layer = new PlacesLayer(spec).addTo(map);
  layer.baseDrawn = drawBaseMap(map, spec);
  if (spec.tiles) {
    map.createPane("tiles").style.zIndex = "238"; // above the base map, below all that is ours
    L.tileLayer(spec.tiles.url, { pane: "tiles", maxNativeZoom: spec.tiles.maxZoom, referrerPolicy: "origin" }).addTo(map);
  }
  placesLayer.drawn.push(layer);
  if (spec.data) showAlone(layer, spec.data);
  return layer;
}
/** @type {any[]} */
placesLayer.drawn = [];
placesLayer.exactly = exactly;

/**
 * Set the view of a map at the very zoom that is asked for; buttons and wheel go on to whole ones.
 * @param {any} map
 * @param {() => void} work
 */
function exactly(map, work) {
  map.options.zoomSnap = 0;
  work();
  map.options.zoomSnap = 1;
}

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
  const sums = counts.map((/** @type {Set<number>[]} */ [dated, undated]) => dated.size + undated.size);
  layer.setPlaces(data.places, data.areas, sums);
  layer.show(Int32Array.from(counts.flatMap((/** @type {Set<number>[]} */ [dated, undated]) => [dated.size, 0, undated.size])));
  layer.on("place", (/** @type {any} */ event) => {
    const place = data.places[event.index], box = document.createElement("div"), head = document.createElement("strong");
    head.textContent = [...new Set([...place.used, place.title])].join(" · ");
    box.append(head, document.createElement("br"), `${sums[event.index]} passages`);
    layer.choose(event.index);
    L.popup().setLatLng([place.lat, place.lon]).setContent(box).openOn(layer._map);
  });
}
