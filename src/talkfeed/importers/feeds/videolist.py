"""A list of videos in YAML or JSON, such as those of ocaml.org → a talk for each video.

Each video has a title, an address, the day of its upload and a description, like an entry of a
feed; its title is split as those of a feed are. The channel is not imported.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from talkfeed.importers.feeds.post import Post, outcomes
from talkfeed.media.chapters import in_description
from talkfeed.model.imported import CHANNEL, UNKNOWN_KEYS, FoundTalk, ImportResult, Unparsed
from talkfeed.records.draft import Link
from talkfeed.records.link_fields import address
from talkfeed.records.nodes import Record, decoded, parse
from talkfeed.records.source_errors import wrong_kind
from talkfeed.records.timestamps import moment
from talkfeed.records.values import tags, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from talkfeed.model.imported import ImportOptions, SourceInput

KIND = "videos"
_SURE = 0.65
_KEYS = frozenset(("title", "url", "published"))
_OF_CHANNEL = ("author_name", "source_title")
_KNOWN = (*_KEYS, *_OF_CHANNEL, "description", "thumbnail", "author_uri", "source_link", "tags")
_FORM = re.compile(r"(?:-|\[\s*\{)\s*[\"']?title[\"']?\s*:")
_KEYED = tuple(re.compile(rf"[\s\"']{key}[\"']?\s*:") for key in ("url", "published", "thumbnail"))
_SAMPLE = 8_000
_DAY = len("2015-10-07")


def recognise(source: SourceInput) -> float:
    """Score a source by keys that lists of videos have, and lists of talks do not."""
    head = source.content[:_SAMPLE]
    if source.files or b"published" not in head:
        return 0.0
    written = decoded(replace(source, content=head)).lstrip()
    return _SURE if _FORM.match(written) and all(key.search(written) for key in _KEYED) else 0.0


def read(source: SourceInput, options: ImportOptions) -> ImportResult:
    """Read every video.

    Raises:
        Rejected: TF702, it is invalid, or not a list of videos; TF704, it is too large.
    """
    document = parse(source)
    listed = document.root if isinstance(document.root, tuple) else ()
    videos = [one for one in listed if isinstance(one, Record) and one.fields.keys() >= _KEYS]
    if not videos:
        raise wrong_kind(source, "a list of videos")
    found = outcomes([_post(one) for one in videos], source.base, options, takes_posted=True)
    talks = tuple(one for one in found if isinstance(one, FoundTalk))
    unparsed = tuple(one for one in found if isinstance(one, Unparsed))
    others = (
        Unparsed(text=text(one), why="not a video with title, url and published")
        for one in listed
        if not isinstance(one, Record) or one not in videos
    )
    everything = (*unparsed, *others, *document.unparsed, *_not_imported(videos))
    return ImportResult(kind=KIND, talks=talks, unparsed=everything)


def _post(video: Record) -> Post:
    posted, described = text(video.fields["published"]), video.fields.get("description", "")
    page = address(text(video.fields["url"]))
    written = described if isinstance(described, str) else ""
    return Post(
        uid=page,
        title=text(video.fields["title"]),
        posted=posted[:_DAY] if moment(posted) else "",
        text=written,
        chapters=in_description(written),
        tags=tags(video.fields.get("tags", ())),
        media=(Link(page, kind="video"),),
        thumbnail=address(text(video.fields.get("thumbnail", ""))),
    )


def _not_imported(videos: Sequence[Record]) -> Iterator[Unparsed]:
    """Yield the names of the channels, and the keys that are unknown, each once."""
    values = dict.fromkeys(text(one.fields.get(key, "")) for one in videos for key in _OF_CHANNEL)
    keys = dict.fromkeys(key for one in videos for key in one.fields if key not in _KNOWN)
    for names, why in ((values, CHANNEL), (keys, UNKNOWN_KEYS)):
        if shown := ", ".join(filter(None, names)):
            yield Unparsed(text=shown, why=why, is_talk=False)
