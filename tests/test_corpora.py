"""Corpora: what stands in a folder is read to the letter, and what cannot be read is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from mapapp.errors import CorpusError
from mapapp.files.corpora import read_corpus, unread


def test_texts_are_read_to_the_letter_with_their_description(small_corpus: Path) -> None:
    (small_corpus / "crlf.txt").write_bytes("Line\r\nends\u00a0".encode())
    sources = {source.path: source for source in read_corpus(small_corpus)}
    assert sources["crlf.txt"].text == "Line\r\nends\u00a0"
    assert sources["letter.txt"].title == "A Letter from the Ford"
    assert sources["report.txt"].title == "report"
    assert len({source.id for source in sources.values()}) == 3


def test_ids_are_unique_and_fit_into_an_address(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for name in ("a/Один текст.txt", "a-1.txt", "a/1.txt"):
        (tmp_path / name).write_text("Text.", encoding="utf-8")
    ids = [source.id for source in read_corpus(tmp_path)]
    assert len(set(ids)) == 3
    assert all(i and set(i) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for i in ids)


def test_what_cannot_be_read_is_told(small_corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="is not a folder"):
        read_corpus(tmp_path / "nowhere")
    (tmp_path / "empty").mkdir()
    with pytest.raises(CorpusError, match="holds no text"):
        read_corpus(tmp_path / "empty")
    with pytest.raises(CorpusError, match="is a file"):
        read_corpus(small_corpus / "letter.txt")
    (small_corpus / "latin.txt").write_bytes(b"good\nKarab\xe4gh")
    with pytest.raises(CorpusError, match=r"latin\.txt, line 2, byte 6: b'\\xe4' is not UTF-8"):
        read_corpus(small_corpus)


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        ('["gone.txt"]\ntitle = "x"', "has no text"),
        ('["letter.txt"]\ncolour = "x"', "unknown key 'colour'"),
        ('["letter.txt"]\ntitle = 3', "is not a string"),
        ('["letter.txt"]\ncalendar = "lunar"', "gregorian, julian, unstated"),
        ('title = "x"', "is not a table"),
        ('[letter.txt]\ntitle = "x"', '[letter.txt] lacks quotes; write ["letter.txt"]'),
        ('["letter.txt"]\npublished = "12 May 1855"', "published = '12 May 1855' is not valid"),
        ('["letter.txt"]\nlanguage = "English"', "write a language tag such as 'en'"),
        ('["letter.txt"]\nurl = "javascript:alert(1)"', "write an address that begins with https://"),
        ("[[", "sources.toml"),
    ],
)
def test_a_wrong_description_is_told(small_corpus: Path, manifest: str, said: str) -> None:
    (small_corpus / "sources.toml").write_text(manifest)
    with pytest.raises(CorpusError) as caught:
        read_corpus(small_corpus)
    assert said in str(caught.value)


def test_a_description_may_begin_with_a_mark_and_hold_plain_dates(small_corpus: Path) -> None:
    (small_corpus / "sources.toml").write_text(
        '\ufeff["letter.txt"]\npublished = 1855-05-01\nlanguage = "en-GB"\nurl = "http://example.org/1"\n',
        encoding="utf-8",
    )
    letter = next(source for source in read_corpus(small_corpus) if source.path == "letter.txt")
    assert (letter.published, letter.language, letter.url) == ("1855-05-01", "en-GB", "http://example.org/1")


def test_texts_in_any_case_and_folder_have_a_title_and_an_id_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    for name in (
        "UPPER.TXT",
        "letters/notes.md.txt",
        "notes.md.txt",
        "Шуша 1920.txt",
        "Şuşa.txt",
        "Շուշի.txt",
    ):
        (tmp_path / name).write_text("Text.", encoding="utf-8")
    for name in ("readme.md", "README.txt", ".hidden", "letters/plan.pdf"):
        (tmp_path / name).touch()
    (tmp_path / "sources.toml").touch()
    found = {source.path: source for source in read_corpus(tmp_path)}
    assert found["UPPER.TXT"].title == "UPPER"
    assert found["letters/notes.md.txt"].title == "letters/notes.md"
    ids = {source.id for source in found.values()}
    assert ids == {"upper", "letters-notes-md", "notes-md", "shusha-1920", "susa", "shushi"}
    assert unread(tmp_path) == ["README.txt", "letters/plan.pdf"]
