"""Whether a sentence tells no event but what a thing is or was: where it lies, what it was made of."""

from __future__ import annotations

import re

_SITUATED = re.compile(
    r"^\W*(?:The )?[A-Z][^.;]{2,80}?\b(?:stood|lay|was (?:situated|built)) "
    r"(?:in|on|at|near|between|among|under|above|below|beside|along|\w+ (?:versts?|miles|hours?|km)\b)"
)
_DEFINED = re.compile(r"^[^.;]{3,120}\b(?:was|were) (?:an?|the)\b(?! \w+ed\b)", re.IGNORECASE)
# What a state or a district was made of lasts as long as it did.
_PARTS = re.compile(
    r"\b(?:(?:was|were) (?:sub)?divided into|consisted of|comprised|was (?:made up|composed) of|bordered|"
    r"(?:cent(?:re|er)|capital|seat|chief town) was)\b",
    re.IGNORECASE,
)


def is_situated(plain: str) -> bool:
    """Whether a sentence says where its subject stood or lay.

    >>> is_situated("Kulp stood in the corner of the uezd."), is_situated("Kars fell.")
    (True, False)
    """
    return bool(_SITUATED.search(plain))


def is_definition(plain: str) -> bool:
    """Whether a sentence says what a thing was: "The Emirate was a state from 1919 to 1920"."""
    return bool(_DEFINED.search(plain))


def tells_parts(plain: str) -> bool:
    """Whether a sentence tells what a unit was made of, and no event: its parts, its neighbours, its seat."""
    return bool(_PARTS.search(plain))
