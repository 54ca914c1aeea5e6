"""Talks files as people write them, for property tests: every style that YAML and taste allow."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from talkfeed.model import Raw, RawList, RawMap
from talkfeed.talksfile.parser import parse

WORDS = st.sampled_from(
    ("Unikernels", "a love story", "no", "10:30", "it's", 'so "called"', "naïve", "日本", "C#", "x")
)
TITLES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
DATES = st.sampled_from(("Oct 2015", "2015-10-07", "summer 2013", "2011", "TBA", "7-9 May 2019"))
URLS = st.integers(1, 99).map("https://example.org/{}".format)
COMMENTS = st.sampled_from(("", "", "", "# todo", "# - title: out", "#", "# x: y"))


def plain(raw: Raw | None) -> Any:
    """Show what was read as plain Python."""
    if isinstance(raw, RawMap):
        return {key: plain(field.value) for key, field in raw.fields.items()}
    if isinstance(raw, RawList):
        return [plain(item) for item in raw.items]
    return raw and raw.text


def read(text: str) -> Any:
    """Read a text, which must have no problems."""
    root, problems = parse(text, "talks.yaml")
    assert problems == [], text
    return plain(root)


def quoted(text: str, style: str) -> str:
    """Write a text in one of the styles of YAML."""
    if style == "'":
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


@st.composite
def scalars(draw: st.DrawFn, texts: st.SearchStrategy[str], *, indent: int, flow: bool) -> str:
    """Write a text: bare where that is safe, in quotes, or over two lines."""
    text = draw(texts)
    style = draw(st.sampled_from(("bare", "'", '"', "lines")))
    is_safe = text.replace(" ", "").isalnum()
    if style == "bare" and is_safe:
        return text
    if style == "lines" and not flow and is_safe and " " in text:
        return text.replace(" ", "\n" + " " * (indent + 3), 1)
    return quoted(text, "'" if style == "'" else '"')


@st.composite
def values(draw: st.DrawFn, key: str, indent: int) -> str:
    """Write what stands behind a key, from the blank on."""
    pad = " " * (indent + draw(st.integers(1, 3)))
    if key == "abstract" and draw(st.booleans()):
        blank = draw(st.sampled_from(("", "\n")))
        head = draw(st.sampled_from(("|", ">", "|-", ">-", "|+")))
        return f" {head}\n{pad}first # no comment\n{blank}{pad}  second"
    if key in {"speakers", "tags"}:
        shape = draw(st.sampled_from(("flow", "block", "one", "map")))
        names = draw(st.lists(scalars(TITLES, indent=indent, flow=True), min_size=1, max_size=3))
        if shape == "flow":
            return f" [{', '.join(names)}]"
        if shape == "block":
            lines = (f"\n{pad}- {name} {draw(COMMENTS)}".rstrip() for name in names)
            return f" {draw(COMMENTS)}".rstrip() + "".join(lines)
        if shape == "map" and key == "speakers":
            return f"\n{pad}- url: https://a.example/\n{pad}  name: {names[0]}"
    texts = {"date": DATES, "video": URLS}.get(key, TITLES)
    return " " + draw(scalars(texts, indent=indent, flow=False))


KEYS = ("title", "speakers", "event", "date", "video", "abstract", "tags")


@st.composite
def talks(draw: st.DrawFn, indent: int) -> str:
    """Write an item of the list, in lines or in brackets."""
    dash = " " * indent
    if draw(st.integers(0, 3)) == 0:
        title = draw(scalars(TITLES, indent=indent, flow=True))
        date = draw(DATES)
        return draw(
            st.sampled_from(
                (
                    f"{dash}- {{title: {title}, date: {date}}}",
                    f"{dash}- {{ date: {date}, title: {title} }} # c",
                    f"{dash}- {{date: {date},\n{dash}   title: {title}}}",
                )
            )
        )
    gap = draw(st.integers(1, 3))
    inner = indent + 1 + gap
    chosen = draw(st.lists(st.sampled_from(KEYS[1:]), unique=True, max_size=5))
    keys = draw(st.permutations(["title", "date", *(each for each in chosen if each != "date")]))
    lines = []
    for number, key in enumerate(keys):
        above = draw(COMMENTS) if number else ""
        if above:
            lines.append(" " * inner + above)
        value = draw(values(key, inner))
        is_one = "\n" not in value
        ending = draw(COMMENTS) if is_one else ""
        start = f"{dash}-{' ' * gap}" if not number else " " * inner
        lines.append(f"{start}{key}:{value} {ending}".rstrip())
        if draw(st.integers(0, 9)) == 0:
            lines.append("")
    return "\n".join(lines)


@st.composite
def files(draw: st.DrawFn) -> str:
    """Write a whole file, with any line ends, with or without an end of its last line."""
    indent = draw(st.sampled_from((0, 2, 4)))
    items = draw(st.lists(talks(indent), min_size=1, max_size=4))
    blank = draw(st.sampled_from(("\n", "\n\n", "\n# between\n", "\n\n  # between\n\n")))
    head = draw(st.sampled_from(("", "# head\n\n", "---\n")))
    feed = "feed:\n  title: T # t\n  url: https://talks.example/\n"
    tail = draw(st.sampled_from(("", "\n", "\n\n# end\n")))
    above = draw(st.sampled_from(("", " # the talks", "\n  # first")))
    text = f"{head}{feed}talks:{above}\n{blank.join(items)}{tail}"
    return text.replace("\n", draw(st.sampled_from(("\n", "\n", "\r\n"))))
