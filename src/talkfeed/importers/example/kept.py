"""What examples taught on one day → whether the page still reads the same on another.

Beside the examples, the file keeps how many records there were, how many had each field, hashes of
each record's text and reading, and the wrappers themselves.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections import defaultdict
from collections.abc import Mapping
from hashlib import blake2b
from typing import TYPE_CHECKING

from talkfeed.importers.example.lines import folded
from talkfeed.importers.example.packing import pack, unpack, unpack_trust
from talkfeed.importers.example.trust import Trust
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from talkfeed.dates import DateRules
    from talkfeed.importers.example.locating import Example
    from talkfeed.importers.example.sheet import Sheet
    from talkfeed.importers.example.wrapper import Reading, Wrapper
    from talkfeed.model.imported import Plain

SAMPLES = 3
FALLS = 20
"""Percent of the records by which a field may become rarer."""
HASH_BYTES = 6


class Learned(NamedTuple):
    """What examples taught, and what it read.

    `examples` is a hash of the examples themselves, which a person may correct. `shares` are the
    percent of the records that have each field, `samples` a few readings in short, and `read` a
    hash of the text and one of the reading of each record. `trust` says in which fields the page is
    read as without examples.
    """

    examples: str
    records: int
    shares: Mapping[str, int]
    language: str
    order: str
    samples: tuple[str, ...]
    read: tuple[str, ...]
    wrappers: tuple[Wrapper, ...]
    trust: Trust = Trust()

    def rules(self, rules: DateRules) -> DateRules:
        """Return rules for dates with the language and the order that were learned."""
        found = rules.with_language(self.language) if self.language else rules
        return found._replace(order=self.order or found.order)


def learned(
    sheet: Sheet,
    wrappers: Sequence[Wrapper],
    readings: Sequence[Reading],
    examples: Sequence[Mapping[str, Plain]],
    trust: Trust,
) -> Learned:
    """Summarise what wrappers read on a page."""
    found = [_fields(one) for one in readings]
    names = dict.fromkeys(name for one in found for name in one)
    shares = {name: round(100 * sum(name in one for one in found) / len(found)) for name in names}
    shown = [" · ".join(one.values()) for one in found]
    step = max(1, len(shown) // SAMPLES)
    if len(wrappers) == 1:  # the features of records tell several wrappers apart
        wrappers = [wrappers[0]._replace(features=frozenset())]
    return Learned(
        examples=_hash(repr(pack(examples))),
        records=len(readings),
        shares=shares,
        language=next(iter(sheet.rules.languages[-1:]), ""),
        order=sheet.rules.order or "",
        samples=tuple(shown[step // 2 :: step][:SAMPLES]),
        read=tuple(
            f"{_hash(_text(sheet, one))}{_hash(text)}"
            for one, text in zip(readings, shown, strict=True)
        ),
        wrappers=tuple(wrappers),
        trust=trust,
    )


def _fields(reading: Reading) -> dict[str, str]:
    """Return the fields of a reading as texts."""
    found = {"title": reading.title, "speakers": ", ".join(reading.speakers)}
    found |= {name: reading.texts.get(name, "") for name in ("event", "location")}
    found |= {"date": reading.day.phrase}
    found |= {"links": " ".join(link.url for link in reading.links)}
    return {name: text for name, text in found.items() if text}


def _text(sheet: Sheet, reading: Reading) -> str:
    """Return the text of a record with its addresses."""
    lines = sheet.lines_of(reading.record)
    parts = (f"{line.text} {' '.join(mark.href for mark in line.marks)}" for line in lines)
    return "\n".join(parts)


def _hash(text: str) -> str:
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=HASH_BYTES).digest()
    return urlsafe_b64encode(digest).decode()


def change(old: Learned, new: Learned) -> str:
    """Return how a page has changed, "" if it reads as before, new records aside."""
    if 2 * new.records < old.records:
        return f"only {new.records} of {old.records} talks are still read"
    for name, share in old.shares.items():
        now = new.shares.get(name, 0)
        if now <= share - FALLS:
            return f"{name} used to be in {share} % of the talks, and now in {now} %"
    before: dict[str, set[str]] = defaultdict(set)
    for text, reading in _halves(old.read):
        before[text].add(reading)
    other = sum(
        text in before and reading not in before[text] for text, reading in _halves(new.read)
    )
    if other:
        return f"{other} talks read differently, although their text is the same"
    if old.samples and not set(old.samples) & set(_all_shown(new, old)):
        return "none of the talks that were shown is read any more"
    return ""


def _all_shown(new: Learned, old: Learned) -> Iterable[str]:
    """Return those samples whose reading there still is."""
    readings = {reading for _, reading in _halves(new.read)}
    return (sample for sample in old.samples if _hash(sample) in readings)


def _halves(read: Iterable[str]) -> Iterable[tuple[str, str]]:
    return ((one[: len(one) // 2], one[len(one) // 2 :]) for one in read)


def wrappers_of(known: Learned, there: Sequence[Example]) -> list[Wrapper]:
    """Return the wrappers whose examples are not on the page any more."""
    titles = {folded(one.title) for one in there}
    return [one for one in known.wrappers if folded(one.wanted["title"].text) not in titles]


def dump(found: Learned) -> Mapping[str, Plain]:
    """Return what was learned as plain values."""
    plain = pack(found)
    return plain if isinstance(plain, Mapping) else {}


def load(plain: Mapping[str, Plain], examples: Sequence[Mapping[str, Plain]]) -> Learned | None:
    """Read what was learned from examples, None if it is damaged or an example was corrected."""
    if plain.get("examples") != _hash(repr(pack(examples))):
        return None
    try:
        shares = dict(plain.get("shares") or {})  # type: ignore[arg-type]
        return Learned(
            examples=str(plain["examples"]),
            records=int(str(plain.get("records", 0))),
            shares={str(name): int(str(share)) for name, share in shares.items()},
            language=str(plain.get("language", "")),
            order=str(plain.get("order", "")),
            samples=tuple(map(str, plain.get("samples", ()))),
            read=tuple(map(str, plain.get("read", ()))),
            wrappers=tuple(map(unpack, plain.get("wrappers", ()))),
            trust=unpack_trust(plain.get("trust", {})),
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
