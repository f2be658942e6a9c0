// @ts-check
/** Play: a bin of the timeline at a time, from the beginning of the timeline, or from the range on; again: pause. */

import { binEnd, binOf, binStart } from "./axis.js";
import { EARLIEST, LATEST } from "./days.js";
import { get } from "./dom.js";
import { t } from "./language.js";

const PACE = 900; // milliseconds a bin: time to read a count, short enough to see movement

/**
 * @param {import("./axis.js").Axis} axis
 * @param {() => import("./days.js").Range | null} now
 * @param {(range: import("./days.js").Range, done: boolean) => void} change
 */
export function makePlay(axis, now, change) {
  const button = get("#play");
  let timer = 0, bin = 0;
  const own = () => ({ min: binStart(axis, bin), max: binEnd(axis, bin) });
  const stop = () => {
    if (!timer) return;
    clearInterval(timer);
    timer = 0;
    button.textContent = t("Play");
    button.setAttribute("aria-pressed", "false");
    change(own(), true);
  };
  const step = () => {
    if (bin >= axis.length - 1) return stop();
    bin++;
    change(own(), false);
  };
  button.addEventListener("click", () => {
    if (timer) return stop();
    const range = now();
    const begun = range && range.min > EARLIEST ? range : null;
    const single = begun && begun.max < LATEST && binOf(axis, begun.min) === binOf(axis, begun.max);
    bin = begun ? Math.max(single ? 0 : -1, binOf(axis, begun.min) - (single ? 0 : 1)) : -1;
    if (bin >= axis.length - 1) bin = -1;
    button.textContent = t("Pause");
    button.setAttribute("aria-pressed", "true");
    timer = window.setInterval(step, PACE);
    step();
  });
  return { stop };
}
