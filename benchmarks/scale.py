"""Build many talks in one process and on Dask clusters: time, memory, and the same bytes.

    make bench-scale
    python benchmarks/scale.py --talks 100000 --output feeds --kill 3

Clusters are `--engine dask` with two workers, and `dask scheduler` and `dask worker` as processes
that exchange their work through S3 (moto, in memory). With `--kill N`, the driver is killed at N
moments and the build run again, and then a worker. The exit status is 1 if a byte differs.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from growth import write_corpus

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

BIN = Path(sys.executable).parent
MOTO = Path(__file__).parent.parent / "tests" / "clients" / "venv" / "bin" / "moto_server"
HERE, NOW, KEY = "127.0.0.1", "2026-11-30T12:00:00Z", "0123456789abcdef" * 2
TICK = os.sysconf("SC_CLK_TCK")


class Run(NamedTuple):
    """Seconds of all processes, seconds by the clock, and the peak memory of driver and workers."""

    cpu: float
    wall: float
    driver: int
    worker: int
    status: int


def build(
    place: Path,
    options: Sequence[str],
    environment: Mapping[str, str],
    others: Sequence[int] = (),
    kill: float | None = None,
) -> Run:
    """Build, and look at the processes meanwhile; `kill` ends the driver after so many seconds."""
    command = [str(BIN / "talkfeed"), "build", "talks.yaml", "--now", NOW, "--cache", "off"]
    before, start = sum(map(used, others)), time.monotonic()
    driver = subprocess.Popen(  # noqa: S603  — our own command
        [*command, *options], cwd=place, env=environment, stdout=subprocess.DEVNULL
    )
    cpu: dict[int, float] = {}
    peaks: dict[int, int] = {}
    while driver.poll() is None:
        for pid in {driver.pid, *below(driver.pid), *others}:
            cpu[pid] = max(used(pid), cpu.get(pid, 0))
            peaks[pid] = max(peak(pid), peaks.get(pid, 0))
        if kill is not None and time.monotonic() - start > kill:
            for pid in [driver.pid, *below(driver.pid)]:
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.2)
    rest = [size for pid, size in peaks.items() if pid != driver.pid]
    wall = time.monotonic() - start
    total = sum(cpu.values()) - before
    return Run(total, wall, peaks.get(driver.pid, 0), max(rest, default=0), driver.returncode)


def used(pid: int) -> float:
    """Return the CPU seconds of a process; 0 if it has ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / TICK


def peak(pid: int) -> int:
    """Return the peak memory of a process in megabytes; 0 if it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return next((int(each.split()[1]) // 1024 for each in lines if each.startswith("VmHWM")), 0)


def below(pid: int) -> list[int]:
    """List the processes that a process has started, and those that these have."""
    found = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(each) for each in path.read_text(encoding="utf-8").split()]
        except OSError:
            continue
        for child in children:
            found += [child, *below(child)]
    return found


def digest(place: Path) -> str:
    """Hash all files of an output, and the lock."""
    paths = sorted(path for path in (place / "output").rglob("*") if path.is_file())
    found = sha256()
    for path in [*paths, place / "talks.lock"]:
        found.update(str(path.relative_to(place)).encode() + b"\0")
        found.update(sha256(path.read_bytes()).digest())
    return found.hexdigest()


def clean(place: Path) -> None:
    """Remove what was built."""
    for name in ("output", "cache", "exchange"):
        shutil.rmtree(place / name, ignore_errors=True)
    (place / "talks.lock").unlink(missing_ok=True)


@contextmanager
def running(port: int, *command: str, environment: Mapping[str, str]) -> Iterator[int]:
    """Run a server until the end, and wait until it listens; 0 is no port."""
    process = subprocess.Popen(  # noqa: S603  — our own command
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while port and process.poll() is None:
            with socket.socket() as probe:
                if not probe.connect_ex((HERE, port)):
                    break
            time.sleep(0.1)
        yield process.pid
    finally:
        process.kill()
        process.wait()


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def cluster(environment: dict[str, str]) -> Iterator[tuple[list[str], list[int]]]:
    """Start S3, a scheduler and two workers; return the options for a build, and the processes."""
    store, port = free_port(), free_port()
    keys = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_REGION": "us-east-1"}
    environment |= keys | {"AWS_ENDPOINT_URL": f"http://{HERE}:{store}"}
    dask, address = str(BIN / "dask"), f"tcp://{HERE}:{port}"
    head = ("scheduler", "--host", HERE, "--port", str(port), "--no-dashboard")
    hand = ("worker", address, "--nthreads", "1", "--no-dashboard")
    with ExitStack() as started:

        def start(port: int, *command: str) -> int:
            return started.enter_context(running(port, *command, environment=environment))

        start(store, str(MOTO), "-H", HERE, "-p", str(store))
        scope = "a/20260101/us-east-1/s3/aws4_request"
        signature = f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=x"
        connection = HTTPConnection(HERE, store)
        connection.request("PUT", "/exchange", headers={"Authorization": signature})
        connection.getresponse()
        pids = [start(port, dask, *head), start(0, dask, *hand), start(0, dask, *hand)]
        time.sleep(5)
        workers = [child for pid in pids for child in (pid, *below(pid))]
        yield ["--engine", f"dask:{address}", "--exchange", "s3://exchange/a"], workers


def measure(place: Path, kills: int) -> Iterator[tuple[str, Run, str]]:
    """Build in each way; yield the name, the figures, and the digest of the output."""
    environment = {**os.environ, "TALKFEED_CACHE_KEY": KEY}
    local = ["--engine", "dask", "--jobs", "2"]
    ways = {"in-process": ["--engine", "in-process"], "2 processes": ["--jobs", "2"]}
    seconds = 0.0
    for name, options in (ways | {"dask, 2 workers here": local}).items():
        clean(place)
        run = build(place, options, environment)
        seconds = run.wall
        yield name, run, digest(place)
    choose = random.Random(1)  # noqa: S311  — moments that can be repeated
    kept = [*local, "--exchange", str(place / "exchange"), "--cache", str(place / "cache")]
    for _ in range(kills):
        clean(place)
        after = choose.uniform(0.1, 0.9) * seconds
        first = build(place, kept, environment, kill=after)
        again = build(place, kept, environment)
        total = again._replace(cpu=first.cpu + again.cpu, wall=first.wall + again.wall)
        yield f"dask, driver killed after {after:.0f} s", total, digest(place)
    clean(place)
    with cluster(environment) as (options, workers):
        run = build(place, options, environment, workers)
        yield "dask scheduler, 2 workers, S3", run, digest(place)


def main() -> int:
    """Print the table; 1 if a build fails, or the bytes differ."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--talks", type=int, default=10_000)
    parser.add_argument("--output", choices=("site", "feeds"), default="site")
    parser.add_argument("--kill", type=int, default=0, metavar="N")
    given = parser.parse_args()
    digests = set()
    with tempfile.TemporaryDirectory() as work:
        place = Path(work, "site")
        write_corpus(place, given.talks, given.output)
        sys.stdout.write(f"{given.talks:,} talks, {given.output}\n")
        sys.stdout.write(f"{'':<34} {'CPU s':>7} {'wall s':>7} {'driver MB':>9} {'worker MB':>9}\n")
        for name, run, found in measure(place, given.kill):
            digests.add(f"{run.status} {found}")
            figures = f"{run.cpu:7.1f} {run.wall:7.1f} {run.driver:9} {run.worker:9}"
            sys.stdout.write(f"{name:<34} {figures}  {found[:8]}\n")
            sys.stdout.flush()
    return int(len(digests) > 1)


if __name__ == "__main__":
    sys.exit(main())
