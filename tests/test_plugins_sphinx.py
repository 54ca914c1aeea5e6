"""The extension of Sphinx: a real project, built by several builders."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sphinx.cmd.build import build_main

from club import MESSAGE, WRONG, add, write_talks

CONF = """\
project = "Club"
extensions = ["talkfeed.plugins.sphinx"]
html_theme = "basic"
html_baseurl = "https://club.example/"
"""
INDEX = """\
Club
====

.. toctree::

   sub/past

.. talks:: upcoming
   :limit: 2
"""
PAST = "Past\n====\n\n.. talks:: past\n"


@pytest.fixture
def talks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a project with two lists, and its talks file."""
    (tmp_path / "sub").mkdir()
    for name, text in {"conf.py": CONF, "index.rst": INDEX, "sub/past.rst": PAST}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return write_talks(tmp_path, monkeypatch)


def sphinx(builder: str, *options: str) -> int:
    """Build the project in the current directory, and return the status."""
    return build_main(["-q", "-W", "-b", builder, "-d", "doctrees", *options, ".", "out"])


def read(path: str) -> str:
    """Read a file that was built."""
    return Path("out", path).read_text(encoding="utf-8")


def titles(html: str) -> list[str]:
    """List the titles of talks in a page."""
    return re.findall(r'p-name" [^>]*>([^<]*)<', html)


def test_pages_have_lists_and_links_to_their_feeds(talks: Path) -> None:
    """Links are relative; a page is written again when the talks change, and no other is."""
    assert sphinx("html") == 0
    assert titles(read("index.html")) == ["Next", "Next &amp; last"]
    assert titles(read("sub/past.html")) == ["Old", "Older"]
    assert 'href="../talks/talks/old/"' in read("sub/past.html")
    assert 'title="Club talks (Atom)" href="../talks/talks.atom"' in read("sub/past.html")
    assert Path("out/talks/talks.atom").is_file()
    assert "next " in talks.with_suffix(".lock").read_text(encoding="utf-8")
    add(talks, "  - {title: Oldest, date: 1 May 2010}\n")
    assert sphinx("html") == 0
    assert titles(read("sub/past.html")) == ["Old", "Older", "Oldest"]
    assert "Oldest" in read("talks/talks.atom")


@pytest.mark.usefixtures("talks")
def test_a_page_is_written_again_when_a_date_has_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A talk that is over is not upcoming any more in a build that keeps the other pages."""
    Path("plain.rst").write_text(":orphan:\n\nPlain\n=====\n", encoding="utf-8")
    assert sphinx("html") == 0
    pages = Path("out/index.html"), Path("out/plain.html")
    before = [page.stat().st_mtime_ns for page in pages]
    assert sphinx("html") == 0
    assert [page.stat().st_mtime_ns for page in pages] == before
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime(2100, 1, 1, tzinfo=UTC).timestamp())))
    assert sphinx("html") == 0
    assert titles(read("index.html")) == ["Someday"]
    assert pages[1].stat().st_mtime_ns == before[1]
    assert titles(read("sub/past.html"))[2:] == ["Old", "Older"]


@pytest.mark.parametrize("builder", ["text", "pseudoxml"])
def test_other_builders_have_a_plain_list(builder: str, talks: Path) -> None:
    """The text has title, speaker, event and date; there are no feeds and no lock."""
    assert sphinx(builder) == 0
    text = read("sub/past.txt" if builder == "text" else "sub/past.pseudoxml")
    assert re.search(r"Old\s+– Ann at OldConf, 3 Oct 2015", text)
    assert not Path("out/talks").exists()
    assert not talks.with_suffix(".lock").exists()


def test_other_builders_have_a_sentence_for_no_talks(talks: Path) -> None:
    """A reader sees that nothing is planned."""
    talks.write_text(talks.read_text("utf-8").split("  - ")[0].replace("talks:\n", "talks: []\n"))
    assert sphinx("text") == 0
    assert "No talks are planned." in read("index.txt")


def test_an_ebook_links_to_the_published_talks(talks: Path) -> None:
    """It is read without the site beside it."""
    settings = ["-D", "version=1", "-D", "copyright=Club", "-D", "epub_copyright=Club"]
    assert sphinx("epub", *settings) == 0
    assert 'href="https://club.example/talks/talks/old/"' in read("sub/past.xhtml")
    assert not talks.with_suffix(".lock").exists()


def test_mistakes_end_a_build(talks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The message has the place and the hint; no page is written."""
    add(talks, WRONG)
    assert sphinx("html") == 2
    assert f"talks.yaml:11:26: {MESSAGE}" in capsys.readouterr().err
    assert not Path("out/index.html").exists()


@pytest.mark.usefixtures("talks")
def test_a_list_that_does_not_exist_is_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    """It has the line of the directive, and the word that was meant."""
    Path("index.rst").write_text(INDEX.replace("upcoming", "upcomming"), encoding="utf-8")
    assert sphinx("html") == 1
    error = capsys.readouterr().err
    assert "index.rst:8: WARNING: TF511 there is no feed 'upcomming'" in error
    assert "did you mean 'upcoming'?" in error


@pytest.mark.usefixtures("talks")
def test_another_address_than_that_of_the_feeds_is_a_warning(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Feeds with dead links do not pass a strict build."""
    assert sphinx("html", "-D", "html_baseurl=https://other.example") == 1
    assert "TF509 the site serves the talks at https://other.example/talks/" in (
        capsys.readouterr().err
    )


def test_a_preview_announces_nothing(talks: Path) -> None:
    """With `talkfeed_preview` the files are written and the lock is not."""
    assert sphinx("dirhtml", "-D", "talkfeed_preview=1") == 0
    assert 'href="../../talks/talks/old/"' in read("sub/past/index.html")
    assert Path("out/talks/talks.atom").is_file()
    assert not talks.with_suffix(".lock").exists()
