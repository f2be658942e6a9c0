"""The single HTML file: all of it inside, nothing of a text that acts, no other host, and small."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest

from mapapp import draw
from mapapp.build import build_atlas
from mapapp.exports.formats import FORMATS
from mapapp.files.gazetteers import own_gazetteer
from mapapp.maps.reasons import reason_words
from mapapp.maps.standalone import hash_source, join_modules, script_text, style_element
from mapapp.query import AtlasQuery, parse_query
from mapapp.store.reading import Atlas, open_atlas

MOST_BYTES = 1_500_000
HOSTILE = "</script><script>alert(1)</script> <!-- <script> \u2028 ${x} `y` \\1 \U0001f5fa </style>"
JS = Path(draw.__file__).parent / "web" / "static" / "js"


def file_of(atlas: Atlas, query: AtlasQuery | None = None) -> str:
    return b"".join(FORMATS["html"].layers["map"](atlas, query or AtlasQuery())).decode("utf-8")


def data_in(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="atlas-data">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


@pytest.fixture(scope="module")
def hostile_atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "texts").mkdir()
    text = f"On 5 May 1920 troops entered Baku and wrote {HOSTILE} on the wall of Baku.\n"
    (folder / "texts" / "one.txt").write_text(text, encoding="utf-8")
    title = f"['one.txt']\ntitle = '''{HOSTILE}'''\nauthor = '''\"><img src=x>'''\n"
    (folder / "texts" / "sources.toml").write_text(title, encoding="utf-8")
    build_atlas(folder / "texts", own_gazetteer(), folder / "atlas.gpkg")
    return open_atlas(folder / "atlas.gpkg")


def test_it_is_small_and_names_no_other_host(atlas: Atlas) -> None:
    page = file_of(atlas)
    assert len(page.encode()) < MOST_BYTES
    markup = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    asked = re.findall(r'(?:src|href|action)="(?!data:|#)([^"]+)"', markup)
    assert asked == []
    assert not re.search(r"url\((?!['\"]?(?:data:|#))", page.partition("</style>")[0])
    assert "default-src &#39;none&#39;" in page


def test_it_holds_every_row_with_its_evidence(atlas: Atlas) -> None:
    data = data_in(file_of(atlas))
    rows = {row["fid"]: row for row in atlas.mentions(AtlasQuery())}
    quotes = data["quotes"]
    assert data["attestations"]["id"] == list(rows)
    for fid, values in quotes["attestations"].items():
        found, row = dict(zip(quotes["fields"], values, strict=True)), rows[int(fid)]
        reading = quotes["passages"][str(row["passage"])][quotes["passage_fields"].index("reading")]
        assert reading == row["reading"]
        assert reading[found["mark_start"] : found["mark_end"]]
        said = [quotes["texts"][number] for number in found["reasons"]]
        assert said == [reason_words(reason) for reason in row["reasons"]]


def test_it_holds_only_what_was_asked(atlas: Atlas) -> None:
    query = parse_query([("datetime", "1920-06/1920-08"), ("undated", "exclude"), ("kind", "settlement")])
    page = file_of(atlas, query)
    data = data_in(page)
    rows = list(atlas.mentions(query))
    assert data["attestations"]["id"] == [row["fid"] for row in rows] != []
    assert {place["id"] for place in data["places"]} == {row["place_id"] for row in rows}
    assert "datetime = 1920-06/1920-08" in page


def test_hostile_text_stays_text(hostile_atlas: Atlas) -> None:
    page = file_of(hostile_atlas)
    assert "<script>alert(1)" not in page
    assert "<img src=x>" not in page
    assert page.count("<script") == page.count("</script>")
    assert "\u2028" not in page.partition('id="atlas-data">')[2].partition("</script>")[0]
    title = data_in(page)["sources"][0]["title"]
    assert title == " ".join(HOSTILE.split("\u2028")) or title == HOSTILE


def test_the_policy_names_just_the_scripts_and_the_style(hostile_atlas: Atlas) -> None:
    page = file_of(hostile_atlas)
    head, _, body = page.partition("</head>")
    rule = unescape(re.search(r'Content-Security-Policy" content="([^"]+)"', head)[1])
    scripts = re.findall(r"<script>(.*?)</script>", body, re.DOTALL)
    style = re.search(r"<style>(.*?)</style>", head, re.DOTALL)[1]
    assert rule.count("sha256-") == len(scripts) + 1
    assert all(hash_source(text) in rule for text in [*scripts, style])
    assert "unsafe" not in rule


def test_modules_are_joined_in_the_order_of_their_needs() -> None:
    modules = {
        "a.js": 'import { two } from "./b.js";\nimport { ONE } from "./c.js";\nlog(two(), ONE);\n',
        "b.js": 'import { ONE } from "./c.js";\nexport function two() { return ONE + 1; }\n',
        "c.js": "export const ONE = 1;\n",
        "unused.js": "import everything;\n",
    }
    joined = join_modules(modules, "a.js")
    assert (
        joined.index('modules["c.js"] =')
        < joined.index('modules["b.js"] =')
        < joined.index('modules["a.js"] =')
    )
    assert "unused" not in joined
    assert not re.search(r"^(import|export) ", joined, re.MULTILINE)


@pytest.mark.parametrize(
    "line", ["export default 1;", 'import * as x from "./c.js";', 'export { a } from "./c.js";']
)
def test_a_form_that_cannot_be_joined_is_an_error(line: str) -> None:
    with pytest.raises(ValueError, match=r"a\.js: .* cannot be joined"):
        join_modules({"a.js": f"{line}\n", "c.js": ""}, "a.js")


def test_every_module_of_the_page_can_be_joined() -> None:
    modules = {path.name: path.read_text(encoding="utf-8") for path in JS.glob("*.js")}
    joined = join_modules(modules, "app.js")
    assert 'modules["timeline.js"]' in joined


def test_a_script_cannot_end_its_element() -> None:
    assert script_text("'</SCRIPT>' + '<!--'\r\n") == "'<\\/SCRIPT>' + '<\\!--'\n"
    with pytest.raises(ValueError, match="style sheet"):
        style_element("a { background: url(x.png) }")
