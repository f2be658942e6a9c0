"""Parameters of the interchange: one table that reads an address and describes itself in OpenAPI.

The query's own come from ``mapapp.query.PARAMETERS``; ``limit``, ``cursor`` and ``f`` are added here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from werkzeug.datastructures import MultiDict

from mapapp.errors import QueryError
from mapapp.query import PARAMETERS, AtlasQuery, parse_query
from mapapp.web.negotiation import FORMS, check_parameters, says_something
from mapapp.web.paging import Asked

Schema = dict[str, Any]
USUAL_LIMIT, MOST_FEATURES = 100, 10_000
_TIME = r"T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})"
_DAY = rf"[0-9]{{4}}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])({_TIME})?)?)?"
# A word of a list holds more than white space, and not the comma between the words.
_WORD = r"^[^,]*[^\s,\u0000-\u001f\u0085][^,]*$"
_DEGREES: Schema = {"minimum": -180, "maximum": 180}
SCHEMAS: Mapping[str, Schema] = {
    "datetime": {"type": "string", "pattern": rf"^({_DAY}(/({_DAY}|\.\.)?)?|(\.\.)?/{_DAY}|\.\.)$"},
    "bbox": {
        "type": "array",
        # Of six numbers two are heights, which may be any.
        "oneOf": [{"minItems": 4, "maxItems": 4, "items": _DEGREES}, {"minItems": 6, "maxItems": 6}],
        "items": {"type": "number"},
    },
    "q": {"type": "string", "pattern": r"[^\s\u0000-\u001f\u0085]"},
}
# What the standard asks for and cannot be seen from the form alone.
NOTES: Mapping[str, str] = {
    "datetime": "Given twice, both must hold. Passages without a known date match too, unless `undated` says "
    "otherwise.",
    "bbox": "West greater than east crosses the antimeridian; heights in a box of 6 numbers are passed over. "
    "Features without a known place match too, unless `unlocated` says otherwise.",
}


class Described(NamedTuple):
    """A parameter as OpenAPI describes it: a sentence, its schema, an example."""

    help: str
    schema: Schema
    example: object


def described(name: str) -> Described:
    """A parameter of the query."""
    parameter = PARAMETERS[name]
    is_list = isinstance(getattr(AtlasQuery(), name), tuple)
    help_ = f"{parameter.help[0].upper()}{parameter.help[1:]}. {NOTES.get(name, '')}".strip()
    schema = SCHEMAS.get(name) or word_schema(parameter.choices, is_list=is_list)
    example: object = parameter.example
    if schema["type"] == "array":
        parts = parameter.example.split(",")
        example = [float(part) for part in parts] if name == "bbox" else parts
    return Described(help_, dict(schema), example)


def word_schema(choices: Sequence[str], *, is_list: bool) -> Schema:
    """One word, or several with commas between them: of a list of choices, or any."""
    allowed: Schema = {"enum": list(choices)} if choices else {"pattern": _WORD}
    word: Schema = {"type": "string", **allowed}
    return {"type": "array", "minItems": 1, "items": word} if is_list else word


OWN: Mapping[str, Described] = {
    "limit": Described(
        f"How many features at most; more than {MOST_FEATURES} gives {MOST_FEATURES}.",
        {"type": "integer", "minimum": 1, "maximum": MOST_FEATURES, "default": USUAL_LIMIT},
        USUAL_LIMIT,
    ),
    "cursor": Described(
        "Where a page begins, as the `next` link of the page before it gives it.",
        {"type": "string", "pattern": "^[0-9a-f]{16}$"},
        "0" * 16,
    ),
    "f": Described(
        "The form of the answer, whatever the Accept header says.",
        {"type": "string", "enum": list(FORMS)},
        "json",
    ),
}
ITEM_PARAMETERS: Mapping[str, Described] = {
    **{name: OWN[name] for name in ("limit", "cursor")},
    **{name: described(name) for name in PARAMETERS},
    "f": OWN["f"],
}


def read_asked(args: MultiDict[str, str]) -> Asked:
    """What an address asks of a collection; raises QueryError."""
    check_parameters(*ITEM_PARAMETERS, repeated="datetime")
    for name, text in args.items():
        if ITEM_PARAMETERS[name].schema["type"] == "array" and not all(map(says_something, text.split(","))):
            raise QueryError(name, text, "a value is missing beside a comma")
    query = parse_query((name, value) for name, value in args.items() if name not in OWN)
    for text in args.getlist("datetime")[1:]:
        query = within(query, parse_query([("datetime", text)]))
    return Asked(query, read_limit(args.get("limit")), read_cursor(args.get("cursor")))


def within(query: AtlasQuery, other: AtlasQuery) -> AtlasQuery:
    """A query whose days must also meet the range of another: GDAL sends a range as two half ones."""
    if query.day_min is None or query.day_max is None or other.day_min is None or other.day_max is None:
        return query
    first, last = max(query.day_min, other.day_min), min(query.day_max, other.day_max)
    return replace(query, datetime=f"{query.datetime} {other.datetime}", day_min=first, day_max=last)


def read_limit(text: str | None) -> int:
    """How many features a page holds at most."""
    if text is None:
        return USUAL_LIMIT
    if not (text.isascii() and text.isdigit() and text.strip("0")):
        raise QueryError("limit", text, f"write a whole number from 1 to {MOST_FEATURES}")
    return min(int(text.lstrip("0")[:20]), MOST_FEATURES)


def read_cursor(text: str | None) -> int:
    """The key after which a page begins, or -1 for the first page."""
    if text is None:
        return -1
    if len(text) != 16 or set(text) - set("0123456789abcdef"):
        raise QueryError("cursor", text, "take it from the next link of a page, as it stands there")
    return int(text, 16)


def to_cursor(key: int) -> str:
    """A key as it stands in an address."""
    return f"{key:016x}"
