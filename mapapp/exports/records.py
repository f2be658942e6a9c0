"""Flat records that every table-like format writes: a column a property, no lists, no dates but as text.

``MENTION_TYPES`` and ``PLACE_TYPES`` name the columns that are not text; the rest is.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from mapapp.exports.evidence import evidence
from mapapp.exports.temporary import batches
from mapapp.exports.times import iso_day
from mapapp.maps.features import LIST_SEPARATOR, Feature, group_by_place, mention_feature, place_feature
from mapapp.query import AtlasQuery
from mapapp.store.reading import Atlas, Row

PLACES_AT_ONCE = 50
MENTION_TYPES: Mapping[str, type] = {
    "location_within_km": float,
    "doubtful": bool,
    "quote_start": int,
    "quote_end": int,
    "start": int,
    "end": int,
}
PLACE_TYPES: Mapping[str, type] = {"location_within_km": float, "passages": int, "undated_passages": int}


def mention_records(atlas: Atlas, query: AtlasQuery) -> Iterator[Feature]:
    """Features of the query's mentions with their evidence, in the order of time."""
    return map(mention_record, evidence(atlas, query))


def mention_record(row: Row) -> Feature:
    """A mention as a feature with its days, the hash of its text, and what stands around the quote."""
    feature = mention_feature(row)
    feature["properties"] |= {
        "when_first": iso_day(row["day_min"]) or None,
        "when_last": iso_day(row["day_max"]) or None,
        "quote_prefix": row["quote_prefix"],
        "quote_suffix": row["quote_suffix"],
        "source_file": row["source_path"],
        "source_sha256": row["source_sha256"],
    }
    return feature


def mentions_by_place(atlas: Atlas, query: AtlasQuery) -> Iterator[tuple[Row, list[Row]]]:
    """Each place that the query's mentions name, with these mentions, in the order of the gazetteer.

    Some places at a time, so that the mentions of all are never in memory at once.
    """
    named = {row["place_id"] for row in atlas.mentions(query)}
    for places in batches((place for place in atlas.places() if place["id"] in named), PLACES_AT_ONCE):
        groups = group_by_place(atlas.mentions(replace(query, place=tuple(p["id"] for p in places))))
        yield from ((place, groups[place["id"]]) for place in places)


def names_by_place(atlas: Atlas) -> dict[str, list[Row]]:
    """The name forms of every place, those of all sides, in the order of the gazetteer."""
    names: dict[str, list[Row]] = defaultdict(list)
    for name in atlas.names():
        names[name["place_id"]].append(name)
    return names


def place_records(atlas: Atlas, query: AtlasQuery) -> Iterator[Feature]:
    """Features of the places that the query's mentions name, in the order of the gazetteer."""
    hashes = {source["id"]: source["sha256"] for source in atlas.sources()}
    names = names_by_place(atlas)
    for place, mentions in mentions_by_place(atlas, query):
        yield place_record(place, mentions, names[place["id"]], hashes)


def place_record(
    place: Row, mentions: Sequence[Row], names: Sequence[Row], hashes: Mapping[str, str]
) -> Feature:
    """A place as a feature with who calls it how, and where its quotes stand."""
    feature = place_feature(place, mentions)
    dated = [row for row in mentions if row["day_min"] is not None]
    passages = {row["passage"]: row for row in mentions}
    used = dict.fromkeys(row["source_id"] for row in mentions)
    feature["properties"] |= {
        "names_with_source": LIST_SEPARATOR.join(map(said_name, names)),
        "when_first": iso_day(min((row["day_min"] for row in dated), default=None)) or None,
        "when_last": iso_day(max((row["day_max"] for row in dated), default=None)) or None,
        "quotes_at": LIST_SEPARATOR.join(map(position, passages.values())),
        "sources_sha256": LIST_SEPARATOR.join(f"{source}={hashes[source]}" for source in used),
    }
    return feature


def said_name(name: Row) -> str:
    """A name with its language, script, years and who writes so: "Schuscha (de-Latn; German maps)"."""
    years = f"{name['start']}–{name['end']}" if name["start"] or name["end"] else ""
    said = [
        "-".join(filter(None, (name["lang"], name["script"]))),
        years,
        name["source"] or "source not stated",
    ]
    return f"{name['toponym']} ({'; '.join(filter(None, said))})"


def position(row: Row) -> str:
    """Where a passage stands, in code points, with the beginning of the SHA-256 of its words.

    The fragment is that of RFC 5147 (``char=``), with a hash of our own beside it.
    """
    digest = hashlib.sha256(row["quote"].encode()).hexdigest()[:16]
    return f"{row['source_id']}#char={row['passage_start']},{row['passage_end']};sha256={digest}"


# Columns of a table without rows are those of a record of nothing.
_NOTHING: Mapping[str, Any] = defaultdict(lambda: None, reasons=[], when_reasons=[], candidates=[])
MENTION_COLUMNS = tuple(mention_record(_NOTHING)["properties"])
PLACE_COLUMNS = tuple(place_record(_NOTHING, (), (), {})["properties"])
