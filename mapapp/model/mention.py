"""Values for what is found in a text: mentions, their candidates, and attestations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from mapapp.model.text import Zone
from mapapp.model.timespan import TimeSpan

Use = Literal["literal", "metonymic", "embedded"]
USES: tuple[Use, ...] = ("literal", "metonymic", "embedded")
WhenBasis = Literal["explicit", "context", "heading", "period", "footnote", "none"]


class Candidate(NamedTuple):
    """A place that a mention may mean: its score (higher is better) and the reasons for it."""

    place_id: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of text where a toponym stands.

    ``start`` and ``end`` are raw offsets, ``surface`` the raw text between them; ``toponym`` is the name
    form as a reader reads it; ``rule`` names the rule that recognised it. ``candidates`` come best first;
    without any the place is named and not located. ``doubtful`` is set where the identity is open.
    """

    start: int
    end: int
    surface: str
    toponym: str
    zone: Zone
    passage: int
    use: Use
    rule: str
    reasons: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    doubtful: bool = False

    @property
    def place_id(self) -> str | None:
        """Id of the place it is taken to mean, or None where it is not located."""
        return self.candidates[0].place_id if self.candidates else None


class When(NamedTuple):
    """Days that a passage tells of, how that is known, and why; ``span`` is None where unknown.

    ``words`` is the date as it is written, empty where none is.
    """

    span: TimeSpan | None
    basis: WhenBasis
    reasons: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Attestation:
    """A mention resolved to a place and to a time: what the map shows.

    ``event`` is when its passage's event was; ``document`` the date of the document it stands in;
    ``published`` that of the publication. Each is kept apart; filters use ``event``.
    """

    mention: Mention
    event: When
    document: TimeSpan | None = None
    published: TimeSpan | None = None
