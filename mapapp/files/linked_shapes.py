"""Geometries of Linked Places: a point, an outline, a collection of both, or null."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import shapely
from shapely.errors import ShapelyError

from mapapp.files.entries import Check
from mapapp.gazetteer import is_between
from mapapp.model.place import CERTAINTIES

Feature = dict[str, Any]
POLYGONS = ("Polygon", "MultiPolygon")


def faults_of_geometry(check: Check, column: str, geometry: Any) -> Iterator[str]:
    """What is wrong with a geometry."""
    try:
        west, south, east, north = shapely.from_geojson(json.dumps(geometry)).bounds
    except (ShapelyError, ValueError, TypeError):
        yield check.wrong(column, shorten(geometry), "it must be a GeoJSON geometry, or null")
        return
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):  # nor is the empty one, all NaN
        yield check.wrong(column, shorten(geometry), "coordinates are longitude, latitude in degrees")


def shorten(value: Any) -> str:
    """A value as it is quoted back."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:60]}..."


def geometries(feature: Feature) -> list[Any]:
    """Every geometry of a feature, those of a collection one by one; none where it is null."""
    geometry = feature.get("geometry")
    if isinstance(geometry, dict) and geometry.get("type") == "GeometryCollection":
        return list(geometry.get("geometries") or [])
    return [] if geometry is None else [geometry]


def outlines(feature: Feature) -> Iterator[dict[str, Any]]:
    """The polygons of a feature, without what is said of them."""
    for geometry in geometries(feature):
        if geometry["type"] in POLYGONS:
            yield {"type": geometry["type"], "coordinates": geometry["coordinates"]}


def location(feature: Feature) -> dict[str, str]:
    """The columns of a place's point: the first point, else one inside of the first geometry."""
    found = geometries(feature)
    if not found:
        said = feature["properties"].get("certainty", "")
        return {"lon": "", "lat": "", "certainty": said if said in CERTAINTIES else ""}
    chosen = next((geometry for geometry in found if geometry["type"] == "Point"), found[0])
    point = shapely.point_on_surface(shapely.from_geojson(json.dumps(chosen)))
    tolerance = str((chosen.get("approximation") or {}).get("tolerance", ""))
    certainty = chosen.get("certainty", "")
    return {
        "lon": f"{shapely.get_x(point):.6f}".rstrip("0").rstrip("."),
        "lat": f"{shapely.get_y(point):.6f}".rstrip("0").rstrip("."),
        "certainty": certainty if certainty in CERTAINTIES else "",
        "approximation": tolerance if is_between(tolerance, 21_000) else "",
        "geo_source": str(chosen.get("geo_source") or chosen.get("src") or ""),
        "geo_id": str(chosen.get("geo_id") or ""),
    }
