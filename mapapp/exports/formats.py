"""The table of export formats: what ``mapapp export`` and the export menu offer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from mapapp.exports.geojson import mentions_geojson, places_geojson
from mapapp.query import AtlasQuery
from mapapp.store.reading import Atlas

Export = Callable[[Atlas, AtlasQuery], Iterator[bytes]]


class Format(NamedTuple):
    """An export format: its writers by layer, media type, file ending, and a sentence for menus."""

    layers: Mapping[str, Export]
    media_type: str
    ending: str
    help: str


FORMATS: Mapping[str, Format] = {
    "geojson": Format(
        {"mentions": mentions_geojson, "places": places_geojson},
        "application/geo+json",
        ".geojson",
        "GeoJSON for QGIS, geopandas and web maps: every passage with its evidence, or one feature a place",
    ),
}
