"""When a heading is, by what stands below it; and what a text tells of the day that is written under it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mapapp.dates.spans import hull
from mapapp.geoparse.periods import whole_months, whole_years
from mapapp.geoparse.story import YEAR_DAYS, Story, within_year
from mapapp.geoparse.tenses import entry_head, has_verb, is_signature, is_timeless
from mapapp.model.mention import When
from mapapp.model.timespan import TimeSpan

_DEFINES = re.compile(r"^[^,;]{2,80}? (?:is|are) (?:an?|the)\b")  # "Baku is a town on the Caspian"
_FEW = 3  # dates below a heading that do not tell of its time
_HEADLINES = 5  # lines of titles over a document, and its first
_WRITTEN_SOON = 5  # years from what is told of, up to which a text tells of its author's own days too
THIN_DAYS = 200  # more than half a year without a date parts a title's story from its aftermath
# A title that tells what happened, or of what had its days: a war, a republic, a regiment, a journey.
_HAPPENS = re.compile(
    r"\b(?:wars?|battles?|sieges?|fall|capture|taking|(?:up)?risings?|revolts?|campaigns?|exodus|flight|march|"
    r"retreat|advance|conquest|massacres?|tragedy|struggle|fight(?:ing)?|defen[cs]e|making|birth|end|death|"
    r"reforms?|events?|crisis|conflicts?|journey|travels?|visit|republic|soviet|commune|state|army|armies|corps|"
    r"brigade|regiment|battalion|garrison|troops|front|famine|refugees|years?|days?|months?|winter|summer|spring|"
    r"autumn|question|treaty|peace|armistice|mandate|shura|bolsheviks?|under|during|chapter|part|"
    r"\w{3,}(?<!sta)(?<!sec)[st]ions?|\w{3,}ments?|\w{3,}[ae]nce)\b|\d",
    re.IGNORECASE,
)
_GENERATION = 30 * YEAR_DAYS  # a text that tells of more time is not of one time


def is_of_thing(story: Story, index: int) -> bool:
    """Whether words without a verb head an entry, or name a thing and the text below all its life.

    "Julfa. Town on the Aras": no time is told; nor in "The Red Bridge" over what it is, or over centuries.
    """
    plain, after = story.sentences[index].plain, index + 1
    if has_verb(plain) or story.anchors[index] or after == len(story.sentences):
        return False
    if entry_head(story.sentences[after].plain):
        return True
    if not story.sentences[index].is_heading or _HAPPENS.search(plain):
        return False
    return is_timeless(story.sentences[after].plain) or _years_below(story, index) > _GENERATION


def _years_below(story: Story, index: int) -> int:
    """How many days pass in the text below a heading, from its first date to the last but one."""
    days = []
    for later in range(index + 1, len(story.sentences)):
        if story.sentences[later].is_heading or story.key(later) is not None:
            break
        days += [a.date.span.day_min for a in story.anchors[later] if a.date.span.day_min is not None]
    if len(days) <= _FEW:
        return 0
    return sorted(days)[-2] - min(days[0], sorted(days)[1])


def of_section(story: Story, index: int) -> When | None:
    """A heading: the months that the text below it tells of, or the years where they are more than one."""
    if index == 0 and story.lifetime:
        reason = f"the text tells of a unit's life: {story.lifetime.words!r}"
        return When(story.lifetime.span, "context", (reason,), story.lifetime.words)
    spans = []
    for later in range(index + 1, len(story.sentences)):
        sentence = story.sentences[later]
        if sentence.is_heading or is_signature(sentence.plain) or story.key(later) is not None:
            break
        dates = [a.date.span for a in story.anchors[later] if a.role == "event"]
        spans += [span for span in dates if within_year(span) and not story.is_remote(span)]
    if not spans:
        return None
    thick = _thick(spans)
    told = hull((thick[0], thick[-1]))
    span = whole_months(told) if within_year(told) else whole_years(told)
    return When(span, "context", (f"the text below it tells of {span.edtf}",), span.edtf)


def _thick(spans: Sequence[TimeSpan]) -> Sequence[TimeSpan]:
    """The dates of a text, in its order, without those that come half a year or more after most of them."""
    groups: list[list[TimeSpan]] = []
    for span in sorted(spans, key=lambda span: span.day_min or 0):
        if groups and (span.day_min or 0) - max(s.day_max or 0 for s in groups[-1]) <= THIN_DAYS:
            groups[-1].append(span)
        else:
            groups.append([span])
    most = max(groups, key=len)
    end = most[-1].day_min or 0
    return [span for span in spans if (span.day_min or 0) <= end]


def over_document(story: Story, index: int) -> When | None:
    """Headlines over a dated document: its day."""
    if has_verb(story.sentences[index].plain):
        return None
    for later in range(index + 1, min(index + _HEADLINES, len(story.sentences))):
        if (key := story.key(later)) is not None:
            days = story.around.document_dates.get(key)
            return When(days, "heading", ("the date of the document below it",)) if days else None
        if has_verb(story.sentences[later].plain):
            return None
    return None


def as_signed(story: Story, index: int) -> When | None:
    """What is, in a text dated below: from the days told of to that date; that alone, years later."""
    line, thread = story.signed.get(index), story.threads.get(story.key(index))
    if line is None or thread is None or _DEFINES.search(story.sentences[index].plain):
        return None
    years = abs((line.span.day_min or 0) - (thread.span.day_min or 0)) / YEAR_DAYS
    if years > _WRITTEN_SOON:
        return None
    since = years <= 1 or story.sentences[index].plain.startswith("Since then")
    span = hull((whole_months(thread.span), line.span)) if since else line.span
    return When(span, "context", (f"what is, in a text dated below it: {line.words!r}",), line.words)
