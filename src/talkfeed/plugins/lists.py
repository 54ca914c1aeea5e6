"""A plan → what pages of another site show of it: lists of talks, and links to its feeds."""

from __future__ import annotations

from difflib import get_close_matches
from html import escape
from itertools import chain, islice
from typing import TYPE_CHECKING

from talkfeed.errors import Rejected
from talkfeed.formats.html import fragment, rows, subscribe
from talkfeed.named_tuple import NamedTuple
from talkfeed.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from talkfeed.building.planning import Plan
    from talkfeed.formats.html.rows import TalkRow
    from talkfeed.formats.html.subscribe import FeedLink
    from talkfeed.model import Feed

UPCOMING, PAST = "upcoming", "past"
_EMPTY = {UPCOMING: "No talks are planned."}
_STYLE = """\
<style>
ul.talkfeed.h-feed, ul.talkfeed.h-feed > li.h-event { list-style: none; margin-left: 0; padding: 0 }
ul.talkfeed.h-feed > li.h-event { margin-bottom: .75em }
ul.talkfeed.h-feed > li.h-event > * { margin: 0 }
.talkfeed .p-name { display: block; font-weight: 600 }
.talkfeed .p-name ~ a, .talkfeed time, .talkfeed .tba { display: inline-block }
.talkfeed .p-author ~ time::before, .talkfeed .p-author ~ .tba::before,
.talkfeed a ~ a::before { content: "\\b7"; display: inline-block; margin: 0 .4em 0 .15em }
</style>
"""
"""The style of lists, with the font and the colours of the page."""
_OPTION = lazy("limit=([1-9][0-9]*)")
_HINT = "write e.g. talks, talks upcoming, talks past limit=5, or talks tags/ocaml"


class Choice(NamedTuple):
    """The talks to list: all, upcoming, past, or those of a feed by its path; at most `limit`."""

    name: str = ""
    limit: int | None = None


class Item(NamedTuple):
    """A talk for formats other than HTML: the title with its address, and the rest as text."""

    title: str
    url: str
    rest: str


def read_choice(text: str) -> Choice:
    """Read the words after `talks`.

    >>> read_choice("upcoming limit=5")
    Choice(name='upcoming', limit=5)

    Raises:
        Rejected: TF511, they are not a name and a limit.
    """
    name, limit = "", None
    for word in text.split():
        found = _OPTION.fullmatch(word)
        if found and limit is None:
            limit = int(found[1])
        elif not found and not name and "=" not in word:
            name = word
        else:
            raise Rejected("TF511", f"'{word}' is not an option of a list of talks", _HINT)
    return Choice(name, limit)


def as_html(plan: Plan, choice: Choice, root: str | None) -> str:
    """Return a list of talks as HTML; `root` is the address of the files from the page.

    Without a root, links have the address of the talks file's own settings.

    Raises:
        Rejected: TF511, there is no such feed.
    """
    feed = plan.selection.site
    by_key = {entry.key: entry for entry in feed.entries}
    entries = tuple(by_key[row.key] for row in _chosen(plan, choice))
    if not entries:
        return f'<p class="talkfeed">{empty_text(choice)}</p>\n'
    items = b"\n".join(fragment.fragments(feed._replace(entries=entries))).decode()
    html = f'<ul class="talkfeed h-feed">\n{items}\n</ul>\n'
    return html if root is None else _linked(html, feed, root)


def as_items(plan: Plan, choice: Choice) -> tuple[Item, ...]:
    """Return a list of talks as text.

    Raises:
        Rejected: TF511, there is no such feed.
    """
    return tuple(_item(row) for row in _chosen(plan, choice))


def for_head(plan: Plan, root: str, page: str) -> str:
    """Return the link elements for autodiscovery of the feeds, and the style if a page has a list.

    Each channel has one feed and one calendar: people who choose want no choice of formats. `root`
    is as in `as_html`.
    """
    site = plan.selection.site
    found: dict[tuple[str, bool], FeedLink] = {}
    for link in subscribe.discovery(site):
        channel = link.title.removesuffix(f" ({link.label})")
        found.setdefault((channel, link.label == subscribe.ICAL.label), link)
    links = (
        f'<link rel="alternate" type="{escape(link.media_type)}" title="{escape(link.title)}"'
        f' href="{escape(root + link.url.removeprefix(site.base))}">\n'
        for link in found.values()
    )
    return "".join(links) + (_STYLE if '<ul class="talkfeed' in page else "")


def empty_text(choice: Choice) -> str:
    """Return the sentence in place of a list without talks."""
    return _EMPTY.get(choice.name, "There are no talks yet.")


def _chosen(plan: Plan, choice: Choice) -> Iterable[TalkRow]:
    """Return the rows of a list: upcoming talks soonest first, others newest first."""
    site = plan.selection.site
    found = rows.programme(site, root=site.base)
    if choice.name == UPCOMING:
        chosen: Iterable[TalkRow] = chain(found.upcoming, found.undated)
    elif choice.name == PAST:
        chosen = chain.from_iterable(year.rows for year in found.past)
    else:
        chosen = rows.newest_first(_channel(plan, choice.name) if choice.name else site)
    return islice(chosen, choice.limit)


def _channel(plan: Plan, path: str) -> Feed:
    site = plan.selection.site
    contents = {each.channel.path: each.contents for each in plan.selection.channel_feeds}
    if path in contents:
        return site._replace(entries=contents[path].entries)
    close = get_close_matches(path, (*contents, PAST), n=1)
    hint = f"did you mean '{close[0]}'?" if close else _HINT
    raise Rejected("TF511", f"there is no feed '{path}'", hint)


def _linked(html: str, feed: Feed, root: str) -> str:
    """Lead the links of a list to the files of this site, wherever it is served."""
    return html.replace(f'href="{escape(feed.base)}', f'href="{escape(root)}')


def _item(row: TalkRow) -> Item:
    talk = row.talk
    speakers = ", ".join(each.name for each in talk.speakers)
    event = f"at {talk.event.name}" if talk.event else ""
    who = " ".join(filter(None, (speakers, event)))
    return Item(talk.title, row.href, ", ".join(filter(None, (row.status, who, row.when))))
