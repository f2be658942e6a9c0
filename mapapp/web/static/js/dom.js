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
 * @param {string} noun one of NOUNS in mapapp/maps/labels.py
 */
export function counted(number, noun) {
  const words = `%(count)s ${noun}`;
  return tn(words, `${words}s`, number);
}

/**
 * A passage with its mention marked, and the words that were looked for. Offsets count code points, as everywhere.
 * @param {string} reading
 * @param {number} start
 * @param {number} end
 * @param {string} [q] words that were looked for
 */
export function quoteParts(reading, start, end, q = "") {
  const letters = Array.from(reading), part = (/** @type {number} */ from, /** @type {number} */ to) => withHits(letters.slice(from, to).join(""), q);
  return [...part(0, start), make("mark", {}, ...part(start, end)), ...part(end, letters.length)];
}

/**
 * @param {string} text
 * @param {string} q
 * @returns {(Node | string)[]} the text, each word of q that stands in it in an element of its own
 */
function withHits(text, q) {
  const wanted = new Set(wordsOf(q).split(" "));
  if (!q) return [text];
  const pieces = text.split(/([\p{L}\p{N}\p{M}]+)/u); // every other one is a word
  return pieces.map((piece, at) => (at % 2 && wanted.has(wordsOf(piece)) ? make("mark", { class: "hit", text: piece }) : piece));
}

/**
 * The words of a text without case and diacritics, with single spaces: as the server's index of words has them.
 * @param {string} text
 */
export function wordsOf(text) {
  const folded = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return (folded.match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
}

/**
 * Run a thing once the calls for it have ceased. The wait begins when what was drawn last is on the screen: work
 * that would come between two frames of a drag waits until it is over, however long a frame takes.
 * @param {() => void} work
 * @param {number} wait milliseconds
 */
export function settled(work, wait) {
  let timer = 0, frame = 0;
  return () => {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => (timer = window.setTimeout(work, wait)));
  };
}
