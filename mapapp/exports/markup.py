"""Text inside XML 1.0, so that a reader gets back what was written, letter by letter.

XML cannot hold most control characters: U+FFFD stands in the place of each, so that offsets stay.
"""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
# A reader of XML turns tabs and line ends in an attribute into spaces, unless they are written so.
_VALUE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)
_NOT_IN_IRI = re.compile(r"[^!#$%&'()*+,\-./0-9:;=?@A-Z_a-z~\[\]]")


def holdable(text: str) -> str:
    """The text with U+FFFD for each character that XML cannot hold."""
    return _FORBIDDEN.sub("\ufffd", text)


def xml_text(text: str) -> str:
    """Text between tags.

    >>> xml_text("a < b ]]> c")
    'a &lt; b ]]&gt; c'
    """
    return holdable(text).translate(_TEXT)


def xml_value(text: str) -> str:
    """The value of an attribute, without its quotes."""
    return holdable(text).translate(_VALUE)


def attributes(**values: str | None) -> str:
    """Attributes with a space before each; those without a value are left out; ``xml_id`` is ``xml:id``."""
    return "".join(
        f' {name.replace("_", ":") if name.startswith("xml_") else name}="{xml_value(value)}"'
        for name, value in values.items()
        if value
    )


def iri(text: str) -> str:
    """Text as part of an IRI: what may not stand there is percent-encoded.

    >>> iri("a b<c>")
    'a%20b%3Cc%3E'
    """
    return _NOT_IN_IRI.sub(lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()), text)
