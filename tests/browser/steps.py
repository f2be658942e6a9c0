"""What a reader does with the explorer, and what an atlas says of it: used by several files of tests."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

from playwright.sync_api import Page

from mapapp.query import parse_query
from mapapp.store.reading import Atlas

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "device_scale_factor": 2}
LAYER = "placesLayer.drawn[0]"


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
