"""Rows of an atlas as GeoJSON features (RFC 7946) whose properties are flat, so that QGIS reads all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

Row = Mapping[str, Any]
Feature = dict[str, Any]
LIST_SEPARATOR = " | "


@lru_cache(maxsize=16_384)
def point(lon: float | None, lat: float | None) -> Mapping[str, Any] | None:
    """A GeoJSON point of 6 decimals (0.1 m), the same for all of a place; None where it is not located."""
    if lon is None or lat is None:
        return None
    return {"type": "Point", "coordinates": [round(lon, 6), round(lat, 6)]}


def mention_feature(row: Row) -> Feature:
    """An attestation as a feature: the place named, the quote, its source, offsets, days, and reasons."""
    return {
        "type": "Feature",
        "id": row["fid"],
        "geometry": point(row["place_lon"], row["place_lat"]),
        "properties": {
            "place": row["place_id"],
            "place_title": row["place_title"],
            "place_kind": row["place_kind"],
            "location_certainty": row["place_certainty"],
            "location_within_km": row["place_approximation"],
            "surface": row["surface"],
            "toponym": row["toponym"],
            "use": row["use"],
            "zone": row["zone"],
            "doubtful": bool(row["doubtful"]),
            "quote": row["quote"],
            "quote_start": row["passage_start"],
            "quote_end": row["passage_end"],
            "reading": row["reading"],
            "source": row["source_id"],
            "source_title": row["source_title"],
            "start": row["start"],
            "end": row["end"],
            "when": row["edtf"] or None,
            "when_basis": row["when_basis"],
            "when_as_written": row["when_words"] or None,
            "in_range": row["range"],
            "document_date": row["document_edtf"] or None,
            "published": row["published_edtf"] or None,
            "rule": row["rule"],
            "reasons": LIST_SEPARATOR.join([*row["reasons"], *(row["when_reasons"] or ())]),
            "other_candidates": other_candidates(row["candidates"]),
        },
    }


def other_candidates(candidates: Sequence[Sequence[Any]]) -> str:
    """The places that a name may mean as well, with their scores."""
    if len(candidates) < 2:  # most names have one
        return ""
    return LIST_SEPARATOR.join(f"{place} ({score:.2f})" for place, score, *_ in candidates[1:])


def place_feature(place: Row, mentions: Sequence[Row]) -> Feature:
    """A place as a feature with all that the given mentions of it attest."""
    dated = [row for row in mentions if row["day_min"] is not None]
    first = min(dated, key=lambda row: row["day_min"], default=None)
    last = max(dated, key=lambda row: row["day_max"], default=None)
    quotes = {
        row["passage"]: f"“{row['reading']}” ({row['source_title']}; {row['edtf'] or 'undated'})"
        for row in mentions
    }
    return {
        "type": "Feature",
        "id": place["id"],
        "geometry": point(place["lon"], place["lat"]),
        "properties": {
            "title": place["title"],
            "kind": place["kind"],
            "location_certainty": place["certainty"],
            "location_within_km": place["approximation"],
            "location_source": place["geo_source"],
            "names": place["names"],
            "names_in_sources": LIST_SEPARATOR.join(dict.fromkeys(row["toponym"] for row in mentions)),
            "passages": len(quotes),
            "undated_passages": len({row["passage"] for row in mentions if row["day_min"] is None}),
            "sources": LIST_SEPARATOR.join(dict.fromkeys(row["source_title"] for row in mentions)),
            "first": first["edtf"] if first else None,
            "last": last["edtf"] if last else None,
            "matches": place["matches"],
            "description": place["description"],
            "quotes": LIST_SEPARATOR.join(quotes.values()),
        },
    }


def group_by_place(mentions: Iterable[Row]) -> dict[str, list[Row]]:
    """Located mentions by place id, in the order in which places first occur."""
    groups: dict[str, list[Row]] = {}
    for row in mentions:
        if row["place_id"]:
            groups.setdefault(row["place_id"], []).append(row)
    return groups
