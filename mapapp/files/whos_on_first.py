"""Read a table of Who's On First records: a row a place, names by language as JSON in one cell."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from mapapp.files.entries import Cells, Check, Entry, read_tsv, script_of

NEEDED = ("wof_id", "placetype", "name", "lat", "lon", "names_json")
KINDS: Mapping[str, str] = {"county": "district", "region": "province", "country": "country"}
# Languages by their code of three letters; others keep it.
LANGUAGES: Mapping[str, str] = dict(
    pair.split(":")
    for pair in (
        "ara:ar aze:az bul:bg deu:de ell:el eng:en fas:fa fra:fr heb:he hye:hy ita:it kat:ka kur:ku"
        " nld:nl oss:os pol:pl rus:ru spa:es tur:tr ukr:uk und:und"
    ).split()
)
NOT_STATED = ("uuuu", "unknown", "")


def read_whos_on_first(path: Path) -> Iterator[Entry | str]:
    """The places of a table, and a line for every fault."""
    for item in read_tsv(path, NEEDED):
        if isinstance(item, str):
            yield item
            continue
        row, cells = item
        check = Check(path.name, row)
        faults = [*check.filled(cells, "wof_id", "name"), *check.degrees(cells)]
        names = parse_names(cells["names_json"])
        if names is None:
            right = 'write a JSON object such as {"hye": ["Շուշի"]}'
            faults.append(check.wrong("names_json", cells["names_json"][:60], right))
        yield from faults
        if not faults:
            yield to_entry(row, cells, names or {})


def parse_names(text: str) -> dict[str, list[str]] | None:
    """Names by language, or None where the cell does not hold them."""
    try:
        value = json.loads(text or "{}")
    except ValueError:
        return None
    sound = isinstance(value, dict) and all(isinstance(names, list) for names in value.values())
    return {code: [str(name) for name in names] for code, names in value.items()} if sound else None


def to_entry(row: int, cells: Cells, names: Mapping[str, list[str]]) -> Entry:
    """A row without faults as a place."""
    record = cells["wof_id"]
    other = (("gn", cells.get("gn_id", "")), ("wd", cells.get("wd_id", "")), ("wof", record))
    kind = KINDS.get(cells["placetype"], "settlement")
    place = {
        "id": f"wof-{record}",
        "title": cells["name"],
        "title_source": "Who's On First",
        "fclasses": "P" if kind == "settlement" else "A",
        "kind": kind,
        "start": stated(cells.get("edtf_inception", "")),
        "end": stated(cells.get("edtf_cessation", "")),
        "lon": cells["lon"],
        "lat": cells["lat"],
        "geo_source": "Who's On First",
        "geo_id": record,
        "matches": "|".join(f"{prefix}:{value}" for prefix, value in other if value),
    }
    known = any(cells["name"] in listed for listed in names.values())
    forms = {} if known else {(cells["name"], "und"): None}
    forms |= {(form, LANGUAGES.get(code, code)): None for code, listed in names.items() for form in listed}
    return Entry(row, place, tuple(to_name(place["id"], *form) for form in forms))


def to_name(place_id: str, form: str, lang: str) -> Cells:
    """A name form of a place."""
    source = "Who's On First"
    return {"place_id": place_id, "toponym": form, "lang": lang, "script": script_of(form), "source": source}


def stated(date: str) -> str:
    """A date, empty where it is not known."""
    return "" if date in NOT_STATED else date
