"""Mentions with all that proves them: the text's hash, and what stands before and after the quote.

A quotation is found again by its position while the text is the same (its hash says so), and by its words
with those before and after it where the text has changed: the two selectors of the W3C Web Annotation
Data Model, 4.2.4 and 4.2.5.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Any, Self

from mapapp.query import AtlasQuery
from mapapp.store.reading import Atlas, Row

# Code points before and after a quotation: enough to tell apart what is written twice.
CONTEXT = 32
_WIDTH = 4  # bytes of a code point in UTF-32


class Texts:
    """The texts of an atlas by code points, out of memory: one file in UTF-32, where offsets are exact."""

    def __init__(self, atlas: Atlas) -> None:
        self._file: IO[bytes] = TemporaryFile(buffering=0)  # noqa: SIM115  # closed by __exit__
        self._at: dict[int, int] = {}
        self._end: dict[int, int] = {}
        for brief in atlas.sources():
            data = atlas.source(brief["id"])["text"].encode("utf-32-le")
            self._at[brief["number"]] = self._file.tell()
            self._file.write(data)
            self._end[brief["number"]] = self._file.tell()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def cut(self, source: int, start: int, end: int) -> str:
        """Code points from ``start`` to ``end`` of a source's text; what lies outside of it is left out."""
        base = self._at[source]
        first = base + max(start, 0) * _WIDTH
        last = min(base + end * _WIDTH, self._end[source])
        self._file.seek(first)
        return self._file.read(max(last - first, 0)).decode("utf-32-le")

    def around(self, source: int, start: int, end: int) -> tuple[str, str]:
        """What stands before ``start`` and after ``end``: 32 code points each, less at an end of the text."""
        first, text = max(start - CONTEXT, 0), self.cut(source, start - CONTEXT, end + CONTEXT)
        return text[: start - first], text[end - first :]


def evidence(atlas: Atlas, query: AtlasQuery) -> Iterator[dict[str, Any]]:
    """The query's mentions in the order of time, with what proves their passages.

    To the columns of the atlas come ``source_sha256``, ``source_path``, ``source_url``, ``source_language``
    and ``quote_prefix``, ``quote_suffix`` around the passage.
    """
    sources = {source["number"]: source_columns(source) for source in atlas.sources()}
    with Texts(atlas) as texts:
        around = lru_cache(maxsize=4096)(texts.around)  # a passage is quoted once for each name in it
        for row in atlas.mentions(query):
            prefix, suffix = around(row["source"], row["passage_start"], row["passage_end"])
            columns = {**row, **sources[row["source"]]}
            columns["quote_prefix"], columns["quote_suffix"] = prefix, suffix
            yield columns


def source_columns(source: Row) -> dict[str, Any]:
    """What a mention's row says of its source."""
    return {f"source_{name}": source[name] for name in ("sha256", "path", "url", "language", "author")}


def around_mention(row: Row) -> tuple[str, str]:
    """What stands before and after a mention's name: from its passage, and beyond it where that is short."""
    start, end = row["start"] - row["passage_start"], row["end"] - row["passage_start"]
    before = row["quote_prefix"] + row["quote"][:start]
    after = row["quote"][end:] + row["quote_suffix"]
    return before[-CONTEXT:], after[:CONTEXT]
