"""Floor 7: the command line. The only room with exit codes: 0 done, 1 found wanting, 2 cannot be done.

geopandas, folium and flask are imported inside the commands that use them, so that ``--help`` is quick.
"""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

import mapapp
from mapapp.errors import ExportError, MapAppError, ServeError

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
        return command(query=parse_query(pairs), **options)

    for name, parameter in reversed(list(PARAMETERS.items())):
        words = f"{parameter.help}, such as {parameter.example!r}."
        with_query = click.option(
            f"--{name}", multiple=True, metavar="TEXT", help=words[0].upper() + words[1:]
        )(with_query)
    return with_query


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(mapapp.__version__, prog_name="mapapp")
def main() -> None:
    """Put every place that a folder of historical texts names on a map, with the passages that name it.

    \b
    Example:
      mapapp build seeds/
      mapapp serve
    """


@main.command()
@click.argument("corpus", type=FOLDER, default=Path("seeds"))
@click.option("--gazetteer", type=FOLDER, help="Folder of the gazetteer.  [default: mapapp's own]")
@click.option("-o", "--output", type=FOLDER, default=ATLAS, show_default=True, help="The atlas to write.")
def build(corpus: Path, gazetteer: Path | None, output: Path) -> None:
    """Read the texts in CORPUS and write the atlas; what did not change is not read again.

    \b
    Example:
      mapapp build seeds/ --gazetteer data/gazetteer -o atlas.gpkg
    """
    from mapapp.build import build_atlas
    from mapapp.files.gazetteers import own_gazetteer

    done = build_atlas(
        corpus, gazetteer or own_gazetteer(), output, show_progress if sys.stderr.isatty() else None
    )
    unlocated = done.mentions - done.located
    said = "Wrote" if done.written else "Nothing changed since"
    click.echo(
        f"{said} {output}: {done.sources} sources, {done.passages} passages,"
        f" {done.mentions} mentions of places ({unlocated} not on the map)."
    )


def show_progress(done: int, of: int, name: str) -> None:
    """One line that counts the sources read."""
    click.echo(f"\r\033[K{done} of {of} texts read: {name}", err=True, nl=done == of)


@main.command()
@atlas_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one."
)
def serve(atlas_path: Path, host: str, port: int) -> None:
    """Serve the map of an atlas to a browser.

    \b
    Example:
      mapapp serve --port 8080
    """
    from waitress.server import create_server

    from mapapp.store.reading import open_atlas
    from mapapp.web import create_app

    app = create_app(open_atlas(atlas_path))
    try:
        listening = socket.create_server((host, port))
    except OSError as error:
        right = f"try --port {port + 1}" if port else "give another --host"
        raise ServeError(f"port {port} on {host} cannot be used: {error.strerror}; {right}") from error
    server = create_server(app, sockets=[listening], threads=8, ident="mapapp")
    port = listening.getsockname()[1]
    click.echo(f"mapapp serves {atlas_path} at http://{host}:{port}/ (stop with Ctrl+C)")
    server.run()


@main.command()
@click.argument("format_name", metavar="FORMAT", type=click.Choice(["geojson"]))
@atlas_option
@click.option("--layer", default="mentions", show_default=True, help="One feature a mention, or one a place.")
@click.option("-o", "--output", type=FOLDER, help="The file to write.  [default: standard output]")
@query_options
def export(format_name: str, atlas_path: Path, layer: str, output: Path | None, query: Any) -> None:
    """Write what a query asks for as FORMAT (geojson), with the same filters as the page.

    \b
    Example:
      mapapp export geojson --datetime 1920-06/1920-08 --bbox 44,38,48,41 -o summer.geojson
    """
    from mapapp.exports.formats import FORMATS
    from mapapp.store.reading import open_atlas

    layers = FORMATS[format_name].layers
    if layer not in layers:
        raise ExportError(f"layer: {layer!r} is not valid; it must be one of {', '.join(layers)}")
    write(layers[layer](open_atlas(atlas_path), query), output)


def write(chunks: Iterable[bytes], output: Path | None) -> None:
    """Write chunks to standard output, or to a file that is there only when it is complete."""
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


@main.command()
@click.argument("paths", nargs=-1, required=True, type=FOLDER)
@click.option("--gazetteer", type=FOLDER, help="Folder of the gazetteer.  [default: mapapp's own]")
@click.option(
    "--ranges",
    type=click.Choice(["whole", "ends"]),
    default="whole",
    show_default=True,
    help="Take 'from May to July' for one date, or for two as TimeML does.",
)
def annotate(paths: tuple[Path, ...], gazetteer: Path | None, ranges: Any) -> None:
    """Print the places and dates found in the texts of PATHS (folders or files) as JSON Lines.

    \b
    Example:
      mapapp annotate seeds/ > found.jsonl
    """
    from mapapp.exports.annotations import annotation_lines
    from mapapp.files.corpora import read_corpus, read_file
    from mapapp.files.gazetteers import own_gazetteer, read_gazetteer
    from mapapp.pipeline import read_source
    from mapapp.runners import choose_runner

    places = read_gazetteer(gazetteer or own_gazetteer())
    sources = [
        source for path in paths for source in (read_file(path) if path.is_file() else read_corpus(path))
    ]
    read = partial(read_source, gazetteer=places, ranges=ranges)
    write(lines(annotation_lines(r, places) for r in choose_runner(sources)(read, sources)), None)


def lines(groups: Iterable[Iterable[bytes]]) -> Iterator[bytes]:
    """The lines of all groups, each ended."""
    for group in groups:
        for line in group:
            yield line + b"\n"


@main.command()
@atlas_option
@click.option("--corpus", type=FOLDER, help="Check against the texts in this folder, not those in the atlas.")
def verify(atlas_path: Path, corpus: Path | None) -> None:
    """Check that every quote of an atlas stands in its text at its place; exit status 1 where one does not.

    \b
    Example:
      mapapp verify --corpus seeds/
    """
    from mapapp.exports.verification import verify_atlas
    from mapapp.files.corpora import read_corpus
    from mapapp.store.reading import open_atlas

    checked, faults = verify_atlas(open_atlas(atlas_path), read_corpus(corpus) if corpus else None)
    for fault in faults:
        click.echo(fault, err=True)
    click.echo(f"{checked} quotes checked, {len(faults)} do not stand in their text.")
    if faults:
        sys.exit(1)
