"""Write a gazetteer as LP-TSV 0.5, which the World Historical Gazetteer takes: a row a place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import shapely

from mapapp.files.entries import Cells
from mapapp.files.exchange import Tables

COLUMNS = (
    "id title title_source fclasses attestation_year start end title_uri ccodes matches variants types"
    " aat_types parent_name parent_id lon lat geowkt geo_source geo_id approximation description"
).split()
CLASS_OF_KIND = {
    "settlement": "P",
    "station": "S",
    "district": "A",
    "province": "A",
    "region": "L",
    "country": "A",
    "continent": "L",
    "natural": "T",
}
SPACES = re.compile(r"\s+")
Losses = Counter[str]


@dataclass(frozen=True, slots=True)
class Options:
    """``base`` is the address before an id; ``year`` that of attestation where a place has no start."""

    base: str
    year: str


def lp_tsv(tables: Tables, options: Options, losses: Losses) -> Iterator[bytes]:
    """The lines of the file in UTF-8; what the format cannot hold is counted in ``losses``."""
    names: dict[str, list[Cells]] = defaultdict(list)
    for name in tables.names:
        names[name["place_id"]].append(name)
    yield to_line(COLUMNS)
    for place_id, place in tables.places.items():
        cells = to_cells(place, tables, options) | {"variants": to_variants(names[place_id], losses)}
        if place_id in tables.areas:
            cells["geowkt"] = shapely.to_wkt(
                shapely.from_geojson(tables.areas[place_id]), rounding_precision=6
            )
        if place.get("certainty", "certain") != "certain":
            losses["certainties of locations"] += 1
        yield to_line([cells.get(column, "") for column in COLUMNS])


def to_line(cells: list[str]) -> bytes:
    """A line of tab-separated cells."""
    return ("\t".join(SPACES.sub(" ", cell) for cell in cells) + "\n").encode()


def to_cells(place: Cells, tables: Tables, options: Options) -> dict[str, str]:
    """The cells of a place but its variants."""
    parent = tables.places.get(place.get("parent_id", ""))
    kind = place.get("kind", "")
    return {
        **{column: place.get(column, "") for column in COLUMNS},
        "title_source": place.get("title_source") or "not stated",
        "fclasses": ";".join(place.get("fclasses") or CLASS_OF_KIND.get(kind, "P")),
        "attestation_year": place.get("attestation_year") or ("" if place.get("start") else options.year),
        "matches": place.get("matches", "").replace("|", ";"),
        "types": place.get("types") or kind,
        "parent_name": parent["title"] if parent else place.get("parent_name", ""),
        "parent_id": f"{options.base}{place['parent_id']}" if parent else place.get("parent_uri", ""),
    }


def to_variants(names: list[Cells], losses: Losses) -> str:
    """The names in one cell, as ``name@language-Script``."""
    variants: dict[str, None] = {}
    for name in names:
        if name.get("match") == "adjective":
            losses["adjectives, which are no names"] += 1
        elif ";" in name["toponym"]:
            losses["names with a semicolon"] += 1
        else:
            variants[f"{name['toponym']}@{tag_of(name)}"] = None
            for column, what in LOST.items():
                losses[what] += bool(name.get(column, "")) and name[column] != "always"
    return ";".join(variants)


LOST = {
    "start": "dates of names",
    "source": "sources of names",
    "match": "match words",
    "note": "notes on names",
}


def tag_of(name: Cells) -> str:
    """The language tag of a name (BCP 47): the script stands behind the language."""
    first, *more = (name.get("lang") or "und").split("-")
    return "-".join([first, *([name["script"]] if name.get("script") else []), *more])
