"""An AtlasQuery as SQL conditions on mentions: the one place where filters become SQL."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, and_, case, column, or_, select, table, text

from mapapp.query import AtlasQuery
from mapapp.store.schema import MENTIONS, PLACES, SOURCES

Condition = ColumnElement[bool]


def conditions(query: AtlasQuery) -> list[Condition]:
    """What a mention must meet to be part of the answer, as conditions to be joined by AND."""
    return [*day_conditions(query), *place_conditions(query), *text_conditions(query)]


def day_conditions(query: AtlasQuery) -> Iterator[Condition]:
    """Days overlap the range, both ends counted; undated mentions by the reader's choice."""
    undated = MENTIONS.c.day_min.is_(None)
    if query.undated == "only":
        yield undated
    elif query.has_range:
        inside = and_(MENTIONS.c.day_min <= query.day_max, MENTIONS.c.day_max >= query.day_min)
        yield inside if query.undated == "exclude" else or_(inside, undated)
    elif query.undated == "exclude":
        yield MENTIONS.c.day_min.is_not(None)


def place_conditions(query: AtlasQuery) -> Iterator[Condition]:
    """Place, its kind, its certainty, its point in the box; unlocated names by the reader's choice."""
    unlocated = or_(MENTIONS.c.place_id.is_(None), PLACES.c.lon.is_(None))
    if query.unlocated != "include":
        yield unlocated if query.unlocated == "only" else PLACES.c.lon.is_not(None)
    if query.place:
        yield MENTIONS.c.place_id.in_(query.place)
    if query.kind:
        yield PLACES.c.kind.in_(query.kind)
    if query.certainty:
        yield PLACES.c.certainty.in_(query.certainty)
    if query.bbox:
        west, south, east, north = query.bbox
        lon = PLACES.c.lon
        across = lon.between(west, east) if west <= east else or_(lon >= west, lon <= east)
        yield or_(and_(across, PLACES.c.lat.between(south, north)), unlocated)


def text_conditions(query: AtlasQuery) -> Iterator[Condition]:
    """Source, zone, use, and words of the passage."""
    if query.source:
        numbers = select(SOURCES.c.number).where(SOURCES.c.id.in_(query.source))
        yield MENTIONS.c.source.in_(numbers)
    if query.zone:
        yield MENTIONS.c.zone.in_(query.zone)
    if query.use:
        yield MENTIONS.c.use.in_(query.use)
    if query.q:
        found = text("passages_text MATCH :words").bindparams(words=to_fts(query.q))
        yield MENTIONS.c.passage.in_(select(column("rowid")).select_from(table("passages_text")).where(found))


def to_fts(words: str) -> str:
    """Words as an FTS5 query that finds all of them: each is quoted, so that none is an operator."""
    return " ".join('"' + word.replace('"', '""') + '"' for word in words.split())


def certainty_of_days(query: AtlasQuery) -> ColumnElement[str]:
    """``certain``, ``possible`` or ``undated``: how a mention's days lie to the range."""
    if not query.has_range:
        return case((MENTIONS.c.day_min.is_(None), "undated"), else_="certain")
    inside = and_(MENTIONS.c.day_min >= query.day_min, MENTIONS.c.day_max <= query.day_max)
    return case((MENTIONS.c.day_min.is_(None), "undated"), (inside, "certain"), else_="possible")
