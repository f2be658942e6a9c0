"""What notes, references and imprints look like: tables of patterns, and a measure of how much is one.

The patterns know the habits of historians' footnotes, of Soviet, British and French archives, and of what
OCR makes of Cyrillic. A pattern counts in :data:`CITATION_MARKS` where it tells a citation from prose by
being frequent in few words, and stands in :data:`REFERENCE_STARTS` where it opens a reference by itself.
"""

from __future__ import annotations

import re

# Every match counts once; the sum over the words of an entry is its density.
CITATION_MARKS: dict[str, re.Pattern[str]] = {
    "pages": re.compile(r"(?<![A-Za-z])(?:pp?|S|C|С|с|стр|s\.? ?\d+)\. ?\d+"),
    "volume": re.compile(
        r"(?<![A-Za-z])(?:[Vv]ols?|[Tt]|[Тт]|Bd|[Dd]ocs?)\. ?(?:[Nn]os?\. ?)?(?:\d|[IVX]+\b)"
    ),
    "shelf mark": re.compile(
        r"(?:(?<=[\s,(])|^)(?:fond|f|ф|op|оп|on|inv|reg|r|d|д|a|A|ll?|л|n|v|rev|ed|[&¢])?\.? ?\.\d[\w/-]*"
        r"|(?:(?<=[\s,(])|^)(?:fond|f|ф|op|оп|inv|reg|r|d|д|ll?|лл?|v|Pt|box|folder|dossier|carton)\.? \d+"
    ),
    "double slash": re.compile(r"(?<!:)//"),
    "back reference": re.compile(
        r"\b(?:[Ii]bid|[Ii]dem|[Oo]p\. ?cit|[Ll]oc\. ?cit|[Ll]oc|passim|там же|Там же)\b"
    ),
    "file": re.compile(
        r"\b(?:FO|WO|CAB|ADM|AIR|IOR|RG|AMAE|SHAT|MAE|NARA|SHD|US NA|F\.O\.|W\.O\.)[ /,]+\S*\d"
    ),
    "imprint": re.compile(r"\((?:[A-Z][^()]{0,60}[,:] )?(?:c\. ?)?1[5-9]\d\d(?:[–-]\d+)?\)|\b20[0-2]\d\b"),
    "place and year": re.compile(r"[^\W\d]+\.?[”\"]?[,:] (?:1[89]|20)\d\d(?=[.,;]|$)"),
    "publisher": re.compile(r"\b(?:Press|Publish(?:ers?|ing)|Verlag|Editions?|Presses|Archives?|Archiv)\b"),
    "editor": re.compile(r"\b(?:[Ee]ds?|[Tt]rans|[Cc]omp)\.(?= |,|\))"),
    "see": re.compile(
        r"\b(?:[Ss]ee(?: also)?[,:]? [“\"A-Z]|[Cf]f\. |[Qq]uoted (?:in|from)|[Cc]ited (?:in|from))"
    ),
    "folio": re.compile(r"\b(?:[Ff]olios?|[Ff]ols?\.|[Nn]os?\.|№) ?\d"),
    "dotted date": re.compile(r"\b\d{1,2}\.\d{1,2}\.(?:19|18)\d\d\b"),
}
# Marks that prose also has: alone they make no note.
WEAK_MARKS = frozenset({"place and year", "publisher", "dotted date", "folio", "editor", "imprint"})

NOTE_NUMBER = re.compile(
    r"(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})[.)]?|([*†‡^]{1,4}|[¹²³⁰⁴-⁹]{1,3}))\s*(?=\S)"
)

_ARCHIVE = (
    r"(?:(?:(?:[A-Z]{3,}[A-Za-z]*|[A-Z]{2,} [A-Z]{2,}|[А-ЯЁ]{2,})"
    r"(?: (?:[A-Z]{2,}|[A-Z][a-z]+|[А-ЯЁ][А-Яа-яё.]*)){0,3})"
    r"|(?:(?:The |Russian |Central |National |State |Party |Historical |Political |Military |Foreign ){0,4}"
    r"(?:Archives?)(?: (?:of|for|on) [^.;\n]{3,90}?)?(?: \([A-Z]{2,}\))?))"
)
# What opens a reference inside a line, after the words that it documents. The reference runs to the end of
# its block; in brackets, to the closing one.
REFERENCE_STARTS: dict[str, re.Pattern[str]] = {
    "shelf mark": re.compile(
        _ARCHIVE
        + r",? (?:f|ф|fond|d|c|coll|RG|carton|box)\.? ?\d+[\w-]*,? (?:op|оп|inv|reg|ll?|лл?|d|v|file|"
        r"folder|r|p)"
        r"\.? ?\d"
    ),
    "file": re.compile(r"\b(?:FO|WO|CAB|ADM|F\.O\.) ?\d{2,4}/\d+"),
    "source": re.compile(
        r"(?<!\w)(?:Sources?: (?=[A-Z“\"])|Pub(?:l|lished)\.? (?:in|from)(?: the [a-z]+)?: |"
        r"First published in|"
        r"Reprinted (?:from|in)[: ]|Translated from |Quoted (?:from|in): |Archival reference: )"
    ),
    "printer": re.compile(
        r"^[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?[:,.] (?:State )?"
        r"(?:Print(?:ing|ed|ers?)\b|Publishing|Typograph|Press of)"
    ),
    "emphasis": re.compile(
        r"[(\[](?:(?:the )?(?:emphas[ie]s|italics|underlin\w+|stress|bold\w*)|my |our )"
        r"(?:[^()\[\]]{0,12})(?:added|mine|ours|supplied|italics|emphasis|original)[^()\[\]]{0,30}[)\]]",
        re.IGNORECASE,
    ),
    "asterisk note": re.compile(r"(?<=[.)\]”\"’] )\*{1,4} ?(?=[A-Z“][^*]*$)"),
    "bracketed note": re.compile(r"\[(?:Foot)?[Nn]ote(?: \d+)?: "),
}

# Lines that are apparatus by how they begin; the whole block goes with them where it is one line.
EDITORIAL_STARTS: dict[str, re.Pattern[str]] = {
    "imprint": re.compile(
        r"(?:Source|Sources|Published (?:in|by)|Publ\. in|Reprinted|First published|Originally published|"
        r"Translat(?:ed|ion|or)|Archival reference|For citation|Cite (?:this|as)|How to cite|"
        r"Citation)\b[^.!?]{0,12}"
        r"[: ](?=.)(?!.*\b(?:was|were|had|has|is|are)\b)"
    ),
    "identifier": re.compile(r"(?:ISBN|ISSN|DOI|doi|UDC|УДК|JEL|Keywords?|Key words)\b ?:?"),
    "copyright": re.compile(r"(?:©|\(c\) ?\d{4}|Copyright\b|All rights reserved)"),
    "notice": re.compile(
        r"(?:Attention,? readers?|Note to (?:the )?readers?|Editor(?:’s|'s|ial|s’)? (?:note|remark|"
        r"comment)s?|"
        r"Note (?:by|of|from) the (?:editors?|translators?|compilers?|publishers?|authors?)|"
        r"Translator(?:’s|'s)? notes?|Compiler(?:’s|'s)? notes?|Author(?:’s|'s)? notes?)\b",
        re.IGNORECASE,
    ),
}
# Books named on a line of their own: what an article rests on, and the book that a review is about.
BOOKS: dict[str, re.Pattern[str]] = {
    "literature": re.compile(
        r"(?:bibl(?:iogr(?:aphy)?)?|lit(?:erature)?|ref(?:erence)?s?|sources?|further reading|works cited|"
        r"kaynak(?:ça|lar)?|bibliyografya|ədəbiyyat|лит(?:ература)?|библ(?:иография)?|источники?|"
        r"գրականություն)\.? ?: ?(?=\S)",
        re.IGNORECASE,
    ),
    "reviewed": re.compile(
        r"(?=[A-Z“\"].{20,300}\b(?:1[6-9]|20)\d\d[.,;)] (?:[^.]{0,30}[.,;] )?"
        r"(?:Pp?\. ?[ivxlc\d]|[ivxlc]+ ?[+,] ?\d+ ?p|\d+ ?pp?\b|\d+ pages)[^.]*\.?.{0,40}$)"
    ),
}
# A note's number as printers set it, without a stop: an article's or an item's has one.
BARE_NUMBER = re.compile(r"(\d{1,3}) (?=[A-Z“\"«])")
# A heading after which the text is notes or a list of books.
NOTES_HEADING = re.compile(
    r"(?:end|foot)?notes(?: and (?:references|sources))?|references?|bibliography|works cited|sources|"
    r"literature|sources and literature|references and notes|notes to (?:the )?(?:chapter|text|"
    r"pages?).{0,20}|"
    r"примечания|литература|источники|список литературы",
    re.IGNORECASE,
)

_WORD = re.compile(r"[^\W\d_][\w’']*")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z]")
_STRANGE = re.compile(r"[\u0400-\u04ff]|[a-z]{1,}[A-Z]|[A-Z][A-Z]+[a-z]{2,}[A-Z]|[a-zA-Z][0-9][a-zA-Z]")


def is_editorial(line: str) -> bool:
    """Whether a block that begins with ``line`` is an imprint, a notice or the like.

    "Published by order of the Revkom" opens an imprint only with a colon or a citation after it.
    """
    named = [name for name, row in EDITORIAL_STARTS.items() if row.match(line)]
    return bool(named) and (named != ["imprint"] or ":" in line[:40] or bool(citation_marks(line)))


def names_books(text: str) -> bool:
    """Whether a paragraph lists books: "Bibl.: V. Cuinet, La Turquie d'Asie, Paris, 1890"."""
    return any(row.match(text) for row in BOOKS.values()) and bool(citation_marks(text))


def citation_marks(text: str) -> dict[str, int]:
    """How often each mark of a citation stands in ``text``; marks that do not occur are left out."""
    counts = {name: len(mark.findall(text)) for name, mark in CITATION_MARKS.items()}
    return {name: count for name, count in counts.items() if count}


def citation_density(text: str) -> float:
    """Marks of a citation for each word; 0 where only such marks occur as prose has too, and few of them."""
    marks = citation_marks(text)
    total = sum(marks.values())
    if not set(marks) - WEAK_MARKS and total < 3:
        return 0.0
    return total / max(len(text.split()), 1)


def garbled_share(text: str) -> float:
    """Share of the words of ``text`` that are Cyrillic, or Latin letters that OCR made of it."""
    if not is_strange(text):
        return 0.0
    words = _WORD.findall(text)
    strange = sum(map(is_strange, words))
    return strange / len(words) if words and strange >= 2 else 0.0


def is_strange(text: str) -> bool:
    """Whether ``text`` holds Cyrillic, or capitals and figures inside words as OCR makes of it."""
    return bool(_STRANGE.search(text))


def reference_after_words(text: str) -> bool:
    """Whether a reference follows words that are none: a signature, the last words of a document."""
    starts = [m.start() for row in REFERENCE_STARTS.values() for m in row.finditer(text)]
    return bool(starts) and bool(text[: min(starts)].strip()) and not citation_marks(text[: min(starts)])


def is_cyrillic(text: str) -> bool:
    """Whether the text as a whole is written in Cyrillic, so that such letters tell nothing of notes."""
    return len(_CYRILLIC.findall(text)) > len(_LATIN.findall(text))


def note_number(line: str) -> int | None:
    """The number with which a line opens as a note does; 0 for an asterisk or dagger; None without one."""
    match = NOTE_NUMBER.match(line)
    if match is None:
        return None
    digits = match[1] or match[2] or match[3]
    return int(digits) if digits else 0
