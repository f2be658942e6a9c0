// @ts-check
/** The explorer: fetches the data and keeps map, list, timeline, card and link in step with the one store. */

import { makeCard, turnByKey } from "./card.js";
import { readColumns } from "./columns.js";
import { parseRange, rangeText } from "./days.js";
import { counted, get, make, settled } from "./dom.js";
import { makeDrawer } from "./drawer.js";
import { fetchJson, ownAtlas, servedAtlas } from "./evidence.js";
import { concentration, failedFilters, mostOf, rowsOf, see } from "./filter.js";
import { makeFilters } from "./filters.js";
import { exportQuery, writeLink } from "./link.js";
import { numeral, t, tn } from "./language.js";
import { makeList } from "./list.js";
import { makeMapView } from "./mapview.js";
import { languagesOf, LANGUAGES } from "./names.js";
import { makePlay } from "./play.js";
import { makeSearch } from "./search.js";
import { isNarrow, makeSheet } from "./sheet.js";
import { makeStore } from "./store.js";
import { makeTimeline } from "./timeline.js";

/** Parameters that change what is filtered, apart from the range of days. */
const MASKING = /** @type {const} */ (["q", "unlocated", "bbox", "place", "source", "kind", "use", "zone", "certainty"]);

const given = JSON.parse(get("#given").textContent ?? "{}");
const layer = /** @type {any} */ (window).placesLayer.drawn[0];

/** @param {any} json */
function start(json) {
  const data = readColumns(json);
  const atlas = json.quotes ? ownAtlas(json.quotes) : servedAtlas();
  const store = makeStore(window);
  const indexOf = new Map(data.places.map((place, index) => [place.id, index]));
  /** @type {{key: string, mask: Uint8Array, words: Set<number> | null, range: any, seen: any}} */
  const now = { key: "", mask: new Uint8Array(data.count), words: null, range: null, seen: null };

  const rangeOf = (/** @type {string} */ text) => (text === given.datetime && given.range) || (text ? parseRange(text) : null);
  const choose = (/** @type {number} */ index) => store.set({ sel: data.places[index].id, n: 1 });
  const setRange = (/** @type {any} */ range, /** @type {boolean} */ done) => {
    if (done) play.stop();
    store.set({ datetime: rangeText(range) }, done ? "step" : "passing");
  };

  const sheet = makeSheet(() => requestAnimationFrame(() => map.resize()));
  const map = makeMapView(layer, data, {
    choose,
    close: () => store.state.sel && store.set({ sel: "", n: 1 }),
    moved: (at) => store.set({ at }, "drift"),
  });
  turnByKey();
  const list = makeList(data, choose, atlas.choiceLink);
  const timeline = makeTimeline(data, setRange);
  const play = makePlay(timeline.axis, () => now.range, (range, done) => store.set({ datetime: rangeText(range) }, done ? "step" : "passing"));
  const drawer = makeDrawer(data, atlas.evidence);
  addLanguages(languagesOf(data.places));
  const filters = makeFilters(data, store.set, () => store.state, () => now);
  makeSearch(data, { place: choose, words: (q) => store.set({ q }), rule: () => store.state.names });

  /** @param {import("./link.js").State} state */
  async function refilter(state) {
    const key = MASKING.map((name) => String(state[name])).join("|");
    if (key === now.key) return false;
    now.key = key;
    const words = state.q ? await atlas.words(state.q) : null;
    if (now.key !== key) return false; // another choice came while the words were being looked up
    now.mask = failedFilters(data, state, words);
    timeline.draw(now.mask);
    return true;
  }

  /**
   * @param {import("./link.js").State} state
   * @param {import("./link.js").State | null} before
   */
  function show(state, before) {
    now.range = rangeOf(state.datetime);
    now.seen = see(data, now.mask, now.range, state.undated);
    timeline.show(now.range);
    map.show(now.seen, state.names);
    list.count(now.seen);
    showTotals(data, now, indexOf.get(state.sel) ?? -1);
    showCard(state, before);
    showSlowly();
  }

  // What nobody reads while a handle moves.
  const showSlowly = settled(() => {
    filters.show();
    list.show(now.seen, store.state);
    list.mark(indexOf.get(store.state.sel) ?? -1);
    drawer.show(now.seen, store.state.names);
    for (const link of document.querySelectorAll("a[data-export]")) {
      const query = exportQuery(store.state);
      link.setAttribute("href", link.getAttribute("data-export") + (query && (link.getAttribute("data-export")?.includes("?") ? query.replace("?", "&") : query)));
    }
  }, 60);

  /**
   * @param {import("./link.js").State} state
   * @param {import("./link.js").State | null} before
   */
  function showCard(state, before) {
    const place = indexOf.get(state.sel) ?? -1;
    map.choose(place);
    if (place < 0) return map.closeCard();
    const rows = rowsOf(data, now.seen, place);
    const n = Math.min(Math.max(1, state.n), Math.max(1, rows.length));
    const link = atlas.placeLink(state.sel, exportQuery({ ...state, place: [] }));
    const card = makeCard({ data, place, rows, n, link, q: state.q, step: (to) => store.set({ n: to }), fetch: atlas.evidence });
    const fresh = before?.sel !== state.sel;
    if (rows[n]) atlas.evidence(data.id[rows[n]]).catch(() => undefined);
    map.openCard(place, card, fresh);
    if (fresh && isNarrow()) sheet.go("passage");
  }

  /**
   * @param {import("./link.js").State} state
   * @param {import("./link.js").State | null} before
   */
  async function follow(state, before) {
    const fresh = await refilter(state);
    const same = before && !fresh && ["datetime", "undated", "sel", "n", "sort", "names"].every((name) => /** @type {any} */ (state)[name] === /** @type {any} */ (before)[name]);
    if (!same && state === store.state) show(state, before);
  }

  const layers = /** @type {HTMLSelectElement | null} */ (document.querySelector("#layer"));
  if (layers) {
    layers.value = store.state.layer;
    // The page's policy lets no other host in: only the server can write a page that does.
    layers.addEventListener("change", () => location.assign(location.pathname + (writeLink({ ...store.state, layer: layers.value }) || "?")));
  }
  store.follow((state, before) => {
    if (state.at !== before.at) map.lookAt(state.at);
    follow(state, before).catch((error) => tell(t("The words could not be looked up. Is the program still running?"), error));
  });
  map.lookAt(store.state.at);
  return follow(store.state, null).then(() => {
    map.resize(); // what was written beside the map has taken from it
    if (!store.state.sel) map.lookAt(store.state.at);
    return layer.baseDrawn;
  });
}

/** @param {string[]} codes */
function addLanguages(codes) {
  const select = get("#names");
  select.append(...codes.map((code) => make("option", { value: code, text: t("in %(language)s", { language: LANGUAGES[code] }) })));
}

/**
 * @param {import("./columns.js").Columns} data
 * @param {{seen: any, range: any}} now
 * @param {number} place the chosen one, or -1
 */
function showTotals(data, { seen, range }, place) {
  const totals = seen.totals;
  get("#total-certain").textContent = numeral(totals.certain);
  get("#words-certain").textContent = range ? t("certainly in range") : tn("dated passage", "dated passages", totals.certain);
  get("#total-possible").textContent = numeral(totals.possible);
  get("#possible").toggleAttribute("hidden", !range);
  get("#total-undated").textContent = numeral(totals.undated);
  const { passages, most, sources } = place < 0 ? mostOf(seen.bySource) : concentration(data, rowsOf(data, seen, place));
  const from = sources > 1 ? t("at most %(most)s from one source", { most: numeral(most) }) : t("all from one source");
  get("#concentration").textContent = passages ? t("%(passages)s shown, %(from)s", { passages: counted(passages, "passage"), from }) : t("No passage is in what is shown.");
}

/**
 * @param {string} words
 * @param {unknown} error
 */
function tell(words, error) {
  const place = get("#fault");
  place.textContent = words;
  place.removeAttribute("hidden");
  console.warn(error);
}

const own = document.querySelector("#atlas-data"); // a file that stands alone holds its data
(own ? Promise.resolve(own.textContent ?? "").then(JSON.parse) : fetchJson(layer.spec.dataUrl))
  .then(start)
  .then(() => {
    document.documentElement.dataset.ready = "true";
    performance.mark("map-ready");
  })
  .catch((error) => tell(t("The map's data could not be read. Reload the page to try again."), error));
