// @ts-check
/** The one store of the page's state; the link follows it, and the browser's back and forward set it. */

import { readLink, writeLink } from "./link.js";

/** @typedef {import("./link.js").State} State */
/** @typedef {(state: State, before: State) => void} Listener */

/** @param {Window} page */
export function makeStore(page) {
  let state = readLink(page.location.search);
  /** @type {Listener[]} */
  const listeners = [];

  /** @param {State} next */
  function become(next) {
    const before = state;
    state = next;
    for (const listener of listeners) listener(state, before);
  }

  page.addEventListener("popstate", () => become(readLink(page.location.search)));

  return {
    get state() {
      return state;
    },
    /** @param {Listener} listener */
    follow(listener) {
      listeners.push(listener);
    },
    /**
     * Change the state. A "step" can be gone back to; a "drift" (panning) changes the link where it stands; what
     * is "passing" (a handle on its way) leaves the link alone, since browsers allow it few changes a second.
     * @param {Partial<State>} change
     * @param {"step" | "drift" | "passing"} [kind]
     */
    set(change, kind = "step") {
      const next = { ...state, ...change };
      const link = writeLink(next);
      if (kind !== "passing" && link !== page.location.search) {
        writeAddress(page, kind === "step" ? "pushState" : "replaceState", link);
      }
      become(next);
    },
  };
}

/**
 * Put the link into the address, where the page may change its address: not inside another page's frame.
 * @param {Window} page
 * @param {"pushState" | "replaceState"} how
 * @param {string} link
 */
function writeAddress(page, how, link) {
  try {
    page.history[how](null, "", page.location.pathname + link + page.location.hash);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
