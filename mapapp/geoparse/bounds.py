"""To which days that runs which is told since a date, or from which that is told until one."""

from __future__ import annotations

from collections.abc import Sequence

from mapapp.geoparse.anchors import Anchor
from mapapp.geoparse.clause_tenses import looks_back
from mapapp.geoparse.narrative import SentenceDates
from mapapp.geoparse.prose import Dated
from mapapp.model.timespan import TimeSpan


def end_of_since(chosen: Sequence[Anchor], found: SentenceDates) -> TimeSpan | None:
    """The time to which "since 1917" runs: another date of the sentence, else what is told of just before.

    Or that from which "until 1921" does: a date before it in the sentence, else what is told of.
    """
    if chosen[-1].role == "until":
        earlier = [
            a.date.span for a in found.anchors if a.role == "event" and a.date.end <= chosen[-1].date.start
        ]
        return earlier[-1] if earlier else found.now
    others = [
        a.date
        for a in found.anchors
        if a not in chosen and a.role in ("event", "paper") and _may_end(a.date, chosen[-1].date, found)
    ]
    later = [date.span for date in others if date.start > chosen[-1].date.end]
    return later[0] if later else others[-1].span if others else found.now


def _may_end(date: Dated, since: Dated, found: SentenceDates) -> bool:
    """Whether what is told since a date may run to another: a later one that is no look back and no plan."""
    if (date.span.day_max or 0) <= (since.span.day_max or 0):
        return False
    if found.default.basis == "heading" and found.default.span:
        return (date.span.day_min or 0) <= (found.default.span.day_max or 0)
    return date.start < since.start or not looks_back(found.sentence.plain, date.start, date.end)
