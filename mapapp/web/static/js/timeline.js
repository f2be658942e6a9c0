// @ts-check
/** The timeline: passages by month, a range with two handles, typed dates, years, and play. */

import { EARLIEST, LATEST, dateOf, dayWords, endText, firstDay, parseDate, parseRange, startText } from "./days.js";
import { histogram } from "./filter.js";
import { get, make } from "./dom.js";
import { dragHandles } from "./handles.js";
import { t } from "./language.js";

/** @typedef {import("./days.js").Range} Range */
/** @typedef {import("./columns.js").Columns} Columns */
/** @typedef {{first: number, length: number}} Axis months */

const SVG = "http://www.w3.org/2000/svg";
const HIGH = 100; // units of the drawing
const CORE = 0.01; // share of the passages that may lie before, and after, the drawn years

/**
 * The whole years that hold nearly all passages; what lies outside is reached by the open ends.
 * @param {Columns} data
 * @returns {Axis}
 */
export function axisOf(data) {
  const days = [...data.momentRow].filter((row) => data.dated[row] && data.max[row] - data.min[row] < 400).map((row) => data.min[row]).sort((a, b) => a - b);
  if (!days.length) return { first: 1917 * 12, length: 84 };
  const at = (/** @type {number} */ share) => days[Math.min(days.length - 1, Math.floor(share * days.length))];
  const from = dateOf(at(CORE))[0], to = dateOf(at(1 - CORE))[0];
  return { first: from * 12, length: (to - from + 1) * 12 };
}

/**
 * @param {Columns} data
 * @param {(range: Range | null, done: boolean) => void} change told of each change, and whether it is final
 */
export function makeTimeline(data, change) {
  const axis = axisOf(data);
  const chart = get("#chart"), from = get("#handle-from"), to = get("#handle-to");
  const fields = { from: get("#date-from"), to: get("#date-to") };
  /** @type {Range | null} */
  let range = null;
  const years = drawYears(axis, change);
  dragHandles(axis, { chart, from, to }, () => range ?? { min: EARLIEST, max: LATEST }, change);
  typeDates(fields, () => range, change);
  return {
    axis,
    /** @param {Uint8Array} mask of failedFilters */
    draw(mask) {
      drawBars(get("#bars"), histogram(data, mask, axis.first, axis.length));
    },
    /** @param {Range | null} now */
    show(now) {
      range = now;
      const min = now ? position(axis, now.min) : 0, max = now ? position(axis, now.max + 1) : 1;
      place(from, min, now?.min ?? EARLIEST, now ? dayWordsOf(now.min, t("the beginning")) : t("the beginning"));
      place(to, max, now?.max ?? LATEST, now ? dayWordsOf(now.max, t("the end")) : t("the end"));
      get("#shade-before").style.width = `${min * 100}%`;
      get("#shade-after").style.width = `${(1 - max) * 100}%`;
      for (const [field, text] of [[fields.from, now ? startText(now.min) : ""], [fields.to, now ? endText(now.max) : ""]]) {
        if (document.activeElement !== field) field.value = text === ".." ? "" : text;
      }
      complain("");
      get("#all-time").setAttribute("aria-pressed", String(!now));
      for (const { button, own } of years) button.setAttribute("aria-pressed", String(now?.min === own.min && now?.max === own.max));
    },
  };
}

/**
 * @param {number} day
 * @param {string} open
 */
function dayWordsOf(day, open) {
  return day <= EARLIEST || day >= LATEST ? open : dayWords(day);
}

/**
 * Where the beginning of a day lies, from 0 to 1.
 * @param {Axis} axis
 * @param {number} day
 */
function position(axis, day) {
  const start = firstDay(axis.first), end = firstDay(axis.first + axis.length);
  return Math.min(1, Math.max(0, (day - start) / (end - start)));
}

/**
 * @param {HTMLElement} handle
 * @param {number} share
 * @param {number} day
 * @param {string} words
 */
function place(handle, share, day, words) {
  handle.style.left = `${share * 100}%`;
  handle.setAttribute("aria-valuenow", String(day));
  handle.setAttribute("aria-valuetext", words);
}

/**
 * @param {Element} svg
 * @param {{certain: Int32Array, possible: Int32Array}} bars
 */
function drawBars(svg, { certain, possible }) {
  const most = Math.max(4, ...certain.map((count, month) => count + possible[month]));
  svg.setAttribute("viewBox", `0 0 ${certain.length} ${HIGH}`);
  const bar = (/** @type {string} */ name, /** @type {number} */ month, /** @type {number} */ low, /** @type {number} */ count) => {
    const rect = document.createElementNS(SVG, "rect");
    const high = (count / most) * HIGH;
    const values = { class: name, x: month + 0.1, width: 0.8, y: HIGH - (low / most) * HIGH - high, height: high };
    for (const [key, value] of Object.entries(values)) rect.setAttribute(key, String(value));
    return rect;
  };
  svg.replaceChildren(
    ...Array.from(certain, (count, month) => bar("certain", month, 0, count)),
    ...Array.from(possible, (count, month) => bar("possible", month, certain[month], count)),
  );
}

/**
 * @param {Axis} axis
 * @param {(range: Range | null, done: boolean) => void} change
 */
function drawYears(axis, change) {
  const bar = get("#years"), count = axis.length / 12, every = Math.ceil(count / 12), years = [];
  for (let index = 0; index < count; index++) {
    const year = String(axis.first / 12 + index);
    const button = make("button", { type: "button", text: index % every ? "" : year, "aria-label": year, title: t("only %(year)s", { year }) });
    const own = /** @type {Range} */ (parseDate(year.padStart(4, "0")));
    button.addEventListener("click", () => change(own, true));
    bar.append(button);
    years.push({ button, own });
  }
  get("#all-time").addEventListener("click", () => change(null, true));
  return years;
}

/**
 * @param {{from: HTMLInputElement, to: HTMLInputElement}} fields
 * @param {() => Range | null} now
 * @param {(range: Range | null, done: boolean) => void} change
 */
function typeDates(fields, now, change) {
  const read = () => {
    const [from, to] = [fields.from.value.trim(), fields.to.value.trim()];
    if (from.includes("/") && parseRange(from)) return change(parseRange(from), true);
    if (!from && !to) return now() ? change(null, true) : complain("");
    const first = from && from !== ".." ? parseDate(from) : { min: EARLIEST, max: EARLIEST };
    const last = to && to !== ".." ? parseDate(to) : { min: LATEST, max: LATEST };
    const wrong = !first ? from : !last ? to : "";
    if (wrong) return complain(t("“%(wrong)s” is not a date I can read. Write 1920, 1920-04, 1920-04-28, or 1920-22 for the summer.", { wrong }));
    if (/** @type {Range} */ (first).min > /** @type {Range} */ (last).max) return complain(t("The range ends before it begins. Put the earlier date first."));
    change({ min: /** @type {Range} */ (first).min, max: /** @type {Range} */ (last).max }, true);
  };
  for (const field of [fields.from, fields.to]) {
    field.addEventListener("change", read);
    field.addEventListener("keydown", (event) => event.key === "Enter" && (event.preventDefault(), read()));
  }
}

/** @param {string} text what was wrong with the typed dates, or empty */
function complain(text) {
  const place = get("#date-fault");
  place.textContent = text;
  for (const id of ["#date-from", "#date-to"]) {
    if (text) get(id).setAttribute("aria-invalid", "true");
    else get(id).removeAttribute("aria-invalid");
  }
}
