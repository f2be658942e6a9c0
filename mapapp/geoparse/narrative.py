"""How a date carries on to the sentences around it: the thread of a narrative, and the date of a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from mapapp.dates.spans import hull
from mapapp.geoparse.anchors import Anchor, find_anchors, governing
from mapapp.geoparse.tenses import goes_on, is_editorial, is_past, is_timeless, looks_back
from mapapp.geoparse.periods import find_period, period_days, whole_months
from mapapp.geoparse.prose import Sentence
from mapapp.model.mention import When
from mapapp.model.timespan import TimeSpan

UNKNOWN = When(None, "none", ())
_PARAGRAPHS = 2  # so many paragraphs without a date does a date carry over
_GAP_DAYS = 120  # an undated paragraph between two dates no farther apart tells of the time between them
_REMOTE_DAYS = 20 * 366  # a date so far from the text's middle one is a look back or ahead


@dataclass(slots=True)
class _Thread:
    """The date that a narrative last stated, and in which paragraph."""

    span: TimeSpan
    words: str
    paragraph: int
    vague: bool = False  # the date of a paper: what is told around it was in those weeks


class SentenceDates(NamedTuple):
    """A sentence, the dates that can govern its places, what holds where none does, and the time told of."""

    sentence: Sentence
    anchors: tuple[Anchor, ...]
    default: When
    now: TimeSpan | None


@dataclass(slots=True)
class _Narrative:
    sentences: Sequence[Sentence]
    document_dates: Mapping[int, TimeSpan]
    anchors: list[tuple[Anchor, ...]] = field(default_factory=list)
    threads: dict[int | None, _Thread] = field(default_factory=dict)
    middle: int = 0


def date_sentences(
    sentences: Sequence[Sentence], document_dates: Mapping[int, TimeSpan]
) -> tuple[SentenceDates, ...]:
    """Each sentence with its own dates and with the date that it has from elsewhere.

    ``document_dates`` holds the days of a document by its number.
    """
    story = _Narrative(sentences, document_dates)
    story.anchors = [governing(find_anchors(sentence)) for sentence in sentences]
    story.middle = _middle_day(story.anchors)
    found: list[SentenceDates] = []
    for index, sentence in enumerate(sentences):
        default = _default(story, index, found[-1].default if found else UNKNOWN)
        now = _now(story, sentence)
        found.append(SentenceDates(sentence, story.anchors[index], default, now))
        _move_thread(story, index, default)
    return tuple(found)


def _middle_day(anchors: Sequence[Sequence[Anchor]]) -> int:
    """The middle one of all days that dates of the text begin with; 0 where it has none."""
    firsts = sorted(a.date.span.day_min or 0 for group in anchors for a in group)
    return firsts[(len(firsts) - 1) // 2] if firsts else 0


def _key(sentence: Sentence) -> int | None:
    return sentence.document.number if sentence.document else None


def _now(story: _Narrative, sentence: Sentence) -> TimeSpan | None:
    """The time that is told of just before a sentence: its document's, else the thread's."""
    key = _key(sentence)
    if key in story.document_dates:
        return story.document_dates[key]
    thread = story.threads.get(key)
    return thread.span if thread else None


def _default(story: _Narrative, index: int, before: When) -> When:
    """When a sentence without a date of its own is; rules in the order in which they are tried."""
    sentence = story.sentences[index]
    cue = find_period(sentence.plain)
    if cue:
        span = period_days(cue, _now(story, sentence))
        return When(span, "period", (f"it names a period: {cue.words!r} is {cue.period.name}, {span.edtf}",))
    key = _key(sentence)
    if key in story.document_dates:
        return _in_document(story, index, before)
    if is_editorial(sentence.plain) or (not sentence.quoted and is_timeless(sentence.plain)):
        return When(None, "none", ("it tells of no time: a remark, or a state that lasts",))
    thread = story.threads.get(key)
    if thread is None or sentence.paragraph - thread.paragraph > _PARAGRAPHS:
        return _from_next(story, index)
    return _from_thread(story, index, thread)


def _in_document(story: _Narrative, index: int, before: When) -> When:
    """A sentence of a dated document: what the document goes on to tell, else the document's own date."""
    sentence = story.sentences[index]
    thread = story.threads.get(_key(sentence))
    past = is_past(sentence.plain)
    told = before.span is not None and before.basis in ("period", "context")
    if past and told and goes_on(sentence.plain):
        return When(before.span, "context", ("it goes on with what the sentence before it tells",))
    if past and thread and thread.paragraph == sentence.paragraph:
        return When(thread.span, "context", (f"date in a sentence before it: {thread.words!r}",))
    span = story.document_dates[sentence.document.number] if sentence.document else None
    return When(span, "heading", ("the date of the document it stands in",))


def _from_thread(story: _Narrative, index: int, thread: _Thread) -> When:
    """The date that the narrative last stated; with the next one, where a paragraph stands between them."""
    sentence = story.sentences[index]
    reason = f"date in a sentence before it: {thread.words!r}"
    if sentence.paragraph == thread.paragraph:
        if thread.vague:
            return When(whole_months(thread.span), "context", (reason, "a paper's date: read as its month"))
        return When(thread.span, "context", (reason,))
    span = whole_months(thread.span)
    following = _next_dated(story, index, sentence.paragraph + 1)
    if following and _follows_closely(span, following.date.span):
        both = hull((span, whole_months(following.date.span)))
        return When(both, "context", (reason, f"date in a sentence after it: {following.date.surface!r}"))
    return When(span, "context", (reason, "in a paragraph before: read as its month"))


def _next_dated(story: _Narrative, index: int, last_paragraph: int) -> Anchor | None:
    """The first date after a sentence of the same document, up to a paragraph."""
    key = _key(story.sentences[index])
    for later in range(index + 1, len(story.sentences)):
        sentence = story.sentences[later]
        if sentence.paragraph > last_paragraph or _key(sentence) != key:
            return None
        if story.anchors[later]:
            return story.anchors[later][0]
    return None


def _follows_closely(span: TimeSpan, following: TimeSpan) -> bool:
    if span.day_max is None or following.day_min is None:
        return False
    return 0 < following.day_min - span.day_max <= _GAP_DAYS


def _from_next(story: _Narrative, index: int) -> When:
    """A heading or an opening sentence: the date that follows in its paragraph."""
    sentence = story.sentences[index]
    reach = sentence.paragraph + 1 if sentence.is_heading else sentence.paragraph
    following = _next_dated(story, index, reach)
    if following is None:
        return UNKNOWN
    span = whole_months(following.date.span)
    return When(span, "context", (f"date in a sentence after it: {following.date.surface!r}",))


def _move_thread(story: _Narrative, index: int, default: When) -> None:
    """Carry on with the last date of a sentence, unless it looks back, or far back or ahead."""
    sentence, anchors = story.sentences[index], story.anchors[index]
    key = _key(sentence)
    thread = story.threads.get(key)
    if not anchors:
        cue = find_period(sentence.plain)
        if cue and cue.relation != "in" and default.span:
            story.threads[key] = _Thread(default.span, cue.words, sentence.paragraph)
        return
    last = anchors[-1]
    first_day = last.date.span.day_min
    if first_day is not None and abs(first_day - story.middle) > _REMOTE_DAYS:
        if first_day > story.middle:
            story.threads.pop(key, None)
        return
    earlier = thread and (first_day or 0) < (thread.span.day_min or 0)
    if not (earlier and looks_back(sentence.plain)):
        story.threads[key] = _Thread(
            last.date.span, last.date.surface, sentence.paragraph, last.role == "paper"
        )
