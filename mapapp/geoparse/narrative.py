"""How the dates of a text carry on from sentence to sentence: what moves the thread, and what does not."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from mapapp.dates.spans import days_in, holds, hull
from mapapp.geoparse.acts import makes_act
from mapapp.geoparse.anchors import Anchor, find_anchors, governing
from mapapp.geoparse.carrying import TIMELESS, UNKNOWN, carried_when
from mapapp.geoparse.clause_tenses import is_relative, leads_back, looks_back
from mapapp.geoparse.describing import is_definition, tells_figures, tells_state
from mapapp.geoparse.lasting import after_stay
from mapapp.geoparse.letterheads import dateline_of, is_closing, is_date_below
from mapapp.geoparse.lives import Life, life_in_head
from mapapp.geoparse.periods import find_period
from mapapp.geoparse.prose import Dated, Sentence
from mapapp.geoparse.story import (
    NINE_YEARS,
    YEAR_DAYS,
    Around,
    Story,
    Thread,
    first_days,
    middle_of,
    remember_events,
)
from mapapp.geoparse.tenses import entry_head, has_verb, is_signature
from mapapp.model.mention import When
from mapapp.model.text import Span
from mapapp.model.timespan import TimeSpan

_YEARS_AFTER_NAME = re.compile(r"[^.;()]{3,120}\($")  # "# The Republic of the Hills (1918-1920)"
_THAT = re.compile(r"that\b", re.IGNORECASE)
_LED_IN = re.compile(r"^\W*(?:in|during|throughout)\s+(?:the\s+)?$", re.IGNORECASE)  # "In the 1920s they"
# "My grandmother, born in 1906, used to tell."
_BORN = re.compile(r",\s(?:who was )?born (?:at \S+ |in \S+ )?(?:on|in|about)\s(?:the\s)?$")
# "They left by the line opened in 1916."
_MADE = re.compile(
    r"(?<!\bwas )(?<!\bwere )(?<!\bbeen )\b(?:opened|built|laid|completed|finished|founded|begun|established|"
    r"constructed|restored|made|written|printed|dug)\s(?:(?:at|in|near) [A-Z][\w’'-]+ )?"
    r"(?:in|on|about)\s(?:the\s)?$"
)
_COMPARED = re.compile(r"\b[Nn]ot even (?:in|on|during)\s(?:the\s)?$")  # "Not even in 1829 had so many died"
_BETWEEN = re.compile(r"between|from", re.IGNORECASE)  # says when: "between 1901 and 1917"
_LIFE_DAYS = 150 * 366  # no unit of this region lived longer
_SEASON_DAYS = 80


class SentenceDates(NamedTuple):
    """A sentence, the dates that can govern its places, what holds where none does, and the time told of.

    ``life`` is that of which the head of its biography gives the dates.
    """

    sentence: Sentence
    anchors: tuple[Anchor, ...]
    default: When
    now: TimeSpan | None
    life: Life | None = None


def date_sentences(
    sentences: Sequence[Sentence],
    places: Sequence[tuple[tuple[Span, str], ...]],
    around: Around,
) -> tuple[SentenceDates, ...]:
    """Each sentence with its own dates and with the date that it has from elsewhere.

    ``places`` holds of each sentence where a place stands in its plain text, and which place it is.
    """
    read = [find_anchors(sentence) for sentence in sentences]
    anchors = [governing(group) for group in read]
    days = first_days(anchors)
    story = Story(sentences, anchors, places, around, days, middle_of(days))
    story.closing, story.signed = _datelines_below(story, is_closing), _datelines_below(story, is_signature)
    if sentences and is_date_below(sentences[-1], anchors[-1]) and story.key(len(sentences) - 1) is None:
        date = anchors[-1][0].date
        line = Thread(date.span, date.surface, sentences[-1].paragraph)
        story.signed = dict.fromkeys(range(len(sentences) - 1), line) | story.signed
    story.lifetime = _lifetime(story)
    found: list[SentenceDates] = []
    life: Life | None = None
    for index, sentence in enumerate(sentences):
        story.anchors[index] = _without_widening(story, index)
        default = carried_when(story, index, found[-1].default if found else UNKNOWN)
        own_dates = story.anchors[index] or (() if default.span or default is TIMELESS else read[index])
        life = life_in_head(sentence) or life
        found.append(SentenceDates(sentence, own_dates, default, story.now(index), life))
        own = [anchor.date.span for anchor in story.anchors[index]]
        remember_events(story, index, hull(own[-1:]) if own else default.span)
        _move_on(story, index, default)
    return tuple(found)


def _without_widening(story: Story, index: int) -> tuple[Anchor, ...]:
    """The dates of a sentence but those that only name the time around the day told of.

    "That week"; "the greatest rising of the century". A season is told of: "that winter they held on".
    """
    now = story.now(index)
    if now is None:
        return story.anchors[index]
    plain = story.sentences[index].plain
    return tuple(
        a
        for a in story.anchors[index]
        if not (_is_wide(a.date) and holds(a.date.span, now)) or _LED_IN.search(plain[: a.date.start])
    )


def _is_wide(date: Dated) -> bool:
    that_week = _THAT.match(date.surface) and days_in(date.span) < _SEASON_DAYS
    return bool(that_week) or (days_in(date.span) > NINE_YEARS and not _BETWEEN.match(date.surface))


def _lifetime(story: Story) -> Thread | None:
    """How long the state or unit was that the first dated sentence defines by the years of its life."""
    first = next((i for i, group in enumerate(story.anchors) if group), None)
    if first is None or story.key(first) is not None:
        return None
    sentence, date = story.sentences[first], story.anchors[first][0].date
    if len(story.anchors[first]) > 1 or not YEAR_DAYS < days_in(date.span) < _LIFE_DAYS:
        return None
    titled = not has_verb(sentence.plain) and _YEARS_AFTER_NAME.match(sentence.plain, 0, date.start)
    defined = is_definition(sentence.plain) or (titled and sentence.plain[date.end :].strip() == ")")
    return Thread(date.span, date.surface, sentence.paragraph) if defined else None


def _datelines_below(story: Story, closes: Callable[[str], bool]) -> dict[int, Thread]:
    """The dateline that closes a treaty or a report, for each sentence above it."""
    below: dict[int, Thread] = {}
    line: Thread | None = None
    for index in reversed(range(len(story.sentences))):
        sentence, anchors = story.sentences[index], story.anchors[index]
        if anchors and closes(sentence.plain):
            line = Thread(anchors[0].date.span, anchors[0].date.surface, sentence.paragraph)
        elif dateline_of(sentence, anchors) or story.key(index) in story.around.document_dates:
            line = None
        if line:
            below[index] = line
    return below


def _move_on(story: Story, index: int, default: When) -> None:
    """Let the story go on from a sentence: a dateline stands, an event carries on, a look back does not."""
    sentence, key = story.sentences[index], story.key(index)
    line = dateline_of(sentence, story.anchors[index])
    if line and not (key is None and story.is_of_today(line.span)):
        story.standing[key] = Thread(line.span, line.surface, sentence.paragraph)
    elif sentence.is_heading and not story.anchors[index]:
        story.standing.pop(key, None)
    if story.opens_paragraph(index) and entry_head(sentence.plain):
        story.threads.pop(key, None)  # another entry begins
    carried = _carried_date(story, index)
    if carried:
        vague = carried.role == "paper"
        act = makes_act(sentence.plain)
        state = tells_state(sentence.plain)
        story.threads[key] = Thread(
            carried.date.span, carried.date.surface, sentence.paragraph, vague, act, state
        )
    elif not story.anchors[index] and (stayed := _stayed(story, index)):
        story.threads[key] = stayed
    elif not story.anchors[index] and default.span:
        _carry_default(story, index, default.span, default.reasons)


def _stayed(story: Story, index: int) -> Thread | None:
    """Where a story goes on after "We stayed for two years": the year, or the month, in which that ended."""
    sentence, thread = story.sentences[index], story.threads.get(story.key(index))
    span = after_stay(sentence.plain, thread.span) if thread else None
    return Thread(span, thread.words, sentence.paragraph) if thread and span else None


def _carried_date(story: Story, index: int) -> Anchor | None:
    """The date of a sentence that the story goes on from: its last one that neither looks back nor ahead."""
    sentence, thread = story.sentences[index], story.threads.get(story.key(index))
    now = story.now(index)
    dated = [a for a in story.anchors[index] if not (_is_bound(a) or _is_around(a.date, now))]
    if not dated or tells_figures(sentence.plain) or life_in_head(sentence):
        return None
    kept = [a for a in dated if not _is_by_the_way(sentence, a.date)]
    last = (kept or dated)[-1]
    if story.is_remote(last.date.span):
        if (last.date.span.day_min or 0) > story.middle:
            story.threads.pop(story.key(index), None)  # an outlook closes the story
        return None
    if sentence.is_heading and _is_caption(story, index, last.date):
        return None
    earlier = thread is not None and (last.date.span.day_min or 0) < (thread.span.day_min or 0)
    return None if earlier and not kept else last


def _is_by_the_way(sentence: Sentence, date: Dated) -> bool:
    """Whether a date is one that a story comes back from: in a quotation, a look back, a relative clause."""
    return (
        sentence.in_quotation(date.start)
        or looks_back(sentence.plain, date.start, date.end)
        or leads_back(sentence.plain, date.end)
        or is_relative(sentence.plain, date.start)
        or any(lead.search(sentence.plain, 0, date.start) for lead in (_BORN, _MADE, _COMPARED))
    )


def _is_bound(anchor: Anchor) -> bool:
    """Whether a date only bounds what is told: "since 1917", "until May"; not "Until May, it was"."""
    return anchor.role in {"since", "until"} and anchor.date.start > len("until the ")


def _is_around(date: Dated, now: TimeSpan | None) -> bool:
    """Whether a date only names the season of the days told of: "that winter"."""
    return now is not None and bool(_THAT.match(date.surface)) and holds(date.span, now)


def _is_caption(story: Story, index: int, date: Dated) -> bool:
    """Whether a heading's date runs ahead of the text after it, as that of a picture in the page does."""
    following = story.next_dated(index, story.sentences[index].paragraph + 2)
    return following is not None and (following.span.day_min or 0) < (date.span.day_min or 0)


def _carry_default(story: Story, index: int, span: TimeSpan, reasons: Sequence[str]) -> None:
    """Go on from an event that was named, by its period or because the text has dated it before."""
    sentence, key = story.sentences[index], story.key(index)
    cue = find_period(sentence.plain, story.around.periods, story.now(index))
    thread = story.threads.get(key)
    opens = thread is None or thread.paragraph != sentence.paragraph
    back = thread is not None and (thread.span.day_min or 0) - (span.day_max or 0) > YEAR_DAYS
    if cue and not back and (cue.relation not in {"in", "at"} or opens):
        story.threads[key] = Thread(span, cue.words, sentence.paragraph)
    elif reasons and reasons[0].startswith("it names an event"):
        story.threads[key] = Thread(span, "", sentence.paragraph)
