"""Results of importers for property tests: valid, odd and hostile."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from talkfeed.model.imported import FoundTalk, ImportResult, Unparsed

TEXTS = st.sampled_from(
    ("A talk", "B: two", "a talk", "Keynote", "日本", "x" * 50, "\u202ebad\x00", "1")
)
DATES = st.sampled_from(
    ("Oct 2015", "2015-10-07", "2015", "7 Oct 2015", "TBA", "10/07/2015", "sometime", "2016")
)
EVENTS = st.sampled_from(("E", "E 2015", "F", {"name": "E", "url": "https://e.example/"}))
LINKS = st.sampled_from(
    (
        *("https://v.example/1", "https://v.example/2", "javascript:x"),
        "https://youtu.be/abcdefghijk",
        ["https://v.example/1", "https://v.example/3"],
    )
)
PEOPLE: st.SearchStrategy[Any] = st.sampled_from(
    (
        *(["Ann"], ["Ann", "Bob"], ["A & B"], "Ann"),
        [{"name": "Ann", "url": "https://ann.example/"}],
    )
)
GIVEN = st.lists(
    st.fixed_dictionaries({"date": DATES}, optional={"event": EVENTS, "video": LINKS}),
    min_size=1,
    max_size=3,
)
FIELDS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "title": TEXTS,
        "speakers": PEOPLE,
        "event": EVENTS,
        "date": DATES,
        "location": TEXTS,
        "video": LINKS,
        "slides": LINKS,
        "links": st.just([{"url": "https://l.example/", "label": "L"}]),
        "abstract": st.sampled_from(("one", "one\ntwo", " x\n\n")),
        "tags": st.sampled_from((["a", "b"], ["a,b"], "a, b")),
        "id": st.sampled_from(("k", "Not A Key")),
        "status": st.sampled_from(("cancelled", "nope")),
        "given": GIVEN,
        "unknown": TEXTS,
    },
)
FOUND = st.builds(
    FoundTalk, fields=FIELDS, doubts=st.lists(TEXTS, max_size=1).map(tuple), line=st.integers(0, 3)
)
LEFT = st.builds(
    Unparsed,
    text=st.sampled_from(("some text", "two\nlines", "# x", "", "\t- y:\x07 z")),
    why=TEXTS,
    is_talk=st.booleans(),
)
IMPORT_RESULTS = st.builds(
    ImportResult,
    kind=st.sampled_from(("page", "page", "youtube")),
    talks=st.lists(FOUND, max_size=6).map(tuple),
    unparsed=st.lists(LEFT, max_size=2).map(tuple),
    title=TEXTS | st.just(""),
)
