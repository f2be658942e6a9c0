// @ts-check
/** Words of the page's language. Each is written in English where it is used; the page brings what it is called
 *  (see script_words() in mapapp/web/languages.py), and what it does not bring stays English. */

/** @type {{words?: Record<string, string | string[]>, months?: string[], thousands?: string}} */
const given = JSON.parse(document.querySelector("#words")?.textContent ?? "{}");
const code = document.documentElement.lang || "en";
const plural = new Intl.PluralRules(code);
/** Which plural form of a catalogue is for which count. @type {Record<string, string[]>} */
const FORMS = { ru: ["one", "few", "many"] };

export const MONTHS = given.months ?? [
  "January", "February", "March", "April", "May", "June",
  "July", "August", "September", "October", "November", "December",
];

/**
 * @param {string} words in English, with values as %(name)s
 * @param {Record<string, string | number>} [values]
 */
export function t(words, values = {}) {
  return filled(String(given.words?.[words] || words), values);
}

/**
 * Words that depend on a number, which they may hold as %(count)s.
 * @param {string} one in English, for a single thing
 * @param {string} many in English, for several
 * @param {number} count
 * @param {Record<string, string | number>} [values]
 */
export function tn(one, many, count, values = {}) {
  const known = given.words?.[one];
  const forms = Array.isArray(known) && known[0] ? known : null;
  const form = (FORMS[code] ?? ["one", "other"]).indexOf(plural.select(count));
  const words = forms ? forms[Math.min(Math.max(0, form), forms.length - 1)] : count === 1 ? one : many;
  return filled(words, { count: numeral(count), ...values });
}

/**
 * A number as the language writes it: "2,000".
 * @param {number} number
 */
export function numeral(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, given.thousands ?? ",");
}

/**
 * An address of this app in the language that the page's link asks for; unchanged where it asks for none.
 * @param {string} address
 */
export function inLanguage(address) {
  const asked = new URLSearchParams(location.search).get("lang");
  return asked ? `${address}${address.includes("?") ? "&" : "?"}lang=${encodeURIComponent(asked)}` : address;
}

/**
 * @param {string} words
 * @param {Record<string, string | number>} values
 */
function filled(words, values) {
  return words.replace(/%\((\w+)\)s/g, (whole, name) => String(values[name] ?? whole));
}
