// @ts-check
/** The list of places: the same selection as the map, and the accessible way to all that is on it. */

import { counted, get, make } from "./dom.js";
import { numeral, t } from "./language.js";
import { nameOf, normalise, otherNames } from "./names.js";

/** @typedef {import("./columns.js").Columns} Columns */
/** @typedef {import("./filter.js").Seen} Seen */
/** @typedef {import("./link.js").State} State */
/** @typedef {{item: HTMLLIElement, link: HTMLElement, count: HTMLElement, passages: number, rule: string}} Line */

const AT_ONCE = 300;

/**
 * @param {Columns} data
 * @param {(index: number) => void} choose
 * @param {(state: State, place: string) => string} linkOf what an entry links to
 */
export function makeList(data, choose, linkOf) {
  const list = get("#place-list"), head = get("#list-count"), more = get("#list-more");
  const alphabet = makeAlphabet(data);
  if (!data.places.length) get("#list-empty").textContent = t("No place of the gazetteer is named here. What is missing can be added to the gazetteer; then build the atlas again.");
  let most = AT_ONCE;
  /** @type {Map<number, Line>} lines that stand there, by place: kept, so that a change costs what it changes */
  let lines = new Map();
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
    /** @param {Seen} seen */
    count(seen) {
      head.replaceChildren(make("strong", { text: counted(seen.places, "place") }), ` ${counted(seen.shown, "passage")}`);
    },
    /**
     * @param {Seen} seen
     * @param {State} state
     */
    show(seen, state) {
      again = () => this.show(seen, state);
      const order = ordered(data, seen, state.sort, alphabet(state.names)), had = lines;
      lines = new Map(order.slice(0, most).map((index) => [index, lineOf(data, index, state.names, had.get(index))]));
      for (const [index, line] of lines) setLine(line, passagesOf(seen, index), linkOf(state, data.places[index].id));
      const items = [...lines.values()].map(({ item }) => item);
      if (items.length !== list.childElementCount || items.some((item, at) => item !== list.children[at])) putIn(list, items);
      /** @type {HTMLElement} */ (more).hidden = order.length <= most;
      get("#list-empty").toggleAttribute("hidden", order.length > 0);
    },
    /** @param {number} index of the chosen place, or -1 */
    mark(index) {
      const before = list.querySelector("[aria-current]"), link = lines.get(index)?.link;
      if (before === (link ?? null)) return;
      before?.removeAttribute("aria-current");
      link?.setAttribute("aria-current", "true");
      link?.scrollIntoView({ block: "nearest" });
    },
  };
}

/**
 * Places in the order of their names under a rule, worked out once for each rule.
 * @param {Columns} data
 */
function makeAlphabet(data) {
  /** @type {Map<string, number[]>} */
  const known = new Map();
  return (/** @type {string} */ rule) => {
    if (!known.has(rule)) {
      const keys = data.places.map((place) => normalise(nameOf(place, rule)));
      known.set(rule, keys.map((_, index) => index).sort((a, b) => (keys[a] < keys[b] ? -1 : keys[a] > keys[b] ? 1 : a - b)));
    }
    return /** @type {number[]} */ (known.get(rule));
  };
}

/**
 * Places that are shown, in the order that is asked for; those that are alike in it in that of their names.
 * @param {Columns} data
 * @param {Seen} seen
 * @param {string} sort
 * @param {number[]} alphabet
 */
function ordered(data, seen, sort, alphabet) {
  const first = sort === "first" ? firstDays(data, seen) : null, many = alphabet.length;
  const keys = new Float64Array(many); // what is sorted by, then the rank of the name, in one number
  let count = 0;
  alphabet.forEach((index, rank) => {
    const passages = passagesOf(seen, index);
    if (passages) keys[count++] = (first ? first[index] : sort === "name" ? 0 : -passages) * many + rank;
  });
  return Array.from(keys.subarray(0, count).sort(), (key) => alphabet[key - Math.floor(key / many) * many]);
}

/**
 * @param {Seen} seen
 * @param {number} index of a place
 */
function passagesOf({ counts }, index) {
  return counts[3 * index] + counts[3 * index + 1] + counts[3 * index + 2];
}

/**
 * First day of each place in what is shown; places without one come last.
 * @param {Columns} data
 * @param {Seen} seen
 */
function firstDays(data, seen) {
  const first = new Int32Array(data.places.length).fill(2 ** 30);
  for (let row = 0; row < data.count; row++) {
    const place = data.place[row];
    if (place >= 0 && seen.rows[row] && data.dated[row] && data.min[row] < first[place]) first[place] = data.min[row];
  }
  return first;
}

/**
 * The line of a place: the one there was, unless it has other names now.
 * @param {Columns} data
 * @param {number} index
 * @param {string} rule
 * @param {Line | undefined} had
 * @returns {Line}
 */
function lineOf(data, index, rule, had) {
  if (had?.rule === rule) return had;
  const place = data.places[index], others = otherNames(place, rule, 3).join(" · ");
  const count = make("span", { class: "place-count" });
  const link = make(
    "a",
    { "data-index": index },
    make("span", { class: "place-name", text: nameOf(place, rule) }),
    count,
    others !== "" && make("span", { class: "place-others", text: others }),
  );
  return { item: make("li", {}, link), link, count, passages: 0, rule };
}

/**
 * @param {Line} line
 * @param {number} passages
 * @param {string} href
 */
function setLine(line, passages, href) {
  if (line.link.getAttribute("href") !== href) line.link.setAttribute("href", href);
  if (line.passages === passages) return;
  line.passages = passages;
  line.count.textContent = numeral(passages);
  line.count.title = counted(passages, "passage");
}

/**
 * Put items into a list; the one that the keyboard is on keeps it.
 * @param {Element} list
 * @param {HTMLElement[]} items
 */
function putIn(list, items) {
  const here = /** @type {HTMLElement | null} */ (document.activeElement);
  list.replaceChildren(...items);
  if (here && list.contains(here)) here.focus({ preventScroll: true });
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
