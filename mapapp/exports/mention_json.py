"""Mentions as GeoJSON features in bytes, many at once: what ``mention_record`` says, made the quick way.

What mentions share, those of a place or of a text, is encoded once and put in as it is. So an export streams
much quicker than by dumping each record; a test compares the two letter by letter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import orjson

from mapapp.exports.evidence import Texts
from mapapp.exports.times import iso_day
from mapapp.maps.features import LIST_SEPARATOR, other_candidates, point
from mapapp.query import AtlasQuery
from mapapp.store.columns import NOWHERE
from mapapp.store.reading import Atlas, Row

COLUMNS = (
    "fid place_id source surface toponym use zone doubtful quote passage_start passage_end reading start end"
    " edtf day_min day_max when_basis when_words when_reasons document_edtf published_edtf rule reasons"
    " candidates"
).split()
# Inside a text of JSON every quotation mark is escaped: these bytes stand between two features alone.
BETWEEN, NEXT = b'},{"type":"Feature"', b'{"type":"Feature"'
REMEMBERED = 16_384


class OfPlace(NamedTuple):
    """What the mentions of a place share, as JSON."""

    geometry: orjson.Fragment
    properties: orjson.Fragment


class OfSource(NamedTuple):
    """What the mentions of a text share, as JSON."""

    title: orjson.Fragment
    file: orjson.Fragment


class Places(dict[str | None, OfPlace]):
    """The shared parts of places by id, each encoded when it is first asked for."""

    def __init__(self, rows: Mapping[str, Row]) -> None:
        super().__init__()
        self._rows = rows

    def __missing__(self, place_id: str | None) -> OfPlace:
        """Encode the part of a place; None is that of names that are not located."""
        row = self._rows.get(place_id or "", NOWHERE)
        columns = ("title", "kind", "certainty", "approximation")
        names = ("place_title", "place_kind", "location_certainty", "location_within_km")
        said = zip(names, (row[f"place_{column}"] for column in columns), strict=True)
        geometry = members({"geometry": point(row["place_lon"], row["place_lat"])})
        self[place_id] = OfPlace(geometry, members({"place": place_id, **dict(said)}))
        return self[place_id]


def of_source(row: Row) -> OfSource:
    """The parts of a text."""
    return OfSource(
        members({"source": row["source_id"], "source_title": row["source_title"]}),
        members({"source_file": row["source_path"], "source_sha256": row["source_sha256"]}),
    )


def members(pairs: Mapping[str, Any]) -> orjson.Fragment:
    """The first value of some pairs, and the other pairs after it: so all go in under the first name."""
    # A slice is a copy of its own size: what orjson returns holds on to a kilobyte at least.
    return orjson.Fragment(orjson.dumps(pairs)[len(next(iter(pairs))) + 4 : -1])


def mention_bodies(atlas: Atlas, query: AtlasQuery, separator: bytes) -> Iterator[bytes]:
    """The query's mentions in the order of time: so many features at once, with a separator between them."""
    rows_of_places, rows_of_sources = atlas.shared_by(query)
    places = Places(rows_of_places)
    sources = {number: of_source(row) for number, row in rows_of_sources.items()}
    with Texts(atlas) as texts:
        for rows in atlas.mention_values(query, COLUMNS):
            try:
                features = [
                    to_feature(row, places[row[1]], sources[row[2]], texts.around(row[2], row[9], row[10]))
                    for row in rows
                ]
            except orjson.JSONDecodeError as error:
                raise atlas.damaged(f"a cell is not JSON: {error}") from error
            yield orjson.dumps(features)[1:-1].replace(BETWEEN, b"}" + separator + NEXT)


def to_feature(
    row: tuple[Any, ...], place: OfPlace, source: OfSource, around: tuple[str, str]
) -> dict[str, Any]:
    """A mention as ``mention_record`` makes it, with the shared parts encoded already."""
    # fmt: off
    (
        fid, _, _, surface, toponym, use, zone, doubtful, quote, quote_start, quote_end, reading, start, end,
        edtf, day_min, day_max, when_basis, when_words, when_reasons, document, published, rule, reasons,
        candidates, in_range,
    ) = row
    # fmt: on
    return {
        "type": "Feature",
        "id": fid,
        "geometry": place.geometry,
        "properties": {
            "place": place.properties,
            "surface": surface,
            "toponym": toponym,
            "use": use,
            "zone": zone,
            "doubtful": bool(doubtful),
            "quote": quote,
            "quote_start": quote_start,
            "quote_end": quote_end,
            "reading": quote if reading is None else reading,
            "source": source.title,
            "start": start,
            "end": end,
            "when": edtf or None,
            "when_basis": when_basis,
            "when_as_written": when_words or None,
            "in_range": in_range,
            "document_date": document or None,
            "published": published or None,
            "rule": rule,
            "reasons": all_reasons(reasons, when_reasons),
            "other_candidates": others(candidates),
            "when_first": iso_day(day_min) or None,
            "when_last": iso_day(day_max) or None,
            "quote_prefix": around[0],
            "quote_suffix": around[1],
            "source_file": source.file,
        },
    }


@lru_cache(maxsize=REMEMBERED)
def all_reasons(of_place: str, of_time: str) -> str:
    """The reasons in two cells of JSON."""
    return LIST_SEPARATOR.join(
        reason for cell in (of_place, of_time) if cell for reason in orjson.loads(cell)
    )


@lru_cache(maxsize=REMEMBERED)
def others(cell: str) -> str:
    """The other candidates in a cell of JSON."""
    return other_candidates(orjson.loads(cell)) if cell else ""
