"""The tables of an atlas as plain data. Layers of the GeoPackage are ``places``, ``areas`` and ``mentions``.

Days are integers as in :mod:`mapapp.model.timespan`; an end without bound is ``EARLIEST_DAY`` or
``LATEST_DAY`` of :mod:`mapapp.query`; both columns NULL: the days are not known. Lists are JSON text.
A build needs no more than this; ``schema`` gives the same tables to SQLAlchemy, by which they are asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

SCHEMA_VERSION = "2"


class Field(NamedTuple):
    """A column: its SQLite type and constraint, and whether it has an index."""

    name: str
    type: str
    rule: str = ""
    indexed: bool = False


def key(name: str) -> Field:
    """A number that numbers the rows."""
    return Field(name, "INTEGER", "PRIMARY KEY")


def text(*names: str) -> tuple[Field, ...]:
    """Text columns that are never NULL: empty says that nothing is known."""
    return tuple(Field(name, "TEXT", "DEFAULT '' NOT NULL") for name in names)


def numbers(*names: str) -> tuple[Field, ...]:
    """Whole numbers that are always there."""
    return tuple(Field(name, "INTEGER", "NOT NULL") for name in names)


def link(name: str) -> Field:
    """The number of a row of another table, with an index."""
    return Field(name, "INTEGER", "NOT NULL", indexed=True)


GEOMETRY = Field("geom", "BLOB")
DAYS = (Field("day_min", "INTEGER"), Field("day_max", "INTEGER"))
MARK = numbers("mark_start", "mark_end")  # where a span stands in its passage's ``reading``, in code points

TABLES: Mapping[str, tuple[Field, ...]] = {
    "areas": (key("fid"), GEOMETRY, *text("place_id", "title", "certainty", "source", "geojson")),
    "dates": (
        key("id"),
        link("source"),
        link("passage"),
        *numbers("start", "end"),
        *MARK,
        *text("surface", "edtf"),
        *DAYS,
        *text("rule", "basis", "reasons"),
    ),
    "documents": (key("id"), link("source"), *numbers("start", "end"), *text("title", "edtf")),
    "mentions": (
        key("fid"),
        GEOMETRY,
        Field("place_id", "TEXT", indexed=True),  # NULL: named, not located
        link("source"),
        link("passage"),
        *numbers("start", "end"),
        *MARK,
        *text("surface", "toponym", "zone", "use", "rule"),
        *numbers("doubtful"),
        *text("edtf"),
        *DAYS,
        *text("when_basis", "when_words", "when_reasons", "document_edtf", "published_edtf", "reasons"),
        *text("candidates"),  # [[place id, score, [reasons]], ...] best first
        *text("quote"),  # the passage's, verbatim
        *text("source_title"),
    ),
    "meta": (Field("key", "TEXT", "NOT NULL PRIMARY KEY"), *text("value")),
    "names": (
        key("id"),
        Field("place_id", "TEXT", "NOT NULL", indexed=True),
        *text("toponym"),
        Field("form", "TEXT", "NOT NULL", indexed=True),  # normalised
        *text("lang", "script", "start", "end", "source", "match", "note"),
    ),
    "passages": (
        key("id"),
        link("source"),
        *numbers("number"),
        *text("zone", "kind"),
        *numbers("start", "end"),
        Field("parts", "TEXT", "NOT NULL"),  # [[start, end], ...] raw offsets
        Field("document", "INTEGER"),
        *text("quote"),  # verbatim: the source's text from start to end
        *text("reading"),  # as a reader reads it: hyphens joined, other zones left out
    ),
    "places": (
        key("fid"),
        GEOMETRY,
        Field("id", "TEXT", "NOT NULL UNIQUE"),
        *text("title", "kind", "certainty", "names"),
        *(Field(name, "FLOAT") for name in ("lon", "lat", "approximation")),
        *text("title_source", "fclasses", "start", "end", "geo_source", "geo_id"),
        *text("parent_id", "matches", "description"),
        *numbers("passages"),
    ),
    "sources": (
        key("number"),
        Field("id", "TEXT", "NOT NULL UNIQUE"),
        *text("path", "title", "author", "publisher", "published", "url", "language"),
        *text("calendar", "rights", "note", "sha256", "text"),
    ),
}
LAYERS = {"places": "POINT", "areas": "MULTIPOLYGON", "mentions": "POINT"}
