"""The map of a notebook: saved to a file, and as the output of a cell, with the network off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Page, expect
from steps import axe_faults

import mapapp
from mapapp.dates.wording import edtf_words


@pytest.fixture(scope="module")
def notebook(atlas_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the map saved to a file, and with a page that shows it as a notebook does."""
    folder = tmp_path_factory.mktemp("notebook")
    drawn = mapapp.open(atlas_file).map()
    drawn.save(folder / "map.html")
    output = f'<!DOCTYPE html><html lang="en"><body>{drawn._repr_html_()}</body></html>'
    (folder / "cell.html").write_text(output, encoding="utf-8")
    return folder


@pytest.fixture
def offline(browser: Browser) -> Iterator[Page]:
    """A page without a network; it may ask for nothing and complain of nothing."""
    context = browser.new_context(
        offline=True, viewport={"width": 900, "height": 560}, reduced_motion="reduce"
    )
    faults: list[str] = []
    context.on("console", lambda message: faults.append(message.text))
    context.on("weberror", lambda error: faults.append(str(error.error)))
    context.on(
        "request",
        lambda asked: asked.url.startswith(("file:", "data:", "about:")) or faults.append(asked.url),
    )
    yield context.new_page()
    context.close()
    assert faults == []


def point_of(page: Frame | Page, title: str) -> list[float]:
    """Where the mark of a place stands in the window of its page."""
    return page.evaluate(
        """(title) => {
          const layer = placesLayer.drawn[0], box = layer._map.getContainer().getBoundingClientRect();
          const { lat, lon } = layer.places.find((place) => place.title === title);
          const at = layer._map.latLngToContainerPoint([lat, lon]);
          return [box.left + at.x, box.top + at.y];
        }""",
        title,
    )


def readings(atlas_file: Path, place: str) -> set[str]:
    return set(mapapp.open(atlas_file).mentions(place=place)["reading"])


def quote_in(card: object) -> str:
    """The text of the first quote, without its date and source."""
    return card.locator("blockquote").first.evaluate(
        "(quote) => [...quote.childNodes].slice(1, -1).map((part) => part.textContent).join('')"
    )


def test_a_click_on_a_mark_of_the_saved_map_quotes(offline: Page, notebook: Path, atlas_file: Path) -> None:
    offline.goto((notebook / "map.html").as_uri())
    offline.mouse.click(*point_of(offline, "Baku"))
    card = offline.locator(".leaflet-popup .place-card")
    expect(card.locator("strong")).to_contain_text("Baku")
    expect(card.locator("mark").first).to_be_visible()
    rows = mapapp.open(atlas_file).mentions(place="baku")
    assert quote_in(card) == rows["reading"].iloc[0]
    expect(card.locator(".when").first).to_have_text(edtf_words(rows["when"].iloc[0]))


def test_keys_alone_read_a_quote(offline: Page, notebook: Path, atlas_file: Path) -> None:
    offline.goto((notebook / "map.html").as_uri())
    offline.locator(".place-list summary").focus()
    offline.keyboard.press("Enter")
    button = offline.get_by_role("button", name="Baku (")
    while not button.evaluate("(button) => button === document.activeElement"):
        offline.keyboard.press("Tab")
        assert offline.evaluate("document.activeElement.closest('.place-list') !== null")
    offline.keyboard.press("Enter")
    card = offline.locator(".place-card")
    expect(card).to_be_focused()
    assert quote_in(card) in readings(atlas_file, "baku")
    popup = offline.locator(".leaflet-popup-content")
    expect(popup).to_have_count(1)  # the names alone, which it replaced, have faded
    before = popup.evaluate("(box) => box.scrollTop")
    offline.keyboard.press("PageDown")
    offline.wait_for_function(
        "(before) => document.querySelector('.leaflet-popup-content').scrollTop > before", arg=before
    )
    offline.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(button).to_be_focused()


def test_the_output_of_a_cell_quotes(offline: Page, notebook: Path, atlas_file: Path) -> None:
    offline.goto((notebook / "cell.html").as_uri())
    frame = offline.frame_locator("iframe")
    frame.locator(".place-list summary").click()
    frame.get_by_role("button", name="Goris (").click()
    card = frame.locator(".place-card")
    assert quote_in(card) in readings(atlas_file, "goris")


def test_nothing_keeps_anyone_from_the_map(offline: Page, notebook: Path) -> None:
    offline.goto((notebook / "map.html").as_uri())
    offline.locator(".place-list summary").click()
    offline.get_by_role("button", name="Baku (").click()
    assert axe_faults(offline) == []
