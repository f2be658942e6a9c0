"""Read LP-TSV 0.5, the delimited form of Linked Places: a row a place, name variants in one cell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import shapely
from shapely.errors import ShapelyError

from mapapp.files.entries import (
    KIND_OF_CLASS,
    Cells,
    Check,
    Entry,
    read_tsv,
    script_of,
    to_area,
    to_date,
    to_match,
)
from mapapp.gazetteer import is_between
from mapapp.model.place import KINDS

COPIED = ("title_source", "lon", "lat", "geo_source", "geo_id", "description")
# Columns of the format that places.tsv has no place for; they are kept as further columns.
KEPT = ("title_uri", "ccodes", "attestation_year", "types", "aat_types", "parent_name")
TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
SCRIPT = re.compile(r"[A-Z][a-z]{3}")


def read_lp_tsv(path: Path) -> Iterator[Entry | str]:
    """The places of an LP-TSV file, and a line for every fault."""
    seen: dict[str, int] = {}
    for item in read_tsv(path, ("id", "title")):
        if isinstance(item, str):
            yield item
            continue
        row, cells = item
        check = Check(path.name, row)
        faults = list(faults_of(check, cells))
        if cells["id"] in seen:
            faults.append(
                check.wrong("id", cells["id"], f"row {seen[cells['id']]} has it already; ids are unique")
            )
        seen.setdefault(cells["id"], row)
        if faults:
            yield from faults
        else:
            yield to_entry(row, cells)


def faults_of(check: Check, cells: Cells) -> Iterator[str]:
    """What is wrong in a row."""
    yield from check.filled(cells, "id", "title")
    yield from check.degrees(cells)
    yield from check.years(cells, "start", "end", "attestation_year")
    for letter in split(cells.get("fclasses", "")):
        if letter not in KIND_OF_CLASS:
            yield check.wrong("fclasses", letter, f"it must be one of {', '.join(KIND_OF_CLASS)}")
    for variant in split(cells.get("variants", "")):
        name, at, tag = variant.rpartition("@")
        if at and (not name.strip() or not TAG.fullmatch(tag)):
            yield check.wrong("variants", variant, "write name@language or name@language-Script")
    if cells.get("geowkt"):
        try:
            shapely.from_wkt(cells["geowkt"])
        except ShapelyError as error:
            yield check.wrong("geowkt", cells["geowkt"][:60], f"it is no WKT ({str(error).strip()})")


def to_entry(row: int, cells: Cells) -> Entry:
    """A row without faults as a place."""
    approximation = cells.get("approximation", "")
    fclasses = split(cells.get("fclasses", ""))
    place = {
        "id": cells["id"].strip(),
        "title": cells["title"].strip(),
        "fclasses": "".join(fclasses),
        "kind": kind_of(fclasses, split(cells.get("types", ""))),
        "matches": "|".join(dict.fromkeys(map(to_match, split(cells.get("matches", ""))))),
        "parent_id": cells.get("parent_id", ""),
        "approximation": approximation if is_between(approximation, 21_000) else "",
        **{column: cells.get(column, "").strip() for column in COPIED},
        **{column: to_date(cells.get(column, "")) for column in ("start", "end")},
        **{column: cells[column] for column in KEPT if cells.get(column)},
    }
    if approximation and not place["approximation"]:
        place["approximation_note"] = approximation
    area = ""
    if cells.get("geowkt"):
        shape = shapely.from_wkt(cells["geowkt"])
        point = shapely.point_on_surface(shape)
        if shape.geom_type == "Point" or not place["lon"]:
            place |= {
                "lon": f"{shapely.get_x(point):.6f}".rstrip("0"),
                "lat": f"{shapely.get_y(point):.6f}".rstrip("0"),
            }
        if shape.geom_type in ("Polygon", "MultiPolygon"):
            area = to_area(json.loads(shapely.to_geojson(shape)), place)
    return Entry(row, place, tuple(names_of(place, split(cells.get("variants", "")))), area)


def names_of(place: Cells, variants: list[str]) -> Iterator[Cells]:
    """The title, where no variant is spelled so, then the variants."""
    names = [to_name(place, variant) for variant in variants]
    source, title = place["title_source"], place["title"]
    own = {
        "place_id": place["id"],
        "toponym": title,
        "lang": "und",
        "script": script_of(title),
        "source": source,
    }
    yield from chain([] if title in [name["toponym"] for name in names] else [own], names)


def to_name(place: Cells, variant: str) -> dict[str, str]:
    """A variant such as ``Շուշի@hy-Armn`` as a name."""
    name, at, tag = variant.rpartition("@")
    parts = tag.split("-") if at else ["und"]
    script = next((part for part in parts[1:] if SCRIPT.fullmatch(part)), "")
    toponym = (name if at else variant).strip()
    lang = "-".join(part for part in parts if part != script)
    return {"place_id": place["id"], "toponym": toponym, "lang": lang, "script": script or script_of(toponym)}


def kind_of(fclasses: list[str], types: list[str]) -> str:
    """Our kind of a place: a type that is one of ours, else by the first feature class."""
    named = [word for word in types if word in KINDS]
    return named[0] if named else KIND_OF_CLASS[fclasses[0]] if fclasses else "settlement"


def split(cell: str) -> list[str]:
    """The values of a cell that holds several, between semicolons."""
    return [part.strip() for part in cell.split(";") if part.strip()]
