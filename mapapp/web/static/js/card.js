// @ts-check
/** The card of the chosen place: one passage at a time, with its source, its date and the reasons for both. */

import { concentration } from "./filter.js";
import { counted, make, quoteParts } from "./dom.js";
import { nameOf, otherNames } from "./names.js";

/** @typedef {import("./columns.js").Columns} Columns */
/** @typedef {(id: number) => Promise<any>} Fetch evidence of an attestation by its id */

const USES = /** @type {Record<string, string>} */ ({
  metonymic: "the name stands for its government",
  embedded: "the name is part of another name",
});
const ZONES = /** @type {Record<string, string>} */ ({ apparatus: "in a note", furniture: "in the page's frame" });

/**
 * @param {{data: Columns, place: number, rows: number[], n: number, link: string, step: (n: number) => void, fetch: Fetch}} about
 *   ``rows``: the place's passages that are shown; ``n``: which of them, from 1; ``link``: to all of them, empty where there is no such page
 * @returns {{element: HTMLElement, ready: Promise<void>}} ready when the quote is there
 */
export function makeCard(about) {
  const { data, place, rows, n } = about;
  const record = data.places[place];
  // A step replaces the card while its click is on the way up; Leaflet would then take it for a click on the map.
  const own = (/** @type {Event} */ event) => event.stopPropagation();
  const body = make("div", { class: "card-body", "aria-live": "polite" });
  const element = make(
    "article",
    { class: "card", "aria-label": `Passages that name ${record.used[0] ?? record.title}`, onkeydown: arrowKeys(about), onclick: own },
    heading(record),
    make("p", { class: "card-facts", text: facts(data, record, rows) }),
    body,
    rows.length > 0 && steps(about),
  );
  const ready = rows.length ? fill(body, about, data.id[rows[n - 1]]) : Promise.resolve(nothing(body));
  return { element, ready };
}

/** @param {import("./columns.js").Place} record */
function heading(record) {
  const first = nameOf(record, "source"), others = otherNames(record, "source", 9);
  return make(
    "header",
    { class: "card-head" },
    make("h2", { text: first }),
    others.length > 0 && make("p", { class: "card-names", text: others.join(" · ") }),
  );
}

/**
 * @param {Columns} data
 * @param {import("./columns.js").Place} record
 * @param {number[]} rows
 */
function facts(data, record, rows) {
  const { passages, most, sources } = concentration(data, rows);
  const from = sources > 1 ? `${most} from one source` : sources === 1 && passages > 1 ? "all from one source" : "";
  const where = record.lon === null ? "not located" : record.certainty === "certain" ? "" : "location uncertain";
  return [record.kind, counted(passages, "passage") + (from ? `, ${from}` : ""), where].filter(Boolean).join(" · ");
}

/** @param {HTMLElement} body */
function nothing(body) {
  body.append(make("p", { text: "No passage of this place is in what is shown. Widen the dates, or clear the filters." }));
}

/** @param {Parameters<typeof makeCard>[0]} about */
function arrowKeys({ rows, n, step }) {
  return (/** @type {KeyboardEvent} */ event) => {
    const change = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!change || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation(); // Leaflet would move the map
    if (n + change >= 1 && n + change <= rows.length) step(n + change);
  };
}

/** @param {Parameters<typeof makeCard>[0]} about */
function steps({ rows, n, step, link }) {
  const button = (/** @type {string} */ name, /** @type {string} */ label, /** @type {number} */ to) =>
    make("button", { type: "button", class: `step ${name}`, "aria-label": label, disabled: to < 1 || to > rows.length, onclick: () => step(to) });
  return make(
    "footer",
    { class: "card-steps" },
    button("previous", "Previous passage", n - 1),
    make("span", { class: "card-count", text: `${n} of ${rows.length}` }),
    button("next", "Next passage", n + 1),
    link !== "" && make("a", { class: "card-all", href: link.replace(/^\/places\/([^?]+)\??/, "/compare?place=$1&").replace(/&$/, ""), text: "compare sources" }),
    link !== "" && make("a", { href: link, text: "all passages" }),
  );
}

/**
 * @param {HTMLElement} body
 * @param {Parameters<typeof makeCard>[0]} about
 * @param {number} id
 */
async function fill(body, about, id) {
  try {
    body.append(...evidenceParts(await about.fetch(id)));
  } catch (error) {
    body.append(make("p", { text: "The passage could not be fetched. Is the program still running? Choose the place again to retry." }));
    console.warn(error);
  }
}

/**
 * A passage with all that is known of its mention.
 * @param {any} found see evidence() in mapapp/web/data.py
 */
export function evidenceParts(found) {
  const written = found.written && found.written !== found.when ? `, written “${found.written}”` : "";
  const date = found.edtf
    ? [make("time", { text: found.when, title: found.edtf }), written]
    : [make("span", { text: found.document ? `undated; in a document of ${found.document}` : "undated" })];
  const notes = [ZONES[found.zone], USES[found.use], found.doubtful ? "which place is meant is in doubt" : ""].filter(Boolean);
  return [
    make("blockquote", { class: "quote", tabindex: "0" }, ...quoteParts(found.reading, found.mark_start, found.mark_end)),
    make("p", { class: "card-when" }, ...date),
    make("p", { class: "card-source", text: found.href ? found.source_title : `${found.source_title}, passage ${found.passage_number}` }),
    notes.length > 0 && make("p", { class: "card-notes", text: notes.join("; ") }),
    found.href !== "" && make("p", { class: "card-links" }, make("a", { href: found.href, text: "read in the text" })),
    why(found),
  ].filter((part) => part !== false);
}

/** @param {any} found */
function why(found) {
  const [, ...others] = found.candidates;
  const list = (/** @type {string[]} */ items) => make("ul", {}, ...items.map((text) => make("li", { text })));
  return make(
    "details",
    { class: "why" },
    make("summary", { text: "why here?" }),
    make("p", { text: found.place_id ? `“${found.surface}” was taken to mean this place:` : `“${found.surface}” was not located:` }),
    list([...found.reasons, ...(found.candidates[0]?.reasons ?? [])]),
    make("p", { text: found.edtf ? `The date is ${found.edtf}:` : "No date was found:" }),
    list(found.when_reasons.length ? found.when_reasons : [BASES[found.when_basis] ?? found.when_basis]),
    others.length > 0 && make("p", { text: "It could also be:" }),
    others.length > 0 && list(others.map((/** @type {any} */ other) => `${other.title} (${other.reasons.join(", ")})`)),
  );
}

const BASES = /** @type {Record<string, string>} */ ({
  explicit: "the passage says so itself",
  context: "from the passages around it",
  heading: "from the heading of its document",
  period: "from the period that the passage tells of",
  footnote: "from the note that belongs to it",
  none: "neither the passage nor those around it say when",
});
