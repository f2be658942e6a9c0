// @ts-check
/** The timeline: passages by month or longer bins, a range with two handles, typed dates, years, and play. */

import { axisBetween, axisOf, binOf, position, yearsOf } from "./axis.js";
import { EARLIEST, LATEST, dayOf, dayWords, endText, parseDate, startText, typedRange } from "./days.js";
import { histogram } from "./filter.js";
import { get, make } from "./dom.js";
import { dragHandles } from "./handles.js";
import { t } from "./language.js";

/** @typedef {import("./days.js").Range} Range */
/** @typedef {import("./columns.js").Columns} Columns */
/** @typedef {import("./axis.js").Axis} Axis */

const SVG = "http://www.w3.org/2000/svg";
const HIGH = 100; // units of the drawing
const TOUCH = 44; // pixels that a finger hits
const LABEL = 40; // pixels of four digits
const MOST_LABELS = 16;

/**
 * @param {Columns} data
 * @param {(range: Range | null, done: boolean) => void} change told of each change, and whether it is final
 */
export function makeTimeline(data, change) {
  const found = axisOf(data), axis = found ?? axisBetween(1917, 1923);
  for (const drawn of [".time-chart", "#play"]) get(drawn).toggleAttribute("hidden", !found); // no passage has a date
  const chart = get("#chart"), from = get("#handle-from"), to = get("#handle-to");
  const fields = { from: get("#date-from"), to: get("#date-to") };
  /** @type {Range | null} */
  let range = null;
  const years = drawYears(axis, change, () => range);
  get("#all-time").addEventListener("click", () => change(null, true));
  dragHandles(axis, { chart, from, to }, () => range ?? { min: EARLIEST, max: LATEST }, change);
  typeDates(fields, () => range, change);
  return {
    axis,
    /** @param {Uint8Array} mask of failedFilters */
    draw(mask) {
      drawBars(get("#bars"), histogram(data, mask, axis));
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
      if (now && found) get("#date-fault").textContent = beyond(axis, now);
      get("#all-time").setAttribute("aria-pressed", String(!now));
      years.press();
    },
  };
}

/**
 * @param {Axis} axis
 * @param {Range} range
 * @returns {string} a hint where an end lies outside of what is drawn, and the handle at the edge for it
 */
function beyond(axis, { min, max }) {
  const outside = [min, max].some((day) => day > EARLIEST && day < LATEST && (binOf(axis, day) < 0 || binOf(axis, day) >= axis.length));
  const first = axis.first / 12, last = (axis.first + axis.length * axis.step) / 12 - 1;
  return outside ? t("The range goes beyond the years drawn here, %(first)s to %(last)s.", { first, last }) : "";
}

/**
 * @param {number} day
 * @param {string} open
 */
function dayWordsOf(day, open) {
  return day <= EARLIEST || day >= LATEST ? open : dayWords(day);
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
  const most = Math.max(4, ...certain.map((count, bin) => count + possible[bin]));
  svg.setAttribute("viewBox", `0 0 ${certain.length} ${HIGH}`);
  const bar = (/** @type {string} */ name, /** @type {number} */ bin, /** @type {number} */ low, /** @type {number} */ count) => {
    const rect = document.createElementNS(SVG, "rect");
    const high = (count / most) * HIGH;
    const values = { class: name, x: bin + 0.1, width: 0.8, y: HIGH - (low / most) * HIGH - high, height: high };
    for (const [key, value] of Object.entries(values)) rect.setAttribute(key, String(value));
    return rect;
  };
  svg.replaceChildren(
    ...Array.from(certain, (count, bin) => bar("certain", bin, 0, count)),
    ...Array.from(possible, (count, bin) => bar("possible", bin, certain[bin], count)),
  );
}

/**
 * A button for each year, or each stretch of years where there is not room for all; drawn again when the room changes.
 * @param {Axis} axis
 * @param {(range: Range | null, done: boolean) => void} change
 * @param {() => Range | null} now
 */
function drawYears(axis, change, now) {
  const bar = get("#years");
  /** @type {{button: HTMLElement, own: Range}[]} */
  let drawn = [];
  let width = 0;
  const press = () => {
    const range = now();
    for (const { button, own } of drawn) button.setAttribute("aria-pressed", String(range?.min === own.min && range?.max === own.max));
  };
  new ResizeObserver(() => {
    if (!bar.clientWidth || bar.clientWidth === width) return; // out of sight on a phone
    width = bar.clientWidth;
    const pieces = yearsOf(axis, Math.min(MOST_LABELS, Math.max(1, Math.floor(width / TOUCH))));
    drawn = pieces.map((piece) => yearButton(piece, piece.share * width > LABEL, change));
    bar.replaceChildren(...drawn.map(({ button }) => button));
    press();
  }).observe(bar);
  return { press };
}

/**
 * @param {{first: number, last: number, share: number}} piece
 * @param {boolean} labelled
 * @param {(range: Range | null, done: boolean) => void} change
 */
function yearButton({ first, last, share }, labelled, change) {
  const year = first === last ? String(first) : `${first}–${last}`;
  const own = { min: dayOf(first, 1), max: dayOf(last, 12, 31) };
  const button = make("button", { type: "button", text: labelled ? String(first) : "", "aria-label": year, title: t("only %(year)s", { year }), onclick: () => change(own, true) });
  button.style.flexGrow = String(share);
  return { button, own };
}

/**
 * @param {{from: HTMLInputElement, to: HTMLInputElement}} fields
 * @param {() => Range | null} now
 * @param {(range: Range | null, done: boolean) => void} change
 */
function typeDates(fields, now, change) {
  const read = () => {
    const [from, to] = [fields.from.value.trim(), fields.to.value.trim()];
    const both = typedRange(from) || typedRange(to);
    if (both) return change(both, true);
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
