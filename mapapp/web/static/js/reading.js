// @ts-check
/* The map beside a place or a text: zoom buttons, the place chosen, and, beside a text, marks that follow the reading. */

import { inLanguage, t, tn } from "./language.js";

/** @typedef {{place?: string, view: "place" | "source"}} PageOptions */

/** @type {PageOptions} */
const options = JSON.parse(document.getElementById("page-options")?.textContent ?? "{}");
// @ts-ignore: classic scripts before this one
const L = globalThis.L, layer = globalThis.placesLayer?.drawn?.[0];
if (L && layer) {
  L.control.zoom({ position: "bottomright" }).addTo(layer._map);
  layer._map.scrollWheelZoom.disable(); // the wheel scrolls the page
  if (options.view === "place") showPlace(options.place ?? "");
  if (options.view === "source") followReading();
}

/** @param {string} id */
function showPlace(id) {
  const index = layer.places.findIndex((/** @type {any} */ place) => place.id === id);
  layer.choose(index);
  onPlace((/** @type {string} */ other) => {
    if (other !== id) location.assign(inLanguage(`/places/${encodeURIComponent(other)}`));
  });
}

/**
 * What a click on a mark does, in place of the layer's own popup.
 * @param {(id: string) => void} act
 */
function onPlace(act) {
  layer.off("place");
  layer.on("place", (/** @type {any} */ event) => act(layer.places[event.index].id));
}

/** Count the names in view as the text is scrolled; a click on the map leads to the next naming of that place. */
function followReading() {
  /** @type {NodeListOf<HTMLElement>} */
  const marks = document.querySelectorAll(".text [data-place]");
  const box = /** @type {HTMLInputElement} */ (document.getElementById("follow"));
  const line = document.getElementById("in-view");
  const all = countOf(marks), /** @type {Set<HTMLElement>} */ inView = new Set();
  let asked = 0;
  const show = () => {
    asked = 0;
    const follows = box.checked && inView.size > 0; // where nothing is named, an empty map would say nothing
    const counts = follows ? countOf(inView) : all;
    layer.show(Int32Array.from(layer.places.flatMap((/** @type {any} */ { id }) => [counts.get(id) ?? 0, 0, 0])));
    if (follows) bringIntoView(counts);
    if (line) line.textContent = box.checked ? inWords(follows ? counts : new Map()) : "";
  };
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const mark = /** @type {HTMLElement} */ (target);
      isIntersecting ? inView.add(mark) : inView.delete(mark);
    }
    if (box.checked && !asked) asked = setTimeout(show, 120);
  });
  for (const mark of marks) observer.observe(mark);
  box.addEventListener("change", show);
  onPlace((id) => leadTo(id, marks));
  box.checked = matchMedia("(min-width: 62rem)").matches;
  show();
}

/**
 * Where the places that are read of lie; those beyond the detailed map are left out.
 * @param {Map<string, number>} counts
 */
function pointsOf(counts) {
  const detailed = L.latLngBounds(layer.spec.detailed);
  return layer.places
    .filter((/** @type {any} */ place) => counts.has(place.id) && place.lon !== null)
    .map((/** @type {any} */ place) => L.latLng(place.lat, place.lon))
    .filter((/** @type {any} */ point) => detailed.contains(point));
}

/**
 * Move the map where a place that is read of lies outside it; places beyond the detailed map do not count.
 * @param {Map<string, number>} counts
 */
function bringIntoView(counts) {
  const points = pointsOf(counts), seen = layer._map.getBounds().pad(-0.05);
  if (points.every((/** @type {any} */ point) => seen.contains(point))) return;
  const animate = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  layer._map.fitBounds(L.latLngBounds(points), { padding: [60, 40], maxZoom: 8, animate });
}

/**
 * @param {Iterable<HTMLElement>} marks
 * @returns {Map<string, number>} namings by place
 */
function countOf(marks) {
  const counts = new Map();
  for (const { dataset } of marks) counts.set(dataset.place, (counts.get(dataset.place) ?? 0) + 1);
  return counts;
}

/** @param {Map<string, number>} counts */
function inWords(counts) {
  const places = counts.size, onMap = pointsOf(counts).length;
  const beyond = onMap < places ? t(", %(count)s of them beyond the map", { count: places - onMap }) : "";
  return places ? tn("%(count)s place in view", "%(count)s places in view", places) + beyond : t("No place is named in view; the map shows all of this text.");
}

/**
 * Scroll to the next naming of a place after the one that was shown last.
 * @param {string} id
 * @param {NodeListOf<HTMLElement>} marks
 */
function leadTo(id, marks) {
  const those = [...marks].filter((mark) => mark.dataset.place === id);
  const before = those.findIndex((mark) => mark.classList.contains("here"));
  for (const mark of document.querySelectorAll(".here")) mark.classList.remove("here");
  const next = those[(before + 1) % those.length];
  if (!next) return;
  const smooth = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  next.classList.add("here");
  next.scrollIntoView({ block: "center", behavior: smooth ? "smooth" : "auto" });
  next.focus({ preventScroll: true });
  layer.choose(layer.places.findIndex((/** @type {any} */ place) => place.id === id));
}
