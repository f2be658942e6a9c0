"""A page that stands alone: scripts, styles and data in one file, under a policy that lets nothing else in.

Pure: files come in as text and the page goes out as text. ES modules are joined without a bundler, each in a
function of its own, in the order in which they need one another.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from graphlib import TopologicalSorter
from hashlib import sha256

IMPORT = re.compile(r'^import \{ ([\w, ]+) \} from "\./([\w-]+\.js)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class) (\w+))", re.MULTILINE)
# What a line may not begin with once the two forms above are gone.
LEFT = re.compile(r"^(?:import|export)\b(?!\()", re.MULTILINE)
POLICY = (
    "default-src 'none'; script-src {scripts}; style-src {styles}; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)


def join_modules(modules: Mapping[str, str], entry: str) -> str:
    """One script that does what the module ``entry`` of a folder does, with all that it imports.

    Raises ValueError where a module imports or exports in another form than ``import { a } from "./b.js"``
    and ``export function``, ``export const`` or ``export class``; graphlib.CycleError where two need each
    other; KeyError where one is missing.
    """
    needs: dict[str, set[str]] = {}
    waiting = [entry]
    while waiting:
        name = waiting.pop()
        if name not in needs:
            needs[name] = {found for _, found in IMPORT.findall(modules[name])}
            waiting.extend(needs[name])
    order = TopologicalSorter({name: sorted(found) for name, found in sorted(needs.items())}).static_order()
    parts = ["'use strict';\nconst modules = {};", *(wrapped(name, modules[name]) for name in order)]
    return "(() => {\n" + "\n".join(parts) + "\n})();\n"


def wrapped(name: str, text: str) -> str:
    """A module as a function that is called at once and returns what the module exports."""
    names = ", ".join(EXPORT.findall(text))
    body = EXPORT.sub("", IMPORT.sub(r'const { \1 } = modules["\2"];\n', text))
    if left := LEFT.search(body):
        line = body[left.start() :].partition("\n")[0]
        raise ValueError(f"{name}: {line!r} cannot be joined; write import {{ a }} from, or export function")
    return f'modules["{name}"] = (() => {{\n{body}return {{ {names} }};\n}})();'


def script_text(text: str) -> str:
    """A script as it may stand in a page: nothing in it ends its element, and its line ends are plain."""
    return re.sub(r"<(/script|!--)", r"<\\\1", text.replace("\r\n", "\n"), flags=re.IGNORECASE)


def json_text(value: object) -> str:
    """JSON that may stand in a script element: nothing in it can end the element or the line."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.translate({ord("<"): "\\u003c", ord(">"): "\\u003e", 0x2028: "\\u2028", 0x2029: "\\u2029"})


def data_uri(content: bytes, media_type: str) -> str:
    """An address that holds its content."""
    return f"data:{media_type};base64,{b64encode(content).decode('ascii')}"


def style_element(text: str) -> str:
    """A style sheet as an element; raises ValueError where it could end the element or asks for a file."""
    if "</style" in text.lower() or re.search(r"url\((?!['\"]?(?:data:|#))|@import", text):
        raise ValueError("a style sheet that stands in a page can neither hold </style nor ask for files")
    return f"<style>{text}</style>"


def script_elements(scripts: Sequence[str]) -> str:
    """Scripts as elements, one behind the other."""
    return "\n".join(f"<script>{script_text(text)}</script>" for text in scripts)


def policy(scripts: Sequence[str], style: str) -> str:
    """The Content-Security-Policy that lets in just these scripts and this style, by their hashes."""
    return POLICY.format(
        scripts=" ".join(hash_source(script_text(text)) for text in scripts), styles=hash_source(style)
    )


def hash_source(text: str) -> str:
    """A text as the policy names it."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode('ascii')}'"
