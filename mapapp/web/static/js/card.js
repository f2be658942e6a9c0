// @ts-check
/** The card of the chosen place: one passage at a time, with its source, its date and the reasons for both. */

import { concentration } from "./filter.js";
import { counted, make, quoteParts } from "./dom.js";
import { numeral, t } from "./language.js";
import { nameOf, otherNames } from "./names.js";

/** @typedef {import("./columns.js").Columns} Columns */
/** @typedef {(id: number) => Promise<any>} Fetch evidence of an attestation by its id */

const USES = /** @type {Record<string, string>} */ ({
  metonymic: t("the name stands for its government"),
  embedded: t("the name is part of another name"),
});
const ZONES = /** @type {Record<string, string>} */ ({ apparatus: t("in a note"), furniture: t("in the page's frame") });

/**
 * @param {{data: Columns, place: number, rows: number[], n: number, link: string, q: string, step: (n: number) => void, fetch: Fetch}} about
 *   ``rows``: the place's passages that are shown; ``n``: which of them, from 1; ``link``: to all of them, empty where there is no such page;
 *   ``q``: words that were looked for
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
    { class: "card", "aria-label": t("Passages that name %(place)s", { place: record.used[0] ?? record.title }), onclick: own },
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
  const from = sources > 1 ? t("%(most)s from one source", { most: numeral(most) }) : sources === 1 && passages > 1 ? t("all from one source") : "";
  const where = record.lon === null ? t("not located") : record.certainty === "certain" ? "" : t("location uncertain");
  return [t(record.kind), counted(passages, "passage") + (from ? `, ${from}` : ""), where].filter(Boolean).join(" · ");
}

/** @param {HTMLElement} body */
function nothing(body) {
  body.append(make("p", { text: t("No passage of this place is in what is shown. Widen the dates, or clear the filters.") }));
}

/** Arrow keys go through the passages of the card that is open, wherever the keyboard is but where it needs them itself. */
export function turnByKey() {
  const turn = (/** @type {KeyboardEvent} */ event) => {
    const name = { ArrowLeft: "previous", ArrowRight: "next" }[event.key];
    const button = name && /** @type {HTMLElement | null} */ (document.querySelector(`.card .step.${name}`));
    if (!button?.offsetParent || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (/** @type {Element} */ (event.target).closest("input, select, [role=slider], dialog")) return;
    event.preventDefault();
    event.stopPropagation(); // Leaflet would move the map
    button.click();
  };
  document.addEventListener("keydown", turn, { capture: true });
}

/** @param {Parameters<typeof makeCard>[0]} about */
function steps({ rows, n, step, link }) {
  const button = (/** @type {string} */ name, /** @type {string} */ label, /** @type {number} */ to) =>
    make("button", { type: "button", class: `step ${name}`, "aria-label": label, disabled: to < 1 || to > rows.length, onclick: () => step(to) });
  return make(
    "footer",
    { class: "card-steps" },
    button("previous", t("Previous passage"), n - 1),
    make("span", { class: "card-count", text: t("%(n)s of %(all)s", { n, all: rows.length }) }),
    button("next", t("Next passage"), n + 1),
    link !== "" && make("a", { class: "card-all", href: link, text: t("all passages") }),
  );
}

/**
 * @param {HTMLElement} body
 * @param {Parameters<typeof makeCard>[0]} about
 * @param {number} id
 */
async function fill(body, about, id) {
  try {
    const compare = about.link && about.link.replace(/^\/places\/([^?]+)\??/, "/compare?place=$1&").replace(/&$/, "");
    body.append(...evidenceParts(await about.fetch(id), compare, about.q));
  } catch (error) {
    body.append(make("p", { text: t("The passage could not be fetched. Is the program still running? Choose the place again to retry.") }));
    console.warn(error);
  }
}

/**
 * A passage with all that is known of its mention.
 * @param {any} found see evidence() in mapapp/web/data.py
 * @param {string} compare address of the page that sets the sources beside one another, or empty
 * @param {string} q words that were looked for
 */
function evidenceParts(found, compare, q) {
  const written = found.written && found.written !== found.when ? t(", written “%(words)s”", { words: found.written }) : "";
  const date = found.edtf
    ? [make("time", { text: found.when, title: found.edtf }), written]
    : [make("span", { text: found.document ? t("undated; in a document of %(date)s", { date: found.document }) : t("undated") })];
  const notes = [ZONES[found.zone], USES[found.use], found.doubtful ? t("which place is meant is in doubt") : ""].filter(Boolean);
  return [
    make("blockquote", { class: "quote", tabindex: "0" }, ...quoteParts(found.reading, found.mark_start, found.mark_end, q)),
    make("p", { class: "card-when" }, ...date),
    make("p", { class: "card-source", text: found.href ? found.source_title : t("%(source)s, passage %(number)s", { source: found.source_title, number: found.passage_number }) }),
    notes.length > 0 && make("p", { class: "card-notes", text: notes.join("; ") }),
    found.href !== "" && make("p", { class: "card-links" }, make("a", { href: found.href, text: t("read in the text") }), compare !== "" && " · ", compare !== "" && make("a", { href: compare, text: t("compare sources") })),
    why(found),
  ].filter((part) => part !== false);
}

/** @param {any} found */
function why(found) {
  const [, ...others] = found.candidates;
  const list = (/** @type {string[]} */ items) => make("ul", {}, ...items.map((text) => make("li", { text, lang: found.english?.includes(text) && "en" })));
  return make(
    "details",
    { class: "why" },
    make("summary", { text: t("why here?") }),
    make("p", { text: found.place_id ? t("“%(name)s” was taken to mean this place:", { name: found.surface }) : t("“%(name)s” was not located:", { name: found.surface }) }),
    list([...found.reasons, ...(found.candidates[0]?.reasons ?? [])]),
    make("p", { text: found.edtf ? t("The date is %(date)s:", { date: found.when }) : t("No date was found:") }),
    list(found.when_reasons.length ? found.when_reasons : [BASES[found.when_basis] ?? found.when_basis]),
    others.length > 0 && make("p", { text: t("It could also be:") }),
    others.length > 0 && list(others.map((/** @type {any} */ other) => `${other.title} (${other.reasons.join(", ")})`)),
  );
}

const BASES = /** @type {Record<string, string>} */ ({
  explicit: t("the passage says so itself"),
  context: t("from the passages around it"),
  heading: t("from the heading of its document"),
  period: t("from the period that the passage tells of"),
  footnote: t("from the note that belongs to it"),
  none: t("neither the passage nor those around it say when"),
});
