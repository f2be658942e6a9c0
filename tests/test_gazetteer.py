"""The gazetteer: its faults are told with file, row and column; names are found however spelled."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mapapp.errors import GazetteerError, NotFoundError
from mapapp.files.checking import find_faults
from mapapp.files.gazetteers import read_gazetteer
from mapapp.gazetteer import Gazetteer, normalise, normalise_all


def change(path: Path, row: int, column: str, value: str) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    cells = lines[row - 1].split("\t")
    cells[lines[0].split("\t").index(column)] = value
    lines[row - 1] = "\t".join(cells)
    path.write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "row", "column", "value", "said"),
    [
        ("names.tsv", 3, "toponym", "", "must not be empty"),
        ("names.tsv", 3, "place_id", "atlantis", "must be the id of a place"),
        ("names.tsv", 4, "match", "maybe", "always, context, adjective"),
        ("places.tsv", 3, "lat", "95", "degrees from -90 to 90"),
        ("places.tsv", 3, "lon", "east", "degrees from -180 to 180"),
        ("places.tsv", 3, "lat", "", "both lon and lat"),
        ("places.tsv", 2, "kind", "castle", "settlement, station"),
        ("places.tsv", 3, "parent_id", "atlantis", "id of another place"),
        ("places.tsv", 4, "id", "ashvale", "ids are unique"),
        ("places.tsv", 4, "certainty", "sure", "certain, less-certain, uncertain"),
    ],
)
def test_a_fault_names_file_row_column_and_value(
    small_gazetteer: Path, file: str, row: int, column: str, value: str, said: str
) -> None:
    change(small_gazetteer / file, row, column, value)
    with pytest.raises(GazetteerError) as caught:
        read_gazetteer(small_gazetteer)
    told = " ".join(caught.value.faults)
    assert re.search(rf"{re.escape(file)}, row {row}, column {column}: {re.escape(repr(value))}", told), told
    assert said in told


def test_every_fault_is_told_not_only_the_first(small_gazetteer: Path) -> None:
    change(small_gazetteer / "places.tsv", 3, "lat", "95")
    change(small_gazetteer / "places.tsv", 4, "kind", "castle")
    with pytest.raises(GazetteerError) as caught:
        read_gazetteer(small_gazetteer)
    assert len(caught.value.faults) == 2


def test_files_that_are_missing_or_not_text_are_named(small_gazetteer: Path, tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="is not a folder"):
        read_gazetteer(tmp_path / "nowhere")
    (small_gazetteer / "areas" / "atlantis.geojson").write_text('{"geometry": {}, "properties": {}}')
    with pytest.raises(GazetteerError, match=r"atlantis\.geojson: no place"):
        read_gazetteer(small_gazetteer)
    (small_gazetteer / "names.tsv").write_bytes(b"place_id\ttoponym\nashvale\t\xff\n")
    with pytest.raises(GazetteerError, match=r"names\.tsv, row 2, byte 9: .* is not UTF-8"):
        read_gazetteer(small_gazetteer)


GOOD = """
[[event]]
name = "the bridge at Ashvale"
edtf = "1919-05-04"
words = "Ashvale"
"""
BAD = """
[[event]]
name = "the storm"
edtf = "1919-13-04"
words = "(Ashvale"

[[event]]
edtf = "1919-05-04"
words = "Ashvale"
named = "storm)"
"""


def test_a_fault_of_an_event_names_file_event_and_field(small_gazetteer: Path) -> None:
    (small_gazetteer / "events.toml").write_text(GOOD, encoding="utf-8")
    before = read_gazetteer(small_gazetteer)
    (small_gazetteer / "events.toml").write_text(GOOD + BAD, encoding="utf-8")
    with pytest.raises(GazetteerError) as caught:
        read_gazetteer(small_gazetteer)
    starts = [
        "events.toml, event 'the storm', edtf: '1919-13-04' is not valid",
        "events.toml, event 'the storm', words: '(Ashvale' is not valid",
        "events.toml, event 3, name: is missing",
        "events.toml, event 3, named: 'storm)' is not valid",
    ]
    assert [fault[: len(start)] for fault, start in zip(caught.value.faults, starts, strict=True)] == starts
    assert find_faults(small_gazetteer) == list(caught.value.faults)
    (small_gazetteer / "events.toml").write_text(GOOD.replace("04", "05"), encoding="utf-8")
    assert read_gazetteer(small_gazetteer).digest != before.digest


def test_names_are_found_without_case_marks_or_hyphens(small_gazetteer: Path) -> None:
    gazetteer = read_gazetteer(small_gazetteer)
    assert [name.place_id for name in gazetteer.named("ÁSH-VALE")] == ["ashvale"]
    assert {name.place_id for name in gazetteer.named("tarn")} == {"tarn", "tarn-district"}
    assert [place.id for place in gazetteer.ancestors("ashvale")] == ["vale"]
    with pytest.raises(NotFoundError, match="'atlantis'"):
        gazetteer.place("atlantis")


def test_zero_is_a_coordinate_and_a_missing_one_is_not(small_gazetteer: Path) -> None:
    gazetteer = read_gazetteer(small_gazetteer)
    assert gazetteer.place("merrowton").lon == 0.0
    assert gazetteer.place("lostham").lon is None


def test_normalise_keeps_letters_of_every_script() -> None:
    assert normalise("Շուշի") == "շուշի"
    assert normalise("Şuşa") == normalise("SUSA")
    assert normalise("Нахичевань") != normalise("Нахичеван")


def test_names_are_normalised_at_one_go_as_one_by_one(gazetteer: Gazetteer) -> None:
    names = [*(name.toponym for name in gazetteer.toponyms), "a_b", "", "x\ny"]
    for listed in (names, names[:-1], []):
        assert normalise_all(listed) == [normalise(name) for name in listed]


def test_own_gazetteer_is_large_enough_and_takes_no_side(gazetteer: Gazetteer) -> None:
    """Issue: every place of the texts and 400 more, in the languages of the region."""
    assert len(gazetteer.places) >= 500
    languages = {name.lang for name in gazetteer.names_of("shusha")}
    assert {"hy", "az", "ru", "en"} <= languages
    for place in gazetteer.places:
        assert not re.search(r"\bin (Azerbaijan|Armenia|Turkey|Georgia|Iran)\b", place.description), place.id
