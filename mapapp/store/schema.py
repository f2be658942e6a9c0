"""The tables of an atlas. Layers of the GeoPackage are ``places``, ``areas`` and ``mentions``.

Days are integers as in :mod:`mapapp.model.timespan`; an end without bound is ``EARLIEST_DAY`` or
``LATEST_DAY`` of :mod:`mapapp.query`; both columns NULL: the days are not known. Lists are JSON text.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Integer, LargeBinary, MetaData, Table, Text

SCHEMA_VERSION = "2"
METADATA = MetaData()


def text(name: str) -> Column[str]:
    """A text column that is never NULL: empty says that nothing is known."""
    return Column(name, Text, nullable=False, server_default="")


def mark() -> tuple[Column[int], Column[int]]:
    """Where a span stands in its passage's ``reading``, in code points."""
    return Column("mark_start", Integer, nullable=False), Column("mark_end", Integer, nullable=False)


META = Table("meta", METADATA, Column("key", Text, primary_key=True), text("value"))
SOURCES = Table(
    "sources",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    *(text(name) for name in ("path", "title", "author", "publisher", "published", "url", "language")),
    *(text(name) for name in ("calendar", "rights", "note", "sha256", "text")),
)
DOCUMENTS = Table(
    "documents",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("source", Integer, nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    text("title"),
    text("edtf"),
)
PASSAGES = Table(
    "passages",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("source", Integer, nullable=False, index=True),
    Column("number", Integer, nullable=False),
    text("zone"),
    text("kind"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("parts", Text, nullable=False),  # [[start, end], ...] raw offsets
    Column("document", Integer),
    text("quote"),  # verbatim: the source's text from start to end
    text("reading"),  # as a reader reads it: hyphens joined, other zones left out
)
DATES = Table(
    "dates",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("source", Integer, nullable=False, index=True),
    Column("passage", Integer, nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    *mark(),
    text("surface"),
    text("edtf"),
    Column("day_min", Integer),
    Column("day_max", Integer),
    *(text(name) for name in ("rule", "basis", "reasons")),
)
PLACES = Table(
    "places",
    METADATA,
    Column("fid", Integer, primary_key=True),
    Column("geom", LargeBinary),
    Column("id", Text, nullable=False, unique=True),
    *(text(name) for name in ("title", "kind", "certainty", "names")),
    Column("lon", Float),
    Column("lat", Float),
    Column("approximation", Float),
    *(text(name) for name in ("title_source", "fclasses", "start", "end", "geo_source", "geo_id")),
    *(text(name) for name in ("parent_id", "matches", "description")),
    Column("passages", Integer, nullable=False),
)
AREAS = Table(
    "areas",
    METADATA,
    Column("fid", Integer, primary_key=True),
    Column("geom", LargeBinary),
    *(text(name) for name in ("place_id", "title", "certainty", "source", "geojson")),
)
NAMES = Table(
    "names",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("place_id", Text, nullable=False, index=True),
    text("toponym"),
    Column("form", Text, nullable=False, index=True),  # normalised
    *(text(name) for name in ("lang", "script", "start", "end", "source", "match", "note")),
)
MENTIONS = Table(
    "mentions",
    METADATA,
    Column("fid", Integer, primary_key=True),
    Column("geom", LargeBinary),
    Column("place_id", Text, index=True),  # NULL: named, not located
    Column("source", Integer, nullable=False, index=True),
    Column("passage", Integer, nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    *mark(),
    *(text(name) for name in ("surface", "toponym", "zone", "use", "rule")),
    Column("doubtful", Integer, nullable=False),
    text("edtf"),
    Column("day_min", Integer),
    Column("day_max", Integer),
    *(text(name) for name in ("when_basis", "when_words", "when_reasons", "document_edtf", "published_edtf")),
    text("reasons"),
    text("candidates"),  # [[place id, score, [reasons]], ...] best first
    text("quote"),  # the passage's, verbatim
    text("source_title"),
)
LAYERS = {"places": "POINT", "areas": "MULTIPOLYGON", "mentions": "POINT"}
