"""Days of events that every account of the region knows: they give a year to a story that names none.

"On 30 October the askers were in Kars" is 1920, whoever tells it. A row holds where the day and a word of
the event stand near each other; where a text gives years itself, these count for more.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from mapapp.dates.partial import Partial

_BEFORE, _AFTER = 150, 200  # characters around a date in which a word of the event stands, in its paragraph
# The day as it comes back each year.
_REPEATED = r"(?i)\b(?:anniversar\w+|every year|each year|celebrat\w+|holiday|commemorat\w+)\b"


class Landmark(NamedTuple):
    """An event: its month, first and last day as accounts give them, its year, name and words."""

    month: int
    first: int
    last: int
    year: int
    event: str
    words: str


_ERIVAN, _TIFLIS = "Erivan|Yerevan|Irevan|Revan", "Tiflis|Tbilisi"
_ALEXANDROPOL = r"Ale(?:x|ks)andropol|G[yü]+mr[iü]|Gumri|Leninakan"
_MAY_1918 = r"Sardar[ai][bp]a[dt]|(?:Gh?|K)ara[- ]?[kq]ili[sk]\w+|Ba(?:sh|ş)[- ]A[bp]aran"
_SARIKAMISH = r"Sar[iıy]kam[iıy](?:sh|ş)"
_SHUSHA = r"Sh[ou]*sh[aiy]|Şuşa|Askeran|Khankend[iy]"
_GANJA = r"Gan(?:j|dj|dzh)a|Gəncə|Eli[sz]a[vb]etpol"
_SOVIET = r"Red|Soviet\w*|Bolshev\w+|Eleventh|11th|XI|Communist\w*|Revkom|Revolutionary"
LANDMARKS = (
    Landmark(3, 3, 3, 1918, "treaty of Brest-Litovsk", "Brest"),
    Landmark(4, 14, 15, 1918, "fall of Batum", "Bat[ou]+mi?"),
    Landmark(4, 22, 22, 1918, "Transcaucasian Federation", r"(?:Federati\w+|Seim|Seym|Sejm)"),
    Landmark(4, 25, 26, 1918, "fall of Kars", "Kars"),
    Landmark(5, 15, 16, 1918, "fall of Alexandropol", _ALEXANDROPOL),
    Landmark(5, 21, 29, 1918, "battles of May", _MAY_1918),
    Landmark(5, 26, 26, 1918, "independence", "Georgia[n]?|Seim|Seym|Sejm"),
    Landmark(5, 28, 28, 1918, "independence", r"independen\w+|National Council"),
    Landmark(6, 4, 4, 1918, "treaty of Batum", "Bat[ou]+mi?"),
    Landmark(9, 14, 16, 1918, "fall of Baku", "Bak[ou]+|Dunsterville|Nuri"),
    Landmark(10, 30, 31, 1918, "armistice of Mudros", "[Mm]udros|[Aa]rmistice"),
    Landmark(11, 11, 11, 1918, "armistice", "[Aa]rmistice"),
    Landmark(11, 16, 18, 1918, "British at Baku", "Thomson"),
    Landmark(3, 22, 26, 1920, "fighting and fire at Shusha", _SHUSHA),
    Landmark(4, 26, 28, 1920, "Soviet rule at Baku", rf"{_SOVIET}|[Uu]ltimatum|Samur|Yalama"),
    Landmark(5, 25, 31, 1920, "rising of Ganja", _GANJA),
    Landmark(8, 10, 10, 1920, "treaty of Sèvres", "S[èe]vres"),
    Landmark(9, 28, 30, 1920, "fall of Sarikamish", _SARIKAMISH),
    Landmark(10, 30, 31, 1920, "fall of Kars", "Kars"),
    Landmark(11, 6, 7, 1920, "fall of Alexandropol", _ALEXANDROPOL),
    Landmark(11, 29, 30, 1920, "Soviet rule in Armenia", rf"{_ERIVAN}|Ijevan|Karavansara[iy]|Dilijan"),
    Landmark(12, 2, 3, 1920, "treaty of Alexandropol", rf"{_ALEXANDROPOL}|{_ERIVAN}"),
    Landmark(2, 25, 25, 1921, "Soviet rule at Tiflis", rf"{_TIFLIS}|Menshevik\w*"),
    Landmark(2, 18, 18, 1921, "rising at Erivan", _ERIVAN),
    Landmark(3, 16, 16, 1921, "treaty of Moscow", "Moscow"),
    Landmark(3, 17, 19, 1921, "struggle for Batum", "Bat[ou]+mi?"),
    Landmark(4, 2, 2, 1921, "return to Erivan", _ERIVAN),
    Landmark(7, 4, 5, 1921, "decision on Karabakh", r"Kavb(?:y|iu|u)ro|Caucas\w+ Bureau"),
    Landmark(10, 13, 13, 1921, "treaty of Kars", "Kars"),
)  # fmt: skip


def landmark_at(text: str, start: int, end: int, date: Partial) -> Landmark | None:
    """The event that a day without a year at ``[start, end)`` of a text is known for, if it is named near."""
    rows = [row for row in LANDMARKS if row.month == date.month and row.first <= (date.day or 0) <= row.last]
    if not rows or date.year is not None or date.shift is not None:
        return None
    before = text[max(0, start - _BEFORE) : start].rsplit("\n\n", 1)[-1]
    near = before + " " + text[end : end + _AFTER].split("\n\n", 1)[0]
    if re.search(_REPEATED, near):
        return None
    return next((row for row in rows if re.search(rf"\b(?:{row.words})\b", near)), None)
