"""Which days a place mention is taken to tell of: cases as data, and the shape of what comes back.

A case's text marks a date as ``{EDTF|words}`` and a place as ``[name|expected EDTF]`` (``[name|]``: stays
without days). Blank lines part paragraphs; ``# `` opens a heading, ``* `` an item, ``^`` a note; with
``document`` the text is a document and its first date the dateline. ``basis`` states the expected basis of
each place, and ``fails`` says why a case is known to fail.
"""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path
from typing import get_args

import pytest

from mapapp.dates.edtf import parse_edtf
from mapapp.dates.events import make_events
from mapapp.files.gazetteers import own_gazetteer, read_events, read_periods
from mapapp.geoparse.dating import date_mentions
from mapapp.geoparse.periods import make_periods, periods_of_events
from mapapp.model.mention import Attestation, Candidate, Mention, WhenBasis
from mapapp.model.text import Document, Passage, Span
from mapapp.model.timespan import DateExpression

CASES = json.loads((Path(__file__).parent / "cases" / "dating.json").read_text(encoding="utf-8"))
EVENTS = make_events(read_events(own_gazetteer() / "events.toml"))
PERIODS = make_periods(read_periods(own_gazetteer() / "periods.toml")) + periods_of_events(EVENTS)
MARK = re.compile(r"\{(?P<edtf>[^|{}]*)\|(?P<words>[^{}]*)\}|\[(?P<name>[^|\[\]]*)\|(?P<when>[^\[\]]*)\]")
KINDS = {"# ": "heading", "* ": "item"}
SENTENCE_END = re.compile(r"(?<=[.!?])(?:[”\"]|\d+)?\s+(?=[“\"A-Z{\[])|\n\s*\n")


def read_case(case):
    """Plain text, places with the expected days, date expressions: the marks taken out."""
    source, text, places, dates, position = case["text"], "", [], [], 0
    for match in MARK.finditer(source):
        text += source[position : match.start()]
        position, start = match.end(), len(text)
        text += match["words"] or match["name"]
        if match["name"]:
            places.append((start, len(text), match["when"] or None))
        else:
            dates.append(DateExpression(start, len(text), match["edtf"], "case", "explicit"))
    return text + source[position:], places, dates


def split(text, document):
    cuts = [0, *(m.end() for m in SENTENCE_END.finditer(text)), len(text)]
    passages = []
    for start, end in itertools.pairwise(cuts):
        piece = text[start:end]
        first = start + len(piece) - len(piece.lstrip("# "))
        last = start + len(piece.rstrip())
        kind = KINDS.get(piece[:2], "sentence")
        zone = "apparatus" if piece.startswith("^") else "body"
        passages.append(Passage(len(passages), zone, kind, (Span(first, last),), 0, 0, document))
    return passages


def date_case(case) -> tuple[list[tuple[int, int, str | None]], tuple[Attestation, ...]]:
    text, places, dates = read_case(case)
    document = 0 if case.get("document") else None
    passages = split(text, document)
    mentions = []
    for start, end, _ in places:
        number = next(p.number for p in passages if p.start <= start < p.end)
        name = text[start:end]
        found = (Candidate(name.casefold(), 1.0, ()),)
        mentions.append(Mention(start, end, name, name, "body", number, "literal", "case", candidates=found))
    line = Span(dates[0].start, dates[0].end) if case.get("document") else None
    documents = [] if document is None else [Document(0, 0, len(text), 0, line)]
    return places, date_mentions(mentions, passages, dates, documents, text=text, periods=PERIODS)


def case_params():
    for case in CASES:
        marks = [pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else []
        yield pytest.param(case, id=case["label"], marks=marks)


@pytest.mark.parametrize("case", list(case_params()))
def test_case(case):
    places, attestations = date_case(case)
    said = [(a.mention.surface, a.event.span.edtf if a.event.span else None) for a in attestations]
    wanted = [(a.mention.surface, when) for a, (_, _, when) in zip(attestations, places, strict=True)]
    assert said == wanted
    if "basis" in case:
        assert [a.event.basis for a in attestations] == case["basis"]


@pytest.mark.parametrize(
    "case", [case for case in CASES if "fails" not in case], ids=lambda case: case["label"]
)
def test_every_answer_says_why(case):
    for attestation in date_case(case)[1]:
        event = attestation.event
        assert (event.span is None) == (event.basis == "none")
        assert event.reasons or event.span is None


def test_cases_hold_negatives_and_each_basis():
    events = [a.event for case in CASES for a in date_case(case)[1]]
    assert {event.basis for event in events} == set(get_args(WhenBasis))


def test_the_three_dates_are_kept_apart():
    text = "Baku, 3 May 1920. In 1918 Kars was Turkish."
    dates = [
        DateExpression(6, 16, "1920-05-03", "case", "explicit"),
        DateExpression(21, 25, "1918", "case", "explicit"),
    ]
    passages = [
        Passage(n, "body", "sentence", (Span(*s),), 0, 0, 0) for n, s in enumerate([(0, 17), (18, 43)])
    ]
    mention = Mention(26, 30, "Kars", "Kars", "body", 1, "literal", "case")
    document = Document(0, 0, len(text), 0, Span(6, 16))
    published = parse_edtf("1992")
    (found,) = date_mentions([mention], passages, dates, [document], source_published=published, text=text)
    assert found.event.span == parse_edtf("1918")
    assert found.document == parse_edtf("1920-05-03")
    assert found.published == published


def test_a_mention_in_the_apparatus_stays_undated():
    text = "Yerevan, 1992"
    passage = Passage(0, "apparatus", "line", (Span(0, 13),), 0, 0)
    mention = Mention(0, 7, "Yerevan", "Yerevan", "apparatus", 0, "literal", "case")
    date = DateExpression(9, 13, "1992", "case", "explicit")
    (found,) = date_mentions([mention], [passage], [date], [], text=text)
    assert (found.event.span, found.event.basis, found.event.words) == (None, "none", "")


def test_a_weekly_summary_is_quoted_with_the_words_that_say_its_days():
    text = "General Staff. Week ending 6th February, 1920. Kars is held by the insurgents."
    line = Span(text.index("6th"), text.index(". Kars"))
    document = Document(0, 0, len(text), 0, line)
    dates = [DateExpression(*line, "1920-02-06", "case", "explicit")]
    start = text.index("Kars")
    passages = split(text, 0)
    mention = Mention(start, start + 4, "Kars", "Kars", "body", len(passages) - 1, "literal", "case")
    (found,) = date_mentions([mention], passages, dates, [document], text=text)
    assert found.event.words == "Week ending 6th February, 1920"
    assert found.event.span == parse_edtf("1920-01-31/1920-02-06")
