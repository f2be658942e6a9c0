"""A row of the table of date expressions, and what its patterns share."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from mapapp.dates.readers import Piece

PART = r"\b{part}(?:\s+of\s+|(?<=ly|te)\s+in\s+|\s*-\s*|\s+)(?:the\s+)?(?:year\s+)?"
DAY_OF_MONTH = r"(?:{day}\s*(?:of\s+)?{month}|{month2}\s+{day2}(?![.:]?\d)){of_year}?"


class Rule(NamedTuple):
    """A form of date expression: its name, its cue, its pattern and what reads its matches.

    ``article`` rules take a "the" that stands before them into the span.
    """

    name: str
    cue: str
    pattern: str
    read: Callable[[re.Match[str]], tuple[Piece, ...]]
    article: bool = False
