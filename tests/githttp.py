"""Repositories of git over HTTP or HTTPS on 127.0.0.1, with a password, for tests of publishing."""

from __future__ import annotations

import base64
import os
import ssl
import subprocess
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from hosts import HERE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

USER, PASSWORD = "ann", "not-a-secret"


class Handler(BaseHTTPRequestHandler):
    """Answers by git-http-backend, the CGI program of git (RFC 3875)."""

    server: GitServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer a request that the password allows."""
        login = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if self.headers["Authorization"] != f"Basic {login}":
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="git"')
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        head, _, body = self._run_backend().partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        self.send_response(int(headers.pop("Status", "200").split()[0]))
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815  — the library's name

    def _run_backend(self) -> bytes:
        path, _, query = self.path.partition("?")
        variables = {
            "GIT_PROJECT_ROOT": str(self.server.root),
            "GIT_HTTP_EXPORT_ALL": "1",
            "REQUEST_METHOD": self.command,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "REMOTE_USER": USER,
            "REMOTE_ADDR": HERE,
        }
        return subprocess.run(
            ["git", "http-backend"],
            input=self.rfile.read(int(self.headers.get("Content-Length", "0"))),
            env={"PATH": os.environ["PATH"], **variables},
            capture_output=True,
            check=True,
        ).stdout

    def log_message(self, *_: object) -> None:
        """Print nothing."""


class GitServer(ThreadingHTTPServer):
    """Serves the repositories below a directory."""

    daemon_threads = True
    root: Path


@contextmanager
def git_server(root: Path, certificate: Path | None = None) -> Iterator[int]:
    """Serve until the block ends, with TLS if there is a certificate; yield the port."""
    with GitServer((HERE, 0), Handler) as server:
        server.root = root
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def make_certificate(home: Path) -> Path:
    """Make a certificate for 127.0.0.1 that signs itself, with its key in the same file."""
    path = home / "certificate.pem"
    name = ("-subj", "/CN=talks.example", "-addext", f"subjectAltName=IP:{HERE}")
    options = ("-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    places = ("-keyout", str(path), "-out", str(path))
    command = ["openssl", "req", *options, *name, *places]
    subprocess.run(command, check=True, capture_output=True)
    return path
