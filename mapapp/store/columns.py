"""What is asked of mentions: their columns, those of their places, texts and passages, and their order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func

from mapapp.store.schema import MENTIONS, PASSAGES, PLACES, SOURCES

MENTION_COLUMNS = [column for column in MENTIONS.columns if column.name not in ("geom", "source_title")]
PLACE_COLUMNS = [column for column in PLACES.columns if column.name != "geom"]
OF_PLACE: list[Any] = [
    PLACES.c[n].label(f"place_{n}") for n in ("title", "kind", "lon", "lat", "certainty", "approximation")
]
OF_PASSAGE: list[Any] = [PASSAGES.c[n].label(f"passage_{n}") for n in ("start", "end", "number")]
OF_SOURCE: list[Any] = [
    SOURCES.c[n].label(f"source_{n}") for n in ("id", "title", "sha256", "path", "url", "language", "author")
]
EVIDENCE: list[Any] = [*MENTION_COLUMNS, *OF_PLACE, *OF_SOURCE, PASSAGES.c.reading, *OF_PASSAGE]
# A row of many: what it shares with others comes apart, and NULL stands for a reading that is the quote.
OF_MENTION: list[Any] = [
    *MENTION_COLUMNS,
    func.nullif(PASSAGES.c.reading, MENTIONS.c.quote).label("reading"),
    *OF_PASSAGE,
]
NOWHERE: Mapping[str, None] = {column.name: None for column in OF_PLACE}
# All that conditions ask of; SQLite leaves the places out where none does.
SOUGHT = MENTIONS.outerjoin(PLACES, PLACES.c.id == MENTIONS.c.place_id)
JOINED = SOUGHT.join(SOURCES, SOURCES.c.number == MENTIONS.c.source).join(
    PASSAGES, PASSAGES.c.id == MENTIONS.c.passage
)
IN_TIME = (MENTIONS.c.day_min.is_(None), MENTIONS.c.day_min, MENTIONS.c.fid)
