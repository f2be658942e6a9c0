"""What values are called on pages: tables from words of the atlas to words of a reader."""

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
# How the days of a passage are known, to be read after the date.
BASES: Mapping[str, str] = {
    "explicit": "the date stands in the sentence",
    "context": "from the sentences around it",
    "heading": "the date of the document",
    "period": "from a period that the text names",
    "footnote": "from the note that it cites",
    "none": "not known",
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
# Tables of this room whose values are read as they stand, and are translated.
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
