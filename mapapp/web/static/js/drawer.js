// @ts-check
/** "Doubtful or not on the map": names that were not located, places without a location, and mentions in doubt, with quotes. */

import { counted, get, make, quoteParts } from "./dom.js";
import { t } from "./language.js";
import { nameOf } from "./names.js";

/** @typedef {import("./columns.js").Columns} Columns */
/** @typedef {import("./filter.js").Seen} Seen */
/** @typedef {{name: string, note: string, rows: number[]}} Group */

/**
 * @param {Columns} data
 * @param {(id: number) => Promise<any>} fetch
 */
export function makeDrawer(data, fetch) {
  const dialog = /** @type {HTMLDialogElement} */ (get("#drawer")), body = get("#drawer-body"), opener = get("#open-drawer");
  /** @type {Group[]} */
  let groups = [];
  opener.addEventListener("click", () => {
    body.replaceChildren(...(groups.length ? groups.map((group) => entry(data, group, fetch)) : [make("p", { text: t("Every name in what is shown is on the map.") })]));
    dialog.showModal();
  });
  get("#close-drawer").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  return {
    /**
     * @param {Seen} seen
     * @param {string} rule
     */
    show(seen, rule) {
      groups = groupsOf(data, seen, rule);
      get("#unlocated-count").textContent = String(groups.length);
    },
  };
}

/**
 * @param {Columns} data
 * @param {Seen} seen
 * @param {string} rule
 * @returns {Group[]}
 */
function groupsOf(data, seen, rule) {
  /** @type {Map<string, Group>} */
  const groups = new Map();
  for (let row = 0; row < data.count; row++) {
    if (!seen.rows[row]) continue;
    const place = data.places[data.place[row]];
    if (place && place.lon !== null && !data.doubtful[row]) continue;
    const name = place ? nameOf(place, rule) : data.unlocated[row];
    const note = !place ? t("not located") : place.lon === null ? t("known, but not where it lies") : t("on the map, but which place is meant is in doubt");
    const key = `${note} ${name}`;
    if (!groups.has(key)) groups.set(key, { name, note, rows: [] });
    groups.get(key)?.rows.push(row);
  }
  return [...groups.values()].sort((a, b) => a.note.localeCompare(b.note) * -1 || b.rows.length - a.rows.length);
}

/**
 * @param {Columns} data
 * @param {Group} group
 * @param {(id: number) => Promise<any>} fetch
 */
function entry(data, group, fetch) {
  const quotes = make("div", { class: "drawer-quotes" });
  const details = make(
    "details",
    { class: "drawer-entry" },
    make("summary", {}, make("b", { text: group.name }), make("span", { class: "quiet", text: ` ${counted(group.rows.length, "mention")} · ${group.note}` })),
    quotes,
  );
  details.addEventListener("toggle", async () => {
    if (!details.open || quotes.childElementCount) return;
    const found = await Promise.all(group.rows.slice(0, 20).map((row) => fetch(data.id[row])));
    quotes.append(...found.map(quote));
    if (group.rows.length > 20) quotes.append(make("p", { class: "quiet", text: t("and %(count)s more; the export has all of them", { count: group.rows.length - 20 }) }));
  });
  return details;
}

/** @param {any} found */
function quote(found) {
  return make(
    "figure",
    {},
    make("blockquote", { class: "quote" }, ...quoteParts(found.reading, found.mark_start, found.mark_end)),
    make("figcaption", { class: "quiet" }, `${found.when} · ${found.source_title}`, ...(found.href ? [" · ", make("a", { href: found.href, text: t("read in the text") })] : [])),
  );
}
