"""For notebooks: an atlas as GeoDataFrames and maps, and the annotation of a text; ``import mapapp`` has it.

>>> import mapapp
>>> found = mapapp.annotate("On 3 May 1919 the column left Shusha for Goris.")
>>> list(found.places["place"]), list(found.dates["edtf"])
(['shusha', 'goris'], ['1919-05-03'])
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from os import PathLike
from pathlib import Path
from typing import Any, NamedTuple

import geopandas
import orjson
import pandas

from mapapp.dates.wording import edtf_words
from mapapp.draw import Map, base_map, draw_alone
from mapapp.errors import QueryError
from mapapp.exports.annotations import annotation_lines
from mapapp.exports.frames import mentions_frame, places_frame, plain_frame, records_frame
from mapapp.files.descriptions import fault_of
from mapapp.files.gazetteers import own_gazetteer, read_gazetteer
from mapapp.gazetteer import Gazetteer
from mapapp.maps.columns import Rows, to_columns
from mapapp.maps.spec import MapSpec, view_of
from mapapp.model.text import Source
from mapapp.pipeline import read_source
from mapapp.query import AtlasQuery, parse_query
from mapapp.store import reading
from mapapp.store.known import known

QUOTED = 40  # passages in one popup; it says of how many
ANNOTATED = "start end surface place lat lon zone use when when_basis rule".split()
DATED = "start end surface edtf zone rule".split()
LISTS = (list, tuple, set, frozenset)


class Atlas:
    """An open atlas; what is asked of it goes by the parameters of the web map and the command line."""

    def __init__(self, stored: reading.Atlas) -> None:
        self.stored = stored

    def __repr__(self) -> str:
        meta = self.stored.meta
        return f"<atlas {str(self.stored.path)!r}: {meta['sources']} sources, {meta['mentions']} mentions>"

    def places(self, **asked: Any) -> geopandas.GeoDataFrame:
        """A row for every place that the mentions asked for name, with its quotes; the index is the id.

        ``datetime`` ("1920-06/1920-08"), ``bbox`` (west, south, east, north), ``q``, ``place``, ``source``,
        ``kind``, ``use``, ``zone``, ``certainty``, ``undated`` and ``unlocated``; a list asks for any of its
        values. Raises QueryError that says what would have been right, NotFoundError for an id that is not
        there.
        """
        return places_frame(self.stored, self.query(asked))

    def mentions(self, **asked: Any) -> geopandas.GeoDataFrame:
        """A row for every mention asked for, in the order of time, with quote, days and reasons."""
        return mentions_frame(self.stored, self.query(asked))

    def sources(self) -> pandas.DataFrame:
        """A row for every text, with how many passages and mentions it has."""
        return plain_frame(self.stored.sources())

    def map(self, **asked: Any) -> Map:
        """The map of the places asked for; a notebook shows it, its popups quote, it needs no network."""
        rows = list(self.stored.mentions(self.query(asked)))
        named = {row["place_id"] for row in rows if row["place_lon"] is not None}
        places = [place for place in self.stored.places(named=True) if place["id"] in named]
        shown = [row for row in rows if row["place_id"] in named]
        base, credit = base_map()
        found = Rows(self.stored.sources(), places, (), self.stored.areas(), shown)
        data = to_columns(found)
        spec = MapSpec(view=view_of(places), base=base, credit=credit, data=data)
        quotes = [list(quotes_of(shown, place["id"])) for place in places]
        popups = {
            "quotes": [listed[:QUOTED] for listed in quotes],
            "passages": [len(listed) for listed in quotes],
            "credit": credit,
        }
        return draw_alone(spec, popups, "mapapp: places and passages")

    def query(self, asked: dict[str, Any]) -> AtlasQuery:
        """Keyword arguments as a query whose ids are there; raises QueryError, NotFoundError."""
        return known(self.stored, to_query(asked))


def quotes_of(rows: Iterable[reading.Row], place_id: str) -> Iterator[dict[str, Any]]:
    """The passages that name a place, each once, in the order of the rows, with the names marked."""
    passages: dict[int, dict[str, Any]] = {}
    for row in rows:
        if row["place_id"] == place_id:
            start = {
                "when": edtf_words(row["edtf"]),
                "source": row["source_title"],
                "text": row["reading"],
                "marks": [],
            }
            passage = passages.setdefault(row["passage"], start)
            passage["marks"] = sorted([*passage["marks"], [row["mark_start"], row["mark_end"]]])
    yield from passages.values()


def open_atlas(path: str | PathLike[str] = "atlas.gpkg") -> Atlas:
    """The atlas in a file that ``mapapp build`` wrote; raises AtlasError. ``mapapp.open`` is this."""
    return Atlas(reading.open_atlas(Path(path)))


def to_query(asked: dict[str, Any]) -> AtlasQuery:
    """Keyword arguments as a query; raises QueryError. A list of nothing would ask for everything."""
    for name, value in asked.items():
        if isinstance(value, LISTS) and not value:
            raise QueryError(name, str(value), "name at least one, or leave it out to ask for all")
    return parse_query((name, to_text(value)) for name, value in asked.items() if value is not None)


def to_text(value: Any) -> str:
    """A value as it is written in an address: dates in ISO form, lists with commas, two dates as a range."""
    if isinstance(value, LISTS):
        between = "/" if value and all(isinstance(part, date) for part in value) else ","
        return between.join(map(to_text, value))
    return value.isoformat()[:10] if isinstance(value, date) else str(value)


class Annotated(NamedTuple):
    """What was found in a text: a row a mention with its point, and a row a date expression."""

    places: geopandas.GeoDataFrame
    dates: pandas.DataFrame


def annotate(text: str, *, gazetteer: str | PathLike[str] | None = None, **described: Any) -> Annotated:
    """The places and dates of a text; ``start`` and ``end`` count its characters.

    ``gazetteer`` is a folder, otherwise mapapp's own is used. What is known of the text helps to date it:
    ``title``, ``author``, ``published`` (EDTF), ``language``, and ``calendar`` ("gregorian", "julian").
    Raises QueryError where such a value is not valid, TypeError where the text is no string.

    >>> annotate("In June 1920 Nuri Pasha reached Karabagh.").places[["surface", "when"]].iloc[0].tolist()
    ['Karabagh', '1920-06']
    """
    if not isinstance(text, str):
        raise TypeError(
            f"annotate() reads a string, not {type(text).__name__}; decode bytes, read files first"
        )
    for key, value in described.items():
        if fault := fault_of(key, value):
            raise QueryError(key, str(value), fault.partition("; ")[2])
    source = Source("text", "text", text, hashlib.sha256(text.encode()).hexdigest(), **described)
    places = known_gazetteer(Path(gazetteer) if gazetteer is not None else own_gazetteer())
    found = [orjson.loads(line) for line in annotation_lines(read_source(source, places), places)]
    mentions = [{name: row[name] for name in ANNOTATED} for row in found if row["kind"] == "place"]
    dates = [{name: row[name] for name in DATED} for row in found if row["kind"] == "date"]
    empty = not mentions
    frame = records_frame(mentions or [dict.fromkeys(ANNOTATED)], "lon", "lat")
    return Annotated(frame.iloc[:0] if empty else frame, plain_frame(dates).reindex(columns=DATED))


@lru_cache(maxsize=2)
def known_gazetteer(folder: Path) -> Gazetteer:
    """The gazetteer in a folder, read once."""
    return read_gazetteer(folder)
