"""What the rules that carry dates on remember of a text: its sentences, its thread of dates, its events."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mapapp.dates.days import day_of
from mapapp.dates.spans import days_in
from mapapp.geoparse.anchors import Anchor
from mapapp.geoparse.citations import Note
from mapapp.geoparse.periods import Period
from mapapp.geoparse.prose import Dated, Sentence
from mapapp.geoparse.tenses import is_signature, is_timeless
from mapapp.model.text import Span
from mapapp.model.timespan import TimeSpan

REMOTE_DAYS = 20 * 366  # a date so far from the text's middle one is a look back or ahead
NINE_YEARS = 9 * 366  # longer is a decade, a century
YEAR_DAYS = 366  # an event dated more broadly than to a year is no point in time to come back to

# Nouns and verbs of events by their stems: "the occupation of Kars" comes back to where Kars "was occupied".
_EVENT = re.compile(
    r"\b(?P<stem>annex|occup|transfer|captur|seiz|liberat|conque|surrender|evacuat|sieg|invasion|invad|proclam|"
    r"massacr|uprising|revolt|rebel|battle|destr|bombard|establish|creat|division|partition|landing|fall)\w*",
    re.IGNORECASE,
)
_COMPANY = 3  # dates near each other that tell a story of their own, however far from most
_TODAY = day_of(1950)  # what is dated later is mostly a paper of today, and not what it tells of
_TEN_YEARS = 10 * 366
_NEAR = 120  # characters between an event's word and the place it happens to


@dataclass(frozen=True, slots=True)
class Thread:
    """A date that a text goes on from: as written, in which paragraph, and what kind of date it is.

    ``vague`` is set for the date of a paper: what is told around it was in those weeks; ``act`` for that of
    a treaty or a decision, whose terms may follow; ``state`` where it is told how things stood then.
    """

    span: TimeSpan
    words: str
    paragraph: int
    vague: bool = False
    act: bool = False
    state: bool = False

    @property
    def reason(self) -> str:
        """Where the date comes from; ``words`` is empty where an event was named that has a date."""
        if not self.words:
            return f"it goes on from an event that the text has dated: {self.span.edtf}"
        return f"date in a sentence before it: {self.words!r}"


@dataclass(frozen=True, slots=True)
class Around:
    """What dates sentences from outside: documents and footnotes by their numbers, and the named periods."""

    document_dates: Mapping[int, TimeSpan]
    notes: Mapping[int, tuple[Note, ...]]
    periods: tuple[Period, ...]


@dataclass(slots=True)
class Story:
    """A text as it is read on: ``threads`` and ``standing`` dates by document, events by word and place."""

    sentences: Sequence[Sentence]
    anchors: list[tuple[Anchor, ...]]
    places: Sequence[tuple[tuple[Span, str], ...]]  # of each sentence: where a place stands, and which
    around: Around
    days: Sequence[int]  # on which the dates of the text begin
    middle: int
    threads: dict[int | None, Thread] = field(default_factory=dict)
    standing: dict[int | None, Thread] = field(default_factory=dict)
    closing: dict[int, Thread] = field(default_factory=dict)  # datelines that stand below a sentence
    signed: dict[int, Thread] = field(default_factory=dict)  # the date beside the signature below a sentence
    lifetime: Thread | None = None  # of the unit that the text defines: "was a county from 1923 to 1929"
    events: dict[tuple[str, str], TimeSpan] = field(default_factory=dict)

    def key(self, index: int) -> int | None:
        """The number of the document in which a sentence stands, None in the author's own text."""
        document = self.sentences[index].document
        return document.number if document else None

    def opens_paragraph(self, index: int) -> bool:
        """Whether a sentence is the first of its paragraph."""
        return index == 0 or self.sentences[index - 1].paragraph != self.sentences[index].paragraph

    def now(self, index: int) -> TimeSpan | None:
        """The time that is told of just before a sentence: its document's, else the thread's."""
        key = self.key(index)
        if key is not None and key in self.around.document_dates:
            return self.around.document_dates[key]
        thread = self.threads.get(key) or self.standing.get(key)
        return thread.span if thread else None

    def next_dated(self, index: int, last_paragraph: int) -> Dated | None:
        """The first date after a sentence of the same document, up to a paragraph."""
        later = self.next_dated_sentence(index, last_paragraph)
        return None if later is None else self.anchors[later][0].date

    def next_dated_sentence(self, index: int, last_paragraph: int) -> int | None:
        """The first sentence with a date after one of the same document, up to a paragraph."""
        for later in range(index + 1, len(self.sentences)):
            if self.sentences[later].paragraph > last_paragraph or self.key(later) != self.key(index):
                return None
            if self.anchors[later] and not is_signature(self.sentences[later].plain):
                return later
        return None

    def is_remote(self, span: TimeSpan) -> bool:
        """Whether a date is a generation or more from the time that the text tells of, and alone there."""
        day = span.day_min
        if day is None or abs(day - self.middle) <= REMOTE_DAYS:
            return False
        return sum(abs(other - day) < _TEN_YEARS for other in self.days) < _COMPANY

    def is_of_today(self, span: TimeSpan) -> bool:
        """Whether a date is that of a page of today, which tells of another time."""
        return (span.day_min or 0) >= _TODAY and self.is_remote(span)

    def is_after_last_date(self, index: int) -> bool:
        """Whether no later sentence of the same document has a date of the time that the text tells of."""
        later = range(index, len(self.sentences))
        return not any(
            self.key(i) == self.key(index) and any(not self.is_remote(a.date.span) for a in self.anchors[i])
            for i in later
        )


def first_days(anchors: Sequence[Sequence[Anchor]]) -> list[int]:
    """The days that dates of a text begin with, sorted, but for decades and longer."""
    spans = [a.date.span for group in anchors for a in group]
    return sorted(s.day_min or 0 for s in spans if (s.day_max or 0) - (s.day_min or 0) <= NINE_YEARS)


def middle_of(days: Sequence[int]) -> int:
    """The middle one of some days in order; of two far apart the later, if not of today; 0 for none."""
    if not days:
        return 0
    early, late = days[(len(days) - 1) // 2], days[len(days) // 2]
    return late if late - early > REMOTE_DAYS and late < _TODAY else early


def events_of(
    sentence: Sentence, places: Sequence[tuple[Span, str]], *, named: bool
) -> list[tuple[str, str]]:
    """The events of a sentence as pairs of a word's stem and a place; ``named``: only "the ... of Place"."""
    found = []
    for match in _EVENT.finditer(sentence.plain):
        for span, place in places:
            between = sentence.plain[match.end() : span.start]
            if named and not (span.start > match.end() and re.match(r"\s+of\s[^.;,]*$", between)):
                continue
            if match.start() < span.end + _NEAR and span.start < match.end() + _NEAR:
                found.append((match["stem"].casefold(), place))
    return found


def within_year(span: TimeSpan) -> bool:
    """Whether a span has both its ends and no more days than a year."""
    return days_in(span) <= YEAR_DAYS


def remember_events(story: Story, index: int, span: TimeSpan | None) -> None:
    """Note when the events of a sentence were, where that is known to about a year."""
    if span is not None and within_year(span) and not story.is_remote(span):
        for event in events_of(story.sentences[index], story.places[index], named=False):
            story.events[event] = span


def tells_in_present(story: Story, index: int) -> bool:
    """Whether the dated sentence before one is told in the present: "On 3 May he comes. Halil takes Kars"."""
    key = story.key(index)
    for before in range(index - 1, -1, -1):
        if story.key(before) == key and story.anchors[before]:
            return is_timeless(story.sentences[before].plain)
    return False
