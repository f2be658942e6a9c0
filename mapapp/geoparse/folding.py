"""Floor 2: a text as it is searched for names: letters and digits folded, a space for all else."""

from __future__ import annotations

import re

from mapapp.gazetteer import normalise

ASCII_FOLDING = {i: chr(i).lower() if chr(i).isalnum() else " " for i in range(128)}
MARKS = "\u2019\u2018\u201c\u201d\u2013\u2014\u2026\u2022"  # what else stands in most English texts
NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


class Folding(dict[int, str]):
    """For ``str.translate``: every character as ``normalise`` folds it, a space where it folds it away."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = normalise(chr(code)) or " "
        return folded

    def fold(self, text: str) -> tuple[str, list[int]]:
        """The text as it is searched, and the old offset of each of its characters.

        The list is empty where each character stands at its old offset; they shift where a letter folds to
        two, such as the ligature in "Cæsarea".
        """
        plain = text
        if not plain.isascii():
            for mark in MARKS:
                plain = plain.replace(mark, " ")
            plain = plain if plain.isascii() else NOT_ASCII.sub(self.fold_run, plain)
        # str.translate is several times faster on text that is ASCII throughout
        flat = plain.translate(ASCII_FOLDING if plain.isascii() else self)
        return flat, [] if len(flat) == len(text) else self.find_offsets(text)

    def fold_run(self, run: re.Match[str]) -> str:
        """A run of other characters than ASCII, folded."""
        return run.group().translate(self)

    def find_offsets(self, text: str) -> list[int]:
        """The offset in a text of every character of the folded text."""
        offsets: list[int] = []
        last = 0
        for run in NOT_ASCII.finditer(text):
            for i in range(run.start(), run.end()):
                if (size := len(self[ord(text[i])])) > 1:
                    offsets += [*range(last, i), *[i] * size]
                    last = i + 1
        return [*offsets, *range(last, len(text))]
