"""An atlas as columns: what the page holds of every place and attestation, small enough to filter there.

Quotes are not in it: the page asks for them one at a time, and the single file carries them beside it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any, NamedTuple

from mapapp.model.mention import USES
from mapapp.model.place import CERTAINTIES, KINDS
from mapapp.model.text import ZONES

Row = Mapping[str, Any]
COLUMNS = ("id", "passage", "place", "source", "min", "max", "use", "zone", "doubtful")


class Rows(NamedTuple):
    """Rows of an atlas that make the map; of ``places`` those that a passage names are shown.

    Or those of ``named``, where the mentions are not all of the atlas: ids of places.
    """

    sources: Sequence[Row]
    places: Sequence[Row]
    names: Iterable[Row]
    areas: Iterable[Row]
    mentions: Iterable[Row]
    named: Set[str] | None = None


def to_columns(rows: Rows) -> dict[str, Any]:
    """The map's data: sources, named places, outlines, and a list for each column of the attestations.

    ``attestations.place`` and ``.source`` are indexes into the lists beside it (-1: not located), ``min``
    and ``max`` days or null, ``use`` and ``zone`` indexes into the word lists; rows are in order of time.
    ``unlocated`` has the toponym of each row whose place is -1; ``doubts`` the longitudes and latitudes of
    the other places that a row in doubt may mean.
    """
    shown = rows.named
    named = [p for p in rows.places if (p["passages"] if shown is None else p["id"] in shown)]
    place_index = {place["id"]: index for index, place in enumerate(named)}
    points = {p["id"]: (p["lon"], p["lat"]) for p in rows.places if p["lon"] is not None}
    source_index = {source["id"]: index for index, source in enumerate(rows.sources)}
    columns: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    used: dict[str, Counter[str]] = defaultdict(Counter)
    unlocated: dict[str, str] = {}
    doubts: dict[str, list[tuple[float, float]]] = {}
    for number, row in enumerate(rows.mentions):
        if row["place_id"]:
            used[row["place_id"]][row["toponym"]] += 1
        else:
            unlocated[str(number)] = row["toponym"]
        if row["doubtful"]:
            doubts[str(number)] = [points[c[0]] for c in row["candidates"][1:] if c[0] in points]
        for column, value in zip(columns.values(), cells(row, place_index, source_index), strict=True):
            column.append(value)
    forms = forms_by_place(rows.names)
    return {
        "words": {"use": USES, "zone": ZONES, "kind": KINDS, "certainty": CERTAINTIES},
        "sources": [{"id": s["id"], "title": s["title"], "author": s["author"]} for s in rows.sources],
        "places": [place_entry(place, used[place["id"]], forms.get(place["id"], [])) for place in named],
        "areas": {a["place_id"]: a["geojson"] for a in rows.areas if a["place_id"] in place_index},
        "attestations": columns,
        "unlocated": unlocated,
        "doubts": doubts,
    }


def cells(row: Row, place_index: Mapping[str, int], source_index: Mapping[str, int]) -> tuple[Any, ...]:
    """The cells of an attestation, in the order of ``COLUMNS``."""
    return (
        row["fid"],
        row["passage"],
        place_index.get(row["place_id"], -1),
        source_index[row["source_id"]],
        row["day_min"],
        row["day_max"],
        USES.index(row["use"]),
        ZONES.index(row["zone"]),
        int(row["doubtful"]),
    )


def forms_by_place(names: Iterable[Row]) -> dict[str, list[tuple[str, str]]]:
    """Name forms with their language by place, each once; parts of a state's full name are no names."""
    forms: dict[str, dict[tuple[str, str], None]] = {}
    for name in names:
        if name["match"] != "adjective":
            forms.setdefault(name["place_id"], {})[name["toponym"], name["lang"]] = None
    return {place: list(found) for place, found in forms.items()}


def place_entry(place: Row, used: Counter[str], forms: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """A place as the page holds it; ``used`` are the forms that the texts use, the most frequent first."""
    return {
        "id": place["id"],
        "title": place["title"],
        "kind": place["kind"],
        "lon": place["lon"],
        "lat": place["lat"],
        "certainty": place["certainty"],
        "within": place["approximation"],
        "used": [form for form, _ in used.most_common()],
        "names": [list(form) for form in forms],
    }
