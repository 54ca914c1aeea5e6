"""An address → the kind of link it is, by its host or the suffix of a file."""

from __future__ import annotations

import re

from talkfeed.model.linkkinds import KINDS

_HOSTS = tuple((row.field, re.compile(rf"(?:^|\.)(?:{row.hosts})$")) for row in KINDS if row.hosts)
_SUFFIXES = {suffix: row.field for row in KINDS for suffix in row.suffixes}


def kind_by_host(host: str) -> str:
    """Return the field of links to a host, "" if there may be anything.

    >>> kind_by_host("www.youtube.com"), kind_by_host("example.org")
    ('video', '')
    """
    return next((field for field, hosts in _HOSTS if hosts.search(host)), "")


def kind_by_suffix(suffix: str) -> str:
    """Return the field of links to a kind of file, "" if it may be anything.

    >>> kind_by_suffix("pdf"), kind_by_suffix("html")
    ('slides', '')
    """
    return _SUFFIXES.get(suffix, "")
