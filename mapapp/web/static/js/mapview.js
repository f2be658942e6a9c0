// @ts-check
/** The map as the explorer uses it: marks, the popup (on a narrow screen the sheet) and the view in the link. */

import { get, make } from "./dom.js";
import { nameOf } from "./names.js";
import { isNarrow } from "./sheet.js";
import { t } from "./language.js";

/** @typedef {import("./columns.js").Columns} Columns */

const FAR_ZOOM = 4;
const LEAST_QUOTE = 84; // pixels: three lines, while the reasons are open
const FLOATING = { paddingTopLeft: [12, 60], paddingBottomRight: [60, 52] }; // pixels that search, buttons and foot cover on a phone
const AROUND_CARD = 116; // pixels of the map above and below a card: its edge, its tip, its mark, and the map's foot

/**
 * @param {any} layer the PlacesLayer that folium's page has drawn
 * @param {Columns} data
 * @param {{choose: (index: number) => void, close: () => void, moved: (at: string) => void}} tell
 */
export function makeMapView(layer, data, tell) {
  const map = layer._map, slot = get("#card-slot");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const popup = L.popup({ maxWidth: 400, minWidth: 300, autoPan: false, closeOnClick: false, className: "evidence" });
  const doubts = doubtsOf(data);
  let quiet = false;
  layer.setPlaces(data.places, data.areas, passagesOf(data));
  layer.on("place", (/** @type {any} */ event) => tell.choose(event.index));
  L.control.zoom({ position: "topright" }).addTo(map);
  addTools(map, () => layer.shown.map((/** @type {any} */ { index }) => data.places[index]), layer.spec.detailed);
  L.control.scale({ position: "bottomleft", imperial: false }).addTo(map);
  map.on("popupclose", () => !quiet && tell.close());
  map.on("click", () => tell.close());
  const view = () => `${map.getCenter().lat.toFixed(3)},${map.getCenter().lng.toFixed(3)},${Number(map.getZoom().toFixed(2))}`;
  map.on("dragend zoomend", () => !quiet && tell.moved(view()));
  const silently = (/** @type {() => void} */ work) => {
    const before = quiet;
    quiet = true;
    work();
    quiet = before;
  };
  return {
    /**
     * @param {import("./filter.js").Seen} seen
     * @param {string} rule
     */
    show(seen, rule) {
      layer.nameOf = (/** @type {any} */ place) => nameOf(place, rule);
      layer.show(seen.counts);
      layer.showDoubts(doubts.filter(({ rows }) => rows.some((row) => seen.rows[row])));
    },
    /** @param {number} index */
    choose(index) {
      layer.choose(index);
    },
    /**
     * @param {number} index
     * @param {{element: HTMLElement, ready: Promise<void>}} card
     * @param {boolean} fresh whether another place was chosen before
     */
    openCard(index, card, fresh) {
      const place = data.places[index], had = document.activeElement?.closest(".card");
      const focused = had && document.activeElement?.className;
      const inSlot = isNarrow() || place.lon === null;
      card.element.style.setProperty("--room", `${map.getSize().y - AROUND_CARD}px`);
      slot.replaceChildren(...(inSlot ? [card.element] : []));
      slot.toggleAttribute("hidden", !inSlot);
      if (inSlot) silently(() => map.closePopup(popup));
      else {
        popup.setLatLng([place.lat, place.lon]).setContent(card.element);
        if (!popup.isOpen()) popup.openOn(map);
      }
      if (focused) keepFocus(card.element, focused);
      if (fresh && place.lon !== null) silently(() => goTo(map, layer.spec.detailed, place));
      card.ready.then(() => {
        showMark(card.element);
        if (fresh && isNarrow()) this.resize(); // the sheet has grown with the quote
        if (inSlot || !popup.isOpen()) return;
        const here = /** @type {HTMLElement | null} */ (document.activeElement);
        popup.update(); // takes the card out and puts it back, which would lose the focus
        if (here && card.element.contains(here)) here.focus({ preventScroll: true });
        showMark(card.element);
        makeRoom(map, popup.getElement(), still.matches);
      });
      card.element.addEventListener("toggle", (event) => {
        if (!inSlot && popup.isOpen()) {
          popup._updateLayout();
          popup._updatePosition(); // not update(): that takes the card out, and the focus with it
          makeRoom(map, popup.getElement(), still.matches);
        }
        rollTo(card.element, inSlot ? slot : get(".card-body", card.element), /** @type {Element} */ (event.target));
      }, true);
    },
    closeCard() {
      slot.replaceChildren();
      slot.setAttribute("hidden", "");
      silently(() => map.closePopup(popup));
    },
    /** @param {string} at latitude,longitude,zoom, or empty: the first view */
    lookAt(at) {
      if (at === view()) return;
      const [north, east, zoom] = at.split(",").map(Number), still = { animate: false };
      const look = () => (at ? map.setView([north, east], zoom, still) : map.fitBounds(layer.spec.view, { ...still, ...(isNarrow() && FLOATING) }));
      silently(() => /** @type {any} */ (window).placesLayer.exactly(map, look));
    },
    resize() {
      silently(() => {
        map.invalidateSize({ pan: false });
        const place = isNarrow() ? data.places[layer.chosen] : undefined;
        if (place && place.lon !== null) map.panTo([place.lat, place.lon], { animate: false });
      });
    },
  };
}

/**
 * Buttons under those of the zoom: all that is shown, and the whole screen where the browser has one to give.
 * @param {any} map
 * @param {() => any[]} shown places
 * @param {number[][]} detailed corners of the detailed base map
 */
function addTools(map, shown, detailed) {
  const page = get(".explorer");
  const fit = () => {
    const inside = shown().filter((place) => L.latLngBounds(detailed).contains([place.lat, place.lon]));
    const places = (inside.length ? inside : shown()).map((place) => [place.lat, place.lon]);
    if (places.length) map.fitBounds(places, { padding: [40, 40], maxZoom: 10, animate: false });
  };
  const whole = () => (document.fullscreenElement ? document.exitFullscreen() : page.requestFullscreen()).catch(() => undefined);
  const button = (/** @type {string} */ name, /** @type {string} */ label, /** @type {() => void} */ act) =>
    make("button", { type: "button", class: `map-tool ${name}`, title: label, "aria-label": label, onclick: act });
  const bar = L.control({ position: "topright" });
  bar.onAdd = () => {
    const box = make("div", { class: "leaflet-bar map-tools" }, button("fit", t(t("Zoom to what is shown")), fit), document.fullscreenEnabled && button("whole", t(t("Full screen")), whole));
    L.DomEvent.disableClickPropagation(box);
    return box;
  };
  bar.addTo(map);
}

/**
 * Show a place that is out of view; far from the region from so high that its surroundings tell where it is.
 * @param {any} map
 * @param {number[][]} detailed corners of the detailed base map
 * @param {any} place
 */
function goTo(map, detailed, place) {
  const at = L.latLng(place.lat, place.lon);
  const zoom = L.latLngBounds(detailed).contains(at) ? map.getZoom() : Math.min(map.getZoom(), FAR_ZOOM);
  if (!map.getBounds().contains(at)) map.setView(at, zoom, { animate: false });
}

/**
 * Roll a long quote to its mention, and show by its fading edges that there is more of it.
 * @param {HTMLElement} card
 */
function showMark(card) {
  const quote = /** @type {HTMLElement | null} */ (card.querySelector(".quote")), mark = /** @type {HTMLElement | null} */ (quote?.querySelector("mark:not(.hit)"));
  if (!quote || !mark) return;
  quote.style.minHeight = `${Math.min(quote.scrollHeight, LEAST_QUOTE)}px`;
  const goesOn = () => {
    quote.classList.toggle("begun", quote.scrollTop > 8);
    quote.classList.toggle("long", quote.scrollTop + quote.clientHeight < quote.scrollHeight - 8);
  };
  quote.scrollTop = mark.offsetTop - quote.offsetTop - quote.clientHeight / 2;
  quote.addEventListener("scroll", goesOn, { passive: true });
  goesOn();
}

/**
 * Roll what was opened into view, as much of it as there is room for above the steps from passage to passage.
 * @param {HTMLElement} card
 * @param {Element} frame that rolls
 * @param {Element} opened
 */
function rollTo(card, frame, opened) {
  const inner = opened.getBoundingClientRect(), outer = frame.getBoundingClientRect();
  const foot = Math.min(outer.bottom, get(".card-steps", card).getBoundingClientRect().top);
  frame.scrollTop += Math.min(inner.top - outer.top, Math.max(0, inner.bottom - foot));
}

/**
 * Places that a place's rows may mean as well, each once with those rows.
 * @param {Columns} data
 * @returns {{place: number, lon: number, lat: number, rows: number[]}[]}
 */
function doubtsOf(data) {
  const found = new Map();
  for (const { row, points } of data.doubts) {
    const place = data.place[row];
    if (place < 0 || data.places[place].lon === null) continue;
    for (const [lon, lat] of points) {
      const key = `${place} ${lon} ${lat}`;
      if (!found.has(key)) found.set(key, { place, lon, lat, rows: [] });
      found.get(key).rows.push(row);
    }
  }
  return [...found.values()];
}

/**
 * Passages of each place in the whole atlas.
 * @param {Columns} data
 */
function passagesOf(data) {
  const counts = new Int32Array(data.places.length);
  for (const place of data.pairPlace) if (place >= 0) counts[place]++;
  return counts;
}

/**
 * Move the map just so far that the whole popup is seen.
 * @param {any} map
 * @param {HTMLElement | undefined} element
 * @param {boolean} still
 */
function makeRoom(map, element, still) {
  if (!element) return;
  const box = element.getBoundingClientRect(), frame = map.getContainer().getBoundingClientRect(), edge = 12;
  const over = (/** @type {number} */ low, /** @type {number} */ high, /** @type {number} */ from, /** @type {number} */ to) =>
    low < from + edge ? low - from - edge : high > to - edge ? Math.min(high - to + edge, low - from - edge) : 0;
  // On the right stand the zoom buttons, and below the popup its mark, above what stands at the map's foot.
  const x = over(box.left, box.right, frame.left, frame.right - 52), y = over(box.top, box.bottom, frame.top, frame.bottom - 78);
  if (x || y) map.panBy([x, y], { animate: !still, duration: 0.2 });
}

/**
 * Keep the keyboard where it was: on the same button, or on the card when that one can no longer be pressed.
 * @param {HTMLElement} card
 * @param {string} name class of the element that had the focus
 */
function keepFocus(card, name) {
  const same = /** @type {HTMLButtonElement | null} */ (card.querySelector(`.${name.trim().split(/\s+/).join(".")}`));
  const other = /** @type {HTMLElement | null} */ (card.querySelector(".step:not([disabled])"));
  (same && !same.disabled ? same : other)?.focus();
}
