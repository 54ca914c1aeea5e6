"""The commands that set talkfeed up and run it, and their options."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from talkfeed.cli.arguments import (
    add_cache_option,
    add_now,
    add_plan_options,
    add_talks,
    add_talks_option,
    duration,
    engine,
    path,
    place,
    whole_number,
)

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable

HOSTS = ("github", "gitlab", "codeberg", "s3", "rsync", "none")
"""The names of `talkfeed.starting.hosts`, which help does not import."""
USUAL_PORT, LAST_PORT = 8000, 65535
USUAL_WAIT = 120
USUAL_DAYS = 7
DIGESTS = ("text", "markdown", "html", "eml", "slack", "discord", "mastodon", "matrix")
"""The names of `talkfeed.announcing.outlets`, which help does not import."""
SHELLS = ("bash", "zsh", "fish", "powershell")


def _add_init(parser: ArgumentParser) -> None:
    parser.add_argument(
        "directory",
        nargs="?",
        default=".",
        type=path,
        metavar="DIR",
        help="where the talks file is to be (default: this directory)",
    )
    parser.add_argument(
        "--host",
        choices=HOSTS,
        help="who serves the output (default: the host of the git remote, else none)",
    )
    parser.add_argument(
        "--url", metavar="URL", help="the address of the output (default: that of the git remote)"
    )
    parser.add_argument("--title", metavar="TEXT", help="the name of the feed")
    parser.add_argument("--yes", action="store_true", help="ask nothing, even on a terminal")
    parser.add_argument(
        "--dry-run", action="store_true", help="show what would be written and write nothing"
    )


def _add_completion(parser: ArgumentParser) -> None:
    parser.add_argument(
        "shell", choices=SHELLS, metavar="SHELL", help=f"one of: {', '.join(SHELLS)}"
    )


def _port(text: str) -> int:
    port = whole_number("a port", 0)(text)
    if port > LAST_PORT:
        message = f"'{text}' is not the number of a port; the last one is {LAST_PORT}"
        raise argparse.ArgumentTypeError(message)
    return port


def add_poll(parser: ArgumentParser) -> None:
    """Add `--poll`."""
    parser.add_argument(
        "--poll",
        action="store_true",
        help="look for changes by the clock, on network drives and in containers that report none",
    )


def _add_serve(parser: ArgumentParser) -> None:
    add_plan_options(parser)
    parser.add_argument(
        "--port",
        type=_port,
        default=USUAL_PORT,
        metavar="N",
        help=f"the port, or the next one that is free (default: {USUAL_PORT})",
    )
    parser.add_argument("--open", action="store_true", help="open the page in the browser")
    add_poll(parser)
    add_cache_option(parser, 'the cache directory; "off": no cache')


def _add_care(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--no-build", action="store_true", help="publish the output as it was built last"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="print the plan; build and upload nothing"
    )
    parser.add_argument(
        "--grace",
        type=duration,
        default="1d",
        metavar="TIME",
        help="delete files only so long after they have left the site, e.g. 12h (default: 1d)",
    )
    parser.add_argument(
        "--max-deletes",
        type=whole_number("files", 0),
        default=256,
        metavar="N",
        help="refuse to publish where more than N files would leave (default: 256)",
    )
    parser.add_argument(
        "--adopt", action="store_true", help="replace files that talkfeed did not publish"
    )
    parser.add_argument("--all", action="store_true", help="upload files that have not changed too")


def add_engine(parser: ArgumentParser) -> None:
    """Add the options that choose what works on many talks."""
    parser.add_argument(
        "--engine",
        type=engine,
        metavar="ENGINE",
        help="where a full build of many talks works: in-process, processes, dask (a cluster of"
        " this machine), dask:tcp://HOST:8786 (default: as --jobs says)",
    )
    parser.add_argument(
        "--exchange",
        metavar="DIR|URL",
        help="with dask, where processes exchange their work: a directory that all of them see, or"
        " s3://, gs:// or az:// (default: a temporary directory)",
    )


def _add_publish(parser: ArgumentParser) -> None:
    parser.add_argument(
        "targets",
        nargs="*",
        type=place,
        metavar="TARGET",
        help="where to, e.g. s3://bucket/talks, user@host:path, sftp://host/path,"
        " git+https://host/owner/pages.git#branch or a directory (default: publish in talks.yaml)",
    )
    add_talks_option(parser)
    parser.add_argument(
        "--output",
        type=path,
        metavar="DIR",
        help="where the built files are (default: output beside the talks file)",
    )
    _add_care(parser)
    add_engine(parser)
    add_cache_option(parser, 'the cache directory; "off": no cache')
    parser.set_defaults(**_AS_USUAL)


_AS_USUAL: dict[str, Any] = {
    **dict.fromkeys(("lenient", "locked", "verbose", "timings", "watch"), False),
    **dict.fromkeys(("now", "recover", "explain", "profile", "jobs")),
    "allow_removals": 0,
}
"""The options of a build that `publish` does not have: their defaults."""


def _add_private(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--allow-private",
        action="store_true",
        help="also connect to addresses of your own network",
    )


def _add_ping(parser: ArgumentParser) -> None:
    add_talks(parser)
    parser.add_argument(
        "--output",
        type=path,
        metavar="DIR",
        help="where the built files are (default: output beside the talks file)",
    )
    parser.add_argument(
        "--wait",
        type=whole_number("seconds", 0),
        default=USUAL_WAIT,
        metavar="SECONDS",
        help=f"wait so long for the public address to return the new files (default: {USUAL_WAIT})",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="list what would be pinged, and connect to nothing"
    )
    _add_private(parser)
    add_now(parser)
    add_cache_option(parser, 'the cache directory, with what was pinged; "off": none')


def _add_links(parser: ArgumentParser) -> None:
    add_talks(parser)
    parser.add_argument(
        "--all", action="store_true", help="check every link, not only those that are due"
    )
    parser.add_argument(
        "--limit",
        type=whole_number("links", 1),
        metavar="N",
        help="check at most N links, the longest unchecked ones",
    )
    parser.add_argument(
        "--fix",
        action="store_true",
        help="replace dead links by their archived copies in the talks file, and show the diff",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    _add_private(parser)
    add_now(parser)


def _add_thumbnails(parser: ArgumentParser) -> None:
    add_talks(parser)
    parser.add_argument(
        "--limit",
        type=whole_number("pictures", 1),
        metavar="N",
        help="fetch at most N pictures, those of the first talks in the file",
    )
    _add_private(parser)


def _add_digest(parser: ArgumentParser) -> None:
    add_talks(parser)
    parser.add_argument(
        "--format",
        choices=DIGESTS,
        metavar="FORMAT",
        help=f"one of: {', '.join(DIGESTS)} (default: text; with --send, each that is configured)",
    )
    parser.add_argument(
        "--days",
        type=whole_number("days", 1),
        default=USUAL_DAYS,
        metavar="N",
        help=f"include the talks of the next N days (default: {USUAL_DAYS})",
    )
    parser.add_argument(
        "--send",
        action="store_true",
        help="send it to the services that the environment configures, and record that in"
        " talks.sent",
    )
    parser.add_argument(
        "--arrived",
        choices=("yes", "no"),
        help="whether a digest is there whose request got no answer",
    )
    parser.add_argument(
        "--output",
        type=path,
        metavar="DIR",
        help="where the built files are (default: output beside the talks file)",
    )
    add_now(parser)


COMMANDS: dict[str, tuple[str, str, Callable[[ArgumentParser], None]]] = {
    "init": (
        "begin a talks file here, with the workflow of its host; overwrites nothing",
        "example:\n  talkfeed init --host github",
        _add_init,
    ),
    "serve": (
        "show the next build in the browser, again after each edit; publishes nothing",
        "example:\n  talkfeed serve --open",
        _add_serve,
    ),
    "ping": (
        "inform WebSub hubs of the feeds that have changed, once they are public",
        "example:\n  talkfeed ping --wait 600",
        _add_ping,
    ),
    "links": (
        "find dead links, and archived copies of them; remembered in talks.links",
        "example:\n  talkfeed links --fix",
        _add_links,
    ),
    "thumbnails": (
        "fetch stills of recordings once, and name them in the talks file",
        "example:\n  talkfeed thumbnails --limit 20",
        _add_thumbnails,
    ),
    "digest": (
        "summarise what is new and what comes; print it, or send it to people",
        "example:\n  talkfeed digest --format mastodon\n  talkfeed digest --send",
        _add_digest,
    ),
    "completion": (
        "print a script that completes commands and options in a shell",
        "example:\n  talkfeed completion bash >~/.local/share/bash-completion/completions/talkfeed",
        _add_completion,
    ),
    "publish": (
        "build, and upload what has changed to a host",
        "example:\n  talkfeed publish s3://bucket/talks --dry-run",
        _add_publish,
    ),
}
"""For each command: its summary, an example, and the function that adds its options."""
