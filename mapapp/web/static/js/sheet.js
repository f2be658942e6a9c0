// @ts-check
/** The sheet of a narrow screen: three stops (time, list, passage), by tab or by dragging its handle. */

import { get } from "./dom.js";

const STOPS = /** @type {const} */ (["time", "list", "passage"]);
/** @typedef {typeof STOPS[number]} Stop */

const narrow = matchMedia("(max-width: 760px)");

export function isNarrow() {
  return narrow.matches;
}

/** @param {() => void} moved told when the room for the map has changed */
export function makeSheet(moved) {
  const page = get(".explorer"), grip = get("#grip");
  const go = (/** @type {Stop} */ stop) => {
    page.setAttribute("data-stop", stop);
    for (const name of STOPS) get(`#tab-${name}`).setAttribute("aria-pressed", String(name === stop));
    moved();
  };
  for (const name of STOPS) get(`#tab-${name}`).addEventListener("click", () => go(name));
  const toggle = get("#filters-toggle");
  toggle.addEventListener("click", () => toggle.setAttribute("aria-expanded", String(toggle.getAttribute("aria-expanded") !== "true")));
  let from = 0;
  grip.addEventListener("pointerdown", (event) => {
    from = event.clientY;
    grip.setPointerCapture(event.pointerId);
  });
  grip.addEventListener("pointerup", (event) => {
    const way = event.clientY - from;
    if (Math.abs(way) < 24) return;
    const at = STOPS.indexOf(/** @type {Stop} */ (page.getAttribute("data-stop")));
    go(STOPS[Math.min(2, Math.max(0, at + (way < 0 ? 1 : -1)))]);
  });
  narrow.addEventListener("change", moved);
  return { go };
}
