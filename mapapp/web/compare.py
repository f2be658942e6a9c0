"""Compare: a place or a time as the sources tell it, side by side, and where they quote the same words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from flask import Blueprint, render_template

from mapapp.dates.days import date_of_day
from mapapp.errors import NotFoundError, QueryError
from mapapp.maps.parallels import Parallel, Piece, Text, differences, find_parallels
from mapapp.query import EARLIEST_DAY, LATEST_DAY, AtlasQuery, to_pairs
from mapapp.store.reading import Atlas, Row
from mapapp.web.atlas import the_atlas, the_query
from mapapp.web.paging import asked_page

blueprint = Blueprint("compare", __name__)
PAGE = 60  # rows of the table at once


class Aligned(NamedTuple):
    """A row of the table: a month or longer (EDTF, empty: undated) and each source's passages of it."""

    edtf: str
    cells: Sequence[Sequence[Sequence[Row]]]


class Twin(NamedTuple):
    """Two parallel passages, each with its source and its words in pieces."""

    share: float
    sides: Sequence[tuple[Row, Sequence[Piece]]]


@blueprint.get("/compare")
def page() -> str:
    """The sources beside one another, for the place and the days asked for."""
    atlas, query = the_atlas(), the_query(without=("page",))
    place = asked_place(atlas, query)
    check_sources(atlas, query)
    asked = bool(to_pairs(query))
    mentions = list(atlas.mentions(query)) if asked else []
    sources = columns_of(atlas, query, mentions)
    rows = aligned(mentions, [source["id"] for source in sources])
    number, pages = asked_page(len(rows), PAGE)
    return render_template(
        "compare.html",
        place=place,
        places=sorted(atlas.places(named=True), key=lambda row: str(row["title"])),
        query=query,
        pairs=to_pairs(query),
        asked=asked,
        sources=sources,
        rows=rows[(number - 1) * PAGE : number * PAGE],
        total=len({row["passage"] for row in mentions}),
        page=number,
        pages=pages,
        twins=twins(atlas, {row["passage"] for row in mentions} if asked else None),
    )


def asked_place(atlas: Atlas, query: AtlasQuery) -> Row | None:
    """The place that the address asks for, if any; raises QueryError for several, NotFoundError."""
    if len(query.place) > 1:
        raise QueryError("place", ",".join(query.place), "compare one place at a time, such as zangezur")
    return atlas.place(query.place[0]) if query.place else None


def check_sources(atlas: Atlas, query: AtlasQuery) -> None:
    """Raise NotFoundError where a source that is asked for is not in the atlas."""
    known = {source["id"] for source in atlas.sources()}
    for source in query.source:
        if source not in known:
            raise NotFoundError(f"no source has the id {source!r}")


def columns_of(atlas: Atlas, query: AtlasQuery, mentions: Sequence[Row]) -> list[Row]:
    """The sources that have a column: those asked for, else those that tell of it; in their usual order."""
    wanted = set(query.source) or {row["source_id"] for row in mentions}
    return [source for source in atlas.sources() if source["id"] in wanted]


def aligned(mentions: Sequence[Row], sources: Sequence[str]) -> list[Aligned]:
    """Passages in rows of a month or longer, in the order of time, undated last; a column a source."""
    passages: dict[int, list[Row]] = {}
    for row in mentions:
        passages.setdefault(row["passage"], []).append(row)
    found = []
    groups = sorted(passages.values(), key=lambda rows: when(rows[0]))
    for key, group in groupby(groups, key=lambda rows: when(rows[0])):
        cells: list[list[list[Row]]] = [[] for _ in sources]
        for rows in group:
            cells[sources.index(rows[0]["source_id"])].append(rows)
        found.append(Aligned(key[-1], cells))
    return found


def when(row: Row) -> tuple[bool, int, int, str]:
    """What passages of one row have in common: a month, or a longer time; the last part is its EDTF."""
    if row["day_min"] is None:
        return (True, 0, 0, "")
    if row["day_min"] > EARLIEST_DAY and row["day_max"] < LATEST_DAY:
        first, last = date_of_day(row["day_min"]), date_of_day(row["day_max"])
        if first[:2] == last[:2]:
            return (False, row["day_min"] - first[2] + 1, 0, f"{first[0]:04}-{first[1]:02}")
    return (False, row["day_min"], row["day_max"], row["edtf"])


def twins(atlas: Atlas, passages: set[int] | None) -> list[Twin]:
    """Parallel passages of which one is among ``passages`` (None: all), with their differences."""
    found, rows = parallels(atlas)
    return [
        to_twin(pair, rows)
        for pair in found
        if passages is None or pair.left in passages or pair.right in passages
    ]


def to_twin(pair: Parallel, rows: Mapping[int, Row]) -> Twin:
    """A pair with the words of each side in pieces."""
    left, right = rows[pair.left], rows[pair.right]
    return Twin(
        pair.share, tuple(zip((left, right), differences(left["reading"], right["reading"]), strict=True))
    )


@lru_cache(maxsize=1)
def parallels(atlas: Atlas) -> tuple[list[Parallel], Mapping[int, Row]]:
    """All parallels of an atlas and the passages by id; an atlas is never changed while it is open.

    Headings and notes are not compared: they name the same people and papers, and quote nobody.
    """
    rows: dict[int, dict[str, Any]] = {}
    for source in atlas.sources():
        for row in atlas.passages(source["number"]):
            if row["zone"] == "body" and row["kind"] != "heading":
                rows[row["id"]] = {**row, "source_id": source["id"], "source_title": source["title"]}
    found = find_parallels(Text(id_, row["source_id"], row["reading"]) for id_, row in rows.items())
    return found, rows
