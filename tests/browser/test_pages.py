"""Pages that are read, in a real browser: with and without a script, on a phone, by keyboard, on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from steps import LAYER, axe_faults_in_both_lights

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
PAGES = [
    "/places/",
    "/places/zangezur",
    "/sources/",
    "/about",
    "/api.html",
    "/collections/mentions/items?f=html&limit=9",
]
# Contrast of every visible run of text with the first opaque ground under it, as WCAG 2 reckons it.
CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const parse = (text) => {
    if (known.has(text)) return known.get(text);
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    known.set(text, [...canvas.getImageData(0, 0, 1, 1).data]);
    return known.get(text);
  };
  const linear = (v) => v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const faults = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement, words = walker.currentNode.data.trim();
    if (!words || element.closest(".small-map, script, .anchor, option, noscript")) continue;
    if (!element.checkVisibility()) continue;
    let under = element, colour = [0, 0, 0, 0];
    while (under && (colour = parse(getComputedStyle(under).backgroundColor))[3] < 255) {
      under = under.parentElement;
    }
    const found = ratio(light(parse(getComputedStyle(element).color)), light(colour));
    if (found < 4.5) faults.push(`${found.toFixed(2)} ${element.className} ${words.slice(0, 40)}`);
  }
  return faults;
}"""
TARGETS = ".top a, .filters button, .filters input, .filters select, summary"
SHOWN = f"({LAYER}?.shown ?? []).map(s => {LAYER}.places[s.index].id)"


def until(page: Page, expression: str) -> None:
    """Wait for an expression: the page's policy forbids Playwright's own way, which evaluates in the page."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {expression}")


def source_of(page: Page, words: str) -> str:
    page.goto("/sources/")
    return page.get_by_role("link", name=words).first.get_attribute("href") or ""


def is_as_wide_as_its_window(page: Page) -> bool:
    width, window = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return bool(width <= window)


def open_page(page: Page, link: str) -> None:
    if link.startswith("TEXT"):
        link = link.replace("TEXT", source_of(page, "Documents of 1920"))
    page.goto(link)


@pytest.mark.parametrize("page", [PHONE], indirect=True, ids=["phone"])
@pytest.mark.parametrize("link", [*PAGES, "TEXT"])
def test_a_page_fits_a_phone_and_can_be_read(page: Page, link: str):
    open_page(page, link)
    assert is_as_wide_as_its_window(page)
    assert page.evaluate(CONTRAST) == []


@pytest.mark.parametrize("link", [*PAGES, "TEXT", "TEXT?as=printed", "/places/zangezur?datetime=1920-07"])
def test_a_page_fits_can_be_read_and_axe_finds_nothing(page: Page, link: str):
    open_page(page, link)
    assert is_as_wide_as_its_window(page)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    for light in ("light", "dark"):
        page.emulate_media(color_scheme=light)
        assert page.evaluate(CONTRAST) == [], light
    assert axe_faults_in_both_lights(page) == []


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_targets_are_large_enough_for_a_thumb(page: Page):
    page.goto("/places/zangezur")
    small = page.evaluate(
        """(which) => [...document.querySelectorAll(which)].filter((e) => e.checkVisibility())
            .filter((e) => e.getBoundingClientRect().height < 40).map((e) => e.textContent)""",
        TARGETS,
    )
    assert small == []


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_pages_work_without_a_script(page: Page):
    page.goto("/places/zangezur")
    expect(page.locator(".small-map")).to_be_hidden()
    page.get_by_label("Days").fill("1920-07")
    page.get_by_label("Undated passages").select_option("exclude")
    page.get_by_role("button", name="Show").click()
    assert "datetime=1920-07" in page.url
    expect(page.locator(".counts")).to_contain_text("certainly in range")
    page.locator(".passage .why summary").first.click()
    expect(page.locator(".passage .why dl").first).to_be_visible()
    page.locator(".passage .origin a").first.click()
    number = page.url.rpartition("#")[2]
    expect(page.locator(f"#{number}")).to_be_in_viewport()


def test_a_place_page_maps_its_neighbours(page: Page):
    page.goto("/places/zangezur")
    until(page, f"{SHOWN}.length > 5")
    assert page.evaluate(f"{LAYER}.places[{LAYER}.chosen].id") == "zangezur"


def test_the_map_follows_the_reading_and_leads_into_the_text(page: Page):
    page.goto(source_of(page, "Documents of 1920"))
    until(page, f"{SHOWN}.length > 30")
    page.locator("a.place[data-place=moscow]").first.scroll_into_view_if_needed()
    until(page, f"{SHOWN}.includes('moscow') && {SHOWN}.length < 30")
    in_view = page.evaluate(
        """() => [...document.querySelectorAll(".text [data-place]")].filter((mark) => {
            const box = mark.getBoundingClientRect();
            return box.bottom > 0 && box.top < innerHeight;
        }).map((mark) => mark.dataset.place)"""
    )
    assert set(page.evaluate(SHOWN)) <= set(in_view)
    page.get_by_label("Only places in view").uncheck()
    until(page, f"{SHOWN}.length > 30")
    page.evaluate(f"{LAYER}.fire('place', {{ index: {LAYER}.places.findIndex(p => p.id === 'kars') }})")
    expect(page.locator(".here")).to_be_in_viewport()
    assert page.locator(".here").get_attribute("data-place") == "kars"


def test_every_passage_has_a_link_that_the_keyboard_finds(page: Page):
    page.goto(source_of(page, "Documents of 1920"))
    anchor = page.locator("#p2 > .anchor")
    expect(anchor).to_have_css("opacity", "0")
    anchor.focus()
    expect(anchor).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    assert page.url.endswith("#p2")


def test_the_skip_link_comes_first(page: Page):
    page.goto("/places/shusha")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_a_place_page_on_paper(page: Page):
    page.goto("/places/shusha")
    page.emulate_media(media="print")
    for gone in (".top", ".filters", ".why", ".take"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator(".passage .quote").first).to_be_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
