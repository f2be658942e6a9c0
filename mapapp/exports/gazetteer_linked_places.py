"""Write a gazetteer as Linked Places 1.3 (GeoJSON-LD); with it all of our columns come back."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import orjson

from mapapp.exports.gazetteer_lp_tsv import CLASS_OF_KIND, Options, tag_of
from mapapp.files.entries import Cells
from mapapp.files.exchange import Tables

CONTEXT = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"
)
# Concepts of the Getty Art & Architecture Thesaurus for kinds that have just one.
AAT = {"settlement": "aat:300008347", "province": "aat:300000774", "country": "aat:300128207"}


def linked_places(tables: Tables, options: Options) -> Iterator[bytes]:
    """The feature collection in chunks of UTF-8, a feature a place."""
    names: dict[str, list[Cells]] = defaultdict(list)
    for name in tables.names:
        names[name["place_id"]].append(name)
    yield b'{"type":"FeatureCollection","@context":' + orjson.dumps(CONTEXT) + b',"features":['
    separator = b"\n"
    for place_id, place in tables.places.items():
        yield separator + orjson.dumps(to_feature(place, names[place_id], tables, options))
        separator = b",\n"
    yield b"\n]}\n"


def to_feature(place: Cells, names: list[Cells], tables: Tables, options: Options) -> dict[str, Any]:
    """A place as a feature."""
    kind = place.get("kind", "")
    fclasses = place.get("fclasses") or CLASS_OF_KIND.get(kind, "P")
    feature: dict[str, Any] = {
        "@id": place.get("uri") or f"{options.base}{place['id']}",
        "type": "Feature",
        "properties": {
            "title": place["title"],
            "fclasses": list(fclasses),
            "ccodes": [code for code in place.get("ccodes", "").split(";") if code],
            "title_source": place.get("title_source", ""),
            "certainty": place.get("certainty", ""),
        },
        "names": [to_name(name, place) for name in names] or [to_name({"toponym": place["title"]}, place)],
        "types": [{"identifier": AAT.get(kind, ""), "label": kind}] if kind else [],
        "geometry": to_geometry(place, tables.areas.get(place["id"], "")),
    }
    if when := to_when(place.get("start", ""), place.get("end", "")):
        feature["when"] = when
    if place.get("matches"):
        matches = place["matches"].split("|")
        feature["links"] = [{"type": "exactMatch", "identifier": match} for match in matches]
    if place.get("description"):
        feature["descriptions"] = [{"value": place["description"], "lang": "en"}]
    if whole := place.get("parent_uri") or (place.get("parent_id") and f"{options.base}{place['parent_id']}"):
        parent = tables.places.get(place.get("parent_id", ""), {})
        relation = {
            "relationType": "gvp:broaderPartitive",
            "relationTo": whole,
            "label": parent.get("title", ""),
        }
        feature["relations"] = [relation]
    return feature


def to_name(name: Cells, place: Cells) -> dict[str, Any]:
    """A name with who uses it; ``match`` and ``note`` are ours, and other readers pass over them."""
    source = name.get("source") or place.get("title_source") or "not stated"
    found: dict[str, Any] = {
        "toponym": name["toponym"],
        "lang": tag_of(name),
        "citations": [{"label": source}],
    }
    if when := to_when(name.get("start", ""), name.get("end", "")):
        found["when"] = when
    return found | {column: name[column] for column in ("match", "note") if name.get(column)}


def to_when(start: str, end: str) -> dict[str, Any] | None:
    """A timespan; an unknown end is said to lie after the start, since none would mean "during it"."""
    if not start and not end:
        return None
    span: dict[str, Any] = {"start": {"in": start} if start else {"latest": end}}
    span["end"] = {"in": end} if end else {"earliest": start}
    return {"timespans": [span]}


def to_geometry(place: Cells, area: str) -> dict[str, Any] | None:
    """The point with how it is known, and the outline; None where the place is not located."""
    if not place.get("lon"):
        return json.loads(area)["geometry"] if area else None
    point: dict[str, Any] = {"type": "Point", "coordinates": [float(place["lon"]), float(place["lat"])]}
    point |= {column: place[column] for column in ("certainty", "geo_source", "geo_id") if place.get(column)}
    if place.get("approximation"):
        tolerance = json.loads(place["approximation"])  # 5 stays 5, and does not become 5.0
        point["approximation"] = {"@id": "gvp:approximateLocation", "tolerance": tolerance, "unit": "km"}
    if not area:
        return point
    feature = json.loads(area)
    outline = {**feature["geometry"], **{k: v for k, v in feature["properties"].items() if v}}
    return {"type": "GeometryCollection", "geometries": [point, outline]}
