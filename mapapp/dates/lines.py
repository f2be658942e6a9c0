"""What lines and leads say of dates: years over entries, the days of entries, openings of sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from mapapp.dates.joining import Compound
from mapapp.dates.words import FULL_MONTHS, SHORT_MONTHS, capital

_TITLE = 120  # characters of a title at most
_LINE_END = re.compile(r"[.:)\]]?[^\S\n]*(?:\n|$)")
_OPENS = re.compile(
    r"(?:^|[.!?;]\s|\n)\W*(?:(?:But|And|Then|So),?\s)?(?:In|On|By|At|From|During)\s(?:the\s)?$"
)
_STOP = re.compile(r"[.!?][”\"’)]?\s|\n|\bof\s(?:the\s)?$")  # "recalled the promise of 1 December"
_PARTED = re.compile(r"[,;:]|\band\b")  # "of a wound got in March" goes back
_BIRTH = re.compile(r"\b(?:born|b\.)[^.;]{0,40}$")
_OF_A_NAME, _NAMED = re.compile(r"\b(?:the|these|those)\s+$"), re.compile(r"\s+[a-z]{3}")
_IN = re.compile(r"\b[Ii]n\s$")
_SET_OFF, _SET_OFF_END = re.compile(r",\s[Ii]n\s$"), re.compile(r"[,.;)]")
_LABELS = ("day of an entry", "day of a running entry")
_SENTENCE_END = re.compile(r"[.!?]\s+$")
_DAY, _MONTH = r"\d{1,2}(?:st|nd|rd|th)?", rf"(?:{capital(FULL_MONTHS)}|{capital(SHORT_MONTHS)}\.?)"
_LABELLED = re.compile(
    rf"(?:\A|[.!?]\s|\n)(?:{_DAY} {_MONTH}|{_MONTH} {_DAY})(?:,? \d{{4}})?(?:[.:]|(?<=\.))\s"
)
_LABEL_END = re.compile(r"(?:[.:]|(?<=\.))\s+\S")
_IN_A_ROW = 3
_LEAD = 48  # characters before a date in which its lead stands


def years_of_title(text: str, compounds: Sequence[Compound]) -> range | None:
    """The years that a title over the text names: "The campaign for Baku, 1918"; None without one."""
    end = text.find("\n", len(text) - len(text.lstrip()))
    title = text[:end].strip() if end >= 0 else ""
    if not title or len(title) > _TITLE or title.endswith((".", ",", ";")):
        return None
    dates = [piece.date for c in compounds if c.end <= end for piece in c.pieces]
    years = [date.year for date in dates if date.complete and date.unit == "year" and date.year is not None]
    return range(min(years), max(years) + 1) if years else None


def years_of_lines(text: str, compounds: Sequence[Compound]) -> list[int | None]:
    """For each expression the year in a line of its own above it, as over the entries of a chronology."""
    found: list[int | None] = []
    year: int | None = None
    for compound in compounds:
        found.append(year)
        date = compound.pieces[0].date
        if len(compound.pieces) == 1 and date.unit == "year" and date.complete and not date.part:
            start = text.rfind("\n", 0, compound.start) + 1
            if _LINE_END.match(text, compound.end) and not text[start : compound.start].strip(" [("):
                year = date.year
    return found


def years_told_in(text: str, compounds: Sequence[Compound]) -> set[int]:
    """The whole years in which something is told: "it was denounced in 1921", not "that summer, in 1918"."""
    dates = [(c.start, c.end, c.pieces[0].date) for c in compounds if len(c.pieces) == 1]
    return {
        date.year
        for start, end, date in dates
        if date.unit == "year"
        and date.year
        and not date.part
        and _IN.search(text, max(0, start - _LEAD), start)
        and not (_SET_OFF.search(text, max(0, start - _LEAD), start) and _SET_OFF_END.match(text, end))
    }


def heads_entry(text: str, compound: Compound) -> bool:
    """Whether an expression of a day or a month begins its line."""
    day = compound.pieces[0].date.unit in {"day", "month"}
    return day and text[compound.start - 1 : compound.start] in {"", "\n"}


def is_label(text: str, compound: Compound) -> bool:
    """Whether an expression is the day alone of an entry, or the line of a month over entries."""
    month = compound.rule == "month" and text[compound.end : compound.end + 1] in {"", "\n"}
    return compound.rule in _LABELS or (month and heads_entry(text, compound))


def is_running_label(text: str, compound: Compound) -> bool:
    """Whether a day stands over its sentence, one of three that do: "16 July: the seat is moved"."""
    if compound.rule == "weekday of an entry":
        return True
    day = compound.pieces[0].date.unit == "day" and bool(_LABEL_END.match(text, compound.end))
    return day and _begins_sentence(text, compound.start) and _has_labels(text)


def _begins_sentence(text: str, start: int) -> bool:
    return bool(_SENTENCE_END.search(text, max(0, start - 3), start))


@lru_cache(maxsize=16)
def _has_labels(text: str) -> bool:
    """Whether a text is a diary or a chronicle whose days stand before their sentences."""
    return len(_LABELLED.findall(text)) >= _IN_A_ROW


def goes_on(text: str, last: Compound | None, compound: Compound) -> bool:
    """Whether a date follows one with its year in its sentence, or one that opened a sentence with it.

    "Arrested in May 1920, freed in August"; "In February 1920 they burned the villages. On 19 June ..."
    """
    if last is None or not last.pieces[-1].date.complete:
        return False
    lead = text[max(0, last.start - _LEAD) : last.start]
    between = text[last.end : compound.start]
    return bool(_OPENS.search(lead)) or (bool(_PARTED.search(between)) and not _STOP.search(between))


def is_birth(text: str, compound: Compound) -> bool:
    """Whether a date is that of a birth, which gives no other its year."""
    return bool(_BIRTH.search(text[max(0, compound.start - _LEAD) : compound.start]))


def is_of_name(text: str, compound: Compound) -> bool:
    """Whether a date is part of a name: "the May 1918 battles"."""
    lead = text[max(0, compound.start - _LEAD) : compound.start]
    return bool(_OF_A_NAME.search(lead) and _NAMED.match(text, compound.end))
