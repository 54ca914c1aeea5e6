"""Talks of a source → valid talks, and unfinished ones to complete by hand.

An invalid field is omitted and reported as a doubt. A talk without a title or a date becomes an
unparsed part in the syntax of talks.yaml. A talk that was found twice is merged into one.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from itertools import count
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from talkfeed import text as validators
from talkfeed.dates import read_date, write_edtf
from talkfeed.deliveries.plain import ORDER, OWN, deliveries, raw_talk
from talkfeed.deliveries.profile import profile
from talkfeed.editing import writing
from talkfeed.editing.matching import pair
from talkfeed.errors import Place, Rejected
from talkfeed.media.own_files import OwnFiles
from talkfeed.model.imported import FoundTalk, Unparsed, merged_entry
from talkfeed.model.repeats import merged
from talkfeed.named_tuple import NamedTuple
from talkfeed.normalise import reader_for
from talkfeed.normalise.settings import date_rules
from talkfeed.normalise.talks import read_talk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from talkfeed.dates import DateRules
    from talkfeed.errors import Problem
    from talkfeed.model import Settings, When
    from talkfeed.model.imported import MergedEntry, Plain

UID = "\0uid"
"""The key of the id that a source has for a delivery, while its fields are checked."""
WIDTH = 96
"""The width of the explanation in a comment; the text of the source keeps its lines."""
PEOPLE = frozenset(("speaker", "speakers"))
_NOWHERE = Place("", 1, 1)


class Unfinished(NamedTuple):
    """A talk that cannot be listed: its valid fields, and all of them as an unparsed part.

    With `is_delivery`, it is a delivery of a talk that is listed without it.
    """

    found: FoundTalk
    unparsed: Unparsed
    is_delivery: bool = False


def tidy(
    found: Iterable[FoundTalk],
    settings: Settings,
    source: str,
    rules: DateRules | None = None,
    main: str = "",
) -> tuple[list[FoundTalk], list[Unfinished]]:
    """Separate valid talks, which get the name of their source, from unfinished ones.

    A date that only the source's `rules` can read is rewritten for those of the file, `main`.
    """
    talks: list[FoundTalk] = []
    unfinished: list[Unfinished] = []
    for each in map(_with_uids, found):
        fields = neat(each.fields, source)
        if rules is not None:
            fields = _rewrite_dates(fields, rules, date_rules(settings))
        for part in _check_deliveries(replace(each, fields=fields), (settings, main)):
            if isinstance(part, FoundTalk):
                talks.append(part)
            else:
                unfinished.append(part)
    unique = [*_merge_duplicates(talks, date_rules(settings))]
    whole, parts = _absorb_unfinished(unique, unfinished, date_rules(settings))
    whole = [*_merge_duplicates(whole, date_rules(settings))]  # what was filled in may make twins
    return [_apart(each) for each in whole], [
        each._replace(found=_apart(each.found)) for each in parts
    ]


def _with_uids(found: FoundTalk) -> FoundTalk:
    """Put the ids of the source beside the fields of their deliveries."""
    if not any(found.uids):
        return found
    fields, given = dict(found.fields), found.fields.get("given", ())
    indexes = [index for _, index in deliveries(found.fields)]
    uids = dict(zip(indexes, found.uids, strict=False))
    if not isinstance(given, str | Mapping) and given:
        fields["given"] = [
            {**each, UID: uids.get(index, "")} if isinstance(each, Mapping) else each
            for index, each in enumerate(given)
        ]
    return replace(found, fields=fields | {UID: uids.get(None, "")})


def _apart(found: FoundTalk) -> FoundTalk:
    """Separate the fields from the ids of the source."""
    uids = tuple(str(each.get(UID, "")) for each, _ in deliveries(found.fields))
    return replace(found, fields=without_uids(found.fields), uids=uids if any(uids) else ())


def without_uids(fields: Mapping[str, Plain]) -> dict[str, Plain]:
    """Return the fields of a talk without the ids of its source."""
    kept = {key: value for key, value in fields.items() if key != UID}
    given = kept.get("given", "")
    if not isinstance(given, str | Mapping):
        kept["given"] = [
            {key: value for key, value in each.items() if key != UID}
            if isinstance(each, Mapping)
            else each
            for each in given
        ]
    return kept


def neat(fields: Mapping[str, Plain], source: str = "") -> dict[str, Plain]:
    """Order the keys, omit empty values, and write a single speaker as `speaker`."""
    ours = {key: fields[key] for key in (*ORDER, UID) if fields.get(key)}
    if source:
        ours = {key: ours.get(key, source if key == "source" else "") for key in (*ORDER, UID)}
    speakers = ours.get("speakers")
    if isinstance(speakers, list | tuple) and len(speakers) == 1 and not ours.get("speaker"):
        ours = {key: each for key, each in ours.items() if key != "speaker"}
        ours = {"speaker" if key == "speakers" else key: each for key, each in ours.items()}
        ours["speaker"] = speakers[0]
    return {key: clean for key, value in ours.items() if (clean := _clean(value))}


def _clean(value: Plain) -> Plain:
    """Validate all strings, and omit empty values."""
    if isinstance(value, str):
        return validators.block(value)
    if isinstance(value, Mapping):
        return {key: clean for key, each in value.items() if (clean := _clean(each))}
    return [clean for each in value if (clean := _clean(each))]


def _rewrite_dates(
    fields: Mapping[str, Plain], rules: DateRules, ours: DateRules
) -> dict[str, Plain]:
    """Rewrite the dates of a talk and its deliveries for the rules of the file (`ours`)."""
    found: dict[str, Plain] = {}
    language = fields.get("language")
    if isinstance(language, str):
        rules, ours = rules.with_language(language), ours.with_language(language)
    for key, value in fields.items():
        if key == "date" and isinstance(value, str):
            found[key] = _rewrite_date(value, rules, ours)
        elif key == "given" and not isinstance(value, str | Mapping):
            found[key] = [
                _rewrite_dates(each, rules, ours) if isinstance(each, Mapping) else each
                for each in value
            ]
        else:
            found[key] = value
    return found


def _rewrite_date(phrase: str, rules: DateRules, ours: DateRules) -> str:
    """Return a phrase that the file's rules read as the source's rules read this one."""
    if _read(phrase, ours) is not None:
        return phrase
    meant = _read(phrase, rules)
    if meant is None:
        return phrase
    ways = (f"{phrase} {meant.zone}", f"{write_edtf(meant)} {meant.zone}", write_edtf(meant))
    dates = meant.start, meant.end, meant.edtf
    readings = ((way, _read(way, ours)) for way in ways)
    same = (way for way, read in readings if read and (read.start, read.end, read.edtf) == dates)
    return next(same, phrase)


def _read(phrase: str, rules: DateRules) -> When | None:
    with suppress(Rejected):
        return read_date(phrase, rules)
    return None


def _check_deliveries(
    found: FoundTalk, site: tuple[Settings, str]
) -> Iterator[FoundTalk | Unfinished]:
    """Check a talk and its deliveries; a delivery without a date becomes an unfinished talk."""
    given = found.fields.get("given", ())
    if isinstance(given, str) or not given:
        yield _checked(found, site)
        return
    kept: list[Plain] = []
    left: list[Unfinished] = []
    doubts = found.doubts
    title = {key: value for key, value in found.fields.items() if key == "title"}
    for each in given:
        own = {**each} if isinstance(each, Mapping) else {}
        part = _checked(replace(found, fields=title | own, doubts=(), merged=()), site)
        if isinstance(part, FoundTalk):
            kept.append({key: value for key, value in part.fields.items() if key in own})
            doubts = (*doubts, *part.doubts)
        else:
            left.append(part)
    if not kept and "date" not in found.fields:
        bare = {key: value for key, value in found.fields.items() if key != "given"}
        rest = _checked(replace(found, fields=bare), site)
        right = rest.found if isinstance(rest, Unfinished) else rest
        yield Unfinished(right, unparsed_part(found, left[0].unparsed.why))
        return
    fields = {key: each for key, each in found.fields.items() if key != "given"}
    fields |= {"given": kept} if kept else {}
    yield _checked(replace(found, fields=fields, doubts=doubts), site)
    yield from (each._replace(is_delivery=True) for each in left)


def _checked(found: FoundTalk, site: tuple[Settings, str]) -> FoundTalk | Unfinished:
    """Omit invalid fields; an unfinished talk keeps them in its unparsed part."""
    whole = found
    while problems := problems_of(found.fields, *site):
        keys = [*without_uids(found.fields)]
        rejected = {
            keys[problem.place.line - 2]: problem.message
            for problem in problems
            if problem.place.line > _NOWHERE.line
        }
        if not rejected:
            return Unfinished(found, unparsed_part(whole, problems[0].message))
        doubts = (f"{key} is left out: {message}" for key, message in rejected.items())
        kept = {key: value for key, value in found.fields.items() if key not in rejected}
        found = replace(found, fields=kept, doubts=(*found.doubts, *doubts))
    return found


def check(fields: Mapping[str, Plain], settings: Settings, main: str = "") -> None:
    """Check the fields of a talk; `main` as in `problems_of`.

    Raises:
        Rejected: the first problem.
    """
    for problem in sorted(problems_of(fields, settings, main)):
        raise Rejected(problem.code, problem.message, problem.hint)


def problems_of(fields: Mapping[str, Plain], settings: Settings, main: str = "") -> list[Problem]:
    """Return the problems of a talk, and of files beside the talks file `main`, if it is given."""
    reader = reader_for(settings, is_lenient=False)
    place = _NOWHERE._replace(path=main)
    talks = [*read_talk(reader, raw_talk(without_uids(fields), place), count())]
    return [*reader.problems, *(OwnFiles(Path(main)).problems(talks) if main else ())]


def unparsed_part(found: FoundTalk, why: str) -> Unparsed:
    """Make an unparsed part of a talk, in the syntax of the list."""
    first, *rest = writing.mapping(without_uids(found.fields)) or ["title:"]
    text = "\n".join((f"- {first}", *(f"  {line}" for line in rest)))
    missing = why.rpartition(" has ")[2]
    is_known = any(missing in doubt for doubt in found.doubts)
    reasons = found.doubts if is_known else (missing, *found.doubts)
    return Unparsed(text=text, why="; ".join(reasons), where=found.where, line=found.line)


def comment(left: Unparsed) -> list[str]:
    """Return the lines of a comment for an unparsed part: the reason, and its text."""
    spot = ", ".join(filter(None, (left.where, f"line {left.line}" if left.line else "")))
    why = f"to finish by hand{f' ({spot})' if spot else ''}: {validators.line(left.why)}"
    return [*wrap(why, WIDTH, subsequent_indent="  "), *lines_of(left)]


def lines_of(left: Unparsed) -> list[str]:
    """Return the lines of the text of an unparsed part."""
    return validators.block(left.text).split("\n")


# --- duplicates ---------------------------------------------------------------------------------


def _merge_duplicates(found: Iterable[FoundTalk], rules: DateRules) -> Iterable[FoundTalk]:
    """Merge talks with the same title, event, dates and speakers; a repeated id is omitted."""
    kept: dict[int, FoundTalk] = {}
    first: dict[object, int] = {}
    ids: set[Plain] = set()
    for number, each in enumerate(_without_id(each, ids) for each in found):
        profiles = {index: profile(fields, rules) for fields, index in deliveries(each.fields)}
        keys = {index: one.key for index, one in profiles.items()}
        fresh = {key: index for index, key in reversed(keys.items()) if key not in first}
        if fresh:
            is_whole = len(fresh) == len(keys)
            kept[number] = each if is_whole else _with_deliveries(each, set(fresh.values()))
            first |= dict.fromkeys(fresh, number)
        else:
            twin = first[next(iter(keys.values()))]
            kept[twin] = _filled_in(kept[twin], each, merged_entry(each, is_repeat=True))
    return kept.values()


def _absorb_unfinished(
    found: list[FoundTalk], unfinished: Sequence[Unfinished], rules: DateRules
) -> tuple[list[FoundTalk], list[Unfinished]]:
    """Merge unfinished talks into the same talks of the source, where it has them."""
    units = [
        (number, profile(fields, rules))
        for number, each in enumerate(found)
        for fields, _ in deliveries(each.fields)
    ]
    bare = [_without_id(each.found, {each.found.fields.get("id", "")}) for each in unfinished]
    profiles = [profile(each.fields, rules) for each in bare]
    pairs = pair(profiles, [one for _, one in units], [False] * len(profiles))
    pairs = {n: mate for n, mate in pairs.items() if profiles[n].title == units[mate][1].title}
    for index, mate in pairs.items():
        number = units[mate][0]
        is_entry = not unfinished[index].is_delivery
        entries = merged_entry(bare[index], is_repeat=True) if is_entry else ()
        found[number] = _filled_in(found[number], bare[index], entries)
    return found, [each for index, each in enumerate(unfinished) if index not in pairs]


def _without_id(found: FoundTalk, ids: set[Plain]) -> FoundTalk:
    own = found.fields.get("id")
    if own is None or own not in ids:
        ids.add(own or "")
        return found
    fields = {key: value for key, value in found.fields.items() if key != "id"}
    return replace(found, fields=fields)


def _with_deliveries(found: FoundTalk, indexes: set[int | None]) -> FoundTalk:
    """Return a talk with some of its deliveries; None is the index of the talk itself."""
    given = found.fields.get("given", ())
    fields = {
        key: value
        for key, value in found.fields.items()
        if key != "given" and (None in indexes or key not in OWN or "date" not in found.fields)
    }
    kept = [each for index, each in enumerate(given) if index in indexes]
    return replace(found, fields=fields | ({"given": kept} if kept else {}))


def _filled_in(found: FoundTalk, twin: FoundTalk, entries: tuple[MergedEntry, ...]) -> FoundTalk:
    """Add the fields and links of the twin, but those of single deliveries if several."""
    is_several = "given" in found.fields or "given" in twin.fields
    others = {"given", UID, *OWN} if is_several else set[str]()
    others |= PEOPLE if PEOPLE & found.fields.keys() else set()
    more = {key: value for key, value in twin.fields.items() if key not in others}
    fields = neat(merged(found.fields, more))
    return replace(found, fields=fields, merged=(*found.merged, *entries))
