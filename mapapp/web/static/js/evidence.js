// @ts-check
/** Where the page gets quotes and words from: from the server, one at a time, or, in a file that stands alone, from
 *  the page itself. */

import { wordsOf } from "./dom.js";
import { inLanguage } from "./language.js";
import { writeLink } from "./link.js";

/**
 * @typedef {object} Atlas
 * @property {(id: number) => Promise<any>} evidence of an attestation (see mapapp/maps/quotes.py)
 * @property {(q: string) => Promise<Set<number>>} words ids of the passages that hold all words
 * @property {(place: string, query: string) => string} placeLink address of a place's page; empty where there is none
 * @property {(state: import("./link.js").State, place: string) => string} choiceLink what an entry of the list links to
 */

/** @param {string} address */
export async function fetchJson(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

/** @returns {Atlas} */
export function servedAtlas() {
  const had = new Map();
  const placeLink = (/** @type {string} */ place, query = "") => inLanguage(`/places/${encodeURIComponent(place)}${query}`);
  return {
    evidence(id) {
      if (!had.has(id)) {
        const asked = fetchJson(inLanguage(`/data/mentions/${id}.json`));
        asked.catch(() => had.delete(id));
        had.set(id, asked);
      }
      return had.get(id);
    },
    words: async (q) => new Set((await fetchJson(`/data/words.json?q=${encodeURIComponent(q)}`)).passages),
    placeLink,
    choiceLink: (_state, place) => placeLink(place),
  };
}

/**
 * @param {any} quotes see to_quotes() in mapapp/maps/quotes.py
 * @returns {Atlas}
 */
export function ownAtlas(quotes) {
  /** @type {[number, string][] | null} */
  let texts = null;
  return {
    evidence: async (id) => unpacked(quotes, id),
    async words(q) {
      texts ??= Object.entries(quotes.passages).map(([id, [reading]]) => [Number(id), ` ${wordsOf(reading)} `]);
      const wanted = q.split(/\s+/).map(wordsOf).filter(Boolean).map((word) => ` ${word} `);
      return new Set(wanted.length ? texts.filter(([, text]) => wanted.every((word) => text.includes(word))).map(([id]) => id) : []);
    },
    placeLink: () => "",
    choiceLink: (state, place) => writeLink({ ...state, sel: place, n: 1 }),
  };
}

/**
 * Evidence as the server gives it.
 * @param {any} quotes
 * @param {number} id
 */
function unpacked(quotes, id) {
  const named = (/** @type {string[]} */ names, /** @type {any[]} */ values) => Object.fromEntries(names.map((name, at) => [name, values[at]]));
  const said = (/** @type {number[]} */ numbers) => numbers.map((number) => quotes.texts[number]);
  const found = named(quotes.fields, quotes.attestations[id]);
  const candidates = found.candidates.map((/** @type {any} */ [place, title, reasons]) => ({ id: place, title, reasons: said(reasons) }));
  const lists = { reasons: said(found.reasons), when_reasons: said(found.when_reasons), candidates };
  return { ...named(quotes.passage_fields, quotes.passages[found.passage]), ...found, ...lists, href: "" };
}
