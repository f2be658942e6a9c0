// @ts-check
/** Play: a month at a time from the beginning of the timeline, or from the range on; again: pause. */

import { EARLIEST, LATEST, firstDay, lastDay, monthOf } from "./days.js";
import { get } from "./dom.js";
import { t } from "./language.js";

const PACE = 900; // milliseconds a month: time to read a count, short enough to see movement

/**
 * @param {import("./timeline.js").Axis} axis
 * @param {() => import("./days.js").Range | null} now
 * @param {(range: import("./days.js").Range, done: boolean) => void} change
 */
export function makePlay(axis, now, change) {
  const button = get("#play");
  let timer = 0, month = axis.first;
  const stop = () => {
    if (!timer) return;
    clearInterval(timer);
    timer = 0;
    button.textContent = t("Play");
    button.setAttribute("aria-pressed", "false");
    change({ min: firstDay(month), max: lastDay(month) }, true);
  };
  const step = () => {
    if (month >= axis.first + axis.length - 1) return stop();
    month++;
    change({ min: firstDay(month), max: lastDay(month) }, false);
  };
  button.addEventListener("click", () => {
    if (timer) return stop();
    const range = now();
    const single = range && range.min > EARLIEST && range.max < LATEST && monthOf(range.min) === monthOf(range.max);
    month = Math.max(axis.first, single ? monthOf(range.min) : range && range.min > EARLIEST ? monthOf(range.min) - 1 : axis.first - 1);
    if (month >= axis.first + axis.length - 1) month = axis.first - 1;
    button.textContent = t("Pause");
    button.setAttribute("aria-pressed", "true");
    timer = window.setInterval(step, PACE);
    step();
  });
  return { stop };
}
