"""The languages of the pages: catalogues that hold just the words in use, and pages that speak them."""

import re

import pytest
from babel.messages.catalog import Catalog

from mapapp.store.reading import open_atlas
from mapapp.web import create_app, languages
from tools.translations import all_there, words

OTHERS = [code for code in languages.LANGUAGES if code != "en"]
PAGES = [
    "/",
    "/places/",
    "/places/testville",
    "/sources/",
    "/about",
    "/compare",
    "/nothing",
    "/?datetime=never",
]
VALUES = re.compile(r"%\(\w+\)s|<[^>]*>")


@pytest.fixture(scope="module")
def used() -> Catalog:
    return words()


@pytest.fixture(scope="module")
def client(small_atlas_file):
    atlas = open_atlas(small_atlas_file)
    yield create_app(atlas).test_client()
    atlas.engine.dispose()


def forms(text):
    return list(text) if isinstance(text, (tuple, list)) else [text]


@pytest.mark.parametrize("code", OTHERS)
def test_a_catalogue_holds_just_the_words_in_use_each_translated(code, used):
    known = {message.id: message for message in languages.catalogue(code) if message.id}
    assert set(known) == {message.id for message in used if message.id}, "run: python -m tools.translations"
    assert [id_ for id_, message in known.items() if not all_there(message.string)] == []


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_keeps_values_and_markup_and_ends_no_attribute(code):
    for message in languages.catalogue(code):
        if not message.id:
            continue
        wanted = {form: sorted(VALUES.findall(form)) for form in forms(message.id)}
        for text in forms(message.string):
            assert sorted(VALUES.findall(text)) in wanted.values(), text
            assert not re.search(r"%(?!\()", text), text
            if not any("<" in form for form in forms(message.id)):
                assert not set('"<>&') & set(text), text


@pytest.mark.parametrize("code", OTHERS)
def test_a_catalogue_says_that_it_is_not_reviewed(code):
    assert languages.is_unreviewed(code)
    assert not languages.is_unreviewed("en")


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("code", languages.LANGUAGES)
def test_a_page_comes_in_the_language_of_its_link(client, address, code):
    asked = f"{address}{'&' if '?' in address else '?'}lang={code}"
    answer = client.get(asked, headers={"Accept": "text/html", "Accept-Language": "de"})
    assert f'<html lang="{code}">' in answer.text
    assert answer.headers["Content-Language"] == code
    assert "Accept-Language" in answer.headers["Vary"]
    words_of = languages.translations(code)
    for english in ("Skip to the content", "Places", "About"):
        assert words_of.gettext(english) in answer.text
    for other in languages.LANGUAGES:
        assert f'hreflang="{other}" href="' in answer.text


def test_without_a_link_the_browser_chooses(client):
    asked = {"hy-AM, en;q=0.5": "hy", "de, tr;q=0.4": "tr", "ru": "ru", "de": "en", "": "en"}
    for header, code in asked.items():
        answer = client.get("/about", headers={"Accept-Language": header})
        assert answer.headers["Content-Language"] == code, header


def test_links_keep_the_language_and_citations_leave_it_out(client):
    page = client.get("/places/?lang=ru").text
    links = re.findall(r'<a class="name" href="([^"]+)"', page)
    assert links
    assert all(link.endswith("?lang=ru") for link in links)
    cited = client.get(links[0])
    assert "lang=ru" not in re.search(r"<pre[^>]*>(.*?)</pre>", cited.text, re.DOTALL)[1]
    plain = re.findall(r'<a class="name" href="([^"]+)"', client.get("/places/").text)
    assert [link.removesuffix("?lang=ru") for link in links] == plain


@pytest.mark.parametrize("lang", ["xx", "", "EN", "<b>", "ru&lang=tr"])
@pytest.mark.parametrize("address", ["/", "/about", "/places/", "/sources/"])
def test_another_language_is_refused(client, address, lang):
    answer = client.get(f"{address}?lang={lang}", headers={"Accept": "text/html"})
    assert answer.status_code == 400
    assert "en, az, hy, ru, tr" in answer.text
    assert "<b>" not in answer.text.replace("<b>mapapp", "")


@pytest.mark.parametrize("code", OTHERS)
def test_what_a_reader_writes_stays_text_in_every_language(client, code):
    page = client.get(
        f"/?lang={code}&datetime=<script>alert(1)</script>%25(x)s", headers={"Accept": "text/html"}
    )
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;%(x)s" in page.text


def test_the_interchange_stays_in_english(client):
    page = client.get("/collections?f=html", headers={"Accept-Language": "hy"})
    assert '<html lang="en">' in page.text
    assert "Հայերեն" not in page.text


def test_dates_numbers_and_counts_follow_the_language(client):
    from mapapp.web.words import concentration, edtf_words, extent_words

    def said(code, work):
        with client.application.test_request_context(f"/about?lang={code}"):
            client.application.preprocess_request()
            return work()

    assert said("ru", lambda: edtf_words("1920-04-30")) == "30 апреля 1920"
    assert said("ru", lambda: edtf_words("1920-04")) == "апрель 1920"
    assert said("hy", lambda: extent_words("1920-07-01", "1920-07-05")) == "1 – 5 հուլիսի 1920"
    assert said("tr", lambda: edtf_words("1920~")) == "yak. 1920"
    assert said("ru", lambda: [languages.counted(n, "passage") for n in (1, 3, 5)]) == [
        "1 отрывок",
        "3 отрывка",
        "5 отрывков",
    ]
    assert said("en", lambda: concentration([11, 3])) == "14 passages from 2 sources, 11 of them from one"
    assert said("az", lambda: languages.number(1234)) == "1.234"


def test_evidence_is_worded_in_the_language(client):
    rows = client.get("/data/mentions.json").json["items"]
    dated = next(row for row in rows if re.search(r"[A-Z]", row["when"]))
    one = client.get(f"/data/mentions/{dated['fid']}.json?lang=ru")
    assert one.json["when"] != dated["when"]
    assert "?lang=ru#p" in one.json["href"]
    assert one.headers["ETag"] != client.get(f"/data/mentions/{dated['fid']}.json").headers["ETag"]
