"""Read a plain table of places (CSV with commas, semicolons or tabs) by a mapping of its columns."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from mapapp.errors import GazetteerError
from mapapp.files.entries import (
    KIND_OF_CLASS,
    PLACE_COLUMNS,
    Cells,
    Check,
    Columns,
    Entry,
    read_lines,
    script_of,
    to_date,
    to_match,
    to_slug,
)
from mapapp.gazetteer import fault, is_between
from mapapp.model.place import CERTAINTIES, KINDS

DELIMITERS = "\t;,|"
# Our columns that a mapping may name; ``variants`` holds further names, between semicolons or bars.
MAPPED = (*PLACE_COLUMNS, "name", "variants", "lang")
CHOICES: Mapping[str, tuple[str, ...]] = {"kind": KINDS, "certainty": CERTAINTIES}


def parse_columns(text: str) -> dict[str, str]:
    """The mapping in ``name=Title,lat=Y,lon=X``; raises GazetteerError."""
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    for ours, equals, theirs in pairs:
        if not equals or not theirs.strip() or ours.strip() not in MAPPED:
            right = f"write name=Title,lat=Y,lon=X; there are {', '.join(MAPPED)}"
            raise GazetteerError([f"--columns: {ours + equals + theirs!r} is not valid; {right}"])
    return {ours.strip(): theirs.strip() for ours, _, theirs in pairs}


def read_csv_places(path: Path, columns: Columns) -> Iterator[Entry | str]:
    """The places of a table, and a line for every fault; columns that are not mapped go by their own name."""
    lines = read_lines(path)
    header_line = next(lines, "")
    if not header_line.strip():
        yield f"{path.name}, row 1: the file is empty, or has no header; its first row names the columns"
        return
    delimiter = max(DELIMITERS, key=header_line.count)
    header = next(rows_of([header_line], delimiter))
    if isinstance(header, str):
        yield f"{path.name}, row 1: {header}"
        return
    mapping = {ours: ours for ours in MAPPED if ours in header} | dict(columns)
    mapping.setdefault("name", mapping.get("title", ""))
    missing = [theirs for theirs in mapping.values() if theirs and theirs not in header]
    if missing or not mapping["name"]:
        what = f"column {missing[0]!r} is" if missing else "the column of the names is"
        yield f"{path.name}, row 1: {what} not among {header!r}; say which with --columns name=..."
        return
    ids: dict[str, int] = {}
    for row, cells in enumerate(rows_of((f"{line}\n" for line in lines), delimiter), 2):
        if isinstance(cells, str):
            yield f"{path.name}, row {row}: {cells}"
        elif len(cells) > len(header):
            where = f"{path.name}, row {row}, column {len(header) + 1}"
            yield f"{where}: {len(cells)} cells, the header has {len(header)}"
        elif any(cell.strip() for cell in cells):
            found = dict(zip(header, (cell.strip() for cell in cells), strict=False))
            values = {ours: found.get(theirs, "") for ours, theirs in mapping.items()}
            faults = list(faults_of(Check(path.name, row), values, mapping))
            yield from faults
            if not faults:
                yield to_entry(row, with_id(values, row, ids))


def rows_of(lines: Iterable[str], delimiter: str) -> Iterator[list[str] | str]:
    """The cells of each row, or what keeps it from being read."""
    rows = csv.reader(lines, delimiter=delimiter)
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield f"it cannot be read ({error}); a cell with a line end or a delimiter stands in quotes"


def faults_of(check: Check, values: Cells, mapping: Columns) -> Iterator[str]:
    """What is wrong in a row, by the file's own columns."""
    told = {theirs: values[ours] for ours, theirs in mapping.items()}
    yield from check.filled(told, mapping["name"])
    yield from check.degrees(told, mapping.get("lon", "lon"), mapping.get("lat", "lat"))
    yield from check.years(told, *(mapping[c] for c in ("start", "end") if c in mapping))
    for column, words in CHOICES.items():
        if values.get(column) and values[column] not in words:
            yield check.wrong(mapping[column], values[column], f"it must be one of {', '.join(words)}")
    if values.get("approximation") and not is_between(values["approximation"], 21_000):
        yield fault(check.file, check.row, mapping["approximation"], values["approximation"], "it must be km")


def with_id(values: Cells, row: int, ids: dict[str, int]) -> dict[str, str]:
    """The values with an id that no row before has; made of the name where the file has none."""
    wanted = values.get("id") or to_slug(values["name"], f"place-{row}")
    ids[wanted] = ids.get(wanted, 0) + 1
    return {**values, "id": wanted if ids[wanted] == 1 else f"{wanted}-{ids[wanted]}"}


def to_entry(row: int, values: Cells) -> Entry:
    """A row without faults as a place."""
    fclasses = values.get("fclasses", "")
    place = {column: values[column] for column in PLACE_COLUMNS if values.get(column)} | {
        "title": values.get("title") or values["name"],
        "kind": values.get("kind") or KIND_OF_CLASS.get(fclasses[:1], "settlement"),
        **{column: to_date(values[column]) for column in ("start", "end") if values.get(column)},
        "matches": "|".join(map(to_match, several(values.get("matches", "")))),
    }
    forms = dict.fromkeys([values["name"], *several(values.get("variants", ""))])
    lang = values.get("lang") or "und"
    names = ({"place_id": place["id"], "toponym": f, "lang": lang, "script": script_of(f)} for f in forms)
    return Entry(row, place, tuple(names))


def several(cell: str) -> list[str]:
    """The values of a cell that holds several, between semicolons or bars."""
    return [part.strip() for part in cell.replace("|", ";").split(";") if part.strip()]
