"""From a mark to its evidence and on: cards, hits of a search, play, the sheet, downloads, About."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from steps import PHONE, asked, axe_faults, mark_of, visit

from mapapp.query import AtlasQuery, parse_query
from mapapp.store.reading import Atlas


def test_a_card_stays_on_the_map_whatever_is_opened_in_it(page: Page) -> None:
    visit(page, "/?sel=shusha")
    page.locator(".why summary").click()
    expect(page.locator(".why li").first).to_be_visible()
    frame = page.locator(".folium-map").bounding_box()
    card = page.locator(".leaflet-popup-content-wrapper").bounding_box()
    assert frame is not None
    assert card is not None
    assert frame["y"] <= card["y"]
    assert card["y"] + card["height"] <= frame["y"] + frame["height"]
    expect(page.locator(".card h2")).to_be_in_viewport()
    expect(page.locator(".step.next")).to_be_in_viewport()


def test_what_is_opened_in_a_card_can_be_read(page: Page) -> None:
    visit(page, "/?sel=zangezur")
    page.locator(".why summary").click()
    expect(page.locator(".why li").first).to_be_in_viewport()
    expect(page.locator(".card h2")).to_be_in_viewport()
    expect(page.locator(".leaflet-popup-close-button")).to_be_in_viewport()


def test_arrow_keys_turn_the_passages_wherever_the_place_was_chosen(page: Page, atlas: Atlas) -> None:
    visit(page)
    page.locator("#place-list a", has_text="Baku").first.click()
    count = page.locator(".card-count")
    expect(count).to_contain_text("1 of")
    page.keyboard.press("ArrowRight")
    expect(count).to_contain_text("2 of")
    visit(page)
    page.mouse.click(*mark_of(page, atlas, "baku"))
    expect(count).to_contain_text("1 of")
    page.wait_for_timeout(200)  # until the map has made room for the card
    middle = page.evaluate("placesLayer.drawn[0]._map.getCenter().toString()")
    page.keyboard.press("ArrowRight")
    expect(count).to_contain_text("2 of")
    page.keyboard.press("ArrowLeft")
    expect(count).to_contain_text("1 of")
    page.locator("#date-from").focus()
    page.keyboard.press("ArrowRight")
    expect(count).to_contain_text("1 of")
    assert page.evaluate("placesLayer.drawn[0]._map.getCenter().toString()") == middle


def test_a_card_leads_to_the_sentence_and_to_all_passages(page: Page) -> None:
    visit(page, "/?datetime=1920&undated=exclude&sel=baku")
    quote = page.locator(".quote").inner_text()
    page.get_by_role("link", name="read in the text").click()
    sentence = page.locator(f"#{page.url.rpartition('#')[2]}")
    expect(sentence).to_be_in_viewport()
    assert quote[:40] in sentence.inner_text()
    page.go_back()
    page.locator(".card-all").click()
    assert page.url.endswith("/places/baku?datetime=1920&undated=exclude")
    expect(page.locator("#datetime")).to_have_value("1920")


def test_the_words_that_were_looked_for_are_marked(page: Page, atlas: Atlas) -> None:
    visit(page)
    page.fill("#search", "soviet GOVERNMENT")
    page.locator("#search-list .words-option").click()
    expect(page.locator(".chip").first).to_contain_text("soviet GOVERNMENT")
    page.locator("#place-list a").first.click()
    expect(page.locator(".quote mark.hit").first).to_be_visible()
    hits = {text.casefold() for text in page.locator(".quote mark.hit").all_text_contents()}
    assert hits == {"soviet", "government"}
    place = asked(page)["sel"]
    readings = {row["reading"] for row in atlas.mentions(AtlasQuery(q="soviet government", place=(place,)))}
    assert page.locator(".quote").text_content() in readings, "the marks change no letter"


def test_play_goes_by_months_and_pauses(page: Page) -> None:
    visit(page, "/?datetime=1920-04")
    play = page.locator("#play")
    play.click()
    expect(play).to_have_text("Pause")
    expect(page.locator("#date-from")).to_have_value("1920-06", timeout=5000)
    play.click()
    expect(play).to_have_text("Play")
    month = page.input_value("#date-from")
    assert asked(page)["datetime"] == month
    page.wait_for_timeout(1000)
    assert page.input_value("#date-from") == month, "paused"


def test_an_edtf_date_may_be_typed(page: Page) -> None:
    visit(page)
    for typed in ("1920-22", "192X", "1920-06-05~", "1919/1920-05"):
        expect(page.locator("#words-certain")).not_to_have_text("certainly in range")
        page.fill("#date-from", typed)
        if "/" not in typed:
            page.fill("#date-to", typed)
        page.keyboard.press("Enter")
        expect(page.locator("#words-certain")).to_have_text("certainly in range")
        wanted, shown = (parse_query([("datetime", days)]) for days in (typed, asked(page)["datetime"]))
        assert (shown.day_min, shown.day_max) == (wanted.day_min, wanted.day_max)
        page.locator("#all-time").click()


def test_a_range_may_be_typed_into_one_field(page: Page) -> None:
    visit(page)
    for field, typed, wanted in (
        ("#date-from", "1919-1920", ("1919", "1920")),
        ("#date-to", "1919-06 to 1920-03", ("1919-06", "1920-03")),
    ):
        page.fill(field, typed)
        page.keyboard.press("Enter")
        expect(page.locator("#date-fault")).to_have_text("")
        shown = parse_query([("datetime", asked(page)["datetime"])])
        meant = parse_query([("datetime", "/".join(wanted))])
        assert (shown.day_min, shown.day_max) == (meant.day_min, meant.day_max)
        page.locator("#all-time").click()


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_the_sheet_follows_its_grip(page: Page) -> None:
    visit(page)
    stop = page.locator(".explorer")
    for way, wanted in ((-120, "list"), (-120, "passage"), (120, "list"), (120, "time")):
        grip = page.locator("#grip").bounding_box()
        assert grip is not None
        x, y = grip["x"] + grip["width"] / 2, grip["y"] + 6
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x, y + way, steps=4)
        page.mouse.up()
        expect(stop).to_have_attribute("data-stop", wanted)


def test_the_menu_says_what_each_file_holds(page: Page) -> None:
    visit(page, "/?datetime=1920")
    page.locator(".menu summary", has_text="Export").click()
    for name in (
        "GeoJSON: places",
        "GeoJSON: passages",
        "TEI: whole texts",
        "BibTeX: list of texts",
        "HTML: the map",
    ):
        expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
    with page.expect_download() as started:
        page.get_by_role("link", name="GeoJSON: places", exact=True).click()
    collection = json.loads(Path(started.value.path()).read_text(encoding="utf-8"))
    places = page.locator("#list-count strong").inner_text()
    assert places == f"{len(collection['features'])} places"
    page.get_by_role("link", name="Data for programs").click()
    expect(page.locator("h1")).to_have_text("Data for programs")


def test_a_place_is_taken_along(page: Page, atlas: Atlas) -> None:
    page.goto("/places/shusha")
    with page.expect_download() as started:
        page.get_by_role("link", name="GeoJSON: every passage").click()
    collection = json.loads(Path(started.value.path()).read_text(encoding="utf-8"))
    rows = list(atlas.mentions(AtlasQuery(place=("shusha",))))
    assert [feature["id"] for feature in collection["features"]] == [row["fid"] for row in rows] != []
    page.get_by_text("Cite this page").click()
    with page.expect_download() as started:
        page.get_by_role("link", name="Download .bib").click()
    assert Path(started.value.path()).read_text(encoding="utf-8").startswith("@")


def test_the_map_of_a_place_stays_in_view(page: Page) -> None:
    page.goto("/places/karabakh")
    page.locator(".passage").nth(20).scroll_into_view_if_needed()
    expect(page.locator(".small-map")).to_be_in_viewport(ratio=0.9)
    link = page.locator(".side .beside a").first
    link.focus()
    top = page.locator(".beside-lead").bounding_box()
    box = link.bounding_box()
    assert top is not None
    assert box is not None
    assert box["y"] >= top["y"] + top["height"] - 1, "what has the focus is not under the map"


def test_about_tells_how_well_it_works_and_where_the_data_are(page: Page) -> None:
    page.goto("/about")
    page.get_by_role("navigation", name="On this page").get_by_role("link", name="How well it works").click()
    expect(page.locator("#well")).to_be_in_viewport()
    assert page.locator("#well ~ table tbody tr").count() >= 3
    expect(page.locator("#sides")).to_have_text("No side is taken")
    page.locator("#data ~ p a", has_text="OpenRefine").click()
    expect(page.locator("#openrefine")).to_be_in_viewport()
    service = page.get_by_role("link", name="what the service says of itself").get_attribute("href")
    assert "identifierSpace" in page.request.get(service or "").json()


@pytest.mark.parametrize("page", [{}, PHONE | {"color_scheme": "dark"}], indirect=True, ids=["desk", "phone"])
def test_axe_finds_nothing_in_what_opens(page: Page) -> None:
    visit(page, "/?q=soviet&sel=baku")
    page.locator(".why summary").click()
    opened = {
        "card": "() => undefined",
        "menus": "() => document.querySelectorAll('.menu, .legend').forEach((menu) => (menu.open = true))",
        "drawer": "() => document.querySelector('#open-drawer').click()",
    }
    for name, script in opened.items():
        page.evaluate(script)
        assert axe_faults(page) == [], name
