"""Write an atlas: one new file, complete or not there at all."""

from __future__ import annotations

import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from operator import itemgetter
from pathlib import Path
from typing import Any

from mapapp.errors import AtlasError, GazetteerError
from mapapp.gazetteer import Gazetteer
from mapapp.pipeline import SourceReading
from mapapp.store.geopackage import (
    bounds_of,
    create_geopackage,
    read_polygons,
    register_layer,
    register_tables,
    to_blob,
)
from mapapp.store.meta import read_only
from mapapp.store.rows import name_row, place_row, source_rows
from mapapp.store.tables import LAYERS, TABLES

Row = Mapping[str, Any]
PLAIN = ("meta", "sources", "documents", "passages", "dates", "names")
FULL_TEXT = """
CREATE VIRTUAL TABLE passages_text USING fts5(
  reading, content='passages', content_rowid='id', tokenize='unicode61 remove_diacritics 2');
INSERT INTO passages_text(passages_text) VALUES ('rebuild');
CREATE INDEX mentions_days ON mentions(day_min, day_max);
CREATE INDEX mentions_place_days ON mentions(place_id, day_min);
ANALYZE;
"""


def write_atlas(
    path: Path, readings: Sequence[SourceReading], gazetteer: Gazetteer, meta: Mapping[str, str]
) -> None:
    """Write the atlas to a temporary file beside ``path`` and rename it when it is complete.

    An atlas that stood there stays as it was until then; raises AtlasError where something else stands
    there or the folder cannot be written to, GazetteerError where an outline is none.
    """
    check_place(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
        part.touch(mode=0o644, exist_ok=False)
    except OSError as error:
        where = str(path.parent)
        raise AtlasError(
            f"cannot write to the folder {where!r}: {error.strerror}; give another with -o"
        ) from error
    try:
        with closing(sqlite3.connect(part, isolation_level=None)) as connection:
            fill(connection, readings, gazetteer, meta)
        part.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise AtlasError(f"cannot write {str(path)!r}: {error}") from error
    finally:
        part.unlink(missing_ok=True)


def check_place(path: Path) -> None:
    """Raise AtlasError where an atlas would replace what is none: a text, a table, a folder.

    An empty file may be replaced: nothing is lost with it.
    """
    if not path.exists() or (path.is_file() and not path.stat().st_size):
        return
    try:
        with closing(sqlite3.connect(read_only(path), uri=True)) as connection:
            made_by = connection.execute("SELECT value FROM meta WHERE key = 'program'").fetchone()
    except sqlite3.Error:
        made_by = None
    if not made_by or not str(made_by[0]).startswith("mapapp "):
        raise AtlasError(
            f"{str(path)!r} is there and is not an atlas; nothing was written: give another file with -o"
        )


def fill(
    connection: sqlite3.Connection,
    readings: Sequence[SourceReading],
    gazetteer: Gazetteer,
    meta: Mapping[str, str],
) -> None:
    """Make every table and index in an empty file."""
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    create_geopackage(connection)
    create_tables(connection)
    connection.execute("BEGIN")
    tables: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for number, reading in enumerate(readings, 1):
        for table, rows in source_rows(number, reading, tables, gazetteer).items():
            tables[table].extend(rows)
    passages = count_passages(tables["mentions"])
    tables["places"] = [
        place_row(fid, place, gazetteer, passages.get(place.id, 0))
        for fid, place in enumerate(gazetteer.places, 1)
    ]
    tables["areas"] = list(area_rows(gazetteer))
    tables["meta"] = [{"key": key, "value": value} for key, value in meta.items()]
    # Names are many, so that their rows are made one at a time.
    names = (name_row(number, name) for number, name in enumerate(gazetteer.toponyms, 1))
    for table in TABLES:
        insert(connection, table, names if table == "names" else tables[table])
    create_indexes(connection)
    for layer in LAYERS:
        register_layer(connection, layer, boxes(layer, tables[layer]))
    register_tables(connection, PLAIN)
    connection.execute("COMMIT")
    connection.executescript(FULL_TEXT)


def create_tables(connection: sqlite3.Connection) -> None:
    """Every table."""
    for table, fields in TABLES.items():
        columns = ", ".join(f'"{field.name}" {field.type} {field.rule}' for field in fields)
        connection.execute(f'CREATE TABLE "{table}" ({columns})')


def create_indexes(connection: sqlite3.Connection) -> None:
    """Every index; to make one of all rows is quicker than to keep it while they come."""
    for table, fields in TABLES.items():
        for name in (field.name for field in fields if field.indexed):
            connection.execute(f'CREATE INDEX "ix_{table}_{name}" ON "{table}" ("{name}")')


def insert(connection: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    """Insert rows; each has a value for every column."""
    columns = [field.name for field in TABLES[table]]
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" * len(columns))
    values = map(itemgetter(*columns), rows)
    connection.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', values)  # noqa: S608  # own names


def count_passages(mentions: Sequence[Row]) -> Mapping[str, int]:
    """Number of passages that name each place, by its id."""
    found: dict[str, set[int]] = defaultdict(set)
    for row in mentions:
        if row["place_id"]:
            found[row["place_id"]].add(row["passage"])
    return {place: len(passages) for place, passages in found.items()}


def area_rows(gazetteer: Gazetteer) -> Iterator[dict[str, Any]]:
    """A row for every outline, as a multipolygon."""
    for fid, area in enumerate(gazetteer.areas, 1):
        try:
            polygons = read_polygons(area.geometry)
        except ValueError as error:
            raise GazetteerError([f"areas/{area.place_id}.geojson: {error}"]) from error
        yield {
            "fid": fid,
            "geom": to_blob(polygons),
            "bounds": bounds_of(polygons),
            "place_id": area.place_id,
            "title": gazetteer.place(area.place_id).title,
            "certainty": area.certainty,
            "source": area.source,
            "geojson": area.geometry,
        }


def boxes(layer: str, rows: Iterable[Row]) -> Iterator[tuple[int, float, float, float, float]]:
    """Bounds of each row that has a geometry."""
    for row in rows:
        if layer == "areas":
            yield row["fid"], *row["bounds"]
        elif row["geom"] is not None:
            lon, lat = row["point"]
            yield row["fid"], lon, lat, lon, lat
