"""Which days each place mention's sentence tells of, and how that is known.

Its rooms. A date in the sentence: ``anchors``, ``roles``, ``clauses``, ``clause_tenses``. Dates of other
sentences or documents: ``narrative``, ``carrying``, ``story``, ``sections``, ``lasting``, ``letterheads``.
No time at all: ``tenses``, ``describing``. Named times: ``periods``. What is read: ``prose``. Here they meet,
with their reasons; what a careful reader could not date stays without days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mapapp.dates.edtf import parse_edtf
from mapapp.dates.spans import hull
from mapapp.errors import EdtfError
from mapapp.geoparse.anchors import Anchor, date_in_sentence, explicit_when
from mapapp.geoparse.carrying import TIMELESS, UNKNOWN
from mapapp.geoparse.citations import find_notes
from mapapp.geoparse.clause_tenses import (
    clause_start,
    is_ago,
    is_ahead,
    is_background,
    is_cause,
    is_present,
    looks_back,
    speaks_of_now,
    tells_of_later,
)
from mapapp.geoparse.clauses import (
    Boundary,
    apart,
    clause_around,
    find_boundaries,
    main_clause,
    parted,
    set_in,
)
from mapapp.geoparse.narrative import SentenceDates, date_sentences
from mapapp.geoparse.periods import Period, month_that_follows
from mapapp.geoparse.prose import Dated, Sentence, make_sentences
from mapapp.geoparse.story import Around
from mapapp.geoparse.tenses import is_timeless
from mapapp.model.mention import Attestation, Mention, When
from mapapp.model.text import Document, Passage, Span
from mapapp.model.timespan import DateExpression, TimeSpan

_SOON = 60  # days from the time told of to a date within which a clause before it lies


def date_mentions(  # noqa: PLR0913 - the steps before it make these things, and each is needed
    mentions: Sequence[Mention],
    passages: Sequence[Passage],
    dates: Sequence[DateExpression],
    documents: Sequence[Document],
    *,
    source_published: TimeSpan | None = None,
    text: str,
    periods: Sequence[Period] = (),
) -> tuple[Attestation, ...]:
    """One attestation for each mention, in their order.

    ``dates`` have raw offsets and are sorted by start; ``text`` is the raw text; ``periods`` are the named
    times ("under the Musavat government") that may date a sentence without a date. Mentions outside the body
    stay undated: an archive reference tells of no event.
    """
    document_dates = find_document_dates(documents, dates)
    sentences = make_sentences(passages, dates, documents, text)
    around = Around(document_dates, find_notes(passages, dates, text), tuple(periods))
    by_passage: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_passage.setdefault(mention.passage, []).append(mention)
    places = [_places(by_passage.get(s.passage.number, ()), s) for s in sentences]
    dated = {found.sentence.passage.number: found for found in date_sentences(sentences, places, around)}
    boundaries = {n: _boundaries(dated[n], group) for n, group in by_passage.items() if n in dated}
    attestations = []
    for mention in mentions:
        found = dated.get(mention.passage)
        event = _when(mention, found, boundaries[mention.passage]) if found else UNKNOWN
        document = found.sentence.document if found else None
        days = document_dates.get(document.number) if document else None
        if document and document.dateline and event.basis == "heading" and not event.words:
            event = event._replace(words=text[document.dateline.start : document.dateline.end])
        attestations.append(Attestation(mention, event, days, source_published))
    return tuple(attestations)


def find_document_dates(
    documents: Sequence[Document], dates: Sequence[DateExpression]
) -> Mapping[int, TimeSpan]:
    """The days of each document by its number, where the date of its dateline could be read."""
    found = {}
    for document in documents:
        line = document.dateline
        inside = [d for d in dates if d.edtf and line and line.start < d.end and d.start < line.end]
        if inside and inside[0].edtf:
            try:
                found[document.number] = parse_edtf(inside[0].edtf)
            except EdtfError:  # shown as written; it names no days
                continue
    return found


def _place(mention: Mention, sentence: Sentence) -> Span:
    return Span(sentence.position(mention.start), sentence.position(mention.end))


def _places(mentions: Sequence[Mention], sentence: Sentence) -> tuple[tuple[Span, str], ...]:
    """Where places stand in a sentence's plain text, and which they are."""
    return tuple((_place(m, sentence), m.place_id or m.toponym.casefold()) for m in mentions)


def _boundaries(found: SentenceDates, mentions: Sequence[Mention]) -> tuple[Boundary, ...]:
    sentence = found.sentence
    if not found.anchors:
        return ()
    places = [_place(mention, sentence) for mention in mentions]
    return find_boundaries(sentence.plain, [anchor.date for anchor in found.anchors], places)


def _when(mention: Mention, found: SentenceDates, boundaries: Sequence[Boundary]) -> When:
    """The date of a mention: of its clause, else its sentence, else what its sentence has from elsewhere."""
    if not found.anchors:
        return found.default
    place = _place(mention, found.sentence)
    anchors = _of_clause(place, found, boundaries)
    if not anchors and found.default.span:
        return found.default
    chosen = date_in_sentence(place, anchors or found.anchors, boundaries)
    if found.default.span and _is_apart(place, chosen, found, boundaries):
        return found.default
    apart_from = apart(boundaries, place, chosen[0].date)
    if apart_from and _is_lasting(place, found, boundaries):
        return TIMELESS
    when = explicit_when(chosen, place, found.sentence, _end_of_since(chosen, found))
    if apart_from:
        when = _in_clause_before(place, chosen[0], found, when)
        when = _in_clause_after(place, chosen[-1], main_clause(boundaries, place, found.sentence.plain), when)
    document = found.sentence.document
    if document and document.dateline and len(chosen) == 1:
        start = found.sentence.at[chosen[0].date.start]
        if document.dateline.start <= start < document.dateline.end:
            return When(when.span, "heading", ("the date of the document it stands in",))
    return when


def _of_clause(place: Span, found: SentenceDates, boundaries: Sequence[Boundary]) -> tuple[Anchor, ...]:
    """The dates of a sentence but those of a clause set in elsewhere that looks back.

    "Andranik, whose men had lain at Goris since August, set out".
    """
    others = [span for span in set_in(boundaries) if not span.start <= place.start < span.end]
    back = [span for span in others if is_background(found.sentence.plain[span.start : span.end])]
    return tuple(a for a in found.anchors if not any(s.start <= a.date.start < s.end for s in back))


def _is_lasting(place: Span, found: SentenceDates, boundaries: Sequence[Boundary]) -> bool:
    """Whether the main clause of a place says what lasts: "...; such villages have remained in Georgia"."""
    if found.sentence.quoted or found.default.basis == "heading":
        return False
    return is_timeless(main_clause(boundaries, place, found.sentence.plain))


def _in_clause_before(place: Span, anchor: Anchor, found: SentenceDates, when: When) -> When:
    """A main clause without a date before one with a date: from the time told of to that date.

    "They came by Ani; on the 21st they held the station": by Ani in the days up to the 21st.
    """
    date, now = anchor.date.span, found.now
    if now is None or now.day_min is None or date.day_min is None:
        return when
    if place.start > anchor.date.end or found.sentence.quoted or found.default.basis == "heading":
        return when
    if not 0 < date.day_min - now.day_min < _SOON:
        return when
    reasons = (*when.reasons, f"its clause comes before that date: read from {now.edtf} on")
    return when._replace(span=hull((now, date)), reasons=reasons)


def _in_clause_after(place: Span, anchor: Anchor, clause: str, when: When) -> When:
    """A main clause that tells on after one with a date: "On 5 May he fell; other towns soon rose"."""
    if place.start < anchor.date.end or anchor.role != "event" or not tells_of_later(clause):
        return when
    month = month_that_follows(anchor.date.span)
    if month is None:
        return when
    return when._replace(span=month, reasons=(*when.reasons, "it tells what came then: read as the month"))


def _is_apart(
    place: Span, chosen: Sequence[Anchor], found: SentenceDates, boundaries: Sequence[Boundary]
) -> bool:
    """Whether a date is not the place's: it lies in a quotation that does not hold the place, only says why,
    or looks back, or the place's clause says what is at the moment of writing.

    "There I met a priest who had fled in 1915" does not tell of 1915 where "there" is.
    """
    sentence, date, now = found.sentence, chosen[-1].date, found.now
    if sentence.in_quotation(date.start) and not sentence.in_quotation(place.start):
        return True
    if is_cause(sentence.plain, place.end, date.start) or _is_of_writing(
        place, chosen[-1], found, boundaries
    ):
        return True
    return (
        parted(boundaries, place, date)
        and now is not None
        and (date.span.day_max or 0) < (now.day_min or 0)
        and looks_back(sentence.plain, date.start, date.end)
        and not _looks_back_too(place, date, sentence.plain, boundaries)
    )


def _is_of_writing(place: Span, anchor: Anchor, found: SentenceDates, boundaries: Sequence[Boundary]) -> bool:
    """Whether a place's clause in a letter or report speaks of the day of writing, beside one with a date."""
    if found.default.basis != "heading":
        return False
    plain, date = found.sentence.plain, anchor.date
    if apart(boundaries, place, date) and (
        place.end <= date.start or speaks_of_now(main_clause(boundaries, place, plain))
    ):
        return True
    here = clause_around(boundaries, place, plain)
    return _is_plan(place, anchor, found) or (parted(boundaries, place, date) and is_present(here))


def _looks_back_too(place: Span, date: Dated, plain: str, boundaries: Sequence[Boundary]) -> bool:
    """Whether the clause of a place goes on looking back: "had met on 22 July and had declared Khachen"."""
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
    return place.end <= start and is_ahead(plain[start : date.start]) and not is_ahead(plain[:start])


def _end_of_since(chosen: Sequence[Anchor], found: SentenceDates) -> TimeSpan | None:
    """The time to which "since 1917" runs: another date of the sentence, else what is told of just before."""
    others = [a.date for a in found.anchors if a not in chosen and a.role in ("event", "paper")]
    later = [date.span for date in others if date.start > chosen[-1].date.end]
    return later[0] if later else others[-1].span if others else found.now
