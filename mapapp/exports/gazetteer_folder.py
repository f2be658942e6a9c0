"""Write a gazetteer as a folder that ``mapapp build`` reads: ``places.tsv``, ``names.tsv``, ``areas/``."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from mapapp.errors import ExportError
from mapapp.files.entries import NAME_COLUMNS, PLACE_COLUMNS
from mapapp.files.exchange import Tables
from mapapp.gazetteer import NAMES, PLACES

UNSAFE = re.compile(r"[\t\r\n]+")
FILE_NAME = re.compile(r"[\w.-]+")


def check_new(folder: Path) -> None:
    """Raise ExportError where something is in a folder's place that would be lost."""
    if folder.exists() and (folder.is_file() or any(folder.iterdir())):
        raise ExportError(f"{str(folder)!r} is there already; give a new folder")


def write_folder(tables: Tables, folder: Path, extra: Mapping[str, bytes] | None = None) -> None:
    """Write the tables, and further files by their path in the folder; complete or not at all.

    Raises ExportError where the folder holds something already, or cannot be written.
    """
    check_new(folder)
    files = dict(extra or {}) | {
        PLACES: to_tsv(PLACE_COLUMNS, tables.places.values()),
        NAMES: to_tsv(NAME_COLUMNS, tables.names),
        **{f"areas/{place}.geojson": f"{area}\n".encode() for place, area in tables.areas.items()},
    }
    for name in tables.areas:
        if not FILE_NAME.fullmatch(name):
            raise ExportError(f"the id {name!r} of a place with an outline cannot be the name of a file")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".part", dir=folder.parent))
        part.chmod(0o755)
        try:
            for name, data in files.items():
                (part / name).parent.mkdir(parents=True, exist_ok=True)
                (part / name).write_bytes(data)
            part.replace(folder)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    except OSError as error:
        raise ExportError(f"cannot write {str(folder)!r}: {error.strerror}") from error


def to_tsv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Rows as tab-separated text: our columns first, then further ones by name."""
    listed = list(rows)
    more = sorted({column for row in listed for column in row} - set(columns))
    every = [*columns, *more]
    lines = ["\t".join(UNSAFE.sub(" ", row.get(column, "")) for column in every) for row in listed]
    return "".join(f"{line}\n" for line in ["\t".join(every), *lines]).encode()
