"""What a popup shows of an attestation: its quote, its date, and the reasons for place and date.

The served page asks for one at a time; a file that stands alone holds all of them, with the words of a
passage written once however many names stand in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from mapapp.dates.wording import ENGLISH, Wording, edtf_words
from mapapp.maps.reasons import read_reason, reason_words

Row = Mapping[str, Any]
SHOWN = (
    "fid place_id surface toponym reading mark_start mark_end use zone rule doubtful source_id source_title "
    "edtf when_basis passage passage_number".split()
)
# What a file that stands alone writes once for all attestations of a passage, and what its columns hold.
OF_PASSAGE = ("reading", "source_title", "passage_number")
IN_COLUMNS = ("fid", "source_id", "rule")
# Where a passage has an expression of just that value: its words, by passage and EDTF.
Written = Mapping[tuple[int, str], str]


def written_dates(dates: Iterable[Row]) -> dict[tuple[int, str], str]:
    """The words of date expressions by their passage and value; the first where there are several."""
    found: dict[tuple[int, str], str] = {}
    for date in dates:
        found.setdefault((date["passage"], date["edtf"]), date["surface"])
    return found


def evidence(
    row: Row, titles: Mapping[str, str], written: Written, words: Wording = ENGLISH
) -> dict[str, Any]:
    """What is shown of an attestation; ``written`` is the date as the passage writes it.

    ``titles`` are those of all places by id, for the candidates; ``words`` the language of dates and reasons.
    """

    def said(reasons: Iterable[str]) -> list[str]:
        return [reason_words(reason, words) for reason in reasons]

    return {
        **{name: row[name] for name in SHOWN},
        "when": edtf_words(row["edtf"], words),
        "written": written.get((row["passage"], row["edtf"]), "") if row["edtf"] else "",
        "document": edtf_words(row["document_edtf"], words) if row["document_edtf"] else "",
        "reasons": said(row["reasons"]),
        "when_reasons": said(row["when_reasons"] or ()),
        "candidates": [
            {"id": place, "title": titles.get(place, place), "score": score, "reasons": said(reasons)}
            for place, score, reasons in row["candidates"]
        ],
    }


def untold(row: Row) -> list[str]:
    """The reasons for an attestation that can be said in English only."""
    of_places = (reason for _, _, reasons in row["candidates"] for reason in reasons)
    everything = (*row["reasons"], *(row["when_reasons"] or ()), *of_places)
    return [reason for reason in everything if read_reason(reason) is None]


def to_quotes(rows: Iterable[Row], titles: Mapping[str, str], dates: Iterable[Row]) -> dict[str, Any]:
    """All evidence, to stand beside the columns of a file, with what is said often written once.

    ``passages`` by id and ``attestations`` by fid are lists of values, whose names are ``passage_fields`` and
    ``fields``; reasons are indexes into ``texts``, and candidates are place id, title and reasons.
    """
    written = written_dates(dates)
    passages: dict[int, list[Any]] = {}
    attestations: dict[int, list[Any]] = {}
    texts: dict[str, int] = {}
    fields: tuple[str, ...] = ()
    for row in rows:
        found = pooled(evidence(row, titles, written), texts)
        fields = tuple(name for name in found if name not in (*OF_PASSAGE, *IN_COLUMNS))
        passages.setdefault(row["passage"], [found[name] for name in OF_PASSAGE])
        attestations[row["fid"]] = [found[name] for name in fields]
    return {
        "passage_fields": OF_PASSAGE,
        "fields": fields,
        "texts": list(texts),
        "passages": passages,
        "attestations": attestations,
    }


def pooled(found: dict[str, Any], texts: dict[str, int]) -> dict[str, Any]:
    """Evidence whose reasons are indexes into ``texts``, which grows by what is new."""

    def indexes(reasons: Iterable[str]) -> list[int]:
        return [texts.setdefault(reason, len(texts)) for reason in reasons]

    return found | {
        "reasons": indexes(found["reasons"]),
        "when_reasons": indexes(found["when_reasons"]),
        "candidates": [[c["id"], c["title"], indexes(c["reasons"])] for c in found["candidates"]],
    }
