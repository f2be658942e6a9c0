"""Linked Places format 1.3 (JSON-LD): places for the World Historical Gazetteer, Recogito, Peripleo.

A place carries the names of all sides with who uses them, and the forms that the texts write, each with the
text as its citation. No present-day country is stated (``ccodes`` is left out).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson

from mapapp.exports.geojson import collection
from mapapp.exports.markup import iri
from mapapp.exports.naming import match_links, place_iri, text_iri
from mapapp.exports.records import mentions_by_place, names_by_place
from mapapp.exports.times import Ends, ends_of, iso_day
from mapapp.maps.features import Feature, point
from mapapp.query import AtlasQuery
from mapapp.store.reading import Atlas, Row

CONTEXT = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"
)
# Our kinds in the Getty's Art & Architecture Thesaurus; a polity takes no side on whether it was a state.
KINDS: Mapping[str, tuple[str, str]] = {
    "settlement": ("300008347", "inhabited place"),
    "station": ("300007783", "railroad station"),
    "district": ("300000705", "district"),
    "province": ("300000774", "province"),
    "region": ("300182722", "region (geographic)"),
    "country": ("300417385", "polity"),
    "continent": ("300128176", "continent"),
}
CERTAINTY = {"approximate": "less-certain", "uncertain": "uncertain"}


def places(atlas: Atlas, query: AtlasQuery) -> Iterator[bytes]:
    """A feature collection of the places that the query's mentions name."""
    return collection(map(orjson.dumps, place_features(atlas, query)), {"@context": CONTEXT})


def place_features(atlas: Atlas, query: AtlasQuery) -> Iterator[Feature]:
    """One Linked Places feature a place."""
    sources = {source["number"]: source for source in atlas.sources()}
    titles = {place["id"]: place["title"] for place in atlas.places()}
    names = names_by_place(atlas)
    for place, mentions in mentions_by_place(atlas, query):
        feature = {
            "@id": place_iri(atlas, place["id"]),
            "type": "Feature",
            "properties": {"title": line(place["title"]), "fclasses": fclasses(place)},
            "when": when_of(place, mentions),
            "names": [gazetteer_name(name) for name in names[place["id"]]] + text_names(mentions, sources),
            "types": types(place),
            "geometry": geometry(place),
            "links": [{"type": "closeMatch", "identifier": link} for link in match_links(place["matches"])],
            "relations": relations(atlas, place["parent_id"], titles),
            "descriptions": [{"value": place["description"], "lang": "en"}] if place["description"] else [],
        }
        yield {name: value for name, value in feature.items() if value or name in ("geometry", "names")}


def line(text: str) -> str:
    """Text on one line, as the schema of the format asks of titles and labels."""
    return " ".join(text.split())


def fclasses(place: Row) -> list[str]:
    """The class letters of a place."""
    return re.findall("[AHLPRST]", place["fclasses"])


def types(place: Row) -> list[dict[str, Any]]:
    """The kind of a place in the thesaurus and in our word."""
    if place["kind"] not in KINDS:
        return [{"label": place["kind"]}]
    number, label = KINDS[place["kind"]]
    own = {"label": place["kind"], "lang": "en"}
    return [{"identifier": f"aat:{number}", "label": label, "sourceLabels": [own]}]


def geometry(place: Row) -> dict[str, Any] | None:
    """The point with how well it is known and who says so; None where the place is not located."""
    located = point(place["lon"], place["lat"])
    if located is None:
        return None
    cited = {"citations": [{"label": line(place["geo_source"])}]} if place["geo_source"] else {}
    return {**located, "certainty": place["certainty"] or "certain", **cited}


def relations(atlas: Atlas, parent: str, titles: Mapping[str, str]) -> list[dict[str, str]]:
    """The unit that a place was part of."""
    if parent not in titles:
        return []
    label = f"part of {line(titles[parent])}"
    whole = place_iri(atlas, parent)
    return [{"relationType": "gvp:broaderPartitive", "relationTo": whole, "label": label}]


def gazetteer_name(name: Row) -> dict[str, Any]:
    """A name of the gazetteer with who uses it and when; codes of two letters alone are languages here."""
    found: dict[str, Any] = {"toponym": line(name["toponym"])}
    if re.fullmatch("[a-z]{2}", name["lang"]):
        found["lang"] = name["lang"]
    found["citations"] = [{"label": line(name["source"]) or "source not stated"}]
    spans = timespans(name["start"], name["end"])
    return found | ({"when": {"timespans": spans}} if spans else {})


def text_names(mentions: Sequence[Row], sources: Mapping[int, Row]) -> list[dict[str, Any]]:
    """The forms that the texts write: one entry a form and text, with the days of its passages."""
    groups: dict[tuple[str, int], list[Row]] = {}
    for row in mentions:
        groups.setdefault((line(row["toponym"]), row["source"]), []).append(row)
    names = []
    for (toponym, number), rows in groups.items():
        dates = dict.fromkeys(
            (row["edtf"], row["day_min"], row["day_max"]) for row in rows if row["day_min"] is not None
        )
        spans = [timespan(ends_of(*date)) for date in dates]
        when = {"when": {"timespans": spans, **certainty(dates)}} if spans else {}
        names.append({"toponym": toponym, "citations": [citation(sources[number])], **when})
    return names


def certainty(dates: Mapping[tuple[str, int, int], None]) -> dict[str, str]:
    """The certainty of days, where any of them is in doubt."""
    doubts = {ends_of(*date).doubt for date in dates}
    return next(({"certainty": CERTAINTY[d]} for d in ("uncertain", "approximate") if d in doubts), {})


def citation(source: Row) -> dict[str, str]:
    """A text as a citation, with its address; lacking one, with the name of its hash."""
    label = ", ".join(filter(None, (line(source["author"]), line(source["title"]))))
    year = {"year": source["published"][:4]} if re.match("[0-9]{4}", source["published"]) else {}
    return {"label": label, **year, "@id": iri(source["url"]) or text_iri(source["sha256"])}


def when_of(place: Row, mentions: Sequence[Row]) -> dict[str, Any]:
    """The years of a place where the gazetteer states them; else the days between which it is attested."""
    if spans := timespans(place["start"], place["end"]):
        return {"timespans": spans}
    dated = [row for row in mentions if row["day_min"] is not None]
    if not dated:
        return {}
    first, last = min(row["day_min"] for row in dated), max(row["day_max"] for row in dated)
    return {
        "timespans": [timespan(Ends("within", iso_day(first), iso_day(last)))],
        "label": "attested in the texts",
    }


def timespans(start: str, end: str) -> list[dict[str, Any]]:
    """Years as they stand in the gazetteer."""
    return [timespan(Ends("interval", start, end))] if start or end else []


def timespan(ends: Ends) -> dict[str, Any]:
    """A timespan; an end left out would mean "during the start", so an open end is "not before"."""
    start, end = ends.start, ends.end
    if ends.kind == "date":
        return {"start": {"in": start}}
    if not end:
        return {"start": {"earliest" if ends.kind == "within" else "in": start}, "end": {"earliest": start}}
    if not start:
        return {"start": {"latest": end}, "end": {"latest" if ends.kind == "within" else "in": end}}
    if ends.kind == "within":
        return {"start": {"earliest": start}, "end": {"latest": end}}
    return {"start": {"in": start}, "end": {"in": end}}
