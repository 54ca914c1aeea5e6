"""Validators: external text → text that every format can represent, one function per kind.

`line` and `block` are plain text (Unicode, NFC), `url` an absolute http address (RFC 3986, 3987),
`markdown` an abstract (CommonMark → sanitised HTML and plain text), `escape` goes into HTML.
`unescape` resolves references of HTML. `balanced` is for text that was cut, `unmarked` for what is
compared; `read_xml` reads documents of others, `number` a whole number; `split` and `join` take any
text for an address.
Values that have been validated need no further checks.
"""

from __future__ import annotations

from talkfeed.text.address import is_web, join, split, url
from talkfeed.text.lines import balanced, block, escape, line, number, unescape, unmarked, xml_safe
from talkfeed.text.markup import markdown
from talkfeed.text.xml import read_xml

__all__ = [
    "balanced",
    "block",
    "escape",
    "is_web",
    "join",
    "line",
    "markdown",
    "number",
    "read_xml",
    "split",
    "unescape",
    "unmarked",
    "url",
    "xml_safe",
]
