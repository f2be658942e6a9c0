"""When a sentence is that names a period or an event: "under the Musavat government", "the fall of Kars"."""

from __future__ import annotations

from mapapp.geoparse.periods import PeriodCue, find_period, period_days
from mapapp.geoparse.story import Story
from mapapp.model.mention import When


def from_name(story: Story, index: int, *, in_document: bool = False) -> When | None:
    """The days of the period or event that a sentence names; None where it names none.

    A document tells of an event as news of its own time; beside a date of its own, "before the war" only
    looks back.
    """
    cue = find_period(story.sentences[index].plain, story.around.periods, story.now(index))
    if cue is None or (in_document and _is_news(cue, dated=bool(story.anchors[index]))):
        return None
    span = period_days(cue, story.now(index))
    reason = f"it names a period: {cue.words!r} is {cue.period.name}, {span.edtf}"
    return When(span, "period", (reason,), cue.words)


def _is_news(cue: PeriodCue, *, dated: bool) -> bool:
    return cue.relation in {"itself", "subject", "by"} or (dated and cue.relation == "before")
