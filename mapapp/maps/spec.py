"""MapSpec: the one definition of the map. The live page, the single file and the notebook draw it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any

from mapapp.model.place import BBox

# The region of the first texts, in degrees: what is in view where there is no place to show.
REGION: BBox = (43.6, 38.4, 50.2, 41.9)
# How far the detailed base map reaches (tools/basemap.py draws it); places beyond it are shown on its outline
# of the world, but do not widen the first view.
DETAILED: BBox = (30.0, 31.0, 62.0, 51.0)
MIN_ZOOM, MAX_ZOOM = 2, 14
# How far beyond the quartiles, in their distance, a value is an outlier (J. W. Tukey, Exploratory Data
# Analysis, 1977); and the least distance taken, in degrees, so that a neighbouring region has none.
FENCE, LEAST_SPREAD = 1.5, 2.0
# Degrees around the places in view, and the least width and height of the first view.
MARGIN, LEAST_VIEW = 0.25, 1.5


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
    return (min(lons) - MARGIN, min(lats) - MARGIN, max(lons) + MARGIN, max(lats) + MARGIN)


def view_of(places: Iterable[Mapping[str, Any]]) -> BBox:
    """The box that the map opens on: around the located places, but for outliers far off.

    The region where no place is located.
    """
    points = [(p["lon"], p["lat"]) for p in places if p["lon"] is not None]
    if not points:
        return REGION
    lons, lats = zip(*points, strict=True)
    (west, east), (south, north) = fences(lons), fences(lats)
    near = [(lon, lat) for lon, lat in points if west <= lon <= east and south <= lat <= north]
    lons, lats = zip(*(near or points), strict=True)
    (west, east), (south, north) = widened(min(lons), max(lons)), widened(min(lats), max(lats))
    return (max(west, -180.0), max(south, -85.0), min(east, 180.0), min(north, 85.0))


def fences(values: Sequence[float]) -> tuple[float, float]:
    """The values between which those lie that are no outliers; all where there are fewer than three."""
    if len(values) < 3:  # of two, neither is the one that is far from the others
        return min(values), max(values)
    low, _, high = quantiles(values, n=4, method="inclusive")
    reach = FENCE * max(LEAST_SPREAD, high - low)
    return low - reach, high + reach


def widened(low: float, high: float) -> tuple[float, float]:
    """An extent in degrees with its margin, and no smaller than the first view may be."""
    more = max(MARGIN, (LEAST_VIEW - (high - low)) / 2)
    return low - more, high + more
