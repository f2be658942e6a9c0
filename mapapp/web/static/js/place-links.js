// @ts-check
/* Where a name's identity is in doubt: hollow circles at the other places it may mean, joined to the one it was
   taken for by a hairline. A classic script. */
"use strict";

/** @typedef {{place: number, lat: number, lon: number}} Doubt another place that a row may mean */

/** A layer of the doubts about the places that are shown. */
const PlaceLinks = L.LayerGroup.extend({
  /**
   * @param {L.Renderer} renderer
   */
  initialize(renderer) {
    L.LayerGroup.prototype.initialize.call(this);
    this._renderer = renderer;
    this._drawn = "";
  },

  /**
   * @param {Doubt[]} doubts
   * @param {{lat: number, lon: number}[]} places
   * @param {string} colour
   */
  show(doubts, places, colour) {
    const key = colour + doubts.map((doubt) => `${doubt.place} ${doubt.lat} ${doubt.lon}`).join("|");
    if (key === this._drawn) return;
    this._drawn = key;
    this.clearLayers();
    const options = { renderer: this._renderer, interactive: false, color: colour };
    for (const { place, lat, lon } of doubts) {
      const from = places[place];
      this.addLayer(L.polyline([[from.lat, from.lon], [lat, lon]], { ...options, weight: 1, opacity: 0.7 }));
      this.addLayer(L.circleMarker([lat, lon], { ...options, radius: 5, weight: 1.5, fill: false }));
    }
  },
});
