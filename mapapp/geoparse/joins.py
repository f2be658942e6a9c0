"""What to do between two lines of one zone: join a word, put a blank, or begin a new block."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from mapapp.geoparse.line_dates import ENTRY, YEAR_LINE
from mapapp.geoparse.lines import LONG_LINE
from mapapp.geoparse.sentences import STOPS
from mapapp.geoparse.words import Vocabulary, word_set

Join = Literal["drop hyphen", "keep hyphen", "word", "space", "block"]

HYPHENS = "-‐‑\u00ad¬"
_LAST = re.compile(r"([^\W\d_]+(?:[’'][^\W\d_]+)?)[-‐‑\u00ad¬]?$")
_FIRST = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
# At a stop, or at the name that signs a telegram: "... by Batum. SMITH".
_ENDED = re.compile(
    rf"[{STOPS}:;][^\w\s]{{0,6}}\d{{0,3}}[^\w\s]?$|[{STOPS}][”’\"')\]]*[\d*]{{0,3}}$|[.!?]\s+[A-Z]{{4,}}$"
)
_INITIAL = re.compile(r"(?<![^\W\d_])[A-ZА-ЯЁ][a-zа-яё]?\.$|\b(?:Mr|Mrs|Dr|Gen|Col|Capt|Lt|St|No|vs)\.$")
# "Esteemed Leon," and "With respect," on lines of their own, where lines are whole paragraphs.
_GREETING = re.compile(r"[A-Z][^\W\d_]+(?: [^\W\d_]+){0,4},")
_DEAR = re.compile(r"(?:My )?(?:[Dd]ear(?:est)?|Respected|Honou?red)(?: [^\W\d_]+\.?){1,5}[,:!]")
_SALUTATION = re.compile(
    r"(?:My )?(?:[Dd]ear|Sirs?|SIRS?|Your|Excellency|Gentlemen|Comrades?|Monsieur|To)\b.{0,50},"
)
ITEM = re.compile(r"(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|[•·▪●■–—*-])\s+(?=\S)")
_BULLETS, _DASHES = "•·▪●■*", "–—-"
_DATED = re.compile(r"\b(?:1[89]|20)\d\d[)\]]?$")  # so ends a dateline, not a line of a sentence
# Shorter lines that end without a stop are lines of a list, a heading, an address.
_BROKEN_LINE = 45
# Small words after which no sentence, heading or item ends.
_OPEN_WORDS = word_set(
    """
    a an and as at between by for from his in into its of on or that the their this to under was were
    which who with
    """
)
_OPENERS = word_set(
    """
    A After All Although An And As At Before But By During For From He Her His However I If In It Its
    Later On Our She Since So Some That The Their Then There These They This Those Thus To Under Until
    We What When Where Which While With You
    """
)
# With these a compound keeps its hyphen even where the list knows no such compound.
PREFIXES = word_set(
    """
    anti co counter ex extra half inter mid multi non out over pan post pre pro re self semi sub trans ultra
    un under up vice all
    """
)


class Side(NamedTuple):
    """A line's text with what is needed of its place and of its block.

    ``apart``: the block is a caption or the like, put between two halves of a sentence.
    """

    text: str
    block: int
    indent: int
    page_start: bool
    block_size: int
    block_lines: int
    apart: bool


class Gap(NamedTuple):
    """Two neighbouring lines of a zone, and whether text of another zone stands between them."""

    left: Side
    right: Side
    parted: bool
    width: float


def choose_join(gap: Gap, words: Vocabulary) -> Join:
    """How the line on the left goes on with the one on the right."""
    if gap.left.text[-1] in HYPHENS and _LAST.search(gap.left.text) and gap.right.text[0].isalpha():
        return _hyphen(gap, words)
    if gap.parted and gap.right.text[0] in ".,;:!?)”":
        return "word"  # a reference in brackets stood before the stop
    if _new_block(gap):
        return "block"
    return "word" if gap.left.block == gap.right.block and _is_split_word(gap, words) else "space"


def is_ended(text: str) -> bool:
    """Whether a line ends as a sentence or a clause does, and not in somebody's initial."""
    return bool(_ENDED.search(text)) and not _INITIAL.search(text)


def _hyphen(gap: Gap, words: Vocabulary) -> Join:
    left, right = _LAST.search(gap.left.text), _FIRST.match(gap.right.text)
    if left is None or right is None:
        return "keep hyphen"
    if gap.left.text[-1] in "\u00ad¬":
        return "drop hyphen"
    return "drop hyphen" if joins_without_hyphen(left[1], right[0], words) else "keep hyphen"


def joins_without_hyphen(left: str, right: str, words: Vocabulary) -> bool:
    """Whether ``left-right``, broken at the hyphen, is one word.

    The text's own use decides where it has either form, then the word list, then how the halves look.
    """
    if right[0].isupper() and not (left.isupper() and len(left) > 1):
        return False
    bare = re.sub(r"[’'].*", "", right)
    joined = (left + bare).casefold()
    if words.own.get(joined, 0) or joined in words.general or (left + right).casefold() in words.general:
        return True
    compound = left.casefold() in PREFIXES or (words.is_common(left) and words.is_common(bare))
    return not compound


def _is_split_word(gap: Gap, words: Vocabulary) -> bool:
    """Whether a word was broken at the line's end and its hyphen lost: a half is no word, the whole is.

    Where no list says what a word is, the text has to: it writes the whole elsewhere, and neither half.
    """
    left, right = _LAST.search(gap.left.text), _FIRST.match(gap.right.text)
    if left is None or right is None or not right[0].islower() or left[1].isupper():
        return False
    elsewhere = any(words.own.get(part.casefold(), 0) > 1 for part in (left[1], right[0]))
    if not words.general:
        return (left[1] + right[0]).casefold() in words.own and not elsewhere
    halves = [half for half in (left[1], right[0]) if not words.is_common(half) and not _own(half, words)]
    # Two halves that are no words at all make a name that no list knows ("Mus", "tafa").
    nothing = (
        len(halves) == 2 and not any(map(words.frequency, halves)) and len(left[1]) <= 5 and not elsewhere
    )
    return bool(halves) and (words.knows(left[1] + right[0]) or nothing)


def _own(half: str, words: Vocabulary) -> bool:
    return len(half) >= 4 and words.own.get(half.casefold(), 0) > 1


def _new_block(gap: Gap) -> bool:
    left, right = gap.left, gap.right
    ended = is_ended(left.text)
    greeting = _SALUTATION.fullmatch(left.text) or (not gap.width and _GREETING.fullmatch(left.text))
    row = any(side.text[0] == "|" and side.text.count("|") > 1 for side in (left, right))  # of a table
    row = row or any(_DEAR.fullmatch(side.text) for side in (left, right))
    if row or (left.block != right.block and (left.apart or right.apart or greeting)):
        return True
    if _is_entry(left.text, right.text, ended=ended):
        return True
    item = bool(ITEM.match(right.text)) and (ended or left.block != right.block or _is_next_item(gap))
    if left.block == right.block and gap.parted and not ended:
        return False
    if left.block == right.block and not gap.parted and not right.page_start:
        whole = len(left.text) >= LONG_LINE or (not gap.width and not _is_wrapped(left.text, right.text))
        short = len(left.text) < 0.6 * gap.width and ended and right.text[0].isupper()
        indented = right.indent > left.indent + 1 and ended
        return item or (whole and (ended or right.text[0].isupper())) or short or indented
    if item:
        return True
    return not _goes_on(gap, ended)


def _is_entry(left: str, right: str, *, ended: bool) -> bool:
    """Whether a line begins an entry of a diary or a chronicle, or is the year over its entries."""
    if ENTRY.match(right):
        return ended or bool(YEAR_LINE.fullmatch(left)) or _is_title(left) or bool(ENTRY.match(left))
    return ended and bool(YEAR_LINE.fullmatch(right))


def _is_title(line: str) -> bool:
    """Whether a short line without a stop ends in a word after which a title may end."""
    return (
        len(line) < _BROKEN_LINE
        and line[:1].isupper()
        and line.rsplit(maxsplit=1)[-1].casefold() not in _OPEN_WORDS
    )


def _is_next_item(gap: Gap) -> bool:
    """Whether a line begins an item after one without a stop: a bullet, or the sign of the one before."""
    left, right = gap.left.text, gap.right.text
    return right[0] in _BULLETS or (right[0] in _DASHES and (left[0] == right[0] or left.endswith(":")))


def _is_wrapped(left: str, right: str) -> bool:
    """Whether one of only a few lines was broken by a typesetter, rather than ended."""
    open_end = left.rsplit(maxsplit=1)[-1].casefold() in _OPEN_WORDS or left.endswith(",")
    open_end = open_end or bool(_INITIAL.search(left))
    return not is_ended(left) and len(right) < LONG_LINE and (open_end or len(left) >= _BROKEN_LINE)


def _goes_on(gap: Gap, ended: bool) -> bool:
    """Whether a sentence goes on over an empty line, a page's end or a note."""
    left, right = gap.left, gap.right
    first = right.text.split()[0]
    last = left.text.split()[-1]
    if ended and not (right.page_start and right.text[0].islower()):
        return False
    if right.text[0].islower() or last.casefold() in _OPEN_WORDS or last.endswith(","):
        return not first.startswith(("http", "www"))
    if _DATED.search(left.text) and not right.page_start:
        return False
    broken = gap.width > 0 and left.block_lines >= 3 and not left.text.isupper()
    return broken and left.block_size > 2 * gap.width and first not in _OPENERS
