"""The mentions of an atlas as columns in memory: which rows meet a query, without asking the file.

It answers as :mod:`mapapp.store.conditions` does, in the same order (by first day, undated last, then by
the order of the texts); a test compares the two. An index is built once for an open atlas.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Integer, column, select, table, text

from mapapp.model.mention import USES
from mapapp.model.place import CERTAINTIES, KINDS
from mapapp.model.text import ZONES
from mapapp.query import EARLIEST_DAY, LATEST_DAY, AtlasQuery
from mapapp.store.columns import EVIDENCE
from mapapp.store.conditions import to_fts
from mapapp.store.reading import Atlas, Row
from mapapp.store.schema import MENTIONS, PLACES, SOURCES

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
COLUMNS = ("fid", "place_id", "source", "passage", "use", "zone", "day_min", "day_max")
# SQLite takes some 32,000 values in one statement; this many rows are read at once.
CHUNK = 1000
# Keys put the day above and the fid below: 26 bits for 20 million days, the rest for 2.7e11 mentions.
FID_BITS = 38
# NumPy lets other threads run during each step over a large column. Whoever asks then waits, after each step,
# until they pause; threads that take turns instead all answer sooner (``benchmarks/serve.py``).
TURN = Lock()


@dataclass(frozen=True, eq=False)
class Index:
    """Columns of the mentions in the order of time; the rows from ``dated`` on have no days.

    ``place`` counts rows of ``places``; its last row stands for "not located", with NaN for a point.
    ``latest`` is the last day of any row so far, so that a search finds where a range can begin.
    ``keys`` rise strictly: they order the rows and say where a page of an answer ended.
    """

    keys: NDArray[np.uint64]
    fid: Ints
    place: NDArray[np.intp]
    source: NDArray[np.int32]
    passage: NDArray[np.int32]
    use: NDArray[np.int8]
    zone: NDArray[np.int8]
    day_min: NDArray[np.int32]
    day_max: NDArray[np.int32]
    latest: NDArray[np.int32]
    dated: int
    places: Mapping[str, NDArray[Any]]
    place_ids: Mapping[str, int]
    source_ids: Mapping[str, int]


@lru_cache(maxsize=4)
def index_of(atlas: Atlas) -> Index:
    """The index of an atlas; an atlas is never changed while it is open."""
    with atlas.connected() as connection:
        order = (MENTIONS.c.day_min.is_(None), MENTIONS.c.day_min, MENTIONS.c.fid)
        found = connection.execute(select(*(MENTIONS.c[name] for name in COLUMNS)).order_by(*order)).all()
        wanted = (PLACES.c[name] for name in ("id", "lon", "lat", "kind", "certainty"))
        places = connection.execute(select(*wanted).order_by(PLACES.c.fid)).all()
        sources = connection.execute(select(SOURCES.c.id, SOURCES.c.number)).all()
    place_ids = {row.id: number for number, row in enumerate(places)}
    rows: dict[str, Sequence[Any]] = (
        dict(zip(COLUMNS, zip(*found, strict=True), strict=True)) if found else {}
    )
    return build_index(rows, place_columns(places), place_ids, {row.id: row.number for row in sources})


def place_columns(places: Sequence[Any]) -> Mapping[str, NDArray[Any]]:
    """Columns of the places, with one row more for "not located"."""

    def numbers(name: str) -> list[float]:
        return [np.nan if (value := getattr(row, name)) is None else value for row in places]

    lon = np.array([*numbers("lon"), np.nan])
    return {
        "lon": lon,
        "unlocated": np.isnan(lon),
        "lat": np.array([*numbers("lat"), np.nan]),
        "kind": np.array([*(KINDS.index(row.kind) for row in places), -1], np.int8),
        "certainty": np.array([*(CERTAINTIES.index(row.certainty) for row in places), -1], np.int8),
    }


def build_index(
    rows: Mapping[str, Sequence[Any]],
    places: Mapping[str, NDArray[Any]],
    place_ids: Mapping[str, int],
    source_ids: Mapping[str, int],
) -> Index:
    """An index of columns that are in the order of time."""
    nowhere = len(place_ids)
    days = [day for day in rows.get("day_min", ()) if day is not None]
    dated = len(days)
    fid = np.array(rows.get("fid", ()), np.int64)
    day_min = np.array(days, np.int32)
    day_max = np.array(rows.get("day_max", ())[:dated], np.int32)
    shifted = np.full(len(fid), LATEST_DAY - EARLIEST_DAY + 1, np.uint64)
    shifted[:dated] = day_min - EARLIEST_DAY
    return Index(
        keys=(shifted << np.uint64(FID_BITS)) | fid.astype(np.uint64),
        fid=fid,
        place=np.array([place_ids.get(name, nowhere) for name in rows.get("place_id", ())], np.intp),
        source=np.array(rows.get("source", ()), np.int32),
        passage=np.array(rows.get("passage", ()), np.int32),
        use=np.array([USES.index(word) for word in rows.get("use", ())], np.int8),
        zone=np.array([ZONES.index(word) for word in rows.get("zone", ())], np.int8),
        day_min=day_min,
        day_max=day_max,
        latest=np.maximum.accumulate(day_max) if dated else day_max,
        dated=dated,
        places=places,
        place_ids=place_ids,
        source_ids=source_ids,
    )


def find_rows(atlas: Atlas, query: AtlasQuery) -> Ints:
    """Rows of the index that meet a query, rising; one thread at a time looks for them."""
    index, words = index_of(atlas), passages_with(atlas, query.q) if query.q else None
    with TURN:  # nobody waits here for the file
        return rows_of(index, query, words)


def rows_of(index: Index, query: AtlasQuery, words: Ints | None) -> Ints:
    """Rows that meet a query, for who has the turn; ``words`` are the passages that hold its words."""
    where = place_mask(index, query)
    found: list[Ints] = []
    for part in parts_of(index, query):
        if part.start == part.stop:
            continue
        mask = np.ones(part.stop - part.start, np.bool_) if where is None else where.take(index.place[part])
        if query.has_range and part.stop <= index.dated:
            mask &= index.day_max[part] >= days_of(query)[0]  # the part ends where rows begin too late
        for more in text_masks(index, query, part):
            mask &= more
        if words is not None:
            mask &= np.isin(index.passage[part], words)
        found.append(np.flatnonzero(mask) + part.start)
    return found[0] if len(found) == 1 else np.concatenate([np.empty(0, np.int64), *found])


def days_of(query: AtlasQuery) -> tuple[int, int]:
    """The asked days; an end that is not asked lies beyond any day."""
    first = EARLIEST_DAY if query.day_min is None else query.day_min
    return first, LATEST_DAY if query.day_max is None else query.day_max


def parts_of(index: Index, query: AtlasQuery) -> Iterator[slice]:
    """The stretches of rows that can hold an answer: of the dated rows, and of the undated."""
    if query.undated != "only":
        first, last = 0, index.dated
        if query.has_range:
            day_min, day_max = days_of(query)
            first = int(np.searchsorted(index.latest, np.int32(day_min), "left"))
            last = int(np.searchsorted(index.day_min, np.int32(day_max), "right"))
        yield slice(first, max(first, last))
    if query.undated != "exclude":
        yield slice(index.dated, len(index.fid))


def place_mask(index: Index, query: AtlasQuery) -> Bools | None:
    """Which rows of places meet a query; None where it asks nothing of places."""
    masks: list[Bools] = []
    unlocated: Bools = index.places["unlocated"]
    if query.unlocated != "include":
        masks.append(unlocated if query.unlocated == "only" else ~unlocated)
    if query.place:
        named = np.zeros(len(unlocated), np.bool_)
        named[[index.place_ids[name] for name in query.place if name in index.place_ids]] = True
        masks.append(named)
    for name, words, every in (("kind", query.kind, KINDS), ("certainty", query.certainty, CERTAINTIES)):
        if words:
            masks.append(np.isin(index.places[name], [every.index(word) for word in words]))
    if query.bbox:
        west, south, east, north = query.bbox
        lon, lat = index.places["lon"], index.places["lat"]
        across = (lon >= west) & (lon <= east) if west <= east else (lon >= west) | (lon <= east)
        masks.append(across & (lat >= south) & (lat <= north) | unlocated)
    return np.logical_and.reduce(masks) if masks else None


def text_masks(index: Index, query: AtlasQuery, part: slice) -> Iterator[Bools]:
    """Which rows of a part meet what a query asks of source, zone and use."""
    if query.source:
        numbers = [index.source_ids[name] for name in query.source if name in index.source_ids]
        yield np.isin(index.source[part], numbers)
    if query.zone:
        yield np.isin(index.zone[part], [ZONES.index(word) for word in query.zone])
    if query.use:
        yield np.isin(index.use[part], [USES.index(word) for word in query.use])


@lru_cache(maxsize=64)
def passages_with(atlas: Atlas, words: str) -> Ints:
    """Ids of the passages that hold all the words."""
    match = text("passages_text MATCH :words").bindparams(words=to_fts(words))
    with atlas.connected() as connection:
        asked = select(column("rowid", Integer)).select_from(table("passages_text")).where(match)
        return np.array(connection.execute(asked).scalars().all(), np.int64)


def after(index: Index, key: int) -> int:
    """The first row that comes after a key, which may be that of a row that is there no more."""
    return int(np.searchsorted(index.keys, np.uint64(key), "right"))


def is_certain(index: Index, query: AtlasQuery, rows: Ints) -> Bools:
    """Whether all days of a dated row lie in the asked range; of rows without days nothing is said."""
    if not query.has_range or not index.dated:
        return np.ones(len(rows), np.bool_)
    safe = np.minimum(rows, index.dated - 1)
    first, last = days_of(query)
    inside: Bools = (index.day_min[safe] >= first) & (index.day_max[safe] <= last)
    return inside | (rows >= index.dated)


def evidence_of(atlas: Atlas, rows: Ints) -> Iterator[Row]:
    """Mentions with all their evidence as ``Atlas.mentions`` gives them, for rows of the index, in order."""
    for start in range(0, len(rows), CHUNK):
        fids = [int(fid) for fid in index_of(atlas).fid[rows[start : start + CHUNK]]]
        statement = atlas.joined(AtlasQuery(), *EVIDENCE).where(MENTIONS.c.fid.in_(fids))
        found = {row["fid"]: row for row in atlas.rows(statement)}
        for fid in fids:
            yield found[fid]
