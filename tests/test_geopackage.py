"""What is written into the GeoPackage by hand is what shapely would have written."""

from __future__ import annotations

import json
import shutil
import sqlite3
import struct
from contextlib import closing
from pathlib import Path

import pyogrio
import pytest
import shapely

from mapapp.build import build_atlas
from mapapp.errors import GazetteerError
from mapapp.files.gazetteers import own_gazetteer
from mapapp.store.geopackage import bounds_of, read_polygons, to_blob
from mapapp.store.rows import point_blob
from mapapp.store.tables import LAYERS

RING = [[0.0, 42.0], [0.6, 42.0], [0.6, 42.3], [0.0, 42.0]]


def test_the_outlines_are_the_bytes_that_shapely_writes() -> None:
    outlines = sorted((own_gazetteer() / "areas").glob("*.geojson"))
    assert len(outlines) > 100
    for path in outlines:
        geometry = json.dumps(json.loads(path.read_text(encoding="utf-8"))["geometry"])
        shape = shapely.from_geojson(geometry)
        many = shapely.MultiPolygon([shape]) if isinstance(shape, shapely.Polygon) else shape
        blob, bounds = to_blob(read_polygons(geometry)), bounds_of(read_polygons(geometry))
        assert bounds == many.bounds
        assert struct.unpack("<4d", blob[8:40]) == (bounds[0], bounds[2], bounds[1], bounds[3])
        assert blob[40:] == shapely.to_wkb(many, byte_order=1)


def test_heights_are_left_out_as_the_layer_says() -> None:
    flat = json.dumps({"type": "Polygon", "coordinates": [RING]})
    high = json.dumps({"type": "Polygon", "coordinates": [[[*point, 900] for point in RING]]})
    assert to_blob(read_polygons(high)) == to_blob(read_polygons(flat))


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": [1, 2]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[["west", "south"]]]},
        {"type": "MultiPolygon", "coordinates": [RING]},
    ],
)
def test_an_outline_of_another_sort_is_told(
    geometry: object, small_corpus: Path, small_gazetteer: Path, tmp_path: Path
) -> None:
    feature = {"type": "Feature", "properties": {}, "geometry": geometry}
    (small_gazetteer / "areas" / "ashvale.geojson").write_text(json.dumps(feature), encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"areas/ashvale\.geojson: an outline is"):
        build_atlas(small_corpus, small_gazetteer, tmp_path / "atlas.gpkg")
    assert not list(tmp_path.glob("*.part"))


def found_in(path: Path, west: float, south: float, east: float, north: float) -> list[str]:
    """Titles of places that GDAL, which asks the R-tree, finds in a box."""
    titles: list[str] = pyogrio.read_dataframe(path, layer="places", bbox=(west, south, east, north))[
        "title"
    ].tolist()
    return titles


def test_what_gdal_adds_is_found_by_its_box(small_atlas_file: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(small_atlas_file, tmp_path / "atlas.gpkg"))
    added = pyogrio.read_dataframe(path, layer="places", max_features=1)
    added["id"], added["title"] = "new", "New Place"
    added.geometry = [shapely.Point(100.5, -20.5)]
    assert found_in(path, 100, -21, 101, -20) == []
    pyogrio.write_dataframe(added, path, layer="places", driver="GPKG", append=True)
    assert found_in(path, 100, -21, 101, -20) == ["New Place"]


def test_edits_are_found_by_their_box(small_atlas_file: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(small_atlas_file, tmp_path / "atlas.gpkg"))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        # The functions that every program that edits GeoPackages brings along; of a point here.
        for name, at in (("ST_MinX", 0), ("ST_MaxX", 0), ("ST_MinY", 1), ("ST_MaxY", 1)):
            connection.create_function(name, 1, lambda blob, at=at: struct.unpack("<2d", blob[-16:])[at])
        connection.create_function("ST_IsEmpty", 1, lambda blob: None if blob is None else 0)
        rows = connection.execute("SELECT fid, title, lon, lat FROM places WHERE lon IS NOT NULL").fetchall()
        (fid, title, lon, lat), (gone, other, east, north) = rows[:2]
        assert title in found_in(path, lon - 0.1, lat - 0.1, lon + 0.1, lat + 0.1)
        connection.execute("UPDATE places SET geom = ? WHERE fid = ?", (point_blob(100.5, -20.5), fid))
        connection.execute("DELETE FROM places WHERE fid = ?", (gone,))
    assert found_in(path, 100, -21, 101, -20) == [title]
    assert title not in found_in(path, lon - 0.1, lat - 0.1, lon + 0.1, lat + 0.1)
    assert other not in found_in(path, east - 0.1, north - 0.1, east + 0.1, north + 0.1)
    with closing(sqlite3.connect(path)) as connection:
        boxes = dict(connection.execute("SELECT id, minx FROM rtree_places_geom"))
    assert boxes[fid] == 100.5
    assert gone not in boxes


def test_an_atlas_is_written_with_every_trigger_of_the_standard(small_atlas_file: Path) -> None:
    with closing(sqlite3.connect(small_atlas_file)) as connection:
        found = {
            row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        }
    names = ("insert", "update2", "update4", "update5", "update6", "update7", "delete")
    assert found >= {f"rtree_{layer}_geom_{name}" for layer in LAYERS for name in names}
