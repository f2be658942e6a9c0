"""The columns in memory answer as SQL does, to the last row and in the same order."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapapp.model.mention import USES
from mapapp.model.place import CERTAINTIES, KINDS
from mapapp.model.text import ZONES
from mapapp.query import CHOICES, AtlasQuery, parse_query
from mapapp.store.index import after, evidence_of, find_rows, index_of, is_certain
from mapapp.store.reading import Atlas
from mapapp.store.schema import MENTIONS

FID, DAY = MENTIONS.c.fid, MENTIONS.c.day_min
DAYS = st.dates(min_value=np.datetime64("1915-01-01").item(), max_value=np.datetime64("1923-12-31").item())
RANGES = st.one_of(
    st.just(""),
    DAYS.map(str),
    DAYS.map(lambda day: f"{day:%Y-%m}"),
    st.tuples(DAYS, DAYS).map(lambda pair: "/".join(map(str, sorted(pair)))),
    DAYS.map(lambda day: f"../{day}"),
    DAYS.map(lambda day: f"{day}/.."),
    st.just(".."),
)
EDGES = st.one_of(st.sampled_from([-180.0, 0.0, 1.35, 44.0, 46.75, 180.0]), st.floats(-180, 180))
BOXES = st.one_of(
    st.none(),
    st.tuples(EDGES, st.floats(-90, 45), EDGES, st.floats(45, 90)),
    st.tuples(st.floats(40, 46), st.floats(36, 40), st.floats(45, 52), st.floats(39, 43)),
)


def some(words: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.one_of(st.just(()), st.lists(st.sampled_from(words), unique=True, max_size=3).map(tuple))


@st.composite
def queries(draw: st.DrawFn, places: tuple[str, ...], sources: tuple[str, ...]) -> AtlasQuery:
    ranged = parse_query([("datetime", draw(RANGES))])
    return replace(
        ranged,
        undated=draw(st.sampled_from(CHOICES)),
        unlocated=draw(st.sampled_from(CHOICES)),
        bbox=draw(BOXES),
        q=draw(st.sampled_from(["", "", "", "army", "the", "Red Army", "zzz", "-"])),
        place=draw(some((*places, "atlantis"))),
        source=draw(some((*sources, "nothing"))),
        kind=draw(some(KINDS)),
        use=draw(some(USES)),
        zone=draw(some(ZONES)),
        certainty=draw(some(CERTAINTIES)),
    )


@lru_cache
def asked(atlas: Atlas) -> st.SearchStrategy[AtlasQuery]:
    places = tuple(place["id"] for place in atlas.places(named=True))[:12]
    return queries(places, tuple(source["id"] for source in atlas.sources()))


@pytest.mark.parametrize("which", ["atlas", "small_atlas"])
def test_rows_are_those_of_sql_in_the_same_order(which: str, request: pytest.FixtureRequest) -> None:
    atlas: Atlas = request.getfixturevalue(which)
    index = index_of(atlas)
    sizes: list[int] = []

    @settings(max_examples=60)
    @given(asked(atlas))
    def compare(query: AtlasQuery) -> None:
        rows, order = find_rows(atlas, query), (DAY.is_(None), DAY, FID)
        expected = list(atlas.rows(atlas.joined(query, FID).order_by(*order)))
        assert index.fid[rows].tolist() == [row["fid"] for row in expected]
        certain = is_certain(index, query, rows).tolist()
        assert certain == [row["range"] != "possible" for row in expected]
        sizes.append(len(expected))

    compare()
    assert max(sizes) > 5


def test_nothing_asked_gives_every_row_with_its_evidence(small_atlas: Atlas) -> None:
    rows = find_rows(small_atlas, AtlasQuery())
    assert list(evidence_of(small_atlas, rows)) == list(small_atlas.mentions(AtlasQuery()))


def test_keys_rise_and_find_their_row(atlas: Atlas) -> None:
    index = index_of(atlas)
    assert (np.diff(index.keys.astype(np.int64)) > 0).all()
    for row in (0, index.dated - 1, index.dated, len(index.fid) - 1):
        key = int(index.keys[row])
        assert after(index, key) == row + 1
        assert after(index, key - 1) == row
