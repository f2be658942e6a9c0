"""Every fault of a gazetteer at once, with file, row and column: what ``mapapp gazetteer check`` tells.

A build stops at what it cannot read; here also what it can read and an editor did not mean is told. To add a
check on cells, add a function to ``MORE_CHECKS``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import shapely
from shapely.errors import ShapelyError

from mapapp.dates.edtf import parse_edtf
from mapapp.errors import EdtfError, GazetteerError
from mapapp.files.descriptions import LANGUAGE
from mapapp.files.entries import KIND_OF_CLASS, Columns
from mapapp.files.exchange import read_entries
from mapapp.files.gazetteers import read_areas, read_events, read_periods, read_rules, read_table, read_text
from mapapp.gazetteer import CHECKS, NAMES, PLACES, Check, Row, fault

MATCH = re.compile(r"[a-z]+:\S+|https?://\S+")


def find_faults(path: Path, form: str = "", columns: Columns | None = None) -> list[str]:
    """A line for each fault of a gazetteer, in the order of its files; empty where there is none."""
    if path.is_dir() and form in ("", "folder"):
        return list(faults_of_folder(path))
    try:
        return [item for item in read_entries(path, form, columns) if isinstance(item, str)]
    except GazetteerError as error:
        return list(error.faults)


def faults_of_folder(folder: Path) -> Iterator[str]:
    """Faults of the tables, then of the outlines, then of rules, periods and events."""
    tables: list[list[Row]] = []
    for name in (PLACES, NAMES):
        try:
            tables.append(read_table(folder / name))
        except GazetteerError as error:
            yield from error.faults
    if len(tables) == 2:
        for check in (*CHECKS, *MORE_CHECKS):
            yield from check(*tables)
        yield from faults_of_areas(folder / "areas", {row["id"] for _, row in tables[0]})
    beside = (
        (read_rules, "rules.toml"),
        (read_periods, "periods.toml"),
        (read_events, "events.toml"),
    )
    for read, name in beside:
        try:
            read(folder / name)
        except GazetteerError as error:
            yield from error.faults


def faults_of_areas(folder: Path, place_ids: set[str]) -> Iterator[str]:
    """Outlines that cannot be read, belong to no place, or cross themselves."""
    try:
        areas = list(read_areas(folder, place_ids))
    except GazetteerError as error:
        yield from error.faults
        return
    for area in areas:
        name = f"areas/{area.place_id}.geojson"
        try:
            shape = shapely.from_geojson(area.geometry)
        except ShapelyError as error:
            yield fault(name, 1, "geometry", area.geometry[:60], f"it is no geometry ({error})")
            continue
        if shape.geom_type not in ("Polygon", "MultiPolygon"):
            yield fault(name, 1, "geometry", shape.geom_type, "an outline is a Polygon or MultiPolygon")
        elif not shape.is_valid:
            yield fault(name, 1, "geometry", shapely.is_valid_reason(shape), "its rings must not cross")
        text = read_text(folder / f"{area.place_id}.geojson")
        if '"features"' in text:
            yield fault(name, 1, "features", "FeatureCollection", "write one Feature a file")


def check_text(places: Sequence[Row], names: Sequence[Row]) -> Iterator[str]:
    """Cells with white space at their ends, or letters that are not composed (NFC)."""
    for file, rows in ((PLACES, places), (NAMES, names)):
        for number, row in rows:
            for column, value in row.items():
                if value != value.strip():
                    yield fault(file, number, column, value, "there is white space at an end")
                elif not unicodedata.is_normalized("NFC", value):
                    yield fault(file, number, column, value, "compose its letters (Unicode NFC)")


def check_dates(places: Sequence[Row], names: Sequence[Row]) -> Iterator[str]:
    """Dates of places and names that are not EDTF, or end before they start."""
    for file, rows in ((PLACES, places), (NAMES, names)):
        for number, row in rows:
            start, end = row.get("start", ""), row.get("end", "")
            try:
                parse_edtf(f"{start or '..'}/{end or '..'}")
            except EdtfError as error:
                column = "start" if start and not is_edtf(start) else "end"
                yield fault(file, number, column, row.get(column, ""), error.right)


def is_edtf(text: str) -> bool:
    """Whether a text is a date."""
    try:
        parse_edtf(text)
    except EdtfError:
        return False
    return True


def check_words(places: Sequence[Row], names: Sequence[Row]) -> Iterator[str]:
    """Feature classes, links and language tags that are not formed as they should be."""
    for number, row in places:
        for letter in row.get("fclasses", ""):
            if letter not in KIND_OF_CLASS and letter not in ";|":
                yield fault(
                    PLACES, number, "fclasses", letter, f"it must be one of {', '.join(KIND_OF_CLASS)}"
                )
        for match in row.get("matches", "").split("|"):
            if match and not MATCH.fullmatch(match):
                yield fault(PLACES, number, "matches", match, "write gn:585187, with | between several")
    for number, row in names:
        if row.get("lang") and not LANGUAGE.fullmatch(row["lang"]):
            yield fault(NAMES, number, "lang", row["lang"], "write a language tag such as hy or az")


def check_doubles(places: Sequence[Row], names: Sequence[Row]) -> Iterator[str]:
    """Names that a place has twice, and records elsewhere that two places claim to be."""
    seen: dict[tuple[str, str, str], int] = {}
    for number, row in names:
        key = (row["place_id"], row["toponym"], row.get("lang", ""))
        if key in seen:
            yield fault(NAMES, number, "toponym", row["toponym"], f"row {seen[key]} has it already")
        seen.setdefault(key, number)
    claimed: dict[str, int] = {}
    for number, row in places:
        for match in filter(None, row.get("matches", "").split("|")):
            if match in claimed:
                yield fault(
                    PLACES, number, "matches", match, f"the place of row {claimed[match]} is it already"
                )
            claimed.setdefault(match, number)


MORE_CHECKS: tuple[Check, ...] = (check_text, check_dates, check_words, check_doubles)
