"""An atlas as columns: what the page holds of every place and attestation, small enough to filter there.

Quotes are not in it: the page asks for them one at a time, and the single file carries them beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]
USES = ("literal", "metonymic", "embedded")
ZONES = ("body", "apparatus", "furniture")


def to_columns(sources: Sequence[Row], places: Sequence[Row], areas: Iterable[Row], mentions: Iterable[Row]) -> dict[str, Any]:
    """The map's data: sources, named places, outlines, and a list for each column of the attestations.

    ``attestations.place`` and ``.source`` are indexes into the lists beside it (-1: not located), ``min``
    and ``max`` days or null, ``use`` and ``zone`` indexes into the word lists; rows are in order of time.
    """
    place_index = {place["id"]: index for index, place in enumerate(places)}
    source_index = {source["id"]: index for index, source in enumerate(sources)}
    columns: dict[str, list[Any]] = {
        name: [] for name in ("id", "passage", "place", "source", "min", "max", "use", "zone", "doubtful")
    }
    forms: dict[str, dict[str, None]] = {}
    names: list[str] = []
    for row in mentions:
        if row["place_id"]:
            forms.setdefault(row["place_id"], {})[row["toponym"]] = None
        values = (
            row["fid"],
            row["passage"],
            place_index.get(row["place_id"], -1),
            source_index[row["source_id"]],
            row["day_min"],
            row["day_max"],
            USES.index(row["use"]),
            ZONES.index(row["zone"]),
            row["doubtful"],
        )
        for column, value in zip(columns.values(), values, strict=True):
            column.append(value)
        names.append(row["toponym"])
    unlocated = {i: names[i] for i, place in enumerate(columns["place"]) if place < 0}
    return {
        "uses": USES,
        "zones": ZONES,
        "sources": [{"id": s["id"], "title": s["title"], "author": s["author"]} for s in sources],
        "places": [place_entry(place, list(forms.get(place["id"], ()))) for place in places],
        "areas": {area["place_id"]: json.loads(area["geojson"]) for area in areas if area["place_id"] in place_index},
        "attestations": columns,
        "unlocated": unlocated,
    }


def place_entry(place: Row, used: list[str]) -> dict[str, Any]:
    """A place as the page holds it: all its name forms, and those that the texts use."""
    return {
        "id": place["id"],
        "title": place["title"],
        "kind": place["kind"],
        "lon": place["lon"],
        "lat": place["lat"],
        "certainty": place["certainty"],
        "within": place["approximation"],
        "names": place["names"].split(" | ") if place["names"] else [],
        "used": used,
    }
