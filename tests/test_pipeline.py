"""The steps together: one source in, its reading out, the same in one process and in several."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from mapapp.dates.edtf import parse_edtf
from mapapp.files.corpora import read_corpus
from mapapp.gazetteer import Gazetteer
from mapapp.model.text import Calendar, Source
from mapapp.pipeline import SourceReading, read_source
from mapapp.runners import run_forked, run_pool, run_serial

SEEDS = Path(__file__).parent.parent / "seeds"


def source_of(text: str, calendar: Calendar = "gregorian") -> Source:
    return Source("case", "case.txt", text, hashlib.sha256(text.encode()).hexdigest(), calendar=calendar)


def days(reading: SourceReading, name: str) -> tuple[str, int | None, int | None]:
    """EDTF and days of the first mention of a name."""
    span = next(a.event.span for a in reading.attestations if a.mention.surface == name)
    assert span is not None
    return span.edtf, span.day_min, span.day_max


@pytest.fixture(scope="module")
def five(gazetteer: Gazetteer) -> list[SourceReading]:
    return [read_source(source, gazetteer) for source in read_corpus(SEEDS)]


def test_every_span_stands_in_its_text_and_passage(five: list[SourceReading]) -> None:
    for reading in five:
        text = reading.source.text
        assert [p.number for p in reading.passages] == list(range(len(reading.passages)))
        for attestation in reading.attestations:
            mention = attestation.mention
            passage = reading.passages[mention.passage]
            assert text[mention.start : mention.end] == mention.surface
            assert passage.start <= mention.start < mention.end <= passage.end
            assert passage.zone == mention.zone
            assert mention.reasons
        for found in reading.dates:
            passage = reading.passages[found.passage]
            assert passage.start <= found.expression.start < found.expression.end <= passage.end


def test_every_attestation_says_why(five: list[SourceReading]) -> None:
    for reading in five:
        for attestation in reading.attestations:
            event = attestation.event
            assert (event.span is None) == (event.basis == "none")
            assert event.span is None or event.reasons
            assert all(candidate.reasons for candidate in attestation.mention.candidates)


def test_the_texts_are_read_alike_in_one_process_and_in_several(gazetteer: Gazetteer) -> None:
    sources = read_corpus(SEEDS)[2:]
    read = partial(read_source, gazetteer=gazetteer)
    alone = list(run_serial(read, sources))
    assert list(run_pool(read, sources)) == alone
    if hasattr(os, "fork"):
        assert list(run_forked(read, sources)) == alone


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
def test_what_a_child_does_not_bring_back_is_read_here(gazetteer: Gazetteer) -> None:
    here, sources = os.getpid(), [source_of("x" * n) for n in (1, 2, 3, 4)]

    def read(source: Source) -> SourceReading:
        if os.getpid() != here:
            raise MemoryError
        return read_source(source, gazetteer)

    assert [len(r.source.text) for r in run_forked(read, sources)] == [1, 2, 3, 4]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
def test_where_no_pipe_can_be_made_all_is_read_here(gazetteer: Gazetteer) -> None:
    resource = pytest.importorskip("resource")
    read, sources = partial(read_source, gazetteer=gazetteer), [source_of("x" * n) for n in (1, 2, 3, 4)]
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, limits[1]))
    try:
        readings = list(run_forked(read, sources))
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)
    assert [len(r.source.text) for r in readings] == [1, 2, 3, 4]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
def test_an_error_here_ends_the_child_too(gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    fork, children = os.fork, []
    monkeypatch.setattr(os, "fork", lambda: children.append(fork()) or children[-1])
    sources = [source_of("Shusha. " * n) for n in (1, 800, 2, 1000)]

    def read(source: Source) -> SourceReading:
        if source is sources[3]:  # the longest is read here; the next is more than a pipe holds
            raise ZeroDivisionError
        return read_source(source, gazetteer)

    with pytest.raises(ZeroDivisionError):
        run_forked(read, sources)
    with pytest.raises(ChildProcessError):
        os.waitpid(children[0], os.WNOHANG)


@pytest.mark.parametrize(
    ("calendar", "edtf", "first", "last"),
    [
        ("gregorian", "1917-10-25", "1917-10-25", "1917-10-25"),
        ("julian", "1917-11-07", "1917-11-07", "1917-11-07"),
        ("unstated", "1917-10-25", "1917-10-25", "1917-11-07"),
    ],
)
def test_the_calendar_of_a_source_moves_its_days(
    gazetteer: Gazetteer, calendar: Calendar, edtf: str, first: str, last: str
) -> None:
    reading = read_source(source_of("On 25 October 1917 the town of Shusha was quiet.", calendar), gazetteer)
    assert days(reading, "Shusha") == (edtf, parse_edtf(first).day_min, parse_edtf(last).day_max)
    reasons = reading.attestations[0].event.reasons
    assert (calendar == "gregorian") != any("style" in reason for reason in reasons)


def test_the_old_style_lags_by_the_days_of_its_century(gazetteer: Gazetteer) -> None:
    reading = read_source(source_of("On 29 September 1855 Kars was stormed.", "unstated"), gazetteer)
    (attestation,) = reading.attestations
    assert "12 days later" in attestation.event.reasons[-1]
    assert days(reading, "Kars")[2] == parse_edtf("1855-10-11").day_max


def test_a_date_in_both_styles_is_not_moved_again(gazetteer: Gazetteer) -> None:
    reading = read_source(source_of("On 25 October (7 November) 1917 Baku was quiet.", "unstated"), gazetteer)
    assert days(reading, "Baku")[0] == "1917-11-07"
    assert days(reading, "Baku")[1] == days(reading, "Baku")[2]


def test_the_date_of_publication_is_kept_apart(gazetteer: Gazetteer) -> None:
    source = replace(source_of("In May 1919 Baku was quiet."), published="1992")
    (attestation,) = read_source(source, gazetteer).attestations
    assert attestation.published == parse_edtf("1992")
    assert attestation.event.span == parse_edtf("1919-05")


@pytest.mark.parametrize(
    "text", ["", "\n\n", "-", "\ufeff", "Баку", "\u0000\u202e", "😀 Baku 😀", "1920" * 50]
)
def test_odd_texts_are_read(gazetteer: Gazetteer, text: str) -> None:
    reading = read_source(source_of(text), gazetteer)
    assert all(text[a.mention.start : a.mention.end] == a.mention.surface for a in reading.attestations)


def test_a_word_of_a_date_is_no_place(gazetteer: Gazetteer) -> None:
    text = "Kars held until Nov. 1918. In Nov. 1918 they stood at Goris and Foobarabad, in Dec. 1920 at Kars."
    reading = read_source(source_of(text), gazetteer)
    named = [attestation.mention.surface for attestation in reading.attestations]
    assert named == ["Kars", "Goris", "Foobarabad", "Kars"]


def test_a_dateline_that_no_year_near_has_stops_nothing(gazetteer: Gazetteer) -> None:
    text = "Tiflis, 3 May 1918\n\nThey left Kars.\n\nTiflis, 29 February\n\nOn 2 March 1920 they left Kars."
    reading = read_source(source_of(text), gazetteer)
    assert "1920-03-02" in [found.expression.edtf for found in reading.dates]


def test_a_gazetteer_of_one_script_reads_another(gazetteer: Gazetteer) -> None:
    names = tuple(name for name in gazetteer.toponyms if not name.toponym.isascii())
    few = replace(gazetteer, toponyms=names)
    reading = read_source(source_of("The troops marched to Karameryem and Шуша."), few)
    assert [a.mention.surface for a in reading.attestations] == ["Karameryem", "Шуша"]


def test_missing_blank_lines_change_no_day(gazetteer: Gazetteer) -> None:
    lines = [
        "From my notebook of the conference, 1921",
        "Tiflis, 24 September. Left at midnight in a saloon car. " + "There were eleven of us. " * 8,
        "25 September. Slept badly. The Turks met us at Alexandropol. They held it until April. It rained.",
        "5 October. The people of Zarushat have always summered across the river.",
        "9 October. Drove to Sarykamysh with the experts. " + "Long talk about the frontier on the way. " * 5,
    ]
    plain, typeset = (
        "\n\n".join(lines),
        "\n".join(lines).replace("5 S", "5\u00a0S").replace("9 O", "9\u202fO"),
    )
    said = [
        [(a.mention.surface, a.event.span and a.event.span.edtf) for a in reading.attestations]
        for reading in (read_source(source_of(text), gazetteer) for text in (plain, typeset))
    ]
    assert said[0] == said[1]
    assert ("Alexandropol", "1921-09-25") in said[0]


def test_a_space_that_does_not_break_is_a_space(gazetteer: Gazetteer) -> None:
    text = (
        "1918\n"
        "25 March. The men of the imam, down from the hills, occupy Petrovsk.\n"
        "11 May. The Powers are told of the new republic by a note from Batum.\n"
        "7 November. Turks take Derbent from the ships, which leave for Enzeli.\n"
        "1919\n"
        "13 May. The committee is arrested almost to a man in Gunib.\n"
        "21 May. The Volunteers come.\n"
    )
    typeset = text.replace(" M", "\u00a0M").replace(" N", "\u202fN")
    reading = read_source(source_of(typeset), gazetteer)
    assert len(reading.documents) == len(read_source(source_of(text), gazetteer).documents) == 5
    assert days(reading, "Batum")[0] == "1918-05-11"


def whens(reading: SourceReading) -> dict[str, str]:
    """The EDTF of each mention by its name; empty for one without days."""
    return {a.mention.surface: a.event.span.edtf if a.event.span else "" for a in reading.attestations}


WHENS = {
    "a memoir that goes on past the date over its part": (
        (
            "4 June 1918. Peace was signed at Batum. I remained at Dilijan through the summer, and in the "
            "winter I was sent to Erivan. The next spring I went to Kars.\n"
        ),
        {
            "Batum": "1918-06-04",
            "Dilijan": "1918-06/1918-08",
            "Erivan": "1918-12/1919-02",
            "Kars": "1919-03/1919-05",
        },
    ),
    "a diary whose entries begin with their weekdays": (
        (
            "Monday, 22 March 1920. Left Tiflis at dawn.\n\nTuesday. Down to Sanahin by cart. Rain.\n\n"
            "Wednesday. At Karakilisa. Yesterday I was at Alaverdi.\n\nMonday 29. Novo-Bayazet at last.\n"
        ),
        {
            "Tiflis": "1920-03-22",
            "Sanahin": "1920-03-23",
            "Karakilisa": "1920-03-24",
            "Alaverdi": "1920-03-23",
            "Novo-Bayazet": "1920-03-29",
        },
    ),
    "lines of a chronology need no capital after their dash": (
        (
            "Chronology, 1920\n\nApr 28 – a new power in Baku\nMay 7 – peace is signed at Moscow\n"
            "May 10-20 – rising in Alexandropol\nAug 10 – agreement on the districts signed at Tiflis\n"
            "late Sept – Turks take Sarikamish\n"
        ),
        {
            "Baku": "1920-04-28",
            "Moscow": "1920-05-07",
            "Alexandropol": "1920-05-10/1920-05-20",
            "Tiflis": "1920-08-10",
            "Sarikamish": "1920-09-21/1920-09-30",
        },
    ),
    "days of a diary in one paragraph date what follows them": (
        (
            "11 Feb. 1921. Sanain. Telegraph dead. 14th. We march. 16th. Sadakhlo bridge blown up. "
            "19th. Soganlug. Held. 24th, night. Ordered to leave. Behind us Tiflis. 3 March. Khashuri."
        ),
        {
            "Sanain": "1921-02-11",
            "Sadakhlo": "1921-02-16",
            "Soganlug": "1921-02-19",
            "Tiflis": "1921-02-24",
            "Khashuri": "1921-03-03",
        },
    ),
    "the day of a page of today is not that of its text": (
        (
            "27 Kasım 2018 Salı\n\nOn 28 June 1918 he rode toward Gunib. His choice had its reason.\n\n"
            "He left by Levashi.\n"
        ),
        {"Gunib": "1918-06-28", "Levashi": "1918-06"},
    ),
    "a shortened month after a hyphen ends no sentence": (
        "In 1909 he taught. He served at Sarikamish (Dec. 1914-Jan. 1915) and Erzerum.\n",
        {"Sarikamish": "1914-12/1915-01", "Erzerum": "1914-12/1915-01"},
    ),
}


@pytest.mark.parametrize("label", list(WHENS))
def test_when_it_was(label: str, gazetteer: Gazetteer) -> None:
    text, expected = WHENS[label]
    assert whens(read_source(source_of(text), gazetteer)) == expected
