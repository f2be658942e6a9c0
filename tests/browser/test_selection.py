"""Map, list, counts and exports show one selection; names, labels, doubts and marks on the map."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from playwright.sync_api import Browser, Page, expect
from steps import LAYER, PHONE, asked, drag_handle, number, overlap, passages_of, visit

from benchmarks.page import made_up
from mapapp.query import parse_query
from mapapp.store.reading import Atlas
from mapapp.web.languages import LANGUAGES

# What stands in the list and what is drawn on the map: ids with their passages.
LISTED = """() => Object.fromEntries([...document.querySelectorAll("#place-list a")].map((link) => [
  link.getAttribute("href").split("/").pop().split("?")[0],
  Number(link.querySelector(".place-count").textContent),
]))"""
DRAWN = f"""() => Object.fromEntries({LAYER}.shown.filter(({{ index }}) => {LAYER}.marks.radiusOf(index) > 0)
  .map(({{ index, sum }}) => [{LAYER}.places[index].id, sum]))"""
# Keep the names that are written on the map, each with its box on the screen.
RECORD = """() => {
  if (window.written) return (window.written = []);
  window.written = [];
  const plain = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    const wide = this.measureText(text).width;
    const box = { text, x, y: y - 7, width: wide, height: 14 };
    if (this.canvas.className.includes("place-labels")) window.written.push(box);
    return plain.call(this, text, x, y);
  };
}"""


def by_place(atlas: Atlas, **wanted: str) -> dict[str, int]:
    """Passages of each place by the atlas itself."""
    rows = {(row["place_id"], row["passage"]) for row in atlas.mentions(parse_query(wanted.items()))}
    return dict(Counter(place for place, _ in rows if place))


def labels(page: Page) -> list[dict[str, float]]:
    """The names that are on the map after it was drawn once more."""
    page.evaluate(RECORD)
    page.evaluate(f"() => {LAYER}.labels.redraw()")
    return page.evaluate("() => window.written")


def test_list_map_and_counts_show_one_selection(page: Page, atlas: Atlas) -> None:
    visit(page)
    page.locator("summary", has_text="Kind").click()
    page.get_by_label("settlement").check()
    page.keyboard.press("Escape")
    drag_handle(page, "to", 0.8)
    page.mouse.up()
    page.select_option("#undated", "exclude")
    wanted = by_place(atlas, **asked(page))
    expect(page.locator("#list-count strong")).to_have_text(f"{len(wanted)} places")
    expect(page.locator("#place-list li")).to_have_count(len(wanted))
    assert asked(page).keys() == {"datetime", "kind", "undated"}
    for _ in range(100):  # a list of as many places with other counts may stand there for a moment
        if page.evaluate(LISTED) == wanted:
            break
        page.wait_for_timeout(50)
    assert page.evaluate(LISTED) == wanted
    located = {place for place in wanted if atlas.place(place)["lon"] is not None}
    assert page.evaluate(DRAWN) == {place: wanted[place] for place in located}
    best = list(passages_of(atlas, **asked(page)).values())
    assert number(page, "#total-certain") + number(page, "#total-possible") == len(best)


def test_a_drag_is_followed_before_it_ends(page: Page, atlas: Atlas) -> None:
    visit(page)
    everything = page.evaluate(DRAWN)
    drag_handle(page, "to", 0.5)
    expect(page.locator("#list-count strong")).not_to_have_text(f"{len(everything)} places")
    moving = page.evaluate(DRAWN)
    expect(page.locator("#place-list li")).not_to_have_count(len(by_place(atlas)))
    page.mouse.up()
    assert page.evaluate(DRAWN) == moving != everything


def test_names_on_the_map_never_overlap_and_are_not_cut(page: Page) -> None:
    visit(page)
    few = {label["text"] for label in labels(page)}
    for _ in range(2):
        written = labels(page)
        assert len(written) > 5
        for at, one in enumerate(written):
            assert not [other["text"] for other in written[at + 1 :] if overlap(one, other)], one["text"]
        size = page.evaluate(f"() => {LAYER}._map.getSize()")
        cut = [one["text"] for one in written if one["x"] < 0 < one["x"] + one["width"]]
        cut += [one["text"] for one in written if one["x"] < size["x"] < one["x"] + one["width"]]
        assert cut == []
        page.get_by_role("button", name="Zoom in").click()
    assert {label["text"] for label in labels(page)} - few, "nearer, other names find room"


def test_names_follow_the_readers_rule(page: Page) -> None:
    visit(page)
    page.get_by_label("Which names are shown").select_option("hy")
    assert asked(page) == {"names": "hy"}
    baku = page.locator("#place-list a[href='/places/baku']")
    expect(baku.locator(".place-name")).to_have_text("Բաքու")
    assert "Բաքու" in {label["text"] for label in labels(page)}
    page.get_by_label("Which names are shown").select_option("all")
    expect(baku.locator(".place-name")).to_contain_text("Baku · ")


def test_the_keyboard_keeps_its_place_in_the_list(page: Page) -> None:
    visit(page)
    line = page.locator("#place-list a").nth(2)
    line.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_be_visible()
    expect(line).to_have_attribute("aria-current", "true")
    expect(line).to_be_focused()
    page.get_by_label("sort:").select_option("name")
    assert asked(page)["sort"] == "name"


def test_a_doubtful_name_is_hollow_and_joined_when_chosen(page: Page) -> None:
    visit(page)
    doubtful = page.evaluate(f"() => {LAYER}.links._doubts.map(({{ place }}) => {LAYER}.places[place].id)")
    assert doubtful, "the five texts have a name in doubt"
    hollow = page.locator("path.doubt")
    expect(hollow.first).to_have_css("fill", "none")
    long = f"""() => {LAYER}.links.getLayers().filter((line) => line.getLatLngs).map((line) => {{
      const [a, b] = line.getLatLngs().map((point) => {LAYER}._map.latLngToContainerPoint(point));
      return a.distanceTo(b);
    }}).filter((length) => length > 100).length"""
    assert page.evaluate(long) == 0, "no line leads off across the map"
    page.locator(f"#place-list a[href='/places/{doubtful[0]}']").click()
    expect(page.locator("path.doubt.chosen").first).to_be_attached()
    joined = f"() => {LAYER}.links.getLayers().filter((line) => line.getLatLngs).length"
    assert page.evaluate(joined) >= doubtful.count(doubtful[0])


def test_thousands_of_marks_look_like_a_few(page: Page) -> None:
    body = json.dumps(made_up(2500, 5000))
    page.route("**/data/map.json", lambda route: route.fulfill(body=body, content_type="application/json"))
    visit(page, "/?datetime=1917/1919")
    most, drawn = page.evaluate(
        f"""() => {{
          const marks = {LAYER}.marks, canvas = marks._container;
          const size = [canvas.width, canvas.height];
          const copy = new OffscreenCanvas(...size).getContext("2d", {{ willReadFrequently: true }});
          const pixels = () => {{
            marks._draw();
            copy.clearRect(0, 0, ...size);
            copy.drawImage(canvas, 0, 0);
            return copy.getImageData(0, 0, ...size).data;
          }};
          if (!marks._sheet) return [999, 0];
          const own = pixels();
          marks._sheet = null;
          const copied = pixels();
          let most = 0, drawn = 0;
          for (let at = 0; at < own.length; at++) {{
            most = Math.max(most, Math.abs(own[at] - copied[at]));
            drawn += own[at] > 0;
          }}
          return [most, drawn];
        }}"""
    )
    assert drawn > 100_000
    assert most <= 10, "of 255: the two ways of laying marks differ by rounding alone"
    expect(page.locator("#place-list li")).to_have_count(300)
    page.locator("#list-more").click()
    expect(page.locator("#place-list li")).to_have_count(1200)


@pytest.mark.parametrize(
    ("menu", "facet"),
    [("Sources", "source"), ("Kind", "kind"), ("More", "use"), ("More", "zone"), ("More", "certainty")],
)
def test_each_filter_counts_what_it_would_leave(page: Page, atlas: Atlas, menu: str, facet: str) -> None:
    visit(page, "/?datetime=1920")
    page.locator(".menu summary", has_text=menu).click()
    choices = page.locator(f"label.choice:has(input[name={facet}])")
    expect(choices.locator(".choice-count:empty")).to_have_count(0)  # they are counted when the menu opens
    told = {
        choice.locator("input").get_attribute("value"): int(choice.locator(".choice-count").inner_text())
        for choice in choices.all()
    }
    assert told == {value: len(passages_of(atlas, datetime="1920", **{facet: value})) for value in told}
    value = max(told, key=told.__getitem__)
    page.locator(f"input[name={facet}][value='{value}']").check()
    expect(page.locator("#list-count")).to_contain_text(f"{told[value]} passage")
    assert asked(page) == {"datetime": "1920", facet: value}


def test_other_tiles_are_fetched_only_when_they_are_asked_for(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 800})
    hosts: list[str] = []
    context.on("request", lambda asked: asked.url.startswith(address) or hosts.append(asked.url))
    context.route("https://**", lambda route: route.abort())
    page = context.new_page()
    visit(page)
    assert hosts == []
    page.locator(".legend summary").click()
    with page.expect_request("https://a.tile.opentopomap.org/**"):
        page.locator("#layer").select_option("OpenTopoMap")
    assert page.url.endswith("/?layer=OpenTopoMap")
    expect(page.locator(".tile-credit")).to_contain_text("OpenTopoMap")
    page.wait_for_selector("html[data-ready]", state="attached")
    assert hosts
    assert all(url.startswith("https://a.tile.opentopomap.org/") for url in hosts)
    context.close()


@pytest.mark.parametrize("page", [PHONE], indirect=True)
def test_nothing_on_a_phones_map_lies_over_the_scale(page: Page) -> None:
    for language in LANGUAGES:
        visit(page, f"/?lang={language}")
        scale = page.locator(".leaflet-control-scale").bounding_box()
        for other in (".legend", ".names-rule"):
            assert not overlap(scale, page.locator(other).bounding_box()), (language, other)
    page.locator(".legend summary").click()
    zoom, legend = (
        page.locator(".leaflet-control-zoom").bounding_box(),
        page.locator(".legend").bounding_box(),
    )
    assert legend is not None
    assert legend["y"] > page.locator("#search").bounding_box()["y"] + 44, (
        "the legend begins below the search"
    )
    at = [zoom["x"] + 10, max(zoom["y"], legend["y"]) + 4]
    assert page.evaluate("([x, y]) => Boolean(document.elementFromPoint(x, y).closest('.legend'))", at)
