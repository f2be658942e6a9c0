"""Gazetteers of every format as the same tables. To add a format, write a reader and a row in ``READERS``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mapapp.errors import GazetteerError
from mapapp.files.csv_places import read_csv_places
from mapapp.files.entries import Cells, Columns, Entry, read_lines
from mapapp.files.gazetteers import read_areas, read_table, read_text
from mapapp.files.geonames import DUMP, read_geonames
from mapapp.files.linked_places import read_linked_places, short_id
from mapapp.files.lp_tsv import read_lp_tsv
from mapapp.files.whos_on_first import read_whos_on_first
from mapapp.gazetteer import NAMES, PLACES, validate

JSON_ENDINGS = (".json", ".geojson", ".jsonld", ".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Tables:
    """A gazetteer as cells: places by id, name rows in order, outlines as GeoJSON Features by id.

    ``row_of`` says where each place stands in ``file``.
    """

    file: str
    places: dict[str, Cells] = field(default_factory=dict)
    names: list[Cells] = field(default_factory=list)
    areas: dict[str, str] = field(default_factory=dict)
    row_of: dict[str, int] = field(default_factory=dict)


def read_folder(path: Path) -> Iterator[Entry | str]:
    """The places of a gazetteer folder (``places.tsv``, ``names.tsv``, ``areas/``); raises GazetteerError."""
    places, names = read_table(path / PLACES), read_table(path / NAMES)
    validate(places, names)
    by_place: dict[str, list[Cells]] = defaultdict(list)
    for _, row in names:
        by_place[row["place_id"]].append(row)
    drawn = [area.place_id for area in read_areas(path / "areas", {row["id"] for _, row in places})]
    areas = {name: read_text(path / "areas" / f"{name}.geojson").strip() for name in drawn}
    for number, row in places:
        yield Entry(number, row, tuple(by_place[row["id"]]), areas.get(row["id"], ""))


Reader = Callable[[Path], Iterator[Entry | str]]
READERS: Mapping[str, Reader] = {
    "folder": read_folder,
    "lp-tsv": read_lp_tsv,
    "linked-places": read_linked_places,
    "geonames": read_geonames,
    "whos-on-first": read_whos_on_first,
}
FORMATS = (*READERS, "csv")


def find_format(path: Path) -> str:
    """The name of a gazetteer's format, by its ending and its first line; raises GazetteerError."""
    if path.is_dir():
        return "folder"
    if path.suffix.casefold() in JSON_ENDINGS:
        return "linked-places"
    header = next(read_lines(path), "").split("\t")
    if "wof_id" in header:
        return "whos-on-first"
    if "geonameid" in header or (len(header) == len(DUMP) and header[0].isdigit()):
        return "geonames"
    if {"id", "title"} <= set(header) and {"title_source", "fclasses", "variants", "aat_types"} & set(header):
        return "lp-tsv"
    return "csv"


def read_entries(path: Path, form: str = "", columns: Columns | None = None) -> Iterator[Entry | str]:
    """Places and faults of a gazetteer one by one; its format is found where ``form`` does not say it."""
    form = form or find_format(path)
    yield from read_csv_places(path, columns or {}) if form == "csv" else READERS[form](path)


def read_tables(path: Path, form: str = "", columns: Columns | None = None) -> Tables:
    """A whole gazetteer; raises GazetteerError that lists every fault with file, row and column."""
    tables, faults = Tables(str(path)), list[str]()
    for item in read_entries(path, form, columns):
        if isinstance(item, str):
            faults.append(item)
            continue
        place_id = item.place["id"]
        if place_id in tables.places:
            first = tables.row_of[place_id]
            faults.append(
                f"{path.name}, row {item.row}: {place_id!r} stands in row {first} already; ids are unique"
            )
        tables.places[place_id], tables.row_of[place_id] = item.place, item.row
        tables.names.extend(item.names)
        if item.area:
            tables.areas[place_id] = item.area
    if faults:
        raise GazetteerError(faults)
    for place_id, place in tables.places.items():
        tables.places[place_id] = with_parent(place, tables)
    return tables


def with_parent(place: Cells, tables: Tables) -> Cells:
    """The place with its parent's id in this gazetteer; an address elsewhere is kept in ``parent_uri``."""
    parent = place.get("parent_id", "")
    short = short_id(parent) if parent else ""
    if not parent or parent in tables.places:
        return place
    if short in tables.places:
        return {**place, "parent_id": short}
    return {**place, "parent_id": "", "parent_uri": parent}
