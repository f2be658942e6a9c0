"""MapSpec: the one definition of the map. The live page, the single file and the notebook draw it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mapapp.model.place import BBox

# The region of the texts, in degrees: what is in view before anything else is asked.
REGION: BBox = (43.6, 38.4, 50.2, 41.9)
# How far the detailed base map reaches (tools/basemap.py draws it); places beyond it are shown on its outline
# of the world, but do not widen the first view.
DETAILED: BBox = (30.0, 31.0, 62.0, 51.0)
MIN_ZOOM, MAX_ZOOM = 2, 14


@dataclass(frozen=True, slots=True)
class MapSpec:
    """What is drawn: the view, the base map's files, and the data or the address it is fetched from.

    ``view`` is west, south, east, north in degrees; ``base`` maps a layer's name (``world land relief
    water rivers``) to its address, or to its content in a single file; ``data`` are the columns of
    :mod:`mapapp.maps.columns`, or None where the page fetches ``data_url`` itself; ``tiles`` a layer from
    another host that the reader has chosen: ``url credit maxZoom``.
    """

    view: BBox = REGION
    base: Mapping[str, Any] = field(default_factory=dict)
    credit: str = ""
    data: Mapping[str, Any] | None = None
    data_url: str = ""
    tiles: Mapping[str, Any] | None = None


def to_json_value(spec: MapSpec) -> dict[str, Any]:
    """The spec as the value that the page's script takes; boxes as Leaflet has them, latitude first."""
    return {
        "view": corners(spec.view),
        "detailed": corners(DETAILED),
        "zoom": [MIN_ZOOM, MAX_ZOOM],
        "base": dict(spec.base),
        "credit": spec.credit,
        "data": spec.data,
        "dataUrl": spec.data_url,
        "tiles": dict(spec.tiles) if spec.tiles else None,
    }


def corners(box: BBox) -> list[list[float]]:
    """A box as its south-west and its north-east corner, each latitude and longitude."""
    west, south, east, north = box
    return [[south, west], [north, east]]


def bounds_of(places: Iterable[Mapping[str, Any]]) -> BBox:
    """The box around the places on the detailed base map, never smaller than half a degree.

    The region where no place lies on it.
    """
    west, south, east, north = DETAILED
    inside = [
        (p["lon"], p["lat"])
        for p in places
        if p["lon"] is not None and west <= p["lon"] <= east and south <= p["lat"] <= north
    ]
    if not inside:
        return REGION
    lons, lats = zip(*inside, strict=True)
    return (min(lons) - 0.25, min(lats) - 0.25, max(lons) + 0.25, max(lats) + 0.25)
