"""Rows of an atlas as GeoDataFrames (WGS84): the same columns as the GeoJSON of the same rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import geopandas
import pandas
import shapely

from mapapp.maps.features import Feature, group_by_place, mention_feature, place_feature
from mapapp.query import AtlasQuery
from mapapp.store.reading import Atlas

CRS = "EPSG:4326"


def mentions_frame(atlas: Atlas, query: AtlasQuery) -> geopandas.GeoDataFrame:
    """A row a mention, in the order of time; the index is its id, unlocated ones have no geometry."""
    return to_frame(map(mention_feature, atlas.mentions(query)), mention_feature(Blank()))


def places_frame(atlas: Atlas, query: AtlasQuery) -> geopandas.GeoDataFrame:
    """A row a place that the query's mentions name; the index is its id."""
    groups = group_by_place(atlas.mentions(query))
    features = (
        place_feature(place, groups[place["id"]]) for place in atlas.places() if place["id"] in groups
    )
    return to_frame(features, place_feature(Blank(), ()))


class Blank(dict[str, Any]):
    """A row of nothing: a feature made of it has every column."""

    def __missing__(self, name: str) -> list[Any] | None:
        return None if name.endswith(("lon", "lat")) else []


def to_frame(features: Iterable[Feature], blank: Feature) -> geopandas.GeoDataFrame:
    """Features as a frame; without any it has the columns of a blank one."""
    listed = list(features)
    points = [shapely.Point(f["geometry"]["coordinates"]) if f["geometry"] else None for f in listed]
    ids = pandas.Index([feature["id"] for feature in listed], name="id")
    rows = pandas.DataFrame([f["properties"] for f in listed], index=ids, columns=list(blank["properties"]))
    return geopandas.GeoDataFrame(rows, geometry=geopandas.GeoSeries(points, index=ids, crs=CRS), crs=CRS)


def records_frame(records: Sequence[Mapping[str, Any]], lon: str, lat: str) -> geopandas.GeoDataFrame:
    """Records with coordinates in two of their fields as a frame; a record without them has no geometry."""
    points = [None if r[lon] is None else shapely.Point(r[lon], r[lat]) for r in records]
    rows = pandas.DataFrame(list(records))
    return geopandas.GeoDataFrame(
        rows, geometry=geopandas.GeoSeries(points, index=rows.index, crs=CRS), crs=CRS
    )


def plain_frame(records: Sequence[Mapping[str, Any]]) -> pandas.DataFrame:
    """Records as a table without geometry."""
    return pandas.DataFrame(list(records))
