"""Commands that hand on what was found: exports, annotations, and the check of quotes."""

from __future__ import annotations

import sys
from functools import partial
from inspect import cleandoc
from pathlib import Path
from typing import Any

import click

from mapapp.cli.options import FOLDER, atlas_option, collect_seldom, lines, query_options, write
from mapapp.errors import ExportError
from mapapp.exports.formats import FORMATS


@click.command()
@click.argument("format_name", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@atlas_option
@click.option("--layer", help="mentions, places, texts or sources.  [default: the format's first]")
@click.option("--base", help="Address that a place's id is put after, in linked data.")
@click.option("-o", "--output", type=FOLDER, help="The file to write.  [default: standard output]")
@query_options
def export(format_name: str, atlas_path: Path, query: Any, output: Path | None, **chosen: str | None) -> None:
    """Write what a query asks for as FORMAT, with the same filters as the page.

    \b
    {formats}

    \b
    Example:
      mapapp export geojson --datetime 1920-06/1920-08 --bbox 44,38,48,41 -o summer.geojson
      mapapp export lpf --base https://example.org/places/ -o places.lpf.json
    """
    from mapapp.exports.naming import with_base
    from mapapp.store.known import known
    from mapapp.store.reading import open_atlas

    form = FORMATS[format_name]
    layer = chosen["layer"] or form.layer
    if layer not in form.layers:
        right = ", ".join(form.layers)
        raise ExportError(f"layer: {layer!r} is not valid; {format_name} has {right}")
    atlas = open_atlas(atlas_path)
    if (base := chosen["base"]) is not None:
        atlas = with_base(atlas, base)
    write(form.layers[layer](atlas, known(atlas, query)), output, atlas_path)


# The list stands in the table alone; click reads a command's help when it is shown.
export.help = cleandoc(export.help or "").replace(
    "{formats}", "\n".join(f"{name:12} {form.help}" for name, form in FORMATS.items())
)


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

    collect_seldom()
    places = read_gazetteer(gazetteer or own_gazetteer())
    sources = [
        source for path in paths for source in (read_file(path) if path.is_file() else read_corpus(path))
    ]
    read = partial(read_source, gazetteer=places, ranges=ranges)
    write(lines(annotation_lines(r, places) for r in choose_runner(sources)(read, sources)), None)


@click.command()
@click.argument("file", type=FOLDER, required=False)
@atlas_option
@click.option("--corpus", type=FOLDER, help="Check against the texts in this folder, not those in the atlas.")
def verify(file: Path | None, atlas_path: Path, corpus: Path | None) -> None:
    """Check that every quote of an atlas, or of the export FILE, stands in its text at its place.

    FILE is a GeoJSON, CSV, Web Annotation or TEI export. Exit status 1 where a quote does not stand; where
    its words stand elsewhere now, that is told.

    \b
    Example:
      mapapp verify --corpus seeds/
      mapapp verify summer.geojson --corpus seeds/
    """
    from mapapp.exports.verification import atlas_texts, corpus_texts, verify_atlas, verify_file
    from mapapp.files.corpora import read_corpus
    from mapapp.store.reading import open_atlas

    sources = read_corpus(corpus) if corpus else None
    if file is None:
        checked = verify_atlas(open_atlas(atlas_path), sources)
    else:
        texts = atlas_texts(open_atlas(atlas_path)) if sources is None else corpus_texts(sources)
        checked = verify_file(file, texts)
    for line in checked.lines:
        click.echo(line, err=True)
    click.echo(f"{checked.quotes} quotes checked, {checked.fallen} do not stand in their text.")
    if file and sources is None and checked.fallen == checked.quotes > 0:
        click.echo(f"Looked in {atlas_path}; name the atlas they come from with --atlas.", err=True)
    if checked.lines:
        sys.exit(1)
