"""What a reader does with the explorer, and what an atlas says of it: used by several files of tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page

from mapapp.query import parse_query
from mapapp.store.reading import Atlas

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "device_scale_factor": 2}
LAYER = "placesLayer.drawn[0]"
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
# Of all rules of axe those that look at colours: the others say the same in the light and in the dark.
COLOURS = ["color-contrast", "link-in-text-block"]
# Without this axe also keeps all that it found to be well.
FAULTS_ONLY = {"resultTypes": ["violations"]}


def axe_faults(page: Page, where: str = "", rules: list[str] | None = None) -> list[str]:
    """What axe finds on the page that is open or on a part of it, by all its rules or by some."""
    if not AXE.is_file():
        pytest.skip("axe-core is not there; make setup fetches it")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    script = "async ([where, options]) => (await axe.run(where || document, options)).violations"
    found = page.evaluate(script, [where, FAULTS_ONLY | ({"runOnly": rules} if rules else {})])
    return [f"{f['id']}: {node['html'][:150]} {node['any'][:1]}" for f in found for node in f["nodes"]]


def axe_faults_in_both_lights(page: Page, where: str = "") -> list[str]:
    """What axe finds in the light, and in the dark by the rules that look at colours."""
    page.emulate_media(color_scheme="light")
    faults = axe_faults(page, where)
    page.emulate_media(color_scheme="dark")
    return faults + [f"dark: {fault}" for fault in axe_faults(page, where, COLOURS)]


def visit(page: Page, link: str = "/") -> None:
    page.goto(link)
    page.wait_for_selector("html[data-ready]", state="attached")


def asked(page: Page) -> dict[str, str]:
    search = page.evaluate("() => location.search.slice(1)")
    return {name: values[0] for name, values in parse_qs(search).items()}


def number(page: Page, selector: str) -> int:
    return int(page.locator(selector).inner_text().replace(",", ""))


def passages_of(atlas: Atlas, **wanted: Any) -> dict[int, str]:
    """Passages that a query asks for with the best class of each, as the page counts them."""
    rank = ("undated", "possible", "certain")
    best: dict[int, str] = {}
    for row in atlas.mentions(parse_query(wanted.items())):
        have = best.get(row["passage"], "undated")
        best[row["passage"]] = max(have, row["range"], key=rank.index)
    return best


def mark_of(page: Page, atlas: Atlas, place_id: str) -> tuple[float, float]:
    """Where the mark of a place is on the screen."""
    place = atlas.place(place_id)
    script = """([lat, lon]) => {
      const map = placesLayer.drawn[0]._map, box = map.getContainer().getBoundingClientRect();
      const at = map.latLngToContainerPoint([lat, lon]);
      return [box.left + at.x, box.top + at.y];
    }"""
    x, y = page.evaluate(script, [place["lat"], place["lon"]])
    return x, y


def drag_handle(page: Page, name: str, share: float) -> None:
    """Take a handle of the timeline to a share of its width, and hold it there."""
    chart, handle = page.locator("#chart").bounding_box(), page.locator(f"#handle-{name}").bounding_box()
    assert chart is not None
    assert handle is not None
    y = chart["y"] + chart["height"] / 2
    page.mouse.move(handle["x"] + handle["width"] / 2, y)
    page.mouse.down()
    page.mouse.move(chart["x"] + chart["width"] * share, y, steps=6)


def overlap(one: Any, other: Any) -> bool:
    """Whether two boxes of Playwright's overlap."""
    return bool(
        one["x"] < other["x"] + other["width"]
        and other["x"] < one["x"] + one["width"]
        and one["y"] < other["y"] + other["height"]
        and other["y"] < one["y"] + one["height"]
    )
