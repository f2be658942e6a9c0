// @ts-check
/** The axis of the timeline: bins of a month where the texts span a few years, of years, decades or half centuries
 *  where they span more, so that a bar can always be seen and taken hold of. */

import { EARLIEST, LATEST, dateOf, firstDay, monthOf } from "./days.js";

/** @typedef {{first: number, step: number, length: number}} Axis first month (see monthOf), months of a bin, number of bins */

const STEPS = [1, 12, 120, 600]; // months of a bin
const MOST_BINS = 180; // fifteen years of months: on a desk a bar is then some six pixels wide
const CORE = 0.01; // share of the passages that may lie before, and after, the drawn years
const ROUND_YEARS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]; // from one label to the next
const NARROW = 400; // days: a passage of a year or less tells where the texts lie, one of a century does not

/**
 * The years that hold nearly all passages, in bins; what lies outside is reached by the open ends.
 * @param {import("./columns.js").Columns} data
 * @returns {Axis | null} null where no passage has a day
 */
export function axisOf(data) {
  const dated = [...data.momentRow].filter((row) => data.dated[row]), narrow = dated.filter((row) => data.max[row] - data.min[row] < NARROW);
  const known = (/** @type {Int32Array} */ column) => {
    const days = Array.from(narrow.length ? narrow : dated, (row) => column[row]);
    return days.filter((day) => day > EARLIEST && day < LATEST).sort((a, b) => a - b); // an open end is no day
  };
  const firsts = known(data.min), lasts = narrow.length ? firsts : known(data.max);
  if (!firsts.length && !lasts.length) return null;
  const yearAt = (/** @type {number[]} */ days, /** @type {number} */ share) =>
    dateOf(days[Math.min(days.length - 1, Math.floor(share * days.length))])[0];
  const from = yearAt(firsts.length ? firsts : lasts, CORE), to = yearAt(lasts.length ? lasts : firsts, 1 - CORE);
  return axisBetween(Math.min(from, to), Math.max(from, to));
}

/**
 * @param {number} from the first year
 * @param {number} to the last year
 * @returns {Axis} whole bins that begin at round years
 */
export function axisBetween(from, to) {
  const step = STEPS.find((months) => (to - from + 1) * 12 <= MOST_BINS * months) ?? STEPS[STEPS.length - 1];
  const years = Math.max(1, step / 12), first = Math.floor(from / years) * years, end = (Math.floor(to / years) + 1) * years;
  return { first: first * 12, step, length: ((end - first) * 12) / step };
}

/**
 * @param {Axis} axis
 * @param {number} day
 * @returns {number} the bin that holds the day; below 0 or from the axis's length on outside of it
 */
export function binOf(axis, day) {
  return Math.floor((monthOf(day) - axis.first) / axis.step);
}

/**
 * @param {Axis} axis
 * @param {number} bin
 */
export function binStart(axis, bin) {
  return firstDay(axis.first + bin * axis.step);
}

/**
 * @param {Axis} axis
 * @param {number} bin
 */
export function binEnd(axis, bin) {
  return binStart(axis, bin + 1) - 1;
}

/**
 * Where the beginning of a day lies, from 0 to 1.
 * @param {Axis} axis
 * @param {number} day
 */
export function position(axis, day) {
  const start = binStart(axis, 0), end = binStart(axis, axis.length);
  return Math.min(1, Math.max(0, (day - start) / (end - start)));
}

/**
 * The axis cut at round years, into no more pieces than there is room for and none smaller than a bin.
 * @param {Axis} axis
 * @param {number} room pieces
 * @returns {{first: number, last: number, share: number}[]} first and last year of each, and its share of the axis
 */
export function yearsOf(axis, room) {
  const from = axis.first / 12, years = (axis.length * axis.step) / 12;
  const every = ROUND_YEARS.find((count) => count * 12 >= axis.step && years <= count * room) ?? years, pieces = [];
  for (let first = from; first < from + years; ) {
    const next = Math.min(from + years, (Math.floor(first / every) + 1) * every);
    pieces.push({ first, last: next - 1, share: (next - first) / years });
    first = next;
  }
  return pieces;
}
