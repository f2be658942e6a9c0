"""What is left of a date that is carried on: the day, what came after it, or its month."""

from __future__ import annotations

import re

from mapapp.dates.spans import days_in, hull
from mapapp.geoparse.acts import is_term
from mapapp.geoparse.describing import tells_state
from mapapp.geoparse.periods import month_that_follows, whole_months
from mapapp.geoparse.prose import Sentence
from mapapp.geoparse.story import Story, Thread
from mapapp.geoparse.tenses import has_verb, is_past, tells_on
from mapapp.model.mention import When
from mapapp.model.timespan import TimeSpan

GAP_DAYS = 120  # an undated paragraph between two dates no farther apart tells of the time between them
_HOUR_HOLDS = 12  # sentences of a paragraph after one that tells an hour
_LABELLED = re.compile(r"\W*[A-Z](?:\w|[ /-]){2,40}:\s")
_HOUR = re.compile(
    r"\W*(?:(?:Just|Shortly|Soon|Not long|An hour|Two hours) )?"
    r"(?i:at|by|before|after|towards?|about|around|until|from)(?: \w+){0,3}? "
    r"(?i:noon|midday|dark|dawn|daybreak|daylight|sunrise|sunset|sunup|sundown|nightfall|dusk|midnight|"
    r"in the (?:morning|afternoon|evening)|o['’]clock|\d[\d.:]*\s?[ap]\.?\s?m)\b"
)


def is_entry(sentence: Sentence) -> bool:
    """Whether a list item tells no event: it has no verb, or a label ("Claimed: ...", "Seat: ...")."""
    item = sentence.passage.kind == "item"
    return item and bool(_LABELLED.match(sentence.plain) or not has_verb(sentence.plain))


def in_same_paragraph(sentence: Sentence, thread: Thread) -> When:
    """A sentence in the paragraph of the last date: that date, or what came after it in its month."""
    reason = thread.reason
    if thread.act and is_past(sentence.plain) and is_term(sentence.plain):
        reasons = (reason, "it tells the terms of what was settled then")
        return When(thread.span, "context", reasons, thread.words)
    stood = thread.state and days_in(thread.span) == 1 and tells_state(sentence.plain)  # on that day
    told_on = tells_on(sentence.plain) and not (sentence.quoted or is_entry(sentence) or stood)
    if told_on and (month := month_that_follows(thread.span)):
        told = (reason, "it tells what came then: read as the month")
        return When(month, "context", told, thread.words)
    if thread.vague:
        reasons = (reason, "a paper's date: read as its month")
        return When(whole_months(thread.span), "context", reasons, thread.words)
    return When(thread.span, "context", (reason,), thread.words)


def in_later_paragraph(story: Story, index: int, thread: Thread) -> When:
    """The month of the last date; up to that of the next one, where a paragraph stands between the two."""
    if _is_hour_of(story, index, thread):
        return When(thread.span, "context", (thread.reason, "it tells an hour of that day"), thread.words)
    reasons = (thread.reason, "in a paragraph before this one: read as its month")
    span = whole_months(thread.span)
    following = story.next_dated(index, story.sentences[index].paragraph + 1)
    if following and _follows_closely(span, following.span):
        both = hull((span, whole_months(following.span)))
        after = f"date in a sentence after it: {following.surface!r}"
        words = " ... ".join(filter(None, (thread.words, following.surface)))
        return When(both, "context", (*reasons, after), words)
    return When(span, "context", reasons, thread.words)


def _follows_closely(span: TimeSpan, following: TimeSpan) -> bool:
    if span.day_max is None or following.day_min is None:
        return False
    return 0 < following.day_min - span.day_max <= GAP_DAYS


def _is_hour_of(story: Story, index: int, thread: Thread) -> bool:
    """Whether a sentence tells an hour of the one day told of, or stands behind one that does."""
    if thread.span.day_min is None or thread.span.day_min != thread.span.day_max:
        return False
    paragraph = story.sentences[index].paragraph
    told = story.sentences[max(0, index - _HOUR_HOLDS) : index + 1]
    return any(one.paragraph == paragraph and _HOUR.match(one.plain) for one in told)
