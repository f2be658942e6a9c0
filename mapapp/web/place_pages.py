"""Pages of places: those that the passages of an answer name, each with what these passages say of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

import numpy as np
import orjson

from mapapp.errors import NotFoundError
from mapapp.maps.features import Feature, Row, group_by_place, place_feature
from mapapp.query import AtlasQuery
from mapapp.store.index import Ints, evidence_of, find_rows, index_of
from mapapp.store.reading import Atlas
from mapapp.web.paging import Asked, Page, Remembered, cut, dated

# What a place's feature says of a mention, and of how many mentions that is remembered: some 40 MB.
SAID = "place_id passage reading toponym source_title edtf day_min day_max".split()
MOST_ROWS = 50_000


def page_of_places(atlas: Atlas, asked: Asked) -> Page:
    """Places that the query's passages name, in the order of the gazetteer, with what these passages say."""
    index, rows = index_of(atlas), find_rows(atlas, asked.query)
    place_of = index.place[rows]
    keys = np.unique(place_of[place_of < len(index.place_ids)]).astype(np.int64)
    chosen, following = cut(keys, asked)
    mentions = group_by_place(said_of(atlas, rows[np.isin(place_of, chosen)]))
    places = named_places(atlas)
    bodies = [
        orjson.dumps(dated(place_feature(places[name], found), found))
        for name, found in in_order(index.place_ids, mentions)
    ]
    return Page(bodies, len(keys), following)


def in_order(numbers: Mapping[str, int], groups: Mapping[str, list[Row]]) -> Iterable[tuple[str, list[Row]]]:
    """Groups by the number of their name."""
    return sorted(groups.items(), key=lambda group: numbers[group[0]])


@lru_cache(maxsize=1)
def named_places(atlas: Atlas) -> Mapping[str, Row]:
    """Places that a passage names, by id."""
    return {place["id"]: place for place in atlas.places(named=True)}


@lru_cache(maxsize=1)
def said_in(atlas: Atlas) -> Remembered[Row]:  # noqa: ARG001  # the cache's key
    """What mentions of an atlas say of their places, by row of the index."""
    return Remembered(MOST_ROWS)


def said_of(atlas: Atlas, rows: Ints) -> list[Row]:
    """What mentions say of their places, for rows of the index; read where it is not remembered."""
    said, numbers = said_in(atlas), rows.tolist()
    found = dict(zip(numbers, said.of(numbers), strict=True))
    lacking = [number for number, row in found.items() if row is None]
    for number, row in zip(lacking, evidence_of(atlas, np.array(lacking, np.int64)), strict=True):
        kept = found[number] = {name: row[name] for name in SAID}
        said.add(number, kept)
    return [row for row in found.values() if row is not None]


def one_place(atlas: Atlas, text: str) -> Feature:
    """The place of an id with all passages that name it; raises NotFoundError."""
    place = named_places(atlas).get(text)
    if place is None:
        raise NotFoundError(f"no place that the texts name has the id {text!r}")
    mentions = list(atlas.mentions(AtlasQuery(place=(text,))))
    return dated(place_feature(place, mentions), mentions)
