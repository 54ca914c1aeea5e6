"""The plug-in of MkDocs: a real site, built and previewed."""

from __future__ import annotations

import re
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from club import MESSAGE, WRONG, add, write_talks
from talkfeed.cli import main

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

HOME = """\
# Home

A [feed](talks/talks.atom), and how to write a list:

    {{ talks }}

## Next
{{ talks upcoming limit=2 }}
"""
BASE = "https://club.example/"
HERE = "http://127.0.0.1:8000/"


@pytest.fixture
def talks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a site whose home page has a list, and its talks file."""
    (tmp_path / "docs").mkdir()
    page("index", HOME, tmp_path)
    return write_talks(tmp_path, monkeypatch)


def page(name: str, text: str, home: Path = Path()) -> None:
    """Write a page of the site in the current directory."""
    (home / "docs" / f"{name}.md").write_text(text, encoding="utf-8")


def configured(
    command: Any = "build", site_url: str = "https://club.example/", **options: Any
) -> Any:
    """Read the configuration of a strict site, as a command of MkDocs does."""
    settings = {"site_name": "Club", "site_url": site_url, "plugins": [{"talkfeed": options}]}
    Path("mkdocs.yml").touch()
    config = load_config("mkdocs.yml", strict=command == "build", **settings)
    config.plugins.on_startup(command=command, dirty=False)
    return config


def built(**options: Any) -> str:
    """Build the site, and return its home page."""
    build(configured(**options))
    return Path("site/index.html").read_text(encoding="utf-8")


def previewed(config: MkDocsConfig | None = None) -> str:
    """Preview the site, and return its home page."""
    build(config or configured("serve", HERE), serve_url=HERE)
    return Path("site/index.html").read_text(encoding="utf-8")


def titles(html: str) -> list[str]:
    """List the titles of talks in a page."""
    return re.findall(r'p-name" [^>]*>([^<]*)<', html)


@pytest.mark.usefixtures("talks")
def test_a_page_has_the_list_and_links_to_its_feeds() -> None:
    """The list is in place of its tag, but not in code; links work wherever the site is served."""
    html = built()
    assert titles(html) == ["Next", "Next &amp; last"]
    assert html.count("{{ talks }}") == 1
    assert 'href="talks/talks/next/"' in html
    links = re.findall(r'rel="alternate" type="([^"]*)" title="([^"]*)" href="([^"]*)"', html)
    assert links[0] == ("application/atom+xml", "Club talks (Atom)", "talks/talks.atom")
    assert len(links) == 5
    assert all((Path("site") / path).is_file() for _, _, path in links)


def test_the_files_are_those_of_talkfeed(talks: Path) -> None:
    """The directory in the site has the bytes of `talkfeed build`, and so has the lock."""
    built()
    lock = talks.with_suffix(".lock")
    mine = lock.read_bytes()
    lock.unlink()
    assert main(["build", "--output", "output"]) == 0
    names = {path.relative_to("output") for path in Path("output").rglob("*") if path.is_file()}
    assert names
    for name in names:
        assert (Path("site/talks") / name).read_bytes() == (Path("output") / name).read_bytes()
    assert lock.read_bytes() == mine


CHOICES = {
    "": ["Next &amp; last", "Next", "Old", "Older", "Someday"],
    "upcoming": ["Next", "Next &amp; last", "Someday"],
    "past": ["Old", "Older"],
    "past limit=1": ["Old"],
    "tags/ocaml": ["Next &amp; last", "Old"],
}


@pytest.mark.usefixtures("talks")
def test_the_words_of_a_list_choose_its_talks() -> None:
    """Upcoming talks are soonest first, all others newest first."""
    for number, words in enumerate(CHOICES):
        page(f"list{number}", f"{{{{ talks {words} }}}}\n")
    built()
    for number, expected in enumerate(CHOICES.values()):
        html = Path(f"site/list{number}/index.html").read_text(encoding="utf-8")
        assert titles(html) == expected


@pytest.mark.usefixtures("talks")
def test_a_list_is_a_line_of_its_own() -> None:
    """Lines around it are read as usual, and a tag in a sentence or in code is text."""
    page("list", "Before\n{{ talks past }}\n{{ talks upcoming }}\nAfter\n\nNot {{ talks }}.\n")
    built()
    html = Path("site/list/index.html").read_text(encoding="utf-8")
    assert titles(html) == ["Old", "Older", "Next", "Next &amp; last", "Someday"]
    assert re.search(r"<p>Before</p>\s*<ul.*</ul>\s*<ul.*</ul>\s*<p>After</p>", html, re.DOTALL)
    assert "<p>Not {{ talks }}.</p>" in html


def test_a_list_without_talks_is_a_sentence(talks: Path) -> None:
    """A reader sees that nothing is planned, and no empty list."""
    talks.write_text(talks.read_text("utf-8").split("  - ")[0].replace("talks:\n", "talks: []\n"))
    assert "No talks are planned." in built()


@pytest.mark.usefixtures("talks")
def test_a_page_of_the_site_replaces_that_of_all_talks() -> None:
    """The page talks.md is at the address of the talks; the feeds are beside it."""
    page("talks", "# Ours\n\n{{ talks }}\n")
    built()
    html = Path("site/talks/index.html").read_text(encoding="utf-8")
    assert "Ours" in html
    assert 'href="./talks/next/"' in html
    assert Path("site/talks/talks/next/index.html").is_file()


def test_mistakes_end_a_build_before_the_last_site_is_removed(
    talks: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The message has the place and the hint, as that of `talkfeed check`."""
    html = built()
    add(talks, WRONG)
    with pytest.raises(Abort):
        built()
    assert f"talks.yaml:11:26: {MESSAGE}" in caplog.text
    assert Path("site/index.html").read_text(encoding="utf-8") == html


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("upcomming", "did you mean 'upcoming'?"),
        ("tags/cobol-and-others", "write e.g. talks"),
        ("limit=0", "write e.g. talks"),
        ("past upcoming", "write e.g. talks"),
    ],
)
@pytest.mark.usefixtures("talks")
def test_a_list_that_does_not_exist_ends_a_build(
    words: str, hint: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The message names the page, and says what to write; a preview shows it there."""
    page("list", f"{{{{ talks {words} }}}}\n")
    with pytest.raises(Abort):
        built()
    assert "list/: TF511" in caplog.text
    assert hint in caplog.text
    previewed()
    assert "TF511" in Path("site/list/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("directory", ["..", "a/../..", ""])
@pytest.mark.usefixtures("talks")
def test_nothing_is_written_outside_the_site(
    directory: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The directory of the files is below that of the site."""
    with pytest.raises(Abort):
        built(directory=directory)
    assert f"TF510 '{directory}'" in caplog.text


@pytest.mark.usefixtures("talks")
def test_another_address_than_that_of_the_feeds_is_a_warning(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Feeds with dead links do not pass a strict build."""
    with pytest.raises(Abort):
        built(directory="events")
    assert "TF509 the site serves the talks at https://club.example/events/" in caplog.text
    assert "write in the talks file: url: https://club.example/events/" in caplog.text


def test_locked_refuses_to_change_the_lock(talks: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Where the lock cannot be committed, a build ends if it is not current."""
    with pytest.raises(Abort):
        built(locked=True)
    assert "TF405" in caplog.text
    built()
    before = talks.with_suffix(".lock").read_bytes()
    built(locked=True)
    assert talks.with_suffix(".lock").read_bytes() == before


def test_a_preview_announces_nothing(talks: Path) -> None:
    """It has the files of a build, with links that stay in the preview, and leaves the lock."""
    assert titles(previewed()) == ["Next", "Next &amp; last"]
    assert not talks.with_suffix(".lock").exists()
    html = Path("site/talks/talks/next/index.html").read_text(encoding="utf-8")
    assert f'href="{HERE}talks/talks.atom"' in html
    assert Path("site/talks/talks.atom").is_file()


def test_a_preview_shows_mistakes_in_the_page(talks: Path) -> None:
    """The list is replaced by the message, until the mistake is corrected; the feeds stay."""
    good = talks.read_text(encoding="utf-8")
    add(talks, WRONG)
    config = configured("serve", HERE)
    html = previewed(config)
    assert "The talks have mistakes" in html
    assert "talks.yaml:11:26: TF203" in html
    assert not Path("site/talks").exists()
    talks.write_text(good, encoding="utf-8")
    assert titles(previewed(config))
    add(talks, WRONG)
    assert "TF203" in previewed(config)
    assert Path("site/talks/talks.atom").is_file()


def test_a_preview_is_rebuilt_when_the_talks_change(talks: Path) -> None:
    """Talks are watched wherever they are, and files that they include from the first build on."""
    (talks.parent / "more").mkdir()
    (talks.parent / "more/old.yaml").write_text("talks: []\n", encoding="utf-8")
    text = talks.read_text(encoding="utf-8").partition("talks:\n")
    talks.write_text(f"{text[0]}talks: [more/*.yaml]\n", encoding="utf-8")
    config = configured("serve", HERE)
    previewed(config)
    rebuilt = threading.Event()
    server = LiveReloadServer(rebuilt.set, "127.0.0.1", 0, "site", polling_interval=0.05)
    config.plugins.on_serve(server, config=config, builder=rebuilt.set)
    thread = threading.Thread(target=server.serve)
    thread.start()
    try:
        for number in range(100):  # the first ones may come before the server looks
            found = f"talks:\n{text[2]}# {number}\n"
            (talks.parent / "more/new.yaml").write_text(found, encoding="utf-8")
            if rebuilt.wait(0.2):
                break
        assert rebuilt.is_set()
    finally:
        server.shutdown()
        thread.join(20)
    assert titles(previewed(config)) == ["Next", "Next &amp; last"]
