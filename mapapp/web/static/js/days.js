// @ts-check
/** Days as integers (Python's toordinal: 0001-01-01 is 1) and the dates that people type and read. */

import { MONTHS } from "./language.js";

export const EARLIEST = -10_000_000; // as in mapapp.query: an end without bound
export const LATEST = 10_000_000;
const EPOCH = 719_163; // ordinal of 1970-01-01
const DAY = 86_400_000;
// EDTF's seasons and quarters as first month and number of months (ISO 8601-2, 4.8).
/** @type {Record<number, [number, number]>} */
const PARTS_OF_YEAR = {
  21: [3, 3], 22: [6, 3], 23: [9, 3], 24: [12, 3], 33: [1, 3], 34: [4, 3], 35: [7, 3], 36: [10, 3],
  37: [1, 4], 38: [5, 4], 39: [9, 4], 40: [1, 6], 41: [7, 6],
};

/** @typedef {{min: number, max: number}} Range days, both included */

/**
 * @param {number} year
 * @param {number} month 1 to 12, or beyond into other years
 * @param {number} [day]
 */
export function dayOf(year, month, day = 1) {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return Math.round(date.getTime() / DAY) + EPOCH;
}

/**
 * @param {number} day
 * @returns {[number, number, number]} year, month, day of the month
 */
export function dateOf(day) {
  const date = new Date((day - EPOCH) * DAY);
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
}

/** @param {number} day */
export function isoOf(day) {
  const [year, month, date] = dateOf(day);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
}

/** @param {number} day */
export function dayWords(day) {
  const [year, month, date] = dateOf(day);
  return `${date} ${MONTHS[month - 1]} ${year}`;
}

/**
 * Months since year 0, to count and compare them.
 * @param {number} day
 */
export function monthOf(day) {
  const [year, month] = dateOf(day);
  return year * 12 + month - 1;
}

/** @param {number} month */
export function firstDay(month) {
  return dayOf(Math.floor(month / 12), (((month % 12) + 12) % 12) + 1);
}

/**
 * Days of one date: a day, a month, a season, a year, a decade ("192X"), each with ~, ? or % behind it.
 * @param {string} text
 * @returns {Range | null} null where it is none of these, or not in the calendar
 */
export function parseDate(text) {
  const plain = text.trim().replace(/[~?%]$/, "");
  const decade = /^(\d{2})(\dX|XX)$/.exec(plain);
  if (decade) {
    const from = Number(plain.replaceAll("X", "0"));
    return { min: dayOf(from, 1), max: dayOf(Number(plain.replaceAll("X", "9")), 12, 31) };
  }
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}|XX))?)?$/.exec(plain);
  if (!found) return null;
  const year = Number(found[1]), month = Number(found[2]), day = Number(found[3]);
  if (!found[2]) return { min: dayOf(year, 1), max: dayOf(year, 12, 31) };
  const part = PARTS_OF_YEAR[month];
  if (part && !found[3]) return { min: dayOf(year, part[0]), max: dayOf(year, part[0] + part[1]) - 1 };
  if (month < 1 || month > 12) return null;
  if (!found[3] || found[3] === "XX") return { min: dayOf(year, month), max: dayOf(year, month + 1) - 1 };
  const first = dayOf(year, month, day);
  return day >= 1 && dateOf(first)[1] === month ? { min: first, max: first } : null;
}

/**
 * Days of a date or of a range "a/b" whose ends may be open ("../1920", "1921/..").
 * @param {string} text
 * @returns {Range | null}
 */
export function parseRange(text) {
  const ends = text.trim().split("/").map((end) => end.split("T")[0]);
  if (ends.length > 2) return null;
  if (ends.length === 1) return parseDate(ends[0]);
  const open = (/** @type {string} */ end) => end === "" || end === "..";
  const from = open(ends[0]) ? { min: EARLIEST, max: EARLIEST } : parseDate(ends[0]);
  const to = open(ends[1]) ? { min: LATEST, max: LATEST } : parseDate(ends[1]);
  return from && to && from.min <= to.max ? { min: from.min, max: to.max } : null;
}

/**
 * A range typed into one field: "1919/1920", "1919-1920", "1919-06 to 1920-03".
 * @param {string} text
 * @returns {Range | null} null where it is no range of two dates
 */
export function typedRange(text) {
  const ends = /^(\d{4}[\d-]*?)\s*(?:\/|–|—|-(?=\d{4}\b)|\s-\s|\sto\s)\s*(\d{4}[\d-]*)$/.exec(text.trim());
  return text.includes("/") ? parseRange(text) : ends && parseRange(`${ends[1]}/${ends[2]}`);
}

/**
 * A first day as it is written in the link and in the field: a month where the month begins with it.
 * @param {number} day
 */
export function startText(day) {
  if (day <= EARLIEST) return "..";
  const iso = isoOf(day);
  return iso.endsWith("-01") ? iso.slice(0, 7) : iso;
}

/**
 * A last day as it is written: a month where the month ends with it.
 * @param {number} day
 */
export function endText(day) {
  if (day >= LATEST) return "..";
  return dateOf(day + 1)[2] === 1 ? isoOf(day).slice(0, 7) : isoOf(day);
}

/**
 * The range as the link has it; empty for all time.
 * @param {Range | null} range
 */
export function rangeText(range) {
  if (!range || (range.min <= EARLIEST && range.max >= LATEST)) return "";
  const from = startText(range.min), to = endText(range.max);
  return from === to ? from : `${from}/${to}`;
}
