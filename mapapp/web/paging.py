"""What pages are made of: for a collection a question, a page, its cut, what is remembered; else a number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from threading import Lock
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from flask import request

from mapapp.errors import QueryError
from mapapp.exports.times import iso_day
from mapapp.maps.features import Feature, Row
from mapapp.query import AtlasQuery
from mapapp.store.index import Ints

T = TypeVar("T")
LARGEST_KEY = 2**31 - 1  # of places and sources, which are counted


class Asked(NamedTuple):
    """What a request asks of a collection: a query, how many features at most, and after which key."""

    query: AtlasQuery
    limit: int
    after: int


class Page(NamedTuple):
    """Some features as JSON, how many match in all, and the key of the last one where more follow."""

    features: Sequence[bytes]
    matched: int
    next: int | None


class Remembered(Generic[T]):
    """Values by row of the index, as far as they were asked for and their weights stay within a bound."""

    def __init__(self, most: int) -> None:
        self._most, self._size, self._lock = most, 0, Lock()
        self._values: dict[int, T] = {}
        self._weights: dict[int, int] = {}

    def of(self, rows: Iterable[int]) -> list[T | None]:
        """The values of rows, None where one is not remembered."""
        return [*map(self._values.get, rows)]

    def add(self, row: int, value: T, weight: int = 1) -> None:
        """Keep a value; the oldest make room for it."""
        with self._lock:
            self._size += weight - self._weights.get(row, 0)
            self._values[row], self._weights[row] = value, weight
            while self._size > self._most:
                oldest = next(iter(self._values))
                del self._values[oldest]
                self._size -= self._weights.pop(oldest)


def cut(keys: Ints, asked: Asked) -> tuple[list[int], int | None]:
    """The keys of a page, of all keys in rising order, and the last of them where more follow."""
    start = int(np.searchsorted(keys, min(asked.after, LARGEST_KEY), "right"))
    chosen = [int(key) for key in keys[start : start + asked.limit]]
    return chosen, chosen[-1] if start + asked.limit < len(keys) else None


def dated(feature: Feature, mentions: Sequence[Row]) -> Feature:
    """A feature with the first and the last day of its mentions, as GDAL and QGIS ask for days."""
    days = [(row["day_min"], row["day_max"]) for row in mentions if row["day_min"] is not None]
    first, last = (min(d[0] for d in days), max(d[1] for d in days)) if days else (None, None)
    feature["properties"] |= {"when_first": iso_day(first) or None, "when_last": iso_day(last) or None}
    return feature


def asked_page(total: int, size: int) -> tuple[int, int]:
    """The number of the page that the address asks for, and how many pages of a size hold a total.

    There is one page where there is nothing. Raises QueryError where there is no page of that number.
    """
    text, pages = request.args.get("page") or "1", max(1, -(-total // size))
    if not (text.isascii() and text.isdigit() and len(text) < 8 and 1 <= int(text) <= pages):
        raise QueryError("page", text, f"write a number from 1 to {pages}")
    return int(text), pages
