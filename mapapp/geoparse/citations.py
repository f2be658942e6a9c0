"""Footnotes that date the sentence which cites them: "he wrote to Lenin.17" and note 17, "22.05.1919"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from mapapp.dates.edtf import parse_edtf
from mapapp.dates.spans import days_in
from mapapp.errors import EdtfError
from mapapp.model.text import Passage
from mapapp.model.timespan import DateExpression, TimeSpan

_NOTE = re.compile(r"\W*(?P<number>\d{1,3})(?:[.)\]]|\s)\s*\S")
_MARK = re.compile(r"(?<=[.,;!?”’\"»)\w])\s?[(\[]?(?P<number>\d{1,3})[)\]]?(?=[.,;]?\s*$)")
_PAPER = re.compile(
    r"\b(?:wrote|writes|letter|telegram|report|reported|note|cabled|decree|decision|resolution|order|memorandum|"
    r"article|dispatch|despatch|informed|stated|proposed|according)\b",
    re.IGNORECASE,
)
_REACH = 12_000  # characters from a mark to its note: about three pages
_DAYS = 31  # a note's date that is vaguer says when a book came out


class Note(NamedTuple):
    """A footnote with a date: where it stands, and the days."""

    start: int
    span: TimeSpan
    words: str


def find_notes(
    passages: Sequence[Passage], dates: Sequence[DateExpression], text: str
) -> Mapping[int, tuple[Note, ...]]:
    """Footnotes by their number that state a day or a month; ``dates`` have raw offsets and are sorted."""
    starts = [date.start for date in dates]
    notes: dict[int, list[Note]] = {}
    for passage in passages:
        match = _NOTE.match(text, passage.start, passage.end) if passage.zone == "apparatus" else None
        if match is None:
            continue
        for date in dates[bisect_left(starts, match.end("number")) : bisect_left(starts, passage.end)]:
            span = _short(date.edtf)
            if span:
                words = text[date.start : date.end]
                notes.setdefault(int(match["number"]), []).append(Note(passage.start, span, words))
                break
    return {number: tuple(found) for number, found in notes.items()}


def _short(edtf: str | None) -> TimeSpan | None:
    try:
        span = parse_edtf(edtf) if edtf else None
    except EdtfError:  # shown as written; it names no days
        return None
    return span if span and days_in(span) <= _DAYS else None


def cited_note(plain: str, end: int, notes: Mapping[int, tuple[Note, ...]]) -> Note | None:
    """The dated note that a sentence on a paper cites at its end (a raw offset): the next of that number."""
    match = _MARK.search(plain)
    if match is None or not _PAPER.search(plain):
        return None
    after = [note for note in notes.get(int(match["number"]), ()) if 0 <= note.start - end <= _REACH]
    return min(after, default=None)
