"""Where sentences end: in prose full of initials, abbreviations, quotations and note numbers."""

from __future__ import annotations

import re

from mapapp.geoparse.words import word_set

# What may follow a full stop before the blank: quotes, brackets, note numbers, and what OCR makes of those.
_TAIL = (
    r"[”’\"'»)\]*®¢™°?/^<>+#|]{0,5}(?:\d{1,3}(?:[,–-]\d{1,3}){0,3}|[⁰¹²³⁴-⁹]{1,3}|(?:\[\d{1,3}\]){1,6})?[”’\"'»)\]*!?]{0,3}"
    # A note's number that OCR moved off: "at the station”. 4 On 23 April".
    r"(?:(?<=[”\"’][.!?])\s\d{1,2}(?=\s[A-Z]))?"
)
# Full stops and question marks of English and Russian, of Armenian, and of Arabic script.
STOPS = ".!?…։۔؟"
_END = re.compile(rf"(?P<stop>[{STOPS}]+)(?P<tail>{_TAIL})\s+(?=(?P<next>\S+))")
# Sentences whose full stop OCR lost, or that end in the number of a note.
_UNSTOPPED = re.compile(
    r"(?:[^\W\d_]{2}[”\"]|[^\W\d_]{2}[”\"]? ?\(\d{1,3}\)|[^\W\d_]{2}[*®]+)\s+(?=(?P<next>\S+))"
)
_LAST_WORD = re.compile(r"(?:[^\W\d_]|[.&’'-])*[^\W\d_]$|\d+$")
_INITIALS = re.compile(
    r"(?:[^\W\d_]{1,2}\.-?)*[^\W\d_]$|(?:Yu|Ya|Zh|Sh|Ch|Kh|Ts|Dj|Dzh|Gh|Th|Ph|Ed|Wm|Geo|Jos)$"
)

_ITEM_NUMBER = re.compile(
    r"(?:^|[:;,]\s)\(?\d{1,2}$|^(?:Article|Art\.|Clause|Section|Paragraph|Point|§) ?[\dIVXLC]+$"
)
OPENERS = word_set(
    """
    A After All Although An And As At Because Before Besides Both But By Despite During Each Even Every
    First For From He Her Here His How However I If In Indeed It Its Later Many Meanwhile Moreover Most
    Nevertheless No Not Now Of On Once One Only Or Our She Since So Some Soon Such That The Their Then
    There Therefore These They This Those Though Thus To Under Unlike Until We What When Where Whereas
    Which While Who With Without You
    """
)
# Abbreviations by what follows them: a name, a figure, or the rest of the sentence.
_BEFORE_NAME = word_set(
    """
    mr mrs ms messrs dr gen lt col maj capt cpt sgt brig adm st sts ste prof rev hon sir fr mt gov pres
    sen rep amb cde com tov m mm mme mlle mgr h.e h.m v vs cf see esp inc dept turk arm georg russ azer
    pers arab lat ger azerb abkh oss osset kurd syr hebr circ lezg tat fr engl ital former anc
    """
)
_BEFORE_FIGURE = word_set(
    """
    no nos p pp vol vols f ff op d l ll c ch chap art arts para sec sect doc docs fig figs ca approx ed
    eds n fol jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu
    thur thurs fri sat sun tel ser pt bk t str ref inv reg r s § ст г
    """
)
_INSIDE = word_set(
    """
    i.e e.g etc viz al cit loc ibid a.m p.m o.s n.s u.s u.k u.s.s.r b.c a.d p.s ltd co jr sr
    """
)


# A quote is read: a longer stretch without a stop, such as a text that lost its stops, comes in parts.
LONGEST = 2000
# Where such a stretch is best cut: at a semicolon, a comma, before a small letter, at a blank.
_LESSER = tuple(
    re.compile(pattern) for pattern in (r"[;:]\s+", r",\s+(?=[^\W\d_])", r"\s+(?=[^\W\d_A-Z])", r"\s+")
)


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of one block, in order, without the blanks between them; none is over LONGEST.

    >>> split_sentences("G. V. Chicherin left.1 He went to Kars.")
    [(0, 22), (23, 39)]
    """
    cuts = {m.end() for m in _END.finditer(text) if _ends(text, m)}
    cuts |= {m.end() for m in _UNSTOPPED.finditer(text) if _bare(m["next"]) in OPENERS}
    starts = [0, *sorted(cuts)]
    spans = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        trimmed = len(text[start:end].rstrip())
        if trimmed:
            spans.append((start, start + trimmed))
    return [part for span in _rejoin(text, spans) for part in cut_long(text, *span)]


def cut_long(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A span in parts of at most LONGEST characters, each but the last at least half as long."""
    parts = []
    while end - start > LONGEST:
        window = (start + LONGEST // 2, start + LONGEST)
        cuts = (max((m.end() for m in lesser.finditer(text, *window)), default=0) for lesser in _LESSER)
        cut = next(filter(None, cuts), window[1])
        parts.append((start, start + len(text[start:cut].rstrip())))
        start = cut + len(text[cut : cut + LONGEST]) - len(text[cut : cut + LONGEST].lstrip())
    return [*parts, (start, end)]


def _bare(word: str) -> str:
    return re.split(r"[^\w]", word.lstrip("“\"'‘«([—–-"), maxsplit=1)[0]


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether the stop that ``match`` found ends a sentence."""
    following, opener = match["next"], _bare(match["next"]) in OPENERS
    first = following.lstrip("“\"'‘«([—–-•*")[:1]
    if _is_small(first) or following[0] in ",;:)]”’»":
        return False
    if match["stop"] != ".":
        return first.isalnum()
    word = _LAST_WORD.search(text, max(0, match.start() - 25), match.start())
    last = word.group().lstrip("-") if word else ""  # "Dec. 1914-Jan. 1915"
    if match["tail"] and not (match["tail"] == ")" and last.casefold() in _INSIDE):
        return True
    if re.fullmatch(r"\d+|[IVXLC]+", last) and _opens_item(text, match.start()):
        return False
    return not _is_abbreviation(last, following, opener=opener)


def _is_small(letter: str) -> bool:
    """Whether a letter is one that opens no sentence; the letters of Georgian have no capitals in use."""
    return letter.islower() and not "ა" <= letter <= "ჿ"


def _is_abbreviation(last: str, following: str, *, opener: bool) -> bool:
    """Whether a full stop after ``last`` shortens it and the sentence goes on with ``following``."""
    low = last.casefold()
    if low in _BEFORE_NAME:
        return True
    if low in _BEFORE_FIGURE:
        return len(last) == 1 or not opener or bool(re.match(r"\W*(?:\d|[IVXLC]+\b)", following))
    if low in _INSIDE or _INITIALS.fullmatch(last):
        return not opener or low in ("p.s", "i.e", "e.g")
    return False


def _opens_item(text: str, stop: int) -> bool:
    """Whether the figure before ``stop`` numbers an item: it opens the block, or follows a colon."""
    return bool(_ITEM_NUMBER.search(text[max(0, stop - 14) : stop]))


def _rejoin(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans with scraps put to what precedes them: note numbers, quotes, brackets without a word.

    A scrap that opens the block goes with what follows it.
    """
    whole: list[tuple[int, int]] = []
    scrap: int | None = None
    for start, end in spans:
        if re.search(r"[^\W\d_]{2}", text[start:end]):
            whole.append((start if scrap is None else scrap, end))
            scrap = None
        elif whole:
            whole[-1] = (whole[-1][0], end)
        elif scrap is None:
            scrap = start
    return whole or [(spans[0][0], spans[-1][1])]
