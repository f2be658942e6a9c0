"""What values of an atlas are called, on pages, in files and on the command line: a table for each.

Pages translate the values of these tables; the rest of the program shows them as they are.
"""

from __future__ import annotations

from collections.abc import Mapping

KINDS: Mapping[str, str] = {
    "settlement": "settlement",
    "station": "railway station",
    "district": "district",
    "province": "province",
    "region": "region",
    "country": "country",
    "continent": "continent",
    "natural": "river, lake, mountain or sea",
}
CERTAINTIES: Mapping[str, str] = {
    "certain": "It is known which place is meant.",
    "less-certain": "It is probable, not certain, that this is the place that is meant.",
    "uncertain": "It is open which place is meant; the mark is the best guess there is.",
}
OUTLINES: Mapping[str, str] = {"certain": "certain", "less-certain": "less certain", "uncertain": "uncertain"}
# What each rule of recognition means; a rule with a colon is looked up by what stands before it, too.
RULES: Mapping[str, str] = {
    "name": "it is spelled like a name of the gazetteer",
    "state": "it is the full name of a state",
    "fuzzy": "it is a misprint, or another spelling, of a name of the gazetteer",
    "context": "the word is also something else, and what stands beside it speaks for a place",
    "unknown": "it stands in no gazetteer, and what stands beside it speaks for a place",
}
# How the days of a passage are known, to be read after the date.
BASES: Mapping[str, str] = {
    "explicit": "the date stands in the sentence",
    "context": "from the sentences around it",
    "heading": "the date of the document",
    "period": "from a period that the text names",
    "footnote": "from the note that it cites",
    "none": "not known",
}
# How the days of a date expression are known.
DATE_BASES: Mapping[str, str] = {
    "explicit": "every part of it is written",
    "context": "parts of it come from other dates",
    "relative": "it counts from another day",
}
USES: Mapping[str, str] = {
    "literal": "the place itself",
    "metonymic": "stands for its government or people",
    "embedded": "part of another name",
}
ZONES: Mapping[str, str] = {
    "body": "text",
    "apparatus": "notes and references",
    "furniture": "page heads and menus",
}
CALENDARS: Mapping[str, str] = {"gregorian": "Gregorian (new style)", "julian": "Julian (old style)"}
LANGUAGES: Mapping[str, str] = {
    "az": "Azerbaijani",
    "hy": "Armenian",
    "ka": "Georgian",
    "ru": "Russian",
    "tr": "Turkish",
    "fa": "Persian",
    "en": "English",
    "fr": "French",
    "de": "German",
    "it": "Italian",
    "ku": "Kurdish",
    "os": "Ossetian",
    "el": "Greek",
    "et": "Estonian",
    "fi": "Finnish",
    "lt": "Lithuanian",
    "pl": "Polish",
    "ar": "Arabic",
    "ab": "Abkhaz",
    "lez": "Lezgian",
    "und": "language not stated",
}
SCRIPTS: Mapping[str, str] = {
    "Arab": "Arabic script",
    "Armn": "Armenian script",
    "Cyrl": "Cyrillic script",
    "Geor": "Georgian script",
    "Grek": "Greek script",
    "Latn": "Latin script",
}
# Scripts that are written from right to left.
RIGHT_TO_LEFT = ("Arab", "Hebr", "Syrc")
# Prefixes of ``matches``: name of the authority and the address of a record.
AUTHORITIES: Mapping[str, tuple[str, str]] = {
    "gn": ("GeoNames", "https://www.geonames.org/{}"),
    "wd": ("Wikidata", "https://www.wikidata.org/wiki/{}"),
    "wof": ("Who’s On First", "https://spelunker.whosonfirst.org/id/{}"),
    "pl": ("Pleiades", "https://pleiades.stoa.org/places/{}"),
    "tgn": ("Getty TGN", "http://vocab.getty.edu/tgn/{}"),
    "whg": ("World Historical Gazetteer", "https://whgazetteer.org/places/{}/portal"),
    "osm": ("OpenStreetMap", "https://www.openstreetmap.org/{}"),
}
LOCATION_SOURCES: Mapping[str, str] = {
    "estimate": "set by hand from what the texts and maps say",
    "": "not stated",
}

# Nouns that are counted: "1 passage", "2 passages".
NOUNS = (
    "passage",
    "place",
    "source",
    "text",
    "mention",
    "date",
    "time",
    "line",
    "document",
    "other place",
    "more place",
    "dated passage",
    "pair",
)
# Tables whose values stand on pages, and are translated.
WORDS = (KINDS, CERTAINTIES, OUTLINES, BASES, USES, ZONES, CALENDARS, LANGUAGES, SCRIPTS, LOCATION_SOURCES)


def authority_links(matches: str) -> list[tuple[str, str, str]]:
    """Authority, record and address of each link such as ``gn:587084``; unknown prefixes are left out."""
    links = []
    for match in matches.split("|"):
        prefix, _, record = match.strip().partition(":")
        if prefix in AUTHORITIES and record:
            name, address = AUTHORITIES[prefix]
            links.append((name, record, address.format(record)))
    return links
