"""Which date of a sentence a place in it belongs to: the roles of dates, and the choice among several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mapapp.dates.edtf import parse_edtf
from mapapp.dates.spans import days_in, holds, hull, to_edtf
from mapapp.geoparse.clause_tenses import is_relative
from mapapp.geoparse.clauses import Boundary
from mapapp.geoparse.parting import apart, distance, is_arrival, same_clause
from mapapp.geoparse.periods import whole_months
from mapapp.geoparse.prose import Dated, Sentence
from mapapp.geoparse.roles import PAPER, ROLES, Role
from mapapp.geoparse.tenses import entry_head, has_verb
from mapapp.model.mention import When
from mapapp.model.text import Span
from mapapp.model.timespan import TimeSpan

# "from 4 May to 6 June" is a range; in "from the 4 May order" the date is an adjective.
_NO_BEGINNING = re.compile(r"\s*(?:to|till|until|up to|[-–—])\b", re.IGNORECASE)
_NAMES_A_THING = re.compile(r"\s+(?!on|and|or|in|at|by)[a-z]", re.IGNORECASE)
_JOINED = re.compile(r"[)\]]?\s*(?:,|and|or|&|,\s*and)\s*(?:(?:on|in|of|the)\s+){0,2}[(\[]?", re.IGNORECASE)
# "Half a year later, on 29 November 1920" is that day.
_COUNT = re.compile(r"\b(?:later|earlier|afterwards?|thereafter|before)$")
_LEADS_TO = re.compile(r",\s+(?:on|in)\s+(?:the\s+)?")
_ASIDE = re.compile(r",\s+(?:when|where|after|before|while|as|with|having|under|at|in)\b")  # ", when X, Y"
# A subject right after the date, and a comma or a preposition of its own before it.
_SUBJECT = re.compile(r"\s+(?!(?:and|or|but|when|to|till|until)\b)\w")
_OPENS_CLAUSE = re.compile(r"(?:,\s*(?:and|or)|\b(?:and|or) (?:on|in|by|at))\s+(?:the\s+)?$", re.IGNORECASE)
_CLAUSE_START = re.compile(r"[;:]")
_CLAUSE_END = re.compile(r"[;:]|\b(?:when|where|which|who|that|while)\b")
# "(Ivanov 1971)", "(Ivanov and Petrov, 1971, p. 5)" cite a book; "(Kars, 1921)" says where and when.
_AUTHOR = r"[(;]\s*(?:see\s+|cf\.\s+)?[A-Z][\w’'.-]+(?:\s(?:(?:and|&)\s)?[A-Z][\w’'.-]+)*"
_CITED = (
    (re.compile(rf"{_AUTHOR}\s$"), re.compile(r"[a-z]?[,:;)]")),
    (re.compile(rf"{_AUTHOR},\s$"), re.compile(r"[a-z]?[,:]\s*(?:pp?\.\s*)?\d")),
)
# "Your note of 30 April, in which the government demands ...": what a paper says is of its day.
_ANY_PAPER = re.compile(rf"\b{PAPER}\b[^,;.]{{0,40}}\b(?:of|dated)\s+(?:the\s+)?$", re.IGNORECASE)
_CONTENT = re.compile(
    r",?\s+(?:in|by) which\b|,?\s+(?:demand|request|announc|inform|order|declar|protest)(?:s|es|ing)\b",
    re.IGNORECASE,
)
_ARTICLE, _NOUN = re.compile(r"\bthe $", re.IGNORECASE), re.compile(r" [A-Za-z]{3}")
_PERFECT = re.compile(r"\b(?:has|have)\b", re.IGNORECASE)
_AFTER_OPENING = re.compile(r"\W*(?:\w+,\s+)?(?:after|following)\b", re.IGNORECASE)
# "until March, when they came back from Kars"; "until 24 April and then fell back on Igdir".
_TURN = re.compile(
    r",?\s*(?:when|on which|after which|whereupon|"
    r"(?:(?:and|but) )?(?:then|thence|from (?:there|where)|thereafter|afterwards|after that|next|later))\b",
    re.IGNORECASE,
)
# "From July revolts broke out in Kars": a beginning that is told as an event.
_BROKE_OUT = re.compile(r"\b(?:broke out|began|started|erupted|flared up|sprang up)\b", re.IGNORECASE)
_FROM = re.compile(r"\bfrom (?:the )?$", re.IGNORECASE)
_FRONT = 12  # characters before a date that opens its sentence: "On the", "As early as"
_PARTS = 2.0  # the weight of a boundary that ends a clause of its own
_MONTH_DAYS, _SEASONS = 28, 200
_LONG_DAYS = 3 * 366  # what is told to last until a date began no longer before it


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date of a sentence with its role; ``why`` says in words what gives it that role."""

    date: Dated
    role: Role
    why: str = ""


def find_anchors(sentence: Sentence) -> tuple[Anchor, ...]:
    """The dates of a sentence with their roles; dates joined by "and" are one.

    The year in "the 1920 revolt" names it, where the sentence says the day.
    """
    anchors = [_anchor(date, sentence.plain) for date in _merge_joined(sentence)]
    if head := entry_head(sentence.plain):
        anchors = [
            Anchor(a.date, "aside", "the head of an entry") if a.date.end <= head else a for a in anchors
        ]
    dates = [anchor.date for anchor in anchors if anchor.role == "event"]
    return tuple(
        Anchor(a.date, "aside", "a year that names a thing")
        if _is_adjective(a.date, sentence.plain) and any(holds(a.date.span, date.span) for date in dates)
        else a
        for a in anchors
    )


def _is_adjective(date: Dated, plain: str) -> bool:
    before, after = plain[: date.start], plain[date.end :]
    return date.surface.isdecimal() and bool(_ARTICLE.search(before) and _NOUN.match(after))


def _merge_joined(sentence: Sentence) -> list[Dated]:
    merged: list[Dated] = []
    for date in sentence.dates:
        last = merged[-1] if merged else None
        joined = last and _JOINED.fullmatch(sentence.plain, last.end, date.start)
        if last and _COUNT.search(last.surface) and _LEADS_TO.fullmatch(sentence.plain, last.end, date.start):
            merged[-1] = Dated(last.start, date.end, date.span, sentence.plain[last.start : date.end])
        elif last and joined and not (holds(last.span, date.span) or _has_own_clause(sentence, date)):
            words = sentence.plain[last.start : date.end]
            merged[-1] = Dated(last.start, date.end, hull((last.span, date.span)), words)
        else:
            merged.append(date)
    return merged


def _has_own_clause(sentence: Sentence, date: Dated) -> bool:
    """Whether a date after an "and" opens a clause: "fell on 2 July, and on the 13th his men crossed"."""
    before = _CLAUSE_START.split(sentence.plain[: date.start])[-1]
    rest = sentence.plain[date.end :]
    after = rest if _ASIDE.match(rest) else _CLAUSE_END.split(rest)[0]
    if not ((_SUBJECT.match(after) or after is rest) and _OPENS_CLAUSE.search(before)):
        return False
    return has_verb(before) and has_verb(after)


def _anchor(date: Dated, plain: str) -> Anchor:
    before = plain[: date.start]
    year = date.surface.isdecimal()
    if year and any(author.search(before) and page.match(plain, date.end) for author, page in _CITED):
        return Anchor(date, "aside", "the year of a book that is cited")
    if _CONTENT.match(plain, date.end) and _ANY_PAPER.search(before):
        return Anchor(date, "event", "the paper whose contents the sentence tells")
    for role, why, pattern in ROLES:
        if pattern.search(before) and not (role == "since" and _is_no_beginning(date, plain)):
            return Anchor(date, role, why)
    return Anchor(date, "event")


def _is_no_beginning(date: Dated, plain: str) -> bool:
    """Whether "from" before a date says not since when: "from 4 May to 6 June", "from the 4 May order"."""
    named = _ARTICLE.search(plain[: date.start]) and _NAMES_A_THING.match(plain, date.end)
    return bool(named or _NO_BEGINNING.match(plain, date.end))


def governing(anchors: Sequence[Anchor]) -> tuple[Anchor, ...]:
    """The dates that can say when a sentence's event was: all but comparisons and references."""
    return tuple(anchor for anchor in anchors if anchor.role != "aside")


def date_in_sentence(
    place: Span, anchors: Sequence[Anchor], boundaries: Sequence[Boundary], plain: str
) -> tuple[Anchor, ...]:
    """The governing date (two, where a pair of papers stands for one act) of a place, of at least one."""
    if len(anchors) == 1:
        return tuple(anchors)
    if arrival := next((a for a in anchors if is_arrival(plain, place, a.date)), None):
        return (arrival,)
    ordered = sorted(anchors, key=lambda a: distance(boundaries, place, a.date))
    best = next((a for a in ordered if not apart(boundaries, place, a.date)), None) or _of_main(
        ordered, plain
    )
    if same_clause(boundaries, place, best.date):
        return (best,)
    first = min(anchors, key=lambda a: a.date.start)
    ends = any(b.start == first.date.end and b.weight >= _PARTS for b in boundaries)  # "Opened in 1916, it"
    if _opens(first.date, place, best.date) and not (ends or apart(boundaries, place, first.date)):
        return (first,)
    pair = _paper_before(best, anchors)
    return (pair, best) if pair else (best,)


def _of_main(ordered: Sequence[Anchor], plain: str) -> Anchor:
    """The nearest date in no relative clause: "On 16 March it kept Kars, which ...; Batum passed"."""
    told = [a for a in ordered if not is_relative(plain, a.date.start)]
    return next((a for a in told if a.role == "event"), told[0] if told else ordered[0])


def _opens(first: Dated, place: Span, nearest: Dated) -> bool:
    """Whether a date opens the sentence and governs a place that stands before the date of another clause."""
    return first.start <= _FRONT and first.end <= place.start < nearest.start


def _paper_before(best: Anchor, anchors: Sequence[Anchor]) -> Anchor | None:
    """The paper named just before another: "a decision of 30 November and a declaration of 1 December"."""
    index = list(anchors).index(best)
    before = anchors[index - 1] if index else None
    return before if before and before.role == best.role == "paper" else None


def explicit_when(chosen: Sequence[Anchor], place: Span, sentence: Sentence, now: TimeSpan | None) -> When:
    """The days that the chosen dates mean for a place; ``now`` ends what is told to begin at a date."""
    span = hull(anchor.date.span for anchor in chosen)
    words = " and ".join(anchor.date.surface for anchor in chosen)
    reasons = [f"date in the same sentence: {words!r}"]
    last = chosen[-1]
    if place.start > last.date.end and _TURN.match(sentence.plain, last.date.end):
        return When(span, "explicit", tuple(reasons), words)  # "until March, when they came back from Kars"
    if last.role == "since" and not _BROKE_OUT.search(sentence.plain, last.date.end):
        far = _FROM.search(sentence.plain[: last.date.start]) and _is_far(span, now)
        span = span if far else _since(span, now, lasting=bool(_PERFECT.search(sentence.plain)))
        reasons.append(f"it says since when: read as {span.edtf}")
    elif last.role == "until" and (lasted := _until(span, now)):
        span = lasted
        reasons.append(f"it says until when: read as {span.edtf}")
    elif _tells_what_followed(last, place, sentence):
        span = whole_months(span)
        reasons.append("the place stands in what followed: read as the whole month")
    return When(span, "explicit", tuple(reasons), words)


def _since(span: TimeSpan, now: TimeSpan | None, *, lasting: bool) -> TimeSpan:
    """From a date to the time that is told of; open where that is not known and it "has been" so since."""
    if span.day_min is None or span.day_max is None:
        return span
    if now is None or now.day_max is None:
        return parse_edtf(to_edtf(span.day_min, None)) if lasting else span
    end = (_as_fine(now, span) if days_in(span) < _SEASONS else now).day_max
    return parse_edtf(to_edtf(span.day_min, end)) if now.day_max > span.day_max else span


def _until(span: TimeSpan, now: TimeSpan | None) -> TimeSpan | None:
    """From the time that is told of to a date; None where that is not known or does not come before it."""
    if now is None or now.day_min is None or span.day_min is None or span.day_max is None:
        return None
    if not 0 < span.day_min - now.day_min < _LONG_DAYS:
        return None
    return hull((_as_fine(now, span), span))


def _is_far(span: TimeSpan, now: TimeSpan | None) -> bool:
    """Whether the time told of lies years after a span: what was done "from" then on may have ended."""
    return now is not None and (now.day_max or 0) - (span.day_max or 0) > _LONG_DAYS


def _as_fine(span: TimeSpan, other: TimeSpan) -> TimeSpan:
    """A span no finer than another: "since June" ends in a month, not on a day."""
    return whole_months(span) if days_in(other) >= _MONTH_DAYS else span


def _tells_what_followed(anchor: Anchor, place: Span, sentence: Sentence) -> bool:
    """Whether a place comes in the main clause after "After X in late February, ..."."""
    span = anchor.date.span
    if span.day_min is None or span.day_max is None or span.day_max == span.day_min:
        return False
    return place.start > anchor.date.end and bool(_AFTER_OPENING.match(sentence.plain))
