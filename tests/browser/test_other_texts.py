"""The explorer over texts unlike the first five: of many centuries, of another country, of no known place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from steps import PHONE, asked, mark_of, number, passages_of, visit

from mapapp.build import build_atlas
from mapapp.exports.formats import FORMATS
from mapapp.files.gazetteers import own_gazetteer
from mapapp.query import AtlasQuery
from mapapp.store.reading import Atlas, open_atlas

CENTURIES = """In 1106 the king built a church in Tiflis. In 1125 he went to Kutaisi and died in Tiflis.

On 25 September 1855 the siege of Kars went on. In 1857 the traveller came to Shusha.

On 23 March 1920 there was fighting in Shusha. On 28 April 1920 the army entered Baku.
"""
BARS = "[...document.querySelectorAll('#bars rect.{}')].map((bar) => Number(bar.getAttribute('height')) > 0)"


@pytest.fixture(scope="module")
def atlas_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An atlas of a text that tells of eight centuries."""
    return atlas_of(tmp_path_factory.mktemp("centuries"), CENTURIES)


@pytest.fixture(scope="module")
def centuries(atlas_file: Path) -> Iterator[Atlas]:
    """That atlas, open."""
    atlas = open_atlas(atlas_file)
    yield atlas
    atlas.engine.dispose()


def atlas_of(folder: Path, text: str) -> Path:
    (folder / "texts").mkdir()
    (folder / "texts" / "text.txt").write_text(text, encoding="utf-8")
    build_atlas(folder / "texts", own_gazetteer(), folder / "atlas.gpkg")
    return folder / "atlas.gpkg"


def single_file(folder: Path, text: str) -> str:
    """The address of the map of a text as a file."""
    atlas = open_atlas(atlas_of(folder, text))
    (folder / "map.html").write_bytes(b"".join(FORMATS["html"].layers["map"](atlas, AtlasQuery())))
    atlas.engine.dispose()
    return (folder / "map.html").as_uri()


def check_axis(page: Page) -> None:
    """Decades from 1100 to 1930, labels that are not cut off, a handle that steps from decade to decade."""
    assert page.evaluate(BARS.format("certain")).count(True) == 4
    assert len(page.evaluate(BARS.format("certain"))) == 83
    cut = "(all) => all.filter((one) => one.scrollWidth > one.clientWidth || one.clientHeight > 50).length"
    labels = page.locator("#years button")
    assert 3 < labels.count() <= 16
    assert labels.evaluate_all(cut) == 0
    assert page.evaluate("document.querySelector('#years').scrollWidth <= innerWidth")
    page.locator("#handle-from").press("ArrowRight")
    assert asked(page)["datetime"] == "1110-01/.."
    page.locator("#handle-from").press("PageUp")
    assert asked(page)["datetime"] == "1210-01/.."
    page.locator("#handle-to").press("ArrowLeft")
    assert asked(page)["datetime"] == "1210-01/1919-12"


def test_eight_centuries_are_drawn_in_decades(page: Page, centuries: Atlas) -> None:
    visit(page)
    check_axis(page)
    best = list(passages_of(centuries, datetime="1210-01/1919-12").values())
    assert number(page, "#total-certain") == best.count("certain") == 2
    page.get_by_role("button", name="1100–1199").click()
    assert asked(page)["datetime"] == "1100-01/1199-12"
    assert number(page, "#total-certain") == 2
    expect(page.get_by_role("button", name="1100–1199")).to_have_attribute("aria-pressed", "true")
    page.fill("#date-from", "1000")
    page.keyboard.press("Enter")
    expect(page.locator("#date-fault")).to_contain_text("beyond the years drawn here, 1100 to 1929")
    page.locator("#all-time").click()
    expect(page.locator("#date-fault")).to_be_empty()
    page.get_by_role("button", name="Play").click()
    page.get_by_role("button", name="Pause").click()
    assert re.fullmatch(r"11\d0-01/11\d9-12", asked(page)["datetime"])


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_a_phone_has_room_for_their_labels(page: Page) -> None:
    visit(page)
    check_axis(page)


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_a_phone_opens_on_places_that_nothing_covers(page: Page, centuries: Atlas) -> None:
    visit(page, "/?datetime=1000/1950")
    search, foot, zoom = (
        page.locator(one).bounding_box() for one in ("#search", ".map-foot", ".leaflet-control-zoom")
    )
    assert search is not None
    assert foot is not None
    assert zoom is not None
    for place in centuries.places(named=True):
        x, y = mark_of(page, centuries, place["id"])
        assert 0 < x < zoom["x"]
        assert search["y"] + search["height"] < y < foot["y"]


def test_the_single_file_draws_them_too(browser: Browser, centuries: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    path.write_bytes(b"".join(FORMATS["html"].layers["map"](centuries, AtlasQuery())))
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 800})
    alone = context.new_page()
    visit(alone, path.as_uri())
    check_axis(alone)
    context.close()


def test_bins_grow_with_the_span(page: Page) -> None:
    visit(page)
    spans = {
        (1917, 1923): (1, 84),
        (1906, 1920): (1, 180),
        (1905, 1920): (12, 16),
        (1741, 1920): (12, 180),
        (1106, 1920): (120, 83),
        (30, 1920): (600, 39),
    }
    script = "async ([from, to]) => (await import('/static/js/axis.js')).axisBetween(from, to)"
    for (first, last), expected in spans.items():
        axis = page.evaluate(script, [first, last])
        assert (axis["step"], axis["length"]) == expected
        assert axis["first"] // 12 <= first
        assert (axis["first"] + axis["step"] * axis["length"]) // 12 > last


def test_an_open_end_is_no_year_of_the_axis(page: Page) -> None:
    visit(page)
    script = """async ([min, max]) => (await import('/static/js/axis.js')).axisOf({
        momentRow: min.map((_, row) => row), dated: min.map(() => 1), min, max })"""
    day, early, late = 700_172, -10_000_000, 10_000_000  # 1918-01-01
    year = {"first": 1918 * 12, "step": 1, "length": 12}
    assert page.evaluate(script, [[day, day + 30], [late, late]]) == year
    assert page.evaluate(script, [[early], [day]]) == year
    assert page.evaluate(script, [[day, early], [late, day + 400]]) == {**year, "length": 24}
    assert page.evaluate(script, [[early], [late]]) is None


def test_the_map_opens_on_the_places(browser: Browser, tmp_path: Path) -> None:
    text = "We came to Eupatoria, Sebastopol and Balaklava, and sailed from Balaklava to Kertch and London."
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    visit(page, single_file(tmp_path, text))
    expect(page.locator("#place-list li")).to_have_count(5)
    box = page.evaluate("placesLayer.drawn[0]._map.getBounds().toBBoxString()")
    west, south, east, north = map(float, box.split(","))
    assert 25 < west < 33.4
    assert 36.5 < east < 45
    assert 40 < south < 44.5
    assert 45.4 < north < 50
    expect(page.locator(".time-chart")).to_be_hidden()
    expect(page.locator("#play")).to_be_hidden()
    context.close()


@pytest.mark.parametrize(("text", "first"), [("the Shusha uezd", "shusha"), ("Shusha", "shusha-uezd")])
def test_the_more_named_place_comes_first(browser: Browser, tmp_path: Path, text: str, first: str) -> None:
    other = {"shusha": "Shusha", "shusha-uezd": "the Shusha uezd"}[first]
    page = browser.new_page()
    visit(page, single_file(tmp_path, f"He wrote from {text}. She went to {other}. They stayed in {other}."))
    page.fill("#search", "Шуша")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert asked(page)["sel"] == first
    page.close()


def test_texts_without_a_place_have_their_own_words(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    visit(page, single_file(tmp_path, "It rained."))
    expect(page.locator("#list-empty")).to_contain_text("build the atlas again")
    expect(page.locator("#years")).to_be_hidden()
    context.close()
