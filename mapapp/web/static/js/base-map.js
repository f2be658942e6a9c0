// @ts-check
/* The base map: land, shaded relief, water and rivers of the region, and an outline of the world beyond it.
   A classic script: folium's page loads it before places-layer.js. Needs no network but its own files. */
"use strict";

/** Panes lie under Leaflet's own (400 and up); the relief multiplies what is under it (css/map.css). */
const BASE_PANES = { sea: 200, world: 205, land: 210, relief: 220, water: 230, rivers: 235 };

/**
 * Draw the base map. Each layer is an address to fetch, or its content.
 * @param {L.Map} map
 * @param {{base: Record<string, any>, detailed: number[][], credit: string}} spec
 * @returns {Promise<void>} settled when every layer is drawn; a layer that cannot be had is left out
 */
async function drawBaseMap(map, spec) {
  for (const [name, level] of Object.entries(BASE_PANES)) {
    const pane = map.createPane(`base-${name}`);
    pane.style.zIndex = String(level);
    pane.style.pointerEvents = "none";
  }
  // The map pane blends only with itself: without a sea of its own, the relief would be white beyond the shores.
  L.rectangle([[-85, -540], [85, 540]], { pane: "base-sea", className: "base-sea", interactive: false, renderer: baseRenderer(map, "base-sea") }).addTo(map);
  const parts = Object.entries(spec.base).map(([name, part]) =>
    name === "relief" ? drawRelief(map, part, spec.detailed) : drawShapes(map, name, part),
  );
  for (const done of await Promise.allSettled(parts)) {
    if (done.status === "rejected") console.warn("a layer of the base map is missing:", done.reason);
  }
}

/**
 * @param {L.Map} map
 * @param {string} address
 * @param {number[][]} corners
 * @returns {Promise<void>}
 */
function drawRelief(map, address, corners) {
  return new Promise((done) => {
    const relief = L.imageOverlay(address, corners, { pane: "base-relief", alt: "", interactive: false });
    relief.once("load error", () => done());
    relief.addTo(map);
  });
}

/**
 * @param {L.Map} map
 * @param {string} name
 * @param {string | object} part
 */
async function drawShapes(map, name, part) {
  const shapes = typeof part === "string" ? await fetchJson(part) : part;
  const pane = `base-${name}`;
  L.geoJSON(shapes, {
    interactive: false,
    pane,
    style: () => ({ className: `base-${name}`, renderer: baseRenderer(map, pane), smoothFactor: 1 }),
  }).addTo(map);
}

/**
 * One SVG a pane, so that the style sheet colours it, in the dark as well; drawn wider than the view, so that
 * a drag does not show its end.
 * @param {L.Map & {baseRenderers?: Record<string, L.Renderer>}} map
 * @param {string} pane
 */
function baseRenderer(map, pane) {
  map.baseRenderers ??= {};
  map.baseRenderers[pane] ??= L.svg({ pane, padding: 0.6 });
  return map.baseRenderers[pane];
}

/** @param {string} address */
async function fetchJson(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}
