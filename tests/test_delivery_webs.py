"""Publishing to Azure's emulator, and to branches over HTTP and HTTPS with a password."""

from __future__ import annotations

import os
import subprocess
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import obstore
import pytest

from delivered import FOREIGN, NEW, send_calmly, without_manifest
from githttp import PASSWORD, USER, git_server, make_certificate
from hosts import HERE, azure_server
from places import Branch, Bucket
from talkfeed.delivery.target import Guard
from talkfeed.errors import CannotWrite

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


# --- Azure --------------------------------------------------------------------------------------


@pytest.mark.client("npm:azurite", "node")
def test_a_site_is_published_to_azure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: Path, new: Path
) -> None:
    """A folder of a container has conditions, our files and those of others, and their types."""
    with azure_server(tmp_path) as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        place = Bucket("az://talks/some/folder", {})
        for name, content in FOREIGN.items():
            place.add(name, content)
        assert send_calmly(old, place.target()).guard is Guard.CONDITIONS
        send_calmly(new, place.target(), grace=timedelta())
        assert without_manifest(place.files()) == NEW | FOREIGN
        kept = obstore.get(place.store, "talks/a.ics").attributes
        assert kept["Content-Type"] == "text/calendar; charset=utf-8"
        assert kept["Cache-Control"] == "max-age=3600"
        with pytest.raises(CannotWrite, match=r"TF802 .*there is no such bucket$"):
            send_calmly(old, Bucket("az://nobodys", {}).target())


# --- git ----------------------------------------------------------------------------------------


class Repository(NamedTuple):
    """A repository over HTTPS: the address of a branch, the home of a user, and where it is."""

    address: str
    home: Path
    root: Path

    def place(self, password: str = PASSWORD, *, knows_host: bool = True) -> Branch:
        """Return the branch as a user of git finds it, with a credential helper."""
        secret = f"username={USER}\\npassword={password}\\n"
        settings = f"[credential]\n\thelper = \"!printf '{secret}'; true\"\n"
        if knows_host:
            settings += f"[http]\n\tsslCAInfo = {self.home}/certificate.pem\n"
        (self.home / ".gitconfig").write_text(settings)
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.home)}
        return Branch(self.address, environment, self.root)


@pytest.fixture(params=["https", "http"])
def repository(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Repository]:
    """Serve a bare repository."""
    root = tmp_path / "forge" / "pages.git"
    root.mkdir(parents=True)
    subprocess.run(["git", "init", "--quiet", "--bare", str(root)], check=True)
    certificate = make_certificate(tmp_path) if request.param == "https" else None
    with git_server(root.parent, certificate) as port:
        address = f"git+{request.param}://{HERE}:{port}/pages.git#pages"
        yield Repository(address, tmp_path, root)


@pytest.mark.client("git", "openssl")
def test_a_site_is_published_to_a_branch_over_the_web(
    repository: Repository, old: Path, new: Path
) -> None:
    """The password comes from git's credential helper, and each publication is one commit."""
    place = repository.place()
    for name, content in FOREIGN.items():
        place.add(name, content)
    assert send_calmly(old, place.target()).guard is Guard.COMMIT
    send_calmly(new, place.target(), grace=timedelta())
    assert without_manifest(place.files()) == NEW | FOREIGN
    listed = ["git", "-C", str(repository.root), "rev-list", "--count", "pages"]
    assert int(subprocess.check_output(listed)) == len(FOREIGN) + 2


@pytest.mark.client("git", "openssl")
@pytest.mark.parametrize("repository", ["https"], indirect=True)
def test_a_branch_that_refuses_says_why(repository: Repository, old: Path) -> None:
    """A wrong password, an unknown certificate and a missing repository have one line each."""
    elsewhere = repository._replace(address=repository.address.replace("pages.git", "none.git"))
    for place, cause in (
        (partial(repository.place, "wrong"), "the host refuses the login"),
        (partial(repository.place, knows_host=False), "the certificate of the host is not trusted"),
        (elsewhere.place, "there is no such repository"),
    ):
        with pytest.raises(CannotWrite, match=f"TF802 .*{cause}$") as caught:
            send_calmly(old, place().target())
        assert PASSWORD not in f"{caught.value}{caught.value.hint}"
