"""GeoParquet 1.1: the columns of the GeoJSON with a point as WKB, written a batch at a time.

pyarrow, which writes it, is 100 MB and comes with ``pip install 'mapapp[parquet]'`` only.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from mapapp.errors import MissingPackageError
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

try:
    import pyarrow
    from pyarrow.parquet import ParquetWriter
except ImportError as error:
    raise MissingPackageError(
        "GeoParquet needs the package pyarrow; install it with: pip install 'mapapp[parquet]'"
    ) from error

BATCH = 5000
# Longitude before latitude on WGS84, which is what no "crs" says.
GEO = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
}
ARROW: Mapping[type, Any] = {int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_()}


def mentions(atlas: Atlas, query: AtlasQuery) -> Iterator[bytes]:
    """A row an attestation, in the order of time."""
    table = to_schema(MENTION_COLUMNS, MENTION_TYPES)
    return through_file("mentions.parquet", partial(write, mention_records(atlas, query), table))


def places(atlas: Atlas, query: AtlasQuery) -> Iterator[bytes]:
    """A row a place that the query's mentions name."""
    table = to_schema(PLACE_COLUMNS, PLACE_TYPES)
    return through_file("places.parquet", partial(write, place_records(atlas, query), table))


def to_schema(columns: Sequence[str], types: Mapping[str, type]) -> Any:
    """The columns with their types, and what makes a Parquet file a GeoParquet file."""
    fields = [("mapapp_id", pyarrow.string())]
    fields += [(name, ARROW[types[name]] if name in types else pyarrow.string()) for name in columns]
    fields.append(("geometry", pyarrow.binary()))
    return pyarrow.schema(fields, metadata={"geo": json.dumps(GEO)})


def write(features: Iterable[Feature], schema: Any, path: Path) -> None:
    """Write features to a path, a row group a batch."""
    with ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in batches(features, BATCH):
            rows = [{"mapapp_id": str(f["id"]), **f["properties"], "geometry": point(f)} for f in batch]
            writer.write_table(pyarrow.Table.from_pylist(rows, schema=schema))


def point(feature: Feature) -> bytes | None:
    """A point as little-endian WKB (OGC 06-103r4), or None where the place is not located."""
    geometry = feature["geometry"]
    return struct.pack("<BI2d", 1, 1, *geometry["coordinates"]) if geometry else None
