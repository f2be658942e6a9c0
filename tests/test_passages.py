"""Passages and documents: where sentences end, what is an item, which letter a sentence stands in."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from test_zones import texts

from mapapp.geoparse.documents import assign_documents
from mapapp.geoparse.passages import find_passages
from mapapp.geoparse.reading import make_readings
from mapapp.geoparse.sentences import LONGEST, split_sentences
from mapapp.geoparse.zones import find_zones

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))


def parse(text):
    regions = find_zones(text)
    readings = make_readings(text, regions)
    return (*assign_documents(text, find_passages(readings, regions), readings), readings)


@pytest.mark.parametrize(
    "marked",
    [
        "Signed by M. D. Huseynov and G. V. Chicherin.| N. Narimanov came to Baku.",
        "On June 19, N.Narimanov wired.| He wrote again.",
        "Gen. Thomson met Mr. Wardrop in St. Petersburg.| No. 12 followed.",
        "He held Kars, i.e. the fortress.| Others (Tiflis, Baku, etc.) fell.",
        "See Kazemzadeh, op. cit., vol. 2, p. 5 on that.| It is long.",
        "They refused.”1| Lenin agreed.2| The end.”13",
        "They held Karabakh (5).| The position was lost (6).| It was told (7)",
        "Orders of V. Lenin (2) Thus, the rest fell.".replace(") Thus", ")| Thus"),
        "The region was theirs.*| Then it was not.'®| After that came war.!’",
        "They agreed within days.” |At 03:30 the fleet left.".replace(" |", "| "),
        "Required by the Committee”| He suggested a return.",
        "We hold Baku…”| If not… we leave. […]| We warn you.",
        "In any case ... it stands.| Why go to Moscow?| There is no point!",
        "Until 8.30 a.m. the road was closed.| At 9 it opened.",
        "Article 1. The frontier runs from Sarp.",
        "“Take it at the station”. 4| On 23 April it was changed.| “Yes”.| 40 villages burnt.",
        "The goals were these: 1. To fight; 2. To hold.",
        "Populated by Turks (approx. 38,000).| Georgia claims it.",
        "The army (RCP (b.), that is) left.| It was May.",
        "The assembly met in Shusha.[4]| It was dissolved.[5][6]",
    ],
)
def test_sentences(marked):
    text = marked.replace("|", "")
    found = [text[a:b] for a, b in split_sentences(text)]
    assert found == [part.strip() for part in marked.split("|")]


def test_a_bullet_begins_an_item_after_one_without_a_stop():
    items = " * Seats\n * Lenkoran and the towns of the lowland\n * Salyan"
    text = items + "\n\nHe came - they said -\n- on foot - at last."
    passages, _, readings = parse(text)
    assert readings["body"].text.split("\n") == [
        "* Seats",
        "* Lenkoran and the towns of the lowland",
        "* Salyan",
        "He came - they said - - on foot - at last.",
    ]
    assert [p.kind for p in passages] == ["item", "item", "item", "sentence"]


def test_the_rows_of_a_table_stand_apart():
    table = "| Date | Place |\n|---|---|\n| 4 May | Salyan |\n| 5 May | Lenkoran |\n"
    rows = parse(table + "The rest of the lowland was calm.")[2]["body"].text.split("\n")
    assert rows[-3:] == ["| 4 May | Salyan |", "| 5 May | Lenkoran |", "The rest of the lowland was calm."]


def test_kinds():
    passages, _, _ = parse("Kars and Ardahan\n\nThe army left.\n\n1. Kars is free;\n2. Batum is not.\n\n47")
    assert [p.kind for p in passages] == ["heading", "sentence", "item", "item", "line"]
    assert [p.number for p in passages] == [0, 1, 2, 3, 4]


def test_a_passage_has_a_part_on_each_side_of_a_note():
    text = "He left Yere-\n\n22 Ibid., p. 5; FO 371/3301.\n\nvan. It rained."
    passages, _, _ = parse(text)
    first, note, second = passages
    assert [text[s.start : s.end].strip() for s in first.parts] == ["He left Yere-", "van."]
    assert note.zone == "apparatus"
    assert second.start == text.index("It rained")


CASES = json.loads((Path(__file__).parent / "cases" / "documents.json").read_text(encoding="utf-8"))
DOCUMENTS = {case["label"]: (case["text"], case["days"]) for case in CASES}


@pytest.mark.parametrize(("text", "days"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_documents(text, days):
    _, documents, _ = parse(text)
    assert [text[slice(*d.dateline)] for d in documents if d.dateline] == days
    assert len(documents) == len(days)


def test_sentences_stand_in_their_document():
    text, _ = DOCUMENTS["diplomatic papers"]
    passages, documents, _ = parse(text)
    owners = {text[p.start : p.end]: p.document for p in passages}
    assert owners["I have the honour to report."] == owners["C. B. STOKES"] == 0
    assert owners["Colonel Stokes to Earl Curzon (Received March 3)"] == owners["All is well."] == 1
    assert passages[documents[1].heading].start == documents[1].start


def test_a_document_ends_at_its_reference():
    text, _ = DOCUMENTS["a heading, a dateline, a reference"]
    passages, documents, _ = parse(text)
    assert text[: documents[0].end].endswith("Bek")
    assert [p.document for p in passages if p.zone == "apparatus"] == [None]


def test_a_report_is_of_the_day_it_was_sent():
    text = (
        "REPORT ON THE OIL OF BAKU FOR THE YEAR 1919\n\n"
        "(Vice-Consul at Baku to the Foreign Office; despatched 4th February, 1920; received 19th March)\n\n"
        "The wells are idle."
    )
    _, documents, _ = parse(text)
    assert [text[slice(*d.dateline)] for d in documents if d.dateline] == ["4th February, 1920"]


def test_what_follows_the_reference_is_no_part_of_the_document():
    text = (
        "Letter from A. Bek to V. Lenin on Kars\n\nDecember 23, 1920\n\nWe hold Kars.\n\n"
        "RGASPI, f. 5, op. 1, d. 2, l. 3.\n\nThe editor adds that Bek never left Kars."
    )
    passages, _, _ = parse(text)
    owners = {text[p.start : p.end]: p.document for p in passages}
    assert owners["We hold Kars."] == 0
    assert owners["The editor adds that Bek never left Kars."] is None


def faults(text):
    passages, documents, readings = parse(text)
    if [p.number for p in passages] != list(range(len(passages))):
        yield "numbers"
    if any(a.start > b.start for a, b in pairwise(passages)):
        yield "order"
    for zone, reading in readings.items():
        whole = "".join(reading.text[p.reading_start : p.reading_end] for p in passages if p.zone == zone)
        if "".join(whole.split()) != "".join(reading.text.split()):
            yield f"the passages of the {zone} are not all of it"
    zones = {i: r.zone for r in find_zones(text) for i in range(r.start, r.end)}
    if any(zones[i] != p.zone for p in passages for part in p.parts for i in range(*part)):
        yield "a part lies in another zone"
    if any(not d.start < d.end <= len(text) for d in documents):
        yield "a document is empty"


@given(texts)
def test_every_text_is_passages(text):
    assert list(faults(text)) == []


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_a_real_text_is_passages(path):
    assert list(faults(path.read_bytes().decode())) == []


def test_a_long_stretch_without_a_stop_comes_in_parts_that_can_be_read() -> None:
    stretch = " ".join(f"then word{i} came, with Kars and Ardahan" for i in range(2000))
    parts = split_sentences(stretch)
    assert len(parts) > 10
    assert all(end - start <= LONGEST for start, end in parts)
    assert " ".join(stretch[start:end] for start, end in parts) == stretch
    assert all(stretch[end - 1] == "," for _, end in parts[:-1]), "cut after a comma, where there is one"
    assert split_sentences("x" * (LONGEST + 5))[0] == (0, LONGEST), "where there is not even a blank"


@pytest.mark.parametrize(
    "marked",
    [
        "1918 թ․ մայիսի 28-ին խորհուրդը հռչակեց անկախությունը։| Զորքը մնաց Կարսում։| Մյուսները գնացին։",
        "۱۹۱۸ شهر باکو سقوط کرد۔| لشکر به گنجه رفت۔",
        "آیا لشکر به گنجه رفت؟| هیچ‌کس نمی‌داند.",
        "ჯარი ბათუმში შევიდა.| ქალაქი დაეცა.",
        "Отряд занял Шушу.| Жители ушли!| Город горел…| Потом пришли другие.",
    ],
)
def test_sentences_end_with_the_full_stop_of_their_script(marked):
    parts = [part.strip() for part in marked.split("|")]
    text = " ".join(parts)
    assert [text[start:end] for start, end in split_sentences(text)] == parts
