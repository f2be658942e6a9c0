"""Entries of a diary or a chronicle: blocks in a row that each begin with their day.

Where several blocks do so, the day needs no stop after it ("18th The enemy have gone!") and may stand between
brackets or after a bullet; a single block that looks so is a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mapapp.geoparse.blocks import Block
from mapapp.geoparse.line_dates import CAMP, ENTRY_DATE, ENTRY_TEXT, MONTH, NTH, WEEKDAY_NAME

_MOST_APART = 6  # blocks between entries: an entry may have paragraphs of its own
_IN_A_ROW = 3
_LABEL = re.compile(
    r"(?:[*•·▪►–—-]{1,2} ?)?[\[(]?(?:Day \d{1,3},? )?"
    rf"({ENTRY_DATE}|{NTH}|{WEEKDAY_NAME},? \d[\d./]+|"
    rf"{WEEKDAY_NAME}(?=[.:]| [—–]))(?:,? {WEEKDAY_NAME})?[\])]?\*{{0,2}}{CAMP}"
    rf"(?:[.:,]|[.:]? ?[—–-]{{1,2}})? ?(?!{MONTH}\b){ENTRY_TEXT}"
)


def day_in_row(blocks: Sequence[Block], i: int) -> tuple[int, int] | None:
    """The day with which a block begins, where others around it begin so too; None without one."""
    match = _LABEL.match(blocks[i].text)
    if match is None or not _is_in_row(blocks, i):
        return None
    return blocks[i].offset + match.start(1), blocks[i].offset + match.end(1)


def _is_in_row(blocks: Sequence[Block], i: int) -> bool:
    """Whether a block is one of at least three with such a beginning, never far from one another."""
    found = 1
    for step in (-1, 1):
        last, j = i, i + step
        while 0 <= j < len(blocks) and abs(j - last) <= _MOST_APART and found < _IN_A_ROW:
            if _LABEL.match(blocks[j].text):
                found, last = found + 1, j
            j += step
    return found >= _IN_A_ROW
