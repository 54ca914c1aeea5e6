"""Feed → Document. One module per format; `registry` is the table of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed import model
from talkfeed.formats.registry import format_named, module

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.model import Document, Feed


def documents(feed: Feed) -> Iterator[Document]:
    """Render a feed in each of its formats."""
    for name in feed.formats:
        row = format_named(name)
        content: bytes = module(row).render(feed)
        yield model.Document(
            path=feed.path + row.suffix,
            content=content,
            media_type=row.media_type,
            role=feed.role,
        )


def save_templates() -> dict[str, bytes]:
    """Return the templates that feedgen wrote, for the next build."""
    from talkfeed.formats.syndication.templates import save  # noqa: PLC0415  — as modules of formats

    return save()


def load_templates(saved: dict[str, bytes]) -> None:
    """Reuse the templates that an earlier build of the same program saved."""
    from talkfeed.formats.syndication.templates import load  # noqa: PLC0415  — as modules of formats

    load(saved)
