// @ts-check
/** The search box: names in any script as one types, and the words of the passages. A combobox with a listbox. */

import { get, make } from "./dom.js";
import { t } from "./language.js";
import { makeFinder, nameOf } from "./names.js";

/** @typedef {import("./columns.js").Columns} Columns */

/**
 * @param {Columns} data
 * @param {{place: (index: number) => void, words: (q: string) => void, rule: () => string}} to
 */
export function makeSearch(data, to) {
  const input = /** @type {HTMLInputElement} */ (get("#search")), box = get("#search-list");
  const find = makeFinder(data.places, data.place);
  /** @type {(() => void)[]} */
  let actions = [];
  let active = -1;

  const close = () => {
    box.setAttribute("hidden", "");
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    active = -1;
  };
  const point = (/** @type {number} */ index) => {
    active = (index + actions.length) % actions.length;
    [...box.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
    input.setAttribute("aria-activedescendant", `option-${active}`);
    box.children[active].scrollIntoView({ block: "nearest" });
  };
  const take = (/** @type {number} */ index) => {
    actions[index]?.();
    close();
  };
  const open = () => {
    const text = input.value.trim();
    if (!text) return close();
    const found = find(text);
    actions = found.map(({ index }) => () => {
      input.value = "";
      to.place(index);
    });
    actions.push(() => to.words(text));
    const places = found.map(({ index, form }) => placeOption(data, index, form, to.rule()));
    box.replaceChildren(...places, make("span", { class: "words-option" }, t("passages with the words"), " ", make("b", { text: `“${text}”` })));
    [...box.children].forEach((option, at) => {
      option.id = `option-${at}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        take(at);
      });
    });
    box.removeAttribute("hidden");
    input.setAttribute("aria-expanded", "true");
    active = -1;
  };

  input.addEventListener("input", open);
  input.addEventListener("focus", () => input.value && open());
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter") {
      event.preventDefault();
      if (box.hasAttribute("hidden")) open();
      if (actions.length) take(Math.max(active, 0));
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (box.hasAttribute("hidden")) open();
      if (actions.length) point(active < 0 && event.key === "ArrowUp" ? actions.length - 1 : active + (event.key === "ArrowDown" ? 1 : -1));
    }
  });
}

/**
 * @param {Columns} data
 * @param {number} index
 * @param {string} form the form that was found
 * @param {string} rule
 */
function placeOption(data, index, form, rule) {
  const place = data.places[index], name = nameOf(place, rule);
  return make(
    "span",
    {},
    make("b", { text: form }),
    form !== name && make("span", { class: "quiet", text: ` ${name}` }),
    make("span", { class: "quiet option-kind", text: t(place.kind) }),
  );
}
