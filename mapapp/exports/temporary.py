"""Exports whose writers want a path: through a temporary file, which is deleted in any case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

T = TypeVar("T")
CHUNK = 1 << 20


def through_file(name: str, write: Callable[[Path], None]) -> Iterator[bytes]:
    """The bytes of the file that ``write`` makes at a path whose name is ``name``."""
    with TemporaryDirectory(prefix="mapapp-") as folder:
        path = Path(folder) / name
        write(path)
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of up to ``size`` items."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
