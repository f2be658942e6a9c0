"""A made-up corpus of any size, written as an atlas: for benchmarks that need more than the five texts.

    python benchmarks/synthetic.py MENTIONS ATLAS

Every mention has a passage of its own of some 150 letters, a place in the South Caucasus and one day of the
years 1905 to 1925; ten mentions share a place. The same size and seed give the same atlas.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from mapapp.build import code_digest
from mapapp.dates.edtf import parse_edtf
from mapapp.gazetteer import Gazetteer
from mapapp.model.mention import Attestation, Candidate, Mention, When
from mapapp.model.place import Place, Toponym
from mapapp.model.text import Passage, Reading, Region, Source, Span
from mapapp.pipeline import SourceReading
from mapapp.store.tables import SCHEMA_VERSION
from mapapp.store.writing import write_atlas

WEST, SOUTH, EAST, NORTH = 42.0, 38.0, 48.0, 42.0
FIRST, DAYS = date(1905, 1, 1), 365 * 21
PER_SOURCE, PER_PLACE = 1000, 10
VERBS = ("reached", "left", "held", "passed", "wrote from", "asked for news of", "sent two companies to")
MORE = (
    "and the road behind it was cut for a week",
    "where grain had not come since the winter",
    "as the committee had asked in its last letter",
    "though the pass was under snow",
)


def make_gazetteer(places: int, chance: random.Random) -> Gazetteer:
    """Places at random points, each with one name."""
    found = [
        Place(
            f"place-{number}",
            f"Townlet {number}",
            "settlement",
            round(chance.uniform(WEST, EAST), 5),
            round(chance.uniform(SOUTH, NORTH), 5),
            1.0,
        )
        for number in range(places)
    ]
    return Gazetteer(tuple(found), tuple(Toponym(place.id, place.title) for place in found))


def make_reading(number: int, mentions: int, gazetteer: Gazetteer, chance: random.Random) -> SourceReading:
    """A source of so many sentences, each of which names one place."""
    passages: list[Passage] = []
    attestations: list[Attestation] = []
    lines: list[str] = []
    for index in range(mentions):
        day = FIRST + timedelta(days=chance.randrange(DAYS))
        place = chance.choice(gazetteer.places)
        head = f"On {day:%d %B %Y} the {chance.randrange(1, 60)}th column {chance.choice(VERBS)} "
        line = f"{head}{place.title}, {chance.choice(MORE)} ({chance.randrange(10**6)})."
        start = passages[-1].end + 1 if passages else 0
        passages.append(
            Passage(index, "body", "sentence", (Span(start, start + len(line)),), start, start + len(line))
        )
        at = start + len(head)
        mention = Mention(
            at,
            at + len(place.title),
            place.title,
            place.title,
            "body",
            index,
            "literal",
            "name",
            (f"names {place.title!r}",),
            (Candidate(place.id, 2.0, ()),),
        )
        attestations.append(
            Attestation(mention, When(parse_edtf(day.isoformat()), "explicit", ("date in the sentence",)))
        )
        lines.append(line)
    text = "\n".join(lines)
    source = Source(
        f"made-{number:04}", f"made-{number:04}.txt", text, "0" * 64, title=f"Made-up source {number}"
    )
    return SourceReading(
        source,
        (Region(0, len(text), "body"),),
        {"body": Reading("body", text, tuple(range(len(text))))},
        tuple(passages),
        (),
        (),
        tuple(attestations),
    )


def make_readings(mentions: int, gazetteer: Gazetteer, chance: random.Random) -> Iterator[SourceReading]:
    """Sources that hold so many mentions together."""
    for number, start in enumerate(range(0, mentions, PER_SOURCE)):
        yield make_reading(number, min(PER_SOURCE, mentions - start), gazetteer, chance)


def write_synthetic(path: Path, mentions: int, seed: int = 1) -> None:
    """Write an atlas of so many mentions."""
    chance = random.Random(seed)
    gazetteer = make_gazetteer(max(1, mentions // PER_PLACE), chance)
    readings = list(make_readings(mentions, gazetteer, chance))
    meta = {
        "schema": SCHEMA_VERSION,
        "program": "made up for a benchmark",
        "code": code_digest(),
        "texts": f"{mentions:064}",
        "gazetteer": f"{seed:064}",
        "sources": str(len(readings)),
        "passages": str(mentions),
        "mentions": str(mentions),
        "located": str(mentions),
    }
    write_atlas(path, readings, gazetteer, meta)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        write_synthetic(Path(sys.argv[2]), int(sys.argv[1]))
    else:
        print(__doc__)
