"""LP-TSV 0.5: places as a table for the World Historical Gazetteer; no quoting, so no tab in a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mapapp.exports.geojson import chunks
from mapapp.exports.linked_places import KINDS, fclasses, line
from mapapp.exports.naming import place_iri
from mapapp.exports.records import mentions_by_place, names_by_place
from mapapp.exports.times import iso_day
from mapapp.maps.features import point
from mapapp.query import AtlasQuery
from mapapp.store.reading import Atlas, Row

COLUMNS = (
    "id title title_source fclasses aat_types attestation_year start end title_uri matches variants types"
    " parent_name parent_id lon lat geo_source geo_id approximation description"
).split()
# The prefixes of records elsewhere that the format knows; others would be refused.
PREFIXES = ("bnf", "cerl", "dbp", "gn", "gnd", "gov", "loc", "pl", "tgn", "viaf", "wd", "wp")


def places(atlas: Atlas, query: AtlasQuery) -> Iterator[bytes]:
    """The header and a line a place that the query's mentions name."""
    return chunks(("\t".join(cells) + "\n").encode() for cells in rows(atlas, query))


def rows(atlas: Atlas, query: AtlasQuery) -> Iterator[Sequence[str]]:
    """The cells of the table."""
    yield COLUMNS
    sources = {source["number"]: source for source in atlas.sources()}
    titles = {place["id"]: place["title"] for place in atlas.places()}
    names = names_by_place(atlas)
    told = {date["source"]: date["day_min"] for date in sorted_dates(atlas)}
    for place, mentions in mentions_by_place(atlas, query):
        by = [sources[number] for number in dict.fromkeys(row["source"] for row in mentions)]
        parent = place["parent_id"] if place["parent_id"] in titles else ""
        cells: dict[str, Any] = {
            **{name: place[name] for name in ("id", "title", "start", "end", "geo_source", "description")},
            **title_of(place, by),
            "fclasses": ";".join(fclasses(place)),
            "types": place["kind"],
            "aat_types": KINDS.get(place["kind"], ("", ""))[0],
            "attestation_year": attestation_year(mentions, by, told),
            "matches": ";".join(match for match in split(place["matches"]) if known(match)),
            "variants": ";".join(map(variant, names[place["id"]])),
            "parent_name": titles.get(parent, ""),
            "parent_id": place_iri(atlas, parent) if parent else "",
            "geo_id": geo_uri(place),
            **position(place),
        }
        yield [line(str(cells[name])) for name in COLUMNS]


def title_of(place: Row, sources: Sequence[Row]) -> Mapping[str, str]:
    """Who uses the title: the gazetteer's word, or else the texts that name the place."""
    if place["title_source"]:
        return {"title_source": place["title_source"], "title_uri": ""}
    said = "; ".join(source["title"] for source in sources)
    return {"title_source": f"gazetteer of mapapp; named in: {said}", "title_uri": sources[0]["url"]}


def sorted_dates(atlas: Atlas) -> list[Row]:
    """The dates of all texts that have a first day, by this day."""
    return sorted((d for d in atlas.dates() if iso_day(d["day_min"])), key=lambda date: date["day_min"])


def attestation_year(mentions: Sequence[Row], sources: Sequence[Row], told: Mapping[int, int]) -> str:
    """The year that the format asks for: of the earliest text that names the place and says when it is from.

    Else of the first day on which the place is named; else of the last day that its texts tell of (``told``,
    by source), since they are not older than that; "" where no day is known at all.
    """
    years = sorted(s["published"][:4] for s in sources if re.match("[0-9]{4}", s["published"]))
    days = sorted(iso_day(row["day_min"])[:4] for row in mentions if iso_day(row["day_min"]))
    last = sorted(iso_day(told[s["number"]])[:4] for s in sources if s["number"] in told)
    return next(iter([*years, *days, *last]), "")


def position(place: Row) -> Mapping[str, Any]:
    """Longitude, latitude and the km within which they are right, or nothing."""
    located = point(place["lon"], place["lat"])
    if not located:
        return {"lon": "", "lat": "", "approximation": ""}
    lon, lat = located["coordinates"]
    within = place["approximation"]
    return {"lon": lon, "lat": lat, "approximation": "" if within is None else f"{within:g}"}


def variant(name: Row) -> str:
    """A name with its language and script, ``Şuşa@az-Latn``; a semicolon would end the name."""
    tag = "-".join(filter(None, (name["lang"] or "und", name["script"])))
    return f"{name['toponym'].replace(';', ',')}@{tag}"


def geo_uri(place: Row) -> str:
    """The record that the position was taken from, as an address where it is one of GeoNames."""
    number = str(place["geo_id"])
    return (
        f"http://www.geonames.org/{number}"
        if number.isdigit() and place["geo_source"] == "GeoNames"
        else number
    )


def split(matches: str) -> list[str]:
    """The links of a place."""
    return [part.strip() for part in matches.split("|")]


def known(match: str) -> bool:
    """Whether the format knows the prefix of a link."""
    return match.partition(":")[0] in PREFIXES
