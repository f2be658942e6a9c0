"""A text that tries to be markup or script stays text, on the map's page and in every part of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from steps import visit

from mapapp.build import build_atlas
from mapapp.files.gazetteers import own_gazetteer

HOSTILE = (
    "</script><script>document.title = 'taken'</script> <img src=x onerror=alert(1)> "
    "${x} `y` \\1 \U0001f5fa {{ 7*7 }}"
)
TEXT = (
    f"On 5 May 1920 troops entered Baku and wrote {HOSTILE} on the wall of Baku.\n\n"
    "Nobody answered from Shusha.\n"
)


@pytest.fixture(scope="module")
def atlas_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "texts").mkdir()
    (folder / "texts" / "one.txt").write_text(TEXT, encoding="utf-8")
    title = "\"><script>document.title = 'taken'</script>${x}"
    (folder / "texts" / "sources.toml").write_text(f"['one.txt']\ntitle = '''{title}'''\n", encoding="utf-8")
    build_atlas(folder / "texts", own_gazetteer(), folder / "atlas.gpkg")
    return folder / "atlas.gpkg"


def test_a_quote_stays_text(page: Page) -> None:
    visit(page, "/?sel=baku")
    expect(page.locator(".quote mark")).to_have_text("Baku")
    quote = page.locator(".quote").text_content() or ""
    for piece in ("</script><script>", "<img src=x", "${x}", "`y`", "\\1", "\U0001f5fa", "{{ 7*7 }}"):
        assert piece in quote
    assert page.locator(".quote img, .quote script").count() == 0
    expect(page.locator(".card-source")).to_contain_text("${x}")
    page.get_by_text("why here?").click()
    page.locator("summary", has_text="Sources").click()
    assert "taken" not in page.title()


def test_search_takes_anything(page: Page) -> None:
    visit(page)
    for typed in ("</script>", "${x}", '"', "*", "a' OR 1=1 --", "\\", "(", "[a-z", "\U0001f5fa"):
        expect(page.locator("#chips .chip")).to_have_count(0)
        page.fill("#search", typed)
        page.locator("#search-list .words-option").click()
        expect(page.locator(".chip").first).to_contain_text(typed)
        expect(page.locator("#fault")).to_be_hidden()
        page.locator("#clear").click()
