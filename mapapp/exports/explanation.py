"""Why a word is taken for a place, for this place, and for these days: in plain words, from an atlas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from mapapp.errors import NotFoundError, QueryError
from mapapp.maps.labels import BASES, DATE_BASES, RULES, USES
from mapapp.query import AtlasQuery
from mapapp.store.reading import Atlas, Row

UNTAKEN = (
    "no gazetteer that was used holds it, or it is a word or a person's name too, which needs a sign "
    "beside it, as in 'the ruins of ...'"
)


def explain(atlas: Atlas, where: str) -> Iterator[str]:
    """Lines on what stands at ``SOURCE:OFFSET``, or where ``SOURCE:NAME`` stands first.

    :raises QueryError, NotFoundError: where that names no source, or no place or date of it.
    """
    source, at = parse_where(atlas, where)
    own = list(atlas.mentions(AtlasQuery(source=(source["id"],))))
    others: list[Row] = []
    if isinstance(at, str):
        named = [m for m in own if " ".join(m["surface"].split()).casefold() == at.casefold()]
        if not named:
            raise NotFoundError(not_named(own, atlas.source(source["id"]), at))
        others, at = named[1:], named[0]["start"]
    mentions = [m for m in own if m["start"] <= at < m["end"]]
    dates = [d for d in atlas.dates(source["number"]) if d["start"] <= at < d["end"]]
    if not mentions and not dates:
        raise NotFoundError(nothing_there(own, source, at))
    for mention in mentions:
        yield from explain_mention(atlas, mention)
    for date in dates:
        yield from explain_date(source, date)
    if others:
        yield f"It also stands at {', '.join(str(m['start']) for m in others)}."


def parse_where(atlas: Atlas, where: str) -> tuple[Row, int | str]:
    """The source, and the offset or name; a source goes by its id, its path, or the beginning of either."""
    name, colon, at = where.rpartition(":")
    if not colon or not at.strip():
        right = "write a source and a character or a name in it, such as letter.txt:120 or letter.txt:Kars"
        raise QueryError("SOURCE:OFFSET", where, right)
    sources = atlas.sources()
    whole = [s for s in sources if name in (s["id"], s["path"])]
    found = whole or [s for s in sources if name and s["path"].startswith(name)]
    if len(found) != 1:
        ids = ", ".join(s["path"] for s in sources)
        raise NotFoundError(f"{len(found) or 'no'} sources are called {name!r}; there are {ids}")
    return found[0], int(at) if at.isascii() and at.isdigit() else " ".join(at.split())


def not_named(own: Sequence[Row], source: Row, name: str) -> str:
    """Which names of a source look like one that it has not."""
    names = sorted({" ".join(m["surface"].split()) for m in own})
    near = get_close_matches(name, names, 3, 0.5) or names[:3]
    more = len(names) - len(near)
    there = ", ".join(near) + (f" and {more} more" if more else "") if near else "none"
    stands = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", source["text"])
    other = f". It stands at {stands.start()} and was not taken for a place: {UNTAKEN}" if stands else ""
    return f"no place is called {name!r} in {source['path']}; there are: {there}{other}"


def nothing_there(own: Sequence[Row], source: Row, offset: int) -> str:
    """What to look at instead where neither a name nor a date stands."""
    near = sorted(own, key=lambda m: abs(m["start"] - offset))
    names = ", ".join(f"{m['surface']!r} at {m['start']}" for m in near[:3]) or "there is none in this text"
    return f"no place and no date stands at {offset} of {source['path']}; the nearest places: {names}"


def explain_mention(atlas: Atlas, mention: Row) -> Iterator[str]:
    """Lines on a place name."""
    rule = mention["rule"]
    why = RULES.get(rule) or RULES.get(rule.partition(":")[0], rule)
    yield f"{mention['surface']!r} at {mention['start']}-{mention['end']} of {mention['source_title']}"
    yield f"  passage: “{mention['reading']}”"
    yield f"Why a place: {why} (rule {rule})."
    for reason in mention["reasons"]:
        yield f"  - {reason}"
    yield f"  Use: {USES[mention['use']]}."
    yield from explain_candidates(atlas, mention)
    yield from explain_when(mention)


def explain_candidates(atlas: Atlas, mention: Row) -> Iterator[str]:
    """Lines on the places that a name may mean, best first."""
    if not mention["candidates"]:
        yield "Why this place: no gazetteer that was used holds it; it is not on the map."
        return
    best = mention["candidates"][0][1]
    for number, (place_id, score, reasons) in enumerate(mention["candidates"]):
        title = atlas.place(place_id)["title"]
        if number == 0:
            yield f"Why this place: {title} ({place_id}), score {score:.2f}."
        else:
            yield f"Not {title} ({place_id}), score {score:.2f}, {best - score:.2f} less."
        yield from (f"  - {reason}" for reason in reasons)
    if mention["doubtful"]:
        yield "  It is doubtful: the best two are close."


def explain_when(mention: Row) -> Iterator[str]:
    """Lines on the days of the event, of the document and of the publication."""
    span = mention["edtf"] or "not known"
    written = f", written {mention['when_words']!r}" if mention["when_words"] else ""
    basis = mention["when_basis"]
    yield f"When it was: {span}{written}. {BASES[basis].capitalize()} ({basis})."
    yield from (f"  - {reason}" for reason in mention["when_reasons"] or [])
    yield f"  Date of the document: {mention['document_edtf'] or 'none is known'}."
    yield f"  Date of publication: {mention['published_edtf'] or 'none is known'}."


def explain_date(source: Row, date: Row) -> Iterator[str]:
    """Lines on a date expression."""
    yield f"{date['surface']!r} at {date['start']}-{date['end']} of {source['title']}"
    yield f"What date: {date['edtf'] or 'its days are not known'} (rule {date['rule']})."
    yield f"  {DATE_BASES.get(date['basis'], date['basis']).capitalize()} ({date['basis']})."
    yield from (f"  - {reason}" for reason in date["reasons"] or [])
