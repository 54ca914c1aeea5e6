"""`talkfeed links` reports what is dead, remembers it, and changes the talks only if asked to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from commands import FEED
from linkweb import Page, Web, web
from talkfeed.cli import links, main
from talkfeed.cli.console import open_console
from talkfeed.cli.parser import parse
from talkfeed.errors import InvalidData
from terminals import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TALKS = """\
  - title: A talk  # the first
    date: Oct 2015
    video: "{base}/dead"
    given:
      - {{event: A, date: Oct 2015, video: [{base}/dead, {{url: '{base}/fine', label: HD}}]}}
      - {{event: B, date: Nov 2015}}
  - {{title: {base}/dead, date: 2014, url: {base}/fine, video: {base}/lost}}
"""
FAILED = "checked=2026-03-12 status=404 failures=3 first=2026-03-10 last=2026-03-12"


@pytest.fixture(scope="module", name="shared")
def _shared() -> Iterator[Web]:
    with web() as found:
        yield found


@pytest.fixture(name="site")
def _site(shared: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Web:
    shared.pages.clear()
    shared.requests.clear()
    shared.pages["/fine"] = Page()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "talks.yaml").write_text(FEED + TALKS.format(base=shared.base))
    return shared


def run(site: Web, *options: str, day: int = 10) -> tuple[int, str]:
    """Run the command on a day of March; return the status and the output."""
    out, err = Terminal(), Terminal()
    consoles = [open_console(stream, {"NO_COLOR": "1", "COLUMNS": "200"}) for stream in (out, err)]
    arguments = parse(["links", *options, "--now", f"2026-03-{day:02}T12:00:00Z"])
    status = links.run(arguments, *consoles, site.services())
    for console in consoles:
        console.flush()
    return status, out.getvalue()


def test_nothing_is_said_before_the_third_day(site: Web, tmp_path: Path) -> None:
    """Two days of failures are remembered; the third is reported, with its talks and the copy."""
    copy = site.archived(f"{site.base}/dead")
    assert run(site) == (0, "3 links: 3 checked · 0 gone\n")
    assert run(site) == (0, "3 links: 0 checked · 0 gone\n")
    assert run(site, day=11) == (0, "3 links: 2 checked · 0 gone\n")
    status, printed = run(site, day=12)
    assert status == 1
    assert printed == (
        f"gone: {site.base}/dead (status 404, since 2026-03-10)\n"
        "    talks.yaml:6:5: A talk\n"
        "    talks.yaml:10:9: A talk\n"
        f"    archived: {copy}\n"
        f"gone: {site.base}/lost (status 404, since 2026-03-10)\n"
        f"    talks.yaml:12:5: {site.base}/dead\n"
        "    no archived copy was found\n"
        "3 links: 2 checked · 2 gone\n"
    )
    lines = (tmp_path / "talks.links").read_text().splitlines()
    assert lines[1:] == [
        f"{site.base}/dead {FAILED} archived={copy}",
        f"{site.base}/fine checked=2026-03-10 status=200",
        f"{site.base}/lost {FAILED}",
    ]


def gone(site: Web) -> str:
    """Let three days pass; return the address of the copy."""
    copy = site.archived(f"{site.base}/dead")
    for day in (10, 11, 12):
        run(site, day=day)
    return copy


def test_dead_links_are_replaced_only_if_asked(site: Web, tmp_path: Path) -> None:
    """With --fix the copy replaces the link and nothing else; what has no copy stays."""
    talks = tmp_path / "talks.yaml"
    before = talks.read_text()
    copy = gone(site)
    assert talks.read_text() == before
    status, printed = run(site, "--fix", day=12)
    assert status == 1
    assert printed.startswith("--- talks.yaml\n+++ talks.yaml\n")
    assert printed.endswith("3 links: 0 checked · 1 gone · 1 replaced\n")
    plain, quoted = f"video: [{site.base}/dead", f'video: "{site.base}/dead"'
    expected = before.replace(plain, f"video: [{copy}").replace(quoted, f'video: "{copy}"')
    assert talks.read_text() == expected
    site.pages["/lost"] = Page()
    assert run(site, "--fix", "--all", day=12) == (0, "3 links: 3 checked · 0 gone\n")


def test_a_json_object_has_all_that_is_known(site: Web) -> None:
    """Programs see failing links, too; with --fix, what was replaced."""
    run(site)
    found = json.loads(run(site, "--json")[1])
    assert [each["state"] for each in found["known"]] == ["failing", "ok", "failing"]
    assert found["links"] == 3
    gone(site)
    found = json.loads(run(site, "--fix", "--json", day=12)[1])
    assert found["gone"] == 1
    assert [each["replaced"] for each in found["known"]] == [True, False, False]
    assert found["known"][0]["state"] == "gone"
    assert found["known"][2]["talks"][0]["line"] == 12


def test_a_limit_leaves_links_for_the_next_time(site: Web, tmp_path: Path) -> None:
    """The links that were unchecked for longest come first."""
    for left in (2, 1, 0):
        run(site, "--limit", "1")
        assert len((tmp_path / "talks.links").read_text().splitlines()) == 4 - left


def test_links_that_no_talk_has_are_forgotten(site: Web, tmp_path: Path) -> None:
    """The memory has the links of the talks alone; without any, there is no file."""
    run(site)
    (tmp_path / "talks.yaml").write_text(FEED + f"  - {{title: A, date: 2014, url: {site.base}}}\n")
    assert run(site) == (0, "1 link: 1 checked · 0 gone\n")
    assert len((tmp_path / "talks.links").read_text().splitlines()) == 2
    (tmp_path / "talks.links").unlink()
    (tmp_path / "talks.yaml").write_text(FEED + "  - {title: A, date: 2014}\n")
    assert run(site) == (0, "0 links: 0 checked · 0 gone\n")
    assert not (tmp_path / "talks.links").exists()


def test_a_silent_server_has_no_status(site: Web, tmp_path: Path) -> None:
    """A host that does not answer is reported as such."""
    talks = FEED + f"  - {{title: A, date: 2014, url: {site.base}/broken}}\n"
    (tmp_path / "talks.yaml").write_text(talks)
    site.pages["/broken"] = Page(302, b"", (("Location", "nowhere://"),))
    for day in (10, 11, 12):
        status, printed = run(site, day=day)
    assert status == 1
    assert "(no answer, since 2026-03-10)" in printed


def test_the_command_asks_public_addresses_alone(
    site: Web, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Links into the user's own network are checked with --allow-private only."""
    talks = FEED + f"  - {{title: A, date: 2014, url: {site.base}/fine}}\n"
    (tmp_path / "talks.yaml").write_text(talks)
    assert main(["links"]) == 0
    assert site.requests == []
    assert main(["links", "--all", "--allow-private"]) == 0
    assert site.requests == ["HEAD /fine"]
    assert capsys.readouterr().out == "1 link: 1 checked · 0 gone\n" * 2


def test_a_memory_that_cannot_be_read_is_refused(site: Web, tmp_path: Path) -> None:
    """A file of a later version, or no file at all, is not overwritten."""
    memory = tmp_path / "talks.links"
    memory.write_text("# talkfeed links 2: later\n")
    with pytest.raises(InvalidData, match="later version"):
        run(site)
    memory.unlink()
    memory.mkdir()
    with pytest.raises(InvalidData, match="cannot be read"):
        run(site)
