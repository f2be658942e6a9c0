"""What makes a SQLite file a GeoPackage: OGC 12-128r18, clauses 1.1 and 2.1, with its R-tree extension."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Sequence
from itertools import chain
from sqlite3 import Connection

from mapapp.store.tables import LAYERS

Polygon = Sequence[Sequence[tuple[float, float]]]  # rings of longitude and latitude, the outer one first
APPLICATION_ID = 0x47504B47  # "GPKG"
USER_VERSION = 10300  # 1.3.0
WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",'
    '0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]'
)
TABLES = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL,
  description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT '1970-01-01T00:00:00.000Z',
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
  srs_id INTEGER REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL UNIQUE REFERENCES gpkg_contents(table_name),
  column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL REFERENCES gpkg_spatial_ref_sys(srs_id), z TINYINT NOT NULL, m TINYINT NOT NULL,
  PRIMARY KEY (table_name, column_name));
CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,
  definition TEXT NOT NULL, scope TEXT NOT NULL, UNIQUE (table_name, column_name, extension_name));
"""
SYSTEMS = (
    ("Undefined cartesian SRS", -1, "NONE", -1, "undefined", ""),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", ""),
    ("WGS 84 geodetic", 4326, "EPSG", 4326, WGS84, "longitude/latitude in degrees"),
)

# What keeps an R-tree in step with its table when QGIS or another program edits it: the triggers of the
# extension (OGC 12-128r19, annex F.3), after which event, in which case and what each does.
FULL, EMPTY = ("({0}.geom NOTNULL AND NOT ST_IsEmpty({0}.geom))", "({0}.geom ISNULL OR ST_IsEmpty({0}.geom))")
BOX = "ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)"
PUT = "INSERT OR REPLACE INTO {tree} VALUES (NEW.fid, " + BOX + ");"  # noqa: S608  # own names
NEW_FULL, NEW_EMPTY = FULL.format("NEW"), EMPTY.format("NEW")
SAME, OTHER = "OLD.fid = NEW.fid", "OLD.fid != NEW.fid"
DROP_OLD = "DELETE FROM {tree} WHERE id = OLD.fid;"
TRIGGERS = {
    "insert": ("INSERT", NEW_FULL, PUT),
    "update2": ("UPDATE OF geom", f"{SAME} AND {NEW_EMPTY}", DROP_OLD),
    "update4": ("UPDATE", f"{OTHER} AND {NEW_EMPTY}", "DELETE FROM {tree} WHERE id IN (OLD.fid, NEW.fid);"),
    "update5": ("UPDATE", f"{OTHER} AND {NEW_FULL}", f"{DROP_OLD} {PUT}"),
    "update6": (
        "UPDATE OF geom",
        f"{SAME} AND {NEW_FULL} AND {FULL.format('OLD')}",
        "UPDATE {tree} SET (minx, maxx, miny, maxy) = (" + BOX + ") WHERE id = NEW.fid;",  # noqa: S608  # own names
    ),
    "update7": ("UPDATE OF geom", f"{SAME} AND {NEW_FULL} AND {EMPTY.format('OLD')}", PUT),
    "delete": ("DELETE", "OLD.geom NOTNULL", DROP_OLD),
}


def create_geopackage(connection: Connection) -> None:
    """Mark an empty SQLite file as a GeoPackage and make the tables that one needs."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {USER_VERSION}")
    connection.executescript(TABLES)
    connection.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", SYSTEMS)


def read_polygons(geojson: str) -> list[Polygon]:
    """The polygons of a GeoJSON geometry, without heights; raises ValueError where it is none of polygons."""
    geometry = json.loads(geojson)
    try:
        parts = geometry["coordinates"]
        many = {"Polygon": [parts], "MultiPolygon": parts}[geometry["type"]]
        polygons: list[Polygon] = [
            [[(float(p[0]), float(p[1])) for p in ring] for ring in rings] for rings in many
        ]
        bounds_of(polygons)
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise ValueError("an outline is a Polygon or a MultiPolygon") from error
    return polygons


def bounds_of(polygons: Sequence[Polygon]) -> tuple[float, float, float, float]:
    """West, south, east and north of the outer rings."""
    longitudes, latitudes = zip(*(point for rings in polygons for point in rings[0]), strict=True)
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def to_blob(polygons: Sequence[Polygon]) -> bytes:
    """A multipolygon as GeoPackage binary: header with its bounds (clause 2.1.3), then little-endian WKB."""
    west, south, east, north = bounds_of(polygons)
    parts = [
        struct.pack("<2sBBi4d", b"GP", 0, 0b00000011, 4326, west, east, south, north),
        struct.pack("<BII", 1, 6, len(polygons)),
    ]
    for rings in polygons:
        parts.append(struct.pack("<BII", 1, 3, len(rings)))
        parts += (struct.pack(f"<I{2 * len(ring)}d", len(ring), *chain.from_iterable(ring)) for ring in rings)
    return b"".join(parts)


def register_layer(
    connection: Connection, table: str, boxes: Iterable[tuple[int, float, float, float, float]]
) -> None:
    """Enter a feature table into the contents and give it an R-tree of the boxes."""
    rows = [(fid, west, east, south, north) for fid, west, south, east, north in boxes]
    west, south = min((r[1] for r in rows), default=None), min((r[3] for r in rows), default=None)
    east, north = max((r[2] for r in rows), default=None), max((r[4] for r in rows), default=None)
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, min_x, min_y, max_x, max_y, srs_id)"
        " VALUES (?, 'features', ?, ?, ?, ?, ?, 4326)",
        (table, table, west, south, east, north),
    )
    connection.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, 0)", (table, LAYERS[table])
    )
    connection.execute(f"CREATE VIRTUAL TABLE rtree_{table}_geom USING rtree(id, minx, maxx, miny, maxy)")
    connection.executemany(f"INSERT INTO rtree_{table}_geom VALUES (?, ?, ?, ?, ?)", rows)  # noqa: S608  # own names
    tree = f"rtree_{table}_geom"
    for name, (event, case, action) in TRIGGERS.items():
        does = f"BEGIN {action.format(tree=tree)} END"
        connection.execute(f"CREATE TRIGGER {tree}_{name} AFTER {event} ON {table} WHEN {case} {does}")
    definition = "http://www.geopackage.org/spec120/#extension_rtree"
    connection.execute(
        "INSERT INTO gpkg_extensions VALUES (?, 'geom', 'gpkg_rtree_index', ?, 'write-only')",
        (table, definition),
    )


def register_tables(connection: Connection, tables: Iterable[str]) -> None:
    """Enter plain tables into the contents, so that QGIS lists them."""
    rows = [(table, "attributes", table) for table in tables]
    connection.executemany(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES (?, ?, ?)", rows
    )
