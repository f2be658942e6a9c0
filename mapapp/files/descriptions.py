"""What is known of the texts of a corpus: the tables of ``sources.toml``, and what may stand in them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from mapapp.dates.edtf import parse_edtf
from mapapp.errors import CorpusError, EdtfError

MANIFEST = "sources.toml"
KEYS = ("title", "author", "publisher", "published", "url", "language", "calendar", "rights", "note")
CALENDARS = ("gregorian", "julian", "unstated")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
Description = Mapping[str, str]


def wrong_date(value: str) -> str:
    """What is wrong with a date of publication; empty where nothing is."""
    try:
        parse_edtf(value)
    except EdtfError as error:
        return error.right
    return ""


# What the value of a key must be, where not every text will do: a function from the value to what is wrong.
RULES: Mapping[str, Callable[[str], str]] = {
    "published": wrong_date,
    "url": lambda value: (
        "" if value.startswith(("https://", "http://")) else "write an address that begins with https://"
    ),
    "language": lambda value: (
        "" if LANGUAGE.fullmatch(value) else "write a language tag such as 'en' or 'hy'"
    ),
    "calendar": lambda value: "" if value in CALENDARS else f"it must be one of {', '.join(CALENDARS)}",
}


def fault_of(key: str, value: object) -> str:
    """What is wrong with one line of a description; empty where nothing is."""
    if key not in KEYS:
        return f"unknown key {key!r}; it must be one of {', '.join(KEYS)}"
    if not isinstance(value, str):
        return f"{key} = {value!r} is not a string; put it in quotes"
    wrong = RULES[key](value) if value and key in RULES else ""
    return f"{key} = {value!r} is not valid; {wrong}" if wrong else ""


def read_manifest(path: Path) -> Mapping[str, Description]:
    """The tables of ``sources.toml`` by path; empty where there is no such file. Raises CorpusError."""
    if not path.exists():
        return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(f"{MANIFEST}: {error}") from error
    return {name: read_table(name, table) for name, table in tables.items()}


def read_table(name: str, table: Any) -> Description:
    """The description of one text; a date that TOML knows as one is its text. Raises CorpusError."""
    if not isinstance(table, dict):
        raise CorpusError(f'{MANIFEST}: {name!r} is not a table; write ["{name}"] above a text\'s title')
    if path := unquoted(name, table):
        raise CorpusError(f'{MANIFEST}: [{path}] lacks quotes; write ["{path}"]')
    lines = {key: str(value) if type(value) is date else value for key, value in table.items()}
    for key, value in lines.items():
        if fault := fault_of(key, value):
            raise CorpusError(f'{MANIFEST}, ["{name}"]: {fault}')
    return lines


def unquoted(name: str, table: Mapping[str, Any]) -> str:
    """A path that stands without quotes, which TOML takes for tables in tables; empty where none does."""
    pieces = [name]
    while inner := [(key, value) for key, value in table.items() if isinstance(value, dict)]:
        key, table = inner[0]
        pieces.append(key)
    return ".".join(pieces[1:] and pieces)
