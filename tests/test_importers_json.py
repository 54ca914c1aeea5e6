"""JSON of others is read whole or refused, and its values are taken whatever their types."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from source_inputs import as_json, odd, source_input
from talkfeed.errors import Rejected
from talkfeed.records import source_errors
from talkfeed.records.json_values import entries, entry, first, load, mappings, peek, text


@pytest.mark.parametrize(
    ("node", "language", "expected"),
    [
        ("a", "en", "a"),
        (1.5, "en", "1.5"),
        (True, "en", ""),
        (None, "en", ""),
        (["a"], "en", ""),
        ({"de": "ein", "en": "one"}, "de-CH", "ein"),
        ({"de": "ein", "en": "one"}, "fr", "one"),
        ({"de": "ein"}, "fr", "ein"),
        ({"de": "", "name": "a"}, "de", "a"),
        ({"name": 1}, "en", ""),
        ({}, "en", ""),
    ],
)
def test_words_are_found_in_any_value(node: Any, language: str, expected: str) -> None:
    """A text, a number, a name, or one of several languages: the user's, English, any."""
    assert text(node, language) == expected


@given(odd(["name", "en", "a"]))
def test_no_value_trips_a_reader(node: Any) -> None:
    """A key of what is no mapping holds nothing, and what is no list has no items."""
    assert isinstance(text(node), str)
    assert isinstance(first(node, "a", "name"), str)
    assert isinstance(entries(node), list)
    assert all(isinstance(one, dict) for one in mappings(node, "a"))
    assert entry([node], "a") is None


def test_a_document_is_read_with_and_without_its_mark() -> None:
    """Windows writes a byte order mark; words that JSON does not know are texts."""
    assert load(source_input(b'\xef\xbb\xbf{"a": NaN}')) == {"a": "NaN"}
    assert peek(as_json([1])) == [1]
    assert peek(source_input("<a/>")) is None
    assert peek(source_input("[")) is None


@pytest.mark.parametrize(
    ("content", "code"),
    [("{", "TF702"), (b"\xff", "TF702"), ("1" * 5000, "TF702"), ("[" * 100_000, "TF704")],
)
def test_what_is_no_document_is_refused(content: str | bytes, code: str) -> None:
    """Cut off, of another encoding, a number beyond reason, nested too deep."""
    with pytest.raises(Rejected) as rejected:
        load(source_input(content))
    assert rejected.value.code == code


def test_what_is_too_large_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is that of a talks file."""
    monkeypatch.setattr(source_errors, "MAX_DOCUMENT_BYTES", 3)
    with pytest.raises(Rejected, match="TF704"):
        load(source_input("[12]"))
