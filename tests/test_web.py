"""Pages as a browser gets them: what they say, where they lead, and that no text can do more than be read."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections import Counter, defaultdict
from contextlib import closing
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

from mapapp.build import build_atlas
from mapapp.dates.wording import edtf_words, extent_words
from mapapp.files.gazetteers import own_gazetteer
from mapapp.query import AtlasQuery
from mapapp.store.reading import open_atlas
from mapapp.web import create_app
from mapapp.web.flow import blocks_of
from mapapp.web.marking import Mark, marked_text
from mapapp.web.words import concentration, to_script_json, with_marks

VOID = {"meta", "link", "input", "br", "img", "rect", "hr", "source"}
HOSTILE = (
    'On 5 May 1920 <script>alert("x")</script> reached Shusha & `Baku` ${constructor} \\u0041.\r\n\r\n'
    "</script><img src=x onerror=alert(1)> stood in Shusha \U0001f5fa\ufe0f on 6 May 1920, it's said.\n"
    "{{ 7 * 7 }} {% raw %} 'Shusha' \"quoted\" <!-- Baku --> &lt;b&gt; ended in 1921.\n"
)


class Html(HTMLParser):
    """A page taken apart: elements with their attributes, ids, and the text inside an element of a class."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.ids, self.open, self.pieces = [], set(), [], defaultdict(list)
        self.feed(text)
        self.close()
        self.texts = {name: "".join(pieces) for name, pieces in self.pieces.items()}

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.elements.append((tag, found))
        if "id" in found:
            assert found["id"] not in self.ids, f"the id {found['id']} stands twice"
            self.ids.add(found["id"])
        if tag not in VOID:
            self.open.append((tag, (found.get("class") or "").split() or [""]))

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open, f"</{tag}> closes nothing"
            assert self.open[-1][0] == tag, f"</{tag}> closes <{self.open[-1][0]}>"
            self.open.pop()

    def handle_data(self, data):
        for _, names in self.open:
            for name in names:
                self.pieces[name].append(data)

    def hrefs(self):
        return [a["href"] for tag, a in self.elements if tag == "a" and "href" in a]

    def of(self, tag):
        return [a for name, a in self.elements if name == tag]


@pytest.fixture(scope="module")
def client(atlas):
    return create_app(atlas).test_client()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "texts").mkdir()
    (folder / "texts" / "letter.txt").write_bytes(HOSTILE.encode())
    (folder / "texts" / "sources.toml").write_text(
        '["letter.txt"]\ntitle = \'</title><script>alert(2)</script> ${x} "\'\n'
        "author = '<b onclick=alert(3)>'\n"
    )
    build_atlas(folder / "texts", own_gazetteer(), folder / "atlas.gpkg")
    # No description may hold such an address; somebody's atlas may.
    with closing(sqlite3.connect(folder / "atlas.gpkg")) as table, table:
        table.execute("UPDATE sources SET url = 'javascript:alert(4)'")
    atlas = open_atlas(folder / "atlas.gpkg")
    yield create_app(atlas).test_client()
    atlas.engine.dispose()


def page_of(client, address, status=200):
    answer = client.get(address, headers={"Accept": "text/html"})
    assert answer.status_code == status, f"{address}: {answer.text[:300]}"
    return Html(answer.text)


def faults_of_markup(page):
    """Anything that the policy forbids or that a text might have smuggled in."""
    for tag, attributes in page.elements:
        for name, value in attributes.items():
            if (
                name.startswith("on")
                or name == "style"
                or str(value).strip().lower().startswith("javascript:")
            ):
                yield f"<{tag} {name}={value!r}>"
    yield from (f"<{tag}> not closed" for tag, _ in page.open)
    for script in page.of("script"):
        if not ("src" in script or "nonce" in script or script.get("type") == "application/json"):
            yield f"a script of nobody: {script}"


def test_every_link_of_every_page_leads_somewhere(client):
    waiting, pages, wanted, shapes = ["/"], {}, [], Counter()
    while waiting:
        address = waiting.pop()
        # Of downloads, features and states of the map there is one for each place: some of each will do.
        feature = re.sub(r"/items/[^?]+", "/items/", address)
        shape = re.sub(r"=[^&]*", "", feature) if "?" in address or feature != address else ""
        shape = "lang" if "lang=" in address else shape  # every page once in each language would be too many
        shapes[shape] += 1
        if address in pages or (shape and shapes[shape] > (1 if "/export/" in shape else 6)):
            continue
        answer = client.get(address, headers={"Accept": "text/html"})
        assert answer.status_code == 200, address
        pages[address] = set()
        answer.get_data()  # a download that is not read to its end is an error of its own
        if answer.mimetype != "text/html" or "Content-Disposition" in answer.headers:
            continue
        page = Html(answer.text)
        assert list(faults_of_markup(page)) == [], address
        pages[address] = page.ids
        for href in page.hrefs():
            target, anchor = urldefrag(urljoin(f"http://localhost{address}", href))
            parts = urlsplit(target)
            if parts.netloc != "localhost":
                continue
            inside = parts.path + (f"?{parts.query}" if parts.query else "")
            wanted.append((address, inside, unquote(anchor)))
            waiting.append(inside)
    assert len(pages) > 100
    assert [link for link in wanted if link[2] and link[2] not in pages.get(link[1], link[2])] == []


def test_files_of_a_page_are_there(client):
    for address in ("/places/shusha", "/sources/", "/about"):
        page = page_of(client, address)
        files = [a["href"] for a in page.of("link")] + [a["src"] for a in page.of("script") if "src" in a]
        assert files
        for file in files:
            answer = client.get(file)
            assert answer.status_code == 200, file
            answer.close()


def test_headers_of_every_answer(client):
    first, second = client.get("/places/shusha"), client.get("/places/shusha")
    for answer in (first, client.get("/nope"), client.get("/data/map.json"), client.get("/sources/")):
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"
    nonce = re.search(r"'nonce-([^']+)'", first.headers["Content-Security-Policy"])[1]
    assert f'nonce="{nonce}"' in first.text
    assert nonce not in second.headers["Content-Security-Policy"]


def test_a_hostile_text_is_read_as_text(hostile):
    source = "/sources/letter"
    for address in (
        "/",
        "/places/",
        "/places/shusha",
        "/places/baku",
        "/sources/",
        source,
        f"{source}?as=printed",
        "/about",
    ):
        page = page_of(hostile, address)
        assert list(faults_of_markup(page)) == [], address
        assert not page.of("img"), address
        assert "49" not in page.texts.get("reading", ""), "a template ran inside a text"
    quotes = page_of(hostile, "/places/shusha").texts["quote"]
    assert '<script>alert("x")</script> reached Shusha & `Baku` ${constructor} \\u0041.' in quotes
    assert "</script><img src=x on" in quotes
    assert "stood in Shusha \U0001f5fa\ufe0f" in quotes


def test_a_hostile_address_of_a_source_is_no_link(hostile):
    assert "javascript:alert(4)" not in page_of(hostile, "/sources/letter").hrefs()
    assert "javascript:alert(4)" in hostile.get("/sources/letter").text


def test_printed_is_the_file_letter_by_letter(client, hostile, atlas):
    assert page_of(hostile, "/sources/letter?as=printed").texts["printed"] == HOSTILE
    for source in atlas.sources():
        printed = page_of(client, f"/sources/{source['id']}?as=printed").texts["printed"]
        assert printed == atlas.source(source["id"])["text"]


def test_a_text_to_be_read_holds_every_passage_and_mark(client, atlas):
    for source in atlas.sources():
        page = page_of(client, f"/sources/{source['id']}")
        passages = atlas.passages(source["number"])
        mentions = list(atlas.mentions(AtlasQuery(source=(source["id"],))))
        assert {f"p{row['number']}" for row in passages} <= page.ids
        assert {f"m{row['fid']}" for row in mentions} <= page.ids
        assert {f"d{row['id']}" for row in atlas.documents(source["number"])} <= page.ids
        assert page.texts["s"].count("#") >= len(passages)
        for row in passages:
            assert row["reading"] in page.texts["s"]


def test_a_place_page_has_all_its_passages_in_time_order(client, atlas):
    mentions = list(atlas.mentions(AtlasQuery(place=("zangezur",))))
    page = page_of(client, "/places/zangezur")
    quotes = list(dict.fromkeys(row["reading"] for row in mentions))
    places = [page.texts["quote"].index(quote) for quote in quotes]
    assert places == sorted(places)
    marked = page.texts[""] if "mark" not in page.texts else page.texts["mark"]
    assert marked.count("Zang") >= len(mentions)
    for form in {row["toponym"] for row in mentions}:
        assert form in page.texts["callers"]


def test_filters_of_a_place_page_count_what_they_leave_out(client, atlas):
    days = AtlasQuery(place=("zangezur",), day_min=None)
    undated = atlas.counts(days)["undated"]
    assert undated, "the case needs a place with undated passages"
    text = page_of(client, "/places/zangezur?datetime=1920-06/1920-07&undated=exclude").texts
    assert re.search(rf"{undated}\s+undated, left out", text["counts"])
    assert "Undated" not in text["when"]
    alone = page_of(client, "/places/zangezur?undated=only").texts
    assert alone["when"].split().count("Undated") == undated


def test_a_download_of_a_place_holds_that_place_only(client):
    value = json.loads(client.get("/export/geojson?place=shusha").data)
    assert {feature["properties"]["place"] for feature in value["features"]} == {"shusha"}
    missing = client.get("/export/geojson?place=shushha")
    assert missing.status_code == 404
    assert "shushha" in missing.text


def test_citations(client):
    csl = json.loads(client.get("/places/shusha/citation.json").data)[0]
    assert (csl["type"], csl["title"], csl["URL"]) == ("entry", "Shusha", "http://localhost/places/shusha")
    bibtex = client.get("/places/shusha/citation.bib").text
    assert bibtex.startswith("@misc{mapapp-shusha,")
    assert bibtex.count("{") == bibtex.count("}")
    assert client.get("/places/shusha/citation.doc").status_code == 404
    assert client.get("/places/nowhere/citation.bib").status_code == 404


@pytest.mark.parametrize("sort", ["name", "passages", "first", "kind"])
def test_places_are_sorted_as_asked(client, sort):
    page = page_of(client, f"/places/?sort={sort}")
    assert [a.get("aria-sort") for a in page.of("th") if "aria-sort" in a] == [
        "descending" if sort == "passages" else "ascending"
    ]
    if sort == "name":
        names = re.findall(r'class="name"[^>]*>([^<]+)<', client.get("/places/?sort=name").text)
        assert len(names) > 50
        assert names == sorted(names, key=str.casefold)


def test_places_of_a_kind(client, atlas):
    kinds = {place["id"]: place["kind"] for place in atlas.places()}
    page = page_of(client, "/places/?kind=station&sort=name")
    listed = [a["href"].removeprefix("/places/") for tag, a in page.elements if a.get("class") == "name"]
    assert listed
    assert {kinds[place] for place in listed} == {"station"}


@pytest.mark.parametrize(
    ("address", "status", "reason"),
    [
        ("/places/nowhere", 404, "o place has the id 'nowhere'"),
        ("/sources/nothing", 404, "o source has the id 'nothing'"),
        ("/nope", 404, "no page at '/nope'"),
        ("/places/shusha?datetime=1920-13", 400, "months are 01 to 12"),
        ("/places/shusha?datetime=1921/1920", 400, "datetime=1921/1920"),
        ("/places/shusha?undated=perhaps", 400, "include, exclude, only"),
        ("/places/shusha?page=0", 400, "from 1 to 1"),
        ("/places/shusha?colour=red", 400, "no such parameter"),
        ("/places/?sort=beauty", 400, "passages, name, first, kind"),
        ("/places/?kind=castle", 400, "settlement"),
        ("/sources/letter?as=sung", 400, "reading, printed"),
        ("/sources/letter?x=<script>", 400, "x=<script>"),
        ("/?sel=nowhere", 404, "nowhere"),
        (f"/?n={5000 * '9'}", 400, "number of a passage"),
    ],
)
def test_errors_say_what_is_wrong_and_lead_back(client, address, status, reason):
    page = page_of(client, address, status)
    assert reason in page.texts["error"]
    assert "/places/" in page.hrefs()
    assert list(faults_of_markup(page)) == []
    if status == 400:
        assert page.hrefs().count(address.partition("?")[0]) >= 1


def test_a_number_that_is_too_large_is_not_found(client):
    for digits in (20, 5000):
        assert client.get(f"/data/mentions/{digits * '9'}.json").status_code == 404


def test_errors_for_programs_are_problem_details(client):
    for address in ("/places/nowhere", "/data/nothing.json"):
        answer = client.get(address, headers={"Accept": "application/json"})
        assert answer.mimetype == "application/problem+json"
        assert answer.json["status"] == answer.status_code == 404
        assert answer.json["detail"]


def test_nothing_can_be_sent(client):
    answer = client.post("/places/shusha", headers={"Accept": "text/html"})
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert "read" in Html(answer.text).texts["error"]


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1920-04-30", "30 April 1920"),
        ("1920-06/1920-07", "June to July 1920"),
        ("1918-05-28/1920-04-28", "28 May 1918 to 28 April 1920"),
        ("1921-07/..", "from July 1921"),
        ("../1920", "until 1920"),
        ("1920-22", "summer 1920"),
        ("1920~", "about 1920"),
        ("192X", "the 1920s"),
        ("[1920-07-02,1920-07-15]", "2 July 1920 or 15 July 1920"),
        ("1920-06?/1920-07", "perhaps June 1920 to July 1920"),
        ("", "undated"),
    ],
)
def test_dates_in_words(edtf, words):
    assert edtf_words(edtf) == words


def test_extents_in_words():
    assert extent_words("../1918", "1920-06/1920-07") == "1918 or earlier to July 1920"
    assert extent_words("1920-06", "1920-06") == "June 1920"


def test_concentration_in_words():
    assert concentration([3, 11]) == "14 passages from 2 sources, 11 of them from one"
    assert concentration([4]) == "4 passages, all from one source"
    assert concentration([1]) == "1 passage"
    assert concentration([]) == "0 passages"


def test_script_json_cannot_end_its_element():
    value = {"</script>": "<!-- \u2028"}
    text = to_script_json(value)
    assert "<" not in text
    assert json.loads(text) == value


def test_marks_do_not_nest():
    assert with_marks("a<b>c", [(1, 2), (0, 4)]) == "<mark>a&lt;b&gt;</mark>c"


def mention(start, end, fid, place="baku"):
    row = {"fid": fid, "toponym": "x", "place_id": place, "use": "literal", "doubtful": 0, "edtf": ""}
    return Mark(start, end, row)


def test_a_name_inside_a_name_is_marked_inside_it():
    html = marked_text("Nagorno-Karabakh!", [mention(8, 16, 2), mention(0, 16, 1)], {"baku": "Baku"})
    assert Html(html).ids == {"m1", "m2"}
    assert html.count("<a ") == 1
    assert html.endswith("</span></a>!")


def passage(number, start, end, zone="body", kind="sentence"):
    return {"number": number, "start": start, "end": end, "zone": zone, "kind": kind, "document": None}


def test_paragraphs_end_at_empty_lines_and_page_heads_come_after_them():
    text = "One. Two be-\nHEAD\ngins. Three.\n\nFour.\nFive."
    rows = [
        passage(0, 0, 4),
        passage(1, 5, 23),
        passage(2, 13, 17, "furniture", "line"),
        passage(3, 24, 30),
        passage(4, 32, 37),
        passage(5, 38, 43),
    ]
    found = [(block.kind, [row["number"] for row in block.passages]) for block in blocks_of(text, rows)]
    assert found == [("paragraph", [0, 1, 3]), ("furniture", [2]), ("paragraph", [4, 5])]


def test_an_atlas_without_texts_of_a_place_still_has_its_page(client, atlas):
    silent = next(place["id"] for place in atlas.places() if not place["passages"])
    assert "No text of this atlas names it" in page_of(client, f"/places/{silent}").texts["empty"]


def test_the_small_atlas_has_every_page(small_atlas_file, tmp_path):
    atlas = open_atlas(shutil.copy(small_atlas_file, tmp_path / "atlas.gpkg"))
    client = create_app(atlas).test_client()
    for address in ["/places/", "/sources/", "/about", *(f"/places/{p['id']}" for p in atlas.places())]:
        page_of(client, address)
    atlas.engine.dispose()


def untimed(answer: str) -> str:
    return re.sub('"timeStamp":"[^"]*"', "", answer)


def test_nothing_of_an_atlas_is_told_once_it_is_built_again(small_corpus: Path, tmp_path: Path) -> None:
    path = tmp_path / "atlas.gpkg"
    build_atlas(small_corpus, own_gazetteer(), path)
    app = create_app(open_atlas(path))
    app.config["LOOK_SECONDS"] = 0
    client = app.test_client()
    addresses = [f"/collections/{name}/items" for name in ("mentions", "places", "sources")]
    addresses += ["/data/map.json", "/export/geojson", "/data/words.json?q=Goranboy", "/collections/mentions"]
    old = [client.get(address, headers={"Accept": "application/json"}) for address in addresses]
    (small_corpus / "new.txt").write_text("On 3 May 1905 they went from Ganja to Tiflis by Goranboy.\n")
    build_atlas(small_corpus, own_gazetteer(), path)
    anew = create_app(open_atlas(path)).test_client()
    for address, was in zip(addresses, old, strict=True):
        headers = {"Accept": "application/json", "If-None-Match": was.headers.get("ETag", "")}
        told, right = (untimed(c.get(address, headers=headers).text) for c in (client, anew))
        assert told == right != untimed(was.text), address


def test_no_rows_of_a_new_file_are_told_as_those_of_the_old_one(small_corpus: Path, tmp_path: Path) -> None:
    path = tmp_path / "atlas.gpkg"
    build_atlas(small_corpus, own_gazetteer(), path)
    app = create_app(open_atlas(path))
    atlas, client = app.config["ATLAS"], app.test_client()
    assert client.get("/collections/mentions/items?limit=1").status_code == 200  # the index is remembered
    app.config["NEXT_LOOK"] = float("inf")
    (small_corpus / "new.txt").write_text("On 3 May 1905 they went from Ganja to Tiflis by Goranboy.\n")
    with atlas.connected():  # the next question needs a connection of its own, to the new file
        build_atlas(small_corpus, own_gazetteer(), path)
        assert client.get("/collections/places/items").status_code == 503
    assert client.get("/collections/places/items").status_code == 200  # it has looked again


@pytest.mark.parametrize(("data", "logged"), [(None, "is gone; put it back"), (b"x" * 5000, "built again")])
def test_an_atlas_that_vanished_while_it_is_served_is_told(
    small_atlas_file: Path, tmp_path: Path, data: bytes | None, logged: str, caplog: pytest.LogCaptureFixture
) -> None:
    said = "gone or damaged"
    path = Path(shutil.copy(small_atlas_file, tmp_path / "atlas.gpkg"))
    client = create_app(open_atlas(path)).test_client()
    path.unlink()
    if data:
        path.write_bytes(data)
    for address in (
        "/data/map.json",
        "/export/geojson",
        "/collections/mentions/items",
        "/reconcile?query=Ashvale",
    ):
        answer = client.get(address, headers={"Accept": "application/json"})
        assert (answer.status_code, answer.mimetype) == (503, "application/problem+json"), address
        assert said in json.loads(answer.data)["detail"]
        assert str(tmp_path) not in answer.text  # that is told to who runs the server alone
    assert logged in caplog.text
    for address in ("/", "/places/ashvale", "/collections/mentions/items"):
        answer = client.get(address, headers={"Accept": "text/html"})
        assert (answer.status_code, answer.mimetype) == (503, "text/html")
        assert "The atlas cannot be read now" in answer.text
        assert said in unescape(answer.text)
