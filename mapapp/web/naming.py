"""Who calls a place what: forms in the texts by source, forms in the gazetteer by language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from flask_babel import gettext

from mapapp.maps.labels import LANGUAGES, RIGHT_TO_LEFT, SCRIPTS
from mapapp.store.reading import Atlas, Row

# What the gazetteer says of forms that no particular text or authority stands for.
USUAL = ("", "usual")
# Languages of the region, each in the script it is mostly written in.
OWN_SCRIPTS = {"az": "Latn", "hy": "Armn", "ka": "Geor", "ru": "Cyrl", "tr": "Latn", "fa": "Arab"}


class UsedForm(NamedTuple):
    """A name form as one source writes it: how many ``times``, first and last date (EDTF, empty: undated)."""

    form: str
    times: int
    first: str
    last: str


class Caller(NamedTuple):
    """A source with the name forms that it uses, the most frequent first."""

    source_id: str
    title: str
    forms: tuple[UsedForm, ...]


class LanguageNames(NamedTuple):
    """Name forms of a language in a script, by who uses them; ``user`` is empty for usual forms."""

    language: str
    script: str
    code: str
    direction: str
    users: tuple[tuple[str, tuple[str, ...]], ...]


@lru_cache(maxsize=1)
def place_titles(atlas: Atlas) -> Mapping[str, str]:
    """The title of every place by id; an atlas is never changed while it is open."""
    return {place["id"]: place["title"] for place in atlas.places()}


def called_what(mentions: Sequence[Row]) -> list[Caller]:
    """The sources that name a place, each with its forms; those that name it most often first."""
    by_source: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in mentions:
        by_source[row["source_id"]][row["toponym"]].append(row)
    titles = {row["source_id"]: row["source_title"] for row in mentions}
    callers = [
        Caller(
            source,
            titles[source],
            tuple(sorted(map(used_form, forms.values()), key=lambda form: -form.times)),
        )
        for source, forms in by_source.items()
    ]
    return sorted(callers, key=lambda caller: -sum(form.times for form in caller.forms))


def used_form(rows: Sequence[Row]) -> UsedForm:
    """One form with its mentions summed up."""
    dated = [row for row in rows if row["day_min"] is not None]
    first = min(dated, key=lambda row: row["day_min"], default=None)
    last = max(dated, key=lambda row: row["day_max"], default=None)
    return UsedForm(
        rows[0]["toponym"], len(rows), first["edtf"] if first else "", last["edtf"] if last else ""
    )


def headline(groups: Sequence[LanguageNames], callers: Sequence[Caller], title: str) -> list[tuple[str, str]]:
    """Names for the head of a page with languages: those of the texts, then one of each language."""
    found: dict[str, str] = {}
    for form in (form.form for caller in callers for form in caller.forms):
        if form.casefold() not in map(str.casefold, [title, *found]):
            found[form] = ""
    for group in groups:
        if group.script == SCRIPTS.get(OWN_SCRIPTS.get(group.code, ""), "-"):
            found.setdefault(group.users[0][1][0], group.code)
    found.pop(title, None)
    return list(found.items())


def grouped_names(names: Iterable[Row], sources: Sequence[Row]) -> list[LanguageNames]:
    """Name forms by language and script, in the order of ``LANGUAGES``; adjectives are left out."""
    groups: dict[tuple[str, str], dict[str, dict[str, Any]]] = defaultdict(lambda: defaultdict(dict))
    for name in names:
        if name["match"] != "adjective":
            user = who_uses(name["source"], sources)
            groups[name["lang"], name["script"]][user][name["toponym"]] = None
    order = list(LANGUAGES)
    found = [to_language_names(code, script, users) for (code, script), users in groups.items()]
    return sorted(found, key=lambda group: order.index(group.code) if group.code in order else len(order))


def to_language_names(code: str, script: str, users: Mapping[str, Mapping[str, Any]]) -> LanguageNames:
    """The names of a language in a script, usual forms first."""
    listed = sorted(((user, tuple(forms)) for user, forms in users.items()), key=lambda item: bool(item[0]))
    direction = "rtl" if script in RIGHT_TO_LEFT else "ltr"
    return LanguageNames(LANGUAGES.get(code, code), SCRIPTS.get(script, ""), code, direction, tuple(listed))


def who_uses(source: str, sources: Sequence[Row]) -> str:
    """Who uses a form, in words: ``seed:001`` is the text of the atlas whose file name begins with 001."""
    if source in USUAL:
        return ""
    if source.startswith("seed:"):
        number = source.removeprefix("seed:")
        titles = [row["title"] for row in sources if row["path"].rpartition("/")[2].startswith(number + "_")]
        return titles[0] if titles else str(gettext("another text"))
    return source
