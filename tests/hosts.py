"""Hosts to publish to, each a real server on 127.0.0.1 that ends with the tests."""

from __future__ import annotations

import base64
import hmac
import os
import shutil
import socket
import subprocess
import time
from contextlib import ExitStack, contextmanager
from email.utils import formatdate
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from installed import NODE_MODULES, PIP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HERE = "127.0.0.1"
PATIENCE = 20.0
"""Seconds until a server has to answer."""
KEYS = {"AWS_ACCESS_KEY_ID": "example", "AWS_SECRET_ACCESS_KEY": "not-a-secret-at-all"}


class Server(NamedTuple):
    """A server that runs: its port, the variables to use it with, and where its files are."""

    port: int
    environment: Mapping[str, str]
    root: Path


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(command: list[str], port: int, log: Path, **settings: object) -> Iterator[None]:
    """Run a server until the block ends; wait until it listens."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            **settings,  # type: ignore[call-overload]
        )
    try:
        until = time.monotonic() + PATIENCE
        while not listens(port):
            assert process.poll() is None, log.read_text(errors="replace")
            assert time.monotonic() < until, log.read_text(errors="replace")
            time.sleep(0.02)
        yield
    finally:
        process.kill()
        process.wait()


def listens(port: int) -> bool:
    """Tell whether somebody listens on a port."""
    with socket.socket() as probe:
        return probe.connect_ex((HERE, port)) == 0


@contextmanager
def s3_server(home: Path) -> Iterator[Server]:
    """Run moto, which has conditions; a bucket named talks is there."""
    port = free_port()
    command = [str(PIP / "moto_server"), "-H", HERE, "-p", str(port)]
    environment = {**KEYS, "AWS_REGION": "us-east-1", "AWS_ENDPOINT_URL": f"http://{HERE}:{port}"}
    with running(command, port, home / "moto.log"):
        make_bucket(port, "talks")
        yield Server(port, environment, home)


def make_bucket(port: int, name: str) -> None:
    """Make a bucket; moto believes every signature."""
    scope = "example/20260101/us-east-1/s3/aws4_request"
    signature = f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=x"
    connection = HTTPConnection(HERE, port, timeout=PATIENCE)
    connection.request("PUT", f"/{name}", headers={"Authorization": signature})
    assert connection.getresponse().status == 200
    connection.close()


@contextmanager
def s3_without_conditions(home: Path) -> Iterator[Server]:
    """Run rclone, whose S3 takes every condition for true; a bucket named talks is there."""
    port, root = free_port(), home / "rclone"
    (root / "talks").mkdir(parents=True)
    command = [str(PIP / "rclone"), "serve", "s3", "--addr", f"{HERE}:{port}", str(root)]
    environment = {**KEYS, "AWS_REGION": "us-east-1", "AWS_ENDPOINT_URL": f"http://{HERE}:{port}"}
    with running(command, port, home / "rclone.log"):
        yield Server(port, environment, root / "talks")


ACCOUNT = "devstoreaccount1"
ACCOUNT_KEY = (
    "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
)
"""The account that every emulator of Azure has, with its public key."""


@contextmanager
def azure_server(home: Path) -> Iterator[Server]:
    """Run Azurite, an emulator of Azure Blob Storage; a container named talks is there."""
    port = free_port()
    options = ("--inMemoryPersistence", "--skipApiVersionCheck", "--disableTelemetry", "--silent")
    program = NODE_MODULES / ".bin" / "azurite-blob"
    command = [str(program), "--blobHost", HERE, "--blobPort", str(port), *options]
    environment = {
        "AZURE_STORAGE_USE_EMULATOR": "true",
        "AZURITE_BLOB_STORAGE_URL": f"http://{HERE}:{port}",
    }
    with running(command, port, home / "azurite.log", cwd=home):
        make_container(port, "talks")
        yield Server(port, environment, home)


def make_container(port: int, name: str) -> None:
    """Make a container, with a signature as Azure has it (Shared Key)."""
    headers = {"x-ms-date": formatdate(usegmt=True), "x-ms-version": "2021-12-02"}
    signed = (
        "PUT" + "\n" * 12,
        *(f"{key}:{value}\n" for key, value in headers.items()),
        f"/{ACCOUNT}/{ACCOUNT}/{name}\nrestype:container",
    )
    key = base64.b64decode(ACCOUNT_KEY)
    signature = base64.b64encode(hmac.digest(key, "".join(signed).encode(), "sha256")).decode()
    headers["Authorization"] = f"SharedKey {ACCOUNT}:{signature}"
    connection = HTTPConnection(HERE, port, timeout=PATIENCE)
    connection.request("PUT", f"/{ACCOUNT}/{name}?restype=container", headers=headers)
    assert connection.getresponse().status == 201
    connection.close()


@contextmanager
def ssh_server(
    home: Path, subsystem: str = "internal-sftp", *, is_shared: bool = False
) -> Iterator[Server]:
    """Run OpenSSH as the user of the tests, with keys of its own; PATH has an ssh that knows it.

    With `is_shared`, all commands share one connection, so that a login costs no time.
    """
    port, program = free_port(), str(shutil.which("sshd", path="/usr/sbin:/sbin"))
    for name in ("host", "user"):
        make = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(home / name)]
        subprocess.run(make, check=True)
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    settings = {
        "Port": port,
        "ListenAddress": HERE,
        "HostKey": home / "host",
        "AuthorizedKeysFile": home / "user.pub",
        "StrictModes": "no",
        "PidFile": "none",
        "SetEnv": "SHLVL=2",  # bash reads the user's ~/.bashrc at a lower level
        "Subsystem": f"sftp {subsystem}",
    }
    write_settings(home / "sshd_config", settings)
    known = (home / "host.pub").read_text().split()[:2]
    (home / "known").write_text(f"[{HERE}]:{port} {' '.join(known)}\n")
    quick = {"KexAlgorithms": "curve25519-sha256", "GSSAPIAuthentication": "no"}
    client = quick | {
        "Port": port,
        "IdentityFile": home / "user",
        "UserKnownHostsFile": home / "known",
    }
    write_settings(home / "ssh_config", client | {"GlobalKnownHostsFile": "none"})
    programs = home / "bin"
    programs.mkdir()
    wrapper = programs / "ssh"
    wrapper.write_text(f'#!/bin/sh\nexec {shutil.which("ssh")} -F {home}/ssh_config "$@"\n')
    wrapper.chmod(0o755)
    environment = {"PATH": f"{programs}:{os.environ['PATH']}", "HOME": str(home)}
    root = home / "www"
    root.mkdir()
    command = [program, "-D", "-e", "-f", str(home / "sshd_config")]
    with running(command, port, home / "sshd.log"), ExitStack() as stack:
        if is_shared:
            stack.enter_context(connected(home))
        yield Server(port, environment, root)


@contextmanager
def connected(home: Path) -> Iterator[None]:
    """Keep a connection that later commands of ssh use."""
    with TemporaryDirectory(prefix="ssh-") as place:  # the path of a socket has to be short
        shared, settings = Path(place) / "shared", home / "ssh_config"
        with settings.open("a") as file:
            file.write(f"ControlPath {shared}\n")
        command = ["ssh", "-F", str(settings), "-M", "-N", HERE]
        with (home / "ssh.log").open("wb") as log:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            until = time.monotonic() + PATIENCE
            while not shared.exists():
                assert process.poll() is None, (home / "ssh.log").read_text()
                assert time.monotonic() < until
                time.sleep(0.02)
            yield
        finally:
            process.terminate()
            process.wait()


def write_settings(path: Path, settings: Mapping[str, object]) -> None:
    """Write a file of settings of OpenSSH."""
    path.write_text("".join(f"{name} {value}\n" for name, value in settings.items()))


@contextmanager
def rsync_server(home: Path) -> Iterator[Server]:
    """Run rsync as a daemon with a module named talks."""
    port, root = free_port(), home / "module"
    root.mkdir()
    owner = (f"uid = {os.geteuid()}", f"gid = {os.getegid()}") if os.geteuid() == 0 else ()
    module = ("[talks]", f"path = {root}", "read only = no")
    lines = ("use chroot = no", *owner, *module, "[locked]", f"path = {root}", "read only = yes")
    (home / "rsyncd.conf").write_text("\n".join((*lines, "")))
    arguments = ["--daemon", "--no-detach", f"--config={home}/rsyncd.conf"]
    command = ["rsync", *arguments, f"--port={port}", f"--address={HERE}"]
    with running(command, port, home / "rsyncd.log"):
        yield Server(port, {"PATH": os.environ["PATH"]}, root)


def user() -> str:
    """Name the user of the tests."""
    return subprocess.run(["id", "-un"], check=True, capture_output=True, text=True).stdout.strip()
