"""The explorer and the other pages in Armenian, by real clicks; the page fixture fails on any complaint."""

import re

import pytest
from playwright.sync_api import Page, expect

PHONE = {"viewport": {"width": 360, "height": 740}}
LETTERS = re.compile(r"[\u0531-\u0587]")


def test_the_explorer_speaks_armenian_and_keeps_to_it(page: Page) -> None:
    page.goto("/?lang=hy&datetime=1920")
    page.wait_for_selector("html[data-ready]")
    expect(page.locator("#concentration")).to_have_text(LETTERS)
    expect(page.locator("#words-certain")).to_have_text("ստույգ միջակայքում")
    page.locator("#place-list a").first.click()
    expect(page.locator(".card .why summary")).to_have_text("ինչո՞ւ այստեղ")
    expect(page.locator(".card-when")).to_have_text(LETTERS)
    assert "lang=hy" in page.url
    page.locator(".card-all").last.click()
    expect(page.locator("html")).to_have_attribute("lang", "hy")
    expect(page.locator("h2#passages")).to_have_text(LETTERS)


def test_the_switch_changes_the_language_and_nothing_else(page: Page) -> None:
    page.goto("/places/shusha?undated=exclude")
    page.locator(".languages summary").click()
    page.get_by_role("link", name="Հայերեն").click()
    expect(page.locator("html")).to_have_attribute("lang", "hy")
    expect(page.locator("#undated")).to_have_value("exclude")
    page.locator("form.filters button").click()
    expect(page.locator("html")).to_have_attribute("lang", "hy")


@pytest.mark.parametrize("page", [PHONE], indirect=True)
@pytest.mark.parametrize("language", ["en", "az", "hy", "ru", "tr"])
def test_nothing_is_wider_than_a_phone(page: Page, language: str) -> None:
    for address in ("/", "/places/", "/places/shusha", "/sources/", "/about", "/compare"):
        page.goto(f"{address}?lang={language}")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address
        box = page.locator(".languages summary").bounding_box() or {"x": 360, "width": 360}
        assert box["x"] + box["width"] <= 360, address
