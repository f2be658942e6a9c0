"""A small model of clauses: where a sentence is cut, and how much each cut parts.

A sentence is cut at its boundaries (:data:`BOUNDARIES`); each has a weight. The date of a place is the one
with the least weight between the two (``parting``), so "Kars fell on 30 October, Alexandropol on 7 November"
comes apart.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mapapp.geoparse.prose import Dated
from mapapp.geoparse.tenses import goes_on_with_verb, has_verb, opens_with_verb
from mapapp.model.text import Span


class Boundary(NamedTuple):
    """A place where a sentence may be cut: offsets into its plain text, and how much it parts."""

    start: int
    end: int
    weight: float
    closes: bool = False  # a clause that is set in between commas: ", who had stayed behind, ..."
    item: bool = False  # an item of a list begins: "; (b) to send a nurse to Delijan"


PREPOSITION = r"(?:on|in|by|at|from|until|till|after|before|since|during|of)\s+(?:the\s+)?"
_RELATIVE = r"(?:in|of|to|from|by|on|at|with|under|for|after)\s+"
_NO_PREPOSITION = (
    r"(?<!\bto)(?<!\bin)(?<!\bof)(?<!\bat)(?<!\bon)(?<!\bby)(?<!\bfrom)(?<!\bwith)"  # "to that place"
)
_NO_OBJECT = r"(?!\s*\ue000| same\b| \w+(?: since\b| until\b|[.,;]))"  # "they held that line since"
_HOW_SOON = r"(?:shortly|soon|just|immediately|\w+ (?:days|weeks|months))"
# Tried in this order at every point. Weights are our own: a semicolon parts most, a comma least.
BOUNDARIES: tuple[tuple[str, float], ...] = (
    (r"[.;:,]\s+(?:and\s+)?(?=\(?(?:[a-z]|[ivx]{2,4}|\d{1,2})\)\s)", 5.0),
    (r"(?<=[a-z\ue001]{4})[.!?](?=\s[A-Z\ue000\ue001“\"])", 5.0),
    (r";|:\s", 3.0),
    # as in "(b. Kars, 1884 – d. Boston, 1956)"
    (r"(?<=\ue000)\s?[–—-]\s?(?=(?:d\.\s|died\s(?:in|at)\s|†\s?)?\ue001+,?\s\ue000)", 2.5),
    (r"(?<!\s)\s*\b(?:due to|owing to|thanks to)\b", 2.5),
    (
        r"(?:[,–—]|(?<!\s))\s*\b(?:whereas|while|whilst|although|though|but|because|where|whence|when)\b|[,–—]\s*having\b",
        2.0,
    ),
    (rf"(?:[,–—]|(?<!\s))\s*\b(?:{_RELATIVE})?(?:who|whom|whose|which)\b", 2.0),
    (r",\s+(?=(?:the|its|his|her|their|our|my|\ue001+)\b[^,;]{0,70}\b(?:having|being)\b)", 2.0),
    (rf"(?<!\s)\s*\b(?:{_HOW_SOON} )?(?:after|before|until)\b(?!\s*\ue000)", 1.5),
    (rf",\s*(?:and|but)\s+(?={PREPOSITION}\ue000|now\b)", 3.0),
    (
        rf"(?:,|(?<!\s))\s*\b(?:and|or)\s+(?=(?:{PREPOSITION})?\ue000|\w+ed\b|then\b|now\b|later\b|(?:is|are|was|were|has|have|had)\b)",
        1.5,
    ),
    (r"(?:,|(?<!\s))\s*\b(?:and|but|so|yet|or)\s+(?=(?:he|she|it|they|we|I|there)\b)", 1.5),
    (
        rf"(?<!\s){_NO_PREPOSITION}\s*\b(?:that|news of)\b{_NO_OBJECT}",
        1.6,
    ),
    (r"[,–—](?=\s)", 1.0),
    (r"(?<=[\ue000\ue001])\s+(?=(?:had|was|were|is|are|has|have)\b)", 0.0),
)
_BOUNDARY = re.compile(
    "|".join(f"(?P<b{number}>{pattern})" for number, (pattern, _) in enumerate(BOUNDARIES))
)
_FRONTED = re.compile(
    rf"[^\w\ue001]*(?:\w+ly,?\s+|meanwhile,?\s+|then,?\s+)?(?:{PREPOSITION})?\ue000+\s*", re.IGNORECASE
)
_PRONOUN = re.compile(r"\b(?:who|whom|whose|which)$")
_PARTICIPLE = re.compile(r"\W*[A-Z][a-z]+(?:ed|en|ilt|orn|ught)\b[^,;:]*")  # "Opened in 1916, it brought"
# What follows a comma without being set in: a second subject, or the making of a treaty just named.
_NO_PHRASE = re.compile(r"\s*(?:and|or|but|(?:signed|concluded|dated|ratified|issued|initialled))\b")
_LIST_WEIGHT = 0.1  # between two names of a list
PARTING = 1.5  # from here on two clauses stand apart
_RELATIVE_WEIGHT = 2.0  # what opens, and what closes, a clause that is set in
_COMMAS_OR_DASHES = ",–—"
COMMA = 1.0  # a comma's weight
STOP = 5.0  # of a full stop
MAIN = 3.0  # and from here on in two main clauses


def find_boundaries(plain: str, dates: Sequence[Dated], places: Sequence[Span]) -> tuple[Boundary, ...]:
    """Boundaries of a sentence in order; none lies inside a date or a place's name."""
    masked = list(plain)
    for span in places:
        masked[span.start : span.end] = "\ue001" * (span.end - span.start)
    for date in dates:
        masked[date.start : date.end] = "\ue000" * (date.end - date.start)
    line = "".join(masked)
    found: list[Boundary] = []
    segment, opened = 0, ""
    for match in _BOUNDARY.finditer(line):
        weight = BOUNDARIES[int((match.lastgroup or "b0")[1:])][1]
        closes = _closes(line, match, opened, segment)
        weighed = _RELATIVE_WEIGHT if closes else _weight(line, match, weight, segment)
        found.append(Boundary(match.start(), match.end(), weighed, closes, match.lastgroup == "b0"))
        segment = match.end()
        if weight == _RELATIVE_WEIGHT:
            after_comma = line[match.start()] in _COMMAS_OR_DASHES or _is_apposition(line, found[:-1], match)
            opened = "set in" if after_comma else "restrictive" if _PRONOUN.search(match[0]) else ""
        elif closes or opened == "restrictive":
            opened = ""
    return tuple(_set_in_phrases(found, line))


def _set_in_phrases(found: Sequence[Boundary], line: str) -> Iterator[Boundary]:
    """Boundaries, with those marked around a dated phrase after a subject: "Kars, lost in 1878, was"."""
    opens = {
        i: other
        for i, (one, other) in enumerate(itertools.pairwise(found))
        if one.weight == other.weight == COMMA
        and "\ue000" in line[one.end : other.start]
        and not _NO_PHRASE.match(line, one.end)
        and goes_on_with_verb(line[other.end :])
        and not has_verb(line[_clause_start(found, i) : one.start])
    }
    for i, one in enumerate(found):
        if i in opens:
            yield one._replace(weight=_RELATIVE_WEIGHT)
        elif i - 1 in opens:
            yield one._replace(weight=_RELATIVE_WEIGHT, closes=True)
        else:
            yield one


def _clause_start(found: Sequence[Boundary], index: int) -> int:
    """Where the clause begins in which a comma stands."""
    return max((b.end for b in found[:index] if b.weight >= COMMA), default=0)


def _closes(line: str, match: re.Match[str], opened: str, segment: int) -> bool:
    """Whether a boundary ends the clause that was opened: at a comma, or where another verb goes on.

    ", who had stayed behind, set out"; "the men who had left in April had gone on".
    """
    if opened == "set in":
        return match[0] in _COMMAS_OR_DASHES and opens_with_verb(line[match.end() :])
    goes_on = match.start() and line[match.start() - 1] in "\ue000\ue001" and match[0].isspace()
    return opened == "restrictive" and bool(goes_on) and has_verb(line[segment : match.start()])


def _is_apposition(line: str, found: Sequence[Boundary], match: re.Match[str]) -> bool:
    """Whether a relative clause hangs on words set in after a comma: ", most of them men whose fathers"."""
    if not found or found[-1].weight != COMMA or not _PRONOUN.search(match[0]):
        return False
    return not has_verb(line[found[-1].end : match.start()])


def _weight(line: str, match: re.Match[str], weight: float, segment: int) -> float:
    """What a boundary weighs here: nothing after a date that opens a clause, little in a list."""
    if line[match.start()] == "," and _FRONTED.fullmatch(line, segment, match.start()):
        return 0.0
    if segment == 0 and weight == COMMA and _PARTICIPLE.fullmatch(line, 0, match.start()):
        return _RELATIVE_WEIGHT
    before, after = line[: match.start()].rstrip()[-1:], line[match.end() :].lstrip()[:1]
    return _LIST_WEIGHT if before == after == "\ue001" and weight < STOP else weight


def set_in(boundaries: Sequence[Boundary]) -> Iterator[Span]:
    """The clauses that are set in between two commas, each with its end."""
    opened = 0
    for boundary in boundaries:
        if boundary.closes:
            yield Span(opened, boundary.start)
        elif boundary.weight == _RELATIVE_WEIGHT:
            opened = boundary.start
