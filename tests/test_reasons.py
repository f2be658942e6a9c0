"""Reasons for places and dates: every one is made from a phrase that pages can say in their language."""

from __future__ import annotations

import doctest
import hashlib
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from mapapp.gazetteer import Gazetteer
from mapapp.maps import reasons
from mapapp.maps.reasons import PHRASES, VALUES, read_reason, reason_words
from mapapp.model.text import Source
from mapapp.pipeline import read_source
from mapapp.query import AtlasQuery
from mapapp.store.reading import Atlas, open_atlas
from mapapp.web import create_app, languages
from mapapp.web.words import reason

MARKED = sorted((Path(__file__).parent.parent / "benchmarks" / "marked").glob("*/texts/*.txt"))
# A value of each kind as an atlas has it; the words try to break out of their quotation marks and the phrase.
SAMPLES = {
    "words": repr('5\nMay "old\' style\\" %(date)s “x”, named beside it'),
    "date": "1920-04/..",
    "new": "1920-05-11",
    "km": "12",
    "days": "13",
    "kind": "natural",
    "name": "Kars (town), 100% named",
}


def every_reason(row: dict[str, object]) -> Iterator[str]:
    yield from row["reasons"]
    yield from row["when_reasons"] or ()
    for _, _, found in row["candidates"]:
        yield from found


def sample(phrase: str) -> str:
    return phrase.replace("“%(words)s”", "%(words)s") % SAMPLES


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_reason_is_told_by_its_phrase_and_no_other(phrase: str) -> None:
    found = read_reason(sample(phrase))
    assert found is not None
    assert found[0] == phrase
    assert found[1] == {name: SAMPLES[name] for name in VALUES if f"%({name})s" in phrase}


def test_values_are_said_as_a_reader_reads_them() -> None:
    assert doctest.testmod(reasons).failed == 0
    words = 'before it: “5 May "old\' style\\" %(date)s “x”, named beside it”'
    assert reason_words(sample("before it: “%(words)s”")) == words
    assert reason_words("it says since when: read as 1917/1920-05-11") == (
        "it says since when: read as 1917 to 11 May 1920"
    )
    assert reason_words("made up: 'x'") == "made up: 'x'"


def test_every_reason_of_the_five_texts_has_its_phrase(atlas: Atlas) -> None:
    said = {found for row in atlas.mentions(AtlasQuery()) for found in every_reason(row)}
    assert len(said) > 500
    assert [one for one in said if read_reason(one) is None] == [], "add its phrase to mapapp/maps/reasons.py"


def test_every_reason_of_the_marked_texts_has_its_phrase(gazetteer: Gazetteer) -> None:
    said: set[str] = set()
    for path in MARKED:
        text = path.read_text(encoding="utf-8")
        source = Source(path.stem, path.name, text, hashlib.sha256(text.encode()).hexdigest())
        for found in read_source(source, gazetteer).attestations:
            said.update(found.mention.reasons, found.event.reasons)
            said.update(one for candidate in found.mention.candidates for one in candidate.reasons)
    assert [one for one in said if read_reason(one) is None] == [], "add its phrase to mapapp/maps/reasons.py"


@pytest.fixture(scope="module")
def client(small_atlas_file: Path):
    atlas = open_atlas(small_atlas_file)
    yield create_app(atlas).test_client()
    atlas.engine.dispose()


@pytest.mark.parametrize("code", [code for code in languages.LANGUAGES if code != "en"])
def test_a_page_says_its_reasons_in_its_language(client, code: str) -> None:
    rows = [
        client.get(f"/data/mentions.json?place=ashvale&source=letter&lang={lang}").json["items"][0]
        for lang in ("en", code)
    ]
    english, said = ([*row["reasons"], *row["when_reasons"]] for row in rows)
    page = unescape(client.get(f"/places/ashvale?lang={code}").text)
    assert len(english) == len(said) > 1
    assert rows[1]["english"] == []
    for before, after in zip(english, said, strict=True):
        assert after in page
        assert before not in page
        assert before in unescape(client.get("/places/ashvale?lang=en").text)


def test_a_reason_without_a_phrase_stays_english_and_says_so(client) -> None:
    with client.application.test_request_context("/about?lang=hy"):
        assert reason("in no <gazetteer> yet") == '<span lang="en">in no &lt;gazetteer&gt; yet</span>'
        assert "<" not in reason("before it: '<b>'")
    with client.application.test_request_context("/about?lang=en"):
        assert reason("in no <gazetteer> yet") == "in no &lt;gazetteer&gt; yet"
