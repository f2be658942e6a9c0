"""Whether a date of a sentence is not that of a place in it: of a quotation, a cause, a look back, a plan."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mapapp.dates.spans import days_in
from mapapp.geoparse.anchors import Anchor, date_in_sentence
from mapapp.geoparse.clause_tenses import (
    clause_start,
    demands,
    is_ago,
    is_ahead,
    is_background,
    is_cause,
    is_present,
    is_reported,
    looks_back,
    speaks_of_now,
)
from mapapp.geoparse.clauses import PARTING, Boundary, set_in
from mapapp.geoparse.lives import is_of_birth
from mapapp.geoparse.narrative import SentenceDates
from mapapp.geoparse.parting import apart, clause_around, main_clause, opens_for, parted, stopped
from mapapp.geoparse.prose import Dated
from mapapp.geoparse.story import YEAR_DAYS
from mapapp.geoparse.tenses import goes_on_now, is_timeless
from mapapp.model.text import Span

_HAS = re.compile(r"\b(?:has|have|had|was|were|came|arrived)\b", re.IGNORECASE)
_LOOK_BACKS = 4  # so many dates that look back are passed over
_BY = re.compile(r"\bby (?:the )?$", re.IGNORECASE)  # what had been by a day is no look back
_OF_PLACE = re.compile(r",\s(?:which|whom)\b|:\s")  # what is said of a place itself
_THERE = re.compile(r"\b(?:there|where|here)\b", re.IGNORECASE)  # a later clause tells of the place too
# "destroyed by the earthquake of 1902, which also ruined Shamakhi": of the event that the date is of.
_AT, _LIST_GOES_ON = re.compile(r"\b(?:at|in|near) $"), re.compile(r"[,;.)]|$|\s+and\b")
_TELLS_OF_IT = re.compile(r",?\s(?:which|when|who)\s[^,;:.]*")


def dates_of_clause(place: Span, found: SentenceDates, boundaries: Sequence[Boundary]) -> tuple[Anchor, ...]:
    """The dates of a sentence but those of a clause set in elsewhere that looks back.

    "Andranik, whose men had lain at Goris since August, set out". In a list each place has the date right
    after it: "at Tabriz, 1922, and at Paris, 1925".
    """
    plain = found.sentence.plain
    if _AT.search(plain, 0, place.start) and len(found.anchors) > 1:
        listed = [
            a
            for a in found.anchors
            if plain[place.end : a.date.start] == ", " and _LIST_GOES_ON.match(plain, a.date.end)
        ]
        if listed:
            return tuple(listed)
    others = [span for span in set_in(boundaries) if not span.start <= place.start < span.end]
    back = [span for span in others if is_background(found.sentence.plain[span.start : span.end])]
    told = tuple(
        a
        for a in found.anchors
        if not any(s.start <= a.date.start < s.end for s in back) and not stopped(boundaries, place, a.date)
    )
    told = tuple(a for a in told if not is_of_birth(plain, a.date.start, a.date.end, place))
    return _without_phrases(place, told, found, boundaries)


def _without_phrases(
    place: Span, told: Sequence[Anchor], found: SentenceDates, boundaries: Sequence[Boundary]
) -> tuple[Anchor, ...]:
    """Dates but those in words set in before a place, whose clause has another or tells of years after.

    "Kazim, appointed in June, took Kars on 30 October"; "the pipe, laid in 1907, was cut at Akstafa".
    """
    inside = [s for s in set_in(boundaries) if s.end <= place.start]
    main = [a for a in told if not any(s.start <= a.date.start < s.end for s in inside)]
    if any(not apart(boundaries, place, a.date) for a in main):
        return tuple(main)
    return tuple(
        a
        for a in told
        if not any(s.start <= a.date.start < s.end and _tells_of_after(a.date, s, found) for s in inside)
    )


def _tells_of_after(date: Dated, phrase: Span, found: SentenceDates) -> bool:
    """Whether the clause around words set in tells of years after their date, or of what is."""
    plain, now = found.sentence.plain, found.now
    if plain[phrase.start] == "," and goes_on_now(plain, phrase.end):
        return True
    if now is None or days_in(now) > YEAR_DAYS:
        return False
    return (now.day_min or 0) - (date.span.day_max or 0) > YEAR_DAYS


def only_births(place: Span, found: SentenceDates) -> bool:
    """Whether all the dates of a sentence are those of births that are not told of a place."""
    plain = found.sentence.plain
    return all(is_of_birth(plain, a.date.start, a.date.end, place) for a in found.anchors)


def tells_after_births(found: SentenceDates) -> bool:
    """Whether the story stands after the births of a sentence: "Anna, born in 1915, was sent to Kars"."""
    now = found.default.span
    born = max(a.date.span.day_max or 0 for a in found.anchors)
    return now is not None and now.day_min is not None and now.day_min > born


def is_lasting(place: Span, found: SentenceDates, boundaries: Sequence[Boundary]) -> bool:
    """Whether the main clause of a place says what lasts: "...; such villages have remained in Georgia"."""
    if found.sentence.quoted or found.default.basis == "heading":
        return False
    return is_timeless(main_clause(boundaries, place, found.sentence.plain))


def own_dates(
    place: Span, anchors: Sequence[Anchor], found: SentenceDates, boundaries: Sequence[Boundary]
) -> tuple[Anchor, ...]:
    """The date of a place; none where those of its sentence are not its own, or it tells of the writing."""
    plain, left = found.sentence.plain, list(anchors)
    chosen = _chosen(place, left, found, boundaries)
    while found.default.span:
        if _is_of_writing(place, chosen[-1], found, boundaries):
            return ()
        if _lasts_elsewhere(place, chosen[-1], plain, boundaries):
            return ()
        if not _is_apart(place, chosen[-1].date, found, boundaries):
            break
        left = [a for a in left if a not in chosen and _may_hold(place, a, boundaries)]
        if not left:
            return ()
        chosen = date_in_sentence(place, left, boundaries, plain)
    return chosen


def _chosen(
    place: Span, anchors: Sequence[Anchor], found: SentenceDates, boundaries: Sequence[Boundary]
) -> tuple[Anchor, ...]:
    """The date of a place, and not one of another clause that looks back, where others remain."""
    left, plain = list(anchors), found.sentence.plain
    first = chosen = date_in_sentence(place, left, boundaries, plain)
    for _ in range(_LOOK_BACKS):
        if not _is_look_back(place, chosen[-1], found, boundaries):
            return chosen
        left = [a for a in left if a not in chosen]
        if not left:
            break
        chosen = date_in_sentence(place, left, boundaries, plain)
    return first


def _is_look_back(place: Span, anchor: Anchor, found: SentenceDates, boundaries: Sequence[Boundary]) -> bool:
    """Whether a date is one of another clause than the place's, and that looks back."""
    plain, date = found.sentence.plain, anchor.date
    if any(s.start <= place.start < s.end and s.start <= date.start < s.end for s in set_in(boundaries)):
        return False
    of_place = date.start > place.end and _OF_PLACE.match(plain, place.end)
    if of_place or _BY.search(plain, max(0, date.start - len("by the ")), date.start):
        return False
    return _looks_back_elsewhere(place, date, plain, boundaries)


def _looks_back_elsewhere(place: Span, date: Dated, plain: str, boundaries: Sequence[Boundary]) -> bool:
    """Whether the clause of a date looks back, and it is not the place's, which does not."""
    return (
        parted(boundaries, place, date)
        and not opens_for(place, date, boundaries)
        and looks_back(plain, date.start, date.end)
        and not _looks_back_too(place, date, plain, boundaries)
    )


def _lasts_elsewhere(place: Span, anchor: Anchor, plain: str, boundaries: Sequence[Boundary]) -> bool:
    """Whether a later clause says since when something lasts that is not the place's own state.

    "They came to Kars, where the garrison had starved since May"; not "Kars, which they had held since May".
    Or until when: "they thought that Kars could be held until spring", "and it took until May to mend".
    """
    if place.end > anchor.date.start or not parted(boundaries, place, anchor.date):
        return False
    if anchor.role == "since":
        return not _OF_PLACE.match(plain, place.end)
    start = clause_start(plain, anchor.date.start)
    hoped = place.end <= start and is_ahead(plain[start : anchor.date.start])
    other = any(
        b.weight >= PARTING and place.end <= b.start and b.end <= anchor.date.start for b in boundaries
    )
    there = _THERE.search(plain, place.end, anchor.date.start)
    return anchor.role == "until" and (hoped or (other and there is None))


def _may_hold(place: Span, anchor: Anchor, boundaries: Sequence[Boundary]) -> bool:
    """Whether a date that is not the nearest may be a place's: an event's told before, or its clause's."""
    told = anchor.date.end <= place.start and anchor.role == "event"
    return told or not parted(boundaries, place, anchor.date)


def _is_apart(place: Span, date: Dated, found: SentenceDates, boundaries: Sequence[Boundary]) -> bool:
    """Whether a date is not the place's: it lies in a quotation that does not hold the place, only says why,
    or looks back.

    "There I met a priest who had fled in 1915" does not tell of 1915 where "there" is.
    """
    sentence, now = found.sentence, found.now
    if sentence.in_quotation(date.start) and not sentence.in_quotation(place.start):
        return True
    if is_cause(sentence.plain, place.end, date.start):
        return True
    if _TELLS_OF_IT.fullmatch(sentence.plain, date.end, max(date.end, place.start)):
        return False
    earlier = now is not None and (date.span.day_max or 0) < (now.day_min or 0)
    return earlier and _looks_back_elsewhere(place, date, sentence.plain, boundaries)


def _is_of_writing(place: Span, anchor: Anchor, found: SentenceDates, boundaries: Sequence[Boundary]) -> bool:
    """Whether a place's clause in a letter or report speaks of the day of writing, beside one with a date."""
    if found.default.basis != "heading":
        return False
    plain, date = found.sentence.plain, anchor.date
    if apart(boundaries, place, date) and (
        place.end <= date.start or speaks_of_now(main_clause(boundaries, place, plain))
    ):
        return True
    before = main_clause(boundaries, Span(place.start, place.start), plain[: place.start])
    if _is_plan(place, anchor, found) or (_HAS.search(before) and is_reported(plain[place.end : date.start])):
        return True
    return parted(boundaries, place, date) and is_present(clause_around(boundaries, place, plain))


def _looks_back_too(place: Span, date: Dated, plain: str, boundaries: Sequence[Boundary]) -> bool:
    """Whether the clause of a place goes on looking back: "had met on 22 July and had declared Khachen"."""
    if any(b.closes and date.end <= b.start <= place.start for b in boundaries):
        return False
    clause = clause_around(boundaries, Span(place.start, place.start), plain[: place.start])
    return is_background(clause) and date.end <= place.start and not is_ago(plain[date.start : date.end])


def _is_plan(place: Span, anchor: Anchor, found: SentenceDates) -> bool:
    """Whether a date only says when another clause of a letter expects something.

    "The steamer from Odessa brings word that the garrison will leave in July": the word comes now.
    """
    written, date = found.default.span, anchor.date
    if written is None or (date.span.day_min or 0) <= (written.day_max or 0) or place.end > date.start:
        return False
    plain = found.sentence.plain
    start = clause_start(plain, date.start)
    told = plain[:start]
    return (
        place.end <= start and (is_ahead(plain[start : date.start]) or demands(told)) and not is_ahead(told)
    )
