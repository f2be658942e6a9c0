"""Places are recognised in running text: by hand-marked passages, and rule by rule on a small gazetteer.

A passage of ``cases/places.json`` marks its places as ``[[surface|id/other id]]``; ``?`` is a place that no
gazetteer holds. Add a passage there; one that cannot be right yet says so in ``known_failure``.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from mapapp.files.gazetteers import read_gazetteer
from mapapp.gazetteer import Gazetteer
from mapapp.geoparse.matcher import build_matcher
from mapapp.geoparse.passages import find_passages
from mapapp.geoparse.reading import make_readings
from mapapp.geoparse.recognise import recognise
from mapapp.geoparse.resolve import resolve
from mapapp.geoparse.zones import find_zones
from mapapp.model.place import Place, Toponym

ROOT = Path(__file__).resolve().parent.parent
CASES = json.loads((ROOT / "tests" / "cases" / "places.json").read_text(encoding="utf-8"))
MARK = re.compile(r"\[\[(.*?)\|(.*?)\]\]", re.DOTALL)


def marked(text):
    """The plain text of a passage and its places: span -> accepted ids."""
    plain, places, last = "", {}, 0
    for mark in MARK.finditer(text):
        plain += text[last : mark.start()]
        places[len(plain), len(plain) + len(mark[1])] = mark[2].split("/")
        plain += mark[1]
        last = mark.end()
    return plain + text[last:], places


def read(text, gazetteer):
    regions = find_zones(text)
    readings = make_readings(text, regions)
    passages = find_passages(readings, regions)
    found = [m for reading in readings.values() for m in recognise(reading, passages, gazetteer)]
    return resolve(tuple(found), passages, gazetteer)


@pytest.fixture(scope="module")
def gazetteer():
    return read_gazetteer(ROOT / "data" / "gazetteer")


@pytest.fixture(scope="module")
def small(gazetteer):
    places = [
        Place("van", "Van", "settlement", 43.4, 38.5),
        Place("bitlis", "Bitlis", "settlement", 42.1, 38.4),
        Place("kars", "Kars", "settlement", 43.1, 40.6),
        Place("armenia", "Armenia", "country", 44.9, 40.2),
        Place("karabakh", "Karabakh", "region", 46.8, 39.8),
        Place("nagorno-karabakh", "Nagorno-Karabakh", "region", 46.7, 39.8),
    ]
    names = [Toponym(p.id, p.title, "en", "Latn") for p in places[1:]]
    names += [
        Toponym("van", "Van", "en", "Latn", match="context"),
        Toponym("karabakh", "Карабах", "ru", "Cyrl"),
    ]
    names += [
        Toponym("armenia", "Armenian", "en", "Latn", match="adjective"),
        Toponym("armenia", "SSRA", "en"),
    ]
    return Gazetteer(tuple(places), tuple(names), rules=gazetteer.rules)


def cases():
    for case in CASES:
        reason = case.get("known_failure")
        yield pytest.param(case, id=case["label"], marks=[pytest.mark.xfail(reason=reason)] if reason else [])


@pytest.mark.parametrize("case", list(cases()))
def test_marked_passage(case, gazetteer):
    text, places = marked(case["text"])
    found = {(m.start, m.end): m.place_id or "?" for m in read(text, gazetteer)}
    assert {text[a:b]: found.get((a, b)) for a, b in places} == {
        text[a:b]: found[a, b] if found.get((a, b)) in ids else ids for (a, b), ids in places.items()
    }
    assert {text[a:b] for a, b in found if (a, b) not in places} == set()


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("He fled to Nagorno-Karabakh.", ["Nagorno-Karabakh"]),
        ("KARABAKH and NAGORNO - KARABAKH", ["KARABAKH", "NAGORNO - KARABAKH"]),
        ("in Kara bakh and Ká­rabakh", ["Kara bakh", "Ká­rabakh"]),
        ("thestatesinKarabakh", ["Karabakh"]),
        ("Karabakhi and karabakh and Nagorno. Karabakh", ["Karabakh"]),
        ("в Карабахе, карабахский", ["Карабахе"]),
        ("Ssra and SSRA", ["SSRA"]),
    ],
)
def test_matcher_spellings(small, text, surfaces):
    assert [text[hit.start : hit.end] for hit in build_matcher(small).find(text)] == surfaces


def test_matcher_is_made_once(small):
    assert build_matcher(small) is build_matcher(small)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They came to the town of Van.", [("Van", "context:class")]),
        (
            "Refugees from Kars, Bitlis, and Van arrived.",
            [("Kars", "name"), ("Bitlis", "name"), ("Van", "context:list")],
        ),
        ("Snow lay deep in Van.", [("Van", "context:preposition")]),
        ("Van spoke. Comrade Van spoke in anger.", []),
        ("The Armenian army and the Armenian SSR.", [("Armenian SSR", "state")]),
        ("The village of Tazakhur burned.", [("Tazakhur", "unknown:class")]),
        ("They marched through Karabkah.", [("Karabkah", "fuzzy")]),
        ("General Kars and M. Kars met Kars Bey.", []),
    ],
)
def test_rule(small, text, found):
    assert [(m.surface, m.rule) for m in read(text, small)] == found


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("Kars fell.", "literal"),
        ("The Kars Council met.", "embedded"),
        ("The Government of Armenia fell.", "embedded"),
        ("Armenia refused.", "metonymic"),
        ("They began negotiations with Armenia.", "metonymic"),
    ],
)
def test_use(small, text, use):
    assert [m.use for m in read(text, small)] == [use]


def test_every_mention_says_why(gazetteer):
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        mentions = read(text, gazetteer)
        assert mentions
        assert all(0 <= m.start < m.end <= len(text) and m.rule and m.reasons for m in mentions)
        assert all(c.reasons for m in mentions for c in m.candidates)


def test_gazetteer_without_rules():
    place = Place("kars", "Kars", "settlement", 43.1, 40.6)
    bare = Gazetteer((place,), (Toponym("kars", "Kars"),))
    assert [m.place_id for m in read("He came to Kars and Tazakhur.", bare)] == ["kars"]
