"""Words on pages: template filters that turn values into what a reader reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flask_babel import gettext
from markupsafe import Markup, escape

from mapapp.dates import wording
from mapapp.maps import labels
from mapapp.maps.reasons import read_reason, reason_words
from mapapp.maps.standalone import json_text
from mapapp.web.languages import counted, language, month_date, number

# Dates in the language of the page.
LOCAL = wording.Wording(gettext, month_date)


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


def edtf_words(edtf: str) -> str:
    """An EDTF string in words of the page's language."""
    return wording.edtf_words(edtf, LOCAL)


def extent_words(first: str, last: str) -> str:
    """From the beginning of one EDTF string to the end of another, in words of the page's language."""
    return wording.extent_words(first, last, LOCAL)


def reason(text: str) -> Markup:
    """A reason in words of the page's language; marked as English where it can be said in English only."""
    if language() != "en" and read_reason(text) is None:
        return Markup('<span lang="en">{}</span>').format(text)
    return escape(reason_words(text, LOCAL))


def concentration(by_source: Iterable[int]) -> str:
    """How evenly passages spread over sources: "14 passages, 11 of them from one source"."""
    counts = sorted(by_source, reverse=True)
    passages = counted(sum(counts), "passage")
    if not counts or sum(counts) == 1:
        return passages
    if len(counts) == 1:
        return str(gettext("%(passages)s, all from one source", passages=passages))
    sources, most = counted(len(counts), "source"), number(counts[0])
    said = gettext(
        "%(passages)s from %(sources)s, %(most)s of them from one",
        passages=passages,
        sources=sources,
        most=most,
    )
    return str(said)


def to_script_json(value: object) -> Markup:
    """JSON that may stand inside a script element: nothing in it can end the element."""
    return Markup(json_text(value))  # noqa: S704  # no sign is left that could end the element


def label(value: str, table: str) -> str:
    """What a value is called by a ``table`` of :mod:`mapapp.maps.labels`; itself where it has no row."""
    names: Mapping[str, str] = getattr(labels, table)
    return str(gettext(names[value])) if value in names else value


def capital(text: str) -> str:
    """A text with its first letter as a capital; the rest stays. Turkic languages keep the dot of i."""
    dotted = text.startswith("i") and language() in ("az", "tr")
    return ("İ" if dotted else text[:1].upper()) + text[1:]


FILTERS: Mapping[str, Callable[..., Any]] = {
    "edtf_words": edtf_words,
    "extent_words": extent_words,
    "marked": marked,
    "with_marks": with_marks,
    "spans": spans,
    "counted": counted,
    "concentration": concentration,
    "reason": reason,
    "script_json": to_script_json,
    "label": label,
    "number": number,
    "capital": capital,
}
