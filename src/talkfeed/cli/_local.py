"""Temporary."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from talkfeed.model.found import Material
from talkfeed.sources import sources


def take(source, *, allow_private):
    if source == "-":
        return Material(content=sys.stdin.buffer.read(), name="-")
    if source.startswith("http"):
        from talkfeed.web import fetch

        return fetch(source)
    p = Path(source)
    if p.is_dir():
        return Material(
            content=b"",
            name=source,
            files=tuple(
                Material(content=f.read_bytes(), name=str(f.relative_to(p)))
                for f in sorted(p.rglob("*"))
                if f.is_file()
            ),
        )
    return Material(content=p.read_bytes(), name=source)


def choose(material, kind):
    if kind:
        return sources()[kind]
    best = []
    for s in sources().values():
        try:
            m = import_module(s.module)
        except ModuleNotFoundError:
            continue
        best.append((m.recognise(material), s))
    return max(best, key=lambda x: x[0])[1]
