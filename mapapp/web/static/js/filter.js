// @ts-check
/** What of the atlas is seen: pure functions from columns and state to counts. The same rules as the server's
 *  mapapp/store/conditions.py, so that the page, its counts and an export never differ. */

import { binEnd, binOf, binStart } from "./axis.js";

/** @typedef {import("./columns.js").Columns} Columns */
/** @typedef {import("./days.js").Range} Range */
/** @typedef {import("./link.js").State} State */
/** @typedef {{certain: number, possible: number, undated: number}} Totals passages, each counted once */
/**
 * @typedef {object} Seen
 * @property {Uint8Array} rows class of each row that is shown (CERTAIN, POSSIBLE, UNDATED), 0: not shown
 * @property {Uint8Array} passages best class of each passage before the choice on undated ones
 * @property {Int32Array} counts passages of each place: certain, possible, undated, of what is shown
 * @property {Totals} totals of all that the filters leave, whatever the choice on undated ones
 * @property {number} shown passages shown
 * @property {number} places places shown
 * @property {Int32Array} bySource passages shown of each source
 */

export const UNDATED = 1, POSSIBLE = 2, CERTAIN = 3;
/** Filters whose choices show counts; each is a bit in a row's mask. */
export const FACETS = /** @type {const} */ (["source", "kind", "use", "zone", "certainty"]);
const OTHER = 1 << FACETS.length;

/**
 * For each row the filters that it fails, as bits: 0 for rows that pass all but the range of days.
 * @param {Columns} data
 * @param {State} state
 * @param {Set<number> | null} found ids of the passages that hold the words asked for
 * @returns {Uint8Array}
 */
export function failedFilters(data, state, found) {
  const chosen = chosenValues(state);
  const placeMask = data.places.map((place) => placeBits(place, state, chosen));
  const unlocated = placeBits(null, state, chosen);
  const mask = new Uint8Array(data.count);
  for (let row = 0; row < data.count; row++) {
    let bits = data.place[row] < 0 ? unlocated : placeMask[data.place[row]];
    if (chosen.source && !chosen.source.has(data.sources[data.source[row]].id)) bits |= 1;
    if (chosen.use && !chosen.use.has(data.words.use[data.use[row]])) bits |= 4;
    if (chosen.zone && !chosen.zone.has(data.words.zone[data.zone[row]])) bits |= 8;
    if (found && !found.has(data.passageIds[data.passage[row]])) bits |= OTHER;
    mask[row] = bits;
  }
  return mask;
}

/**
 * @param {State} state
 * @returns {Record<string, Set<string> | null>}
 */
function chosenValues(state) {
  const lists = [...FACETS, /** @type {const} */ ("place")];
  return Object.fromEntries(lists.map((name) => [name, state[name].length ? new Set(state[name]) : null]));
}

/**
 * @param {import("./columns.js").Place | null} place
 * @param {State} state
 * @param {Record<string, Set<string> | null>} chosen
 */
function placeBits(place, state, chosen) {
  let bits = 0;
  const located = place !== null && place.lon !== null;
  if (chosen.kind && !(place && chosen.kind.has(place.kind))) bits |= 2;
  if (chosen.certainty && !(place && chosen.certainty.has(place.certainty))) bits |= 16;
  if (chosen.place && !(place && chosen.place.has(place.id))) bits |= OTHER;
  if (state.unlocated === "only" ? located : state.unlocated === "exclude" && !located) bits |= OTHER;
  if (state.bbox && located && !inBox(/** @type {any} */ (place), state.bbox)) bits |= OTHER;
  return bits;
}

/**
 * @param {{lon: number, lat: number}} place
 * @param {string} bbox west,south,east,north; west of more than east crosses the antimeridian
 */
function inBox({ lon, lat }, bbox) {
  const numbers = bbox.split(",").map(Number);
  const [west, south, east, north] = numbers.length === 6 ? [numbers[0], numbers[1], numbers[3], numbers[4]] : numbers;
  const across = west <= east ? lon >= west && lon <= east : lon >= west || lon <= east;
  return across && lat >= south && lat <= north;
}

/**
 * How a row's days lie to the range: inside is certain, an overlap possible; both ends count.
 * @param {Columns} data
 * @param {number} row
 * @param {Range | null} range
 * @returns {number} CERTAIN, POSSIBLE, UNDATED, or 0: outside
 */
export function classOf(data, row, range) {
  if (!data.dated[row]) return UNDATED;
  if (!range) return CERTAIN;
  const min = data.min[row], max = data.max[row];
  if (min > range.max || max < range.min) return 0;
  return min >= range.min && max <= range.max ? CERTAIN : POSSIBLE;
}

/**
 * @param {Columns} data
 * @param {Uint8Array} mask of failedFilters
 * @param {Range | null} range
 * @param {string} undated include, exclude or only
 * @returns {Seen}
 */
export function see(data, mask, range, undated) {
  const { passage: passageOf, pair: pairOf, pairPlace, passageSource } = data;
  const rows = new Uint8Array(data.count), pairs = new Uint8Array(pairPlace.length);
  const passages = new Uint8Array(passageSource.length), taken = new Uint8Array(passageSource.length);
  const dated = undated === "only" ? 0 : 1, shows = [0, undated === "exclude" ? 0 : 1, dated, dated]; // by class
  for (let row = 0; row < data.count; row++) {
    if (mask[row]) continue;
    const found = classOf(data, row, range), passage = passageOf[row];
    if (found > passages[passage]) passages[passage] = found;
    if (!shows[found]) continue;
    rows[row] = found;
    if (found > pairs[pairOf[row]]) pairs[pairOf[row]] = found;
    taken[passage] = 1;
  }
  const counts = new Int32Array(3 * data.places.length);
  let places = 0, shown = 0;
  for (let pair = 0; pair < pairs.length; pair++) {
    const at = 3 * pairPlace[pair];
    if (!pairs[pair] || at < 0) continue;
    if (!counts[at] && !counts[at + 1] && !counts[at + 2]) places++;
    counts[at + CERTAIN - pairs[pair]]++;
  }
  const by = [0, 0, 0, 0], bySource = new Int32Array(data.sources.length);
  for (let passage = 0; passage < taken.length; passage++) {
    by[passages[passage]]++;
    if (!taken[passage]) continue;
    shown++;
    bySource[passageSource[passage]]++;
  }
  const totals = { certain: by[CERTAIN], possible: by[POSSIBLE], undated: by[UNDATED] };
  return { rows, passages, counts, totals, shown, places, bySource };
}

/**
 * Passages by bin: in "certain" those whose days all lie in it, in "possible" those whose days overlap it.
 * @param {Columns} data
 * @param {Uint8Array} mask
 * @param {import("./axis.js").Axis} axis
 */
export function histogram(data, mask, axis) {
  const { length } = axis, certain = new Int32Array(length), steps = new Int32Array(length + 1);
  const counted = new Uint8Array(data.momentRow.length);
  const start = binStart(axis, 0), end = binEnd(axis, length - 1);
  for (let row = 0; row < data.count; row++) {
    const moment = data.moment[row];
    if (mask[row] || !data.dated[row] || counted[moment]) continue;
    counted[moment] = 1;
    if (data.min[row] > end || data.max[row] < start) continue;
    const from = binOf(axis, Math.max(data.min[row], start)), to = binOf(axis, Math.min(data.max[row], end));
    if (from === to && data.min[row] >= start && data.max[row] <= end) certain[from]++;
    else {
      steps[from]++;
      steps[to + 1]--;
    }
  }
  const possible = new Int32Array(length);
  for (let bin = 0, sum = 0; bin < length; bin++) possible[bin] = sum += steps[bin];
  return { certain, possible };
}

/**
 * Passages for each value of a filter, under all other filters and the range.
 * @param {Columns} data
 * @param {Uint8Array} mask
 * @param {Range | null} range
 * @param {typeof FACETS[number]} facet
 * @returns {Map<string, number>}
 */
export function facetCounts(data, mask, range, facet) {
  const bit = 1 << FACETS.indexOf(facet), byPlace = facet === "kind" || facet === "certainty";
  const values = facet === "source" ? data.sources.map(({ id }) => id) : data.words[facet];
  const ofRow = byPlace ? null : data[facet], ofPlace = byPlace ? data.places.map((place) => values.indexOf(place[facet])) : [];
  const counts = new Int32Array(values.length), had = new Uint32Array(data.passageIds.length);
  for (let row = 0; row < data.count; row++) {
    if (mask[row] & ~bit || !classOf(data, row, range)) continue;
    const value = ofRow ? ofRow[row] : (ofPlace[data.place[row]] ?? -1), passage = data.passage[row];
    const own = 1 << (value & 31); // a passage stands in one source, and of other values there are few
    if (value < 0 || had[passage] & own) continue;
    had[passage] |= own;
    counts[value]++;
  }
  return new Map(values.map((value, index) => [value, counts[index]]));
}

/**
 * Rows of a place that are shown, one a passage, in the order of time.
 * @param {Columns} data
 * @param {Seen} seen
 * @param {number} place
 */
export function rowsOf(data, seen, place) {
  const rows = [], had = new Set();
  for (let row = 0; row < data.count; row++) {
    if (!seen.rows[row] || data.place[row] !== place || had.has(data.passage[row])) continue;
    had.add(data.passage[row]);
    rows.push(row);
  }
  return rows;
}

/**
 * How many passages some rows have and how many of them come from the source that has most.
 * @param {Columns} data
 * @param {Iterable<number>} rows
 */
export function concentration(data, rows) {
  const by = new Int32Array(data.sources.length), had = new Set();
  for (const row of rows) {
    if (!had.has(data.passage[row])) by[data.source[row]]++;
    had.add(data.passage[row]);
  }
  return mostOf(by);
}

/** @param {Int32Array} bySource passages of each source */
export function mostOf(bySource) {
  const passages = bySource.reduce((sum, one) => sum + one, 0);
  return { passages, most: bySource.reduce((most, one) => Math.max(most, one), 0), sources: bySource.filter(Boolean).length };
}
