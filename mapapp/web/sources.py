"""Pages of sources: the list, and each text with its places and dates marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from flask import Blueprint, render_template, request
from markupsafe import Markup

from mapapp.errors import QueryError
from mapapp.query import AtlasQuery
from mapapp.store.reading import Atlas, Row
from mapapp.web.atlas import the_atlas
from mapapp.web.flow import Section, sections_of
from mapapp.web.languages import language, language_suffix
from mapapp.web.marking import Mark, marked_text, printed_text, read_marks
from mapapp.web.naming import place_titles
from mapapp.web.small_map import base_map, draw_small

blueprint = Blueprint("sources", __name__, url_prefix="/sources")
# How a text can be shown: in paragraphs, or letter by letter as it came.
FORMS = ("reading", "printed")


class Text(NamedTuple):
    """A source as its page shows it: what is known of it, its mentions and dates, its flow."""

    source: Row
    passages: list[Row]
    mentions: list[Row]
    dates: list[Row]
    sections: list[Section]
    html: dict[int, Markup]  # by id of passage
    titles: Mapping[str, str]  # of places, by id


@blueprint.get("/")
def index() -> str:
    """Every source with what is known of it."""
    return render_template("sources.html", sources=the_atlas().sources())


@blueprint.get("/<source_id>")
def page(source_id: str) -> str:
    """One source: its text to be read, or as it was printed."""
    form = asked_form()
    text = read_source(the_atlas(), source_id, (language(), language_suffix()))
    return render_template(
        "source.html",
        text=text,
        source=text.source,
        form=form,
        printed=as_printed(text) if form == "printed" else "",
        documents=[section.document for section in text.sections if section.document["id"] is not None],
        drawing=draw_small(text.mentions)
        if any(row["place_lon"] is not None for row in text.mentions)
        else None,
        credit=base_map()["credit"],
        places=len({row["place_id"] for row in text.mentions if row["place_id"]}),
    )


def asked_form() -> str:
    """How the address asks for the text; raises QueryError where there is no such form."""
    for name, value in request.args.items(multi=True):
        if name not in ("as", "lang"):
            raise QueryError(name, value, "a text has two parameters only: as and lang")
    form = request.args.get("as") or "reading"
    if form not in FORMS:
        raise QueryError("as", form, f"it must be one of {', '.join(FORMS)}")
    return form


@lru_cache(maxsize=8)
def read_source(atlas: Atlas, source_id: str, tongue: tuple[str, str]) -> Text:  # noqa: ARG001  # the cache's key
    """A source with everything that its page shows; an atlas is never changed while it is open.

    What is said of its marks and where they lead is in a ``tongue``: the language and what links end with.
    """
    source = atlas.source(source_id)
    passages, documents = atlas.passages(source["number"]), atlas.documents(source["number"])
    mentions = list(atlas.mentions(AtlasQuery(source=(source_id,))))
    dates = list(atlas.dates(source["number"]))
    titles = place_titles(atlas)
    marks: dict[int, list[Row]] = defaultdict(list)
    for row in [*mentions, *dates]:
        marks[row["passage"]].append(row)
    html = {row["id"]: marked_text(row["reading"], read_marks(marks[row["id"]]), titles) for row in passages}
    sections = sections_of(source["text"], passages, documents)
    return Text(source, passages, mentions, dates, sections, html, titles)


def as_printed(text: Text) -> Markup:
    """The raw text of a source with its marks at raw offsets."""
    marks = [Mark(row["start"], row["end"], row) for row in [*text.mentions, *text.dates]]
    return printed_text(text.source["text"], text.passages, marks, text.titles)
