"""What it costs that the story does not follow a date: an aside, a look back, what bounds the story.

The units are those of ``costs``, of which this is a part.
"""

from __future__ import annotations

from math import log1p

from mapapp.dates.cues import Cues
from mapapp.dates.thread import NOTHING, Filled, Thread

ASIDE = {"day": 6.0, "month": 1.5, "season": 1.5, "year": 1.0}
COUNTED_ASIDE = 1.5  # "two decades earlier" without following the story there
AFTER_ASIDE = 0.3  # the share of that where it goes on with an aside long before the story: "that autumn"
LOOK_BACK = 0.3  # in a clause with "had": by how far it goes back without moving the story
BOUND_ASIDE = 0.5  # "until June", where the story stays in April
RECENT_ASIDE = 0.5  # a day of the month before a document's own: "examined on 14 December"
HOME_ASIDE = 0.5  # a date that counts from a document's own, which the story need not follow: "next week"
MONTH = 30.4  # days
_FAR = 60  # days between an aside and the story
_TWO_WEEKS = 16  # days


def look_away(cues: Cues) -> int:
    """How far words look away from the story: 1 where its month stays, 2 where days count from it too."""
    return 2 if cues.ahead or cues.since else int(cues.back or cues.bound)


def aside_cost(thread: Thread, filled: tuple[Filled, ...], cues: Cues, before: Thread) -> float | None:
    """What it costs that the story does not follow a date; None where it must."""
    unit, basis, high = filled[0].date.unit, filled[0].basis, filled[-1].last
    if cues.back and thread.low is not None and high < thread.low:
        looked = LOOK_BACK * log1p((thread.low - high) / MONTH)
        return looked if basis == "context" else min(looked, ASIDE.get(unit, 0.0))
    if basis == "context":
        return _cost_in_context(filled, cues, before)
    if basis == "relative":
        if before.home is not None and filled[0].date.frame != "named" and _is_near(before.home, filled):
            return HOME_ASIDE
        return COUNTED_ASIDE * (AFTER_ASIDE if is_away(before) and filled[0].date.frame == "named" else 1.0)
    return ASIDE.get(unit, 0.0)


def _cost_in_context(filled: tuple[Filled, ...], cues: Cues, thread: Thread) -> float | None:
    """That of a date which needs the story's year: it is a part of it, but where its words look away."""
    low, high = filled[0].first, filled[-1].last
    if is_away(thread) and cues.that and high < (thread.low or 0):
        return COUNTED_ASIDE * AFTER_ASIDE  # "that autumn", of the years just looked back on
    told = cues.past and thread.home is not None
    if cues.bound and not told and thread.high is not None and low > thread.high:
        return BOUND_ASIDE
    recent = thread.home is not None and filled[0].date.unit == "day" and 0 <= thread.home - high <= MONTH
    return RECENT_ASIDE if recent else None


def _is_near(home: int, filled: tuple[Filled, ...]) -> bool:
    """Whether days lie within two weeks of a document's own."""
    return abs(filled[0].first - home) <= _TWO_WEEKS


def is_of_issue(thread: Thread, one: Filled) -> bool:
    """Whether a date tells of the weeks of the paper that prints the text, not of what it tells."""
    of_writing = one.basis == "relative" and one.date.frame != "named"
    if thread.issue is None or thread.home is not None or not of_writing:
        return False
    return abs(one.first - thread.issue) <= MONTH


def cost_beside_issue(thread: Thread, one: Filled, cues: Cues) -> float:
    """What it costs that such a date lies after the paper, or before it where the words point ahead."""
    return float((one.first > (thread.issue or 0)) != cues.ahead)


def is_away(thread: Thread) -> bool:
    """Whether what was named last was an aside, months before the story."""
    return thread.low is not None and thread.span != NOTHING and thread.low - thread.span[1] > _FAR
