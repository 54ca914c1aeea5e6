"""`--engine dask` and `--exchange` → the executor of a cluster."""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from talkfeed.cli.paths import cache_of
from talkfeed.engine.exchange import FAILED, DirectoryStore, Exchange
from talkfeed.errors import Rejected, WrongUsage
from talkfeed.private import seal, unlock
from talkfeed.text import destination
from talkfeed.text.destination import STORES

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from talkfeed.engine.exchange import Engine, Store

_KEY_BYTES = 32


@contextmanager
def cluster_of(arguments: Namespace) -> Iterator[Exchange]:
    """Connect to the cluster that was asked for; what it exchanged is deleted after a build.

    Raises:
        WrongUsage: a scheduler elsewhere needs an exchange that its workers can reach.
        Rejected: TF512, the library is missing.
        CannotWrite: TF512, the cluster or the exchange cannot be used.
    """
    address = arguments.engine.partition(":")[2]
    if address and not arguments.exchange:
        message = f"--engine {arguments.engine} needs --exchange, a place that all workers reach"
        raise WrongUsage(message)
    with ExitStack() as opened:
        place = arguments.exchange or opened.enter_context(TemporaryDirectory(prefix="talkfeed-"))
        engine = _dask(opened, address, arguments.jobs)
        exchange = Exchange(engine, open_exchange, place, _key(arguments))
        yield exchange
        exchange.clear()


def open_exchange(address: str) -> Store:
    """Open the exchange at an address; workers have the credentials of their own environment.

    Raises:
        Rejected: TF512, it is neither a directory nor in a store; TF801, it is no address; TF809, a
            library is missing.
    """
    place = destination(address)
    if place.scheme == "file":
        return DirectoryStore(Path(place.path))
    if place.scheme in STORES:
        from talkfeed.delivery.exchange import ObjectStore  # noqa: PLC0415  — for these only

        return ObjectStore(place, os.environ)
    raise Rejected(FAILED, f"'{address}' is no exchange", "name a directory, or s3://bucket/folder")


def _dask(opened: ExitStack, address: str, jobs: int | None) -> Engine:
    try:
        module = import_module("talkfeed.engine.dask")
    except ImportError as error:
        message = "--engine dask needs the library distributed"
        raise Rejected(FAILED, message, "run: pip install 'talkfeed[dask]'") from error
    found: Engine = opened.enter_context(module.Dask(address, jobs))
    return found


def _key(arguments: Namespace) -> bytes:
    """Return the key for the objects: the user's, so that a build can go on; else a new one."""
    root = cache_of(arguments.cache, os.environ)
    return seal(unlock(*root), b"exchange", b"key", b"") if root else os.urandom(_KEY_BYTES)
