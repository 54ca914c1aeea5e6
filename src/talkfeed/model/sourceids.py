"""The ids that sources have for talks: which are unique anywhere, and whose they are.

An id with a host (RFC 7986, 5.3; an address) or a long one, such as a UUID, is unique anywhere.
Another one, such as "12", is unique in its source alone, and is written with the name of that.
"""

from __future__ import annotations

_LONG = 20
_OF = " in "


def globally(source: str, own: str) -> str:
    """Return an id that is unique anywhere: the one of the source, or with its name; "" for "".

    >>> globally("talks.yml", "12"), globally("talks.yml", "12@club.example")
    ('12 in talks.yml', '12@club.example')
    """
    is_unique = len(own) >= _LONG or "@" in own or "://" in own
    return own if is_unique or not own else f"{own}{_OF}{source}"


def scope_of(source_id: str) -> str:
    """Return whose ids these are; "" if that is unknown, or the id may follow what it names.

    An address may be made of the title, and the id of an instance of a series has its date.

    >>> scope_of("12 in talks.yml"), scope_of("12@club.example"), scope_of("12@a 20260310T180000")
    ('talks.yml', 'club.example', '')
    """
    own, found, source = source_id.rpartition(_OF)
    if found:
        return source if " " not in own else ""
    host = source_id.rpartition("@")[2] if "@" in source_id else ""
    return host if " " not in source_id and "://" not in source_id else ""
