// @ts-check
/* A map without a page around it (a notebook): its controls, and popups with the passages that name a place.
   A classic script; it comes after places-layer.js. Text reaches the page by textContent only. */
"use strict";

/** @typedef {{when: string, source: string, text: string, marks: [number, number][]}} Quote */

/**
 * @param {any} layer what placesLayer() drew
 * @param {{quotes: Quote[][], passages: number[], credit: string}} spec quotes by place
 */
function quotePopups(layer, spec) {
  const map = layer._map;
  L.control.zoom({ position: "topright" }).addTo(map);
  const credit = L.control({ position: "bottomright" });
  credit.onAdd = () => written("div", "leaflet-control-attribution", spec.credit);
  if (spec.credit) credit.addTo(map);
  layer.on("place", (/** @type {{index: number}} */ event) => {
    const place = layer.places[event.index];
    if (place.lat === null) return;
    const popup = L.popup({ maxHeight: 260, minWidth: 240, maxWidth: 340 });
    popup.setLatLng([place.lat, place.lon]).setContent(placeCard(place, spec.quotes[event.index], spec.passages[event.index])).openOn(map);
  });
}

/**
 * @param {any} place
 * @param {Quote[]} quotes
 * @param {number} passages how many there are in all
 */
function placeCard(place, quotes, passages) {
  const card = document.createElement("div");
  card.append(written("strong", "", [...new Set([place.title, ...place.used])].join(" · ")));
  const count = quotes.length < passages ? `the first ${quotes.length} of ${passages} passages` : `${passages} passage${passages === 1 ? "" : "s"}`;
  card.append(written("div", "", count));
  for (const quote of quotes) {
    const block = document.createElement("blockquote");
    block.style.margin = "0.6em 0 0";
    block.append(written("div", "", quote.when || "undated"), ...marked(quote), written("cite", "", ` ${quote.source}`));
    card.append(block);
  }
  return card;
}

/** @param {Quote} quote */
function marked(quote) {
  // Offsets count code points, as Python does.
  const letters = [...quote.text], parts = [];
  let done = 0;
  for (const [start, end] of quote.marks) {
    parts.push(letters.slice(done, start).join(""), written("mark", "", letters.slice(start, end).join("")));
    done = end;
  }
  return [...parts, letters.slice(done).join("")];
}

/**
 * @param {string} tag
 * @param {string} name of its class
 * @param {string} text
 */
function written(tag, name, text) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.textContent = text;
  return element;
}
