"""Properties of places that a reconciliation client can fetch (data extension): a row of a table each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from mapapp.errors import QueryError
from mapapp.maps.labels import LANGUAGES
from mapapp.store.reading import Atlas, Row
from mapapp.store.search import names_of
from mapapp.web.reconcile_queries import parse_json, parse_limit, wrong

Cell = Mapping[str, Any]
Read = Callable[[Atlas, Row], list[Cell]]


class Property(NamedTuple):
    """A property: its name, and how its cells are read of a place."""

    name: str
    read: Read


class Extent(NamedTuple):
    """The dates (EDTF) of a place's first and last dated passage."""

    first: str
    last: str


def texts(values: Iterable[Any]) -> list[Cell]:
    """Cells of text, the empty ones left out."""
    return [{"str": str(value)} for value in values if value not in ("", None)]


def listed(column: str) -> Read:
    """Cells of a column that holds a list."""
    return lambda _, place: texts(place[column].split(" | "))


def text(column: str) -> Read:
    """The cell of a column of text."""
    return lambda _, place: texts([place[column]])


def number(column: str) -> Read:
    """The cell of a column of numbers; none where the number is not known."""
    return lambda _, place: [] if place[column] is None else [{"float": place[column]}]


def names_in(language: str) -> Read:
    """Cells of a place's names in a language."""
    return lambda atlas, place: texts(dict.fromkeys(all_names(atlas).get((place["id"], language), [])))


@lru_cache(maxsize=1)
def all_names(atlas: Atlas) -> Mapping[tuple[str, str], list[str]]:
    """Name forms by place and language."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in atlas.names():
        if row["match"] != "adjective":
            found.setdefault((row["place_id"], row["lang"]), []).append(row["toponym"])
    return found


@lru_cache(maxsize=1)
def extents(atlas: Atlas) -> Mapping[str, Extent]:
    """The first and the last date of each place that has any."""
    found: dict[str, list[Row]] = {}
    for row in atlas.days_of_places():
        found.setdefault(row["place_id"], []).append(row)
    return {
        place: Extent(
            min(rows, key=lambda row: row["day_min"])["edtf"],
            max(rows, key=lambda row: row["day_max"])["edtf"],
        )
        for place, rows in found.items()
    }


@lru_cache(maxsize=1)
def forms_in_texts(atlas: Atlas) -> Mapping[str, list[str]]:
    """Name forms that the texts write for each place, the most frequent first."""
    found: dict[str, list[str]] = {}
    for row in atlas.forms_of_places():
        found.setdefault(row["place_id"], []).append(row["toponym"])
    return found


def extent_of(atlas: Atlas, place: Row) -> Extent:
    """The first and the last date of a place; empty where no passage of it has one."""
    return extents(atlas).get(place["id"], Extent("", ""))


def parent(atlas: Atlas, place: Row) -> list[Cell]:
    """The place that this one lies in, as an entity."""
    above = names_of(atlas).places.get(place["parent_id"])
    return [{"id": above["id"], "name": above["title"]}] if above else []


# Partial dates go as text: a date of the protocol needs hours and minutes.
PROPERTIES: Mapping[str, Property] = {
    "title": Property("title", text("title")),
    "kind": Property("kind of place", text("kind")),
    "lat": Property("latitude (WGS84 degrees)", number("lat")),
    "lon": Property("longitude (WGS84 degrees)", number("lon")),
    "certainty": Property("certainty of the location", text("certainty")),
    "within": Property("radius of the location in km", number("approximation")),
    "parent": Property("part of", parent),
    "first": Property("date of the first dated passage (EDTF)", lambda a, p: texts([extent_of(a, p).first])),
    "last": Property("date of the last dated passage (EDTF)", lambda a, p: texts([extent_of(a, p).last])),
    "passages": Property("number of passages", lambda _, place: [{"int": place["passages"]}]),
    "matches": Property("ids in other gazetteers", listed("matches")),
    "description": Property("description", text("description")),
    "names": Property("names in every language", listed("names")),
    "written": Property(
        "names as the texts write them", lambda a, p: texts(forms_in_texts(a).get(p["id"], []))
    ),
    **{f"name-{code}": Property(f"names: {name}", names_in(code)) for code, name in LANGUAGES.items()},
}


def extend(atlas: Atlas, body: str) -> dict[str, Any]:
    """The answer to a data extension query: cells by place id and property; none for an unknown id."""
    query = parse_json("extend", body)
    if not isinstance(query, dict) or not isinstance(query.get("ids"), list):
        raise wrong("extend", body, 'write {"ids": ["shusha"], "properties": [{"id": "lat"}]}')
    properties = query.get("properties") or []
    if not isinstance(properties, list):
        raise wrong("extend.properties", properties, 'write a list such as [{"id": "lat"}]')
    asked = [parse_property(number, item) for number, item in enumerate(properties)]
    places = names_of(atlas).places
    return {
        "meta": [{"id": pid, "name": PROPERTIES[pid].name} for pid, _ in asked],
        "rows": {
            str(place): {
                pid: PROPERTIES[pid].read(atlas, places[place])[:most] if place in places else []
                for pid, most in asked
            }
            for place in map(str, query["ids"])
        },
    }


def parse_property(number: int, item: Any) -> tuple[str, int | None]:
    """The id of a property, and how many values of it are wanted at most."""
    pid = str(item.get("id", "")) if isinstance(item, dict) else ""
    if pid not in PROPERTIES:
        right = f"it must be one of {', '.join(PROPERTIES)}"
        raise wrong(f"extend.properties.{number}.id", pid, right)
    settings = item.get("settings") or {}
    if not isinstance(settings, dict):
        raise wrong(f"extend.properties.{number}.settings", settings, 'write {"limit": 1}')
    most = settings.get("limit") or None
    if isinstance(most, str):
        if not (most.isascii() and most.isdigit() and len(most) < 10):
            raise QueryError(f"extend.properties.{number}.settings.limit", most, "write a whole number")
        most = int(most) or None
    return pid, parse_limit(f"extend.properties.{number}.settings.limit", most)
