"""Commands that show what the program does not know, and why it takes a word for what it does."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from mapapp.cli.options import FOLDER, atlas_option


@click.command()
@click.argument("corpus", type=FOLDER, default=Path("seeds"))
@click.option("--against", type=FOLDER, help="A large gazetteer to take proposals from, of any format.")
@click.option("--gazetteer", type=FOLDER, help="Folder of the gazetteer.  [default: mapapp's own]")
@click.option(
    "--rows", type=FOLDER, help="Write the best proposals as a gazetteer folder, to be looked through."
)
def audit(corpus: Path, against: Path | None, gazetteer: Path | None, rows: Path | None) -> None:
    """List the names in CORPUS that look like places and are not on the map, the most frequent first.

    \b
    Example:
      mapapp audit seeds/ --against localities.tsv.gz --rows proposals
    """
    from mapapp.exports import audit as work
    from mapapp.exports.gazetteer_folder import check_new, write_folder
    from mapapp.files.corpora import read_corpus
    from mapapp.files.exchange import Tables, read_entries
    from mapapp.files.gazetteers import own_gazetteer, read_gazetteer
    from mapapp.pipeline import read_source
    from mapapp.runners import choose_runner

    if rows:
        check_new(rows)  # before the texts are read, which may take long
    places = read_gazetteer(gazetteer or own_gazetteer())
    sources = read_corpus(corpus)
    names = work.unknown_names(
        list(choose_runner(sources)(partial(read_source, gazetteer=places), sources)), places
    )
    large = work.to_against(sound(read_entries(against))) if against and names else None
    own, tables = work.own_names(places), Tables(str(rows))
    for number, name in enumerate(names, 1):
        proposals = work.propose(name, large) if large else []
        click.echo("\n".join(work.report(number, name, proposals)))
        for place_id, form, score in work.spellings(name, own):
            click.echo(f"   {score:5.1f}  perhaps another spelling of “{form}” ({place_id}) of the gazetteer")
        if proposals and proposals[0].score >= work.TAKEN:
            taken = {place.id for place in places.places} | set(tables.places)
            place, forms = work.to_rows(name, proposals[0], taken)
            tables.places[place["id"]] = place
            tables.names.extend(forms)
    click.echo(f"{len(names)} names in {len(sources)} texts are not on the map.")
    if rows:
        write_folder(tables, rows)
        click.echo(
            f"Wrote {rows}: {len(tables.places)} proposals. Look through them, then: mapapp gazetteer merge"
        )


def sound(items: Any) -> Any:
    """Entries without faults; raises GazetteerError with the faults."""
    from mapapp.errors import GazetteerError

    entries = list(items)
    if faults := [item for item in entries if isinstance(item, str)]:
        raise GazetteerError(faults)
    return entries


@click.command()
@click.argument("where", metavar="SOURCE:WHERE")
@atlas_option
def explain(where: str, atlas_path: Path) -> None:
    """Say why a word of SOURCE is this place, on these days.

    SOURCE is the id or the path of a text, or the beginning of its path; WHERE is a character of it, from
    0, or a name, which is taken where it stands first.

    \b
    Example:
      mapapp explain 000:1138
      mapapp explain 000:Karabakh
    """
    from mapapp.exports.explanation import explain as lines
    from mapapp.store.reading import open_atlas

    for line in lines(open_atlas(atlas_path), where):
        click.echo(line)
