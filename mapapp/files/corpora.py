"""Read a corpus: a folder of UTF-8 texts, with or without a ``sources.toml`` that describes them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from mapapp.errors import CorpusError
from mapapp.files.descriptions import MANIFEST, Description, read_manifest
from mapapp.model.text import Source

NOT_TEXTS = ("readme.txt", "license.txt", "licence.txt")
# Letters of names of files in the Latin of addresses; the other Latin letters lose their accents.
LATIN = {
    letter: latin.strip("-")
    for letters, plain in (
        (
            "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
            "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch - y - e yu ya yo",
        ),
        (
            "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
            "a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts v p k o f ev",
        ),
        (
            "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
            "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h",
        ),
        ("ıəđøłß", "i e d o l ss"),
    )
    for letter, latin in zip(letters, plain.split(), strict=True)
}


def read_corpus(folder: Path) -> tuple[Source, ...]:
    """The sources of a folder in the order of their paths; raises CorpusError.

    Every ``*.txt`` file in it and in its folders is a text; ``sources.toml`` may hold a table a text, keyed
    by its path. Without it titles are the files' paths.
    """
    paths = list(find_texts(folder))
    tables = read_manifest(folder / MANIFEST)
    names = [path.relative_to(folder).as_posix() for path in paths]
    for name in tables:
        if name not in names:
            raise CorpusError(f"{MANIFEST}: table {name!r} has no text; the folder holds {', '.join(names)}")
    ids = unique_ids(names)
    return tuple(
        read_source(path, name, ids[name], tables.get(name, {}))
        for path, name in zip(paths, names, strict=True)
    )


def read_file(path: Path) -> tuple[Source, ...]:
    """The one text of a file, without description."""
    return (read_source(path, path.name, unique_ids([path.name])[path.name], {}),)


def find_texts(folder: Path) -> Iterator[Path]:
    """The texts below a folder, sorted; raises CorpusError where there is none."""
    if folder.is_file():
        raise CorpusError(f"{str(folder)!r} is a file; give the folder that holds the texts")
    if not folder.is_dir():
        raise CorpusError(f"{str(folder)!r} is not a folder; give the folder that holds the texts (*.txt)")
    paths = sorted(path for path in folder.rglob("*") if is_text(path))
    if not paths:
        raise CorpusError(f"{str(folder)!r} holds no text; put UTF-8 files that end in .txt into it")
    yield from paths


def is_text(path: Path) -> bool:
    """Whether a file is one of a corpus: it ends in ``.txt``, and does not only tell of the others."""
    name = path.name.casefold()
    return name.endswith(".txt") and name not in NOT_TEXTS and path.is_file()


def unread(folder: Path) -> list[str]:
    """Paths of the files in a corpus that are neither texts nor about them (README.md), hidden ones aside."""
    paths = (path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file())
    return [
        path.as_posix()
        for path in paths
        if not is_text(folder / path)
        and path != Path(MANIFEST)
        and path.name.casefold() != "readme.md"
        and not any(part.startswith(".") for part in path.parts)
    ]


def read_source(path: Path, name: str, source_id: str, table: Description) -> Source:
    """One text with its description; ``name`` is its path relative to the corpus."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        what = f"line {line}, byte {column}: {data[error.start : error.start + 1]!r} is not UTF-8"
        raise CorpusError(f"{name}, {what}; save the text as UTF-8") from error
    except OSError as error:
        raise CorpusError(f"{name} cannot be read: {error.strerror}") from error
    described = {key: value for key, value in table.items() if value}
    described.setdefault("title", name[: -len(Path(name).suffix) or None].replace("_", " "))
    return Source(id=source_id, path=name, text=text, sha256=hashlib.sha256(data).hexdigest(), **described)  # type: ignore[arg-type]  # read_manifest() checked keys and values


def unique_ids(names: list[str]) -> Mapping[str, str]:
    """A short id for each path, safe in a URL: its letters in Latin and digits; doubles get a number.

    >>> unique_ids(["letters/Один текст.txt", "Գիրք.TXT"])
    {'letters/Один текст.txt': 'letters-odin-tekst', 'Գիրք.TXT': 'girk'}
    """
    ids: dict[str, str] = {}
    for name in names:
        low = unicodedata.normalize("NFC", re.sub(r"(?i)\.txt$", "", name)).casefold().replace("ու", "u")
        latin = unicodedata.normalize("NFKD", "".join(LATIN.get(letter, letter) for letter in low))
        bare = "".join(letter for letter in latin if not unicodedata.combining(letter))
        plain = re.sub(r"[^a-z0-9]+", "-", bare).strip("-") or "text"
        wanted, number = plain, 2
        while wanted in ids.values():
            wanted, number = f"{plain}-{number}", number + 1
        ids[name] = wanted
    return ids
