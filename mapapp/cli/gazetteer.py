"""Commands for whoever keeps a gazetteer: check it, convert it, join two."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import click

from mapapp.cli.options import FOLDER, write
from mapapp.errors import QueryError

R = TypeVar("R")
READABLE = ("folder", "lp-tsv", "linked-places", "geonames", "whos-on-first", "csv")
WRITABLE = ("folder", "lp-tsv", "linked-places")
ENDINGS = {
    ".tsv": "lp-tsv",
    ".json": "linked-places",
    ".geojson": "linked-places",
    ".jsonld": "linked-places",
}
YEAR = re.compile(r"-?\d{1,4}")
BASE = "https://example.org/places/"
COLUMNS = "For a CSV: which of its columns is what, such as name=Title,lat=Y,lon=X."


def read_options(command: Callable[..., R]) -> Callable[..., R]:
    """Add the options that say how a gazetteer is read."""
    form = click.option("--from", "form", type=click.Choice(READABLE), help="Its format.  [default: found]")
    return form(click.option("--columns", default="", metavar="TEXT", help=COLUMNS)(command))


@click.group()
def gazetteer() -> None:
    """Check, convert and join gazetteers: folders, LP-TSV, Linked Places, GeoNames, Who's On First, CSV.

    \b
    Example:
      mapapp gazetteer check data/gazetteer
      mapapp gazetteer convert places.csv my-gazetteer --columns name=Title,lat=Y,lon=X
      mapapp gazetteer merge data/gazetteer my-gazetteer joined
    """


@gazetteer.command()
@click.argument("path", type=FOLDER)
@read_options
def check(path: Path, form: str | None, columns: str) -> None:
    """Tell every fault of the gazetteer at PATH with file, row and column; exit status 1 where there is one.

    \b
    Example:
      mapapp gazetteer check data/gazetteer
    """
    from mapapp.files.checking import find_faults
    from mapapp.files.csv_places import parse_columns

    faults = find_faults(path, form or "", parse_columns(columns))
    for fault in faults:
        click.echo(fault)
    click.echo(f"{path}: {len(faults) or 'no'} fault{'s' if len(faults) != 1 else ''}.", err=True)
    if faults:
        sys.exit(1)


@gazetteer.command()
@click.argument("path", type=FOLDER)
@click.argument("output", type=FOLDER)
@read_options
@click.option(
    "--to", "target", type=click.Choice(WRITABLE), help="The format to write.  [default: by its ending]"
)
@click.option("--base", default=BASE, show_default=True, help="The address that ids are written after.")
@click.option(
    "--year", default="", help="For LP-TSV: the year of attestation where no start is known.  [default: now]"
)
def convert(
    path: Path, output: Path, form: str | None, columns: str, target: str | None, base: str, year: str
) -> None:
    """Write the gazetteer at PATH to OUTPUT: a folder for mapapp, or a file to hand on.

    \b
    Example:
      mapapp gazetteer convert data/gazetteer places.tsv --to lp-tsv
    """
    from mapapp.exports.gazetteer_folder import write_folder
    from mapapp.exports.gazetteer_linked_places import linked_places
    from mapapp.exports.gazetteer_lp_tsv import Losses, Options, lp_tsv
    from mapapp.exports.naming import checked_base
    from mapapp.files.csv_places import parse_columns
    from mapapp.files.exchange import read_tables

    tables = read_tables(path, form or "", parse_columns(columns))
    if year and not YEAR.fullmatch(year):
        raise QueryError("--year", year, "write a year such as 1920")
    options = Options(checked_base(base), year or str(datetime.now(UTC).year))
    losses: Losses = Losses()
    target = target or ENDINGS.get(output.suffix.casefold(), "folder")
    if target == "folder":
        write_folder(tables, output)
    else:
        chunks = (
            linked_places(tables, options) if target == "linked-places" else lp_tsv(tables, options, losses)
        )
        write(chunks, output, path)
    click.echo(f"Wrote {output} ({target}): {len(tables.places)} places, {len(tables.names)} names.")
    for what, count in sorted(losses.items()):
        if count:
            click.echo(f"The format has no place for {count} {what}; they are left out.", err=True)


@gazetteer.command()
@click.argument("first", type=FOLDER)
@click.argument("other", type=FOLDER)
@click.argument("output", type=FOLDER)
def merge(first: Path, other: Path, output: Path) -> None:
    """Join the gazetteers FIRST and OTHER into the folder OUTPUT; where they differ, FIRST stands.

    Places of one id are joined. What OTHER says differently is told and kept in OUTPUT/conflicts.

    \b
    Example:
      mapapp gazetteer merge data/gazetteer my-gazetteer joined
    """
    from mapapp.exports.gazetteer_folder import write_folder
    from mapapp.exports.gazetteer_merge import extra_files, merge
    from mapapp.files.exchange import read_tables

    one, two = read_tables(first), read_tables(other)
    merged = merge(one, two)
    write_folder(merged.tables, output, extra_files(merged, first, other))
    for c in merged.conflicts:
        where = f"{other}, row {two.row_of.get(c.place_id, '?')}, column {c.column}"
        name = f" of {c.toponym!r}" if c.toponym else ""
        click.echo(f"{where}: {c.place_id}{name} has {c.kept!r} in {first}, here {c.other!r}", err=True)
    for have, more, match in merged.doubles:
        click.echo(f"{have!r} and {more!r} both claim to be {match}: perhaps they are one place", err=True)
    joined = len(one.places) + len(two.places) - len(merged.tables.places)
    counts = f"{len(merged.tables.places)} places ({joined} joined), {len(merged.tables.names)} names"
    click.echo(f"Wrote {output}: {counts}, {len(merged.conflicts)} conflicts.")
