"""Mentions with all that proves them: the text's hash, and what stands before and after the quote.

A quotation is found again by its position while the text is the same (its hash says so), and by its words
with those before and after it where the text has changed: the two selectors of the W3C Web Annotation
Data Model, 4.2.4 and 4.2.5.
"""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Any, Self, cast

from mapapp.query import AtlasQuery
from mapapp.store.reading import Atlas, Row

# Code points before and after a quotation: enough to tell apart what is written twice.
CONTEXT = 32
IN_MEMORY = 12_000_000  # code points: 12 MB of Latin letters, 24 of others, 48 with an emoji
_WIDTH = 4  # bytes of a code point in UTF-32


class Texts:
    """The texts of an atlas by code points: the first of them in memory, the rest in a file.

    The file is in UTF-32, where offsets are exact; so memory has a bound whatever the corpus.
    """

    def __init__(self, atlas: Atlas, most: int = IN_MEMORY) -> None:
        self._file: IO[bytes] = TemporaryFile()  # noqa: SIM115  # closed by __exit__
        self._texts: dict[int, str] = {}
        self._at: dict[int, tuple[int, int]] = {}
        for brief in atlas.sources():
            text = atlas.source(brief["id"])["text"]
            most -= len(text)
            if most >= 0:
                self._texts[brief["number"]] = text
            else:
                at = self._file.tell()
                self._at[brief["number"]] = at, at + self._file.write(text.encode("utf-32-le"))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def cut(self, source: int, start: int, end: int) -> str:
        """Code points from ``start`` to ``end`` of a text in the file; what lies outside it is left out."""
        begin, last = self._at[source]
        first = begin + max(start, 0) * _WIDTH
        self._file.seek(first)
        return self._file.read(max(min(begin + end * _WIDTH, last) - first, 0)).decode("utf-32-le")

    def around(self, source: int, start: int, end: int) -> tuple[str, str]:
        """What stands before ``start`` and after ``end``: 32 code points each, less at an end of the text."""
        if text := self._texts.get(source):
            return text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT]
        first, text = max(start - CONTEXT, 0), self.cut(source, start - CONTEXT, end + CONTEXT)
        return text[: start - first], text[end - first :]


def evidence(atlas: Atlas, query: AtlasQuery) -> Iterator[dict[str, Any]]:
    """The query's mentions in the order of time, with what proves their passages.

    To the columns of the atlas come ``quote_prefix`` and ``quote_suffix``, from around the passage.
    """
    with Texts(atlas) as texts:
        # Each row is made anew for whoever asks, and so may be added to.
        for row in cast("Iterator[dict[str, Any]]", atlas.mentions(query)):
            around = texts.around(row["source"], row["passage_start"], row["passage_end"])
            row["quote_prefix"], row["quote_suffix"] = around
            yield row


def around_mention(row: Row) -> tuple[str, str]:
    """What stands before and after a mention's name: from its passage, and beyond it where that is short."""
    start, end = row["start"] - row["passage_start"], row["end"] - row["passage_start"]
    before = row["quote_prefix"] + row["quote"][:start]
    after = row["quote"][end:] + row["quote_suffix"]
    return before[-CONTEXT:], after[:CONTEXT]
