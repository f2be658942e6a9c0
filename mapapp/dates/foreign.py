"""Months of the languages that sources quote: one row a language, twelve groups of forms a row.

A form stands for itself; one that ends in ``*`` for itself and up to four letters of an ending. To teach the
program a language, add a row.
"""

from __future__ import annotations

import re
from functools import lru_cache

_ROWS = {
    # Without "march" and "may", which are other words too.
    "English in small letters": "january, february, -, april, -, june, july, august, september, "
    "october, november, december",
    "French": "janvier, février fevrier, mars, avril, mai, juin, juillet, août aout, septembre, "
    "octobre, novembre, décembre decembre",
    "German": "januar jänner, februar, märz maerz, april, mai, juni, juli, august, september, "
    "oktober, november, dezember",
    "Russian": "январ*, феврал*, март март*, апрел*, май мая мае, июн*, июл*, август*, сентябр*, "
    "октябр*, ноябр*, декабр*",
    "Russian in Latin letters": "ianvar* yanvarya, fevralya fevral, marta, aprelya aprel, maia maya, iiunia "
    "iyunya, iiulia iyulya, avgusta avgust, sentiabr* sentyabr*, oktiabr* oktyabr*, "
    "noiabr* noyabr*, dekabr*",
    "Turkish": "ocak, şubat subat, mart, nisan, mayıs mayis, haziran, temmuz, ağustos agustos, "
    "eylül eylul, ekim, kasım kasim, aralık aralik",
    "Ottoman": "kânunusani kanunusani, şubat, mart, nisan, mayıs, haziran, temmuz, ağustos, "
    "eylül, teşrinievvel tesrinievvel, teşrinisani tesrinisani, kânunuevvel "
    "kanunuevvel",
    "Azerbaijani": "yanvar*, fevral*, mart martın, aprel*, mayın, iyun*, iyul*, avqust*, sentyabr*, "
    "oktyabr*, noyabr*, dekabr*",
    "Armenian": "հունվար*, փետրվար*, մարտ*, ապրիլ*, մայիս*, հունիս*, հուլիս*, օգոստոս*, "
    "սեպտեմբեր*, հոկտեմբեր*, նոյեմբեր*, դեկտեմբեր*",
    "Georgian": "იანვარ* იანვრ*, თებერვალ* თებერვლ*, მარტ*, აპრილ*, მაის*, ივნის*, ივლის*, "
    "აგვისტო*, სექტემბერ* სექტემბრ*, ოქტომბერ* ოქტომბრ*, ნოემბერ* ნოემბრ*, დეკემბერ* "
    "დეკემბრ*",
}
_FORMS = {
    form: number
    for row in _ROWS.values()
    for number, forms in enumerate(row.split(", "), 1)
    for form in forms.split()
    if form != "-"
}
# Longest first, so that an alternation and a search for the beginning both find the right one.
_ORDERED = sorted(_FORMS, key=len, reverse=True)


def foreign_pattern() -> str:
    """A regular expression for a month in one of the languages, in small or capital letters."""
    forms = (re.escape(form.rstrip("*")) + r"\w{0,4}" * form.endswith("*") for form in _ORDERED)
    return rf"(?i:{'|'.join(forms)})\b"


@lru_cache(maxsize=256)
def foreign_month(word: str) -> int | None:
    """The number of a month named in one of the languages, else None.

    >>> foreign_month("Eylül"), foreign_month("сентября"), foreign_month("tax")
    (9, 9, None)
    """
    small = word.lower()
    if small in _FORMS:
        return _FORMS[small]
    stems = (f for f in _ORDERED if f.endswith("*") and small.startswith(f[:-1]))
    return next((_FORMS[stem] for stem in stems), None)
