"""A talks file that names lists of other software → the same with the talks of those lists."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from talkfeed.deliveries.uniting import OF_TALKS_FILE, SOURCE_ID, Union
from talkfeed.errors import Place, Problem
from talkfeed.lists.content import LEFT_OUT
from talkfeed.lists.ids import name_of
from talkfeed.lists.options import ListOptions, read_options
from talkfeed.lists.packed import pack
from talkfeed.lists.reading import ListFile, read_file
from talkfeed.model import RawMap, RawSource, Settings
from talkfeed.named_tuple import NamedTuple
from talkfeed.normalise.settings import date_rules, read_settings
from talkfeed.records.frontmatter import SUFFIXES, other_forms, why_no_talk

if TYPE_CHECKING:
    from talkfeed.deliveries.uniting import Repeated
    from talkfeed.model import RawFile, RawRecord

LISTED_TWICE, CORRECTS_NOTHING = "TF631", "TF632"
_NO_URL = "https://example.org/"


class ListRecords(NamedTuple):
    """The talks of a file as records, with its notices, and the options it was read with."""

    path: str
    options: ListOptions
    records: tuple[RawRecord, ...]
    notices: tuple[Problem, ...]


def expanded(raw: RawFile) -> RawFile:
    """Replace the lists that a talks file names by their talks, with all problems and notices."""
    if not raw.remotes and not any(isinstance(each, RawSource) for each in raw.talks):
        return raw
    settings = read_settings(raw.feed)[0] if raw.feed else Settings(title="", url=_NO_URL)
    talks: list[RawMap] = []
    problems, notices = [*raw.problems, *problems_of(raw, settings)], [*raw.notices]
    paths: dict[str, Place] = {}
    for each in raw.talks:
        if not isinstance(each, RawSource):
            talks.append(each)  # type: ignore[arg-type]  # parsed completely
            continue
        found = _read(each, settings, _file_of(raw))[1]
        paths[each.path] = each.place
        problems += found.problems
        for talk in found.talks:
            talks.append(talk.raw)
            notices += talk.notes
        notices += found.notices
    return raw._replace(
        talks=tuple(talks),
        problems=tuple(dict.fromkeys(problems)),
        notices=tuple(notices),
        read_in_place=paths,
    )


def united(raw: RawFile) -> RawFile:
    """Publish each talk of several sources once: of an expanded file, the talks file comes first.

    A notice names each talk that is recognised by its title and day alone.
    """
    settings = read_settings(raw.feed)[0] if raw.feed else Settings(title="", url=_NO_URL)
    named = {path: str(place) for path, place in raw.read_in_place.items()}
    named |= {remote.path: remote.path for remote in raw.remotes}
    talks = [talk for talk in raw.talks if isinstance(talk, RawMap)]
    in_order = sorted(talks, key=lambda talk: talk.place.path in named)
    union = Union(date_rules(settings))
    ranks = {}
    for talk in in_order:
        source = named.get(talk.place.path, OF_TALKS_FILE)
        ranks[id(talk)] = union.add(source, talk, is_distinct=True)
    kept = [union.talks[rank] for talk in talks if (rank := ranks[id(talk)]) is not None]
    alone = {talk.place: talk for talk in kept if _is_correction(talk)}
    uncertain = (each for each in union.repeated if not each.is_certain)
    return raw._replace(
        talks=tuple(talk for talk in kept if talk.place not in alone),
        notices=(*raw.notices, *map(_named_twice, uncertain), *map(_of_nothing, alone.values())),
    )


def _is_correction(talk: RawMap) -> bool:
    """Return whether a talk has an id of a source and no title, so that it is nothing by itself."""
    return SOURCE_ID in talk.fields and "title" not in talk.fields


def _of_nothing(talk: RawMap) -> Problem:
    """Return the notice that no source has the talk that another one corrects."""
    message = "left out, as no source lists a talk with this 'source_id'"
    hint = "if it is withdrawn there, delete this; to keep it, add its title and date"
    return Problem(talk.fields[SOURCE_ID].place, CORRECTS_NOTHING, message, hint)


def _named_twice(found: Repeated) -> Problem:
    """Return the notice that two talks are taken for one."""
    place, path = found.kept_place, found.left_out_place.path
    message = f"'{found.title}' is in {path}, line {found.left_out_place.line}, as well"
    hint = "it is published once, with what is written here and the rest from there"
    return Problem(place, LISTED_TWICE, message, hint)


def problems_of(raw: RawFile, settings: Settings) -> list[Problem]:
    """Return the problems of the options of addresses."""
    rules = date_rules(settings)
    return [each for remote in raw.remotes for each in read_options(remote.options, rules)[1]]


def as_records(source: RawSource, settings: Settings, settings_file: str) -> ListRecords | None:
    """Return the talks of a file; None if it has a problem."""
    options, found = _read(source, settings, settings_file)
    return _records(source.path, options, found)


def read_again(
    path: str, content: bytes, plain: tuple[Any, ...], settings: Settings, settings_file: str
) -> ListRecords | None:
    """Return the talks of a changed file, read with the same options, which are plain values."""
    options = ListOptions(*plain)
    name = name_of(path, settings_file)
    found = read_file(path, content, options, date_rules(settings), settings.url, name=name)
    return _records(path, options, found)


def _records(path: str, options: ListOptions, found: ListFile) -> ListRecords | None:
    """Pack the talks of a file; None if it has a problem."""
    if found.problems:
        return None
    records = tuple(pack(*talk) for talk in found.talks)
    return ListRecords(path, options, records, found.notices)


def _file_of(raw: RawFile) -> str:
    """Return the path of the file with the settings."""
    return (raw.feed.place if raw.feed else raw.place).path


def _read(
    source: RawSource, settings: Settings, settings_file: str
) -> tuple[ListOptions, ListFile]:
    rules = date_rules(settings)
    options, problems = read_options(source.options, rules)
    if problems:
        return options, ListFile(problems=tuple(problems))
    if why := _no_talk(source):
        place = Place(source.path, 1, 1)
        return options, ListFile(notices=(Problem(place, LEFT_OUT, f"left out: {why}"),))
    name = name_of(source.path, settings_file)
    return options, read_file(source.path, source.content, options, rules, settings.url, name=name)


def _no_talk(source: RawSource) -> str:
    """Return why a page of a folder is no talk of its own; empty if it is one."""
    path = PurePath(source.path)
    if len(source.others) == 1 or path.suffix[1:].lower() not in SUFFIXES:
        return ""
    names = (PurePath(each).as_posix() for each in source.others)
    return why_no_talk(path.as_posix(), other_forms(names))
