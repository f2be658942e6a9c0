// @ts-check
/** Small helpers for making elements. Text is set with textContent, so nothing in a text is ever markup. */

import { tn } from "./language.js";

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, any>} [properties] attributes; "text" is the text, "on…" a listener
 * @param {(Node | string | null | undefined | false)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (name === "text") element.textContent = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(.../** @type {(Node | string)[]} */ (children.filter((child) => child || child === "")));
  return element;
}

/**
 * @template {Element} T
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {T} raises where the page has no such element: template and script then disagree
 */
export function get(selector, root = document) {
  const found = root.querySelector(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return /** @type {T} */ (found);
}

/**
 * A number with its noun: "1 passage", "2,000 passages".
 * @param {number} number
 * @param {string} noun one of NOUNS in mapapp/web/labels.py
 */
export function counted(number, noun) {
  const words = `%(count)s ${noun}`;
  return tn(words, `${words}s`, number);
}

/**
 * A passage with its mention marked. Offsets count code points, as everywhere in an atlas.
 * @param {string} reading
 * @param {number} start
 * @param {number} end
 */
export function quoteParts(reading, start, end) {
  const letters = Array.from(reading);
  return [
    letters.slice(0, start).join(""),
    make("mark", { text: letters.slice(start, end).join("") }),
    letters.slice(end).join(""),
  ];
}

/**
 * Run a thing once the calls for it have ceased.
 * @param {() => void} work
 * @param {number} wait milliseconds
 */
export function settled(work, wait) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(work, wait);
  };
}
