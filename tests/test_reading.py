"""Reading texts: hyphens, page breaks, lost spaces, and the map back to the raw text."""

from pathlib import Path

import pytest
from hypothesis import given
from test_zones import texts

from mapapp.geoparse.reading import make_readings
from mapapp.geoparse.spacing import split_token
from mapapp.geoparse.words import vocabulary
from mapapp.geoparse.zones import find_zones

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
SOFT_HYPHENS = "-‐‑\u00ad¬"


def read(text, zone="body"):
    return make_readings(text, find_zones(text))[zone].text


@pytest.mark.parametrize(
    ("raw", "reading"),
    [
        ("the town of Zan-\ngazur fell", "the town of Zangazur fell"),
        ("in Sharur-\nDaralayaz then", "in Sharur-Daralayaz then"),
        ("Nagorno-Karabakh, and Nago-\nrno-Karabakh again", "Nagorno-Karabakh, and Nagorno-Karabakh again"),
        ("the strategic anti- \nEntente pact", "the strategic anti-Entente pact"),
        ("ALL THREE RE-\nPUBLICS fell", "ALL THREE REPUBLICS fell"),
        ("far-\nreaching plans", "far-reaching plans"),
        ("a Revolution-\n\nary Committee", "a Revolutionary Committee"),
        ("the eve of occu\npation of Baku", "the eve of occupation of Baku"),
        ("then Mus\ntafa Kamal", "then Mustafa Kamal"),
        ("in or\nder to hold Kars", "in order to hold Kars"),
        ("they came in\nto power and went on\nto Kars", "they came in to power and went on to Kars"),
        ("from Mos-cow; Moscow", "from Moscow; Moscow"),
        ("a well-known, far-off place", "a well-known, far-off place"),
        ("the UN-approved co-operation of pre-war days", "the UN-approved co-operation of pre-war days"),
        ("Ka\u00adra\u00adbakh is\t  far", "Karabakh is far"),
        ("the ﬁrst ofﬁce", "the ﬁrst ofﬁce"),
        ("First.\n\nSecond one.", "First.\nSecond one."),
        ("Karabakh, of the\n\npeople of Shusha.", "Karabakh, of the people of Shusha."),
        ("Dear Sir,\n\nI went to Kars.", "Dear Sir,\nI went to Kars."),
        ("On that day G.K.\nOrdzhonikidze wired.", "On that day G.K. Ordzhonikidze wired."),
        ("the fall of Baku in April\n1920. It rained.", "the fall of Baku in April 1920. It rained."),
        ("1919\nMay 2: It met.\nMay 3: It rained.", "1919\nMay 2: It met.\nMay 3: It rained."),
        ("late, and when\n| came to Kars it rained", "late, and when | came to Kars it rained"),
        ("It said:\n1. Kars is free;\n2. Batum is not.", "It said:\n1. Kars is free;\n2. Batum is not."),
    ],
)
def test_lines_are_joined(raw, reading):
    assert read(raw) == reading


@pytest.mark.parametrize(
    ("raw", "reading"),
    [
        ("thestatesinCaucasus", "the states in Caucasus"),
        ("BalticRepublics,thestates", "Baltic Republics, the states"),
        ("Baku and Yalama-Bakuwithinfivedays; Baku", "Baku and Yalama-Baku within five days; Baku"),
        ("ofsocialprogress,ondemocraticprinciples", "of social progress, on democratic principles"),
        ("the 27thAprilandtocompletetheoperation", "the 27th April and to complete the operation"),
        ("importanceforus.Focusall", "importance for us. Focusall"),
        ("RedFleetofSocialistSovietRepublic", "Red Fleet of Socialist Soviet Republic"),
        ("noted thatin a letter", "noted that in a letter"),
        ("days.”At that hour", "days.” At that hour"),
        ("G.V.Chicherin, i.e. the people:“The end", "G.V.Chicherin, i.e. the people:“The end"),
    ],
)
def test_lost_spaces_are_put_back(raw, reading):
    assert read(raw) == reading


NAMES = """
Shuttleworth Churchill Stepanakert Kirovabad Herher Hasanabad Alexandropol Ordzhonikidze
Transcaucasia Nzhdeh Akhalkalaki Elizavetpol Daralagez Khankendi Shakhtakhtinsky Bashkadiklar
Hovannisian counterrevolutionary Azrevcom Makhmudbekov Armenophilia vilayet uyezds musavatists
notwithstanding MacDonell DeMartel RSFSRs sovnarkom Khudaferin Karakilisa bashibazouks mutessarif
gubernia Zakataly Wardrop Sovietization Narimanov Novobayazet
"""


@pytest.mark.parametrize("name", NAMES.split())
def test_names_and_rare_words_stay_whole(name):
    assert split_token(name, vocabulary("")) == ()


def test_garbled_words_are_no_phrases():
    raw = "They left.\n\n6 KommyHucer, 1920, 12 mas; Tenerpamma C.Kuposa IYuuepuHy // PTACIIN, ¢.5, on.1, n.1"
    assert "KommyHucer" in read(raw, "apparatus")
    assert "IYuuepuHy" in read(raw, "apparatus")


def test_a_sentence_goes_on_over_notes_and_page():
    raw = "The delegates left Yere-\n\n22 Ibid., p. 5; FO 371/3301.\n\nvan for Tiflis."
    reading = make_readings(raw, find_zones(raw))["body"]
    assert reading.text == "The delegates left Yerevan for Tiflis."
    span = reading.to_raw(19, 26)
    assert raw[span.start : span.end].startswith("Yere-\n")
    assert raw[span.start : span.end].endswith("\nvan")


def test_a_caption_does_not_join_the_halves_of_a_sentence():
    raw = "Following the urgent wire\n\nThe ruins of Shusha\nin March 1920\n\nthe measures were taken."
    assert read(raw).split("\n") == [
        "Following the urgent wire",
        "The ruins of Shusha in March 1920",
        "the measures were taken.",
    ]


def test_an_inserted_blank_has_the_offset_of_what_follows():
    raw = "in thestatesinCaucasus"
    reading = make_readings(raw, find_zones(raw))["body"]
    blank = reading.text.index(" states")
    assert reading.raw[blank] == reading.raw[blank + 1] == raw.index("states")


def faults(text):
    """What is wrong with the readings of a text; empty where nothing is."""
    seen = set()
    for reading in make_readings(text, find_zones(text)).values():
        if len(reading.text) != len(reading.raw) or list(reading.raw) != sorted(reading.raw):
            yield "the map does not fit"
        if any(c != text[o] and c not in " \n" for c, o in zip(reading.text, reading.raw, strict=True)):
            yield "a character is not the source's"
        if any(pair in reading.text for pair in ("  ", "\n\n", " \n", "\n ")):
            yield "white space is not folded"
        own = [o for c, o in zip(reading.text, reading.raw, strict=True) if not c.isspace()]
        if len(own) != len(set(own)) or seen & set(own):
            yield "a character stands twice"
        seen |= set(own)
    missing = {o for o, c in enumerate(text) if not c.isspace() and c not in SOFT_HYPHENS} - seen
    if missing:
        yield f"not read: {sorted(missing)[:5]}"


@given(texts)
def test_every_character_is_read_once(text):
    assert list(faults(text)) == []


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_a_real_text_is_read_whole(path):
    assert list(faults(path.read_bytes().decode())) == []


LINES = {
    "ru": "Утром отряд пошёл на\nзапад и к ночи вошёл в\nгород Шуша. Жители вышли на\nдорогу.",
    "de": "Der Konsul von Tiflis ging\nmit dem Zug nach Batum und\ner schrieb in der\nNacht einen Bericht.",
    "fr": "Le consul quitta Tiflis dans la\nnuit avec les troupes et le\ngénéral pour la\nville.",
    "hy": "Գունդը մտավ\nքաղաք և հետո\nգնաց դեպի\nարևմուտք։",
}


@pytest.mark.parametrize("stated", [True, False])
@pytest.mark.parametrize("code", LINES)
def test_a_line_end_parts_words_in_every_language(code, stated):
    raw = LINES[code]
    reading = make_readings(raw, find_zones(raw), language=code if stated else "")["body"].text
    assert reading == raw.replace("\n", " ")


def test_without_a_word_list_a_word_is_joined_where_the_text_writes_it_whole():
    raw = "Отряд занял Шушу. Из Шу\nши пишут: в город вошёл отряд, а в Шуши тихо. Ата-\nман ушёл."
    reading = make_readings(raw, find_zones(raw), language="ru")["body"].text
    assert "Из Шуши пишут" in reading
    assert "Атаман ушёл" in reading


def test_a_text_without_a_stated_language_is_read_as_english_if_its_words_are():
    raw = "They held the eve of occu\npation and went to the town out\nof which they came."
    reading = make_readings(raw, find_zones(raw), language="")["body"].text
    assert reading == "They held the eve of occupation and went to the town out of which they came."
