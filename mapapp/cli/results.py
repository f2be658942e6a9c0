"""Commands that hand on what was found: exports, annotations, and the check of quotes."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Any

import click

from mapapp.cli.options import FOLDER, atlas_option, lines, query_options, write
from mapapp.errors import ExportError


@click.command()
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


@click.command()
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


@click.command()
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
