"""Values for texts: a source, its zones, its reading texts, its passages and documents.

All offsets are Unicode code points into the raw text of the source, half open, unless a name says
``reading``: then they count characters of a :class:`Reading`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Zone = Literal["body", "apparatus", "furniture"]
ZONES: tuple[Zone, ...] = ("body", "apparatus", "furniture")
PassageKind = Literal["sentence", "heading", "item", "line"]
Calendar = Literal["gregorian", "julian", "unstated"]


class Span(NamedTuple):
    """A half-open stretch ``[start, end)`` of a text, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """One text with what is known of it; an empty string says that a thing is not known."""

    id: str
    path: str
    text: str
    sha256: str
    title: str = ""
    author: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    language: str = ""
    calendar: Calendar = "unstated"
    rights: str = ""
    note: str = ""


class Region(NamedTuple):
    """A stretch of raw text that lies in one zone; regions cover a text without gap or overlap."""

    start: int
    end: int
    zone: Zone


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of one zone as a reader reads it: hyphens at line ends joined, lost spaces put back.

    ``text[i]`` stands at raw offset ``raw[i]`` (an inserted space has the offset of what follows it);
    a newline separates blocks (paragraphs, headings, list items), every other white space is one space.
    """

    zone: Zone
    text: str
    raw: tuple[int, ...]

    def to_raw(self, start: int, end: int) -> Span:
        """Raw span of the non-empty reading span ``[start, end)``."""
        return Span(self.raw[start], self.raw[end - 1] + 1)


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of evidence: a sentence, heading, list item or (outside the body) a line.

    ``parts`` are the raw spans that belong to it, in order; between two of them stands text of another
    zone (a page head, footnotes). ``reading_start`` and ``reading_end`` count in the zone's reading.
    """

    number: int
    zone: Zone
    kind: PassageKind
    parts: tuple[Span, ...]
    reading_start: int
    reading_end: int
    document: int | None = None

    @property
    def start(self) -> int:
        """Raw offset of the first character."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """Raw offset after the last character."""
        return self.parts[-1].end


@dataclass(frozen=True, slots=True)
class Document:
    """A document quoted inside a source (a letter, a telegram): its heading and where it stands.

    ``start`` and ``end`` are raw offsets; ``heading`` is its first passage's number; ``dateline`` the raw
    span of its own date, where it states one.
    """

    number: int
    start: int
    end: int
    heading: int
    dateline: Span | None = None
