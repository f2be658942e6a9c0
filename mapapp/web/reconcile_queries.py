"""What a reconciliation client asks, from its JSON: one query or a batch, checked word by word."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import orjson

from mapapp.errors import QueryError
from mapapp.model.place import KINDS
from mapapp.store.search import NameQuery

BATCH = 1000  # queries at once; more are told to come in several batches
LONGEST = 300  # characters of a name: comparing longer ones letter by letter takes seconds
SHOWN = 80  # characters of a wrong value that are quoted back
STRICT = ("any", "all", "should")
FIELDS = ("query", "type", "type_strict", "limit", "properties")
CONDITIONS = ("kind", "source", "parent", "lat", "lon")
Values = Sequence[Any]


def parse_json(name: str, text: str) -> Any:
    """The value of a parameter that holds JSON; raises QueryError."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise wrong(name, text, f"it is not JSON ({error})") from error


def wrong(name: str, value: object, right: str) -> QueryError:
    """The error of a value, which is quoted in short."""
    text = value if isinstance(value, str) else orjson.dumps(value).decode()
    return QueryError(name, text if len(text) <= SHOWN else f"{text[:SHOWN]}...", right)


def parse_batch(text: str) -> dict[str, NameQuery | QueryError]:
    """The queries of a batch by their keys; raises QueryError where all are wrong.

    One that is wrong among right ones is its error: OpenRefine puts ten rows into a batch, and would leave
    all ten without candidates for the cell of one.
    """
    batch = parse_json("queries", text)
    if not isinstance(batch, dict):
        raise wrong("queries", text, 'write an object such as {"q0": {"query": "Shusha"}}')
    if len(batch) > BATCH:
        raise QueryError("queries", f"{len(batch)} queries", f"send at most {BATCH} at once")
    parsed = {key: parse_or_error(f"queries.{key}", query) for key, query in batch.items()}
    errors = [query for query in parsed.values() if isinstance(query, QueryError)]
    if errors and len(errors) == len(parsed):
        raise errors[0]
    return parsed


def parse_or_error(name: str, query: Any) -> NameQuery | QueryError:
    """One query of a batch, or what is wrong with it."""
    try:
        return parse_one(name, query)
    except QueryError as error:
        return error


def parse_one(name: str, query: Any) -> NameQuery:
    """One query; ``name`` says where it stands."""
    if not isinstance(query, dict):
        raise wrong(name, query, 'write an object such as {"query": "Shusha"}')
    for field in query:
        if field not in FIELDS:
            raise wrong(f"{name}.{field}", query[field], f"there are only {', '.join(FIELDS)}")
    text = query.get("query", "")
    if not isinstance(text, str):
        raise wrong(f"{name}.query", text, "write a name as a string")
    if len(text) > LONGEST:
        raise wrong(f"{name}.query", text, f"a name has at most {LONGEST} characters")
    asked = NameQuery(
        text=" ".join(text.split()),
        kinds=parse_kinds(f"{name}.type", query.get("type")),
        strict=parse_strict(f"{name}.type_strict", query.get("type_strict")),
        limit=parse_limit(f"{name}.limit", query.get("limit")),
    )
    asked = parse_properties(f"{name}.properties", query.get("properties"), asked)
    if "query" not in query and asked == replace(NameQuery(), limit=asked.limit):
        raise wrong(name, query, "give a query, or properties to find places by")
    return asked


def parse_kinds(name: str, value: Any) -> tuple[str, ...]:
    """The kinds of a query: one, or a list of them."""
    kinds = [value] if isinstance(value, str) else value or []
    if not isinstance(kinds, list):
        raise wrong(name, value, "write the id of a type, or a list of them")
    for kind in kinds:
        if kind not in KINDS:
            raise wrong(name, kind, f"it must be one of {', '.join(KINDS)}")
    return tuple(kinds)


def parse_strict(name: str, value: Any) -> str:
    """How strictly the kinds are meant."""
    if value is not None and value not in STRICT:
        raise wrong(name, value, f"it must be one of {', '.join(STRICT)}")
    return value or "should"


def parse_limit(name: str, value: Any) -> int | None:
    """How many candidates are wanted."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value) or value < 1:
        raise wrong(name, value, "write a whole number from 1 on")
    return int(value)


def parse_properties(name: str, value: Any, asked: NameQuery) -> NameQuery:
    """The query with the conditions of its ``properties``; empty values are passed over."""
    if value is None:
        return asked
    if not isinstance(value, list):
        raise wrong(name, value, 'write a list such as [{"pid": "parent", "v": "Zangezur"}]')
    given: dict[str, list[Any]] = {}
    for number, item in enumerate(value):
        if not isinstance(item, dict) or "pid" not in item or "v" not in item:
            raise wrong(f"{name}.{number}", item, 'write {"pid": ..., "v": ...}')
        if item["pid"] not in CONDITIONS:
            right = f"it must be one of {', '.join(CONDITIONS)}"
            raise wrong(f"{name}.{number}.pid", item["pid"], right)
        values = item["v"] if isinstance(item["v"], list) else [item["v"]]
        given.setdefault(item["pid"], []).extend(v for v in map(plain_value, values) if v != "")
    for pid, values in given.items():
        if values and pid in APPLY:
            asked = APPLY[pid](asked, values)
    return with_point(name, given.get("lat", []), given.get("lon", []), asked)


def plain_value(value: Any) -> Any:
    """A property value as such: an entity's is its id, text is trimmed."""
    if isinstance(value, dict):
        return value.get("id", "")
    return value.strip() if isinstance(value, str) else value


def with_point(name: str, lats: Values, lons: Values, asked: NameQuery) -> NameQuery:
    """The query near a point, where both its coordinates are given."""
    if not lats or not lons:
        return asked
    point = (parse_degrees(f"{name}.lat", lats[0], 90), parse_degrees(f"{name}.lon", lons[0], 180))
    return replace(asked, point=point)


def parse_degrees(name: str, value: Any, limit: float) -> float:
    """Degrees from -limit to limit, given as a number or as text, which may have a decimal comma."""
    try:
        degrees = float(value.replace(",", ".") if isinstance(value, str) else value)
    except (TypeError, ValueError) as error:
        raise wrong(name, value, f"write degrees from {-limit:g} to {limit:g}") from error
    if not -limit <= degrees <= limit:
        raise wrong(name, value, f"write degrees from {-limit:g} to {limit:g}")
    return degrees


APPLY: Mapping[str, Callable[[NameQuery, Values], NameQuery]] = {
    "kind": lambda asked, values: replace(asked, kinds=(*asked.kinds, *parse_kinds("kind", list(values)))),
    "source": lambda asked, values: replace(asked, sources=tuple(map(str, values))),
    "parent": lambda asked, values: replace(asked, parents=tuple(map(str, values))),
}
