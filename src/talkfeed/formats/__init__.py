"""Feed → Document. One module per format; `registry` is the table of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed import model
from talkfeed.formats.registry import Kind, format_named, module

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from talkfeed.formats.registry import Format
    from talkfeed.model import Document, Feed


def documents(feed: Feed) -> Iterator[Document]:
    """Render a feed in each of its formats."""
    for name in feed.formats:
        row = format_named(name)
        for path, content in contents(row, feed).items():
            yield model.Document(
                path=path, content=content, media_type=row.media_type, role=feed.role
            )


def paths(row: Format, feed: Feed) -> list[str]:
    """Return the paths of the documents of a feed in a format, one for most formats."""
    if row.kind is not Kind.SEARCH:
        return [feed.path + row.suffix]
    found: list[str] = module(row).paths(feed)
    return found


def contents(row: Format, feed: Feed) -> Mapping[str, bytes]:
    """Render the documents of a feed in a format, by their paths."""
    if row.kind is not Kind.SEARCH:
        return {feed.path + row.suffix: module(row).render(feed)}
    found: Mapping[str, bytes] = module(row).files(feed, module(row).fragments(feed).__getitem__)
    return found


def save_templates() -> dict[str, bytes]:
    """Return the templates that feedgen wrote, for the next build."""
    from talkfeed.formats.syndication.templates import save  # noqa: PLC0415  — as modules of formats

    return save()


def load_templates(saved: dict[str, bytes]) -> None:
    """Reuse the templates that an earlier build of the same program saved."""
    from talkfeed.formats.syndication.templates import load  # noqa: PLC0415  — as modules of formats

    load(saved)
