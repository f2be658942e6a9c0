"""Which reading of a text's dates makes the best story: years for those that are written without one.

A story mostly goes forward in small steps. Each way to fill in the missing years costs what its jumps in
time cost, and a date may be an aside ("a plan for 1976") which does not move the story. A beam search keeps
the cheapest readings (``costs``); so a year that is written later can settle an earlier date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from mapapp.dates.asides import ASIDE, aside_cost, cost_beside_issue, is_of_issue, look_away
from mapapp.dates.context import fillings
from mapapp.dates.costs import Setting, is_said_again, reading_cost, step_cost
from mapapp.dates.cues import Cues, read_cues
from mapapp.dates.events import Event, Known, event_at, year_of_names
from mapapp.dates.joining import Compound
from mapapp.dates.series import at_dateline, day_of_issue, is_dateline, thread_of_document
from mapapp.dates.thread import Filled, Thread, named
from mapapp.model.timespan import TimeSpan

BEAM = 8  # readings kept; ten times as many change no figure of the benchmark
NEW_BLOCK = 0.8  # a jump costs less where a paragraph or heading begins
_LINE_END = re.compile(r"[.:)\]]?[^\S\n]*(?:\n|$)")
_NEAR = 12  # characters, as in "three years earlier, in April of 1918"
_BREAK = re.compile(r"[.;:\n]")
_TITLE = 120  # characters of a title at most
_OF_A_NAME, _NAMED = re.compile(r"\b(?:the|these|those)\s+$"), re.compile(r"\s+[a-z]{3}")
_BIRTH = re.compile(r"\b(?:born|b\.)[^.;]{0,40}$")
_IN = re.compile(r"\b[Ii]n $")
_LONG = 31  # days that a span needs to hold a story instead of moving it


class Past(NamedTuple):
    """The chain of expressions filled so far, last first (None where one could not be)."""

    filled: tuple[Filled, ...] | None
    before: Past | None


class Story(NamedTuple):
    """One way to read the dates so far: what it costs, where it stands and how each was filled."""

    cost: float
    thread: Thread
    past: Past | None


def read_story(
    text: str,
    compounds: Sequence[Compound],
    anchors: Sequence[tuple[int, TimeSpan | None]],
    events: Sequence[Event] = (),
) -> list[tuple[Filled, ...] | None]:
    """For each expression its dates, or None where they cannot be known.

    ``anchors`` are positions from which a document holds, with its date: there the story begins anew;
    None where a document ends, and its day is no longer the writer's. ``events`` give years to their days.
    """
    cues = [read_cues(text, compound.start, compound.end) for compound in compounds]
    known = [event_at(text, compound, events) for compound in compounds]
    years_ahead = _years_ahead(text, compounds, cues, known)
    if not any(years_ahead) and (year := year_of_names(text, events)) is not None:
        years_ahead = [(year,)] * len(compounds)
    in_years = _years_told_in(text, compounds)
    title, lines = years_of_title(text, compounds), years_of_lines(text, compounds)
    waiting = sorted(anchors, key=lambda anchor: anchor[0], reverse=True)
    issue = day_of_issue(text, compounds)
    beam, end, counted, day = [Story(0.0, Thread(issue=issue), None)], 0, False, None
    for compound, ahead, beside, event, line in zip(compounds, years_ahead, cues, known, lines, strict=True):
        heads = False
        while waiting and waiting[-1][0] <= compound.start:
            thread, span = beam[0].thread._replace(home=None, issue=issue), waiting.pop()[1]
            if span:
                thread = thread_of_document(span, compound, day)
                day, heads = thread.home or day, is_dateline(compound, thread)
            beam = [beam[0]._replace(thread=thread)]
        ease = NEW_BLOCK if text.find("\n", end, compound.start) >= 0 else 1.0
        close = compound.start - end <= _NEAR and not _BREAK.search(text, end, compound.start)
        new = next((year for year in ahead if year in in_years), None)
        setting = Setting(ahead, ease, beside, event, close and counted, close, heads, title, line, new)
        if issue is not None and compound is compounds[0]:  # it stands over the text and tells of nothing
            setting = setting._replace(cues=beside._replace(stamp=True))
        grown = [new for story in beam for new in _grow(story, compound, setting)]
        beam, end = (
            _best(grown) or [story._replace(past=Past(None, story.past)) for story in beam],
            compound.end,
        )
        counted = (compound.pieces[0].date.shift or ("",))[0] == "year"
    return _unchain(beam[0].past)


def years_of_title(text: str, compounds: Sequence[Compound]) -> range | None:
    """The years that a title over the text names: "The campaign for Baku, 1918"; None without one."""
    end = text.find("\n", len(text) - len(text.lstrip()))
    title = text[:end].strip() if end >= 0 else ""
    if not title or len(title) > _TITLE or title.endswith((".", ",", ";")):
        return None
    dates = [piece.date for c in compounds if c.end <= end for piece in c.pieces]
    years = [date.year for date in dates if date.complete and date.unit == "year" and date.year is not None]
    return range(min(years), max(years) + 1) if years else None


def years_of_lines(text: str, compounds: Sequence[Compound]) -> list[int | None]:
    """For each expression the year in a line of its own above it, as over the entries of a chronology."""
    found: list[int | None] = []
    year: int | None = None
    for compound in compounds:
        found.append(year)
        date = compound.pieces[0].date
        if len(compound.pieces) == 1 and date.unit == "year" and date.complete and not date.part:
            start = text.rfind("\n", 0, compound.start) + 1
            if _LINE_END.match(text, compound.end) and not text[start : compound.start].strip(" [("):
                year = date.year
    return found


def _years_told_in(text: str, compounds: Sequence[Compound]) -> set[int]:
    """The whole years in which something is told: "it was denounced in 1921"."""
    dates = [(c.start, c.pieces[0].date) for c in compounds if len(c.pieces) == 1]
    return {
        date.year
        for start, date in dates
        if date.unit == "year" and date.year and not date.part and _IN.search(text[max(0, start - 4) : start])
    }


def _years_ahead(
    text: str, compounds: Sequence[Compound], cues: Sequence[Cues], events: Sequence[Known | None]
) -> list[tuple[int, ...]]:
    """For each expression the next year written after it, but not in a stamp, and that of the next event.

    One that is part of a name does not hide the next: "the May 1918 battles".
    """
    ahead: list[tuple[int, ...]] = []
    written: tuple[int, ...] = ()
    known: tuple[int, ...] = ()
    for compound, beside, event in zip(compounds[::-1], cues[::-1], events[::-1], strict=True):
        is_name = bool(_OF_A_NAME.search(text[max(0, compound.start - 8) : compound.start]))
        is_name = is_name and bool(_NAMED.match(text, compound.end))
        known = (event.year,) if event else known
        before = tuple(year - 1 for year in written)  # "In November they came. By March 1921 they had gone."
        ahead.append(written + known + before)
        date = compound.pieces[0].date
        birth = _BIRTH.search(text[max(0, compound.start - _TITLE) : compound.start])
        if date.complete and date.year is not None and not (beside.stamp or birth):
            written, known = (date.year, *(written[:1] if is_name else ())), ()
    return ahead[::-1]


def _grow(story: Story, compound: Compound, setting: Setting) -> list[Story]:
    """The stories that go on with this expression: each filling, as a step of the story or as an aside."""
    grown = []
    ways = fillings(compound.pieces, story.thread, setting.ahead)
    for found in at_dateline(ways, story.thread) if setting.heads else ways:
        filled = _with_event(found, setting.event)
        past = Past(filled, story.past)
        if setting.cues.stamp:
            other = filled[0].basis == "context" and setting.ahead and filled[0].date.year != setting.ahead[0]
            cost = step_cost(story.thread, filled) + bool(
                other
            )  # "(Received March 2.)" over "February 12, 1920"
            grown.append(Story(story.cost + cost, story.thread, past))
            continue
        if is_of_issue(story.thread, filled[0]):
            cost = cost_beside_issue(story.thread, filled[0], setting.cues)
            grown.append(Story(story.cost + cost, story.thread, past))
            continue
        thread = story.thread
        for one in filled:
            thread = named(thread, one)
        away = look_away(setting.cues)
        thread = thread._replace(span=(filled[0].first, filled[-1].last), away=away)
        cost = story.cost + reading_cost(compound, story.thread, filled, setting)
        again = is_said_again(compound, story.thread, filled, setting)
        aside = 0.0 if again else aside_cost(thread, filled, setting.cues, story.thread)
        if aside is not None:
            grown.append(Story(cost + aside, thread, past))
        if filled[0].date.unit in ASIDE:
            step = step_cost(story.thread, filled) * setting.ease
            grown.append(Story(cost + step, _moved(thread, filled), past))
    return grown


def _with_event(filled: tuple[Filled, ...], event: Known | None) -> tuple[Filled, ...]:
    """The filling, saying so where its year is that of the event."""
    if event is None or filled[0].date.year != event.year:
        return filled
    return (
        filled[0]._replace(reason=f"{filled[0].reason}; the year of an event: {event.event.name}"),
        *filled[1:],
    )


def _moved(thread: Thread, filled: tuple[Filled, ...]) -> Thread:
    """The story at these days; a long span around it leaves it where it stands.

    A story that goes on well after a document's day has left that document.
    """
    low, high = filled[0].first, filled[-1].last
    if thread.low is not None and low <= thread.low <= high and high - low >= _LONG:
        return thread
    left = thread.home is not None and low > thread.home + _LONG and filled[0].basis == "explicit"
    home = None if left else thread.home
    return thread._replace(low=low, high=high, home=home, away=0)


def _best(grown: list[Story]) -> list[Story]:
    """The cheapest stories; of those that stand at the same place only one."""
    by_thread: dict[Thread, Story] = {}
    for story in sorted(grown, key=lambda story: story.cost):
        by_thread.setdefault(story.thread, story)
        if len(by_thread) == BEAM:
            break
    return list(by_thread.values())


def _unchain(past: Past | None) -> list[tuple[Filled, ...] | None]:
    result = []
    while past:
        result.append(past.filled)
        past = past.before
    return result[::-1]
