"""Two gazetteers as one: places of the same id are joined, and where they differ nothing is lost.

The first gazetteer's cell stands; the other's goes into ``conflicts/conflicts.tsv``, its outline and rules
into ``conflicts/``, where an editor finds them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mapapp.exports.gazetteer_folder import to_tsv
from mapapp.files.entries import Cells
from mapapp.files.exchange import Tables

BESIDE = ("rules.toml", "periods.toml", "events.toml", "README.md", "SOURCES.md")
CONFLICT_COLUMNS = ["place_id", "toponym", "column", "kept", "other"]


class Conflict(NamedTuple):
    """A cell that two gazetteers fill differently; ``toponym`` is empty for a cell of the place itself."""

    place_id: str
    toponym: str
    column: str
    kept: str
    other: str


class Merged(NamedTuple):
    """The joined tables, conflicts, outlines that were not taken, and places that may be the same."""

    tables: Tables
    conflicts: list[Conflict]
    areas: dict[str, str]
    doubles: list[tuple[str, str, str]]  # id in the first, id in the other, the record that both claim to be


def merge(first: Tables, other: Tables) -> Merged:
    """Both gazetteers; places and names of the first come first."""
    conflicts: list[Conflict] = []
    places = dict(first.places)
    for place_id, place in other.places.items():
        have = places.get(place_id)
        places[place_id] = join(have, place, conflicts, "") if have else place
    names = merge_names(first, other, conflicts)
    areas = {**other.areas, **first.areas}
    lost = {name: area for name, area in other.areas.items() if json.loads(areas[name]) != json.loads(area)}
    tables = Tables(first.file, places, names, areas)
    return Merged(tables, conflicts, lost, list(find_doubles(first, other)))


def join(have: Cells, more: Cells, conflicts: list[Conflict], toponym: str) -> Cells:
    """One row of two: empty cells are filled, cells that differ are conflicts."""
    joined = dict(have)
    for column, value in more.items():
        if column == "matches":
            joined[column] = "|".join(
                dict.fromkeys(filter(None, f"{have.get(column, '')}|{value}".split("|")))
            )
        elif value and not have.get(column):
            joined[column] = value
        elif value and not is_same_cell(value, have[column]):
            place_id = have.get("place_id") or have["id"]
            conflicts.append(Conflict(place_id, toponym, column, have[column], value))
    return joined


def is_same_cell(one: str, other: str) -> bool:
    """Whether two cells say the same: 46 and 46.0 do."""
    try:
        return one == other or float(one) == float(other)
    except ValueError:
        return False


def merge_names(first: Tables, other: Tables, conflicts: list[Conflict]) -> list[Cells]:
    """The names of both; a form without language is the same as one with."""
    names = list(first.names)
    where: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        where[name["place_id"], name["toponym"]].append(number)
    for name in other.names:
        key = name["place_id"], name["toponym"]
        same = [number for number in where[key] if is_same_language(names[number], name)]
        if not same:
            where[key].append(len(names))
            names.append(name)
            continue
        plain = {column: value for column, value in name.items() if value != "und"}
        have = {column: value for column, value in names[same[0]].items() if value != "und"}
        names[same[0]] = {"lang": "und", **join(have, plain, conflicts, name["toponym"])}
    return names


def is_same_language(one: Cells, other: Cells) -> bool:
    """Whether two forms are of one language, or one does not say of which it is."""
    languages = {one.get("lang") or "und", other.get("lang") or "und"}
    return len(languages) == 1 or "und" in languages


def find_doubles(first: Tables, other: Tables) -> Iterator[tuple[str, str, str]]:
    """Places under two ids that claim to be the same record elsewhere."""
    claims = {match: i for i, place in first.places.items() for match in links(place)}
    for place_id, place in other.places.items():
        for match in links(place):
            if match in claims and claims[match] != place_id and place_id not in first.places:
                yield claims[match], place_id, match


def links(place: Cells) -> list[str]:
    """The records elsewhere that a place is."""
    return [match for match in place.get("matches", "").split("|") if match]


def extra_files(merged: Merged, first: Path, other: Path) -> dict[str, bytes]:
    """Files beside the tables: rules and notes of both folders, and what was not taken."""
    files = read_beside(first)
    for name, data in read_beside(other).items():
        if files.setdefault(name, data) != data:
            files[f"conflicts/{name}"] = data
    for place_id, area in merged.areas.items():
        files[f"conflicts/areas/{place_id}.geojson"] = f"{area}\n".encode()
    if merged.conflicts:
        rows = (conflict._asdict() for conflict in merged.conflicts)
        files["conflicts/conflicts.tsv"] = to_tsv(CONFLICT_COLUMNS, rows)
    return files


def read_beside(folder: Path) -> dict[str, bytes]:
    """The files beside the tables of a gazetteer folder; none where the gazetteer is a file."""
    paths = ((name, folder / name) for name in BESIDE)
    return {name: path.read_bytes() for name, path in paths if path.is_file()}
