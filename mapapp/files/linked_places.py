"""Read Linked Places JSON (1.0 to 1.3): a feature collection, or JSON Lines with a feature a line.

A timespan without ``end`` means "during its start", not "open". A feature's row is its number, or its line;
the column is the path to the value, as in ``names[0].toponym``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mapapp.files.entries import (
    DATE,
    KIND_OF_CLASS,
    Cells,
    Check,
    Entry,
    read_lines,
    script_of,
    to_area,
    to_date,
    to_match,
)
from mapapp.files.linked_members import FEATURE, faults_of_members
from mapapp.files.linked_shapes import Feature, faults_of_geometry, geometries, location, outlines, shorten
from mapapp.files.lp_tsv import SCRIPT
from mapapp.model.place import KINDS

# The same object for both ends of a timespan: which of its members says the first and the last day.
FIRST, LAST = ("in", "earliest"), ("in", "latest")
LINES = (".jsonl", ".ndjson")  # endings of JSON Lines


def read_linked_places(path: Path) -> Iterator[Entry | str]:
    """The places of a Linked Places file, and a line for every fault."""
    for row, feature in features_of(path):
        if isinstance(feature, str):
            yield feature
            continue
        check = Check(path.name, row)
        faults = list(faults_of(check, feature))
        yield from faults
        if not faults:
            yield to_entry(row, feature)


def features_of(path: Path) -> Iterator[tuple[int, Any]]:
    """Features with their rows; a text in place of a feature tells of a fault."""
    lines = list(read_lines(path))
    first_two = [line.strip() for line in lines if line.strip()][:2]
    if path.suffix in LINES or [line[:1] + line[-1:] for line in first_two] == ["{}", "{}"]:
        yield from ((n, parse(path, line, n)) for n, line in enumerate(lines, 1) if line.strip())
        return
    value = parse(path, "\n".join(lines), 1)
    if isinstance(value, str):
        yield 1, value
    elif not isinstance(value, dict) or not isinstance(value.get("features", [value]), list):
        yield 1, f"{path.name}, row 1, column features: it must be a FeatureCollection"
    else:
        yield from enumerate(value.get("features", [value]), 1)


def parse(path: Path, text: str, row: int) -> Any:
    """The JSON value of a text; a line about the fault where it is none."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        return f"{path.name}, row {row + error.lineno - 1}, column {error.colno}: not JSON ({error.msg})"


def faults_of(check: Check, feature: Any) -> Iterator[str]:
    """What is wrong with a feature."""
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        yield check.wrong("properties", shorten(feature), "it must be a Feature with properties")
        return
    if misshapen := list(faults_of_members(check, feature, FEATURE)):
        yield from misshapen
        return
    if not identifier(feature):
        yield check.wrong("@id", "", "every place needs an @id")
    if not title_of(feature):
        yield check.wrong("properties.title", "", "it must not be empty")
    yield from faults_of_names(check, feature.get("names") or [])
    fclasses = feature["properties"].get("fclasses") or []
    for letter in fclasses if isinstance(fclasses, list | str) else [fclasses]:
        if letter not in KIND_OF_CLASS:
            right = f"it must be one of {', '.join(KIND_OF_CLASS)}"
            yield check.wrong("properties.fclasses", shorten(letter), right)
    for number, geometry in enumerate(geometries(feature)):
        yield from faults_of_geometry(check, f"geometry[{number}]", geometry)
    yield from faults_of_dates(check, "when", feature)


def faults_of_dates(check: Check, column: str, value: Feature) -> Iterator[str]:
    """What is wrong with the dates of a feature or a name."""
    for date in timespan(value):
        if date and not DATE.fullmatch(date):
            yield check.wrong(f"{column}.timespans[0]", date, "write a date such as 1868 or 1868-05-01")


def faults_of_names(check: Check, names: Any) -> Iterator[str]:
    """What is wrong with the names of a feature."""
    for number, name in enumerate(names if isinstance(names, list) else [names]):
        if not isinstance(name, dict) or not isinstance(name.get("toponym"), str) or not name["toponym"]:
            yield check.wrong(f"names[{number}].toponym", shorten(name), "it must be a name")
        else:
            yield from faults_of_dates(check, f"names[{number}].when", name)


def to_entry(row: int, feature: Feature) -> Entry:
    """A feature without faults as a place."""
    properties, place_id = feature["properties"], identifier(feature)
    start, end = timespan(feature)
    fclasses = "".join(properties.get("fclasses") or [])
    place = {
        "id": short_id(place_id),
        "title": title_of(feature),
        "title_source": str(properties.get("title_source", "")),
        "fclasses": fclasses,
        "kind": kind_of(feature, fclasses),
        "start": to_date(start),
        "end": to_date(end),
        "matches": "|".join(dict.fromkeys(to_match(link) for link in links_of(feature))),
        "description": next((str(d["value"]) for d in items(feature, "descriptions") if d.get("value")), ""),
        "parent_id": parent_of(feature),
    }
    if place_id != place["id"]:
        place["uri"] = place_id
    place |= location(feature)
    area = next((to_area(outline, place) for outline in outlines(feature)), "")
    listed = items(feature, "names") or [{"toponym": place["title"]}]
    return Entry(row, place, tuple(to_name(place["id"], name) for name in listed), area)


def identifier(feature: Feature) -> str:
    """The id of a feature as it stands."""
    return str(feature.get("@id") or feature.get("id") or "")


def short_id(place_id: str) -> str:
    """The last part of an address: what an id is in our tables."""
    return place_id.rstrip("/").replace("#", "/").rpartition("/")[2] or place_id


def title_of(feature: Feature) -> str:
    """The title, or the first name."""
    first = next((name.get("toponym", "") for name in items(feature, "names")), "")
    return str(feature["properties"].get("title") or first)


def items(feature: Feature, member: str) -> list[dict[str, Any]]:
    """The objects of a list; empty where there is none."""
    value = feature.get(member) or []
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, dict)]


def kind_of(feature: Feature, fclasses: str) -> str:
    """Our kind of a place: a type that is one of ours, else by the first feature class."""
    words = [t.get(name) for t in items(feature, "types") for name in ("label", "sourceLabel")]
    kind = next((str(word) for word in words if word in KINDS), "")
    return kind or KIND_OF_CLASS.get(fclasses[:1], "settlement")


def timespan(value: Feature) -> tuple[str, str]:
    """The first and the last date of the first timespan; the end is its start's where none is given."""
    found = (value.get("when") or {}).get("timespans")
    spans = [found] if isinstance(found, dict) else found or [{}]
    start, end = spans[0].get("start") or {}, spans[0].get("end")
    first = next((str(start[name]) for name in FIRST if start.get(name)), "")
    if end is None:
        return first, next((str(start[name]) for name in LAST if start.get(name)), "")
    return first, next((str(end[name]) for name in LAST if end.get(name)), "")


def links_of(feature: Feature) -> Iterator[str]:
    """Identifiers of records of the same place elsewhere."""
    for link in items(feature, "links"):
        if link.get("type") in ("exactMatch", "closeMatch", "primaryMatch") and link.get("identifier"):
            yield str(link["identifier"])


def parent_of(feature: Feature) -> str:
    """The id of the place that this one is part of."""
    wholes = (
        r for r in items(feature, "relations") if "broader" in str(r.get("relationType", "")).casefold()
    )
    return next((str(whole.get("relationTo", "")) for whole in wholes), "")


def to_name(place_id: str, name: dict[str, Any]) -> Cells:
    """A name of a feature; its source is that of its first citation."""
    parts = str(name.get("lang") or "und").split("-")
    script = next((part for part in parts[1:] if SCRIPT.fullmatch(part)), "")
    citations = items(name, "citations") or items(name, "citation")
    start, end = timespan(name)
    found = {
        "place_id": place_id,
        "toponym": name["toponym"],
        "lang": "-".join(part for part in parts if part != script),
        "script": script or script_of(name["toponym"]),
        "start": to_date(start),
        "end": to_date(end),
        "source": str(next((c.get("label") or c.get("@id") or "" for c in citations), "")),
    }
    return found | {column: str(name[column]) for column in ("match", "note") if name.get(column)}
