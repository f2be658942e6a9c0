// @ts-check
/** The two handles of the timeline and its bars: by pointer and by key, in whole bins. */

import { binEnd, binOf, binStart } from "./axis.js";
import { EARLIEST, LATEST } from "./days.js";

/** @typedef {import("./days.js").Range} Range */
/** @typedef {import("./axis.js").Axis} Axis */

/**
 * @param {Axis} axis
 * @param {{chart: HTMLElement, from: HTMLElement, to: HTMLElement}} parts
 * @param {() => Range} now
 * @param {(range: Range | null, done: boolean) => void} change
 */
export function dragHandles(axis, { chart, from, to }, now, change) {
  const boundary = (/** @type {PointerEvent} */ event) => {
    const box = chart.getBoundingClientRect();
    return Math.min(axis.length, Math.max(0, ((event.clientX - box.left) / box.width) * axis.length));
  };
  const minOf = (/** @type {number} */ bin) => (bin <= 0 ? EARLIEST : binStart(axis, bin));
  const maxOf = (/** @type {number} */ bin) => (bin >= axis.length - 1 ? LATEST : binEnd(axis, bin));
  /** @type {[HTMLElement, (event: PointerEvent) => Range][]} */
  const moves = [
    [from, (event) => ({ ...now(), min: Math.min(minOf(Math.round(boundary(event))), firstOf(now().max, axis)) })],
    [to, (event) => ({ ...now(), max: Math.max(maxOf(Math.round(boundary(event)) - 1), lastOf(now().min, axis)) })],
  ];
  for (const [handle, move] of moves) {
    follow(handle, move, change);
    handle.addEventListener("keydown", (event) => stepHandle(event, handle === from, axis, now(), change));
  }
  let anchor = 0;
  follow(chart, (event) => {
    const bin = Math.min(axis.length - 1, Math.floor(boundary(event)));
    if (event.type === "pointerdown") anchor = bin;
    return { min: binStart(axis, Math.min(anchor, bin)), max: binEnd(axis, Math.max(anchor, bin)) };
  }, change);
}

/**
 * @param {number} max
 * @param {Axis} axis
 */
function firstOf(max, axis) {
  return max >= LATEST ? binStart(axis, axis.length - 1) : binStart(axis, binOf(axis, max));
}

/**
 * @param {number} min
 * @param {Axis} axis
 */
function lastOf(min, axis) {
  return min <= EARLIEST ? binEnd(axis, 0) : binEnd(axis, binOf(axis, min));
}

/**
 * Follow a pointer from where it goes down until it is let go.
 * @param {HTMLElement} element
 * @param {(event: PointerEvent) => Range} read
 * @param {(range: Range | null, done: boolean) => void} change
 */
function follow(element, read, change) {
  const onmove = (/** @type {PointerEvent} */ event) => change(read(event), false);
  element.addEventListener("pointerdown", (event) => {
    if (event.button || (event.target !== element && element.id === "chart" && /** @type {Element} */ (event.target).closest("[role=slider]"))) return;
    element.setPointerCapture(event.pointerId);
    if (element.id === "chart") onmove(event);
    element.addEventListener("pointermove", onmove);
    const end = (/** @type {PointerEvent} */ last) => {
      element.removeEventListener("pointermove", onmove);
      element.removeEventListener("pointerup", end);
      element.removeEventListener("pointercancel", end);
      change(read(last), true);
    };
    element.addEventListener("pointerup", end);
    element.addEventListener("pointercancel", end);
  });
}

/**
 * @param {KeyboardEvent} event
 * @param {boolean} isFrom
 * @param {Axis} axis
 * @param {Range} range
 * @param {(range: Range | null, done: boolean) => void} change
 */
function stepHandle(event, isFrom, axis, range, change) {
  const page = axis.step === 1 ? 12 : 10; // a year of months, ten years, a century of decades
  const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -page, PageUp: page, Home: -1e6, End: 1e6 }[event.key];
  if (!step) return;
  event.preventDefault();
  const day = isFrom ? range.min : range.max;
  const last = axis.length - 1;
  const bin = day <= EARLIEST || day >= LATEST ? (isFrom ? 0 : last) : binOf(axis, day);
  const to = Math.min(last, Math.max(0, bin + step));
  if (isFrom) change({ ...range, min: Math.min(to <= 0 ? EARLIEST : binStart(axis, to), firstOf(range.max, axis)) }, true);
  else change({ ...range, max: Math.max(to >= last ? LATEST : binEnd(axis, to), lastOf(range.min, axis)) }, true);
}
