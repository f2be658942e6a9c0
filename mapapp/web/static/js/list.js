// @ts-check
/** The list of places: the same selection as the map, and the accessible way to all that is on it. */

import { counted, get, make } from "./dom.js";
import { numeral } from "./language.js";
import { nameOf, normalise, otherNames } from "./names.js";

/** @typedef {import("./columns.js").Columns} Columns */
/** @typedef {import("./filter.js").Seen} Seen */
/** @typedef {{index: number, name: string, passages: number, first: number}} Entry */

const AT_ONCE = 300;

/**
 * @param {Columns} data
 * @param {(index: number) => void} choose
 * @param {(state: import("./link.js").State, place: string) => string} linkOf what an entry links to
 */
export function makeList(data, choose, linkOf) {
  const list = get("#place-list"), count = get("#list-count"), more = get("#list-more");
  let most = AT_ONCE;
  /** @type {(() => void) | null} */
  let again = null;
  list.addEventListener("click", (event) => {
    const link = /** @type {HTMLElement} */ (event.target).closest("a[data-index]");
    const plain = event instanceof MouseEvent && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (!link || !plain) return;
    event.preventDefault();
    choose(Number(link.getAttribute("data-index")));
  });
  list.addEventListener("keydown", (event) => moveFocus(/** @type {HTMLElement} */ (list), /** @type {KeyboardEvent} */ (event)));
  more.addEventListener("click", () => {
    most *= 4;
    again?.();
  });
  return {
    /**
     * @param {Seen} seen
     * @param {import("./link.js").State} state
     */
    show(seen, state) {
      again = () => this.show(seen, state);
      const entries = sorted(entriesOf(data, seen, state.names), state.sort);
      list.replaceChildren(...entries.slice(0, most).map((entry) => item(data, entry, state, linkOf(state, data.places[entry.index].id))));
      count.replaceChildren(make("strong", { text: counted(entries.length, "place") }), ` ${counted(seen.shown, "passage")}`);
      /** @type {HTMLElement} */ (more).hidden = entries.length <= most;
      get("#list-empty").toggleAttribute("hidden", entries.length > 0);
    },
    /** @param {number} index of the chosen place, or -1 */
    mark(index) {
      list.querySelector("[aria-current]")?.removeAttribute("aria-current");
      const link = list.querySelector(`a[data-index="${index}"]`);
      link?.setAttribute("aria-current", "true");
      link?.scrollIntoView({ block: "nearest" });
    },
  };
}

/**
 * @param {Columns} data
 * @param {Seen} seen
 * @param {string} rule
 * @returns {Entry[]}
 */
function entriesOf(data, seen, rule) {
  const first = new Int32Array(data.places.length).fill(2 ** 30);
  for (let row = 0; row < data.count; row++) {
    const place = data.place[row];
    if (place >= 0 && seen.rows[row] && data.dated[row] && data.min[row] < first[place]) first[place] = data.min[row];
  }
  return data.places.flatMap((place, index) => {
    const passages = seen.counts[3 * index] + seen.counts[3 * index + 1] + seen.counts[3 * index + 2];
    return passages ? [{ index, name: nameOf(place, rule), passages, first: first[index] }] : [];
  });
}

/**
 * @param {Entry[]} entries
 * @param {string} sort
 */
function sorted(entries, sort) {
  const keys = new Map(); // a name is normalised once, and only where it decides
  const keyOf = (/** @type {Entry} */ entry) => keys.get(entry) ?? keys.set(entry, normalise(entry.name)).get(entry);
  const byName = (/** @type {Entry} */ a, /** @type {Entry} */ b) => keyOf(a) < keyOf(b) ? -1 : 1;
  if (sort === "name") return entries.sort(byName);
  if (sort === "first") return entries.sort((a, b) => a.first - b.first || byName(a, b));
  return entries.sort((a, b) => b.passages - a.passages || byName(a, b));
}

/**
 * @param {Columns} data
 * @param {Entry} entry
 * @param {import("./link.js").State} state
 * @param {string} href
 */
function item(data, entry, state, href) {
  const place = data.places[entry.index], others = otherNames(place, state.names, 3).join(" · ");
  return make(
    "li",
    {},
    make(
      "a",
      { href, "data-index": entry.index, "aria-current": state.sel === place.id && "true" },
      make("span", { class: "place-name", text: entry.name }),
      make("span", { class: "place-count", text: numeral(entry.passages), title: counted(entry.passages, "passage") }),
      others !== "" && make("span", { class: "place-others", text: others }),
    ),
  );
}

/**
 * Arrow keys, Home and End go through the list.
 * @param {HTMLElement} list
 * @param {KeyboardEvent} event
 */
function moveFocus(list, event) {
  const links = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("a")]);
  const at = links.indexOf(/** @type {any} */ (document.activeElement));
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
  if (to === undefined || !links[to]) return;
  event.preventDefault();
  links[to].focus();
}
