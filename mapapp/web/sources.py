"""Pages of sources: the list, and each text with its places and dates marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from flask import Blueprint, render_template
from markupsafe import Markup, escape

from mapapp.query import AtlasQuery
from mapapp.store.reading import Row
from mapapp.web.atlas import the_atlas
from mapapp.web.words import edtf_words

blueprint = Blueprint("sources", __name__, url_prefix="/sources")


@blueprint.get("/")
def index() -> str:
    """Every source with what is known of it."""
    return render_template("sources.html", sources=the_atlas().sources())


@blueprint.get("/<source_id>")
def page(source_id: str) -> str:
    """One source, passage by passage."""
    atlas = the_atlas()
    source = atlas.source(source_id)
    marks: dict[int, list[Row]] = defaultdict(list)
    for row in [*atlas.mentions(AtlasQuery(source=(source_id,))), *atlas.dates(source["number"])]:
        marks[row["passage"]].append(row)
    passages = atlas.passages(source["number"])
    titles = {row["id"]: row["title"] for row in atlas.places(named=True)}
    html = {row["id"]: passage_html(row["reading"], marks[row["id"]], titles) for row in passages}
    return render_template("source.html", source=source, passages=passages, html=html)


def passage_html(text: str, marks: Sequence[Row], titles: dict[str, str]) -> Markup:
    """The reading of a passage with its places as links and its dates as ``time``, everything escaped."""
    parts, at = [], 0
    for row in sorted(marks, key=lambda row: row["mark_start"]):
        start, end = row["mark_start"], row["mark_end"]
        if start < at:  # a date inside a date, a place inside a place: the outer one is marked
            continue
        parts += [escape(text[at:start]), mark_html(row, text[start:end], titles)]
        at = end
    return Markup().join([*parts, escape(text[at:])])


def mark_html(row: Row, words: str, titles: dict[str, str]) -> Markup:
    """One marked place or date."""
    if "toponym" not in row:
        title = edtf_words(row["edtf"]) if row["edtf"] else "not a calendar date"
        return Markup('<time class="date" title="{}">{}</time>').format(title, words)
    if row["place_id"] is None:
        return Markup('<span class="place unlocated" title="not on the map">{}</span>').format(words)
    doubtful = " doubtful" if row["doubtful"] else ""
    link = '<a class="place {}{}" id="m{}" href="/places/{}" title="{}">{}</a>'
    return Markup(link).format(row["use"], doubtful, row["fid"], row["place_id"], titles[row["place_id"]], words)


def blocks(passages: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Passages in runs of one zone."""
    run: list[Row] = []
    for row in passages:
        if run and row["zone"] != run[-1]["zone"]:
            yield run[-1]["zone"], run
            run = []
        run.append(row)
    if run:
        yield run[-1]["zone"], run
