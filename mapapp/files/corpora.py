"""Read a corpus: a folder of UTF-8 texts, with or without a ``sources.toml`` that describes them."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from mapapp.errors import CorpusError
from mapapp.model.text import Source

MANIFEST = "sources.toml"
KEYS = ("title", "author", "publisher", "published", "url", "language", "calendar", "rights", "note")
CALENDARS = ("gregorian", "julian", "unstated")
NOT_TEXTS = ("readme.txt", "license.txt", "licence.txt")


def read_corpus(folder: Path) -> tuple[Source, ...]:
    """The sources of a folder in the order of their paths; raises CorpusError.

    Every ``*.txt`` file in it and in its folders is a text; ``sources.toml`` may hold a table a text, keyed
    by its path. Without it titles are the files' names.
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
    paths = sorted(p for p in folder.rglob("*.txt") if p.is_file() and p.name.casefold() not in NOT_TEXTS)
    if not paths:
        raise CorpusError(f"{str(folder)!r} holds no text; put UTF-8 files that end in .txt into it")
    yield from paths


def read_source(path: Path, name: str, source_id: str, table: Mapping[str, str]) -> Source:
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
    described.setdefault("title", Path(name).stem.replace("_", " "))
    return Source(id=source_id, path=name, text=text, sha256=hashlib.sha256(data).hexdigest(), **described)  # type: ignore[arg-type]  # read_manifest() checked keys and values


def unique_ids(names: list[str]) -> Mapping[str, str]:
    """A short id for each path, safe in a URL: the stem's letters and digits; doubles get a number."""
    ids: dict[str, str] = {}
    for name in names:
        plain = re.sub(r"[^a-z0-9]+", "-", name.removesuffix(".txt").casefold()).strip("-") or "text"
        wanted, number = plain, 2
        while wanted in ids.values():
            wanted, number = f"{plain}-{number}", number + 1
        ids[name] = wanted
    return ids


def read_manifest(path: Path) -> Mapping[str, Mapping[str, str]]:
    """The tables of ``sources.toml`` by path; empty where there is no such file."""
    if not path.exists():
        return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(f"{MANIFEST}: {error}") from error
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise CorpusError(f"{MANIFEST}: {name!r} is not a table; write [{name!r}] above a text's title")
        for key, value in table.items():
            if key not in KEYS:
                raise CorpusError(
                    f"{MANIFEST}, [{name!r}]: unknown key {key!r}; it must be one of {', '.join(KEYS)}"
                )
            if not isinstance(value, str):
                raise CorpusError(
                    f"{MANIFEST}, [{name!r}]: {key} = {value!r} is not a string; put it in quotes"
                )
            if key == "calendar" and value not in CALENDARS:
                right = f"it must be one of {', '.join(CALENDARS)}"
                raise CorpusError(f"{MANIFEST}, [{name!r}]: calendar = {value!r}; {right}")
    return tables
