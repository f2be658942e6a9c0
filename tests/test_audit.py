"""What the gazetteer does not hold, with proposals; and why a word is this place on these days."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mapapp.cli import main
from mapapp.exports.explanation import BASES, RULES
from mapapp.files.gazetteers import read_gazetteer
from mapapp.query import AtlasQuery
from mapapp.store.reading import Atlas

TEXT = """The Road

On 3 May 1919 the column left Ashvale and came to the village of Khndzorek. From the village of Khndzorek
it went on to the river Tarn. The inhabitants of the village of Bardzravan fled to Lostham. Nobody reached
Merrowtan, as the village of Merrowtan lay far off.
"""
HEADER = "id\ttitle\ttitle_source\tfclasses\tvariants\tlon\tlat\tstart\n"
LARGE = (
    "k1\tKhndzoresk\tMap\tP\tԽնձորեսկ@hy\t1.45\t42.5\t1900\n"
    "k2\tKhndzorek\tMap\tP\t\t48\t39\t1900\n"
    "b1\tBardzravan\tMap\tP\t\t1.42\t42.41\t1900\n"
    "z1\tZarin\tMap\tP\t\t1.42\t42.41\t1900\n"
)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "road"
    folder.mkdir()
    (folder / "road.txt").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture
def large(tmp_path: Path) -> Path:
    path = tmp_path / "large.tsv"
    path.write_text(HEADER + LARGE, encoding="utf-8")
    return path


def entries(said: str) -> list[str]:
    return re.split(r"^(?=\d+\. )", said, flags=re.MULTILINE)[1:]


def test_names_come_by_how_often_they_stand_with_quotes(corpus: Path, small_gazetteer: Path) -> None:
    result = run("audit", corpus, "--gazetteer", small_gazetteer)
    assert result.exit_code == 0, result.output
    first, *others = entries(result.stdout)
    assert first.startswith("1. Khndzorek: 2 passages in road.txt")
    assert "before it: 'village of'" in first
    start = int(re.search(r"road\.txt:(\d+) ", first)[1])  # type: ignore[index]
    assert TEXT[start : start + len("Khndzorek")] == "Khndzorek"
    assert "came to the village of [Khndzorek].”" in first, "no blank that the text has not"
    names = {re.match(r"\d+\. ([^:(]+)", entry)[1].strip() for entry in others}  # type: ignore[index]
    assert names >= {"Bardzravan", "Lostham"}, "a place without a point is on the list, too"
    assert "Ashvale" not in names


def test_a_folder_that_is_there_is_told_before_the_texts_are_read(corpus: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows"
    rows.mkdir()
    (rows / "mine.tsv").touch()
    result = run("audit", corpus, "--rows", rows)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "is there already" in result.stderr


def test_a_large_gazetteer_proposes_what_is_alike_and_near(
    corpus: Path, small_gazetteer: Path, large: Path, tmp_path: Path
) -> None:
    result = run(
        "audit", corpus, "--gazetteer", small_gazetteer, "--against", large, "--rows", tmp_path / "rows"
    )
    assert result.exit_code == 0, result.output
    found = entries(result.stdout)
    khndzorek = next(entry for entry in found if "Khndzorek" in entry)
    proposals = re.findall(r"^ +([\d.]+)  (\w+), settlement, .*\((\w+)\)$", khndzorek, re.MULTILINE)
    assert [p[2] for p in proposals] == ["k1", "k2"], "one letter off and near, before the same name far away"
    assert float(proposals[0][0]) > 70 > float(proposals[1][0])
    assert "Zarin" not in result.stdout
    rows = read_gazetteer(tmp_path / "rows")
    assert {place.id: place.geo_id for place in rows.places}.keys() == {"khndzorek", "bardzravan"}
    assert rows.place("khndzorek").lon == 1.45
    assert {name.toponym for name in rows.names_of("khndzorek")} == {"Khndzorek", "Khndzoresk"}
    merged = run("gazetteer", "merge", small_gazetteer, tmp_path / "rows", tmp_path / "more")
    assert merged.exit_code == 0, merged.output
    after = run("audit", corpus, "--gazetteer", tmp_path / "more")
    assert "Khndzorek" not in after.stdout, "the rows are ready to be used"


def test_a_spelling_of_a_known_place_is_told(small_gazetteer: Path, corpus: Path) -> None:
    (corpus / "road.txt").write_text("They came to the village of Oshvale.\n", encoding="utf-8")
    said = run("audit", corpus, "--gazetteer", small_gazetteer).stdout
    assert "perhaps another spelling of “Ashvale” (ashvale)" in said


def test_a_faulty_gazetteer_is_told_by_row_and_column(
    corpus: Path, small_gazetteer: Path, large: Path
) -> None:
    large.write_text(HEADER + LARGE.replace("\t48\t", "\teast\t"), encoding="utf-8")
    result = run("audit", corpus, "--gazetteer", small_gazetteer, "--against", large)
    assert result.exit_code == 2
    assert result.stderr.startswith("mapapp: large.tsv, row 3, column lon: 'east'")


def test_explain_says_why_in_plain_words(small_atlas_file: Path, small_atlas: Atlas) -> None:
    mention = next(
        m for m in small_atlas.mentions(AtlasQuery(place=("ashvale",))) if m["source_id"] == "letter"
    )
    said = run("explain", f"letter.txt:{mention['start'] + 2}", "--atlas", small_atlas_file)
    assert said.exit_code == 0, said.output
    assert said.stdout.splitlines()[0].startswith(
        f"'Ashvale' at {mention['start']}-{mention['end']} of A Letter"
    )
    for line in (
        f"“{mention['reading']}”",
        f"(rule {mention['rule']})",
        f"(ashvale), score {mention['candidates'][0][1]:.2f}",
        f"When it was: {mention['edtf']}",
        f"({mention['when_basis']})",
        "Date of publication: 1921",
        *mention["reasons"],
        *mention["candidates"][0][2],
        *mention["when_reasons"],
    ):
        assert line in said.stdout, line
    same = [
        run("explain", f"{name}:{mention['start']}", "--atlas", small_atlas_file)
        for name in ("letter", "let")
    ]
    assert [result.stdout for result in same] == [said.stdout] * 2


def test_explain_takes_a_name_for_where_it_stands_first(small_atlas_file: Path, small_atlas: Atlas) -> None:
    own = [m for m in small_atlas.mentions(AtlasQuery(source=("letter",))) if m["surface"] == "Ashvale"]
    by_name = run("explain", "letter:ashvale", "--atlas", small_atlas_file).stdout
    by_place = run("explain", f"letter:{own[0]['start']}", "--atlas", small_atlas_file).stdout
    assert by_name.startswith(by_place)
    others = ", ".join(str(m["start"]) for m in own[1:])
    assert by_name.removeprefix(by_place) == (f"It also stands at {others}.\n" if others else "")


def test_explain_tells_of_dates_and_of_rejected_places(small_atlas_file: Path, small_atlas: Atlas) -> None:
    date = next(iter(small_atlas.dates(1)))
    said = run("explain", f"letter:{date['start']}", "--atlas", small_atlas_file).stdout
    assert f"What date: {date['edtf']} (rule {date['rule']})" in said
    tarn = next(m for m in small_atlas.mentions(AtlasQuery()) if len(m["candidates"]) > 1)
    said = run("explain", f"{tarn['source_id']}:{tarn['start']}", "--atlas", small_atlas_file).stdout
    assert re.search(r"^Not .* \(tarn(-district)?\), score [\d.]+, [\d.]+ less\.$", said, re.MULTILINE)


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("letter", "write a source and a character or a name in it"),
        ("letter:", "write a source and a character or a name in it"),
        ("letter:Ashvael", "no place is called 'Ashvael' in letter.txt; there are: Ashvale"),
        ("letter:Qqq", " and 2 more"),
        ("letter:the", "and was not taken for a place: no gazetteer"),
        ("book:5", "no sources are called 'book'; there are letter.txt, report.txt"),
        (":5", "no sources are called ''"),
        ("letter:0", "no place and no date stands at 0 of letter.txt; the nearest places: 'Ashvale' at"),
        ("letter:99999", "the nearest places"),
    ],
)
def test_explain_says_what_would_have_been_right(small_atlas_file: Path, where: str, said: str) -> None:
    result = run("explain", where, "--atlas", small_atlas_file)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert said in result.stderr


def test_every_link_of_the_five_texts_can_be_explained(atlas: Atlas, atlas_file: Path) -> None:
    mentions = list(atlas.mentions(AtlasQuery()))
    for mention in random.Random(20).sample(mentions, 20):
        said = run("explain", f"{mention['source_id']}:{mention['start']}", "--atlas", atlas_file).stdout
        assert f"{mention['surface']!r} at {mention['start']}-{mention['end']}" in said
        assert "Why this place: " in said
    assert {m["when_basis"] for m in mentions} <= set(BASES)
    assert {m["rule"].partition(":")[0] for m in mentions} <= set(RULES), "a new rule needs its words"
