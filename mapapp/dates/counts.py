"""Whether a number is a year or counts men, versts and roubles, and whether the one that ends a date does."""

from __future__ import annotations

import re

from mapapp.dates.leads import LED, SENTENCE_START, TIMED, around
from mapapp.dates.readers import Piece

# What is counted or measured in numbers of four digits; the hard ones never follow a year.
_HARD = (
    "men|soldiers?|bayonets|sabres|sabers|rifles?|cartridges|rounds|inhabitants|souls|families|households|houses|"
    "farms|villages|settlements|horsemen|tons?|tonnes|kg|kilograms?|poods?|puds?|km|kilomet(?:er|re)s?|"
    "met(?:er|re)s?|miles?|versts?|feet|ft|acres?|hectares?|desyatins?|dessiatines?|sq|square|rub(?:le|el)s?|"
    "roubles?|dollars?|pounds|francs|liras?|percent|per\\s+cent|hours?|minutes?|copies|sheep|cattle|horses|camels|"
    "million|thousand|hundred|degrees"
)
_SOFT = (
    "troops|officers?|guns?|cannons?|machine|people|persons|residents|refugees|homes|towns|victims|prisoners|"
    "casualties|dead|killed|wounded|children|women|workers|peasants|members|delegates|deputies|students|cavalry|"
    "infantry|fighters|volunteers|marks|days|weeks|months|years|times|pages?|votes|heads?|aircraft|tanks|ships|"
    "vehicles|strong|or\\s+so|more\\s+(?:men|people|troops)"
)
_HARD_MEASURED = rf"(?:[^\S\n]|-)+(?:{_HARD})\b"
_MEASURED = (
    r"(?:[^\S\n]|-)+(?:(?!the\b|a\b|an\b|his\b|their\b|its\b|some\b|many\b|most\b|all\b|and\b|when\b|as\b|were\b)[a-z]+\s+)?"
    rf"(?:{_HARD}|{_SOFT})\b"
)
_PEOPLES = r"[^\S\n]+[A-Z][a-z]+(?:s|ese)\b"  # "killed 1918 Armenians": only after "in", "of" is that a year
_PLURAL = r"[^\S\n]+(?!was\b|has\b|is\b|as\b|its\b|his\b|this\b|witness|sees\b)[a-z]+s\b"
_IN_NUMBER = r"\s*%|[.,]\d(?!\d?\s+[A-Z“\"])|:\d|/\d|[^\S\n]?[a-zA-Z]{0,2}\)?\d"  # 1920.5 The: a footnote
_NUMBERED = (
    r"(?i)(?:^|[^\w])(?:No|Nos|№|#|pp?|f|ff|d|dd|op|l|ll|vol|doc|docs|fol|folio|inv|file|page|pages|paragraph|"
    r"article|section|resolution|number|room|hill|height|population|some|approximately|nearly|almost|over|than|"
    r"Mk|Type|Model|order|only|least|exactly|another|these|those|with|has|have|had|were|are|\d|"
    r"(?<!it )(?<!that )was)[.\s]*$"
)
_DIED = r"\(b\.[^()]*;\s*d\.\s$"  # "(b. 1871 in Ordubad; d. 1930 in Istanbul)"
_ABOUT = r"\b(?:c|ca|circa)\.?\s?$"
_FORMATION = (  # "in April 11th Army units": the ordinal belongs to the army
    r"\s+(?i:(?:red|rifle|caucasian|cavalry|infantry)\s+)?(?i:army|armies|division|regiment|corps|brigade|battalion|"
    r"squadron|congress|conference|session|plenum|century|anniversary)\b"
)


def year_meant(text: str, piece: Piece) -> bool:
    """Whether four digits are a year and not a count, a page or a number of a thing."""
    before, after = around(text, piece)
    if re.search(_DIED, before):
        return True
    if re.match(_IN_NUMBER, after) or re.search(_NUMBERED, before) or re.match(_HARD_MEASURED, after):
        return False
    if re.search(TIMED, before):
        return True
    year = piece.date.year or 0
    round_count = year % 50 == 0 and (re.match(_PLURAL, after) or not re.search(r"[(\s]$", before))
    if re.search(_ABOUT, before) and year % 50:
        return not re.match(_PEOPLES, after)
    counted = (
        round_count
        or re.match(_MEASURED, after)
        or (re.match(_PEOPLES, after) and not before.endswith("of "))
    )
    return 1500 <= year <= 2050 and not counted


def year_in_words_meant(text: str, piece: Piece) -> bool:
    """Whether "nineteen eighteen", "nineteen hundred and two" is a year and counts nothing."""
    before, after = around(text, piece)
    if re.match(_HARD_MEASURED, after) or re.match(_MEASURED, after):
        return False
    return bool(re.search(LED, before) or re.search(SENTENCE_START, before))


def uncounted(text: str, piece: Piece) -> bool:
    """Whether the number that ends a date counts nothing, as it does in "in August 20 villages"."""
    _, after = around(text, piece)
    formation = text[piece.end - 1].isalpha() and re.match(_FORMATION, after)
    return not formation and not re.match(_HARD_MEASURED, after)
