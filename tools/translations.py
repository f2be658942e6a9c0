"""Bring the catalogues of the pages up to the words in use: `.venv/bin/python -m tools.translations`.

New words come in with an empty translation, words no longer used go out, and the rest stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from mapapp.dates.wording import SEASONS
from mapapp.exports.formats import FORMATS
from mapapp.maps import labels
from mapapp.maps.choices import CHOICES
from mapapp.maps.reasons import PHRASES
from mapapp.model.place import KINDS
from mapapp.web import citing, errors, languages, places, tiles

ROOT = Path(__file__).parent.parent
# Where words stand, and how they are marked: "say" in mapapp/dates/wording.py, "t" and "tn" in the scripts.
METHODS = [("**/templates/**.html", "jinja2"), ("**/static/js/*.js", "javascript"), ("**.py", "python")]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "say": None, "t": None, "tn": (1, 2)}
FOLDERS = ("web", "dates")
HEAD = (
    "project",
    "version",
    "msgid_bugs_address",
    "creation_date",
    "revision_date",
    "last_translator",
    "language_team",
)
IN_SCRIPTS = "mapapp/web/static/js/language.js"


def words() -> Catalog:
    """Every word in use, with the files that use it."""
    found = Catalog()
    for folder in FOLDERS:
        for name, _, message, _, _ in extract_from_dir(
            ROOT / "mapapp" / folder, METHODS, keywords=KEYWORDS, strip_comment_tags=True
        ):
            found.add(message, locations=[(f"mapapp/{folder}/{name}", 1)])
    for message, place in (*table_words(), *script_words()):
        found.add(message, locations=[(place, 1)])
    return found


def script_words() -> Iterator[tuple[str | tuple[str, str], str]]:
    """What is counted, on pages and by their scripts, and kinds of places, as scripts have them."""
    yield from ((kind, IN_SCRIPTS) for kind in KINDS)
    for noun in labels.NOUNS:
        yield (f"%(count)s {noun}", f"%(count)s {noun}s"), IN_SCRIPTS


def table_words() -> Iterator[tuple[str, str]]:
    """Words that tables hold, each with its file."""
    for table in labels.WORDS:
        yield from ((word, "mapapp/maps/labels.py") for word in table.values())
    yield from ((phrase, "mapapp/maps/reasons.py") for phrase in PHRASES)
    yield from ((word, "mapapp/dates/wording.py") for word in SEASONS.values())
    yield from ((word, "mapapp/maps/choices.py") for rows in CHOICES.values() for _, word in rows)
    yield from ((form.help, "mapapp/exports/formats.py") for form in FORMATS.values())
    yield from ((word, "mapapp/web/tiles.py") for word in tiles.OFFERED.values())
    yield from ((name, "mapapp/web/places.py") for name, _ in places.SORTS.values())
    yield from (
        (word, "mapapp/web/errors.py") for word in (*errors.TITLES.values(), *errors.DETAILS.values())
    )
    yield from ((form.name, "mapapp/web/citing.py") for form in citing.CITATIONS.values())


def updated(code: str, used: Catalog) -> Catalog:
    """The catalogue of a language with just the words in use."""
    path = path_of(code)
    had = Catalog(code, project="mapapp", version="pages", header_comment=new_head(code), fuzzy=False)
    if path.is_file():
        with path.open("rb") as file:
            had = read_po(file, code)
    fresh = Catalog(code, header_comment=had.header_comment, fuzzy=False)
    for name in HEAD:
        setattr(fresh, name, getattr(had, name))
    for message in sorted((one for one in used if one.id), key=lambda one: key_of(one.id)):
        old = had.get(message.id)
        text = old.string if old is not None and old.pluralizable == message.pluralizable else ""
        # Places without lines: a word that moves in its file changes nothing here.
        files = sorted({(name, None) for name, _ in message.locations})
        fresh.add(message.id, text, locations=files)
    return fresh


def key_of(key: object) -> str:
    """What a message is sorted by: its words in the singular."""
    return str(key[0] if isinstance(key, tuple) else key)


def new_head(code: str) -> str:
    """How a catalogue begins whose translations nobody has reviewed."""
    return (
        f"# {languages.LANGUAGES.get(code, code)}: words of the pages of mapapp.\n"
        f"# {languages.UNREVIEWED}: translated, and not yet read by a reviewer (see docs/translating.md)."
    )


def path_of(code: str) -> Path:
    """The file of a language."""
    return languages.FOLDER / code / "LC_MESSAGES" / "messages.po"


def main() -> None:
    """Bring every catalogue up to the words in use, and say what each lacks."""
    used = words()
    for code in languages.LANGUAGES:
        if code == "en":
            continue
        fresh = updated(code, used)
        path_of(code).parent.mkdir(parents=True, exist_ok=True)
        with path_of(code).open("wb") as file:
            write_po(file, fresh, width=100, include_lineno=False)
        lacking = [key_of(one.id) for one in fresh if one.id and not all_there(one.string)]
        print(f"{code}: {len(fresh)} words, {len(lacking)} without a translation")


def all_there(text: object) -> bool:
    """Whether a translation, or each of its plural forms, is there."""
    return all(text) if isinstance(text, (tuple, list)) else bool(text)


if __name__ == "__main__":
    main()
