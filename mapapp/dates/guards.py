"""What looks like a date and is none: "May" the verb, "1800 men", "the fall of Kars", "summer pastures".

A guard sees the text around a match and says whether a date is meant. `GUARDS` gives one for each name of a
rule that needs it; the word lists are the data to change.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from mapapp.dates.readers import Piece

_BEFORE, _AFTER = 40, 40  # characters of context that a guard looks at
_LEADING = re.compile(
    r"(?:^|[^\w])(?:in|of|by|until|till|since|from|during|to|and|or|through|throughout|before|after|between|early|"
    r"late|mid|end|beginning|last|next|this|that|same|following|previous|the|on|for|around|about|dated|whole|all|"
    r"entire|a|an|into|towards?)[\s-]+$", re.IGNORECASE)  # fmt: skip
_TIME_LEADING = re.compile(
    r"(?:^|[^\w])(?:in|by|until|till|since|during|early|late|mid|before|after|throughout)[\s-]+$",
    re.IGNORECASE,
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\n”\"(])\s*$")
_MEASURES = (
    "men|man|soldiers?|troops|officers?|bayonets|sabres|sabers|rifles?|guns?|cannons?|machine|cartridges|rounds|"
    "people|persons|inhabitants|souls|residents|refugees|families|households|houses|homes|farms|villages|settlements|"
    "towns|victims|prisoners|casualties|dead|killed|wounded|children|women|workers|peasants|members|delegates|"
    "deputies|students|horsemen|cavalry|infantry|fighters|volunteers|tons?|tonnes|kg|kilograms?|poods?|puds?|km|"
    "kilomet(?:er|re)s?|met(?:er|re)s?|miles?|versts?|feet|ft|acres?|hectares?|desyatins?|dessiatines?|sq|square|"
    "rub(?:le|el)s?|roubles?|dollars?|pounds|francs|lira|liras|marks|percent|per\\s+cent|%|hours?|minutes?|days|"
    "weeks|months|years|times|pages?|copies|votes|heads?|sheep|cattle|horses|camels|aircraft|tanks|ships|vehicles|"
    "more|or\\s+so|strong|million|thousand|hundred|degrees|hp|lbs?"
)
_MEASURED = re.compile(rf"[\s-]+(?:[a-z]+\s+)?(?:{_MEASURES})\b")
_PEOPLES = re.compile(
    r"\s+[A-Z][a-z]+(?:s|ese)\b"
)  # "killed 1918 Armenians"; after "in" a year can stand there
_NUMBERED = re.compile(
    r"(?:^|[^\w])(?:No|Nos|№|#|pp?|f|ff|d|dd|op|l|ll|vol|doc|docs|fol|folio|inv|file|page|pages|paragraph|article|section|"
    r"resolution|number|room|hill|height|population|some|approximately|nearly|almost|over|than|Mk|Type|Model|order|"
    r"only|least|exactly|another|these|those|with|has|have|had|were|was|are|\d)[.\s]*$", re.IGNORECASE)  # fmt: skip
_EVENTS = (
    "offensive|campaign|uprising|revolution|rebellion|revolt|coup|crisis|war|fighting|battles?|operations?|months?|"
    "attack|assault|invasion|elections?|session|congress|conference|events|days|massacres?|pogroms?|harvest|solstice|"
    "counter|counteroffensive|manoeuvres|maneuvers|advance|retreat"
)
_NAME_MONTHS = ("March", "April", "May", "June", "August")  # words that are also something else
_SEASON_THINGS = re.compile(
    r"\s+(?:pastures?|pasturage|quarters|cloth\w*|uniforms?|wheat|waters?|residence|houses?|camps?|resorts?|palace|"
    r"gardens?|crops?|sowing|grazing|lands?|huts?|dwellings?|coats?|roads?|migrations?|encampments?)\b", re.IGNORECASE
)  # fmt: skip


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    return text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]


def month_meant(text: str, piece: Piece) -> bool:
    """Whether a month that stands alone is one: not a verb, a march or a person."""
    word = text[piece.start : piece.end].title()
    before, after = _around(text, piece.start, piece.end)
    if word not in _NAME_MONTHS or re.match(r"\s*[-–—]\s*[A-Z]", after):
        return True
    if re.match(r"['’]s?\s+[A-Z]|\s+[A-Z]\.\s|-[a-z]", after):
        return False
    if word == "March" and re.match(
        r"\s+(?:on|to|of|through|against|toward|across|into|south|north)\b", after
    ):
        return bool(_TIME_LEADING.search(before))
    name = word != "March" and re.match(rf"\s+[A-Z][a-z]+(?!\w*\s*(?:{_EVENTS}))", after)
    if _TIME_LEADING.search(before) or (_LEADING.search(before) and not name):
        return True
    if re.search(r"[A-Z][a-z]+\s$", before) or name:
        return False
    if _SENTENCE_START.search(before):
        return word not in ("May", "March") or bool(re.match(r"\s*,", after))
    return not re.match(r"\s+(?:I|he|she|it|we|they|you|the|God|be|not|have)\b", after)


def year_meant(text: str, piece: Piece) -> bool:
    """Whether four digits are a year and not a count, a page or a number of a thing."""
    before, after = _around(text, piece.start, piece.end)
    timed = _TIME_LEADING.search(before)
    if (
        _MEASURED.match(after)
        or (_PEOPLES.match(after) and not timed)
        or re.match(r"\s*%|[.,:]\d|/\d|\s?[a-zA-Z]{0,2}\)?\d", after)
    ):
        return False
    if _NUMBERED.search(before) and not re.search(r"(?:than|nearly|almost|was|were)\s+in\s*$", before):
        return False
    year = piece.date.year or 0
    if timed:
        return True
    if year % 100 == 0 and not re.search(r"[(\s]$", before):
        return False
    plural = re.match(r"\s+(?!was\b|has\b|is\b|as\b|its\b|his\b|this\b|witness|sees\b)[a-z]+s\b", after)
    return 1500 <= year <= 2050 and not (plural and year % 50 == 0)


def season_meant(text: str, piece: Piece) -> bool:
    """Whether a season without a year is a time: not a well, a defeat, a pasture or a habit."""
    before, after = _around(text, piece.start, piece.end)
    if piece.date.year is not None or piece.date.shift:
        return True
    word = text[piece.start : piece.end].lower()
    if (
        _SEASON_THINGS.match(after)
        or re.match(r"s\b|\s*['’]s\b", after)
        or re.search(r"(?:every|each)\s+$", before)
    ):
        return False
    event = re.match(rf"\s+(?:\w+\s+)?(?:{_EVENTS})(?:s|es)?\b", after, re.IGNORECASE)
    if re.search(r"\ba\s+$", before):
        return bool(event)
    if "fall" in word or "spring" in word:
        timed = re.search(
            r"\b(?:in|by|until|since|during|that|this|next|last|throughout)\s+(?:the\s+)?$", before
        )
        named = bool(event) and not re.search(r"\bthe fall$", word)
        return not re.match(r"\s+of\b", after) and bool(
            timed or piece.date.part or named or re.match(r"the\s", word)
        )
    return bool(event or piece.date.part or _LEADING.search(before) or re.match(r"the\s", word))


def count_meant(text: str, piece: Piece) -> bool:
    """Whether "the year", "last day" point at a day that was spoken of: "the" alone does not."""
    words = text[piece.start : piece.end].lower().split()
    if piece.date.part or words[0] in ("later", "earlier") or piece.date.day:
        return True
    if words[-2] in ("the", "its") or (words[0] == "the" and words[-2] in ("last", "this")):
        return False
    return words[-2] != "last" or words[-1] != "day"


Guard = Callable[[str, Piece], bool]


def feast_meant(text: str, piece: Piece) -> bool:
    """Whether a feast is a day: it has a year, or a word of time before it."""
    before, _ = _around(text, piece.start, piece.end)
    return piece.date.year is not None or bool(
        re.search(r"\b(?:on|by|at|until|till|before|after|since)\s+$", before)
    )


GUARDS: dict[str, Guard] = {
    "month": month_meant,
    "year": year_meant,
    "season": season_meant,
    "day, month or year counted": count_meant,
    "feast": feast_meant,
}
