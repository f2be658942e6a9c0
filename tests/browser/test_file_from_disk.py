"""The single HTML file opened from disk with the network off, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from mapapp.exports.formats import FORMATS
from mapapp.query import AtlasQuery
from mapapp.store.reading import Atlas

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "device_scale_factor": 2}


@pytest.fixture(scope="module")
def file_address(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("single") / "map of five texts.html"
    path.write_bytes(b"".join(FORMATS["html"].layers["map"](atlas, AtlasQuery())))
    return path.as_uri()


@pytest.fixture(params=[{}])
def alone(browser: Browser, file_address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The file, open; it may ask for nothing and complain of nothing."""
    options = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", **request.param}
    context = browser.new_context(offline=True, **options)
    faults: list[str] = []
    context.on("console", lambda message: faults.append(message.text))
    context.on("weberror", lambda error: faults.append(str(error.error)))
    context.on(
        "request",
        lambda asked: asked.url.startswith((file_address, "data:")) or faults.append(asked.url[:200]),
    )
    page = context.new_page()
    page.goto(file_address)
    page.wait_for_selector("html[data-ready]", state="attached")
    yield page
    context.close()
    assert faults == []


def count(page: Page, selector: str) -> int:
    return int(page.locator(selector).inner_text().replace(",", ""))


def test_click_and_read(alone: Page, atlas: Atlas) -> None:
    place = atlas.place("baku")
    at = alone.evaluate(
        """([lat, lon]) => {
          const map = placesLayer.drawn[0]._map, box = map.getContainer().getBoundingClientRect();
          const at = map.latLngToContainerPoint([lat, lon]);
          return [box.left + at.x, box.top + at.y];
        }""",
        [place["lat"], place["lon"]],
    )
    alone.mouse.click(*at)
    card = alone.locator(".leaflet-popup .card")
    expect(card.locator("h2")).to_have_text("Baku")
    readings = {row["reading"] for row in atlas.mentions(AtlasQuery(place=("baku",)))}
    assert card.locator(".quote").text_content() in readings
    expect(card.locator("a")).to_have_count(0)  # a link to a server would lead nowhere
    alone.get_by_label("Next passage").click()
    expect(card.locator(".card-count")).to_contain_text("2 of")
    assert card.locator(".quote").text_content() in readings
    alone.locator(".why summary").click()
    expect(alone.locator(".why li").first).to_be_visible()
    alone.reload()  # the link holds the state, on disk too
    expect(alone.locator(".card-count")).to_contain_text("2 of")


def test_narrow_and_search(alone: Page, atlas: Atlas) -> None:
    everything = count(alone, "#total-certain")
    chart, handle = alone.locator("#chart").bounding_box(), alone.locator("#handle-to").bounding_box()
    assert chart is not None
    assert handle is not None
    alone.mouse.move(handle["x"] + handle["width"] / 2, chart["y"] + 30)
    alone.mouse.down()
    alone.mouse.move(chart["x"] + chart["width"] / 2, chart["y"] + 30, steps=4)
    alone.mouse.up()
    assert 0 < count(alone, "#total-certain") < everything
    alone.get_by_role("button", name="All", exact=True).click()

    alone.fill("#search", "Шуша")
    alone.keyboard.press("ArrowDown")
    alone.keyboard.press("Enter")
    expect(alone.locator(".card h2")).to_contain_text("Shush")
    alone.fill("#search", "red army")
    alone.locator("#search-list .words-option").click()
    found = {row["passage"] for row in atlas.mentions(AtlasQuery(q="red army"))}
    expect(alone.locator("#list-count")).to_contain_text(f"{len(found)} passages")
    alone.locator("summary", has_text="Kind").click()
    alone.get_by_label("settlement").check()
    expect(alone.locator(".chip", has_text="settlement")).to_be_visible()
    alone.locator("#clear").click()
    alone.locator("#open-drawer").click()
    expect(alone.locator("#drawer")).to_be_visible()
    alone.keyboard.press("Escape")


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not there; make setup fetches it")
@pytest.mark.parametrize("alone", [PHONE | {"color_scheme": "dark"}], indirect=True)
def test_a_phone_reads_it(alone: Page) -> None:
    alone.locator("#tab-list").click()
    alone.locator("#place-list a").first.click()
    expect(alone.locator("#card-slot .quote mark")).to_be_visible()
    assert alone.evaluate("document.documentElement.scrollWidth") <= 360
    alone.locator("#filters-toggle").click()
    alone.locator("summary", has_text="About").click()
    expect(alone.locator(".about-file")).to_contain_text("no side is taken")
    # The file's policy lets no other script in, not even a test's; the tool comes in by the debugger's door.
    client = alone.context.new_cdp_session(alone)
    client.send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
    found = alone.evaluate("async () => (await axe.run()).violations")
    assert [f"{fault['id']}: {fault['nodes'][0]['html'][:150]}" for fault in found] == []
