"""The user's secret key → seals (message authentication codes), and private files.

Anyone who can write to a cache can change what is published, and it is decoded by `marshal`, which
is safe only for trusted bytes. So all content is sealed with keyed BLAKE2b (RFC 7693) when it is
stored, and the seal is verified before decoding. The key is in a file outside the cache.
Directories that belong to other users, or that they can write to, are not used.
"""

from __future__ import annotations

import os
import stat
from hashlib import blake2b
from hmac import compare_digest
from pathlib import Path
from typing import TYPE_CHECKING

from talkfeed import files, system
from talkfeed.errors import Rejected
from talkfeed.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

SEAL_BYTES = 16
KEY_BYTES = 32
SHORTEST_KEY = 16
NOT_PRIVATE = "TF614"


class CacheDirectory(NamedTuple):
    """The directory of the cache, and the key for its seals.

    The key is a secret of at least 16 bytes, or the path of a file with one, which is created if
    missing.
    """

    path: Path
    key: bytes | Path


def seal(key: bytes, kind: bytes, name: bytes, content: bytes | memoryview) -> bytes:
    """Return the seal of content for a kind (at most 16 bytes) and a name."""
    sealed = blake2b(len(name).to_bytes(4) + name, digest_size=SEAL_BYTES, key=key, person=kind)
    sealed.update(content)
    return sealed.digest()


def is_sealed(
    found: bytes, key: bytes, kind: bytes, name: bytes, content: bytes | memoryview
) -> bool:
    """Return whether a seal is that of the content."""
    return compare_digest(found, seal(key, kind, name, content))


def unlock(directory: Path, key: bytes | Path) -> bytes:
    """Return the key for a directory that only the user can write to.

    Raises:
        Rejected: TF614, others can write to the directory, or read or replace the key.
        OSError: there is no key, and it cannot be created.
    """
    _reject_shared(directory)
    if isinstance(key, bytes):
        secret, hint = key, "make one with: openssl rand -hex 32"
    else:
        _reject_shared(key.parent)
        secret, hint = _read_key(key), f"delete the file, and a new one is made: {key}"
    if len(secret) < SHORTEST_KEY:
        message = f"the key of the cache is shorter than {SHORTEST_KEY} bytes"
        raise Rejected(NOT_PRIVATE, message, hint)
    return blake2b(secret, digest_size=KEY_BYTES, person=b"talkfeed cache").digest()


def make_directory(path: Path) -> None:
    """Create a directory and its parents, writable by the user alone, whatever the umask."""
    if not path.is_dir():
        make_directory(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)


def create(path: Path) -> int:
    """Create a private file in a private directory, and remove any file of this name."""
    path.unlink(missing_ok=True)
    return os.open(path, _create_flags() | os.O_EXCL, 0o600)


def open_or_create(path: Path) -> int:
    """Open a private file for reading and writing; replace links, pipes and files of others."""
    if not system.has_safe_open() and path.is_symlink():
        return create(path)
    try:
        descriptor = os.open(path, _create_flags(), 0o600)
    except OSError:
        return create(path)
    status = os.fstat(descriptor)
    if stat.S_ISREG(status.st_mode) and status.st_nlink == 1 and system.is_ours(status):
        return descriptor
    os.close(descriptor)
    return create(path)


def replace(path: Path, parts: Iterable[bytes]) -> None:
    """Write a temporary file, and rename it, so that the file is never incomplete."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with open(create(beside), "wb") as file:
            file.writelines(parts)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _create_flags() -> int:
    return os.O_RDWR | os.O_CREAT | system.flags("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY")


def _read_key(path: Path) -> bytes:
    """Read the key from a file, which is created if missing.

    A new key is read back, because another build may have replaced it at the same time.
    """
    if not path.exists():
        make_directory(path.parent)
        replace(path, [os.urandom(KEY_BYTES)])
    with files.opened(path) as file:
        status = os.fstat(file.fileno())
        if not system.is_ours(status):
            message = f"the key of the cache belongs to another user: {path}"
            raise Rejected(NOT_PRIVATE, message, "delete it, and a new one is made")
        if system.has_owners() and stat.S_IMODE(status.st_mode) & 0o077:
            message = f"others can read or change the key of the cache: {path}"
            raise Rejected(NOT_PRIVATE, message, f"delete it, or: chmod 600 {path}")
        return file.read(KEY_BYTES)


def _reject_shared(directory: Path) -> None:
    """Reject a directory that others can write to or replace.

    Its parents may belong to the system, and sticky ones such as /tmp may be writable by all. A
    missing directory is created later. On many systems, each user has their own group. Without
    owners of files (Windows), nothing is rejected; the seals protect the cache there, too.
    """
    if not system.has_owners():
        return
    real = Path(os.path.realpath(directory))
    for place in (real, *real.parents):
        try:
            status = place.stat()
        except (FileNotFoundError, NotADirectoryError):
            continue
        is_above = place != real
        if not (system.is_ours(status) or (is_above and status.st_uid == 0)):
            message = f"the cache is not used, because {place} belongs to another user"
            raise Rejected(NOT_PRIVATE, message, "name another directory with --cache")
        others = stat.S_IWOTH | (0 if system.is_of_our_group(status) else stat.S_IWGRP)
        if status.st_mode & others and not (is_above and status.st_mode & stat.S_ISVTX):
            message = f"the cache is not used, because others can write to {place}"
            raise Rejected(NOT_PRIVATE, message, f"chmod go-w {place}")
