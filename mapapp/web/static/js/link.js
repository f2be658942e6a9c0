// @ts-check
/** The state of the page and its one serialised form, the link. Names are those of mapapp/query.py. */

import { parseRange } from "./days.js";

/**
 * @typedef {object} State
 * @property {string} datetime as in the link: EDTF or ISO, empty for all time
 * @property {string} undated include, exclude, only
 * @property {string} unlocated include, exclude, only
 * @property {string} bbox
 * @property {string} q words that the passage holds
 * @property {string[]} place
 * @property {string[]} source
 * @property {string[]} kind
 * @property {string[]} use
 * @property {string[]} zone
 * @property {string[]} certainty
 * @property {string} sel id of the chosen place
 * @property {number} n number of its passage, from 1
 * @property {string} sort passages, name, first
 * @property {string} names source, all, or a language
 * @property {string} at latitude,longitude,zoom
 * @property {string} lang language of the page, empty: as the browser asks; the server writes the page in it
 * @property {string} layer of tiles from another host, by name; the server draws it into the page
 */

const LISTS = ["place", "source", "kind", "use", "zone", "certainty"];
/** What an export takes. */
const QUERY = ["datetime", "undated", "unlocated", "bbox", "q", ...LISTS];

/** @type {State} */
export const START = Object.freeze({
  datetime: "", undated: "include", unlocated: "include", bbox: "", q: "",
  place: [], source: [], kind: [], use: [], zone: [], certainty: [],
  sel: "", n: 1, sort: "passages", names: "source", at: "", layer: "", lang: "",
});

/**
 * @param {string} search the part of an address from "?" on; the server has checked it
 * @returns {State}
 */
export function readLink(search) {
  /** @type {any} */
  const state = { ...START };
  for (const [name, value] of new URLSearchParams(search)) {
    if (!(name in START) || !value.trim()) continue;
    if (LISTS.includes(name)) {
      const words = value.split(",").map((word) => word.trim()).filter(Boolean);
      state[name] = [...new Set([...state[name], ...words])];
    } else state[name] = name === "n" ? Math.max(1, Number(value) || 1) : value.trim();
  }
  if (state.datetime && !parseRange(state.datetime)) state.unread = state.datetime;
  return state;
}

/**
 * @param {State} state
 * @param {string[]} [names] which parameters; all by default
 * @returns {string} "?..." or empty; defaults are left out
 */
export function writeLink(state, names = Object.keys(START)) {
  const pairs = names.flatMap((name) => {
    const value = /** @type {any} */ (state)[name], standard = /** @type {any} */ (START)[name];
    if (Array.isArray(value) ? !value.length : value === standard || (name === "n" && !state.sel)) return [];
    return [`${name}=${encodeURIComponent(String(value)).replaceAll("%2C", ",").replaceAll("%2F", "/")}`];
  });
  return pairs.length ? `?${pairs.join("&")}` : "";
}

/**
 * The query of an export: exactly what is shown.
 * @param {State} state
 */
export function exportQuery(state) {
  return writeLink(state, QUERY);
}

/**
 * Whether anything narrows what is shown.
 * @param {State} state
 */
export function isFiltered(state) {
  return exportQuery(state) !== "";
}
