"""The explorer as a reader uses it: clicks, keys, drags, typing, downloads, on the five texts."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from steps import PHONE, asked, axe_faults_in_both_lights, mark_of, number, passages_of, visit

from mapapp.gazetteer import normalise
from mapapp.query import AtlasQuery, parse_query
from mapapp.store.reading import Atlas
from mapapp.web import create_app

SIDEWAYS = {"viewport": {"width": 844, "height": 390}, "has_touch": True}
SEEDS = Path(__file__).parents[2] / "seeds"


def squeezed(text: str) -> str:
    return re.sub(r"[\s\-\u00ad]+", "", text)


def test_a_click_on_a_mark_opens_its_quote(page: Page, atlas: Atlas) -> None:
    visit(page)
    page.mouse.click(*mark_of(page, atlas, "baku"))
    popup = page.locator(".leaflet-popup .card")
    expect(popup.locator("h2")).to_have_text("Baku")
    quote, mark = popup.locator(".quote"), popup.locator(".quote mark")
    expect(mark).to_have_count(1)
    texts = [squeezed(path.read_bytes().decode("utf-8")) for path in SEEDS.glob("*.txt")]
    words = squeezed(quote.inner_text())
    assert any(words[:60] in text for text in texts), "the quote stands in a text"
    assert mark.inner_text() in {row["toponym"] for row in atlas.mentions(AtlasQuery(place=("baku",)))}
    assert asked(page) == {"sel": "baku"}
    href = popup.get_by_text("read in the text").get_attribute("href")
    assert re.fullmatch(r"/sources/[\w-]+#p\d+", href or "")


def test_steps_by_button_and_by_arrow_key(page: Page, atlas: Atlas) -> None:
    visit(page, "/?sel=baku")
    count = page.locator(".card-count")
    total = len(passages_of(atlas, place="baku"))
    first = page.locator(".quote").inner_text()
    page.get_by_label("Next passage").click()
    expect(count).to_have_text(f"2 of {total}")
    expect(page.get_by_label("Next passage")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(count).to_have_text(f"3 of {total}")
    assert asked(page)["n"] == "3"
    page.keyboard.press("ArrowLeft")
    page.get_by_label("Previous passage").click()
    expect(count).to_have_text(f"1 of {total}")
    expect(page.locator(".quote")).to_have_text(first)


def test_why_here_gives_reasons(page: Page) -> None:
    visit(page, "/?sel=baku")
    page.get_by_text("why here?").click()
    expect(page.locator(".why li").first).to_be_visible()
    expect(page.locator(".why")).to_contain_text("was taken to mean this place")


def test_counts_are_those_of_the_atlas(page: Page, atlas: Atlas) -> None:
    visit(page, "/?datetime=1920-06/1920-08")
    best = list(passages_of(atlas, datetime="1920-06/1920-08").values())
    for name in ("certain", "possible", "undated"):
        assert number(page, f"#total-{name}") == best.count(name), name
    assert min(best.count(name) for name in ("certain", "possible", "undated")) > 0


def test_typed_dates_change_the_map_and_the_link(page: Page, atlas: Atlas) -> None:
    visit(page)
    everything = number(page, "#total-certain")
    page.fill("#date-from", "1920-06-10")
    page.fill("#date-to", "1920-08")
    page.keyboard.press("Enter")
    expect(page.locator("#words-certain")).to_have_text("certainly in range")
    assert asked(page)["datetime"] == "1920-06-10/1920-08"
    best = list(passages_of(atlas, datetime="1920-06-10/1920-08").values())
    assert number(page, "#total-certain") == best.count("certain") < everything


def test_a_wrong_date_is_told(page: Page) -> None:
    visit(page)
    for start, end, message in (
        ("1920-13", "", "“1920-13” is not a date"),
        ("1920-02-30", "", "“1920-02-30” is not a date"),
        ("1921", "1920", "ends before it begins"),
        ("summer", "", "“summer” is not a date"),
    ):
        page.fill("#date-from", start)
        page.locator("#date-to").focus()
        page.wait_for_timeout(50)
        before = asked(page)
        page.fill("#date-to", end)
        page.keyboard.press("Enter")
        expect(page.locator("#date-fault")).to_contain_text(message)
        expect(page.locator("#date-to")).to_have_attribute("aria-invalid", "true")
        assert asked(page) == before
        page.fill("#date-from", "")
        page.fill("#date-to", "")
        page.keyboard.press("Enter")
        expect(page.locator("#date-fault")).to_be_empty()
        expect(page.locator("#date-to")).not_to_have_attribute("aria-invalid", "true")
        assert asked(page) == {}


def test_a_handle_is_dragged(page: Page) -> None:
    visit(page)
    before = number(page, "#total-certain")
    chart = page.locator("#chart").bounding_box()
    handle = page.locator("#handle-to").bounding_box()
    assert chart is not None
    assert handle is not None
    y = chart["y"] + chart["height"] / 2
    page.mouse.move(handle["x"] + handle["width"] / 2, y)
    page.mouse.down()
    page.mouse.move(chart["x"] + chart["width"] * 0.6, y, steps=8)
    moving = number(page, "#total-certain")
    assert moving < before
    assert asked(page) == {}, "the link follows when the handle is let go"
    page.mouse.up()
    assert asked(page)["datetime"].startswith("../")
    assert number(page, "#total-certain") == moving
    page.go_back()
    expect(page.locator("#total-certain")).to_have_text(str(before))


def test_a_handle_moves_by_key(page: Page) -> None:
    visit(page, "/?datetime=1920-04/1920-08")
    page.locator("#handle-from").focus()
    page.keyboard.press("ArrowRight")
    assert asked(page)["datetime"] == "1920-05/1920-08"
    page.keyboard.press("ArrowLeft")
    assert asked(page)["datetime"] == "1920-04/1920-08"
    expect(page.locator("#handle-from")).to_have_attribute("aria-valuetext", "1 April 1920")


def test_a_bar_asks_for_its_month_and_a_year_for_itself(page: Page) -> None:
    visit(page)
    page.get_by_role("button", name="1920", exact=True).click()
    assert asked(page)["datetime"] == "1920-01/1920-12"
    chart = page.locator("#chart").bounding_box()
    assert chart is not None
    page.mouse.click(chart["x"] + chart["width"] * 0.3, chart["y"] + 20)
    assert re.fullmatch(r"\d{4}-\d{2}", asked(page)["datetime"])


def test_undated_passages_are_never_hidden_in_silence(page: Page, atlas: Atlas) -> None:
    visit(page, "/?datetime=1920")
    undated = list(passages_of(atlas, datetime="1920").values()).count("undated")
    assert undated > 0
    page.select_option("#undated", "exclude")
    assert number(page, "#total-undated") == undated
    assert asked(page)["undated"] == "exclude"
    page.select_option("#undated", "only")
    expect(page.locator("#concentration")).to_contain_text(
        f"{len(passages_of(atlas, datetime='1920', undated='only'))} passage"
    )


def test_search_finds_any_form_in_any_script(page: Page) -> None:
    visit(page)
    options = page.locator("#search-list [role=option]")
    for typed in ("Шуша", "Շուշի", "Şuşa", "shushi", "SHUSHA", "Shusah"):
        assert "sel" not in asked(page)
        page.fill("#search", typed)
        expect(options.first).to_be_visible()
        expect(options.last).to_contain_text(f"“{typed}”")
        page.keyboard.press("ArrowDown")
        expect(options.first).to_have_attribute("aria-selected", "true")
        page.keyboard.press("Enter")
        assert asked(page)["sel"].startswith("shusha"), typed
        expect(page.locator(".card h2")).to_contain_text("Shush")
        page.go_back()
        expect(page.locator(".card")).to_have_count(0)
        expect(options.first).to_be_hidden()


def test_slips_of_the_pen_are_allowed_where_no_name_has_the_word(page: Page) -> None:
    visit(page)
    options = page.locator("#search-list [role=option]:not(.words-option)")
    page.fill("#search", "Şuşa")
    expect(options.first).to_contain_text("Şuşa")
    assert "United States" not in " ".join(options.all_inner_texts())
    page.fill("#search", "Zangesur")
    expect(options.first).to_contain_text("Zangezur")


def test_words_are_looked_up_in_the_passages(page: Page, atlas: Atlas) -> None:
    visit(page)
    page.fill("#search", "Red Army")
    page.locator("#search-list .words-option").click()
    expect(page.locator(".chip").first).to_contain_text("Red Army")
    found = passages_of(atlas, q="Red Army")
    expect(page.locator("#concentration")).to_contain_text(f"{len(found)} passages")
    page.get_by_label("Remove the filter: words “Red Army”").click()
    assert asked(page) == {}


def test_filters_and_their_way_out(page: Page, atlas: Atlas) -> None:
    visit(page)
    page.locator("summary", has_text="Kind").click()
    page.get_by_label("settlement").check()
    places = {row["place_id"] for row in atlas.mentions(AtlasQuery(kind=("settlement",)))}
    expect(page.locator("#list-count strong")).to_have_text(f"{len(places)} places")
    assert asked(page) == {"kind": "settlement"}
    page.keyboard.press("Escape")
    page.locator("#clear").click()
    assert asked(page) == {}


def test_the_link_keeps_the_state(page: Page) -> None:
    link = "/?datetime=1920-04/1921-07&undated=exclude&zone=body"
    link += "&sel=baku&n=2&sort=name&names=all&at=40.100,46.500,8"
    visit(page, link)
    shown = "#total-certain,.card-count,.quote,#list-count"
    state = f"() => [...document.querySelectorAll('{shown}')].map(e => e.textContent)"
    before = page.evaluate(state)
    assert page.url.endswith(link), "nothing of the link is lost or added"
    page.reload()
    page.wait_for_selector("html[data-ready]", state="attached")
    assert page.evaluate(state) == before
    assert page.evaluate("() => placesLayer.drawn[0]._map.getZoom()") == 8
    assert page.input_value("#sort") == "name"
    names = [normalise(name) for name in page.locator("#place-list .place-name").all_text_contents()]
    assert names == sorted(names)


def test_back_and_forward(page: Page) -> None:
    visit(page)
    page.locator("#place-list a").nth(1).click()
    second = asked(page)["sel"]
    page.locator("#place-list a").nth(3).click()
    page.go_back()
    assert asked(page) == {"sel": second}
    expect(page.locator("#place-list a[aria-current]")).to_have_count(1)
    page.go_back()
    expect(page.locator(".card")).to_have_count(0)
    page.go_forward()
    expect(page.locator(".card")).to_have_count(1)


def test_the_export_is_what_is_shown(page: Page, atlas: Atlas) -> None:
    visit(page, "/?datetime=1920-06/1920-08&undated=exclude&kind=settlement")
    page.locator("summary", has_text="Export").click()
    with page.expect_download() as started:
        page.locator("a.export[href*=geojson]").first.click()
    collection = json.loads(Path(started.value.path()).read_text(encoding="utf-8"))
    query = parse_query([("datetime", "1920-06/1920-08"), ("undated", "exclude"), ("kind", "settlement")])
    rows = list(atlas.mentions(query))
    assert [feature["id"] for feature in collection["features"]] == [row["fid"] for row in rows] != []
    places = {feature["properties"]["place"] for feature in collection["features"]}
    expect(page.locator("#list-count strong")).to_have_text(f"{len(places)} places")
    assert all(feature["properties"]["quote"] for feature in collection["features"])


def test_names_that_are_not_on_the_map(page: Page) -> None:
    visit(page)
    groups = number(page, "#unlocated-count")
    page.locator("#open-drawer").click()
    expect(page.locator("#drawer")).to_be_visible()
    expect(page.locator(".drawer-entry")).to_have_count(groups)
    if groups:
        page.locator(".drawer-entry summary").first.click()
        expect(page.locator(".drawer-entry mark").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#drawer")).to_be_hidden()


@pytest.mark.parametrize("page", [{}, PHONE], indirect=True, ids=["desk", "phone"])
@pytest.mark.parametrize("link", ["/", "/?sel=baku&n=2", "/?datetime=1920-04/1920-08&kind=settlement&q=Red"])
def test_axe_finds_nothing(page: Page, link: str) -> None:
    visit(page, link)
    assert axe_faults_in_both_lights(page) == []


def test_the_list_by_keyboard(page: Page) -> None:
    visit(page)
    page.locator("#place-list a").first.focus()
    page.keyboard.press("ArrowDown")
    name = page.locator("#place-list a").nth(1).locator(".place-name").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator(".card h2")).to_have_text(name)


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_a_phone_reads_a_passage_in_the_sheet(page: Page) -> None:
    visit(page)
    page.locator("#tab-list").click()
    page.locator("#place-list a").first.click()
    card = page.locator("#card-slot .card")
    expect(card.locator(".quote mark")).to_be_visible()
    expect(page.locator(".leaflet-popup")).to_have_count(0)
    page.get_by_label("Next passage").click()
    expect(card.locator(".card-count")).to_contain_text("2 of")
    wide = page.evaluate("() => document.documentElement.scrollWidth")
    assert wide <= 360


@pytest.mark.parametrize("page", [SIDEWAYS], indirect=True)
def test_a_phone_held_sideways_leaves_room_for_map_and_card(page: Page) -> None:
    visit(page, "/?sel=shusha")
    card = page.locator(".leaflet-popup .card")
    expect(card.locator("h2")).to_be_in_viewport()
    sizes = "() => ['.search', '.map', '.leaflet-popup .card'].map((one) => document.querySelector(one))"
    search, ground, popup = page.evaluate(f"({sizes})().map((one) => [one.offsetWidth, one.offsetHeight])")
    assert search[0] >= 128
    assert ground[1] >= 220
    assert 100 <= popup[1] <= ground[1]
    assert card.evaluate("(one) => getComputedStyle(one).overflowY") == "auto"  # what does not fit scrolls


@pytest.mark.parametrize("page", [{"viewport": {"width": 320, "height": 568}}], indirect=True)
def test_the_smallest_phone_needs_no_sideways_scrolling(page: Page) -> None:
    for address in ("/", "/places/", "/sources/", "/about"):
        page.goto(address)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 320, address


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_the_places_are_there_without_javascript(page: Page) -> None:
    page.goto("/?kind=settlement")
    first = page.locator("#place-list a").first
    expect(first).to_be_visible()
    first.click()
    assert urlsplit(page.url).path.startswith("/places/")


@pytest.mark.parametrize(
    ("link", "status", "words"),
    [
        ("/?datetime=1921/1920", 400, "earlier date first"),
        ("/?datetime=yesterday", 400, "yesterday"),
        ("/?at=95,0,3", 400, "latitude"),
        ("/?n=0", 400, "number of a passage"),
        ("/?sort=size", 400, "sort"),
        ("/?names=%3Cb%3E", 400, "names"),
        ("/?colour=red", 400, "colour"),
        ("/?sel=atlantis", 404, "atlantis"),
        ("/?place=atlantis", 404, "atlantis"),
        ("/?source=nobody", 404, "nobody"),
    ],
)
def test_a_wrong_link_says_what_was_wrong(atlas: Atlas, link: str, status: int, words: str) -> None:
    response = create_app(atlas).test_client().get(link, headers={"Accept": "text/html"})
    assert response.status_code == status
    assert words in response.get_data(as_text=True)
    assert 'href="/"' in response.get_data(as_text=True), "the way back"


@pytest.mark.parametrize(("layer", "status"), [("OpenTopoMap", 200), ("Nowhere", 400), ("MapBox", 400)])
def test_the_policy_names_the_host_of_the_chosen_layer_alone(atlas: Atlas, layer: str, status: int) -> None:
    client = create_app(atlas).test_client()
    answer = client.get(f"/?layer={layer}", headers={"Accept": "text/html"})
    assert answer.status_code == status
    hosts = re.findall(r"https://[^ ;]+", answer.headers["Content-Security-Policy"])
    assert hosts == (["https://a.tile.opentopomap.org"] if status == 200 else [])
    assert "https://" not in client.get("/").headers["Content-Security-Policy"]


def test_the_map_goes_to_what_is_shown(page: Page) -> None:
    visit(page, "/?place=shusha")
    before = page.evaluate("placesLayer.drawn[0]._map.getZoom()")
    page.get_by_label("Zoom to what is shown").click()
    assert page.evaluate("placesLayer.drawn[0]._map.getZoom()") > before
    assert "at=" in page.url
    page.get_by_label("Full screen").click()
    expect(page.locator(".explorer:fullscreen")).to_have_count(1)
