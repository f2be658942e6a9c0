"""Forms of dates that count from another day: "the next day", "on the 19th", "two weeks ago", "that week".

As in ``written``; what they count from, ``context`` says.
"""

from __future__ import annotations

from mapapp.dates import beside, counting, readers
from mapapp.dates.rule import DAY_OF_MONTH, Rule

RELATIVE: tuple[Rule, ...] = (
    Rule("day, month or year counted", "unit", r"\b{shift}\s+(?P<unit>day|date|month|year)\b(?!\s*[-’'])",
         counting.counted, article=True),
    Rule("later that month", "unit", r"\b(?i:later|earlier)\s+(?:in\s+|on\s+)?(?:the\s+)?{shift}\s+{unit}",
         counting.counted),
    Rule("part of that month", "unit", r"\b{part}\s+(?:of\s+|in\s+)?(?:the\s+)?{shift}\s+{unit}",
         counting.counted, article=True),
    Rule("part of the present month", "unit",
         r"\b{part}\s+of\s+(?:the|this)\s+(?P<shift>present|current)\s+(?P<unit>month|year)\b",
         counting.part_of_own, article=True),
    Rule("month or year of writing", "unit",
         r"\b(?P<shift>present|current)\s+(?P<unit>month|year)\b(?!\s*[-’']|,\s*\d)",
         counting.part_of_own, article=True),
    Rule("new year", "unit", r"\b{part}\s+of\s+(?:the|a)\s+new\s+(?P<unit>year)\b", counting.new_year,
         article=True),
    Rule("in the new year", "unit", r"\b[Ii]n\s+the\s+new\s+year\b(?!['’])", counting.new_year),
    Rule("month's end", "unit", r"\b(?P<unit>month|year)['’]s\s+(?P<part>end)\b", counting.counted),
    Rule("day of that month", "unit", r"\b{ordinal}\s+of\s+(?:the\s+)?{shift}\s+(?P<unit>month)\b",
         counting.counted, article=True),
    Rule("day of this month", "letter",
         r"\b{ordinal}\s+(?:of\s+(?:the\s+)?)?(?P<shift>instant|inst\.?|ultimo|ult\.?|proximo|prox\.?|"
         r"current(?=\s*[.,;])|present\s+month|current\s+month|this\s+month)(?!\w)", counting.counted,
         article=True),
    Rule("day alone", "nth", r"(?:(?<=the )|(?<=The ))\b{nth}", counting.day_alone, article=True),
    Rule("day alone in words", "nth word",
         r"(?:(?<=on the )|(?<=On the )|(?<=by the )|(?<=until the ))\b{nth_word}",
         counting.day_alone, article=True),
    Rule("day alone, no article", "nth",
         r"(?:(?<=on )|(?<=until )|(?<=till )|(?<=\sby )|(?<=received )|(?<=dated )|(?<=began )|(?<=since )|"
         r"(?<=night of )|(?<=morning of )|(?<=evening of )|(?<=\())\b{nth}"
         r"(?=\s*[.,;:)]|\s+(?:and|but|at|from|to|of\s+this)\b)", counting.day_alone),
    Rule("day alone in a list", "nth",
         r"(?:(?<=\dst)|(?<=\dnd)|(?<=\drd)|(?<=\dth))(?:, | and )(?P<day>(?:the\s+)?{nth})"
         r"(?=\s*[.,;:)]|\s+and\s+(?:the\s+)?\d)", counting.day_in_list),
    Rule("days alone", "nth", r"(?:(?<=the )|(?<=The )|(?<=night of ))\b{nth}(?:{to}|\s?/\s?){nth2}",
         counting.day_alone, article=True),
    Rule("weekday and day", "weekday", r"\b{day_name_or_short},?\s+(?:the\s+)?{nth}", counting.day_alone),
    Rule("time of a day", "hour", r"\b{shift}\s+{day_time}", counting.day_time, article=True),
    Rule("time of the day after", "hour", r"\b{day_time}\s+(?P<shift>after|before)\b{free}",
         counting.day_time, article=True),
    Rule("week", "hour",
         r"\b(?P<shift>(?i:(?:that|the)\s+(?:very\s+)?same|that|the\s+(?:following|next|previous)))\s+"
         r"(?P<unit>week)\b(?!-)", counting.day_time),
    Rule("week of a letter", "hour", r"\b(?P<shift>(?i:last|next))\s+(?P<unit>week)\b(?!-)",
         counting.day_time),
    Rule("nth day", "hour",
         r"(?:(?<=[Oo]n the )|(?<=[Bb]y the ))(?P<ordinal>{ordinals})\s+day\b(?!\s+(?:of|in|that|before)\b)",
         counting.nth_day, article=True),
    Rule("days that followed", "span",
         r"\b{number}\s+(?P<unit>days|weeks|months)\s+(?:that\s+followed|following)\b",
         beside.days_following, article=True),
    Rule("following days", "span",
         r"(?:(?<=[Ii]n )|(?<=[Oo]n )|(?<=[Dd]uring ))(?:the\s+)?(?:next|following)\s+"
         r"{number}\s+(?P<unit>days)\b",
         beside.days_following),
    Rule("stretch", "span",
         r"(?i:(?<=\bin )|(?<=for )|(?<=over )|(?<=during )|(?<=within )|(?<=course of ))(?:the\s+)?"
         r"(?P<shift>(?i:next|following))\s+{number}\s+{unit}", beside.stretch),
    Rule("stretch back", "span",
         r"(?i:(?<=\bin )|(?<=for )|(?<=over )|(?<=during )|(?<=within )|(?<=course of ))"
         r"(?:(?:the|these)\s+)?"
         r"(?:(?P<shift>(?i:last|past))\s+{number}\s+{unit}|"
         r"(?P<past>(?i:past))\s+(?P<one>(?i:week|fortnight|month|year))\b)", beside.stretch),
    Rule("stretch back, turned", "span",
         r"(?i:(?<=\bin )|(?<=for )|(?<=over )|(?<=during )|(?<=within )|(?<=course of ))"
         r"(?:(?:the|these)\s+)?{number}\s+{unit}\s+(?P<shift>past)\b", beside.stretch),
    Rule("season that followed", "season",
         r"\b{season}\s+(?P<shift>that\s+followed\b|(?:after|before)\b(?=\s*[,.;]|\s+(?:and|that)\b))(?:\s+that\b)?",
         beside.that_followed, article=True),
    Rule("unit that followed", "span", r"\b(?P<unit>day|week|month|year)\s+(?P<shift>that\s+followed)\b",
         beside.that_followed, article=True),
    Rule("week after", "hour",
         r"\b(?P<unit>week)\s+(?P<shift>after|before)\b(?=\s*[,.;]|\s+(?:and|he|she|it|we|they)\b)",
         beside.that_followed, article=True),
    Rule("day beside another", "month",
         r"\bday\s+(?P<shift>after|following|before)\s+(?:the\s+)?" + DAY_OF_MONTH,
         beside.beside_day, article=True),
    Rule("day beside a day alone", "nth", r"\bday\s+(?P<shift>after|following|before)\s+the\s+{nth}",
         beside.beside_day, article=True),
    Rule("eve of a day", "month",
         r"\beve\s+of\s+(?:the\s+)?" + DAY_OF_MONTH, beside.beside_day, article=True),
    Rule("eve", "eve", r"\b[Oo]n\s+(?P<span>the\s+(?:very\s+)?eve)\b(?!\s+of)", beside.eve),
    Rule("weekday of a month", "weekday",
         r"\b(?P<which>first|second|third|fourth|last)\s+{day_name}\s+(?:of|in)\s+{month}{of_year}?",
         beside.nth_weekday, article=True),
    Rule("week of a day", "month",
         r"\bweek\s+(?P<which>of|ending|beginning|commencing)\s+(?:the\s+)?" + DAY_OF_MONTH,
         beside.week_of, article=True),
    Rule("days from a day", "from a day",
         r"\b{number}\s+(?P<unit>days?|weeks?)\s+(?P<shift>after|before)\s+the\s+(?:\w+\s+){1,3}(?:of|on)\s+"
         r"(?:the\s+)?" + DAY_OF_MONTH, beside.days_from_day),
    Rule("year told in words", "year told",
         r"(?:(?<=[Ii]n )|(?<=year ))['’]{tens}(?!['’]|\s+(?:[A-Z]|of\b|days|years))", readers.calendar_date),
    Rule("season told in words", "season",
         r"\b{season}\s+of\s+['’]?{tens}(?!\s+(?!(?:we|he|she|they|it|when|but)\b)[a-z])",
         readers.season, article=True),
    Rule("decade told in words", "decade",
         r"(?:(?<=[Ii]n )|(?<=[Ss]ince )|(?<=until )|(?<=\bof )|(?<=from ))the\s+"
         r"(?:(?P<part>early|mid|late)[\s-]+)?(?P<tens>(?i:twenties|thirties|forties|fifties|sixties|seventies|eighties|"
         r"nineties))\b", counting.decade_told),
    Rule("hours away", "away",
         r"\b(?P<number>24|48|72|(?i:twenty-four|forty-eight|seventy-two))\s+hours\s+"
         r"(?:{direction}|(?P<that>after|before)\s+(?:that|this)\b)",
         beside.hours_away),
    Rule("weekday told of", "weekday",
         r"\b[Tt]he\s+(?P<shift>following|next|previous|preceding)\s+{day_name}", beside.weekday_told),
    Rule("weekday beside", "weekday",
         r"\b[Tt]he\s+{day_name}\s+(?P<shift>after|before|following|previous)\b"
         r"(?=\s*[,.;]|\s+(?:I|he|she|it|we|they|had)\b)",
         beside.weekday_told),
    Rule("middle of the month", "unit", r"\b(?P<part>mid)-(?P<unit>month|year)\b", counting.counted),
    Rule("day from today", "now", r"\b{deictic}{of_day}?", counting.deictic),
    Rule("the morrow", "now", r"\b[Tt]he\s+morrow\b(?!\s+of)", counting.morrow),
    Rule("weekday", "weekday",
         r"(?:(?P<shift>[Ll]ast|[Nn]ext)\s+|(?<=[Oo]n )|(?<=[Oo]n the )|(?<=[Bb]y )|"
         r"(?<=\wed )|(?<=fell )|(?<=\bfor )|(?<=leave )|(?<=left )|(?<=until )|(?<=[Ss]ince )|(?<=from )|"
         r"(?<![Aa] )(?<!the )(?<!very )(?<!each )(?<!that )(?<=[a-z] )"
         r"(?=\w+\s+(?:night|morning|afternoon|evening)\b"
         r"(?!\s+\w+s\b)))"
         r"{day_name}"
         r"(?:\s+(?P<last>last|next)\b|\s+of\s+(?P<week>last|this|next)\s+week\b)?{of_day}?",
         counting.weekday),
    Rule("that weekday", "weekday",
         r"(?:\bThat|(?:(?<=on )|(?<=by )|(?<=of )|(?<=to )|(?<=from )|(?<=after )|(?<=until ))that|"
         r"\bthat(?=\s+\w+\s*[.,;:!?)]))\s+(?:same\s+)?{day_name}", counting.that_weekday),
    Rule("weekdays", "weekday",
         r"(?:(?<=from )|(?<=between )){day_name}\s+(?:to|until|till|and)\s+{day_name2}", beside.weekdays),
    Rule("the day after", "unit",
         r"\b(?P<unit>day|month|year)\s+(?P<shift>after|following|before)\b"
         r"(?:{free}|(?=(?<=[:;.]\s[Tt]he\s\w{3}\sbefore)[^.;:,]{3,40}\shad\b"
         r"|(?<=[:;.]\s[Tt]he\s\w{4}\sbefore)[^.;:,]{3,40}\shad\b))",
         counting.counted, article=True),
    Rule("units away", "away", r"(?<![Hh]alf )\b{number}\s+{unit}\s+{direction}", counting.units_away),
    Rule("anniversary", "ago",
         r"\b{number}\s+(?P<unit>(?i:years?|century|centuries))\s+ago\s+"
         r"(?:to\s+the\s+day|(?P<to2>today|this\s+(?:very\s+)?(?:day|month)))\b",
         counting.anniversary),
    Rule("seasons away", "season", r"\b{number}\s+(?P<season>{seasons})s\s+{direction}",
         counting.seasons_away),
    Rule("half a year away", "half",
         r"\b(?:(?i:half)\s+an?\s+(?P<half>year|decade|century)|{number}\s+(?:years?\s+and\s+a\s+half|and\s+a\s+half\s+years))\s+{direction}",
         counting.half_a_year),
    Rule("in units' time", "time", r"\b[Ii]n\s+{number}\s+{unit}['’]?s?['’]?\s+time\b", counting.units_ahead),
    Rule("units away from that", "away",
         r"\b{number}\s+{unit}\s+(?P<direction>(?i:after|before))\s+(?:that|this)\b"
         r"(?:{free}|(?=\s+(?:he|she|it|we|they|the|when|our|his|their)\b))", counting.units_away),
    Rule("units before, at the head of a look back", "away",
         r"(?:\A|(?<=\n)|(?<=[.;:!?,]\s)){number}\s+{unit}\s+(?P<direction>before|after)"
         r"(?=\s+(?:(?:I|he|she|it|we|they)|(?:the|a|his|her|our|their|[A-Z]\w+)(?:\s+[a-z]+){0,2})\s+had\b)",
         counting.units_away),
    Rule("units after, at the head of a sentence", "away",
         r"(?:\A|(?<=\n)|(?<=[.;!?]\s)|(?<=[.;!?]\s[AB][nu][dt]\s)){number}\s+{unit}\s+(?P<direction>after)"
         r"(?=\s+(?:I|he|she|it|we|they|the|[A-Z]\w+)\s[^,;:.]{0,300}[.;:])", counting.units_away),
    Rule("units after an event, at the head of a sentence", "away",
         r"(?:\A|(?<=\n)|(?<=[.;!?]\s)){number}\s+{unit}\s+(?P<direction>after|before)"
         r"\s+(?:the|our|my|his|her|its|their)\s+[a-z]+(?=[^.;:\d]{0,300}[.;:])(?![^.;:]{0,300}\b{full_month})",
         counting.units_away),
    Rule("month after, at the head of a sentence", "unit",
         r"(?:(?<=\n)|(?<=[.;!?]\s))[Tt]he\s+(?P<unit>day|month|year)\s+"
         r"(?P<shift>after(?=(?:\s+that\b)?\s+(?:I|he|she|it|we|they|an?)\s[^,;:.]*[.;:])|"
         r"before(?=\s+(?:I|he|she|it|we|they)\s+had\b))(?:\s+that\b)?", counting.counted),
    Rule("units before, in a look back", "away",
         r"(?:(?<=had )|(?<=only )|(?<=just ))\b{number}\s+{unit}\s+(?P<direction>before|previously)"
         r"(?=\s+(?!the\b|a\b|their\b|his\b|her\b|its\b)\w+(?:ed|en|wn|ught)\b)", counting.units_away),
    Rule("feast", "feast",
         r"\b(?:(?P<shift>[Ll]ast|[Nn]ext|(?<=[Tt]he )(?:following|previous))\s+)?(?!(?<=at )N[ao])"
         r"{feast}{of_year}?",
         readers.feast, article=True),
)  # fmt: skip
