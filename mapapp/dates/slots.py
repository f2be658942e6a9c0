"""The slots of the patterns: what a day, a month, a year look like; built from the tables of ``words``.

And the cues: what a rule must have near by to be tried at all.
"""

from __future__ import annotations

from mapapp.dates.foreign import foreign_pattern
from mapapp.dates.words import (
    DAY_TIMES,
    DEICTIC_DAYS,
    DIRECTIONS,
    FEASTS,
    FULL_MONTHS,
    LONG_NUMBERS,
    MANY,
    MOVABLE,
    NUMBERS,
    ORDINALS,
    OWN,
    PART_ADJECTIVES,
    PART_NOUNS,
    PARTS,
    ROMAN,
    ROMAN_MONTHS,
    SEASONS,
    SHIFTS,
    SHORT_MONTHS,
    UNITS,
    WEEKDAYS,
    any_of,
    capital,
)

_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:\s?(?:st|nd|rd|th|d)(?![a-z])|(?!\d))"  # "2d", "23d" are old American
_YEAR = r"(?:1[0-9]|20)\d\d(?!\d|,\d{3})"
# "Oct. 31 [1920]", "June 1334 (1918)": a year that is added in brackets, after one of another era.
_OPEN, _CLOSE = r"(?:(?:1[23]\d\d\s?)?[(\[](?=\d{4}[)\]]))?", r"(?:(?<=[(\[]\d{4})[)\]])?"
_BC = r"\d{1,4}(?=\s*(?:BCE?\b|B\.\s?C))"
_ERA = r"(?:\s*(?:BCE?\b|B\.\s?C\.(?:\s?E\.)?|AD\b|A\.\s?D\.|CE\b))"
_THAT = any_of(f"{the}{word}" for the in ("the ", "") for word in (*SHIFTS, *OWN) if word != "the")
# "Septem ber": what is left of a word that a line broke, or that a scan did.
_SPLIT_MONTH = r"Janu ary|Febru ary|Septem ber|Sep tember|Octo ber|Oc tober|Novem ber|Decem ber"
_FULL_MONTH = rf"(?:{capital(FULL_MONTHS)}|{_SPLIT_MONTH})(?![a-z])"
_MONTH = rf"(?:{_FULL_MONTH}|{capital(SHORT_MONTHS)}(?:\.|\b))"
_ORDINALS = f"(?i:{any_of(ORDINALS)})"
_RAISED = r"<sup>(?:st|nd|rd|th)</sup>"  # as web pages write it
_ROMAN = any_of(name.upper() for name in ROMAN)
_GAP = r"(?:\s+|-)"
_TENS = any_of(word for word, number in NUMBERS.items() if number >= 20)
_ONES = any_of(word for word, number in NUMBERS.items() if 1 <= number < 10 and len(word) > 2)
_TEENS = any_of(word for word, number in NUMBERS.items() if 10 <= number < 20)
_BELOW_100 = rf"{_TENS}(?:{_GAP}{_ONES})?|{_TEENS}|{_ONES}"
_NTH = r"(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th|(?<=[23])d)"
_UNITS = rf"(?i:{any_of(UNITS)})\b"

# What shows that "the day after" stands alone: no noun and no clause follows that it could lead to.
_FREE = (
    r"(?=\s*[,.;:!?)]|\s+(?:and|but|or|in|at|from|by|with|on|to|into|through|over|under|near|there|here|came|went|"
    r"for|was|were|had|took|left|fell|rode|marched|reached|entered|attacked|withdrew|arrived|returned)\b)"
)
_HE = r"(?=\s+(?:I|he|she|we|they)\b)"  # "Five years on we meet him again"
_PART_LETTERS = "".join(sorted({word[0] for word in (*PARTS, "first", "last")}))

SLOTS = {
    "month": f"(?P<month>{_MONTH})",
    "month2": f"(?P<month2>{_MONTH})",
    "full_month": f"(?P<month>{_FULL_MONTH})",
    "foreign": f"(?P<month>{foreign_pattern()})",
    "foreign2": f"(?P<month2>{foreign_pattern()})",
    # The word for "year" that follows its number in Russian, Turkish, Azerbaijani, Armenian and Georgian.
    "year_word": r"(?:\s?г(?:\.|ода?\b)|\s?y[ıi]l\w*|-?c?[ıiuü]\s+il\w*"
    r"|\s?թ(?:\.|վական\w*)|\s?წ(?:\.|ლის|ელს))",
    # A month that a lost space glued to the next word: only after an ordinal, where nothing else is meant.
    "glued": f"(?P<month>{capital(FULL_MONTHS)})",
    "day": rf"(?<!\d)(?<!\d[.,:/])(?P<day>{_DAY})",
    "day2": f"(?P<day2>{_DAY})",
    # Which calendar one of two dates is in: "25 October (7 November, N.S.)".
    "style": r"(?:,?\s*\b(?i:[on]\.\s?s\.?|(?:old|new)\s+style))",
    "style_before": r"(?:(?i:[on]\.\s?s\.?|(?:old|new)\s+style)[,:]?\s+)?",
    "d": r"(?P<day>\d{1,2})",
    "m": r"(?P<number>\d{1,2})",
    "roman": f"(?P<roman>{any_of(ROMAN_MONTHS)})",
    "year": f"(?P<year>{_YEAR}){_ERA}?",
    "year_words": r"(?P<words>(?i:(?:eighteen|nineteen)"
    rf"{_GAP}(?:hundred(?:\s+and{_GAP}(?:{_BELOW_100}))?|{_BELOW_100})))\b",
    "tens": rf"(?P<tens>(?i:{_TENS}(?:-{_ONES})?|{_TEENS}))\b",
    "of_day": r"(?:\s+(?:morning|forenoon|afternoon|evening|night)\b)",
    "bc": rf"(?<![\d.,])(?P<bc>{_BC}){_ERA}",
    "of_year": r"(?:\s*,?\s*(?:of\s+|in\s+)?(?:the\s+year\s+)?"
    rf"(?:(?P<bc>{_BC}){_ERA}|{_OPEN}(?P<year>{_YEAR}){_CLOSE}{_ERA}?|['’](?P<short>\d\d)\b)|,?\s+(?:of\s+|in\s+)?(?P<that>{_THAT})\s+year\b"
    r"|,?\s+(?:of\s+|in\s+)?the\s+year\s+(?P<beside>before|after)\b(?=\s*[,.;)]|\s+(?:and|had|I|he|she|it|we|they)\b))",
    "next_year": r"(?:\s*[-–—/]\s*(?:\d{4}|\d\d)(?!\d))",
    "weekday": rf"(?:(?P<weekday>{capital(WEEKDAYS)}),?\s+(?:the\s+)?)?",
    "seasons": f"(?i:{any_of([name for name in SEASONS if name not in ('fall', 'spring')])})",
    "season": rf"(?P<season>{any_of([*SEASONS])}|{capital(SEASONS)})\b",
    "part": rf"(?=[{_PART_LETTERS}{_PART_LETTERS.upper()}])(?P<part>(?i:{any_of(PART_ADJECTIVES)})"
    rf"(?=[\s-])|(?i:{any_of(PART_NOUNS)}|(?:first|last)\s+"
    rf"(?:{any_of(list(NUMBERS)[2:13])}|\d\d?)\s+(?:days|weeks|months))(?=\s+of\b))",
    "number": rf"(?P<number>\d{{1,3}}|(?i:{any_of([*LONG_NUMBERS, *NUMBERS, *MANY])}))",
    "ordinals": _ORDINALS,
    "ordinal": rf"(?P<ordinal>\d{{1,2}}\s?(?:{_RAISED}|st|nd|rd|th|d)|{_ORDINALS}|{_ROMAN}(?:th)?)",
    "ordinal2": rf"(?P<ordinal2>\d{{1,2}}\s?(?:st|nd|rd|th)|{_ORDINALS}|{_ROMAN}(?:th)?)",
    "shift": f"(?P<shift>(?i:{any_of(SHIFTS)}))",
    "unit": f"(?P<unit>{_UNITS})",
    "direction": rf"(?P<direction>(?i:{any_of(DIRECTIONS)}))\b"
    rf"(?:(?<!after)(?<!before)(?<!\bon)|(?=\s*[,.;])|(?<!\bon){_FREE}|(?<=\bon){_HE})",
    "free": _FREE,
    "day_time": f"(?P<unit>(?i:{any_of(DAY_TIMES)}))\\b",
    "deictic": f"(?P<deictic>(?i:{any_of(DEICTIC_DAYS)}))\\b(?!['’])",
    "day_name": f"(?P<weekday>{capital(WEEKDAYS)})\\b(?!['’])",
    "day_name_or_short": f"(?P<weekday>{capital(WEEKDAYS)}|(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\\.?)(?!\\w)",
    "day_name2": f"(?P<weekday2>{capital(WEEKDAYS)})\\b(?!['’])",
    "nth": rf"(?P<ordinal>{_NTH})(?![a-z])",
    "nth2": rf"(?P<ordinal2>{_NTH})(?![a-z])",
    "nth_word": rf"(?P<ordinal>(?i:{any_of([*ORDINALS][3:])}))\b(?!-)",
    "feast": f"(?P<feast>{capital((*FEASTS, *MOVABLE))})",
    "to": r"\s*(?:-|–|—|to|and|&|or|until|till|through|thru)\s*(?:the\s+)?",
}

# What cheap pattern must stand near for a rule to be tried at all: most of a text is far from any date.
# One that begins with a set of letters is found fastest; _FIRST after the first says that a word begins.
_FIRST = r"(?<!\w.)"
CUES = {
    "month": r"J(?:an|AN|un|UN|ul|UL)|F(?:eb|EB)|M(?:ar|AR|ay|AY)|A(?:pr|PR|ug|UG)|S(?:ep|EP)|O(?:ct|CT)"
    r"|N(?:ov|OV)|D(?:ec|EC)",
    "digit": r"\d",
    "decade written": r"\d0['’]?s\b",
    "from a day": r"(?:day|week)s?\s+(?:after|before)\s+the\b",
    "ago": rf"a{_FIRST}go\b",
    "half": rf"[Hh]{_FIRST}alf\b",
    "decade": r"[Tt]he (?:\w+ )?(?i:twen|thir|for|fif|six|seven|eigh|nine)ties\b",
    "season": r"[AaFfSsWw](?:pring|PRING|ummer|UMMER|utumn|UTUMN|all|ALL|inter|INTER)",
    "century": r"centur(?:y|ies)",
    "unit": rf"[DdMmYy]{_FIRST}(?i:(?<=d)ay|(?<=d)ate|onth|ear)",
    "away": rf"\b(?:later|earlier|ago|after|before|previously|thereafter|on(?:(?=[,;])|{_HE}))",
    "time": rf"t{_FIRST}ime\b",
    "feast": r"Christmas|Easter|Palm Sun|Good Fri|Maundy|Ascension|Whit|Pentecost|Trinity|Boxing Day|New Year"
    r"|May Day|N[aoe]u?[vwr]\w{0,4}z",
    "numeral": rf"[EeNn]{_FIRST}(?i:ighteen|ineteen)\b",
    "year told": r"['’](?i:ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)",
    "nth": r"\d(?:st|nd|rd|th|d)\b",
    "letter": rf"[IiUuPpCcTt]{_FIRST}(?i:nst|lt|rox|urrent|resent|his\s+month)",
    "nth word": r"[Tt]he\s+(?:[a-z]+th|twenty-[a-z]+|thirty-first)\b",
    "hour": r"[AaDdEeFfMmNnWw](?:orning|orenoon|fternoon|vening|ight|idnight|awn|oon|aybreak|ays?|eeks?)\b",
    "span": rf"[NnPpLlFf]{_FIRST}(?i:ext|ast|ollow(?:ing|ed))\b",
    "eve": rf"e{_FIRST}ve\b",
    "now": rf"[MmYyTtLl]{_FIRST}(?i:orrow|esterday|o-?morrow|ast (?:night|evening))\b",
    "weekday": r"[A-Z][a-z]+day\b|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,2}\.?,?\s(?:the\s)?\d",
}
