// @ts-check
/* Where a name's identity is in doubt: hollow circles at the other places it may mean. A hairline joins them to the
   place it was taken for where both can be seen together, and always for the chosen place. A classic script. */
"use strict";

const LONGEST_LINK = 90; // pixels: a longer line leads the eye off to nothing, unless it was asked for

/** @typedef {{place: number, lat: number, lon: number}} Doubt another place that a row may mean */

/** A layer of the doubts about the places that are shown. */
const PlaceLinks = L.LayerGroup.extend({
  /** @param {L.Renderer} renderer */
  initialize(renderer) {
    L.LayerGroup.prototype.initialize.call(this);
    this._renderer = renderer;
    this._doubts = [];
    this._chosen = -1;
  },

  /** @param {L.Map} map */
  onAdd(map) {
    L.LayerGroup.prototype.onAdd.call(this, map);
    map.on("moveend", this._redraw, this);
  },

  /** @param {L.Map} map */
  onRemove(map) {
    map.off("moveend", this._redraw, this);
    L.LayerGroup.prototype.onRemove.call(this, map);
  },

  /**
   * @param {Doubt[]} doubts the same objects as before where they are the same doubts
   * @param {{lat: number, lon: number}[]} places
   */
  show(doubts, places) {
    const had = this._doubts;
    this._doubts = doubts;
    this._places = places;
    if (doubts.length !== had.length || doubts.some((doubt, at) => doubt !== had[at])) this._redraw();
  },

  /** @param {number} index of the chosen place, or -1 */
  choose(index) {
    this._chosen = index;
    this._redraw();
  },

  _redraw() {
    this.clearLayers();
    const options = { renderer: this._renderer, interactive: false };
    for (const { place, lat, lon } of this._doubts) {
      const from = [this._places[place].lat, this._places[place].lon], chosen = place === this._chosen;
      const className = chosen ? "doubt chosen" : "doubt";
      if (chosen || this._together(from, [lat, lon])) this.addLayer(L.polyline([from, [lat, lon]], { ...options, className, weight: 1 }));
      this.addLayer(L.circleMarker([lat, lon], { ...options, className, radius: 5, weight: 1.5 }));
    }
  },

  /**
   * Whether two points can be seen together, near enough that a line between them says something.
   * @param {[number, number]} from
   * @param {[number, number]} to
   */
  _together(from, to) {
    const seen = this._map.getBounds(), at = (/** @type {[number, number]} */ point) => this._map.latLngToContainerPoint(point);
    return seen.contains(from) && seen.contains(to) && at(from).distanceTo(at(to)) <= LONGEST_LINK;
  },
});
