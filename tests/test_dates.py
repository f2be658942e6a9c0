"""Date expressions: the cases of ``cases/dates.json`` and what must hold for any text."""

from __future__ import annotations

import doctest
import importlib
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapapp.dates.edtf import parse_edtf
from mapapp.dates.events import make_events
from mapapp.dates.expressions import find_dates
from mapapp.dates.patterns import RULES
from mapapp.dates.slots import CUES
from mapapp.files.gazetteers import own_gazetteer, read_events

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "cases" / "dates.json").read_text("utf-8"))
EVENTS = make_events(read_events(own_gazetteer() / "events.toml"))
TEXTS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
FOUND = [
    pytest.param(case, marks=[pytest.mark.xfail(reason="known failure")] if case.get("known_failure") else [])
    for case in CASES
]
FRAGMENTS = (
    *(
        "On ",
        "in ",
        "from ",
        " to ",
        "-",
        "–",
        " and ",
        "the ",
        "27",
        "4",
        "1920",
        "1918",
        "20",
        " ",
        "\n",
        ".",
        ", ",
    ),
    *(
        "(",
        ")",
        "April",
        "May",
        "march",
        "December",
        "XII",
        "/",
        "summer",
        "of ",
        "early ",
        "end of ",
        "same day",
    ),
    *(
        "two ",
        "years ",
        "later",
        "century",
        "'s",
        "BC",
        "th",
        "29.02.1921",
        "31 June",
        "next ",
        "Christmas ",
        "'19",
        "night of ",
        "23rd",
        "Sunday ",
        "yesterday ",
        "nineteen twenty",
        "Mart ",
        "25th",
    ),
)


def _dates(case: dict[str, Any]) -> list[list[str | None]]:
    anchors = [(0, parse_edtf(case["anchor"]))] if "anchor" in case else []
    found = find_dates(case["text"], anchors=anchors, events=EVENTS)
    return [[case["text"][e.start : e.end], e.edtf] for e in found]


@pytest.mark.parametrize("case", FOUND, ids=lambda case: case["label"])
def test_cases(case: dict[str, Any]) -> None:
    assert _dates(case) == case["dates"]


def test_a_dateline_without_a_year_takes_that_of_the_document_before() -> None:
    text = (
        "Erivan, 19 February 1918. It is the summer of 1915 again.\n\nVladikavkaz, 10 April. We left in May."
    )
    anchors = [(0, parse_edtf("1918-02-19")), (text.index("Vladikavkaz"), parse_edtf("1915-04-10"))]
    found = find_dates(text, anchors=anchors)
    assert [e.edtf for e in found] == ["1918-02-19", "1915-06/1915-08", "1918-04-10", "1918-05"]
    assert [e.basis for e in found][2] == "context"


def test_a_weekday_of_an_old_style_text_is_that_of_the_day_meant() -> None:
    text = "Baku, 2 September 1919. On Monday I was ill. I am going to Gandja on Friday."
    found = find_dates(text, anchors=[(0, parse_edtf("1919-09-02"))], lag=13)
    assert [e.edtf for e in found] == [
        "1919-09-02",
        "1919-08-26",
        "1919-09-06",
    ]  # 8 and 19 September, new style


def test_case_labels_are_unique() -> None:
    labels = [case["label"] for case in CASES]
    assert len(set(labels)) == len(labels)


def test_every_rule_is_used_by_a_case() -> None:
    anchors = [(0, parse_edtf("1919-05-01"))]
    used = {e.rule for case in CASES for e in find_dates(case["text"], anchors=anchors)}
    used |= {part for rule in used for part in rule.split(" to ")}
    assert {rule.name for rule in RULES} - used == set()


def test_rules_have_names_and_cues() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert {rule.cue for rule in RULES} <= set(CUES)


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join))
def test_any_text_gives_ordered_disjoint_valid_dates(text: str) -> None:
    for ranges in ("whole", "ends"):
        end = 0
        for found in find_dates(text, anchors=[(0, parse_edtf("1920-04-27"))], ranges=ranges):  # type: ignore[arg-type]
            assert end <= found.start < found.end <= len(text)
            assert text[found.start : found.end].strip() == text[found.start : found.end]
            assert found.edtf
            parse_edtf(found.edtf)
            end = found.end


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name[:3])
def test_no_two_dates_of_a_real_text_overlap(path: Path) -> None:
    text = path.read_bytes().decode()
    for ranges in ("whole", "ends"):
        found = find_dates(text, anchors=[(0, parse_edtf("1920-04-27"))], ranges=ranges)  # type: ignore[arg-type]
        assert len(found) > 5
        assert all(one.end <= two.start for one, two in pairwise(found))
        assert all(parse_edtf(e.edtf or "") for e in found)


def test_ends_of_a_range_are_told_apart_on_request() -> None:
    text = "From 14 August to 2 September 1914 and on 5-6 October 1914."
    ends = [(text[e.start : e.end], e.edtf) for e in find_dates(text, ranges="ends")]
    assert ends == [
        ("14 August", "1914-08-14"),
        ("2 September 1914", "1914-09-02"),
        ("5", "1914-10-05"),
        ("6 October 1914", "1914-10-06"),
    ]


def test_a_new_document_starts_with_its_own_date() -> None:
    first, second = "Letter. On 3 May they left.\n", "Letter. On 3 May they left."
    anchors = [(0, parse_edtf("1918-06-01")), (len(first), parse_edtf("1921-06-01"))]
    assert [e.edtf for e in find_dates(first + second, anchors=anchors)] == ["1918-05-03", "1921-05-03"]


def test_basis_and_reasons_say_how_a_date_is_known() -> None:
    text = "On 3 March 1919 it burnt. On 5 May, two days later, it was mended."
    written, filled, counted = find_dates(text)
    assert (written.basis, written.reasons) == ("explicit", ())
    assert filled.basis == "context"
    assert "1919" in filled.reasons[0]
    assert counted.basis == "relative"
    assert "+2 days" in counted.reasons[0]


@pytest.mark.parametrize("name", ["words", "days", "edtf", "spans", "calendars", "expressions", "foreign"])
def test_examples_in_docstrings(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"mapapp.dates.{name}")).failed == 0


def test_a_day_holds_until_its_document_ends() -> None:
    letter, after = "The front was quiet yesterday. ", "The town fell yesterday."
    anchors = [(0, parse_edtf("1918-06-02")), (len(letter), None)]
    assert [e.edtf for e in find_dates(letter + after, anchors=anchors)] == ["1918-06-01"]
