"""`talkfeed init`: what it finds, what it writes, and what it leaves alone."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
import yaml
from jsonschema import Draft202012Validator

from talkfeed import read
from talkfeed.cli import main
from talkfeed.cli.operating import HOSTS as NAMES
from talkfeed.starting.hosts import HOSTS, address_of, host_of, read_remote
from terminals import at_terminal

if TYPE_CHECKING:
    from pathlib import Path

TALKS = "- {title: One, speaker: Ann, date: 2015-10-01}\n- {title: Two, date: 2016}\n"
PAGE = "---\ntitle: A talk\nvenue: Conf\ndate: 2014-05-01\n---\nAbout it.\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to an empty directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


def clone(root: Path, remote: str = "", *, name: str = "origin") -> None:
    """Make a repository with a remote."""
    git = ["git", "-C", str(root)]
    subprocess.run([*git, "init", "--quiet", "--initial-branch", "trunk"], check=True)
    if remote:
        subprocess.run([*git, "remote", "add", name, remote], check=True)


def tree(root: Path) -> dict[str, bytes]:
    """Read all files but those of git."""
    paths = (path for path in sorted(root.rglob("*")) if ".git" not in path.parts)
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in paths if path.is_file()
    }


def url_in(path: Path) -> str:
    """Return the address in a talks file."""
    feed = yaml.safe_load(path.read_text(encoding="utf-8"))["feed"]
    return str(feed["url"])


# --- an empty directory -------------------------------------------------------------------------


def test_an_empty_directory_gets_a_file_that_builds(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """After `init`, `check` and `build` succeed, and editors find the schema."""
    assert main(["init"]) == 0
    assert "Next:\n  talkfeed add " in capsys.readouterr().out
    assert [*tree(home)] == [".gitignore", "talks.schema.json", "talks.yaml"]
    first = (home / "talks.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert (home / first.rpartition("=")[2]).is_file()
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "0 talks, no problems\n"
    assert main(["build"]) == 0
    assert (home / "output" / "index.html").is_file()


def test_the_example_in_the_file_is_right(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every comment that can be a field is accepted once its # is removed."""
    main(["init", "--title", "Talks: #1"])
    path = home / "talks.yaml"
    text = path.read_text(encoding="utf-8")
    assert main(["fmt", "--check"]) == 0
    settings, talks, examples = text.partition("\ntalks:\n")
    used = settings.replace("  # ", "  ") + talks + examples.replace("#", "")
    path.write_text(used, encoding="utf-8")
    capsys.readouterr()
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "1 talk, no problems\n"
    assert main(["build"]) == 0
    assert "in no calendar" not in capsys.readouterr().err
    schema = yaml.safe_load((home / "talks.schema.json").read_text(encoding="utf-8"))
    read = yaml.load(used, yaml.BaseLoader)  # noqa: S506
    assert read["feed"]["title"] == "Talks: #1"
    assert list(Draft202012Validator(schema).iter_errors(read)) == []


@pytest.mark.parametrize("host", HOSTS)
def test_a_second_run_changes_nothing_and_says_so(
    host: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever the host, all files are as the first run left them."""
    assert main(["init", "new/site", "--host", host]) == 0
    before = tree(home)
    capsys.readouterr()
    assert main(["init", "new/site", "--host", host]) == 0
    printed = capsys.readouterr().out
    assert tree(home) == before
    assert "Nothing to do" in printed
    assert "Next:" not in printed


def test_what_is_there_is_never_overwritten(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Files of one's own stay; .gitignore only grows, and a difference is named and shown."""
    ours = {
        "talks.yaml": "feed: {title: Mine, url: 'https://mine.example/'}\ntalks:\n",
        ".github/workflows/talks.yml": "name: mine\n",
    }
    (home / ".github" / "workflows").mkdir(parents=True)
    for name, text in ours.items():
        (home / name).write_text(text, encoding="utf-8")
    (home / ".gitignore").write_text("/output/\n*.pyc", encoding="utf-8")
    assert main(["init", "--host", "github"]) == 0
    printed = capsys.readouterr().out
    assert {name: (home / name).read_text(encoding="utf-8") for name in ours} == ours
    ignored = (home / ".gitignore").read_text(encoding="utf-8")
    assert ignored.startswith("/output/\n*.pyc\n\n# Made by talkfeed")
    assert ignored.count("/output/") == 1
    assert "different  .github/workflows/talks.yml" in printed.replace(os.sep, "/")
    assert main(["init", "--host", "github", "--dry-run"]) == 0
    shown = capsys.readouterr().out
    assert "-name: mine\n" in shown
    assert "mine.example" not in shown


def test_a_dry_run_shows_all_and_writes_nothing(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The difference begins with the talks file."""
    assert main(["init", "site", "--dry-run"]) == 0
    assert (
        capsys.readouterr()
        .out.replace(os.sep, "/")
        .startswith("--- /dev/null\n+++ site/talks.yaml\n")
    )
    assert tree(home) == {}


def test_a_directory_that_cannot_be_made_is_an_error(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where a file is in the way, nothing is written."""
    (home / "file").touch()
    assert main(["init", "file"]) in {1, 74}
    assert main(["init", "file/below"]) in {1, 74}
    assert "talkfeed: TF" in capsys.readouterr().err
    assert main(["init", "--url", "nonsense"]) == 1
    assert tree(home) == {"file": b""}


# --- the remote ---------------------------------------------------------------------------------

REMOTES = {
    "git@github.com:Ann/talks.git": ("github", "https://ann.github.io/talks/"),
    "https://github.com/Ann/ann.github.io": ("github", "https://ann.github.io/"),
    "ssh://git@github.com:22/ann/Talks.git/": ("github", "https://ann.github.io/Talks/"),
    "https://token@gitlab.com/g/sub/talks.git": ("gitlab", "https://g.gitlab.io/sub/talks/"),
    "git@gitlab.com:g/g.gitlab.io.git": ("gitlab", "https://g.gitlab.io/"),
    "git@codeberg.org:bob/talks.git": ("codeberg", "https://bob.codeberg.page/talks/"),
    "https://codeberg.org/bob/pages": ("codeberg", "https://bob.codeberg.page/"),
    "https://gitlab.example.org/g/talks.git": ("gitlab", ""),
    "https://git.example.org/g/talks.git": ("none", ""),
}


@pytest.mark.parametrize("remote", REMOTES)
def test_a_remote_has_a_host_and_an_address(remote: str) -> None:
    """Forges serve a project below its owner's domain, and one project at its root."""
    found = read_remote(remote)
    assert found is not None
    assert (host_of(found).name, address_of(found)) == REMOTES[remote]


@pytest.mark.parametrize("remote", ["../talks.git", "talks", "https://github.com/", "C:\\talks"])
def test_a_remote_that_is_no_forge_has_no_host(remote: str) -> None:
    """A path on this machine says nothing of an address."""
    assert read_remote(remote) is None
    assert host_of(None).name == "none"


def test_the_command_knows_every_host() -> None:
    """The choices of --host are the rows of the table."""
    assert [*NAMES] == [*HOSTS]


@pytest.mark.client("git")
def test_the_remote_of_a_repository_fills_the_address(home: Path) -> None:
    """Below a repository the workflow is at its root and names the file and the branch."""
    clone(home, "git@github.com:ann/talks.git", name="upstream")
    assert main(["init", "site"]) == 0
    assert url_in(home / "site" / "talks.yaml") == "https://ann.github.io/talks/"
    workflow = (home / ".github" / "workflows" / "talks.yml").read_text(encoding="utf-8")
    assert "branches: [trunk]" in workflow
    assert "talks: site/talks.yaml" in workflow


@pytest.mark.client("git")
@pytest.mark.parametrize(
    ("remote", "name"),
    [("git@github.com:ann/talks.git", "CNAME"), ("git@codeberg.org:ann/talks.git", ".domains")],
)
def test_a_domain_of_ones_own_is_the_address(remote: str, name: str, home: Path) -> None:
    """The file that the host looks for has the domain; an empty one has none."""
    clone(home, remote)
    (home / name).write_text("Talks.Ann.Example\nother.example\n", encoding="utf-8")
    assert main(["init", "first"]) == 0
    assert url_in(home / "first" / "talks.yaml") == "https://talks.ann.example/"
    (home / name).write_text("", encoding="utf-8")
    assert main(["init", "second"]) == 0
    assert "://ann." in url_in(home / "second" / "talks.yaml")


@pytest.mark.client("git")
def test_the_branch_that_the_remote_publishes_is_built(home: Path) -> None:
    """The default branch of the remote counts, not the one that is checked out."""
    clone(home, "https://codeberg.org/ann/talks")
    head = ("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/release")
    subprocess.run(["git", *head], cwd=home, check=True)
    assert main(["init"]) == 0
    workflow = (home / ".forgejo" / "workflows" / "talks.yml").read_text(encoding="utf-8")
    assert "branches: [release]" in workflow


@pytest.mark.client("git")
def test_a_repository_without_a_remote_has_no_workflow(home: Path) -> None:
    """The address is then for the user to fill in."""
    clone(home)
    assert main(["init"]) == 0
    assert url_in(home / "talks.yaml") == "https://talks.example/"
    assert not (home / ".github").exists()


@pytest.mark.client("git")
def test_another_site_is_not_replaced(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a program builds a site already, talks go below it, and no workflow deploys them."""
    clone(home, "git@github.com:ann/ann.github.io.git")
    (home / "_config.yml").touch()
    assert main(["init"]) == 0
    assert "Jekyll builds a site here already" in capsys.readouterr().out
    assert url_in(home / "talks.yaml") == "https://ann.github.io/talks/"
    assert not (home / ".github").exists()
    assert main(["init", "--host", "github"]) == 0
    assert (home / ".github").exists()


def test_without_git_there_is_no_remote(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that has no git gets a talks file all the same."""
    monkeypatch.setenv("PATH", "")
    assert main(["init"]) == 0
    assert (home / "talks.yaml").exists()


# --- sources ------------------------------------------------------------------------------------


def test_what_is_there_is_offered_as_a_source(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Lists, folders and pages that hold talks are named in commands; others are not."""
    (home / "_data").mkdir()
    (home / "_data" / "talks.yml").write_text(TALKS, encoding="utf-8")
    (home / "content" / "talks" / "a").mkdir(parents=True)
    (home / "content" / "talks" / "a" / "index.md").write_text(PAGE, encoding="utf-8")
    (home / "talks.json").write_text("", encoding="utf-8")
    (home / "talks.md").write_text("Nothing yet.\n", encoding="utf-8")
    assert main(["init", "--yes"]) == 0
    printed = capsys.readouterr().out.replace(os.sep, "/")
    assert "talkfeed import _data/talks.yml" in printed
    assert "# its 2 talks" in printed
    assert "talkfeed import content/talks " in printed
    assert "talks.json" not in printed
    assert "talks.md" not in printed
    assert main(["import", "_data/talks.yml"]) == 0


def test_a_person_is_asked_and_the_talks_are_imported(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal four questions are asked, each until its answer can be used."""
    (home / "talks.yml").write_text(TALKS, encoding="utf-8")
    answers = ("Our evenings", "nonsense", "https://evenings.example/", "gopher", "s3", "i")
    screen = at_terminal(monkeypatch, *answers)
    assert main(["init"]) == 0
    feed = yaml.safe_load((home / "talks.yaml").read_text(encoding="utf-8"))
    assert feed["feed"] == {
        "title": "Our evenings",
        "url": "https://evenings.example/",
        "publish": "s3://my-bucket/talks",
    }
    assert [talk["title"] for talk in feed["talks"]] == ["One", "Two"]
    assert "talkfeed publish" in (home / "update-talks.sh").read_text(encoding="utf-8")
    assert "talkfeed add " in screen.getvalue()
    assert "  talkfeed publish " in screen.getvalue()
    assert "  sh update-talks.sh " in screen.getvalue()


def test_enter_keeps_what_was_found(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Empty answers are the defaults, and "n" leaves a source for later."""
    (home / "talks.yml").write_text(TALKS, encoding="utf-8")
    screen = at_terminal(monkeypatch, "", "", "", "n")
    assert main(["init"]) == 0
    assert url_in(home / "talks.yaml") == "https://talks.example/"
    assert "talkfeed import talks.yml" in screen.getvalue()
    assert "  - from: talks.yml" in screen.getvalue()
    screen = at_terminal(monkeypatch)
    assert main(["init"]) == 0
    assert "?" not in screen.getvalue()


def test_a_list_is_named_and_stays_where_it_is(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Enter names it in the talks file, so that each build reads it."""
    (home / "_data").mkdir()
    (home / "_data" / "talks.yml").write_text(TALKS, encoding="utf-8")
    screen = at_terminal(monkeypatch, "", "", "", "")
    assert main(["init"]) == 0
    assert (home / "talks.yaml").read_text(encoding="utf-8").endswith("  - from: _data/talks.yml\n")
    assert "talkfeed import" not in screen.getvalue()
    assert [talk.title for talk in read(home / "talks.yaml").talks] == ["One", "Two"]


def test_a_page_is_imported(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page is no list that a build can read."""
    text = "# Talks\n\n## One\n\nAnn Example at SomeConf - Oct 2015\n"
    (home / "talks.md").write_text(text, encoding="utf-8")
    at_terminal(monkeypatch, "", "", "", "")
    assert main(["init"]) == 0
    assert "title: One" in (home / "talks.yaml").read_text(encoding="utf-8")
