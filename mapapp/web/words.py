"""Words on pages: template filters that turn values into what a reader reads."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup, escape

from mapapp.dates.wording import edtf_words, extent_words
from mapapp.web import labels


def marked(row: Mapping[str, Any]) -> Markup:
    """The reading of a passage with its mention inside ``<mark>``, everything escaped."""
    return with_marks(row["reading"], [(row["mark_start"], row["mark_end"])])


def with_marks(text: str, spans: Iterable[tuple[int, int]]) -> Markup:
    """A text with each of its spans inside ``<mark>``, everything escaped; nested spans are passed over."""
    parts, at = [], 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= at:
            parts += [escape(text[at:start]), Markup("<mark>{}</mark>").format(text[start:end])]
            at = end
    return Markup().join([*parts, escape(text[at:])])


def spans(rows: Iterable[Mapping[str, Any]]) -> list[tuple[int, int]]:
    """Where mentions stand in the reading of their passage."""
    return [(row["mark_start"], row["mark_end"]) for row in rows]


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 passage", "2 passages"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def concentration(by_source: Iterable[int]) -> str:
    """How evenly passages spread over sources: "14 passages, 11 of them from one source"."""
    counts = sorted(by_source, reverse=True)
    total = sum(counts)
    if not counts or total == 1:
        return counted(total, "passage")
    if len(counts) == 1:
        return f"{counted(total, 'passage')}, all from one source"
    return (
        f"{counted(total, 'passage')} from {counted(len(counts), 'source')}, {counts[0]:,} of them from one"
    )


def to_script_json(value: object) -> Markup:
    """JSON that may stand inside a script element: nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    signs = {ord("<"): "\\u003c", ord(">"): "\\u003e", 0x2028: "\\u2028", 0x2029: "\\u2029"}
    return Markup(text.translate(signs))  # noqa: S704  # no sign is left that could end the element


def label(value: str, table: str) -> str:
    """What a value is called by a ``table`` of :mod:`mapapp.web.labels`; itself where it has no row."""
    names: Mapping[str, str] = getattr(labels, table)
    return names.get(value, value)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "edtf_words": edtf_words,
    "extent_words": extent_words,
    "marked": marked,
    "with_marks": with_marks,
    "spans": spans,
    "counted": counted,
    "concentration": concentration,
    "script_json": to_script_json,
    "label": label,
}
