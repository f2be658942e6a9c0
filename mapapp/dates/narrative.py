"""Which reading of a text's dates makes the best story: years for those that are written without one.

A story mostly goes forward in small steps. Each way to fill in the missing years costs what its jumps in
time cost, and a date may be an aside ("a plan for 1976") which does not move the story. A beam search keeps
the cheapest readings; so a year that is written later can settle an earlier date.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log1p
from typing import NamedTuple

from mapapp.dates.context import Filled, Thread, fillings, named, thread_at
from mapapp.dates.cues import Cues, read_cues
from mapapp.dates.days import date_of_day
from mapapp.dates.events import Event, Known, event_at
from mapapp.dates.joining import Compound
from mapapp.dates.partial import RUNNING_MONTH, Partial, bounds
from mapapp.model.timespan import TimeSpan

BEAM = 8  # readings kept; ten times as many change no figure of the benchmark
# Costs in units of log(months): fitted on half of the WikiWars texts and rounded, for the other half shows
# that doubling or halving any of them changes less than one date in a hundred.
BACK, BACKWARD = 0.8, 0.8  # to go back at all, and by how far, where forward counts 1
NEW_BLOCK = 0.8  # a jump costs less where a paragraph or heading begins
ASIDE = {"day": 6.0, "month": 1.5, "season": 1.5, "year": 1.0}
COUNTED_ASIDE = 1.5  # "two decades earlier" without following the story there
# A document tells of what was: a date this many days after its own costs so much, unless the words point
# ahead; one a little later may be a note in the margin, less so where it is told in the past.
AFTER_DOCUMENT, WELL_AFTER, TOLD_AFTER = 3.0, 60, 45
NOT_AHEAD = 1.5  # a date before the document's, where the words point ahead
OTHER_YEAR = 1.5  # "August 22" in another year than the August or the summer that was named last
FAR_YEAR = 2.0  # ... in a year that is not even beside it
OFF_EVENT = 1.5  # a day in another year than that of the event it is known for
LOOK_BACK, NO_LOOK_BACK = 0.3, 2.0  # in a clause with "had": to go back without moving, to go on
OTHER_MONTH = 0.5  # a day alone in a month beside the one named last
_MONTH = 30.4  # days
_PART_OF_YEAR = 250  # days; a whole year that is named says less
_LONG = 31  # days that a span needs to hold a story instead of moving it


class Past(NamedTuple):
    """The chain of expressions filled so far, last first (None where one could not be)."""

    filled: tuple[Filled, ...] | None
    before: Past | None


class Setting(NamedTuple):
    """What surrounds an expression: years ahead, how easy a jump is here, words and an event beside it."""

    ahead: tuple[int, ...]
    ease: float
    cues: Cues
    event: Known | None


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
    years_ahead = _years_ahead(compounds, cues, known)
    waiting = sorted(anchors, key=lambda anchor: anchor[0], reverse=True)
    beam, end = [Story(0.0, Thread(), None)], 0
    for compound, ahead, beside, event in zip(compounds, years_ahead, cues, known, strict=True):
        while waiting and waiting[-1][0] <= compound.start:
            span = waiting.pop()[1]
            thread = thread_at(span) if span else beam[0].thread._replace(home=None)
            beam = [beam[0]._replace(thread=thread)]
        ease = NEW_BLOCK if text.find("\n", end, compound.start) >= 0 else 1.0
        setting = Setting(ahead, ease, beside, event)
        grown = [new for story in beam for new in _grow(story, compound, setting)]
        beam, end = (
            _best(grown) or [story._replace(past=Past(None, story.past)) for story in beam],
            compound.end,
        )
    return _unchain(beam[0].past)


def _years_ahead(
    compounds: Sequence[Compound], cues: Sequence[Cues], events: Sequence[Known | None]
) -> list[tuple[int, ...]]:
    """For each expression the next year written after it, but not in a stamp, and that of the next event."""
    ahead: list[tuple[int, ...]] = []
    written: tuple[int, ...] = ()
    known: tuple[int, ...] = ()
    for compound, beside, event in zip(compounds[::-1], cues[::-1], events[::-1], strict=True):
        known = (event.year,) if event else known
        ahead.append(written + known)
        date = compound.pieces[0].date
        if date.complete and date.year is not None and not beside.stamp:
            written, known = (date.year,), ()
    return ahead[::-1]


def _grow(story: Story, compound: Compound, setting: Setting) -> list[Story]:
    """The stories that go on with this expression: each filling, as a step of the story or as an aside."""
    grown = []
    for found in fillings(compound.pieces, story.thread, setting.ahead):
        filled = _with_event(found, setting.event)
        past = Past(filled, story.past)
        if setting.cues.stamp:
            grown.append(Story(story.cost + _step(story.thread, filled), story.thread, past))
            continue
        thread = story.thread
        for one in filled:
            thread = named(thread, one)
        thread = thread._replace(span=(filled[0].first, filled[-1].last))
        cost = story.cost + _against(thread, filled, setting.cues)
        cost += _other_month(compound, story.thread, filled)
        cost += OFF_EVENT * (setting.event is not None and filled[0].date.year != setting.event.year)
        aside = _aside(thread, filled, setting.cues)
        if aside is not None:
            grown.append(Story(cost + aside, thread, past))
        if filled[0].date.unit in ASIDE:
            step = _step(thread, filled) * setting.ease
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


def _aside(thread: Thread, filled: tuple[Filled, ...], cues: Cues) -> float | None:
    """What it costs that the story does not follow a date; None where it must."""
    unit, basis = filled[0].date.unit, filled[0].basis
    if basis == "context":  # a date that needs the story's year is a part of it, unless it is looked back on
        high = filled[-1].last
        if cues.back and thread.low is not None and high < thread.low:
            return LOOK_BACK * log1p((thread.low - high) / _MONTH)
        return None
    return COUNTED_ASIDE if basis == "relative" else ASIDE.get(unit, 0.0)


def _against(thread: Thread, filled: tuple[Filled, ...], cues: Cues) -> float:
    """What it costs to read a date against the words beside it, or as later than the document itself."""
    low, basis = filled[0].first, filled[0].basis
    if basis == "explicit" or filled[0].reason.startswith("two digits"):
        return 0.0
    cost = 0.0
    if cues.back and basis == "context" and thread.high is not None and low > thread.high:
        cost += NO_LOOK_BACK
    if thread.home is not None and cues.ahead:
        cost += NOT_AHEAD * (low <= thread.home)
    elif thread.home is not None and low > thread.home:
        well_after = 1 if basis == "relative" else TOLD_AFTER if cues.past else WELL_AFTER
        cost += AFTER_DOCUMENT * min(1.0, (low - thread.home) / well_after)
    return cost


def _other_month(compound: Compound, thread: Thread, filled: tuple[Filled, ...]) -> float:
    """What it costs to leave the month, or the year, that was named last."""
    date = filled[0].date
    if compound.pieces[0].date.shift == (RUNNING_MONTH, 0):
        return OTHER_MONTH * (date.month != thread.month)
    if filled[0].basis != "context" or thread.span[1] - thread.span[0] > _PART_OF_YEAR:
        return 0.0
    within = {
        year for year in {date_of_day(day)[0] for day in thread.span} if _is_within(date, year, thread.span)
    }
    far = thread.year is not None and abs((date.year or 0) - thread.year) > 1
    return OTHER_YEAR * (bool(within) and date.year not in within) + FAR_YEAR * far


def _is_within(date: Partial, year: int, span: tuple[int, int]) -> bool:
    days = bounds(date._replace(year=year))
    return days is not None and span[0] <= days[0] and days[1] <= span[1]


def _step(thread: Thread, filled: tuple[Filled, ...]) -> float:
    """What it costs the story to go from where it stands to these days."""
    low, high = filled[0].first, filled[-1].last
    if thread.low is None or thread.high is None:
        return 0.0
    if low > thread.high:
        return log1p((low - thread.high) / _MONTH)
    if high < thread.low:
        return BACK + BACKWARD * log1p((thread.low - high) / _MONTH)
    return 0.0


def _moved(thread: Thread, filled: tuple[Filled, ...]) -> Thread:
    """The story at these days; a long span around it leaves it where it stands.

    A story that goes on well after a document's day has left that document.
    """
    low, high = filled[0].first, filled[-1].last
    if thread.low is not None and low <= thread.low <= high and high - low >= _LONG:
        return thread
    left = thread.home is not None and low > thread.home + _LONG and filled[0].basis == "explicit"
    home = None if left else thread.home
    return thread._replace(low=low, high=high, home=home)


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
