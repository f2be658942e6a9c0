"""What commands share: the group that tells errors in one line, options, and writing what comes in chunks."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from mapapp.errors import ExportError, MapAppError, QueryError

P = ParamSpec("P")
R = TypeVar("R")
ATLAS = Path("atlas.gpkg")
FOLDER = click.Path(path_type=Path)


class Group(click.Group):
    """A group whose commands turn our errors into one line and exit status 2, never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except MapAppError as error:
            click.echo(f"mapapp: {error}", err=True)
            ctx.exit(2)


def atlas_option(command: Callable[P, R]) -> Callable[P, R]:
    """Add ``--atlas FILE`` to a command."""
    return click.option(
        "--atlas", "atlas_path", type=FOLDER, default=ATLAS, show_default=True, help="The atlas to read."
    )(command)


def query_options(command: Callable[..., R]) -> Callable[..., R]:
    """Add an option for every parameter of a query, and hand the command the query itself."""
    from mapapp.query import PARAMETERS, parse_query

    @wraps(command)
    def with_query(**options: Any) -> R:
        pairs = [(name, value) for name in PARAMETERS for value in options.pop(name)]
        for name, value in pairs:
            if not value.strip():
                raise QueryError(name, value, "give it a value, or leave it out")
        return command(query=parse_query(pairs), **options)

    for name, parameter in reversed(list(PARAMETERS.items())):
        words = f"{parameter.help}, such as {parameter.example!r}."
        with_query = click.option(
            f"--{name}", multiple=True, metavar="TEXT", help=words[0].upper() + words[1:]
        )(with_query)
    return with_query


def collect_seldom() -> None:
    """Let Python look for garbage seldom: a gazetteer is many small values, and none of them is garbage.

    To go through them again and again takes a tenth of the time in which a few texts are read.
    """
    gc.set_threshold(50_000)


def write(chunks: Iterable[bytes], output: Path | None, made_of: Path | None = None) -> None:
    """Write chunks to standard output, or to a file that is there only when it is complete.

    What the chunks are made of is never replaced by them: an export holds less than its atlas.
    """
    if output and made_of and output.exists() and output.samefile(made_of):
        raise ExportError(f"{str(output)!r} is what is read; give another file to write")
    if output is None:
        sys.stdout.buffer.writelines(chunks)
        return
    part = output.with_name(f".{output.name}.part")
    try:
        with part.open("wb") as file:
            file.writelines(chunks)
        part.replace(output)
    except OSError as error:
        raise ExportError(f"cannot write {str(output)!r}: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)
    click.echo(f"Wrote {output} ({output.stat().st_size:,} bytes).", err=True)


def lines(groups: Iterable[Iterable[bytes]]) -> Iterator[bytes]:
    """The lines of all groups, each ended."""
    for group in groups:
        for line in group:
            yield line + b"\n"
