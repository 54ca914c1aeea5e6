"""`talkfeed thumbnails`: fetch stills of recordings once, and name them in the talks file."""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from talkfeed.building import pipeline
from talkfeed.cli import saving
from talkfeed.cli.console import afterwards, visible
from talkfeed.deliveries.plain import ORDER
from talkfeed.editing.checking import reject_new_problems
from talkfeed.editing.splicing import set_field
from talkfeed.editing.talksfile import open_talks
from talkfeed.errors import Rejected
from talkfeed.linkcheck.stills import STILLS, fetch_still, still_of
from talkfeed.media.types import PICTURES
from talkfeed.model.media import THUMBNAIL
from talkfeed.named_tuple import NamedTuple
from talkfeed.publishing.build_lock import hold_build_lock
from talkfeed.publishing.disk import Disk
from talkfeed.publishing.output_dir import write_errors
from talkfeed.publishing.replacing import replace_files
from talkfeed.web import FetchOptions, any_address, fetch

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Mapping

    from talkfeed.cli.console import Console
    from talkfeed.editing.document import Splice
    from talkfeed.errors import Place
    from talkfeed.linkcheck.stills import Get, Still

FOLDER = "thumbnails"
"""The directory of the pictures, beside the talks file."""
_NAME_LENGTH = 16
_disk = Disk()
_SUFFIXES = {kind: suffix for suffix, kind in reversed(PICTURES.items())}


class Services(NamedTuple):
    """How an address is fetched, and which providers there are."""

    get: Get
    stills: tuple[Still, ...] = STILLS


def run(arguments: Namespace, out: Console, err: Console, services: Services | None = None) -> int:
    """Fetch what is missing, write it, and report; the status is 1 if a picture is missing."""
    services = services or Services(_getting(arguments))
    links = {link: still for _, link, still in _without(arguments.talks, services)}
    wanted = list(links.items())[: arguments.limit]
    found: dict[str, tuple[str, bytes]] = {}
    for link, still in wanted:
        try:
            content, picture = fetch_still(link, still, services.get)
        except Rejected as rejected:
            err.say(visible(f"no picture of {link}: {rejected.message}"))
            continue
        name = sha256(content).hexdigest()[:_NAME_LENGTH] + _SUFFIXES[picture.type]
        found[link] = f"{FOLDER}/{name}", content
    failed = len(wanted) - len(found)
    with hold_build_lock(arguments.talks):
        written = saving.retry_if_changed(partial(_write, arguments.talks, found, services))
    with afterwards(out, is_written=bool(written)):
        out.say(f"{written} picture{'' if written == 1 else 's'} added · {failed} not found")
    return 1 if failed else 0


def _getting(arguments: Namespace) -> Get:
    """Return a function that fetches from public addresses only, unless others are allowed."""
    options = FetchOptions(is_allowed=any_address) if arguments.allow_private else FetchOptions()
    return lambda address: fetch(address, options).content


def _without(source: Path, services: Services) -> Iterator[tuple[Place, str, Still]]:
    """Yield the places of talks without a picture, each with a recording of a known provider."""
    seen: set[Place] = set()
    for talk in pipeline.read(source).talks:
        videos = (link.href for link in talk.links if link.kind == "video" and not link.is_gone)
        known = ((link, still_of(link, services.stills)) for link in videos)
        link, still = next((each for each in known if each[1]), ("", None))
        if still and not talk.thumbnail and talk.place not in seen:
            seen.add(talk.place)
            yield talk.place, link, still


def _write(source: Path, found: Mapping[str, tuple[str, bytes]], services: Services) -> int:
    """Write pictures, then the talks files that name them; return how many talks have one now.

    Raises:
        Rejected: TF711, the result would not be valid; TF712, the syntax of a talk is not
            supported.
        Changed: TF716, a file is no longer as it was read.
    """
    listed = open_talks(source)
    splices: dict[str, list[Splice]] = {}
    pictures: dict[Path, bytes] = {}
    for place, link, _ in _without(source, services):
        if link in found and place.path in listed.documents:
            name, content = found[link]
            splice = set_field(listed.documents[place.path], place, THUMBNAIL, name, ORDER)
            splices.setdefault(place.path, []).append(splice)
            pictures[Path(place.path).parent / name] = content
    texts = {path: listed.documents[path].apply(each)[0] for path, each in splices.items()}
    for path, content in pictures.items():
        if not path.parent.exists():
            with write_errors(path.parent):
                _disk.make_directory(str(path.parent))
        replace_files({path: content})
    reject_new_problems(listed.source, texts)
    saving.write(listed, texts)
    return sum(map(len, splices.values()))
