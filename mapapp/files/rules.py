"""Check what stands in ``rules.toml``, ``periods.toml`` and ``events.toml``: a line for every fault.

A word that nothing reads would be passed over in silence, as if it had not been written. Which tables and
keys of rules there are, the gazetteer that comes with mapapp says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from mapapp.dates.edtf import parse_edtf
from mapapp.dates.events import fill
from mapapp.errors import EdtfError
from mapapp.model.place import KINDS

Tables = Mapping[str, object]
# Tables whose keys are words, letters or scripts of the user's choice.
FREE = ("class_words", "misprints", "endings", "stems")
# Fields of a table of ``periods.toml`` and ``events.toml``, and those that are needed.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "period": ("name", "edtf", "pattern", "relations"),
    "event": ("name", "edtf", "words", "named", "told", "note"),
}
NEEDED: Mapping[str, tuple[str, ...]] = {"period": ("name", "edtf", "pattern"), "event": ("name", "edtf")}
PATTERNS = ("words", "named", "told")  # of an event, of which one is needed
RELATIONS = ("in", "after", "before")
_PART = re.compile(r"\{([^\W\d]\w*)\}")


def faults_of_rules(file: str, rules: Tables, known: Tables) -> Iterator[str]:
    """A line for each table and key that is not among the known ones, and each value of another form."""
    for table, rows in rules.items():
        if table not in known:
            yield f"{file}, table {table!r}: there is no such table; {nearest(table, known)}"
        elif not isinstance(rows, dict):
            yield f"{file}, {table!r}: {rows!r} is not a table; write [{table}] above its keys"
        else:
            yield from faults_of_table(f"{file}, table {table!r}", table, rows, known[table])


def faults_of_table(where: str, table: str, rows: Tables, known: object) -> Iterator[str]:
    """The same for one table."""
    models = known if isinstance(known, dict) else {}
    model: object = next(iter(models.values()), [])
    for key, value in rows.items():
        if table not in FREE and key not in models:
            yield f"{where}, key {key!r}: there is no such key; {nearest(key, models)}"
        elif right := wrong_value(table, value, models.get(key, model)):
            yield f"{where}, key {key!r}: {value!r} is not valid; {right}"


def wrong_value(table: str, value: object, model: object) -> str:
    """What is wrong with a value that is to be of the form of another; empty where nothing is."""
    if isinstance(model, str):
        return "" if isinstance(value, str) else 'write it in quotes, such as "rn"'
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        return 'write a list of words such as ["town", "city"]'
    odd = [word for word in value if word not in KINDS] if table == "class_words" else []
    return f"{odd[0]!r} is no kind of place; there are {', '.join(KINDS)}" if odd else ""


def faults_of_dated(file: str, kind: str, table: Tables) -> Iterator[str]:
    """Faults of ``periods.toml`` or ``events.toml``: tables of a kind, and strings for patterns."""
    parts = {key: value for key, value in table.items() if isinstance(value, str)}
    for key, part in parts.items():
        if wrong := wrong_pattern(part, parts):
            yield f"{file}, {key}: {wrong}"
    for key in table:
        if key not in (kind, *parts):
            yield f"{file}, table {key!r}: there is no such table; write [[{kind}]]"
    rows = table.get(kind, [])
    for number, row in enumerate(rows if isinstance(rows, list) else [rows], 1):
        if not isinstance(rows, list) or not isinstance(row, dict):
            yield f"{file}, {kind} {number}: it must be a table; write [[{kind}]] above it"
            continue
        where = f"{file}, {kind} {row.get('name', number)!r}"
        if kind == "event" and not any(field in row for field in PATTERNS):
            yield f"{where}, words: it must have words, named or told, by which it is found"
        for field in dict.fromkeys((*NEEDED[kind], *row)):
            if wrong := wrong_field(kind, field, row.get(field), parts):
                yield f"{where}, {field}: {wrong}"


def wrong_field(kind: str, field: str, value: object, parts: Mapping[str, str]) -> str:
    """What is wrong with a field of a period or an event; empty where nothing is."""
    if field not in FIELDS[kind]:
        return f"there is no such field; {nearest(field, FIELDS[kind])}"
    if value is None:
        return "is missing"
    if field == "relations":
        sound = isinstance(value, list) and all(word in RELATIONS for word in value)
        return "" if sound else f"{value!r} is not valid; write a list of {', '.join(RELATIONS)}"
    if not isinstance(value, str):
        return f"{value!r} is not valid; put it in quotes"
    if field == "edtf":
        return wrong_edtf(value)
    return "" if field in ("name", "note") else wrong_pattern(value, parts)


def wrong_edtf(value: str) -> str:
    """Why a value is no date in EDTF; empty where it is one."""
    try:
        parse_edtf(value)
    except EdtfError as error:
        return f"{value!r} is not valid; {error}"
    return ""


def wrong_pattern(pattern: str, parts: Mapping[str, str]) -> str:
    """What is wrong with a pattern whose ``{names}`` stand for parts; empty where nothing is."""
    unknown = [name for name in _PART.findall(pattern) if name not in parts]
    if unknown:
        return f"there is no string {unknown[0]!r} for {{{unknown[0]}}}; {nearest(unknown[0], parts)}"
    try:
        re.compile(fill(pattern, parts))
    except (re.error, RecursionError) as error:
        return f"{pattern!r} is not valid; {error}"
    return ""


def nearest(word: str, known: Iterable[str]) -> str:
    """Which of the known words was meant, or all of them."""
    words = [*known]
    near = get_close_matches(word, words, 1)
    return f"perhaps {near[0]!r} was meant" if near else f"there are {', '.join(words) or 'none'}"
