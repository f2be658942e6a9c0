"""What an atlas was made of: its table ``meta``, read without what the rest is read with."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from mapapp.errors import AtlasError
from mapapp.store.tables import SCHEMA_VERSION


def read_only(path: Path) -> str:
    """The address by which SQLite opens a file for reading alone."""
    return f"file:{quote(str(path.resolve()))}?mode=ro"


def read_meta(path: Path) -> Mapping[str, str]:
    """The keys and values; raises AtlasError where the file is missing, no atlas, or of another version.

    A build asks no more of an atlas, and is spared the import of SQLAlchemy, by which all else is read.
    """
    if not path.is_file():
        raise AtlasError(f"there is no atlas at {str(path)!r}; make one with: mapapp build FOLDER")
    try:
        with closing(sqlite3.connect(read_only(path), uri=True)) as connection:
            meta: dict[str, str] = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    except sqlite3.DatabaseError as error:
        raise AtlasError(f"{str(path)!r} is not an atlas; make one with: mapapp build FOLDER") from error
    if meta.get("schema") != SCHEMA_VERSION:
        was = meta.get("schema", "unknown")
        raise AtlasError(
            f"{str(path)!r} is an atlas of version {was}, not {SCHEMA_VERSION}; run mapapp build again"
        )
    return meta


def stamp_of(path: Path) -> tuple[int, ...]:
    """What changes when another file takes a file's place; empty where there is none."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_ino, found.st_mtime_ns, found.st_size
