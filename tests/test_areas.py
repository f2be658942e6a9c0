"""The hand-drawn outlines: valid GeoJSON, of places that may have one, around the places they are of."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from shapely.geometry import MultiPolygon, Point, Polygon, mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points, unary_union

from mapapp.files.gazetteers import own_gazetteer
from mapapp.gazetteer import Gazetteer
from mapapp.model.place import Place

FILES = sorted((own_gazetteer() / "areas").glob("*.geojson"))
OUTLINED_KINDS = {"district", "province", "region", "natural"}
SMALLEST_UNITS = ("-uezd", "-okrug")
KM_OF_A_DEGREE = 111.2


def outlines(gazetteer: Gazetteer) -> dict[str, BaseGeometry]:
    return {area.place_id: shape(json.loads(area.geometry)) for area in gazetteer.areas}


def km_from(outline: BaseGeometry, place: Place) -> float:
    """How far a place lies outside an outline, in km; 0 inside. Exact enough below 100 km."""
    assert place.lon is not None
    assert place.lat is not None
    here = Point(place.lon, place.lat)
    there, _ = nearest_points(outline, here)
    east = (there.x - here.x) * math.cos(math.radians(here.y))
    return KM_OF_A_DEGREE * math.hypot(east, there.y - here.y)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_outline_is_a_valid_geojson_feature(path: Path) -> None:
    feature = json.loads(path.read_text(encoding="utf-8"))
    assert feature["type"] == "Feature"
    assert set(feature["properties"]) == {"certainty", "source"}
    assert feature["properties"]["certainty"] in {"less-certain", "uncertain"}, "hand-drawn is never certain"
    assert "by hand" in feature["properties"]["source"]
    outline = shape(feature["geometry"])
    assert isinstance(outline, Polygon | MultiPolygon)
    assert outline.is_valid
    for part in getattr(outline, "geoms", [outline]):
        assert part.exterior.is_ccw, "RFC 7946 wants outer rings counter-clockwise"
        assert not part.interiors
        assert 6 <= len(part.exterior.coords) <= 65
    first = mapping(outline)["coordinates"]
    assert json.loads(json.dumps(first)) == feature["geometry"]["coordinates"], "rings are closed"


def test_outlines_belong_to_districts_and_regions_never_to_states(gazetteer: Gazetteer) -> None:
    """The borders of the states were what was fought over; drawing one would take a side."""
    assert len(gazetteer.areas) > 100
    for area in gazetteer.areas:
        assert gazetteer.place(area.place_id).kind in OUTLINED_KINDS, area.place_id


def test_an_outline_holds_its_own_point(gazetteer: Gazetteer) -> None:
    for place_id, outline in outlines(gazetteer).items():
        place = gazetteer.place(place_id)
        assert km_from(outline, place) <= (place.approximation or 0), place_id


def test_towns_lie_in_their_district(gazetteer: Gazetteer) -> None:
    drawn = outlines(gazetteer)
    towns = [
        place
        for place in gazetteer.places
        if place.kind in {"settlement", "station"} and place.parent_id in drawn and place.lon is not None
    ]
    far = [place.id for place in towns if km_from(drawn[place.parent_id], place) > 15]
    outside = [place.id for place in towns if km_from(drawn[place.parent_id], place) > 0]
    assert len(towns) > 400
    assert len(far) <= 0.05 * len(towns), far
    assert len(outside) <= 0.05 * len(towns), outside


def test_neighbouring_uezds_meet_without_overlap(gazetteer: Gazetteer) -> None:
    """The smallest units tile the land: what they cover together is the sum of what each covers."""
    drawn = outlines(gazetteer)
    drawn["zangezur-uezd"] = drawn["zangezur"]
    units = [outline for place_id, outline in drawn.items() if place_id.endswith(SMALLEST_UNITS)]
    together = unary_union(units)
    assert together.area == pytest.approx(sum(unit.area for unit in units), rel=1e-4)
    assert isinstance(together, Polygon), "no unit stands apart from the others"
    assert not together.interiors, "no gap between them"


def test_a_governorate_is_the_sum_of_its_uezds(gazetteer: Gazetteer) -> None:
    drawn = outlines(gazetteer)
    for governorate in ("erivan", "elizavetpol", "baku", "tiflis"):
        whole = f"{governorate}-governorate"
        parts = [
            drawn[place.id] for place in gazetteer.places if place.parent_id == whole and place.id in drawn
        ]
        difference = unary_union(parts).symmetric_difference(drawn[whole])
        assert difference.area < 0.02 * drawn[whole].area, whole
