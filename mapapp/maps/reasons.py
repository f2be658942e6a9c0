"""Reasons for places and dates as a reader reads them: in English, or as a ``Wording`` has them.

An atlas holds each reason as one English phrase with its values. Here are the phrases: a reason is matched
with the one that it was made from, and said again with its values. Where a rule of ``geoparse`` has a new
reason, add its phrase; one that is not here is shown as the atlas has it.
"""

from __future__ import annotations

import re
from ast import literal_eval
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from mapapp.dates.wording import ENGLISH, Wording, edtf_words
from mapapp.maps.labels import KINDS

PHRASES = (
    # why a word is a name of a place
    "names “%(words)s”",
    "full name of a state",
    "short for a state that the text names",
    "with the ending of a case",
    "run together with other words",
    "with a space inside",
    "one letter off “%(words)s”",
    "sounds like “%(words)s”",
    "two letters off “%(words)s”",
    "in no gazetteer",
    "it ends as names of places do",
    "a date after it: “%(words)s”",
    "after it: “%(words)s”",
    "before it: “%(words)s”",
    "beside it: “%(words)s”",
    "beside it “%(words)s”, which does not fit",
    "stands in a list with a place",
    "stands in a list with places",
    "stands in a list with other places",
    "in a list of “%(words)s”",
    "shown to be a place elsewhere in the text",
    "taken for a place elsewhere in the text",
    "part of a name with “%(words)s”",
    "it acts: “%(words)s”",
    "a party: “%(words)s”",
    # why it is this place
    "kind: %(kind)s",
    "in a list of this kind: %(kind)s",
    "its usual name",
    "with an article",
    "nobody is in it without an article",
    "one is at a town, not at a district",
    "the name alone is first another place's",
    "the only place of that name",
    "%(km)s km from %(name)s, named beside it",
    "%(km)s km from %(name)s, named in a sentence beside it",
    "%(km)s km from the middle of the source's places",
    "holds, or lies in, %(name)s",
    "a class word says so elsewhere in the source",
    # why it was then
    "date in the same sentence: “%(words)s”",
    "date in a sentence before it: “%(words)s”",
    "date in a sentence after it: “%(words)s”",
    "date in the footnote it cites: “%(words)s”",
    "in a paragraph before this one: read as its month",
    "it tells an hour of that day",
    "it goes on with what the sentence before it tells",
    "it goes on from an event that the text has dated: %(date)s",
    "it names an event that the text has dated: %(date)s",
    "it names a period: “%(words)s” is %(name)s, %(date)s",
    "the date of the document it stands in",
    "the date of the document below it",
    "the dateline of its text: “%(words)s”",
    "the text below it tells of %(date)s",
    "the text tells of a unit's life: “%(words)s”",
    "what the unit was, while it lasted: “%(words)s”",
    "what is, in a text dated below it: “%(words)s”",
    "it tells the terms of what was settled then",
    "it tells what came then: read as the month",
    "a paper's date: read as its month",
    "the text ends with what came of it: the end is open",
    "the place stands in what followed: read as the whole month",
    "it says since when: read as %(date)s",
    "it says until when: read as %(date)s",
    "it says how long: read as %(date)s",
    "its clause comes before that date: read from %(date)s on",
    "it goes on from the date before: %(date)s",
    "it tells of no time: a remark, or a state that lasts",
    "a name of today, beside that of the time told of",
    "it tells where somebody was born or grew up, and not when",
    "the date in its sentence is of a birth alone",
    "the calendar is not stated: in old style it was %(days)s days later, and both are kept",
    "old style: %(date)s is %(new)s in the new",
)
VALUE = re.compile(r"“%\(words\)s”|%\((\w+)\)s")


class Kind(NamedTuple):
    """A kind of value in a phrase: what it looks like in an atlas, and how a reader reads it."""

    looks: str
    say: Callable[[str, Wording], str]


def quoted(value: str, _: Wording) -> str:
    """Words of the text, which an atlas holds as Python writes them, on one line."""
    return " ".join(str(literal_eval(value)).split())


def plain(value: str, _: Wording) -> str:
    """A name or a figure."""
    return value


def kind_words(value: str, words: Wording) -> str:
    """A kind of place."""
    return words.say(KINDS[value]) if value in KINDS else value


VALUES: Mapping[str, Kind] = {
    "words": Kind(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"", quoted),
    "date": Kind(r"[^ ]+", edtf_words),
    "new": Kind(r"[^ ]+", edtf_words),
    "km": Kind(r"\d+", plain),
    "days": Kind(r"\d+", plain),
    "kind": Kind(r"[a-z]+", kind_words),
    "name": Kind(r".+", plain),
}


def pattern(phrase: str) -> re.Pattern[str]:
    """What a reason looks like that was made from a phrase; its groups are the phrase's values."""
    parts, at = [], 0
    for found in VALUE.finditer(phrase):
        name = found[1] or "words"
        parts += [re.escape(phrase[at : found.start()]), f"(?P<{name}>{VALUES[name].looks})"]
        at = found.end()
    return re.compile("".join([*parts, re.escape(phrase[at:])]))


PATTERNS = tuple((phrase, pattern(phrase)) for phrase in PHRASES)


@lru_cache(maxsize=16_384)
def read_reason(reason: str) -> tuple[str, Mapping[str, str]] | None:
    """The phrase that a reason was made from, and its values as the atlas has them; None where none fits."""
    for phrase, looks in PATTERNS:
        if found := looks.fullmatch(reason):
            return phrase, found.groupdict()
    return None


def reason_words(reason: str, words: Wording = ENGLISH) -> str:
    """A reason as a reader reads it; itself, in English, where it was made from no phrase of ours.

    >>> reason_words("date in the same sentence: 'on 5 May'"), reason_words("kind: natural")
    ('date in the same sentence: “on 5 May”', 'kind: river, lake, mountain or sea')
    """
    read = read_reason(reason)
    if read is None:
        return reason
    phrase, values = read
    return words.say(phrase, **{name: VALUES[name].say(value, words) for name, value in values.items()})
