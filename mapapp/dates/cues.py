"""What the words beside a date say of its place in time: ahead, looked back on, or a stamp on the paper."""

from __future__ import annotations

import re
from typing import NamedTuple

_WIDTH = 120  # characters before a date in which its clause is looked for
_CLAUSE = r"[^.;\n]*"
# A date to come: "shall fix the frontier by", "is expected in".
_AHEAD = re.compile(
    r"\b(?:shall|will|must|should|would|may|expect(?:s|ed)?|hopes?|hoped|plan(?:s|ned)?|intends?|(?:is|are|was|were|due)\s+to|"
    rf"to\s+be|at\s+the\s+latest|not\s+later\s+than|no\s+later\s+than|ultimatum|deadline)\b{_CLAUSE}$",
    re.IGNORECASE,
)
_AHEAD_AFTER = re.compile(r"[^.;,\n]{0,40}\b(?:shall|will|is\s+to|are\s+to)\b")
# What an announcement says in the present tense.
_ANNOUNCED = re.compile(
    r"\b(?:sings|plays|speaks|lectures|opens|closes|leaves|sails|departs|arrives|returns|begins|starts|meets|performs|"
    rf"appears|takes\s+place)\b{_CLAUSE}$"
)
# "which on June 16 had moved", "had on 23 February demanded", "had been signed on June 4".
_HAD_AFTER = re.compile(r",?\s+had\b")
_HAD_BEFORE = re.compile(
    r"\bhad\s+(?:\w+\s+){0,4}(?:(?:on|in|since)\s+)(?:the\s+)?$|\bhad\s+$", re.IGNORECASE
)
_BY = re.compile(r"\b(?:by|when|until|till|before)\s+(?:the\s+)?$", re.IGNORECASE)
# Stamps of an office or a printer on somebody's paper.
_STAMP = re.compile(
    r"[(\[]\s*(?:received|registered|published|printed|deciphered|filed|copied|reprinted)\b[\s:,]*(?:on|in|at)?\s*(?:the\s+)?$",
    re.IGNORECASE,
)


class Cues(NamedTuple):
    """What stands beside a date: it lies ahead, it is looked back on, it is a stamp."""

    ahead: bool = False
    back: bool = False
    stamp: bool = False


def read_cues(text: str, start: int, end: int) -> Cues:
    """The cues around the date at ``[start, end)``."""
    before, after = text[max(0, start - _WIDTH) : start], text[end : end + _WIDTH]
    return Cues(
        ahead=bool(_AHEAD.search(before) or _ANNOUNCED.search(before) or _AHEAD_AFTER.match(after)),
        back=bool((_HAD_AFTER.match(after) or _HAD_BEFORE.search(before)) and not _BY.search(before)),
        stamp=bool(_STAMP.search(before)),
    )
