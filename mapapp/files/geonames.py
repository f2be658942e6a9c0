"""Read dumps of GeoNames: the 19 columns of allCountries.txt, or a table with a header such as cities500."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from mapapp.files.entries import KIND_OF_CLASS, Cells, Check, Entry, read_lines, read_tsv, script_of

DUMP = (
    "geonameid name asciiname alternatenames latitude longitude featureclass featurecode countrycode cc2"
    " admin1code admin2code admin3code admin4code population elevation dem timezone modificationdate"
).split()
NEEDED = ("geonameid", "name", "latitude", "longitude")
# Kinds by the beginning of the feature code; longer ones first.
KINDS: Mapping[str, str] = {"PCL": "country", "ADM1": "province", "CONT": "continent", "RSTN": "station"}
# GeoNames has two classes more than Linked Places: what lies under the sea, and vegetation.
CLASSES = {"U": "H", "V": "T"}
LETTER_FIRST = re.compile(r"[^\W\d_]")


def read_geonames(path: Path) -> Iterator[Entry | str]:
    """The places of a dump, and a line for every fault."""
    for item in rows_of(path):
        if isinstance(item, str):
            yield item
            continue
        row, cells = item
        check = Check(path.name, row)
        faults = [*check.filled(cells, *NEEDED), *check.degrees(cells, "longitude", "latitude")]
        if not cells["geonameid"].isdigit():
            faults.append(check.wrong("geonameid", cells["geonameid"], "it must be a number"))
        yield from faults
        if not faults:
            yield to_entry(row, cells)


def rows_of(path: Path) -> Iterator[tuple[int, dict[str, str]] | str]:
    """Rows with their numbers; a dump has no header."""
    first = next(read_lines(path), "")
    if "geonameid" in first.split("\t"):
        yield from read_tsv(path, NEEDED)
        return
    for number, line in enumerate(read_lines(path), 1):
        cells = line.split("\t")
        if len(cells) != len(DUMP):
            where = f"{path.name}, row {number}, column {min(len(cells), len(DUMP))}"
            yield f"{where}: {len(cells)} cells; a dump has {len(DUMP)}"
        else:
            yield number, dict(zip(DUMP, cells, strict=True))


def to_entry(row: int, cells: Cells) -> Entry:
    """A row without faults as a place, whose names have no language."""
    record, letter = cells["geonameid"], cells.get("featureclass", "P")
    place = {
        "id": f"gn-{record}",
        "title": cells["name"],
        "title_source": "GeoNames",
        "fclasses": CLASSES.get(letter, letter) or "P",
        "kind": kind_of(letter, cells.get("featurecode", "")),
        "lon": cells["longitude"],
        "lat": cells["latitude"],
        "geo_source": "GeoNames",
        "geo_id": record,
        "matches": f"gn:{record}",
    }
    others = re.split(r"[|,]" if "asciiname" in cells else r"\|", cells.get("alternatenames", ""))
    forms = dict.fromkeys([cells["name"], *(name.strip() for name in others if LETTER_FIRST.search(name))])
    names = (
        {
            "place_id": place["id"],
            "toponym": form,
            "lang": "und",
            "script": script_of(form),
            "source": "GeoNames",
        }
        for form in forms
    )
    return Entry(row, place, tuple(names))


def kind_of(letter: str, code: str) -> str:
    """Our kind of a feature."""
    return next(
        (kind for begin, kind in KINDS.items() if code.startswith(begin)),
        KIND_OF_CLASS.get(letter, "natural"),
    )
