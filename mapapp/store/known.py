"""The check that what a query names is there: a place or source misspelled is no place without passages."""

from __future__ import annotations

from mapapp.query import AtlasQuery
from mapapp.store.reading import Atlas


def known(atlas: Atlas, query: AtlasQuery) -> AtlasQuery:
    """The query; raises NotFoundError that names the first id in it that no place or source has.

    Collections of the OGC API answer such a query with no features, as their standard has it.
    """
    for place_id in query.place:
        atlas.place(place_id)
    for source_id in query.source:
        atlas.source(source_id)
    return query
