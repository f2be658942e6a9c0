"""GeoPackage and FlatGeobuf, written by GDAL; the columns are those of the GeoJSON, dates stay text.

GeoPackage is written a batch at a time. FlatGeobuf cannot be added to and holds all its rows in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import geopandas
import pyogrio
from pandas import DataFrame, Series
from pyogrio.errors import DataLayerError, DataSourceError, FieldError, GeometryError
from shapely import Point

from mapapp.errors import ExportError
from mapapp.exports.records import (
    MENTION_COLUMNS,
    MENTION_TYPES,
    PLACE_COLUMNS,
    PLACE_TYPES,
    mention_records,
    place_records,
)
from mapapp.exports.temporary import batches, through_file
from mapapp.maps.features import Feature
from mapapp.query import AtlasQuery
from mapapp.store.reading import Atlas

BATCH = 5000
ALL = 1 << 62
DRIVERS: Mapping[str, str] = {".gpkg": "GPKG", ".fgb": "FlatGeobuf"}
COLUMNS: Mapping[str, tuple[Sequence[str], Mapping[str, Any]]] = {
    "mentions": (MENTION_COLUMNS, MENTION_TYPES),
    "places": (PLACE_COLUMNS, PLACE_TYPES),
}


def mentions_gpkg(atlas: Atlas, query: AtlasQuery) -> Iterator[bytes]:
    """A GeoPackage with the layer ``mentions``."""
    return write_gdal(mention_records(atlas, query), "mentions.gpkg", BATCH)


def places_gpkg(atlas: Atlas, query: AtlasQuery) -> Iterator[bytes]:
    """A GeoPackage with the layer ``places``."""
    return write_gdal(place_records(atlas, query), "places.gpkg", BATCH)


def mentions_fgb(atlas: Atlas, query: AtlasQuery) -> Iterator[bytes]:
    """A FlatGeobuf file of attestations."""
    return write_gdal(mention_records(atlas, query), "mentions.fgb", ALL)


def places_fgb(atlas: Atlas, query: AtlasQuery) -> Iterator[bytes]:
    """A FlatGeobuf file of places."""
    return write_gdal(place_records(atlas, query), "places.fgb", ALL)


def write_gdal(features: Iterable[Feature], name: str, size: int) -> Iterator[bytes]:
    """The bytes of a file of features; its layer is named as the file is."""
    return through_file(name, partial(write_file, features, size))


def write_file(features: Iterable[Feature], size: int, path: Path) -> None:
    """Write features to a path, so many at a time; raises ExportError where GDAL cannot."""
    try:
        for number, batch in enumerate(batches(features, size)):
            write_batch(batch, path, append=number > 0)
        if not path.exists():
            write_batch([], path, append=False)
    except (DataLayerError, DataSourceError, FieldError, GeometryError) as error:
        raise ExportError(f"{DRIVERS[path.suffix]} cannot be written: {error}") from error


def write_batch(features: list[Feature], path: Path, *, append: bool) -> None:
    """Write or append features to the layer that is named as the file is."""
    driver, frame = DRIVERS[path.suffix], to_frame(features, path.stem)
    # Features without a point cannot stand in FlatGeobuf's index, and none may be left out.
    options = {"SPATIAL_INDEX": "NO"} if driver == "FlatGeobuf" and frame.geometry.isna().any() else {}
    pyogrio.write_dataframe(
        frame, path, layer=path.stem, driver=driver, geometry_type="Point", append=append, **options
    )


def to_frame(features: list[Feature], layer: str) -> geopandas.GeoDataFrame:
    """Features as a table with the column types of the layer."""
    names, types = COLUMNS[layer]
    columns = {"mapapp_id": Series([str(f["id"]) for f in features], dtype="str")}
    for name in names:
        columns[name] = Series([plain(f["properties"][name]) for f in features], dtype=types.get(name, "str"))
    points = [Point(f["geometry"]["coordinates"]) if f["geometry"] else None for f in features]
    return geopandas.GeoDataFrame(DataFrame(columns), geometry=points, crs="EPSG:4326")


def plain(value: Any) -> Any:
    """A value whose text GDAL does not cut off: it takes a NUL for the end."""
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value
