"""The tables of an atlas for SQLAlchemy: what ``tables`` says, as columns to ask by."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Float, Integer, LargeBinary, MetaData, Table, Text

from mapapp.store.tables import TABLES

TYPES: dict[str, Any] = {"TEXT": Text, "INTEGER": Integer, "FLOAT": Float, "BLOB": LargeBinary}
METADATA = MetaData()


def table(name: str) -> Table:
    """A table by its name in the atlas."""
    return Table(name, METADATA, *(Column(field.name, TYPES[field.type]) for field in TABLES[name]))


SOURCES = table("sources")
DOCUMENTS = table("documents")
PASSAGES = table("passages")
DATES = table("dates")
PLACES = table("places")
AREAS = table("areas")
NAMES = table("names")
MENTIONS = table("mentions")
