"""Finds every expression of a text that says when, and its days: recognition and context in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from mapapp.dates.events import Event
from mapapp.dates.guards import GUARDS
from mapapp.dates.joining import Compound, join
from mapapp.dates.narrative import read_story
from mapapp.dates.partial import RUNNING_MONTH
from mapapp.dates.patterns import compiled
from mapapp.dates.readers import Piece
from mapapp.dates.rule import Rule
from mapapp.dates.slots import CUES
from mapapp.dates.spans import to_edtf
from mapapp.dates.thread import Filled
from mapapp.model.timespan import DateBasis, DateExpression, TimeSpan

Ranges = Literal["whole", "ends"]
_BASES: tuple[DateBasis, ...] = ("relative", "context", "explicit")  # the weakest of an expression counts
_REACH = 60  # characters on both sides of a cue in which its rules are tried
_ARTICLE = re.compile(r"\b[Tt]he\s+$|\bTHE\s+$")
_DAY_TIME = re.compile(
    r"\b(?:the\s+)?(?:(?:early|late|small)\s+)?(?:hours\s+of\s+)?(?:the\s+)?"
    r"(?:morning|forenoon|afternoon|evening|night|midnight|dawn)(?:\s+hours)?\s+"
    r"(?P<link>(?:of|from|between)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\b(?:about|around|circa|ca?\.|approximately|roughly)\s+(?:the\s+)?$", re.IGNORECASE)


def find_dates(  # noqa: PLR0913 - what is known of a text, each by its name
    text: str,
    *,
    anchors: Sequence[tuple[int, TimeSpan | None]] = (),
    ranges: Ranges = "whole",
    events: Sequence[Event] = (),
    lag: int = 0,
) -> tuple[DateExpression, ...]:
    """Every expression of an English text that says when, in text order, none overlapping another.

    ``anchors`` gives positions from which a document's date holds, None where it ceases to.
    ``ranges="ends"`` reports the two ends of a range apart, as TimeML does. ``events`` are known ones whose
    days tell their year. ``lag`` is by how many days the text's calendar is behind ours, 13 in old style: its
    weekdays are those of the days meant. An expression whose days cannot be worked out is left out.

    >>> [(e.start, e.edtf) for e in find_dates("On 27 April 1920 and the next day")]
    [(3, '1920-04-27'), (21, '1920-04-28')]
    """
    found = join(text, _recognise(text))
    ends = [0, *(compound.end for compound in found)]
    compounds = [_with_day_time(text, compound, end) for compound, end in zip(found, ends, strict=False)]
    compounds = [_with_lag(compound, lag) for compound in compounds] if lag else compounds
    story = read_story(text, compounds, anchors, events)
    return tuple(
        expression
        for compound, filled in zip(compounds, story, strict=True)
        if filled
        for expression in _expressions(text, compound, filled, ranges)
    )


def _with_lag(compound: Compound, lag: int) -> Compound:
    """The weekdays of an expression as those of the dates that the text's calendar writes for them."""
    pieces = tuple(
        piece
        if (weekday := piece.date.weekday) is None
        else piece._replace(date=piece.date._replace(weekday=(weekday - lag) % 7))
        for piece in compound.pieces
    )
    return compound._replace(pieces=pieces)


def _windows(text: str, cue: str) -> list[tuple[int, int]]:
    """Stretches of text around the matches of a cue: no rule of that cue can match elsewhere."""
    merged: list[tuple[int, int]] = []
    for match in re.finditer(CUES[cue], text):
        start, end = max(0, match.start() - _REACH), match.end() + _REACH
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _candidates(text: str) -> Iterator[Compound]:
    windows = {cue: _windows(text, cue) for cue in CUES}
    for rule, pattern in compiled():
        for start, end in windows[rule.cue]:
            for match in pattern.finditer(text, start, end):
                pieces = rule.read(match)
                if pieces:
                    yield _compound(text, rule, pieces)


def _compound(text: str, rule: Rule, pieces: tuple[Piece, ...]) -> Compound:
    if rule.article:
        article = _ARTICLE.search(text, max(0, pieces[0].start - 8), pieces[0].start)
        if article:
            pieces = (pieces[0]._replace(start=article.start()), *pieces[1:])
    return Compound(pieces[0].start, pieces[-1].end, rule.name, pieces)


def _recognise(text: str) -> list[Compound]:
    """The longest candidates that a guard lets pass and that do not overlap, in text order."""
    taken = bytearray(len(text))
    kept: list[Compound] = []
    for found in sorted(_candidates(text), key=lambda c: (c.start - c.end, c.start)):
        if any(taken[found.start : found.end]):
            continue
        guard = GUARDS.get(found.rule)
        if guard and not guard(text, found.pieces[0]):
            continue
        taken[found.start : found.end] = b"\1" * (found.end - found.start)
        kept.append(found)
    return sorted(kept)


def _with_day_time(text: str, compound: Compound, free: int) -> Compound:
    """A day takes "the night of" into its span, from where the text is free: not "Sunday night of"."""
    date = compound.pieces[0].date
    if date.unit != "day" or date.shift not in (None, (RUNNING_MONTH, 0)):
        return compound
    lead = _DAY_TIME.search(text, max(free, compound.start - 40), compound.start)
    linked = lead and (lead["link"] or text.startswith(("from", "between"), compound.start))
    return compound._replace(start=lead.start()) if lead and linked else compound


def _expressions(
    text: str, compound: Compound, filled: tuple[Filled, ...], ranges: Ranges
) -> Iterator[DateExpression]:
    about = "~" if _ABOUT.search(text, max(0, compound.start - 20), compound.start) else ""
    if ranges == "whole":
        yield _expression(compound, filled, about)
        return
    for piece, one in zip(compound.pieces, filled, strict=True):
        yield _expression(compound._replace(start=piece.start, end=piece.end), (one,), about)


def _edtf_of(filled: tuple[Filled, ...]) -> str:
    """The EDTF of one date or of a range, whose ends stay as fine as they are written.

    "19 March to 30 April" is not "to April", though both end on the same day.
    """
    first, last = min(filled, key=lambda one: one.first), max(filled, key=lambda one: one.last)
    left = to_edtf(first.first, first.last).partition("/")[0]
    right = to_edtf(last.first, last.last).rpartition("/")[2]
    if first is last or left == right or "X" in left + right:  # EDTF has no "18XX/19XX"
        return to_edtf(first.first, last.last)
    return f"{left}/{right}"


def _expression(compound: Compound, filled: tuple[Filled, ...], about: str) -> DateExpression:
    edtf = _edtf_of(filled)
    bases = {one.basis for one in filled}
    basis = next(basis for basis in _BASES if basis in bases)
    reasons = tuple(dict.fromkeys(one.reason for one in filled if one.reason))
    marked = "/".join(side + about for side in edtf.split("/"))
    return DateExpression(compound.start, compound.end, marked, compound.rule, basis, reasons)
