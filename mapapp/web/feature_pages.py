"""Pages of features: which features of a collection answer a query, as JSON, and where the next page begins.

A collection is a row of ``COLLECTIONS``. Mentions are features themselves; a place or a source answers where
one of its passages does. Every order is by a key that rises strictly, and a cursor is the last key given, so
that paging neither repeats nor skips a feature, whatever was added meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import orjson

from mapapp.errors import NotFoundError
from mapapp.maps.features import Feature, Row, mention_feature
from mapapp.query import AtlasQuery
from mapapp.store.index import Ints, after, evidence_of, find_rows, index_of, is_certain
from mapapp.store.reading import Atlas
from mapapp.web.paging import Asked, Page, Remembered, cut, dated
from mapapp.web.place_pages import named_places, one_place, page_of_places

SOURCE_FIELDS = "title author publisher published url language calendar rights note path sha256".split()
# Memory for features as JSON: 200,000 of those of the five texts (1.3 kB each). Then the oldest go.
MOST_BYTES = 256_000_000
CERTAIN, POSSIBLE = b'"in_range":"certain"', b'"in_range":"possible"'
# Rows that are read and encoded together.
BLOCK = 250
LARGEST_ID = 2**63 - 1


class Collection(NamedTuple):
    """A collection: words for people, whether its features have a place, its pages and single features."""

    title: str
    description: str
    located: bool
    page: Callable[[Atlas, Asked], Page]
    item: Callable[[Atlas, str], Feature]
    examples: Callable[[Atlas], Sequence[str]]


@lru_cache(maxsize=1)
def encoded_of(atlas: Atlas) -> Remembered[bytes]:  # noqa: ARG001  # the cache's key
    """The mentions of an atlas that are encoded already, by row of the index."""
    return Remembered(MOST_BYTES)


def mention_bodies(atlas: Atlas, query: AtlasQuery, rows: Ints) -> list[bytes]:
    """Mentions as JSON, for rows of the index, each saying how its days lie to the query's."""
    numbers = rows.tolist()
    bodies = [body or b"" for body in encoded_of(atlas).of(numbers)]
    lacking = [] if all(bodies) else [at for at, body in enumerate(bodies) if not body]
    for block in sorted({numbers[at] // BLOCK for at in lacking}):
        made = encode_block(atlas, block)
        for at in lacking:
            if numbers[at] // BLOCK == block:
                bodies[at] = made[numbers[at] % BLOCK]
    for at in np.flatnonzero(~is_certain(index_of(atlas), query, rows)).tolist():
        # Inside a text of JSON every quotation mark is escaped: these bytes stand where they are meant alone.
        bodies[at] = bodies[at].replace(CERTAIN, POSSIBLE, 1)
    return bodies


def encode_block(atlas: Atlas, block: int) -> list[bytes]:
    """Mentions as JSON, a stretch of rows at once: who asks for some of a time asks for others of it."""
    last = min((block + 1) * BLOCK, len(index_of(atlas).fid))
    rows, encoded = np.arange(block * BLOCK, last), encoded_of(atlas)
    made = [orjson.dumps(dated(mention_feature(row), [row])) for row in evidence_of(atlas, rows)]
    for row, body in zip(rows.tolist(), made, strict=True):
        encoded.add(row, body, len(body))
    return made


def page_of_mentions(atlas: Atlas, asked: Asked) -> Page:
    """Mentions in the order of time, undated last."""
    index, rows = index_of(atlas), find_rows(atlas, asked.query)
    start = int(np.searchsorted(rows, after(index, asked.after))) if asked.after >= 0 else 0
    chosen = rows[start : start + asked.limit]
    more = start + asked.limit < len(rows)
    return Page(
        mention_bodies(atlas, asked.query, chosen), len(rows), int(index.keys[chosen[-1]]) if more else None
    )


def page_of_sources(atlas: Atlas, asked: Asked) -> Page:
    """Sources that hold one of the query's passages; they have no place themselves, so a box leaves all."""
    query = replace(asked.query, bbox=None)
    found = set(index_of(atlas).source[find_rows(atlas, query)].tolist())
    if "exclude" not in (query.undated, query.unlocated) and asks_of_days_alone(query):
        # A source that names no place is of no known place and time: it stays in as such mentions do.
        found |= {row["number"] for row in known_sources(atlas).values() if not row["mentions"]}
    if query.source:
        found &= {
            known_sources(atlas)[name]["number"] for name in query.source if name in known_sources(atlas)
        }
    keys = np.array(sorted(found), np.int64)
    chosen, following = cut(keys, asked)
    by_number = {row["number"]: row for row in known_sources(atlas).values()}
    bodies = [orjson.dumps(source_feature(by_number[number])) for number in chosen]
    return Page(bodies, len(keys), following)


def asks_of_days_alone(query: AtlasQuery) -> bool:
    """Whether a query asks nothing of the place, the use or the words of a mention."""
    return not any((query.place, query.kind, query.use, query.zone, query.certainty, query.q))


@lru_cache(maxsize=1)
def known_sources(atlas: Atlas) -> Mapping[str, Row]:
    """Sources by id, without their texts."""
    return {row["id"]: row for row in atlas.sources()}


def source_feature(row: Row) -> Feature:
    """A source as a feature without geometry: what is known of the text."""
    known = {name: row[name] or None for name in SOURCE_FIELDS}
    counts = {name: row[name] for name in ("passages", "mentions")}
    return {"type": "Feature", "id": row["id"], "geometry": None, "properties": {**known, **counts}}


def one_mention(atlas: Atlas, text: str) -> Feature:
    """The mention of a number; raises NotFoundError."""
    if not (text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= LARGEST_ID):
        raise NotFoundError(f"no mention has the id {text!r}; ids of mentions are whole numbers")
    row = atlas.mention(int(text))
    return dated(mention_feature(row), [row])


def one_source(atlas: Atlas, text: str) -> Feature:
    """The source of an id; raises NotFoundError."""
    row = known_sources(atlas).get(text)
    if row is None:
        raise NotFoundError(f"no source has the id {text!r}")
    return source_feature(row)


COLLECTIONS: Mapping[str, Collection] = {
    "mentions": Collection(
        "Mentions",
        "Every name of a place in the texts: the place, the days that its passage tells of, the quote.",
        True,
        page_of_mentions,
        one_mention,
        lambda atlas: [str(fid) for fid in sorted(index_of(atlas).fid[:3].tolist())],
    ),
    "places": Collection(
        "Places",
        "Every place that the texts name, with the passages that name it.",
        True,
        page_of_places,
        one_place,
        lambda atlas: list(named_places(atlas))[:3],
    ),
    "sources": Collection(
        "Sources",
        "Every text with what is known of it; a query finds those that hold a passage it asks for.",
        False,
        page_of_sources,
        one_source,
        lambda atlas: list(known_sources(atlas))[:3],
    ),
}
