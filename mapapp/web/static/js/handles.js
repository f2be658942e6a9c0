// @ts-check
/** The two handles of the timeline and its bars: by pointer and by key, in whole months. */

import { EARLIEST, LATEST, firstDay, lastDay, monthOf } from "./days.js";

/** @typedef {import("./days.js").Range} Range */
/** @typedef {import("./timeline.js").Axis} Axis */

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
  const minOf = (/** @type {number} */ month) => (month <= 0 ? EARLIEST : firstDay(axis.first + month));
  const maxOf = (/** @type {number} */ months) => (months >= axis.length ? LATEST : lastDay(axis.first + months - 1));
  /** @type {[HTMLElement, (event: PointerEvent) => Range][]} */
  const moves = [
    [from, (event) => ({ ...now(), min: Math.min(minOf(Math.round(boundary(event))), firstOf(now().max, axis)) })],
    [to, (event) => ({ ...now(), max: Math.max(maxOf(Math.round(boundary(event))), lastOf(now().min, axis)) })],
  ];
  for (const [handle, move] of moves) {
    follow(handle, move, change);
    handle.addEventListener("keydown", (event) => stepHandle(event, handle === from, axis, now(), change));
  }
  let anchor = 0;
  follow(chart, (event) => {
    const month = Math.min(axis.length - 1, Math.floor(boundary(event)));
    if (event.type === "pointerdown") anchor = month;
    return { min: firstDay(axis.first + Math.min(anchor, month)), max: lastDay(axis.first + Math.max(anchor, month)) };
  }, change);
}

/**
 * @param {number} max
 * @param {Axis} axis
 */
function firstOf(max, axis) {
  return max >= LATEST ? firstDay(axis.first + axis.length - 1) : firstDay(monthOf(max));
}

/**
 * @param {number} min
 * @param {Axis} axis
 */
function lastOf(min, axis) {
  return min <= EARLIEST ? lastDay(axis.first) : lastDay(monthOf(min));
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
  const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -12, PageUp: 12, Home: -1e6, End: 1e6 }[event.key];
  if (!step) return;
  event.preventDefault();
  const day = isFrom ? range.min : range.max;
  const open = isFrom ? axis.first : axis.first + axis.length - 1;
  const month = day <= EARLIEST || day >= LATEST ? open : monthOf(day);
  const to = Math.min(axis.first + axis.length - 1, Math.max(axis.first, month + step));
  if (isFrom) change({ ...range, min: Math.min(to <= axis.first ? EARLIEST : firstDay(to), firstOf(range.max, axis)) }, true);
  else change({ ...range, max: Math.max(to >= axis.first + axis.length - 1 ? LATEST : lastDay(to), lastOf(range.min, axis)) }, true);
}
