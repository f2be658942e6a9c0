"""What looks like a date and is none: "May" the verb, "1800 men", "the fall of Kars", "summer pastures".

A guard sees the text around a match and says whether a date is meant. `GUARDS` names the rules that need
one; the word lists are the data to change. Patterns are strings: ``re`` compiles them on first use.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from mapapp.dates.counts import uncounted, year_in_words_meant, year_meant
from mapapp.dates.entries import (
    day_of_entry_meant,
    day_of_running_entry_meant,
    month_of_entry_meant,
    numbers_of_entry_meant,
    weekday_of_entry_meant,
)
from mapapp.dates.leads import LED, SENTENCE_START, TIMED, around
from mapapp.dates.readers import Piece

_NAME_MONTHS = ("March", "April", "May", "June", "August")  # words that are also something else
_EVENTS = (
    "offensive|campaign|uprising|revolution|rebellion|revolt|coup|crisis|war|fighting|battle|operation|month|"
    "attack|assault|invasion|election|session|congress|conference|event|day|massacre|pogrom|harvest|solstice|"
    "counter|counteroffensive|manoeuvre|maneuver|advance|retreat"
)
_EVENT = rf"(?i)\s+(?:\w+\s+)?(?:{_EVENTS})(?:s|es)?\b"
_NAMED_AFTER = rf"[^\S\n]+[A-Z][a-z]+(?!\w*\s*(?:{_EVENTS}))"
# "The March Days", "the October Armed Uprising" are events, whatever their year.
_NAMED_EVENT = (
    r"\s+(?:[A-Z][a-z]+\s+)?"
    r"(?:Days|Events|Revolution|Uprising|Rising|Revolt|Rebellion|Coup|Massacres?|Manifesto)\b"
)
_REVOLUTION = r"\s+(?:revolution|coup)\b"
_THE_MARCH = r"(?i)\b(?:the|this|that|his|their|long)\s+$"
_MARCHED = r"\s+(?:on|to|of|through|against|toward|across|into|south|north)\b"
_MODAL = r"\s+(?:I|he|she|it|we|they|you|the|God|be|not|have)\b"
_SEASON_THINGS = (
    r"(?i)s\b|\s*['’]s\b|\s+(?:pastur|quarters|cloth|uniform|wheat|water|residence|house|camp\b|camps\b|resort|palace|"
    r"garden|theat|club|barrack|hotel|crop|sowing|grazing|land|hut|dwelling|coat|road|migration|encampment)"
)
_ENTRY_END = r"[.:]|\s?[—–]|\s-\s"  # "Autumn: posts at Alaverdi", an entry of a chronology
_SEASON_TIMED = r"(?i)\b(?:in|by|until|since|during|that|this|next|last|throughout)\s+(?:the\s+)?$"
# What may follow a day that is a number alone ("on the 23rd they ..."), where no verb in -ed does.
_AFTER_DAY = (
    r"(?i)\s*(?:[,.;:)!?—–\n]|$|\s(?:I|he|she|it|we|you|they|the|a|an|our|my|their|his|its|this|that|there|and|but|or|nor|"
    r"when|while|with|without|at|in|to|by|from|until|which|who|as|after|before|through|near|under|upon|both|all|"
    r"some|many|no|not|had|has|was|were|is|did|fell|took|came|left|went|held|began|broke|met|drove|set|saw|sent|"
    r"brought|rose|cut|made|got|gave|\w+ed)\b)"
)
_DAY_LED = (
    r"(?i)\b(?:on|by|dated|until|till|since|from|to|before|after|for|between|and|of|about|around|towards?|than|spent|passed)"
    r"\s+$"
)
# "On the 16th units of the army came": at the head of a clause a day, where another subject follows.
_DAY_LEADS = (
    r"(?:^|[.;:,\n—–(]\s*|\b(?:and|but|that|then|until|when|where|while)\s+)(?:[Ll]ate\s+|[Ee]arly\s+)?"
    r"(?i:on|by|about|until|before)\s+(?:the\s+)?$"
)
_NEW_SUBJECT = (
    r"\s+(?!(?:[A-Z]\w+\s+)?(?i:red|rifles?|infantry|cavalry|artillery|guards?|legions?|caucas\w+|turkestan|indian|"
    r"street|avenue|party|century|edition|gurkhas?|punjab\w*|hussars|lancers|dragoons|grenadiers|cossacks?)\b)"
    r"(?:[A-Z]\w+|I\b|[A-Z]\.|[a-z]+s\b)"
)
# "On the 20th Turkish cavalry from the north came": no regiment, which would be written with its unit.
_UNIT = r"\s+(?:[A-Z]|division|regiment|brigade|corps)"
_ARMS_OF_A_PEOPLE = rf"\s+[A-Z][a-z]+\s+(?:cavalry|infantry|artillery|troops)\b(?!{_UNIT})"
_NUMBERED = r"(?i)\b(?:pp?|nos?|numbers?|files?|vols?|items?|fols?|houses?)\.?\s+(?:nos?\.\s)?$"
_LIST = 80  # characters before a day in which its list begins
_LED_LIST = (
    r"\b(?:[Oo]n|[Bb]y|[Uu]ntil|dated)\s+the\s+\d{1,2}(?:st|nd|rd|th)"
    r"(?:,\s+(?:the\s+)?\d{1,2}(?:st|nd|rd|th))*(?:,|,?\s+and)?\s+(?:the\s+)?$"
)
_DAY_LED_PLAINLY = r"(?i)\b(?:on|about|by|until|till|since)\s+(?:the\s+)?$"
_DAY_LED_SURELY = (
    r"(?i)\b(?:morning|afternoon|evening|night|dawn|noon|treaty|agreement|note|letter|yours|telegram|decree|order|report|"
    r"despatch|dispatch|resolution|declaration)\s+of\s+$|\($"
)
_NUMBERED_UNIT = (
    r"(?i)(?:\s*(?:,|and|or|to|-)\s*(?:the\s+)?\d+(?:st|nd|rd|th))*\s+(?:(?!(?:a|an|the|his|her|its|our|their|my|some|two|three)\b)[a-z]+\s+){0,2}(?:army|armies|divisions?|"
    r"regiments?|corps|brigades?|battalions?|squadrons?|batter(?:y|ies)|compan(?:y|ies)|congress|conference|session|plenum|"
    r"anniversary|parallel|meridian|floor|verst|mile|kilomet\w+|article|clause|paragraph|line|degree|time|place|"
    r"rifles?|guards?|foot|cavalry|infantry|cossacks|hussars|lancers|century|day|hour|year|week|night|page|chapter|"
    r"sitting|meeting|reading|edition|round|man|ward|street|milestone|kilometre|attempt)\b"
)
_ANY_DAY = r"(?i)\b(?:if|as|or|and|than|until|perhaps|maybe|of|for|not)\s+$"
_PAST_DAY = r"(?i)yesterday|last"
_ON_FEAST = r"\b(?:[Oo]n|[Aa]t|[Bb]y)\s+$"
_FEAST_TIMED = r"(?i)\b(?:on|by|at|until|till|before|after|since|about|around|towards?)\s+(?:the\s+)?$"
_AFTER_FEAST = r"\s*[,.;:)]|\s+(?:in|at|on|with|and|but|among|there|here|under)\b"  # no "Christmas tree"


def month_meant(text: str, piece: Piece) -> bool:
    """Whether a month that stands alone is one: not a verb, a march or a person."""
    word = text[piece.start : piece.end].title()
    before, after = around(text, piece)
    named = re.search(r"(?i)\bthe\s+$", before) and re.match(_REVOLUTION, after)
    if named or re.match(_NAMED_EVENT, after):
        return False
    if word not in _NAME_MONTHS or re.match(r"\s*[-–—]\s*[A-Z]", after):
        return True
    if word == "March" and re.search(_THE_MARCH, before) and re.match(r"\s*[.,;)]", after):
        return False
    march = word == "March" and re.match(_MARCHED, after)
    march = march or re.match(r"\s+[A-Z]\.\s", after)  # "In August S. Bek was shot"
    if march or re.match(r"['’]s?\s+[A-Z]|-[a-z]", after):
        return bool(march and re.search(TIMED, before))
    name = word != "March" and re.match(_NAMED_AFTER, after)
    if re.search(TIMED, before) or name:
        return bool(re.search(TIMED, before))
    return bool(re.search(LED, before)) or _unled_month_meant(word, before, after)


def _unled_month_meant(word: str, before: str, after: str) -> bool:
    """As :func:`month_meant`, where no word of time, preposition or article leads."""
    if re.search(r"[A-Z][a-z]+\s$", before):
        return False
    if re.search(SENTENCE_START, before):
        head = re.search(r"(?:^|\n)\s*$", before) and re.match(r"\s*[.:]\s+[A-Z]|\n", after)
        return word not in {"May", "March"} or bool(head or re.match(r"\s*,", after))
    return not re.match(_MODAL, after)


def years_meant(text: str, piece: Piece) -> bool:
    """Whether "1905-6" is years: not pages, numbers or a file, nor the "1918-9,000" of a lost space."""
    after = text[piece.end : piece.end + 12]
    if not re.match(r"\s?[-–]\s?\d(?!\d)", after):
        return True
    return not re.search(_NUMBERED, around(text, piece)[0]) and not re.match(r"\s?[-–]\s?\d,\d", after)


def season_meant(text: str, piece: Piece) -> bool:
    """Whether a season without a year is a time: not a well, a defeat, a pasture or a habit."""
    before, after = around(text, piece)
    entry = re.search(r"(?:^|\n)$", before) and re.match(_ENTRY_END, after)
    if entry or piece.date.year is not None or piece.date.shift:
        return True
    word = text[piece.start : piece.end].lower()
    if re.match(_SEASON_THINGS + r"|-[a-z]", after) or re.search(r"\b(?:every|each)\s+$", before):
        return False
    if re.match(r"(?i)\s+of\b", after) and not piece.date.part:
        return False
    event = bool(re.match(_EVENT, after))
    if re.search(r"\ba\s+$", before):
        return event
    if "fall" in word or "spring" in word:  # words that are also something else
        named = event and word != "the fall"
        article = word.startswith("the") and "spring" in word
        return bool(re.search(_SEASON_TIMED, before) or piece.date.part or named or article)
    return bool(event or piece.date.part or re.search(LED, before) or word.startswith("the"))


def count_meant(text: str, piece: Piece) -> bool:
    """Whether "the year", "last day" point at a day that was named: "the" alone does not."""
    words = text[piece.start : piece.end].lower().split()
    if words[-2:] == ["this", "day"] and re.search(r"(?i)\bto\s+$", around(text, piece)[0]):
        return False  # "it is so to this day"
    if words[-2:] == ["this", "date"] and re.search(r"(?i)\bat\s+$", around(text, piece)[0]):
        return False  # "at this date": then
    if words[-2] in {"the", "its"} or (words[0] == "the" and words[-2] in {"last", "this"}):
        return False
    return words[-2] != "last" or words[-1] != "day"


def feast_meant(text: str, piece: Piece) -> bool:
    """Whether a feast is a day: it has a year, or a word of time before it."""
    before, after = around(text, piece)
    if piece.date.part and not piece.date.year:  # "the Easter Rising", "after Easter": mostly no day of ours
        return bool(re.search(_ON_FEAST, before) and re.match(r"\s*[,.;:)]|\s+(?!eggs?\b)[a-z]", after))
    kept = re.search(r"\b(?:[Ii]ts|[Oo]ur|[Tt]heir|[Hh]is|[Mm]y)\s+$", before) and re.match(
        _AFTER_FEAST, after
    )
    return bool(
        kept or piece.date.year is not None or bool(piece.date.towards) or re.search(_FEAST_TIMED, before)
    )


def day_alone_meant(text: str, piece: Piece) -> bool:
    """Whether "the 23rd" is a day and not a regiment, a parallel or an anniversary."""
    before, after = around(text, piece)
    if re.search(_DAY_LEADS, before) and re.match(_ARMS_OF_A_PEOPLE, after):
        return True
    if re.search(_DAY_LEADS, before) and re.match(_NEW_SUBJECT, after):
        return not re.match(_NUMBERED_UNIT, after)
    if re.match(r"\s+[A-Z]", after) or re.match(_NUMBERED_UNIT, after):
        return bool(re.search(_DAY_LED_SURELY, before)) and not re.match(_NUMBERED_UNIT, after)
    if re.search(_DAY_LED_SURELY, before):
        return True
    if re.search(SENTENCE_START, before):
        return bool(re.match(r"\s+(?:was|saw|brought|passed)\b", after))
    number = text[piece.start : piece.end].lower().removeprefix("the ")[0].isdigit()
    plainly = number and re.search(_DAY_LED_PLAINLY, before) and re.match(r"\s+[a-z]", after)
    return bool(plainly or (re.search(_DAY_LED, before) and re.match(_AFTER_DAY, after)))


def listed_day_meant(text: str, piece: Piece) -> bool:
    """Whether "14th" of "on the 9th, 14th and 20th" is a day: the first of the list is led as one."""
    led = re.search(_LED_LIST, text[max(0, piece.start - _LIST) : piece.start])
    return bool(led) and no_unit_meant(text, piece)


def no_unit_meant(text: str, piece: Piece) -> bool:
    """Whether "the day after the 17th" names a day and no regiment: "the day after the 3rd Army left"."""
    after = around(text, piece)[1]
    return not re.match(_NUMBERED_UNIT, after) and not re.match(r"\s+[A-Z]", after)


def roman_month_meant(text: str, piece: Piece) -> bool:
    """Whether "19. II" is a day and not a number before the first word: "1. I landed"."""
    if piece.date.year is not None:
        return True
    if re.search(r"/\s?[IVX]{2,}$", text[piece.start : piece.end]):
        return True
    before, after = around(text, piece)
    number = re.search(r"(?:^|[\n.!?:;])\s*$", before) and re.search(r"\.\s", text[piece.start : piece.end])
    return not number and not re.match(r"\s+[a-z’']|['’][a-z]", after)


def day_from_today_meant(text: str, piece: Piece) -> bool:
    """Whether "tomorrow" is the day after and not any day to come: "if tomorrow", "as early as tomorrow"."""
    past = re.match(_PAST_DAY, text[piece.start : piece.end])
    return bool(past) or not re.search(_ANY_DAY, around(text, piece)[0])


GUARDS: dict[str, Callable[[str, Piece], bool]] = {
    "month": month_meant,
    "year": year_meant,
    "years": years_meant,
    "season": season_meant,
    "day, month or year counted": count_meant,
    "feast": feast_meant,
    "month and year": uncounted,
    "month, day, year": uncounted,
    "Roman month": roman_month_meant,
    "day alone": day_alone_meant,
    "day of an entry": day_of_entry_meant,
    "day of a running entry": day_of_running_entry_meant,
    "weekday of an entry": weekday_of_entry_meant,
    "weekday and day of an entry": day_of_entry_meant,
    "numbers of an entry": numbers_of_entry_meant,
    "month of an entry": month_of_entry_meant,
    "day beside a day alone": no_unit_meant,
    "days alone": day_alone_meant,
    "day alone in a list": listed_day_meant,
    "day alone in words": day_alone_meant,
    "day from today": day_from_today_meant,
    "year in words": year_in_words_meant,
}
