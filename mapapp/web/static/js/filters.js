// @ts-check
/** The filter menus, the chips that say what is filtered, and the choices that are plain selects. */

import { FACETS, facetCounts } from "./filter.js";
import { get, make } from "./dom.js";
import { numeral, t } from "./language.js";
import { START } from "./link.js";

/** @typedef {import("./link.js").State} State */
/** @typedef {import("./columns.js").Columns} Columns */
/** @typedef {(change: Partial<State>) => void} Set */

const CLEARED = Object.freeze(
  Object.fromEntries(["datetime", "undated", "unlocated", "bbox", "q", "place", ...FACETS].map((name) => [name, /** @type {any} */ (START)[name]])),
);

/**
 * @param {Columns} data
 * @param {Set} set
 * @param {() => State} state
 * @param {() => {mask: Uint8Array, range: import("./days.js").Range | null}} now
 */
export function makeFilters(data, set, state, now) {
  const menus = /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("details.menu"));
  for (const menu of menus) {
    menu.addEventListener("toggle", () => {
      if (!menu.open) return;
      for (const other of menus) if (other !== menu) other.open = false;
      countChoices(data, menu, now());
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      get("summary", menu).focus();
    });
  }
  document.addEventListener("pointerdown", (event) => {
    for (const menu of menus) if (!menu.contains(/** @type {Node} */ (event.target))) menu.open = false;
  });
  for (const facet of FACETS) {
    for (const box of boxes(facet)) {
      box.addEventListener("change", () => set({ [facet]: boxes(facet).filter((one) => one.checked).map((one) => one.value) }));
    }
  }
  for (const name of /** @type {const} */ (["undated", "sort", "names"])) {
    const select = /** @type {HTMLSelectElement} */ (get(`#${name}`));
    select.addEventListener("change", () => set({ [name]: select.value }));
  }
  get("#clear").addEventListener("click", () => set({ .../** @type {any} */ (CLEARED) }));
  return {
    show() {
      const current = state();
      for (const facet of FACETS) for (const box of boxes(facet)) box.checked = current[facet].includes(box.value);
      for (const name of /** @type {const} */ (["undated", "sort", "names"])) {
        /** @type {HTMLSelectElement} */ (get(`#${name}`)).value = current[name];
      }
      for (const menu of menus) {
        const count = [.../** @type {NodeListOf<HTMLInputElement>} */ (menu.querySelectorAll("input[name]"))].filter((box) => box.checked).length;
        const badge = menu.querySelector(".badge");
        if (badge) badge.textContent = count ? String(count) : "";
        if (menu.open) countChoices(data, menu, now());
      }
      showChips(data, current, set);
    },
  };
}

/**
 * @param {string} facet
 * @returns {HTMLInputElement[]}
 */
function boxes(facet) {
  return [.../** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(`.menu input[name="${facet}"]`))];
}

/**
 * @param {Columns} data
 * @param {Element} menu
 * @param {{mask: Uint8Array, range: import("./days.js").Range | null}} now
 */
function countChoices(data, menu, { mask, range }) {
  for (const facet of FACETS) {
    if (!menu.querySelector(`input[name="${facet}"]`)) continue;
    const counts = facetCounts(data, mask, range, facet);
    for (const box of boxes(facet)) {
      const place = box.closest("label")?.querySelector(".choice-count");
      if (place) place.textContent = numeral(counts.get(box.value) ?? 0);
    }
  }
}

/**
 * A chip for each thing that narrows what is shown, each with its own way out.
 * @param {Columns} data
 * @param {State} state
 * @param {Set} set
 */
function showChips(data, state, set) {
  const chips = [];
  const chip = (/** @type {string} */ words, /** @type {Partial<State>} */ without) =>
    chips.push(make("button", { type: "button", class: "chip", onclick: () => set(without), "aria-label": t("Remove the filter: %(words)s", { words }) }, words, make("span", { "aria-hidden": "true", text: " ×" })));
  if (state.q) chip(t("words “%(words)s”", { words: state.q }), { q: "" });
  for (const facet of [...FACETS, /** @type {const} */ ("place")]) {
    for (const value of state[facet]) chip(choiceWords(data, facet, value), { [facet]: state[facet].filter((other) => other !== value) });
  }
  if (state.bbox) chip(t("inside a box"), { bbox: "" });
  if (state.unlocated !== "include") chip(state.unlocated === "only" ? t("only names not on the map") : t("only located names"), { unlocated: "include" });
  get("#chips").replaceChildren(...chips);
  get("#clear").toggleAttribute("hidden", !chips.length && !state.datetime && state.undated === "include");
}

/**
 * @param {Columns} data
 * @param {string} facet
 * @param {string} value
 */
function choiceWords(data, facet, value) {
  if (facet === "source") return shortTitle(data.sources.find((source) => source.id === value)?.title ?? value);
  if (facet === "place") return data.places.find((place) => place.id === value)?.title ?? value;
  return boxes(facet).find((box) => box.value === value)?.closest("label")?.querySelector(".choice-name")?.textContent ?? value;
}

/** @param {string} title */
export function shortTitle(title) {
  const words = title.replace(/^\[|\]$/g, "");
  return words.length > 34 ? `${words.slice(0, 32).trimEnd()}…` : words;
}
