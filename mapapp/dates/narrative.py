"""Which reading of a text's dates makes the best story: years for those that are written without one.

A story mostly goes forward in small steps. Each way to fill in the missing years costs what its jumps in
time cost, and a date may be an aside ("a plan that failed in 1976") which does not move the story. A beam
search keeps the cheapest readings; so a year that is written later can settle an earlier date.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log1p
import re
from typing import NamedTuple

from mapapp.dates.context import Filled, Thread, fillings, named, thread_at
from mapapp.dates.joining import Compound
from mapapp.model.timespan import TimeSpan

BEAM = 12  # readings kept; twice as many change no figure of the benchmark
# Costs, fitted on half of the WikiWars texts (benchmarks/dates.py tells on which); a month forward costs
# FORWARD * log 2, and so on.
COSTS = {"fwd": 1.0, "bwd": 1.0, "back": 0.8, "xfwd": 0.5, "xbwd": 0.5, "xback": 0.8, "day": 4.0, "month": 3.5,
         "season": 3.5, "year": 1.6, "rel": 1.0, "pi": 0.0, "px": 0.0, "par": 0.8, "bracket": 0.5, "start": 1.5}
_MONTH = 30.4  # days


class Reading(NamedTuple):
    """One way to read the dates so far: what it costs, where it stands and how each was filled."""

    cost: float
    thread: Thread
    past: Past | None


class Past(NamedTuple):
    """The chain of expressions filled so far, last first (None where one could not be)."""

    filled: tuple[Filled, ...] | None
    before: Past | None


def read_story(
    text: str, compounds: Sequence[Compound], anchors: Sequence[tuple[int, TimeSpan]]
) -> list[tuple[Filled, ...] | None]:
    """For each expression its dates, or None where they cannot be known."""
    years_ahead = _years_ahead(compounds)
    flags = []
    prev = 0
    for c in compounds:
        flags.append(("\n" in text[prev:c.start], text[c.start-1:c.start] == "(" or (text[c.end:c.end+1]==")"), bool(re.search(r"(?:^|[.!?]\s+|\n)(?:In|By|Until|During|From|Since)\s+$", text[max(0,c.start-15):c.start]))))
        prev = c.end
    waiting = sorted(anchors, reverse=True)
    beam = [Reading(0.0, Thread(), None)]
    for number, compound in enumerate(compounds):
        while waiting and waiting[-1][0] <= compound.start:
            beam = [beam[0]._replace(thread=thread_at(waiting.pop()[1]))]
        grown = [new for reading in beam for new in _grow(reading, compound, years_ahead[number], flags[number])]
        beam = _best(grown) or [r._replace(past=Past(None, r.past)) for r in beam]
    return _unchain(beam[0].past)


def _years_ahead(compounds: Sequence[Compound]) -> list[tuple[int, ...]]:
    """For each expression the next year that is written after it."""
    ahead: list[tuple[int, ...]] = []
    following: tuple[int, ...] = ()
    for compound in reversed(compounds):
        ahead.append(following)
        year = compound.pieces[0].date.year
        if year is not None and compound.pieces[0].date.complete:
            following = (year,)
    return ahead[::-1]


def _grow(reading: Reading, compound: Compound, years_ahead: tuple[int, ...], flag) -> list[Reading]:
    grown = []
    for filled in fillings(compound.pieces, reading.thread, years_ahead):
        thread = reading.thread
        for one in filled:
            thread = named(thread, one)
        past = Past(filled, reading.past)
        low, high = filled[0].first, filled[-1].last
        aside = COSTS.get(filled[0].date.unit, 0.0) * (COSTS["bracket"] if flag[1] else 1) * (COSTS["start"] if flag[2] else 1)
        if filled[0].basis == "explicit":
            grown.append(Reading(reading.cost + aside, thread, past))
        if filled[0].basis == "relative":
            grown.append(Reading(reading.cost + COSTS["rel"], thread, past))
        if filled[0].date.unit in COSTS:
            step = _step(thread, low, high, filled[0].basis == "explicit") * (COSTS["par"] if flag[0] else 1)
            grown.append(Reading(reading.cost + step, _moved(thread, low, high), past))
    return grown


def bc(g, x):
    p = COSTS["px" if x else "pi"]
    return ((1 + g) ** p - 1) / p if abs(p) > 0.01 else log1p(g)


def _step(thread: Thread, low: int, high: int, x) -> float:
    """What it costs the story to go from where it stands to these days."""
    if thread.low is None or thread.high is None:
        return 0.0
    if low > thread.high:
        return COSTS["x"*x+"fwd"] * bc((low - thread.high) / _MONTH, x)
    if high < thread.low:
        return COSTS["x"*x+"back"] + COSTS["x"*x+"bwd"] * bc((thread.low - high) / _MONTH, x)
    return 0.0


def _moved(thread: Thread, low: int, high: int) -> Thread:
    """The story at these days; a long time does not make it forget where in that time it stood."""
    if thread.low is not None and low <= thread.low <= high and high - low > 31:
        return thread
    return thread._replace(low=low, high=high)


def _best(grown: list[Reading]) -> list[Reading]:
    """The cheapest readings; of those that stand at the same place only one."""
    by_thread: dict[Thread, Reading] = {}
    for reading in sorted(grown, key=lambda r: r.cost):
        by_thread.setdefault(reading.thread, reading)
    return list(by_thread.values())[:BEAM]


def _unchain(past: Past | None) -> list[tuple[Filled, ...] | None]:
    result = []
    while past:
        result.append(past.filled)
        past = past.before
    return result[::-1]
