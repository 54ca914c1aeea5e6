"""Labelled pages of talks → how well `talkfeed import` reads them, as a table.

Each page of tests/imports/labelled/ has a YAML file with the talks that a person reads there; the
talks without `speakers` are those of its `owner`, where the page names one. The
pages of held-out.txt are measured only with --held-out, and never looked at for improvements.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import yaml

from talkfeed.dates import DateRules, read_date, write_edtf
from talkfeed.errors import Rejected
from talkfeed.importers.common.detect import choose
from talkfeed.importers.example import reader as by_example
from talkfeed.model.imported import ImportOptions, SourceInput
from talkfeed.model.linkkinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkfeed.model.imported import FoundTalk, ImportResult

PAGES = Path(__file__).parent.parent / "tests" / "imports" / "labelled"
BASE = "https://site.example/talks/"
OPTIONS = ImportOptions(timezone="Europe/Paris")
SEVERAL = 2
SIMILAR = 0.6
"""The least similarity of two titles of the same talk."""
MEDIA = tuple(row.field for row in KINDS if row.field not in {"url", "links"})
_HONORIFIC = re.compile(
    r"^(?:(?:(?:as(?:soc|st)?\.? )?prof(?:a|essor)?|dra?|mr|ms|mrs|pd|ing)\.?\s+)+", re.IGNORECASE
)
_MARKS = re.compile(r"[\W_]+")

Label = dict[str, Any]


@dataclass
class Score:
    """The counts of one page or of several, and the mistakes as lines of text."""

    counts: Counter[str] = field(default_factory=Counter)
    mistakes: list[str] = field(default_factory=list)

    def add(self, name: str, is_right: bool, mistake: str = "") -> None:  # noqa: FBT001
        """Count one decision, and keep the mistake if it is wrong."""
        self.counts[f"{name} of"] += 1
        self.counts[name] += is_right
        if not is_right and mistake:
            self.mistakes.append(f"{name}: {mistake}")

    def include(self, other: Score) -> None:
        """Add the counts of another page."""
        self.counts.update(other.counts)
        self.mistakes += other.mistakes


def names(*, held_out: bool) -> list[str]:
    """List the names of the labelled pages, of one of the two sets."""
    kept = set((PAGES / "held-out.txt").read_text().split())
    return [path.stem for path in sorted(PAGES.glob("*.yaml")) if (path.stem in kept) == held_out]


def page_of(name: str) -> SourceInput:
    """Return a labelled page as an import takes it."""
    path = next(path for path in PAGES.glob(f"{name}.*") if path.suffix != ".yaml")
    return SourceInput(content=path.read_bytes(), name=path.name, base=BASE)


def label_of(name: str) -> dict[str, Any]:
    """Return what a person reads on a page."""
    label: dict[str, Any] = yaml.load(
        (PAGES / f"{name}.yaml").read_text(),
        yaml.BaseLoader,  # noqa: S506  — it only makes texts
    )
    return label


def score(name: str, examples: int = 0) -> Score:
    """Import one page and compare it with its label.

    With examples, the first labelled talk is the first, and the first talk that is then read
    wrongly the second; examples are not scored.
    """
    source, label = page_of(name), label_of(name)
    taught: list[Label] = []
    for _ in range(examples):
        wrong = next((one for one in label["talks"] if _is_wrong(one, source, label, taught)), None)
        taught += [wrong] if wrong else []
    return compare(source, label, taught)


def _is_wrong(
    wanted: Label, source: SourceInput, label: dict[str, Any], taught: list[Label]
) -> bool:
    """Return whether a talk can be an example, and is not read right without being one."""
    if "hand" in wanted or "title" not in wanted or wanted in taught:
        return False
    others = [one for one in label["talks"] if one is not wanted]
    return not taught or bool(
        compare(source, {**label, "talks": [wanted]}, taught, others).mistakes
    )


def _read(source: SourceInput, label: Label, taught: Sequence[Label]) -> ImportResult:
    """Import a page, by examples if there are some; they are for HTML and Markdown."""
    reader = choose(source)
    if not taught or reader.__name__ != by_example.READS:
        return reader.read(source, OPTIONS)
    examples = [_as_example(one, label) for one in taught]
    return by_example.read(source, OPTIONS, examples).result


def _as_example(wanted: Label, label: Label) -> dict[str, Any]:
    """Write a label as a talk of talks.yaml."""
    fields = {key: _several(wanted[key])[0] for key in ("title", "event", "date") if key in wanted}
    owner = [label["owner"]] if "owner" in label else []
    people = wanted.get("speakers", owner)
    fields |= {"speakers": people} if people else {}
    fields |= {"status": "cancelled"} if "cancelled" in wanted else {}
    links = {kind: urls for kind, urls in wanted.get("links", {}).items() if kind != "any"}
    rest = [{"url": url} for url in wanted.get("links", {}).get("any", ())]
    return fields | links | ({"links": rest} if rest else {})


def compare(
    source: SourceInput,
    label: dict[str, Any],
    taught: Sequence[Label],
    others: Sequence[Label] | None = None,
) -> Score:
    """Score what is read of a page; `others` are labels that are on the page, but not scored."""
    result = _read(source, label, taught)
    total = Score()
    left = [one for talk in result.talks for one in _deliveries(talk, label)]
    pairs = list(_pairs([*label["talks"], *(others or ())], left))
    for wanted, found in pairs:
        if found is not None and (wanted in taught or wanted in (others or ())):
            left.remove(found)
    pairs = [
        (wanted, found)
        for wanted, found in pairs
        if wanted not in taught and wanted not in (others or ())
    ]
    for wanted, found in pairs:
        if found is None:
            _score_missing(wanted, result, total)
            continue
        left.remove(found)
        total.add("found", is_right=True)
        _score_fields(wanted, found, label, total)
    for found in left:
        is_allowed = any(
            _is_title(str(found.fields["title"]), one) for one in label.get("maybe", ())
        )
        if not is_allowed:
            total.counts["invented"] += 1
            total.mistakes.append(f"invented: {dict(found.fields)}")
    return total


def _deliveries(talk: FoundTalk, label: Label) -> list[FoundTalk]:
    """Return a talk as one for each of its deliveries, if the label has it several times."""
    title, given = str(talk.fields["title"]), talk.fields.get("given", ())
    same = sum(any(_is_title(title, t) for t in _several(x["title"])) for x in _titled(label))
    if same < SEVERAL or not isinstance(given, list):
        return [talk]
    outer = {key: each for key, each in talk.fields.items() if key != "given"}
    return [replace(talk, fields={**outer, **one}) for one in given if isinstance(one, dict)]


def _titled(label: Label) -> list[Label]:
    return [one for one in label["talks"] if "title" in one]


def _pairs(
    labels: Sequence[Label], found: Sequence[FoundTalk]
) -> Iterator[tuple[Label, FoundTalk | None]]:
    """Pair each label with the most similar talk, best pairs first; in the order of the labels."""
    alike = [
        (_likeness(wanted, talk), -number, -place)
        for number, wanted in enumerate(labels)
        for place, talk in enumerate(found)
    ]
    partner: dict[int, int] = {}
    for likeness, number, place in sorted(alike, reverse=True):
        if likeness >= SIMILAR and -number not in partner and -place not in partner.values():
            partner[-number] = -place
    for number, wanted in enumerate(labels):
        yield wanted, found[partner[number]] if number in partner else None


def _likeness(wanted: Label, talk: FoundTalk) -> float:
    """Return how alike two talks are: at least `SIMILAR` if they may be the same."""
    title = _fold(str(talk.fields["title"]))
    likeness = max(
        (_likeness_of(_fold(one), title) for one in _several(wanted.get("title", []))), default=0.0
    )
    has_date = _edtf(talk) in _dates(wanted)
    shared = len(_addresses(wanted) & {url for _, url in _links(talk)})
    return likeness + (0.5 if has_date else 0.0) + (0.5 if shared else 0.0)


def _likeness_of(wanted: str, title: str) -> float:
    if wanted == title:
        return 1.5
    if wanted in title or title in wanted:
        return 0.8
    likeness = SequenceMatcher(None, wanted, title).ratio()
    return likeness if likeness > SIMILAR else 0.2


def _score_missing(wanted: Label, result: ImportResult, total: Score) -> None:
    """Count a talk that was not found as left by hand, named or lost."""
    texts = [(_fold(one.text), one.is_talk) for one in result.unparsed]
    clues = [_fold(one) for one in _several(wanted.get("title", []))]
    by_hand = any(is_talk and any(clue in text for clue in clues) for text, is_talk in texts)
    named = any(clue in text for text, _ in texts for clue in clues)
    if not clues:
        by_hand = named = True  # without a title, it is looked for by the test of the page's dates
    is_right = bool(wanted.get("hand"))
    total.add("found", is_right=is_right, mistake="" if is_right else f"{wanted.get('title')}")
    state = "by hand" if by_hand else "named" if named else "lost"
    total.counts[state] += 1
    total.counts["rightly by hand"] += is_right
    if not is_right:
        total.mistakes.append(f"{state}: {wanted.get('title')}")


def _score_fields(wanted: Label, found: FoundTalk, label: dict[str, Any], total: Score) -> None:
    title = str(found.fields["title"])
    before = len(total.mistakes)
    if "title" in wanted:
        is_title = any(_is_title(title, one) for one in _several(wanted["title"]))
        total.add("title", is_title, f"{title!r} for {wanted['title']!r}")
    _score_people(wanted, found, label, total)
    _score_event(wanted, found, label, total)
    date = _edtf(found)
    total.add("date", date in _dates(wanted), f"{date!r} for {wanted['date']!r} of {title!r}")
    _score_links(wanted, found, total)
    if "cancelled" in wanted or "status" in found.fields:
        is_same = ("cancelled" in wanted) == (found.fields.get("status") == "cancelled")
        total.add("cancelled", is_same, f"status {found.fields.get('status')!r} of {title!r}")
    total.counts["all right"] += len(total.mistakes) == before


def _score_people(wanted: Label, found: FoundTalk, label: Label, total: Score) -> None:
    value: Any = found.fields.get("speakers", found.fields.get("speaker", []))
    people = [_person(one) for one in (value if isinstance(value, list) else [value])]
    owner = [label["owner"]] if "owner" in label else []
    meant = [_fold(one) for one in wanted.get("speakers", owner)]
    for one in meant:
        total.add("speakers", one in people, f"{people} for {meant}")
    for one in people:
        total.add("speakers precision", one in meant, f"{people} for {meant}")


def _score_event(wanted: Label, found: FoundTalk, label: dict[str, Any], total: Score) -> None:
    event = _name(found.fields.get("event", ""))
    events = _several(wanted.get("event", []))
    if not events:
        fallback = ["", *_several(label.get("event", []))]
        total.add(
            "event absent",
            any(_fold(event) == _fold(one) for one in fallback),
            f"{event!r} for none",
        )
        return
    place = _name(found.fields.get("location", ""))
    texts = [event, place] if wanted.get("event_or_place") else [event]
    is_right = any(_fold(one) == _fold(text) for one in events for text in texts)
    is_right |= bool(wanted.get("event_or_place")) and any(
        _fold(text).startswith(_fold(one)) for one in events for text in texts
    )
    total.add("event", is_right, f"{event!r} for {wanted['event']!r}")


def _score_links(wanted: Label, found: FoundTalk, total: Score) -> None:
    links = list(_links(found))
    for kind, addresses in wanted.get("links", {}).items():
        for address in addresses:
            kinds = {one for one, url in links if url == address}
            name = "relative links" if address.startswith("https://site.example/") else "links"
            total.add(name, bool(kinds), f"{kind} {address}")
            if kinds and kind in MEDIA:
                total.add("kinds", kind in kinds, f"{sorted(kinds)} for {kind} {address}")
            elif kinds and kind != "any":
                total.add("kinds", not kinds & set(MEDIA), f"{sorted(kinds)} for {kind} {address}")


def _links(talk: FoundTalk) -> Iterator[tuple[str, str]]:
    """Yield the kind and the address of each link of a talk and of its deliveries."""
    given: Any = talk.fields.get("given", [])
    for fields in (talk.fields, *given):
        for key, value in fields.items():
            for one in value if isinstance(value, list) else [value]:
                url = one.get("url") if isinstance(one, dict) else one
                if isinstance(url, str) and url.startswith("http"):
                    yield key, urljoin(url, "")


def _addresses(wanted: Label) -> set[str]:
    return {url for urls in wanted.get("links", {}).values() for url in urls}


def _edtf(talk: FoundTalk) -> str:
    """Return the EDTF of a talk's date in local time, "" without a date."""
    fields: Any = talk.fields
    phrase = " ".join(str(fields[key]) for key in ("date", "time") if key in fields)
    if not phrase:
        return ""
    language = str(fields.get("language", "en"))
    try:
        when = read_date(phrase, DateRules(timezone=OPTIONS.timezone, language=language))
    except Rejected:
        return f"unreadable: {phrase}"
    return re.sub(r"(T\d\d:\d\d)(?::00)?(?:Z|[+-]\d\d:\d\d)?", r"\1", write_edtf(when))


def _dates(wanted: Label) -> list[str]:
    return [re.sub(r"[+-]\d\d:\d\d(?=/|$)", "", one) for one in _several(wanted["date"])]


def _is_title(title: str, wanted: str) -> bool:
    return _fold(title) == _fold(wanted)


def _fold(text: str) -> str:
    """Fold case, spaces and punctuation."""
    return _MARKS.sub(" ", text.casefold()).strip()


def _person(value: object) -> str:
    return _fold(_HONORIFIC.sub("", _name(value)))


def _name(value: object) -> str:
    return str(value.get("name", "")) if isinstance(value, dict) else str(value)


def _several(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


SHARES = (
    ("found", "talks found, or rightly left by hand"),
    ("title", "titles"),
    ("speakers", "speakers, recall"),
    ("speakers precision", "speakers, precision"),
    ("event", "events"),
    ("event absent", "no event where none is named"),
    ("date", "dates"),
    ("links", "links"),
    ("relative links", "relative links"),
    ("kinds", "kinds of links"),
    ("cancelled", "cancelled or not"),
)
"""The shares to print."""
COUNTS = ("all right", "rightly by hand", "by hand", "named", "lost", "invented")


def table(total: Score) -> str:
    """Format the shares and counts of a score."""
    counts = total.counts
    rows = []
    for key, title in SHARES:
        whole = counts[f"{key} of"]
        share = f"{counts[key] / whole:6.1%}" if whole else "     -"
        rows.append(f"{title:38} {share}  {counts[key]:4} of {whole}")
    return "\n".join([*rows, *(f"{key:38} {counts[key]:6}" for key in COUNTS)])


def main() -> int:
    """Print the score of the development pages, or of the held-out pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held-out", action="store_true", help="measure the held-out pages")
    parser.add_argument(
        "--examples", type=int, default=0, help="give this many talks of each page as examples"
    )
    parser.add_argument("--verbose", action="store_true", help="list all mistakes")
    parser.add_argument("names", nargs="*", help="only these pages")
    arguments = parser.parse_args()
    total = Score()
    pages = arguments.names or names(held_out=arguments.held_out)
    for name in pages:
        one = score(name, arguments.examples)
        one.mistakes = [f"{name}: {mistake}" for mistake in one.mistakes]
        total.include(one)
    if arguments.verbose and not arguments.held_out:
        sys.stdout.write("".join(f"{mistake}\n" for mistake in total.mistakes))
    sys.stdout.write(f"{len(pages)} pages\n{table(total)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
