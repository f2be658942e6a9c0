"""The language of a page: by ``lang`` in the link, else by what the browser asks for, else English.

A catalogue a language, ``translations/<language>/LC_MESSAGES/messages.po``, is read when it is first needed:
nothing has to be compiled at set-up or for a wheel. The interchange stays in English. To add a language, add
a row to ``LANGUAGES`` and see docs/translating.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from babel.core import Locale
from babel.dates import get_month_names
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations
from flask import Flask, Response, g, has_request_context, request
from flask_babel import Babel, Domain, ngettext

from mapapp.errors import QueryError
from mapapp.web.negotiation import is_interchange

# Languages of the pages, each under its own name; English first, the others by their code.
LANGUAGES: Mapping[str, str] = {
    "en": "English",
    "az": "Azərbaycanca",
    "hy": "Հայերեն",
    "ru": "Русский",
    "tr": "Türkçe",
}
FOLDER = Path(__file__).parent / "translations"
# A catalogue whose head begins with this word has not been read by a speaker of the language yet.
UNREVIEWED = "Unreviewed"
# Rooms whose links keep the language that the link of the page asks for.
ROOMS = ("explorer", "places", "sources", "about", "compare")
SCRIPTS = "mapapp/web/static/js/"


class Catalogues(Domain):  # type: ignore[misc]  # Flask-Babel carries no types
    """Flask-Babel's translations from .po files, without a compiled form on disk."""

    def get_translations(self) -> NullTranslations:
        """Those of the language of the request."""
        return translations(language())


def register(app: Flask) -> None:
    """Give every page its language, and every link of a page the language that was asked for."""
    Babel(app, locale_selector=language)
    catalogues = Catalogues()
    app.before_request(check_language)
    app.before_request(catalogues.as_default)
    app.url_defaults(keep_language)
    app.after_request(tell_language)
    app.context_processor(about_language)


def language() -> str:
    """The code of the language of this request."""
    if not has_request_context() or is_interchange():
        return "en"
    if "language" not in g:
        g.language = asked_language() or preferred_language()
    return str(g.language)


def preferred_language() -> str:
    """The first of the browser's languages that there is, whatever its country: ``hy-AM`` is ``hy``."""
    wanted = (tag.partition("-")[0].lower() for tag, quality in request.accept_languages if quality)
    return next((code for code in wanted if code in LANGUAGES), "en")


def asked_language() -> str:
    """The language that the link asks for; empty where it asks for none that there is."""
    asked = request.args.get("lang", "") if has_request_context() else ""
    return asked if asked in LANGUAGES and not is_interchange() else ""


def check_language() -> None:
    """Raise QueryError where a page is asked for in a language that there is not, or in two."""
    given = request.args.getlist("lang")
    if not given or request.blueprint not in (*ROOMS, "data") or is_interchange():
        return
    if len(given) > 1 or given[0] not in LANGUAGES:
        raise QueryError("lang", "&".join(given), f"it must be one of {', '.join(LANGUAGES)}")


def keep_language(endpoint: str, values: dict[str, Any]) -> None:
    """Put the language that was asked for into a link to a page, unless the link itself leaves it out."""
    if endpoint.partition(".")[0] in ROOMS and (asked := asked_language()):
        values.setdefault("lang", asked)


def language_suffix() -> str:
    """What a link written without ``url_for`` ends with to keep the language: ``?lang=hy``, or nothing."""
    asked = asked_language()
    return f"?lang={asked}" if asked else ""


def tell_language(response: Response) -> Response:
    """Say in which language a page is and that it can come in another."""
    if response.mimetype == "text/html" and not is_interchange():
        response.headers["Content-Language"] = language()
        response.vary.add("Accept-Language")
    return response


def about_language() -> dict[str, Any]:
    """What every template knows of languages."""
    if is_interchange():
        return {"language": "en", "switch": ()}
    code = language()
    return {
        "language": code,
        "asked_language": asked_language(),
        "switch": [
            (other, name, in_language(other), is_unreviewed(other)) for other, name in LANGUAGES.items()
        ],
        "unreviewed": is_unreviewed(code),
        "script_words": script_words(code),
    }


def in_language(code: str) -> str:
    """The address of this page in a language."""
    pairs = [pair for pair in request.args.items(multi=True) if pair[0] != "lang"]
    return f"{quote(request.path)}?{urlencode([*pairs, ('lang', code)], safe=',:/')}"


@lru_cache
def catalogue(code: str) -> Catalog:
    """The catalogue of a language; English has none, since its words are the keys."""
    path = FOLDER / code / "LC_MESSAGES" / "messages.po"
    if not path.is_file():
        return Catalog(code)
    with path.open("rb") as file:
        return read_po(file, code)


@lru_cache
def translations(code: str) -> NullTranslations:
    """The translations of a language as gettext knows them; what is not translated stays English."""
    if code == "en":
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, catalogue(code))
    compiled.seek(0)
    return Translations(compiled)


@lru_cache
def is_unreviewed(code: str) -> bool:
    """Whether nobody who speaks the language has read its catalogue yet."""
    return code != "en" and UNREVIEWED in catalogue(code).header_comment


@lru_cache
def script_words(code: str) -> dict[str, Any]:
    """What scripts need of a language: words by their English form, months, how thousands are set."""
    if code == "en":
        return {}
    found = {
        message.id if isinstance(message.id, str) else message.id[0]: message.string
        for message in catalogue(code)
        if message.id and any(place.startswith(SCRIPTS) for place, _ in message.locations)
    }
    names = months(code, alone=False)
    thousands = Locale(code).number_symbols["latn"]["group"]
    return {"words": found, "months": [names[month] for month in range(1, 13)], "thousands": thousands}


def number(value: float) -> str:
    """A number as the language of the page writes it."""
    return format_decimal(value, locale=language(), decimal_quantization=False)


def counted(value: int, noun: str) -> str:
    """A number with its noun, which is a row of ``labels.NOUNS``: "1 passage", "2 passages"."""
    return str(ngettext(f"%(count)s {noun}", f"%(count)s {noun}s", value, count=number(value)))


def month_date(year: str, month: int, day: int) -> str:
    """A date as the language of the page writes it; month and day are 0 where they are not known."""
    names = months(language(), alone=not day)
    return " ".join([*([str(day)] if day else []), *([names[month]] if month else []), year])


@lru_cache
def months(code: str, *, alone: bool) -> Mapping[int, str]:
    """The names of the months by number, as they stand alone or behind a day."""
    return dict(get_month_names("wide", "stand-alone" if alone else "format", locale=code))
