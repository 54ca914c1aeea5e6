"""A bucket or container as a target: Amazon S3 and compatible stores, Google, Azure (obstore)."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import obstore
from obstore.exceptions import (
    AlreadyExistsError,
    BaseError,
    NotSupportedError,
    PermissionDeniedError,
    PreconditionError,
    UnauthenticatedError,
)
from obstore.store import AzureStore, GCSStore, S3Store

from talkfeed import files
from talkfeed.delivery.credentials import s3_settings
from talkfeed.delivery.failures import Cause, explain
from talkfeed.delivery.headers import headers_of
from talkfeed.delivery.target import Conflict, Guard, Stored, Target, Upload, failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from obstore.store import ObjectStore

    from talkfeed.text import Destination

CANARY = "talkfeed.canary"
"""An object that is written to see whether the store refuses a write whose condition fails."""
AT_ONCE = 16
"""The maximum number of requests at once."""
FEW = 32
"""Up to so many objects are looked up one by one; of more, the whole folder is listed."""
CORS = (
    "other sites can show the talks only if the bucket sends Access-Control-Allow-Origin: *"
    " (CORS), which has to be set up once: see docs/publish.md"
)
_RETRIES: Any = {"max_retries": 3, "retry_timeout": timedelta(seconds=60)}
_CREDENTIALS = {
    "s3": "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE",
    "gs": "set GOOGLE_APPLICATION_CREDENTIALS, or run: gcloud auth application-default login",
    "az": "set AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY",
}
_NETWORK = "check the network, and for S3 the address in AWS_ENDPOINT_URL"
_NO_BUCKET = "(NoSuchBucket|ContainerNotFound|bucket does not exist)"
_KNOWN = (
    Cause(
        "(error sending request|dns error|operation timed out|connection closed)",
        "the store cannot be reached",
        _NETWORK,
    ),
    Cause(
        "missing SecretAccessKey",
        "the secret of the access key is missing",
        "set AWS_SECRET_ACCESS_KEY as well",
    ),
    Cause(_NO_BUCKET, "there is no such bucket", "create it, or correct its name"),
    Cause(
        "(QuotaExceeded|InsufficientStorage|StorageFull|status code: 507)",
        "the store is full",
        "make room there, or have the quota raised",
    ),
    Cause(
        "(SlowDown|TooManyRequests|status code: (429|503))", "the store is too busy", "wait a while"
    ),
    Cause(
        "(PermanentRedirect|AuthorizationHeaderMalformed|IllegalLocationConstraint)",
        "the bucket is in another region",
        "set AWS_REGION to the region of the bucket",
    ),
)


class ObjectTarget(Target):
    """A folder of a store. `credentials` says where secrets of this kind of store come from."""

    advice = CORS

    def __init__(
        self, store: ObjectStore, shown: str, credentials: str, environment: Mapping[str, str]
    ) -> None:
        """Take the store, whose paths are below the folder."""
        self.shown = shown
        self._store, self._credentials, self._environment = store, credentials, environment
        self._has_conditions = False

    def guard(self) -> Guard:
        """Write a canary, and find out whether its conditions are kept."""
        canary = Upload(CANARY, b"written and deleted by talkfeed\n", headers_of(CANARY))
        with self._failures():
            self._put(canary, "overwrite")
            self._has_conditions = all(
                self._refuses(canary, mode) for mode in ("create", _mode(_tag('"another"', "1")))
            )
            self._remove(CANARY)
        return Guard.CONDITIONS if self._has_conditions else Guard.NOTHING

    def read(self, name: str) -> Stored | None:
        """Read an object; its tag is made of its entity tag and version."""
        with self._failures():
            try:
                found = obstore.get(self._store, name)
            except FileNotFoundError as error:
                if re.search(_NO_BUCKET, str(error)):
                    raise
                return None
            if found.meta["size"] > files.MOST:
                raise failure(self.shown, f"{name} is too large", "remove it")
            return Stored(bytes(found.bytes()), _tag(found.meta["e_tag"], found.meta["version"]))
        return None  # pragma: no cover  — for mypy: the context manager raises

    def existing(self, names: Sequence[str]) -> set[str]:
        """Look up a few objects, or list the folder."""
        with self._failures():
            if len(names) <= FEW:
                with ThreadPoolExecutor(AT_ONCE) as pool:
                    found = pool.map(self._exists, names)
                    return {name for name, is_there in zip(names, found, strict=True) if is_there}
            listed = {each["path"] for chunk in obstore.list(self._store) for each in chunk}
        return listed.intersection(names)

    def put(self, files: Sequence[Upload], done: Callable[[], None]) -> None:
        """Upload several files at once; a new one only where there is no object yet."""
        with self._failures(), ThreadPoolExecutor(AT_ONCE) as pool:
            for _ in pool.map(self._upload, files):
                done()

    def replace(self, file: Upload, tag: str | None) -> str:
        """Replace an object on condition that it has the tag, if the store has conditions."""
        mode = "overwrite" if not self._has_conditions else _mode(tag) if tag else "create"
        with self._failures():
            try:
                return self._put(file, mode)
            except (AlreadyExistsError, PreconditionError) as error:
                return self._stored_already(file, error)
        return ""  # pragma: no cover  — for mypy, as above

    def delete(self, names: Sequence[str]) -> None:
        """Delete objects one by one, several at once: not every store deletes many together."""
        with self._failures(), ThreadPoolExecutor(AT_ONCE) as pool:
            for _ in pool.map(self._remove, names):
                pass

    def _upload(self, file: Upload) -> None:
        try:
            self._put(file, "create" if file.is_new and self._has_conditions else "overwrite")
        except AlreadyExistsError as error:
            self._stored_already(file, error)

    def _stored_already(self, file: Upload, error: Exception) -> str:
        """Return the tag if our own write is there already: its answer was lost, and it was resent.

        Raises:
            Conflict: another object is there.
        """
        found = self.read(file.name)
        if found is None or found.content != file.content:
            raise Conflict(file.name) from error
        return found.tag

    def _put(self, file: Upload, mode: Any) -> str:  # noqa: ANN401  — obstore's own type
        kind, age = file.headers
        attributes: Any = {"Content-Type": kind, "Cache-Control": age}
        done = obstore.put(self._store, file.name, file.content, attributes=attributes, mode=mode)
        return _tag(done["e_tag"], done["version"])

    def _refuses(self, canary: Upload, mode: Any) -> bool:  # noqa: ANN401
        try:
            self._put(canary, mode)
        except (AlreadyExistsError, PreconditionError):
            return True
        except (NotSupportedError, NotImplementedError):
            pass
        return False

    def _exists(self, name: str) -> bool:
        with suppress(FileNotFoundError):
            obstore.head(self._store, name)
            return True
        return False

    def _remove(self, name: str) -> None:
        with suppress(FileNotFoundError):
            obstore.delete(self._store, name)

    @contextmanager
    def _failures(self) -> Iterator[None]:
        """Turn an error of the library into ours."""
        try:
            yield
        except (BaseError, OSError, ValueError) as error:
            said = str(error).partition("\n\nDebug source")[0]
            refused = isinstance(error, PermissionDeniedError | UnauthenticatedError)
            has_none = "169.254.169.254" in said or "metadata.google" in said
            if has_none:
                cause, hint = "there are no credentials", self._credentials
            elif refused:
                code = re.search(r"<Code>(\w+)</Code>", said)
                cause = f"the credentials are refused{f' ({code[1]})' if code else ''}"
                hint = f"check that they may write there; {self._credentials}"
            else:
                first = said.partition("<?xml")[0]
                cause, hint = explain(said, _KNOWN, "", self._environment)
                if not hint:
                    cause, hint = explain(first, (), _NETWORK, self._environment)
            raise failure(self.shown, cause, hint) from error


def open_store(destination: Destination, environment: Mapping[str, str]) -> ObjectTarget:
    """Return the target of an address such as s3://bucket/folder.

    Raises:
        CannotWrite: TF802, settings of the store are missing or invalid.
    """
    scheme, bucket = destination.scheme, destination.host
    options: Any = {"client_options": {"timeout": "30s"}, "retry_config": _RETRIES}
    options["prefix"] = destination.path.strip("/") or None
    credentials = _CREDENTIALS[scheme]
    try:
        store: ObjectStore
        if scheme == "s3":
            config: Any = s3_settings(environment)
            if config.get("endpoint", "").startswith("http://"):
                options["client_options"]["allow_http"] = True
            store = S3Store(bucket, config=config, **options)
        elif scheme == "gs":
            store = GCSStore(bucket, **options)
        else:
            store = AzureStore(bucket, **options)
    except BaseError as error:
        cause, _ = explain(str(error).partition("\n\n")[0], (), credentials, environment)
        raise failure(destination.text, cause, credentials) from error
    return ObjectTarget(store, destination.text, credentials, environment)


def _tag(e_tag: str | None, version: str | None) -> str:
    return json.dumps([e_tag, version])


def _mode(tag: str) -> dict[str, str | None]:
    """Return the condition that an object has a tag."""
    e_tag, version = json.loads(tag)
    return {"e_tag": e_tag} | ({"version": version} if version else {})
