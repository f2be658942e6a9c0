// @ts-check
/** Names of places: which are shown, and how typed words find them in any script. */

import { t } from "./language.js";

/** @typedef {import("./columns.js").Place} Place */

/** Letters that romanisations of the region interchange; as FOLDS in mapapp/gazetteer.py. @type {Record<string, string>} */
const FOLDS = { ı: "i", ə: "a", ł: "l", ø: "o", ß: "ss", đ: "d", æ: "ae", œ: "oe" };

/** What a reader may call a language; a code stands for itself where it is not here. @type {Record<string, string>} */
export const LANGUAGES = {
  ar: t("Arabic"), az: t("Azerbaijani"), en: t("English"), fa: t("Persian"), fr: t("French"), de: t("German"), hy: t("Armenian"),
  ka: t("Georgian"), ku: t("Kurdish"), ota: t("Ottoman Turkish"), ru: t("Russian"), tr: t("Turkish"),
};

/** Languages of the region, in the order of the alphabet: their forms come before those of travellers and cables. */
const REGIONAL = ["hy", "az", "ka", "ku", "fa", "ru", "tr"];

/**
 * The letters and digits of a name without case, diacritics, spaces, hyphens or apostrophes.
 * @param {string} name
 */
export function normalise(name) {
  const folded = name.toLowerCase().normalize("NFKD").replace(/[ıəłøßđæœ]/g, (letter) => FOLDS[letter]);
  return folded.replace(/[^\p{L}\p{N}]/gu, "");
}

/**
 * All forms of a place's name, each once: first those of the texts, the most frequent before others; then one of
 * each language of the region, so that no side's name is far behind; then the rest.
 * @param {Place} place
 */
export function formsOf(place) {
  const own = REGIONAL.map((code) => place.names.find(([, language]) => language.split("-")[0] === code)?.[0] ?? "");
  return [...new Set([...place.used, ...own, ...place.names.map(([name]) => name), place.title])].filter(Boolean);
}

/**
 * The name that stands on the map and at the head of a list's entry.
 * @param {Place} place
 * @param {string} rule source, all, or the code of a language
 */
export function nameOf(place, rule) {
  if (rule === "all") return formsOf(place).filter(unlike()).slice(0, 3).join(" · ");
  if (rule !== "source") {
    const own = place.names.find(([, language]) => language.split("-")[0] === rule);
    if (own) return own[0];
  }
  return place.used[0] ?? place.title;
}

/**
 * Other forms, to stand beside the name.
 * @param {Place} place
 * @param {string} rule
 * @param {number} most
 */
export function otherNames(place, rule, most) {
  /** @type {string[]} */
  const shown = rule === "all" ? formsOf(place).filter(unlike()).slice(0, 3) : [nameOf(place, rule)];
  const is = unlike(shown);
  return formsOf(place).filter(is).slice(0, most);
}

/**
 * A test that passes each form once but for case and diacritics.
 * @param {string[]} [had]
 */
function unlike(had = []) {
  const seen = new Set(had.map(normalise));
  return (/** @type {string} */ form) => {
    const key = normalise(form);
    return seen.has(key) ? false : Boolean(seen.add(key));
  };
}

/** @param {Place[]} places */
export function languagesOf(places) {
  const codes = new Set(places.flatMap((place) => place.names.map(([, language]) => language.split("-")[0])));
  return [...codes].filter((code) => LANGUAGES[code]).sort((a, b) => LANGUAGES[a].localeCompare(LANGUAGES[b]));
}

/**
 * An index that finds places by what a reader types. Of two as like, the one that the texts name more comes first: a town
 * and its district often share a name.
 * @param {Place[]} places
 * @param {Int32Array} told place of each attestation, -1: none
 * @returns {(text: string, most?: number) => {index: number, form: string}[]} best first, each with the form found
 */
export function makeFinder(places, told) {
  const often = new Uint32Array(places.length);
  told.forEach((place) => place >= 0 && (often[place] += 1));
  const entries = places.flatMap((place, index) => formsOf(place).map((form) => ({ index, form, key: normalise(form) })));
  return (text, most = 8) => {
    const key = normalise(text);
    if (!key) return [];
    const found = entries.map((entry) => ({ ...entry, score: likeness(key, entry.key) })).filter((entry) => entry.score > 0);
    found.sort((a, b) => b.score - a.score || a.key.length - b.key.length || often[b.index] - often[a.index]);
    const had = new Set(), least = found[0]?.score > SLIP ? SLIP + 1 : SLIP; // what holds the very word leaves no slip to guess
    return found.filter((entry) => entry.score >= least && !had.has(entry.index) && had.add(entry.index)).slice(0, most);
  };
}

const SLIP = 1;

/**
 * @param {string} key what was typed
 * @param {string} form
 * @returns {number} 0: not alike; 4 the same, 3 a beginning, 2 inside, 1 with a slip of the pen
 */
function likeness(key, form) {
  if (form === key) return 4;
  if (form.startsWith(key)) return 3;
  if (key.length > 2 && form.includes(key)) return 2;
  if (key.length < 4) return 0;
  const slips = key.length < 8 ? 1 : 2;
  return slipsBetween(key, form.slice(0, key.length + slips), slips) ? SLIP : 0;
}

/**
 * Whether a typed word becomes a form, or the beginning of one, with few letters put in, left out or changed.
 * @param {string} key
 * @param {string} form
 * @param {number} most
 */
function slipsBetween(key, form, most) {
  let line = Array.from({ length: form.length + 1 }, (_, i) => i);
  for (let i = 1; i <= key.length; i++) {
    const next = [i];
    for (let j = 1; j <= form.length; j++) {
      next[j] = Math.min(line[j] + 1, next[j - 1] + 1, line[j - 1] + Number(key[i - 1] !== form[j - 1]));
    }
    line = next;
  }
  return Math.min(...line.slice(Math.max(0, key.length - most))) <= most;
}
