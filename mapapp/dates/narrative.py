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
from mapapp.dates.cues import Cues, read_all_cues
from mapapp.dates.days import date_of_day
from mapapp.dates.events import Event, Known, event_at, year_of_names
from mapapp.dates.joining import Compound
from mapapp.dates.lines import (
    goes_on,
    heads_entry,
    is_birth,
    is_label,
    is_of_name,
    is_running_label,
    years_of_lines,
    years_of_title,
    years_told_in,
)
from mapapp.dates.series import at_dateline, day_of_issue, is_dateline, thread_of_document
from mapapp.dates.thread import Filled, Thread, moved, named, named_days
from mapapp.model.timespan import TimeSpan

BEAM = 8  # readings kept; ten times as many change no figure of the benchmark
MARGIN = 5.0  # ... and none that costs so much more than the cheapest: to keep them changes none either
NEW_BLOCK = 0.8  # a jump costs less where a paragraph or heading begins
FOLLOW_BACK = 1.0  # to follow a look back and stay there
_NEAR = 18  # characters, as in "three years earlier, in April of 1918"
_BREAK = re.compile(r"[.;\n]")


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
    cues = read_all_cues(text, [(compound.start, compound.end) for compound in compounds])
    known = [event_at(text, compound, events) for compound in compounds]
    years_ahead = _years_ahead(text, compounds, cues, known)
    if not any(years_ahead) and (year := year_of_names(text, events)) is not None:
        years_ahead = [(year,)] * len(compounds)
    in_years = years_told_in(text, compounds)
    title, lines = years_of_title(text, compounds), years_of_lines(text, compounds)
    waiting = sorted(anchors, key=lambda anchor: anchor[0], reverse=True)
    issue = day_of_issue(text, compounds)
    beam, end, counted, day = [Story(0.0, Thread(issue=issue), None)], 0, False, None
    last, since = None, None
    for compound, ahead, beside, event, line in zip(compounds, years_ahead, cues, known, lines, strict=True):
        heads = False
        while waiting and waiting[-1][0] <= compound.start:
            thread, heads = _in_document(
                beam[0].thread._replace(issue=issue), waiting.pop()[1], compound, day
            )
            beam, day = [beam[0]._replace(thread=thread)], thread.home or day
        label = is_label(text, compound)
        if not heads:
            beam = _at_label(text, compound, beam, since if label else None)
        ease = NEW_BLOCK if text.find("\n", end, compound.start) >= 0 else 1.0
        close = compound.start - end <= _NEAR and not _BREAK.search(text, end, compound.start)
        new = next((year for year in ahead if year in in_years), None)
        setting = Setting(
            ahead,
            ease,
            beside,
            event,
            close and counted,
            close,
            heads,
            title,
            line,
            new,
            goes_on(text, last, compound),
        )
        if issue is not None and compound is compounds[0]:  # it stands over the text and tells of nothing
            setting = setting._replace(cues=beside._replace(stamp=True))
        grown = [longer for story in beam for longer in _grow(story, compound, setting)]
        beam, end = (
            _best(grown) or [story._replace(past=Past(None, story.past)) for story in beam],
            compound.end,
        )
        counted = (compound.pieces[0].date.shift or ("",))[0] == "year"
        since = 0 if label or heads_entry(text, compound) else None if since is None else since + 1
        last = compound
    return _unchain(beam[0].past)


def _in_document(
    thread: Thread, span: TimeSpan | None, compound: Compound, day: int | None
) -> tuple[Thread, bool]:
    """The thread where a document begins, or ends, and whether the expression is its dateline."""
    if span is None:
        return thread._replace(home=None), False
    begun = thread_of_document(span, compound, day)
    return begun, is_dateline(compound, begun)


def _at_label(text: str, compound: Compound, beam: list[Story], since: int | None) -> list[Story]:
    """The stories where an expression heads an entry: back at the last one, or out of its document."""
    if since is not None:
        return [_at_entry(story, since) for story in beam]
    if is_running_label(text, compound):
        return [_past_document(story, compound) for story in beam]
    return beam


def _past_document(story: Story, compound: Compound) -> Story:
    """The story in no document any more, at an entry of a later day of its year."""
    home, date = story.thread.home, compound.pieces[0].date
    if home is None or (date.day and (date.month or 0, date.day) <= date_of_day(home)[1:]):
        return story
    return story._replace(thread=story.thread._replace(home=None))


def _at_entry(story: Story, steps: int) -> Story:
    """The story at the head of the last entry, so many expressions back, whatever it told."""
    past = story.past
    for _ in range(steps):
        past = past.before if past else None
    if past is None or not past.filled:
        return story
    first, last = past.filled[0].first, past.filled[-1].last
    thread = story.thread._replace(low=first, high=last, span=(first, last), away=0, home=None)
    return story._replace(thread=named(thread, past.filled[-1]))


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
        known = (event.year,) if event else known
        before = tuple(year - 1 for year in written)  # "In November they came. By March 1921 they had gone."
        ahead.append(written + known + before)
        date = compound.pieces[0].date
        if date.complete and date.year is not None and not (beside.stamp or is_birth(text, compound)):
            written, known = (date.year, *(written[:1] if is_of_name(text, compound) else ())), ()
    return ahead[::-1]


def _grow(story: Story, compound: Compound, setting: Setting) -> list[Story]:
    """The stories that go on with this expression: each filling, as a step of the story or as an aside."""
    grown = []
    ways = fillings(compound.pieces, story.thread, setting.ahead)
    for found in at_dateline(ways, story.thread) if setting.heads else ways:
        filled = _with_event(found, setting.event)
        past = Past(filled, story.past)
        if setting.cues.stamp:
            # "(Received March 2.)" over "February 12, 1920"
            other = filled[0].basis == "context" and setting.ahead[:1] not in {(), (filled[0].date.year,)}
            cost = step_cost(story.thread, filled) + other
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
        thread = thread._replace(span=named_days(filled), away=away)
        cost = story.cost + reading_cost(compound, story.thread, filled, setting)
        again = is_said_again(compound, story.thread, filled, setting)
        aside = 0.0 if again else aside_cost(thread, filled, setting.cues, story.thread)
        if aside is not None:
            grown.append(Story(cost + aside, thread, past))
        if filled[0].date.unit in ASIDE:
            step = step_cost(story.thread, filled) * setting.ease
            stood = story.thread.span[0] if story.thread.low is None else story.thread.low
            step += FOLLOW_BACK * (setting.cues.back and filled[-1].last < stood)
            grown.append(Story(cost + step, moved(thread, filled, told=setting.cues.past), past))
    return grown


def _with_event(filled: tuple[Filled, ...], event: Known | None) -> tuple[Filled, ...]:
    """The filling, saying so where its year is that of the event."""
    if event is None or filled[0].date.year != event.year:
        return filled
    return (
        filled[0]._replace(reason=f"{filled[0].reason}; the year of an event: {event.event.name}"),
        *filled[1:],
    )


def _best(grown: list[Story]) -> list[Story]:
    """The cheapest stories; of those that stand at the same place only one."""
    by_thread: dict[Thread, Story] = {}
    for story in sorted(grown, key=lambda story: story.cost):
        by_thread.setdefault(story.thread, story)
        if len(by_thread) == BEAM or story.cost > MARGIN + next(iter(by_thread.values())).cost:
            break
    return list(by_thread.values())


def _unchain(past: Past | None) -> list[tuple[Filled, ...] | None]:
    result = []
    while past:
        result.append(past.filled)
        past = past.before
    return result[::-1]
