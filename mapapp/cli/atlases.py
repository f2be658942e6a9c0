"""Commands that make an atlas and serve it."""

from __future__ import annotations

import errno
import socket
import sys
from pathlib import Path

import click

from mapapp.cli.options import ATLAS, FOLDER, atlas_option, collect_seldom
from mapapp.errors import ServeError

LISTED = 5  # files that were not read, by name


@click.command()
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
    from mapapp.files.corpora import unread
    from mapapp.files.descriptions import MANIFEST
    from mapapp.files.gazetteers import own_gazetteer

    collect_seldom()
    progress = show_progress if sys.stderr.isatty() else None
    try:
        done = build_atlas(corpus, gazetteer or own_gazetteer(), output, progress)
    except KeyboardInterrupt:
        left = "the atlas there is as it was" if output.exists() else "there is no atlas"
        click.echo(f"\nStopped before {output} was written: {left}.", err=True)
        raise
    unlocated = done.mentions - done.located
    said = "Wrote" if done.written else "Nothing changed since"
    sources = "1 source" if done.sources == 1 else f"{done.sources} sources"
    click.echo(
        f"{said} {output}: {sources}, {done.passages} passages,"
        f" {done.mentions} mentions of places ({unlocated} not on the map)."
    )
    if passed := [name for name in unread(corpus) if corpus / name != output]:
        more = f" and {len(passed) - LISTED} more" if len(passed) > LISTED else ""
        click.echo(f"Not read: {', '.join(passed[:LISTED])}{more}. Texts end in .txt.", err=True)
        if any(Path(name).name == MANIFEST for name in passed):
            click.echo(f"{MANIFEST} is read at the top of the folder alone, with paths as keys.", err=True)


def show_progress(done: int, of: int, name: str) -> None:
    """One line that counts the sources read."""
    click.echo(f"\r\033[K{done} of {of} texts read: {name}", err=True, nl=done == of)


@click.command()
@click.argument("given", metavar="[ATLAS]", type=FOLDER, required=False)
@atlas_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one."
)
def serve(given: Path | None, atlas_path: Path, host: str, port: int) -> None:
    """Serve the map of an atlas to a browser.

    \b
    Example:
      mapapp serve --port 8080
      mapapp serve my-texts.gpkg
    """
    from waitress.server import create_server

    from mapapp.store.reading import open_atlas
    from mapapp.web import create_app

    if given and atlas_path not in (ATLAS, given):
        raise click.UsageError(f"two atlases are named, {given} and {atlas_path}; name one")
    atlas_path = given or atlas_path
    app = create_app(open_atlas(atlas_path))
    try:
        listening = socket.create_server((host, port))
    except OSError as error:
        taken = error.errno in (errno.EADDRINUSE, errno.EACCES) and port
        right = f"try --port {port + 1}" if taken else "give another --host, such as 127.0.0.1"
        why = (error.strerror or str(error)).partition(" (while")[0]
        raise ServeError(f"port {port} on {host} cannot be used: {why}; {right}") from error
    server = create_server(app, sockets=[listening], threads=8, ident="mapapp")
    port = listening.getsockname()[1]
    click.echo(f"mapapp serves {atlas_path} at http://{host}:{port}/ (stop with Ctrl+C)")
    server.run()
