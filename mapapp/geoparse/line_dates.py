"""How datelines and the entries of diaries and chronicles write their days."""

from __future__ import annotations

import re

MONTH = (
    r"(?i:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?:[-–—/]\d{1,2}(?:st|nd|rd|th)?)?"
# Documents of the time: a later year is that of a publication.
YEAR = r"(?:18\d\d|19[0-4]\d)"
_SHORT_YEAR = rf"(?:{YEAR}|\[{YEAR}\]|[’'‘](?:1\d|2[0-4])\b)"
_STYLE = r"(?: ?\((?:O\.?S\.?|N\.?S\.?|old style|new style|[^()]{0,12}\d[^()]{0,12})\))?"
_PART = (
    r"(?:(?:[Ee]arly|[Ll]ate|[Mm]id(?:dle of)?|(?:[Ee]nd|[Bb]eginning|[Ss]tart|"
    r"(?:[Ff]irst|[Ss]econd|[Ll]ast) (?:half|third|week|days)) of|[Nn]ot (?:later|earlier) than)[- ])?"
)
_DAY_NAME = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\.?),? (?:the )?"
)
_WEEKDAY = rf"(?:{_DAY_NAME})?"
WEEKDAY_NAME = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b"
_ROMAN_MONTH = r"(?:VIII|VII|VI|IV|IX|XII|XI|III|II|I|V|X)"
FULL_DATE = (
    rf"{_PART}{_WEEKDAY}(?:{MONTH} {_DAY},? {_SHORT_YEAR}|"
    rf"(?:this )?{_DAY}\.? (?:day )?(?:of )?{MONTH},? {_SHORT_YEAR}|{MONTH},? {YEAR}|"
    rf"\d{{1,2}} ?[./-] ?(?:\d{{1,2}}|{_ROMAN_MONTH}) ?[./-] ?(?:{YEAR}|\d\d)){_STYLE}"
)
# Without a year: only where nothing but the dateline stands on the line.
_ROMAN = rf"\d{{1,2}} ?[./-] ?{_ROMAN_MONTH}"
SHORT_DATE = rf"{_WEEKDAY}(?:{MONTH} {_DAY}|{_DAY} (?:of )?{MONTH}|{_ROMAN}){_STYLE}"
# Of an entry of a diary or a chronicle: "Night of 24 to 25 April. ...", "May 3: ...", "December. ..."
_DAYS = rf"{_DAY}(?:(?: (?:to|and|or) ){_DAY})?"
ENTRY_DATE = (
    rf"{FULL_DATE}|{SHORT_DATE}|{MONTH} {_DAYS}|"
    rf"(?:Night of (?:the )?)?{_DAYS} (?:of )?{MONTH}(?:,? {YEAR})?|"
    rf"{_PART}(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    rf"(?: {YEAR})?(?=[.:]| [—–])|(?:[Ee]arly|[Mm]id|[Ll]ate)[- ]{MONTH}(?: {YEAR})?(?=:| [—–])|"
    r"(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)(?=\. [A-Z])|"
    rf"{_PART}(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)(?: (?:of )?{YEAR})?(?=[.:]| [—–])|"
    rf"{YEAR}, (?:{MONTH}(?: {_DAYS})?|{_DAYS} {MONTH})(?=[.:]| [—–])|"
    rf"{_DAY_NAME}\d{{1,2}}(?:st|nd|rd|th|(?=[.:](?!\d)| [—–]|$))"
)
ENTRY_TEXT = r"(?=[A-Z“\"]|\d+(?:st|nd|rd|th) |(?<=[:–—-] )[a-z])"  # how the text of an entry begins
# "18th. Wireless from Enzeli", where a line above is nothing but the month.
NTH = r"\d{1,2}(?:st|nd|rd|th)"
LABEL_END = r"(?:[.:] ?|[.:]? ?[—–-]{1,2} ?|\s{2,}|\t|$)"
# "Aug. 9, in camp near Bijar. ..."
CAMP = (
    r"(?:, (?:(?:(?:in |at )?(?:camp|bivouac|quarters|billets)(?: (?:at|near|by|in))?|at|near|on the road to)"
    r" )?[A-Z][\w’'-]+(?:[ -](?:and )?[A-Z][\w’'-]+){0,3}(?=[.:—–]))?"
)
ENTRY = re.compile(
    rf"(?:[A-Z][\w’'-]+[,.] )?(?:Day \d{{1,3}},? )?(?:{ENTRY_DATE}|{NTH}(?=[.:]|\s{{2}}|\t| ?[—–])){CAMP}"
    rf"{LABEL_END}(?!{MONTH}\b){ENTRY_TEXT}|"
    rf"(?:[\[(]|\*\*)(?:{ENTRY_DATE})(?:[\])]|\*\*)[.:]? {ENTRY_TEXT}|"
    rf"{_DAY} (?:of )?{MONTH},? {WEEKDAY_NAME}[.:] {ENTRY_TEXT}|"
    rf"{WEEKDAY_NAME}(?:[.:]| [—–]) {ENTRY_TEXT}|"
    rf"(?:{WEEKDAY_NAME},? )?\d{{1,2}}[./]\d{{1,2}}[./](?:{YEAR}|\d\d) {ENTRY_TEXT}"
)
# "January 1919", "Batum, January 1919" over the days of a diary.
MONTH_LINE = re.compile(rf"(?:[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+)?, )?{MONTH}(?:,? {YEAR})?[.:]?")
YEAR_LINE = re.compile(rf"{YEAR}\.?|{MONTH_LINE.pattern}")
