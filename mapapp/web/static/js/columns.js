// @ts-check
/** The data of the map (/data/map.json) as typed arrays, with what is counted often numbered once. */

/** @typedef {{id: string, title: string, author: string}} Source */
/** @typedef {{id: string, title: string, kind: string, lon: number | null, lat: number | null, certainty: string,
 *   within: number | null, used: string[], names: string[][]}} Place */
/**
 * @typedef {object} Columns
 * @property {number} count rows: attestations, in the order of time
 * @property {Int32Array} id
 * @property {Int32Array} passage index of the row's passage
 * @property {Int32Array} passageIds id of each passage
 * @property {Int32Array} passageSource source of each passage
 * @property {Int32Array} place index, -1: not located
 * @property {Int32Array} source index
 * @property {Int32Array} min first day; meaningless where dated is 0
 * @property {Int32Array} max last day
 * @property {Uint8Array} dated
 * @property {Uint8Array} use index
 * @property {Uint8Array} zone index
 * @property {Uint8Array} doubtful
 * @property {Int32Array} pair index of the row's passage-and-place
 * @property {Int32Array} pairPlace place of each pair
 * @property {Int32Array} moment index of the row's passage-and-days
 * @property {Int32Array} momentRow a row of each moment
 * @property {Source[]} sources
 * @property {Place[]} places
 * @property {Record<string, object>} areas
 * @property {Record<string, string>} unlocated toponym of each row that has no place
 * @property {{row: number, points: [number, number][]}[]} doubts rows in doubt, with where else they may lie
 * @property {{use: string[], zone: string[], kind: string[], certainty: string[]}} words
 */

/**
 * @param {any} json
 * @returns {Columns}
 */
export function readColumns(json) {
  const rows = json.attestations;
  const count = rows.id.length;
  const place = Int32Array.from(rows.place);
  const passages = numbering(rows.passage);
  const pairs = numbering(rows.passage.map((/** @type {number} */ p, /** @type {number} */ i) => `${p} ${place[i]}`));
  const moments = numbering(rows.passage.map((/** @type {number} */ p, /** @type {number} */ i) => `${p} ${rows.min[i]} ${rows.max[i]}`));
  return {
    count,
    id: Int32Array.from(rows.id),
    passage: passages.of,
    passageIds: Int32Array.from(passages.firsts, (row) => rows.passage[row]),
    passageSource: Int32Array.from(passages.firsts, (row) => rows.source[row]),
    place,
    source: Int32Array.from(rows.source),
    min: Int32Array.from(rows.min, (day) => day ?? 0),
    max: Int32Array.from(rows.max, (day) => day ?? 0),
    dated: Uint8Array.from(rows.min, (day) => (day === null ? 0 : 1)),
    use: Uint8Array.from(rows.use),
    zone: Uint8Array.from(rows.zone),
    doubtful: Uint8Array.from(rows.doubtful),
    pair: pairs.of,
    pairPlace: Int32Array.from(pairs.firsts, (row) => place[row]),
    moment: moments.of,
    momentRow: Int32Array.from(moments.firsts),
    sources: json.sources,
    places: json.places,
    areas: json.areas,
    unlocated: json.unlocated,
    doubts: Object.entries(json.doubts ?? {}).map(([row, points]) => ({ row: Number(row), points: /** @type {any} */ (points) })),
    words: json.words,
  };
}

/**
 * Number the different values of a list in the order in which they first stand there.
 * @param {(string | number)[]} values
 * @returns {{of: Int32Array, firsts: number[]}} the number of each value, and where each number first stands
 */
export function numbering(values) {
  const numbers = new Map();
  /** @type {number[]} */
  const firsts = [];
  const of = new Int32Array(values.length);
  values.forEach((value, index) => {
    let number = numbers.get(value);
    if (number === undefined) {
      number = firsts.length;
      numbers.set(value, number);
      firsts.push(index);
    }
    of[index] = number;
  });
  return { of, firsts };
}
