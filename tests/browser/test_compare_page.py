"""Compare in a real browser: it fits, it can be read without a script, differences are more than colour."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from steps import axe_faults_in_both_lights

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_sources_are_compared_without_a_script(page: Page) -> None:
    page.goto("/places/karabakh")
    page.get_by_role("link", name="Compare sources").click()
    expect(page.locator("h1")).to_contain_text("Compare sources")
    assert "place=karabakh" in page.url
    own = page.locator(".twin .own").first
    expect(own).to_be_visible()
    assert "underline" in own.evaluate("e => getComputedStyle(e).textDecorationLine")
    expect(own.locator(".hidden").first).to_have_text("[only here:")
    page.get_by_label("Days").fill("1920-07")
    page.get_by_role("button", name="Compare").click()
    assert "datetime=1920-07" in page.url
    expect(page.locator(".aligned tbody th").first).to_be_visible()
    page.locator(".aligned .origin a").first.click()
    expect(page.locator(f"#{page.url.rpartition('#')[2]}")).to_be_in_viewport()


@pytest.mark.parametrize("page", [{}, PHONE], indirect=True, ids=["desk", "phone"])
def test_it_fits_and_axe_finds_nothing(page: Page) -> None:
    page.goto("/compare?place=karabakh&datetime=1920-06/1920-08")
    main = page.locator("main").evaluate("e => [e.scrollWidth, innerWidth]")
    assert main[0] <= main[1]
    assert axe_faults_in_both_lights(page, "main") == []
