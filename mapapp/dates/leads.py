"""What leads up to a date: words of time, prepositions, the start of a sentence. Patterns are strings."""

from __future__ import annotations

from mapapp.dates.readers import Piece
from mapapp.dates.words import FULL_MONTHS, any_of

_WIDTH = 40  # characters of context that a guard looks at on either side
_TIME_WORDS = "in|by|until|till|since|during|early|late|mid|before|after|throughout"
TIMED = rf"(?i)(?:^|[^\w])(?:{_TIME_WORDS})[\s-]+$"
LED = (
    rf"(?i)(?:^|[^\w])(?:{_TIME_WORDS}|of|from|to|and|or|through|between|end|beginning|last|next|this|that|same|"
    r"following|previous|the|on|for|around|about|dated|whole|all|entire|a|an|into|towards?|as|very|year|"
    rf"{any_of(FULL_MONTHS)})[\s–—-]+$"
)
SENTENCE_START = r"(?:^|[.!?:;\n”\"(])\s*$"


def around(text: str, piece: Piece) -> tuple[str, str]:
    """The text before and after a piece, as far as a guard looks."""
    return text[max(0, piece.start - _WIDTH) : piece.start], text[piece.end : piece.end + _WIDTH]
