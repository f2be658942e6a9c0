"""Ask an atlas: every question that pages, exports and the interchange put to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, Engine, Select, func, literal_column, select
from sqlalchemy.exc import DatabaseError

from mapapp.errors import AtlasError, NotFoundError
from mapapp.query import AtlasQuery
from mapapp.store.columns import (
    EVIDENCE,
    IN_TIME,
    JOINED,
    NOWHERE,
    OF_MENTION,
    OF_PLACE,
    OF_SOURCE,
    PLACE_COLUMNS,
    SOUGHT,
)
from mapapp.store.conditions import certainty_of_days, conditions
from mapapp.store.meta import read_meta, stamp_of
from mapapp.store.opening import open_engine
from mapapp.store.schema import (
    AREAS,
    DATES,
    DOCUMENTS,
    MENTIONS,
    NAMES,
    PASSAGES,
    PLACES,
    SOURCES,
)

Row = Mapping[str, Any]
JSON_COLUMNS = ("parts", "reasons", "when_reasons", "candidates", "geojson")
AT_ONCE = 50  # rows in memory at once: more leave the processor's cache before they are encoded
EVERYTHING = AtlasQuery()


@dataclass(frozen=True, eq=False)  # an open file is equal to itself alone; caches hold it as a key
class Atlas:
    """An atlas file opened for reading; every method asks the file anew."""

    path: Path
    engine: Engine
    meta: Mapping[str, str]
    file: tuple[int, ...] = ()  # what ``stamp_of`` said before it was read

    def rows(self, statement: Select[Any]) -> Iterator[dict[str, Any]]:
        """The rows of a statement as mappings, one at a time; JSON columns are read.

        Raises AtlasError where the file is damaged.
        """
        names = tuple(statement.selected_columns.keys())
        coded = [name for name in names if name in JSON_COLUMNS]
        for values in chain.from_iterable(self.batches(statement)):
            row = dict(zip(names, values, strict=True))
            for name in coded:
                if cell := row[name]:
                    row[name] = self.from_json(cell)
            yield row

    def batches(self, statement: Select[Any]) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of a statement as the driver's own tuples, so many at a time: the quickest way to read.

        No column of an atlas needs more than the driver does. Raises AtlasError where the file is damaged.
        """
        with self.connected() as connection:
            cursor = connection.execute(statement).cursor
            while cursor and (some := cursor.fetchmany(AT_ONCE)):
                yield [*some]

    @contextmanager
    def connected(self) -> Iterator[Connection]:
        """A connection to the file; raises AtlasError where that is damaged, or gone."""
        try:
            with self.engine.connect() as connection:
                yield connection
        except (DatabaseError, sqlite3.DatabaseError) as error:
            raise self.damaged(getattr(error, "orig", error)) from error

    def from_json(self, cell: str) -> Any:
        """What a cell of JSON says; raises AtlasError where it is none."""
        try:
            return orjson.loads(cell)
        except orjson.JSONDecodeError as error:
            raise self.damaged(f"a cell is not JSON: {error}") from error

    def damaged(self, why: object) -> AtlasError:
        """The error that says so, or that the file is gone."""
        if not self.path.is_file():
            return AtlasError(f"the atlas {str(self.path)!r} is gone; put it back, or run mapapp build again")
        return AtlasError(f"{str(self.path)!r} is damaged: {why}; run mapapp build again")

    def one(self, statement: Select[Any], what: str, key: object) -> Row:
        """The only row of a statement; raises NotFoundError that names what was looked for."""
        row = next(self.rows(statement), None)
        if row is None:
            raise NotFoundError(f"no {what} has the id {key!r}")
        return row

    def sources(self) -> list[Row]:
        """Every source without its text, with its number of passages and of mentions."""
        columns = [column for column in SOURCES.columns if column.name != "text"]
        passages = select(func.count()).where(PASSAGES.c.source == SOURCES.c.number).scalar_subquery()
        mentions = select(func.count()).where(MENTIONS.c.source == SOURCES.c.number).scalar_subquery()
        counts = (passages.label("passages"), mentions.label("mentions"))
        return list(self.rows(select(*columns, *counts).order_by(SOURCES.c.number)))

    def source(self, source_id: str) -> Row:
        """One source with its text."""
        return self.one(select(SOURCES).where(SOURCES.c.id == source_id), "source", source_id)

    def passages(self, source: int) -> list[Row]:
        """Every passage of a source, in the order of the text."""
        return list(self.rows(select(PASSAGES).where(PASSAGES.c.source == source).order_by(PASSAGES.c.id)))

    def documents(self, source: int) -> list[Row]:
        """Every document inside a source."""
        return list(self.rows(select(DOCUMENTS).where(DOCUMENTS.c.source == source).order_by(DOCUMENTS.c.id)))

    def dates(self, source: int | None = None) -> Iterator[Row]:
        """Date expressions, of one source or of all."""
        statement = select(DATES).order_by(DATES.c.id)
        return self.rows(statement if source is None else statement.where(DATES.c.source == source))

    def places(self, *, named: bool = False) -> list[Row]:
        """Every place, or only those that a passage names."""
        statement = select(*PLACE_COLUMNS).order_by(PLACES.c.fid)
        return list(self.rows(statement.where(PLACES.c.passages > 0) if named else statement))

    def place(self, place_id: str) -> Row:
        """One place."""
        return self.one(select(*PLACE_COLUMNS).where(PLACES.c.id == place_id), "place", place_id)

    def names(self, place_id: str | None = None) -> list[Row]:
        """Name forms, of one place or of all."""
        statement = select(NAMES).order_by(NAMES.c.id)
        return list(
            self.rows(statement if place_id is None else statement.where(NAMES.c.place_id == place_id))
        )

    def areas(self) -> list[Row]:
        """Every outline with its GeoJSON geometry."""
        columns = [column for column in AREAS.columns if column.name != "geom"]
        return list(self.rows(select(*columns).order_by(AREAS.c.fid)))

    def mentions(self, query: AtlasQuery) -> Iterator[Row]:
        """Mentions that a query asks for, with place, source id and ``range`` (certain, possible, undated).

        In the order of time: by first day, undated last, then by the order of the texts.
        """
        places, sources = self.shared_by(query)
        for row in self.rows(self.joined(query, *OF_MENTION).order_by(*IN_TIME)):
            if row["reading"] is None:
                row["reading"] = row["quote"]
            row.update(places.get(row["place_id"], NOWHERE))
            row.update(sources[row["source"]])
            yield row

    def mention_values(self, query: AtlasQuery, names: Sequence[str]) -> Iterator[list[tuple[Any, ...]]]:
        """The same mentions as tuples of the columns named, as in the file, and their ``range`` at last.

        Lists are JSON text, and a ``reading`` of None is the quote; :meth:`shared_by` has the rest.
        """
        by_name = {column.name: column for column in OF_MENTION}
        return self.batches(self.joined(query, *(by_name[name] for name in names)).order_by(*IN_TIME))

    def shared_by(self, query: AtlasQuery) -> tuple[Mapping[str, Row], Mapping[int, Row]]:
        """What mentions of a query share: columns of places by id, and of sources by number."""
        # To join these to every row and to sort it with them took as long as all the rest of reading.
        asked = select(MENTIONS.c.place_id).select_from(SOUGHT).where(*conditions(query))
        places = self.parts(select(PLACES.c.id, *OF_PLACE).where(PLACES.c.id.in_(asked)))
        return places, self.parts(select(SOURCES.c.number, *OF_SOURCE))

    def parts(self, statement: Select[Any]) -> dict[Any, Row]:
        """Rows by their first column, without it: what many mentions share is read once."""
        return {row.pop(next(iter(row))): row for row in self.rows(statement)}

    def mention(self, fid: int) -> Row:
        """One mention with all its evidence."""
        return self.one(self.joined(EVERYTHING, *EVIDENCE).where(MENTIONS.c.fid == fid), "mention", fid)

    def counts(self, query: AtlasQuery) -> Mapping[str, int]:
        """Passages in the answer by how their days lie to the range: certain, possible, undated."""
        label: ColumnElement[str] = literal_column('"range"')
        passages = func.count(func.distinct(MENTIONS.c.passage)).label("passages")
        found = {
            row["range"]: row["passages"] for row in self.rows(self.joined(query, passages).group_by(label))
        }
        return {name: found.get(name, 0) for name in ("certain", "possible", "undated")}

    def named_with(self, place_id: str) -> list[Row]:
        """Places of the same passages as a place: id, title, number of shared passages; most first."""
        shared = func.count(func.distinct(MENTIONS.c.passage)).label("passages")
        beside = select(MENTIONS.c.passage).where(MENTIONS.c.place_id == place_id)
        columns = (PLACES.c.id, PLACES.c.title, shared)
        return list(
            self.rows(
                select(*columns)
                .join_from(MENTIONS, PLACES, PLACES.c.id == MENTIONS.c.place_id)
                .where(MENTIONS.c.passage.in_(beside), MENTIONS.c.place_id != place_id)
                .group_by(PLACES.c.id, PLACES.c.title)
                .order_by(shared.desc(), PLACES.c.title)
            )
        )

    def days_of_places(self) -> Iterator[Row]:
        """The dates that each place is attested on, each once: place_id, edtf, days; by first day."""
        columns = (MENTIONS.c.place_id, MENTIONS.c.edtf, MENTIONS.c.day_min, MENTIONS.c.day_max)
        dated = MENTIONS.c.place_id.is_not(None), MENTIONS.c.day_min.is_not(None)
        return self.rows(select(*columns).distinct().where(*dated).order_by(MENTIONS.c.day_min))

    def forms_of_places(self) -> Iterator[Row]:
        """The name forms that the texts write for each place: place_id, toponym, mentions; most first."""
        times = func.count().label("mentions")
        columns = (MENTIONS.c.place_id, MENTIONS.c.toponym)
        statement = select(*columns, times).where(MENTIONS.c.place_id.is_not(None)).group_by(*columns)
        return self.rows(statement.order_by(times.desc(), MENTIONS.c.toponym))

    def mentions_beside(self, place_id: str, most: int) -> list[Row]:
        """Mentions of the passages that name a place, at most so many, in the order of time."""
        beside = select(MENTIONS.c.passage).where(MENTIONS.c.place_id == place_id)
        statement = self.joined(EVERYTHING, *EVIDENCE).where(MENTIONS.c.passage.in_(beside))
        return list(self.rows(statement.order_by(*IN_TIME).limit(most)))

    def joined(self, query: AtlasQuery, *columns: Any) -> Select[Any]:
        """A select over mentions with their places and sources that meets a query's conditions."""
        label = certainty_of_days(query).label("range")
        return select(*columns, label).select_from(JOINED).where(*conditions(query))


def open_atlas(path: Path) -> Atlas:
    """The atlas in a file; raises AtlasError where it is missing, no atlas, or of another version."""
    stamp = stamp_of(path)  # first: a file that takes its place while this one is read is then seen
    meta = read_meta(path)
    return Atlas(path, open_engine(path, stamp), meta, stamp)
