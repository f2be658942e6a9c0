"""MapSpec: the one definition of the map. The live page, the single file and the notebook draw it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mapapp.query import BBox

# The region of the texts, in degrees, and how far the drawn base map reaches around it.
REGION: BBox = (41.5, 38.2, 50.5, 42.6)
MIN_ZOOM, MAX_ZOOM = 3, 14


@dataclass(frozen=True, slots=True)
class MapSpec:
    """What is drawn: the view, the base map's files, and the data or the address it is fetched from.

    ``view`` is west, south, east, north in degrees; ``base`` maps a layer's name to its address (or its
    content, in a single file); ``data`` are the columns of :mod:`mapapp.maps.columns`, or None where
    the page fetches ``data_url``.
    """

    view: BBox = REGION
    base: Mapping[str, Any] = field(default_factory=dict)
    data: Mapping[str, Any] | None = None
    data_url: str = ""


def to_json_value(spec: MapSpec) -> dict[str, Any]:
    """The spec as the value that the page's script takes."""
    west, south, east, north = spec.view
    return {
        "view": [[south, west], [north, east]],
        "zoom": [MIN_ZOOM, MAX_ZOOM],
        "base": dict(spec.base),
        "data": spec.data,
        "dataUrl": spec.data_url,
    }


def bounds_of(places: list[Mapping[str, Any]]) -> BBox:
    """The box around the places that lie in the region, or the region where there is none."""
    west, south, east, north = REGION
    inside = [
        (p["lon"], p["lat"]) for p in places if p["lon"] is not None and 30 <= p["lon"] <= 62 and 31 <= p["lat"] <= 51
    ]
    if not inside:
        return REGION
    lons, lats = zip(*inside, strict=True)
    return (min(*lons, east), min(*lats, north), max(*lons, west), max(*lats, south))
