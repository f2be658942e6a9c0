"""What is written into the GeoPackage by hand is what shapely would have written."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import pytest
import shapely

from mapapp.build import build_atlas
from mapapp.errors import GazetteerError
from mapapp.files.gazetteers import own_gazetteer
from mapapp.store.geopackage import bounds_of, read_polygons, to_blob

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
