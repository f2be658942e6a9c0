"""How a place is cited: plain text, BibTeX, CSL-JSON. To add a form, add a row to ``CITATIONS``."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import NamedTuple

from mapapp.exports.bibliography import BIBTEX_SIGNS


class Cited(NamedTuple):
    """What is cited: a place of an atlas at an address; ``version`` names the texts and the program."""

    id: str
    title: str
    atlas: str
    version: str
    url: str


class Citation(NamedTuple):
    """A form of citation: what it is called, its writer, its file ending and media type."""

    name: str
    write: Callable[[Cited], str]
    ending: str
    media_type: str


def to_plain(cited: Cited) -> str:
    """One line for a footnote."""
    return f"“{cited.title}”, in: {cited.atlas}, {cited.version}, {cited.url}"


def to_bibtex(cited: Cited) -> str:
    """A BibTeX entry; letters of all scripts stay as they are (UTF-8)."""
    fields = {
        "title": f"{{{cited.title.translate(BIBTEX_SIGNS)}}}",
        "booktitle": cited.atlas.translate(BIBTEX_SIGNS),
        "edition": cited.version.translate(BIBTEX_SIGNS),
        "url": cited.url,
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{mapapp-{cited.id},\n{lines}\n}}"


def to_csl(cited: Cited) -> str:
    """A CSL-JSON list of one item, which Zotero and citeproc read."""
    item = {
        "id": f"mapapp-{cited.id}",
        "type": "entry",
        "title": cited.title,
        "container-title": cited.atlas,
        "version": cited.version,
        "URL": cited.url,
    }
    return json.dumps([item], ensure_ascii=False, indent=2)


CITATIONS: Mapping[str, Citation] = {
    "text": Citation("Plain text", to_plain, "txt", "text/plain"),
    "bibtex": Citation("BibTeX", to_bibtex, "bib", "application/x-bibtex"),
    "csl": Citation("CSL-JSON", to_csl, "json", "application/vnd.citationstyles.csl+json"),
}
