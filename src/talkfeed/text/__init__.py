"""Validators: external text → text that every format can represent, one function per kind.

`line` and `block` return plain text (Unicode, NFC), `url` an absolute http address (RFC 3986, 3987)
and `markdown` an abstract (CommonMark → sanitised HTML and plain text). `escape` escapes text for
HTML, `unescape` resolves character references. `balanced` repairs text that was cut, `unmarked`
prepares it for comparison. `read_xml` parses untrusted documents, and `number` a whole number;
`split` and `join` accept any text as an address, `destination` a target to publish to. `length`
reads how long a talk is; `seconds_of`, `iso_length` and `clock_length` write it for programs and
pages, `write_length` for people. Validated values need no further checks.
"""

from __future__ import annotations

from talkfeed.text.address import is_web, join, split, url
from talkfeed.text.destination import Destination, destination
from talkfeed.text.length import clock_length, iso_length, length, seconds_of, write_length
from talkfeed.text.lines import balanced, block, escape, line, number, unescape, unmarked, xml_safe
from talkfeed.text.markup import markdown
from talkfeed.text.xml import read_xml

__all__ = [
    "Destination",
    "balanced",
    "block",
    "clock_length",
    "destination",
    "escape",
    "is_web",
    "iso_length",
    "join",
    "length",
    "line",
    "markdown",
    "number",
    "read_xml",
    "seconds_of",
    "split",
    "unescape",
    "unmarked",
    "url",
    "write_length",
    "xml_safe",
]
