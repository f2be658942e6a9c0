// @ts-check
/* A map without a page around it (a notebook): its controls, a list of its places, and popups with the passages that
   name a place. A classic script; it comes after places-layer.js. Text reaches the page by textContent only. */
"use strict";

/** @typedef {{when: string, source: string, text: string, marks: [number, number][]}} Quote */

/**
 * @param {any} layer what placesLayer() drew
 * @param {{quotes: Quote[][], passages: number[], credit: string}} spec quotes by place
 */
function quotePopups(layer, spec) {
  const map = layer._map;
  control(map, "topleft", () => placeList(layer, spec.passages));
  L.control.zoom({ position: "topright" }).addTo(map);
  if (spec.credit) control(map, "bottomright", () => written("div", "leaflet-control-attribution", spec.credit));
  layer.on("place", (/** @type {{index: number, opener?: HTMLElement}} */ { index, opener }) => {
    const place = layer.places[index], card = placeCard(place, spec.quotes[index], spec.passages[index]);
    if (place.lat === null) return;
    L.popup({ maxHeight: 260, minWidth: 240, maxWidth: 340 }).setLatLng([place.lat, place.lon]).setContent(card).openOn(map);
    card.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      map.closePopup();
      (opener ?? map.getContainer()).focus();
    });
    if (opener) card.focus();
  });
}

/**
 * @param {any} map
 * @param {string} position
 * @param {() => HTMLElement} make
 */
function control(map, position, make) {
  const made = L.control({ position });
  made.onAdd = make;
  made.addTo(map);
}

/**
 * All places by name: the way to the passages for who uses no pointer.
 * @param {any} layer
 * @param {number[]} passages
 */
function placeList(layer, passages) {
  const box = written("details", "place-list leaflet-bar", ""), list = document.createElement("ul");
  const order = layer.places.map((/** @type {any} */ place, /** @type {number} */ index) => ({ index, title: place.title }));
  order.sort((/** @type {any} */ a, /** @type {any} */ b) => a.title.localeCompare(b.title));
  for (const { index, title } of order) {
    const item = document.createElement("li"), button = written("button", "", `${title} (${passages[index]})`);
    button.addEventListener("click", () => layer.fire("place", { index, opener: button }));
    item.append(button);
    list.append(item);
  }
  box.append(written("summary", "", `Places (${order.length})`), list);
  L.DomEvent.disableClickPropagation(box);
  L.DomEvent.disableScrollPropagation(box);
  return box;
}

/**
 * @param {any} place
 * @param {Quote[]} quotes
 * @param {number} passages how many there are in all
 */
function placeCard(place, quotes, passages) {
  const card = written("div", "place-card", "");
  card.tabIndex = 0;
  card.append(written("strong", "", [...new Set([place.title, ...place.used])].join(" · ")));
  const count = quotes.length < passages ? `the first ${quotes.length} of ${passages} passages` : `${passages} passage${passages === 1 ? "" : "s"}`;
  card.append(written("div", "", count));
  for (const quote of quotes) {
    const block = document.createElement("blockquote");
    block.append(written("div", "when", quote.when), ...marked(quote), written("cite", "", ` ${quote.source}`));
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
