"""Floor 2: how a name is used: for the place itself, for its government, or inside an organisation's name."""

from __future__ import annotations

from mapapp.gazetteer import Gazetteer
from mapapp.geoparse.cue_words import Cues
from mapapp.geoparse.sites import Site
from mapapp.model.mention import Use

ACTORS = {"country", "settlement", "region"}  # kinds of place that may stand for who governs them


def find_use(site: Site, cues: Cues, gazetteer: Gazetteer) -> tuple[Use, str]:
    """The use of a recognised name and the words that show it (empty for the literal use)."""
    if found := cues.after("organisation_after", site.after):
        return "embedded", f"part of a name with {found['word']!r}"
    if found := cues.before("organisation_before", site.before):
        return "embedded", f"part of a name with {found['word']!r}"
    kinds = {gazetteer.place(name.place_id).kind for name in site.names}
    if not kinds & ACTORS:
        return "literal", ""
    if found := cues.after("acting_after", site.after):
        return "metonymic", f"it acts: {found['word']!r}"
    if "country" in kinds and (found := cues.before("dealings_before", site.before)):
        return "metonymic", f"a party: {found['word']!r}"
    return "literal", ""
