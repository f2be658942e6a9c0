"""Floor 7: the command line. The only room with exit codes: 0 done, 1 found wanting, 2 cannot be done.

geopandas, folium and flask are imported inside the commands that use them, so that ``--help`` is quick.
To add a command, write it in the module of its subject and add it to ``COMMANDS``.
"""

from __future__ import annotations

import click

import mapapp
from mapapp.cli.atlases import build, serve
from mapapp.cli.gazetteer import gazetteer
from mapapp.cli.options import Group
from mapapp.cli.results import annotate, export, verify
from mapapp.cli.work import audit, explain

COMMANDS: tuple[click.Command, ...] = (build, serve, export, annotate, verify, gazetteer, audit, explain)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(mapapp.__version__, prog_name="mapapp")
def main() -> None:
    """Put every place that a folder of historical texts names on a map, with the passages that name it.

    \b
    Example:
      mapapp build seeds/
      mapapp serve
    """


for command in COMMANDS:
    main.add_command(command)
