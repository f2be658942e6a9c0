"""The drawn map: hostile text stays data, no other host is named, the same spec is the same page."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from mapapp import draw
from mapapp.maps.columns import Rows, to_columns
from mapapp.maps.spec import REGION, MapSpec, bounds_of, to_json_value, view_of
from mapapp.query import AtlasQuery
from mapapp.store.reading import Atlas

STATIC = Path(draw.__file__).parent / "web" / "static"
HOSTILE = '</script><script>alert(1)</script> ${x} `backtick` \\1 \u2028 \U0001f5fa <!-- & "quotes"'


def columns(atlas: Atlas) -> dict[str, object]:
    return to_columns(
        Rows(
            atlas.sources(),
            atlas.places(named=True),
            atlas.names(),
            atlas.areas(),
            atlas.mentions(AtlasQuery()),
        )
    )


def spec_in(script: str) -> object:
    call = re.search(r"placesLayer\(map_atlas, (.*)\);\s*$", script, re.DOTALL)
    assert call
    return json.loads(call[1])


def test_a_spec_reaches_the_page_whole() -> None:
    spec = MapSpec(data={"title": HOSTILE}, data_url="/data/map.json")
    drawing = draw.to_drawing(draw.draw_map(spec))
    assert spec_in(drawing.script) == json.loads(json.dumps(to_json_value(spec)))


def test_hostile_text_cannot_leave_the_script() -> None:
    script = draw.to_drawing(draw.draw_map(MapSpec(data={"title": HOSTILE}))).script
    assert "</script" not in script
    assert "<!--" not in script
    assert "\u2028" not in script


def test_no_other_host_is_named() -> None:
    drawing = draw.to_drawing(draw.draw_map(MapSpec()))
    assert not re.search(r"https?:|//cdn", drawing.div + drawing.script)
    assert all(not path.startswith(("http", "/")) for path in drawing.styles + drawing.scripts)
    assert drawing.scripts[0] == "vendor/leaflet.js"
    assert drawing.scripts[-1] == "js/places-layer.js"


def test_every_file_of_ours_is_there() -> None:
    drawing = draw.to_drawing(draw.draw_map(MapSpec()))
    ours = [path for path in drawing.styles + drawing.scripts if not path.startswith("vendor/")]
    assert [path for path in ours if not (STATIC / path).is_file()] == []


def test_the_same_spec_is_the_same_page() -> None:
    first, second = (draw.to_drawing(draw.draw_map(MapSpec())) for _ in range(2))
    assert first == second


def test_a_file_of_folium_that_is_not_known_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {name: path for name, path in draw.OWN_FILES.items() if name != "jquery"}
    monkeypatch.setattr(draw, "OWN_FILES", known)
    with pytest.raises(KeyError, match="jquery"):
        draw.to_drawing(draw.draw_map(MapSpec()))


def test_columns_are_of_one_length_and_point_to_what_is_there(atlas: Atlas) -> None:
    data = columns(atlas)
    rows = data["attestations"]
    assert len({len(column) for column in rows.values()}) == 1
    assert len(rows["id"]) == sum(1 for _ in atlas.mentions(AtlasQuery()))
    assert -1 <= min(rows["place"]) <= max(rows["place"]) == len(data["places"]) - 1
    unlocated = {str(number) for number, place in enumerate(rows["place"]) if place < 0}
    assert unlocated == set(data["unlocated"])


def test_the_forms_of_the_texts_come_first(atlas: Atlas) -> None:
    place = next(place for place in columns(atlas)["places"] if place["id"] == "zangezur")
    counts = [
        sum(row["toponym"] == form for row in atlas.mentions(AtlasQuery(place=("zangezur",))))
        for form in place["used"]
    ]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] > 0
    assert {language for _, language in place["names"]} >= {"hy", "az", "ru"}


def test_the_view_holds_the_places_of_the_region() -> None:
    places = [
        {"lon": 44.0, "lat": 40.0},
        {"lon": 46.0, "lat": 39.0},
        {"lon": 2.3, "lat": 48.9},
        {"lon": None, "lat": None},
    ]
    assert bounds_of(places) == (43.75, 38.75, 46.25, 40.25)
    assert bounds_of([]) == REGION


def points(*pairs: tuple[float, float]) -> list[dict[str, float | None]]:
    return [{"lon": lon, "lat": lat} for lon, lat in pairs]


def test_the_first_view_holds_the_places_but_for_outliers() -> None:
    crimea = points((33.36, 45.19), (33.53, 44.6), (33.6, 44.5), (34.1, 44.95))
    held = view_of(crimea)
    assert held == pytest.approx((32.98, 44.095, 34.48, 45.595))
    assert view_of([*crimea, *points((-0.1, 51.5)), {"lon": None, "lat": None}]) == held
    far = points((44.8, 41.7), (42.7, 42.3), (43.1, 40.6), (44.5, 40.2))
    west, _, east, _ = view_of(crimea + far)
    assert west < 33.36, "two regions, neither of them an outlier"
    assert east > 44.8


def test_the_first_view_of_few_places_or_none() -> None:
    assert view_of([]) == view_of([{"lon": None, "lat": None}]) == REGION
    west, south, east, north = view_of(points((46.75, 39.76)))
    assert (west + east) / 2 == pytest.approx(46.75)
    assert east - west == north - south == pytest.approx(1.5)
    west, _, east, _ = view_of(points((46.75, 39.76), (-0.1, 51.5)))
    assert (west, east) == pytest.approx((-0.35, 47.0))
    assert view_of(points((179.9, 84.9)))[2:] == (180.0, 85.0)
