"""Of several places of one name the right one is taken, with reasons, and the others are kept."""

from __future__ import annotations

import pytest

from mapapp.gazetteer import Gazetteer
from mapapp.geoparse.resolve import kilometres, resolve
from mapapp.model.mention import Candidate, Mention
from mapapp.model.place import Place, Toponym
from mapapp.model.text import Passage, Span

PLACES = (
    Place("signakh-west", "Signakh", "settlement", 45.9, 41.6),
    Place("signakh-east", "Signakh", "settlement", 46.9, 39.8),
    Place("telavi", "Telavi", "settlement", 45.5, 41.9),
    Place("shusha", "Shusha", "settlement", 46.75, 39.76, parent_id="shusha-uezd"),
    Place("shusha-uezd", "Shusha uezd", "district", 46.9, 39.8),
    Place("nowhere", "Signakh", "settlement"),
)
GAZETTEER = Gazetteer(PLACES, tuple(Toponym(p.id, p.title) for p in PLACES))
PASSAGES = tuple(
    Passage(n, "body", "sentence", (Span(n * 100, n * 100 + 99),), n * 100, n * 100 + 99) for n in range(3)
)


def mention(name, passage, *candidates):
    found = tuple(Candidate(place_id, score, ("given",)) for place_id, score in candidates)
    return Mention(
        passage * 100, passage * 100 + len(name), name, name, "body", passage, "literal", "name", (), found
    )


SIGNAKH = mention("Signakh", 1, ("signakh-east", 1.0), ("signakh-west", 1.0), ("nowhere", 1.0))


@pytest.mark.parametrize(("neighbour", "meant"), [("telavi", "signakh-west"), ("shusha", "signakh-east")])
def test_a_place_named_beside_it_decides(neighbour, meant):
    beside = mention("X", 1, (neighbour, 1.0))
    _, resolved = resolve((beside, SIGNAKH), PASSAGES, GAZETTEER)
    assert resolved.place_id == meant
    assert any("named beside it" in reason for reason in resolved.candidates[0].reasons)
    assert {c.place_id for c in resolved.candidates} == {"signakh-east", "signakh-west", "nowhere"}
    assert not resolved.doubtful


def test_the_region_of_the_source_decides_where_the_passage_is_silent():
    elsewhere = mention("Telavi", 0, ("telavi", 1.0))
    assert resolve((elsewhere, SIGNAKH), PASSAGES, GAZETTEER)[1].place_id == "signakh-west"


def test_nothing_to_decide_by_is_doubtful():
    (resolved,) = resolve((SIGNAKH,), PASSAGES, GAZETTEER)
    assert resolved.doubtful


def test_a_class_word_elsewhere_leans_to_its_sense():
    sure = mention("Shusha", 0, ("shusha-uezd", 4.5), ("shusha", 0.0))
    open_ = mention("Shusha", 2, ("shusha", 1.0), ("shusha-uezd", 0.9))
    resolved = resolve((sure, open_), PASSAGES, GAZETTEER)
    assert resolved[1].place_id == "shusha-uezd"
    assert any("elsewhere in the source" in reason for reason in resolved[1].candidates[0].reasons)


def test_class_words_for_two_senses_lean_to_neither():
    district = mention("Shusha", 0, ("shusha-uezd", 4.5), ("shusha", 0.0))
    town = mention("Shusha", 1, ("shusha", 4.5), ("shusha-uezd", 0.0))
    open_ = mention("Shusha", 2, ("shusha", 1.0), ("shusha-uezd", 0.95))
    resolved = resolve((district, town, open_), PASSAGES, GAZETTEER)[2]
    assert not any("class word" in reason for c in resolved.candidates for reason in c.reasons)


def test_a_mention_without_candidates_stays_unlocated():
    (resolved,) = resolve((mention("Tazakhur", 1),), PASSAGES, GAZETTEER)
    assert resolved.place_id is None
    assert not resolved.doubtful


def test_kilometres():
    assert kilometres(PLACES[0], PLACES[2]) == pytest.approx(47, abs=1)
    assert kilometres(PLACES[0], PLACES[5]) == float("inf")
