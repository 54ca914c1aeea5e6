"""Events in the structured data of a page, and talks in its layout → talks, each once.

The data fills the gaps that the layout leaves. An event in the data that is not a
talk, such as the conference itself, is skipped if the layout has talks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talkfeed.importers.page import weights
from talkfeed.importers.page.date_choice import TalkDate
from talkfeed.importers.page.date_runs import edtf_of, read
from talkfeed.importers.page.links import Link, same_address
from talkfeed.importers.page.roles import Around, Person
from talkfeed.importers.page.talk import Talk
from talkfeed.importers.page.vocabulary import eventness
from talkfeed.records.absence import status_of
from talkfeed.text import block, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from talkfeed.dates import DateRules
    from talkfeed.importers.page.structured_data import Event

_NOT_WORDS = re.compile(r"\W+")


def merge(talks: Sequence[Talk], data: Iterable[Event], rules: DateRules) -> list[Talk]:
    """Merge data into the talks of the layout; talks that are only in the data come last."""
    found = list(talks)
    places = {_key(talk.title): index for index, talk in enumerate(found) if talk.title}
    for event in data:
        if not event.title:
            continue
        stated = _talk(event, rules)
        index = places.get(_key(stated.title))
        if index is not None:
            found[index] = _filled(found[index], stated, rules)
        elif not talks or not _is_occasion(event):
            places[_key(stated.title)] = len(found)
            found.append(stated)
    return found


def united(talks: Sequence[Talk], rules: DateRules) -> list[Talk]:
    """Unite the talks of a programme with those of its abstracts: the same title and speakers.

    Two dated talks of one title are two deliveries, and stay apart.
    """
    found: list[Talk] = []
    places: dict[str, int] = {}
    for talk in talks:
        index = places.get(_key(talk.title)) if talk.title else None
        if index is not None and _is_repeat(found[index], talk, rules):
            found[index] = _filled(found[index], talk, rules)
            continue
        places.setdefault(_key(talk.title), len(found))
        found.append(talk)
    return found


def _is_repeat(one: Talk, other: Talk, rules: DateRules) -> bool:
    """Return whether a talk is what else a page has of one: its abstract, its links.

    It has no time of its own, and nothing that differs.
    """
    days = [edtf_of(talk.held.phrase, rules) or "" for talk in (one, other)]
    is_dated = bool(days[1] or other.given) and days[1] != days[0][:_DAY]
    is_elsewhere = other.around.event not in {"", one.around.event}
    names, others = ({p.name for p in talk.around.speakers} for talk in (one, other))
    is_new = bool(other.abstract or other.links) and not (one.links and other.links)
    return not is_dated and not is_elsewhere and is_new and names == others


def _key(title: str) -> str:
    return _NOT_WORDS.sub("", title.casefold())


def _is_occasion(event: Event) -> bool:
    return not event.speakers or eventness(event.title) > weights.EVENT_ALONE


def _talk(event: Event, rules: DateRules) -> Talk:
    around = Around(
        speakers=tuple(Person(line(name)) for name in event.speakers),
        event=line(event.event),
        location=line(event.location),
    )
    links = (Link(event.video, "", "video"), Link(event.url, "", "url"))
    date = _date(event, rules)
    return Talk(
        title=line(event.title),
        held=TalkDate(date, is_own=True) if date else TalkDate(),
        around=around,
        links=tuple(link for link in links if link.address),
        abstract=block(event.abstract),
        text=line(event.title),
        status=status_of(event.status),
        texts=(("online", event.online),) if event.online else (),
        is_part=True,
    )


def _date(event: Event, rules: DateRules) -> str:
    """Write start and end as one phrase; if the times have no zone, only the days."""
    start, end = line(event.start), line(event.end)
    days = (start[:10], end[:10])
    tried = [f"{start}/{end}"] if end and end != start else []
    tried += [start] if days[0] == days[1] or not end else []
    tried += [f"{days[0]}/{days[1]}"] if end and days[0] != days[1] else []
    tried += [start, days[0]]
    return next((phrase for phrase in tried if phrase and read(phrase, rules)), "")


def _filled(talk: Talk, stated: Talk, rules: DateRules) -> Talk:
    """Merge a talk of the layout and its data, which is exact and takes precedence."""
    event = stated.around.event or talk.around.event
    place = stated.around.location
    around = talk.around._replace(
        speakers=stated.around.speakers or talk.around.speakers,
        event="" if _key(place).startswith(_key(event)) else event,
        location=place or talk.around.location,
    )
    seen = {same_address(link.address) for link in talk.links}
    links = [link for link in stated.links if same_address(link.address) not in seen]
    return talk._replace(
        held=_date_of_both(talk.held, stated.held, rules),
        around=around,
        links=(*talk.links, *links),
        abstract=talk.abstract or stated.abstract,
        status=stated.status or talk.status,
        texts=(*talk.texts, *stated.texts),
        is_part=talk.is_part or stated.is_part,
    )


def _date_of_both(shown: TalkDate, stated: TalkDate, rules: DateRules) -> TalkDate:
    """Choose the date of the data; where the page shows another day, that is a doubt."""
    own, exact = (edtf_of(one.phrase, rules) or "" for one in (shown, stated))
    if own.startswith(exact):
        return shown
    if not shown.is_own or exact.startswith(own[:_DAY]):
        return stated
    doubt = f"the page shows '{shown.phrase}', and its data '{stated.phrase}'"
    return stated._replace(doubts=(*stated.doubts, doubt))


_DAY = len("2015-10-07")
