"""Which days each place mention's sentence tells of, and how that is known.

Its rooms. A date in the sentence: ``anchors``, ``roles``, ``clauses``, ``parting``, ``clause_tenses``,
``bounds``. Dates of other sentences or documents: ``narrative``, ``carrying``, ``carried_spans``, ``story``,
``sections``, ``lasting``, ``letterheads``, ``acts``, ``lives``. Dates of others: ``elsewhere``. No time at
all: ``tenses``, ``describing``. Named times: ``periods`` and ``named_times``.
Here they meet, with their reasons; what no careful reader could date stays without days.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from mapapp.dates.edtf import parse_edtf
from mapapp.dates.spans import days_in, hull
from mapapp.errors import EdtfError
from mapapp.geoparse.anchors import Anchor, explicit_when
from mapapp.geoparse.bounds import end_of_since
from mapapp.geoparse.carrying import TIMELESS, UNKNOWN
from mapapp.geoparse.citations import find_notes
from mapapp.geoparse.clause_tenses import tells_of_later
from mapapp.geoparse.clauses import Boundary, find_boundaries
from mapapp.geoparse.describing import always_so, as_it_is, by_the_way, is_todays_name, tells_upbringing
from mapapp.geoparse.elsewhere import dates_of_clause, is_lasting, only_births, own_dates, tells_after_births
from mapapp.geoparse.lasting import how_long
from mapapp.geoparse.letterheads import dateline_words, days_of_summary
from mapapp.geoparse.lives import is_birthplace, is_deathplace
from mapapp.geoparse.narrative import SentenceDates, date_sentences
from mapapp.geoparse.parting import apart, main_clause, words_around
from mapapp.geoparse.periods import Period, month_that_follows, whole_months
from mapapp.geoparse.prose import Dated, Sentence, make_sentences
from mapapp.geoparse.story import YEAR_DAYS, Around
from mapapp.geoparse.tenses import opens_with_verb
from mapapp.model.mention import Attestation, Mention, When
from mapapp.model.text import Document, Passage, Span
from mapapp.model.timespan import DateExpression, TimeSpan

TODAYS = When(None, "none", ("a name of today, beside that of the time told of",))
UPBRINGING = When(None, "none", ("it tells where somebody was born or grew up, and not when",))
OF_BIRTH = When(None, "none", ("the date in its sentence is of a birth alone",))
_HAVE_SINCE = re.compile(r"\b(?:has|have) since\b")  # "landed on the 11th and have since pushed on to"
_LABEL = 40  # characters before a dateline that say what it dates: "Week ending"
_OPENING = len("On the ")  # where a date stands that opens its sentence
_PART_OF_MONTH = 11  # days: a longer time before a date is told of in months
_AND = re.compile(r"\band\s")  # "born in 1874 and studied": another part, where a verb follows
_REACH = 200  # characters before a place in which its own words are looked for


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
    document_dates = find_document_dates(documents, dates, text)
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
        event = _event(mention, found, boundaries[mention.passage]) if found else UNKNOWN
        document = found.sentence.document if found else None
        days = document_dates.get(document.number) if document else None
        if document and document.dateline and event.basis == "heading" and not event.words:
            event = event._replace(words=dateline_words(text, document.dateline))
        attestations.append(Attestation(mention, event, days, source_published))
    return tuple(attestations)


def find_document_dates(
    documents: Sequence[Document], dates: Sequence[DateExpression], text: str
) -> Mapping[int, TimeSpan]:
    """The days of each document by its number, where the date of its dateline could be read."""
    found = {}
    known = [date for date in dates if date.edtf]
    ends = [date.end for date in known]
    for document in documents:
        line = document.dateline
        index = bisect_right(ends, line.start) if line else len(known)
        if line is None or index == len(known) or known[index].start >= line.end:
            continue
        try:
            before = text[max(0, known[index].start - _LABEL) : known[index].start]
            found[document.number] = days_of_summary(before, parse_edtf(known[index].edtf))
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


def _event(mention: Mention, found: SentenceDates, boundaries: Sequence[Boundary]) -> When:
    """The date of a mention; none for what is no part of any time told of."""
    place = _place(mention, found.sentence)
    plain, quoted = found.sentence.plain, found.sentence.quoted
    before = plain[max(0, place.start - _REACH) : place.start]
    if is_todays_name(before):
        return TODAYS
    lasting = None if quoted else always_so(plain, *place)
    if not quoted and found.default.basis != "heading":
        lasting = lasting or by_the_way(plain, *place) or as_it_is(plain, *place)
    if lasting and not any(lasting.start <= a.date.start < lasting.end for a in found.anchors):
        return TIMELESS
    if (date := _of_life(place, found)) and not _is_dated(place, found):
        return When(date.span, "context", (f"date in a sentence before it: {date.surface!r}",), date.surface)
    if tells_upbringing(before) and not _is_dated(place, found):
        return UPBRINGING
    return _when(place, found, boundaries) if found.anchors else found.default


def _is_labelled(found: SentenceDates) -> bool:
    """Whether a date stands over its sentence as a label: "1918: Lankaran is on fire"."""
    ends = [a.date.end for a in found.anchors if a.date.start < _OPENING]
    return any(found.sentence.plain[end:].lstrip().startswith((":", "—", "–")) for end in ends)


def _of_life(place: Span, found: SentenceDates) -> Dated | None:
    """The date of the birth or the death at a place, where the head of the biography gives it."""
    before = found.sentence.plain[: place.start]
    if found.life is None:
        return None
    if is_birthplace(before):
        return found.life.born
    return found.life.died if is_deathplace(before) else None


def _is_dated(place: Span, found: SentenceDates) -> bool:
    """Whether a date stands beside a place, in the same part of the sentence, or at its head."""
    plain = found.sentence.plain
    joined = [m.end() for m in _AND.finditer(plain, 0, place.start) if opens_with_verb(plain[m.end() :])]
    start = max([plain.rfind(mark, 0, place.start) for mark in ",;"] + joined)
    ends = [at for mark in ",;" if (at := plain.find(mark, place.end)) >= 0]
    end = min(ends, default=len(plain))
    return any(
        start < a.date.start < end
        or a.date.start < _OPENING
        or plain[place.end : a.date.start].strip(" ") in {",", "("}
        for a in found.anchors
    )


def _when(place: Span, found: SentenceDates, boundaries: Sequence[Boundary]) -> When:
    """The date of a place in a sentence with dates: of its clause, else its sentence, else from elsewhere."""
    if _is_labelled(found):
        found = found._replace(default=UNKNOWN)  # what stands around it says nothing
    anchors = dates_of_clause(place, found, boundaries)
    if not anchors and only_births(place, found):
        return found.default if tells_after_births(found) else OF_BIRTH
    if not anchors and found.default.span:
        return found.default
    chosen = own_dates(place, anchors or found.anchors, found, boundaries)
    if not chosen:
        return found.default
    apart_from = apart(boundaries, place, chosen[0].date)
    if apart_from and is_lasting(place, found, boundaries) and not _is_labelled(found):
        return TIMELESS
    when = explicit_when(chosen, place, found.sentence, end_of_since(chosen, found))
    when = _lasting(place, found, boundaries, when)
    if apart_from:
        when = _in_clause_before(place, chosen[0], found, when)
        when = _in_clause_after(place, chosen[-1], main_clause(boundaries, place, found.sentence.plain), when)
    document = found.sentence.document
    if document and document.dateline and len(chosen) == 1:
        start = found.sentence.at[chosen[0].date.start]
        if document.dateline.start <= start < document.dateline.end:
            return When(when.span, "heading", ("the date of the document it stands in",))
    return when


def _lasting(place: Span, found: SentenceDates, boundaries: Sequence[Boundary], when: When) -> When:
    """What a clause after a date says lasted: "Wounded on 12 October, he lay for two months at Gunib"."""
    before = [a for a in found.anchors if a.date.end <= place.start]
    if not before or before[-1].role != "event" or when.words != before[-1].date.surface:
        return when
    date = before[-1].date
    words = words_around(boundaries, place, found.sentence.plain, date.end)
    if _HAVE_SINCE.search(words) and found.default.basis == "heading" and found.default.span:
        span = hull((date.span, found.default.span))
        return when._replace(span=span, reasons=(*when.reasons, f"it says since when: read as {span.edtf}"))
    lasted = how_long(words, date.span)
    if lasted is None:
        told = words.partition(found.sentence.plain[place.start : place.end])[0]
        return _in_clause_after(place, before[-1], told, when)
    return when._replace(span=lasted, reasons=(*when.reasons, f"it says how long: read as {lasted.edtf}"))


def _in_clause_before(place: Span, anchor: Anchor, found: SentenceDates, when: When) -> When:
    """A main clause without a date before one with a date: from the time told of to that date.

    "They came by Ani; on the 21st they held the station": by Ani in the days up to the 21st.
    """
    earlier = [a.date.span for a in found.anchors if a.date.end <= place.start]
    date, now = anchor.date.span, earlier[-1] if earlier else found.now
    if now is None or now.day_min is None or date.day_min is None:
        return when
    if place.start > anchor.date.end or found.sentence.quoted or found.default.basis == "heading":
        return when
    explained = ":" in found.sentence.plain[place.end : anchor.date.start]  # "it changed hands: on 5 May"
    if explained or not 0 < date.day_min - now.day_min <= YEAR_DAYS:
        return when
    if earlier:  # "At the end of July the state was no more; they left by boat, and in August ..."
        return when._replace(
            span=now, reasons=(*when.reasons, f"it goes on from the date before: {now.edtf}")
        )
    reasons = (*when.reasons, f"its clause comes before that date: read from {now.edtf} on")
    span = hull((now, date))
    return when._replace(span=whole_months(span) if days_in(span) > _PART_OF_MONTH else span, reasons=reasons)


def _in_clause_after(place: Span, anchor: Anchor, clause: str, when: When) -> When:
    """A main clause that tells on after one with a date: "On 5 May he fell; other towns soon rose"."""
    if place.start < anchor.date.end or anchor.role != "event" or not tells_of_later(clause):
        return when
    month = month_that_follows(anchor.date.span)
    if month is None:
        return when
    return when._replace(span=month, reasons=(*when.reasons, "it tells what came then: read as the month"))
