"""The recipes for hosts: valid by the schemas of their hosts, and their steps do what they say."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml

from steps import Runner
from talkfeed.cli import main
from talkfeed.version import VERSION
from test_cli_update import calendar, serving

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parent.parent
TALKS = """\
feed:
  title: Our talks
  url: https://talks.example/
talks:
"""
TALK = "  - {title: A talk, speaker: Ann, date: 2015-10-01}\n"
WRONG = "  - {title: A wrong talk, speaker: Eve, date: 31 June 2015}\n"
PLACES = {
    "github": ".github/workflows/talks.yml",
    "gitlab": ".gitlab-ci.yml",
    "codeberg": ".forgejo/workflows/talks.yml",
    "s3": "update-talks.sh",
    "rsync": "update-talks.sh",
}
SCHEMAS = {
    "github": ["--builtin-schema", "vendor.github-workflows"],
    "codeberg": ["--builtin-schema", "vendor.github-workflows"],
    "gitlab": ["--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"],
    "action": ["--builtin-schema", "vendor.github-actions"],
}
PRIVATE = """\
#!/bin/sh
if [ "$1" = update ]; then set -- "$@" --allow-private; fi
exec {} -m talkfeed "$@"
"""
"""A talkfeed that asks the servers of this machine as well."""
GH = """\
#!/bin/sh
printf '%s\\n' "$*" >>"$RUNNER_TEMP/gh"
if [ "$1 $2" = "pr list" ]; then cat "$RUNNER_TEMP/open" 2>/dev/null || true; fi
"""
"""A program that records how it was called, in place of GitHub's own."""

pytestmark = [pytest.mark.client("bash"), pytest.mark.client("git")]


class Installed(NamedTuple):
    """A machine with Python alone: where it and our libraries are, and a wheel of talkfeed."""

    bin: Path
    libraries: Path
    wheel: Path

    def variables(self, home: Path) -> dict[str, str]:
        """Return the environment of the machine, for a user with a home."""
        return {
            "PATH": os.pathsep.join([str(home / "bin"), str(self.bin), os.environ["PATH"]]),
            "PYTHONPATH": str(self.libraries),
            "PIP_NO_DEPS": "1",
            "PIP_NO_BUILD_ISOLATION": "0",  # pip's name for not isolated
            "PIP_NO_INDEX": "1",
            "HOME": str(home),
        }


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Build a wheel, and lend what else is installed here, without talkfeed itself."""
    home = tmp_path_factory.mktemp("installed")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(home)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    libraries = home / "libraries"
    libraries.mkdir()
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if "talkfeed" not in entry.name and entry.name != "setuptools":
            (libraries / entry.name).symlink_to(entry)
    (wheel,) = home.glob("*.whl")
    venv.create(home / "machine", symlinks=True)
    place = home / "machine" / "bin"
    write_program(place / "pip", f'#!/bin/sh\nexec {place}/python -m pip "$@"\n')
    return Installed(place, libraries, wheel)


def write_program(path: Path, text: str) -> None:
    """Write a script that can be run, and its directory."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


def git(*arguments: str, cwd: Path) -> str:
    """Run git as somebody."""
    who = ("-c", "user.name=Ann", "-c", "user.email=ann@talks.example")
    run = subprocess.run(
        ["git", *who, *arguments], cwd=cwd, check=True, capture_output=True, text=True
    )
    return run.stdout.strip()


class Forge(NamedTuple):
    """A bare repository with one site of talks, and a clone of it."""

    bare: Path
    work: Path

    def shown(self, path: str, branch: str = "main") -> str:
        """Return a file of a branch, as it is on the forge."""
        return git("show", f"{branch}:{path}", cwd=self.bare)

    def names(self, branch: str) -> list[str]:
        """List the files of a branch."""
        return git("ls-tree", "-r", "--name-only", branch, cwd=self.bare).splitlines()

    def push(self, name: str, text: str) -> None:
        """Change a file, as a person does."""
        (self.work / name).write_text(text, encoding="utf-8")
        git("add", "--all", cwd=self.work)
        git("commit", "--quiet", "--message", f"Change {name}", cwd=self.work)
        git("push", "--quiet", "origin", "main", cwd=self.work)


@pytest.fixture
def forge(tmp_path: Path) -> Forge:
    """Make a repository, and what `talkfeed init` writes for each host."""
    bare, work = tmp_path / "forge" / "ann" / "talks.git", tmp_path / "work"
    bare.mkdir(parents=True)
    git("init", "--quiet", "--bare", "--initial-branch", "main", ".", cwd=bare)
    git("clone", "--quiet", str(bare), str(work), cwd=tmp_path)
    git("switch", "--quiet", "--create", "main", cwd=work)
    made = Forge(bare, work)
    made.push("talks.yaml", TALKS + TALK)
    return made


def recipe(host: str, home: Path) -> Path:
    """Write the files of a host with `talkfeed init`."""
    site = home / f"site-{host}"
    assert main(["init", str(site), "--host", host]) == 0
    return site / PLACES[host]


def parsed(path: Path) -> dict[str, Any]:
    """Read a workflow file; `on` is a word."""
    found: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
    return found


# --- schemas ------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["github", "gitlab", "codeberg"])
def test_a_workflow_is_valid_by_the_schema_of_its_host(host: str, tmp_path: Path) -> None:
    """The file that `init` writes is one that the host reads."""
    judge(recipe(host, tmp_path), host)


def test_the_action_and_our_other_workflows_are_valid() -> None:
    """The composite action, the recipes in docs/ and our own workflows fit their schemas."""
    judge(ROOT / "action.yml", "action")
    judge(ROOT / "docs" / "recipes" / "import-talks.yml", "github")
    for path in sorted((ROOT / ".github" / "workflows").glob("*.yml")):
        judge(path, "github")


def judge(path: Path, kind: str) -> None:
    """Ask check-jsonschema, which brings the schemas of hosts."""
    command = [sys.executable, "-m", "check_jsonschema", *SCHEMAS[kind], str(path)]
    run = subprocess.run(command, check=False, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("host", ["github", "codeberg"])
def test_jobs_may_do_no_more_than_they_need(host: str, tmp_path: Path) -> None:
    """Actions of others are pinned by commit, and no script has an expression in it."""
    for path in (recipe(host, tmp_path), ROOT / "action.yml", *ROOT.glob("docs/recipes/*.yml")):
        text = path.read_text(encoding="utf-8")
        for step in steps_of(parsed(path)):
            assert "${{" not in step.get("run", "")
            action, _, version = step.get("uses", "").partition("@")
            assert action in {"", "talkfeed/talkfeed"} or f"@{version} # v" in text
            assert action in {"", "talkfeed/talkfeed"} or len(version) == 40
    jobs = parsed(recipe("github", tmp_path))["jobs"]
    assert {name: job["permissions"] for name, job in jobs.items()} == {
        "check": {"contents": "read"},
        "build": {"contents": "write"},
        "deploy": {"pages": "write", "id-token": "write"},
        "ping": {"contents": "read"},
    }


def steps_of(workflow: Mapping[str, Any]) -> list[dict[str, Any]]:
    """List the steps of a workflow or an action."""
    jobs = workflow.get("jobs", {}).values()
    return [step for job in (*jobs, workflow.get("runs", {})) for step in job.get("steps", [])]


def test_the_page_of_recipes_is_true() -> None:
    """Its blocks are YAML, it names this version and every input of the action, and its files."""
    page = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
    for block in re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        assert yaml.safe_load(block)
    inputs = parsed(ROOT / "action.yml")["inputs"]
    rows = re.findall(r"^\| `([\w-]+)` \| (?:`(.*?)`)? ?\|", page, re.MULTILINE)
    assert rows == [(name, row["default"]) for name, row in inputs.items()]
    daily = (ROOT / "docs" / "recipes" / "import-talks.yml").read_text(encoding="utf-8")
    versions = re.findall(r"(?:talkfeed/talkfeed@v|rev: v|talkfeed==)([\d.]+)", page + daily)
    assert set(versions) == {VERSION}
    for linked in re.findall(r"\]\(([\w./-]+)[#)]", page):
        assert (ROOT / "docs" / linked).is_file(), linked
    for host, path in PLACES.items():
        assert path in page, host


# --- GitHub -------------------------------------------------------------------------------------


def test_the_action_builds_and_commits_the_lock_first(
    forge: Forge, installed: Installed, tmp_path: Path
) -> None:
    """It installs itself, shows the difference, and pushes talks.lock; a second run has no more.

    Its output says whether a hub has to be informed.
    """
    runner, context = on_github(forge, installed, tmp_path)
    done = runner.run(parsed(ROOT / "action.yml")["runs"]["steps"], context)
    assert done["steps.diff.outputs.changes"] == "1"
    assert done["steps.hubs.outputs.ping"] == "false"
    assert "    1 new · 0 updated" in runner.summary
    assert (forge.work / "output" / "index.html").exists()
    assert 'title="A talk' in forge.shown("talks.lock")
    head = git("rev-parse", "main", cwd=forge.bare)
    again = runner.run(parsed(ROOT / "action.yml")["runs"]["steps"], context)
    assert again["steps.diff.outputs.changes"] == "0"
    assert git("rev-parse", "main", cwd=forge.bare) == head
    hub = TALKS.replace("talks:\n", "  hub: https://hub.example/\ntalks:\n")
    (forge.work / "talks.yaml").write_text(hub + TALK.replace("Ann", "Bob"), encoding="utf-8")
    edited = runner.run(parsed(ROOT / "action.yml")["runs"]["steps"], context)
    assert edited["steps.hubs.outputs.ping"] == "true"
    check_refusals(forge, runner, context)


def check_refusals(forge: Forge, runner: Runner, context: dict[str, str]) -> None:
    """A mistake, a lock that is out of date and a push that loses each end the job."""
    steps = parsed(ROOT / "action.yml")["runs"]["steps"]
    talks = forge.work / "talks.yaml"
    talks.write_text(TALKS + TALK + WRONG, encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError) as failed:
        runner.run(steps, {**context, "inputs.build": "false"})
    assert "::error file=talks.yaml,line=6" in failed.value.stdout
    talks.write_text(TALKS + TALK + TALK.replace("A talk", "Another"), encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError) as failed:
        runner.run(steps, {**context, "inputs.lock": "locked"})
    assert "talks.lock" in failed.value.stderr
    other = forge.work.parent / "other"
    git("clone", "--quiet", str(forge.bare), str(other), cwd=forge.work)
    Forge(forge.bare, other).push("note", "meanwhile")
    with pytest.raises(subprocess.CalledProcessError) as failed:
        runner.run(steps, context)
    assert "::error::cannot push talks.lock, so nothing is published" in failed.value.stdout


def on_github(forge: Forge, installed: Installed, home: Path) -> tuple[Runner, dict[str, str]]:
    """Set up a runner, and the context of a push to main with the defaults of the action."""
    action = home / "action"
    names = ("pyproject.toml", "README.md", "LICENSE", ".ci", "src")
    action.mkdir()
    for name in names:
        ours, theirs = ROOT / name, action / name
        copy = shutil.copytree if ours.is_dir() else shutil.copy
        copy(ours, theirs)
    variables = installed.variables(home)
    runner = Runner(
        forge.work,
        home / "runner",
        **variables,
        GITHUB_REF="refs/heads/main",
        RUNNER_OS="Linux",
        RUNNER_ARCH="X64",
    )
    inputs = parsed(ROOT / "action.yml")["inputs"]
    return runner, {
        **{f"inputs.{name}": row["default"] for name, row in inputs.items()},
        "github.action_path": str(action),
        "steps.python.outputs.python-path": str(installed.bin / "python"),
    }


def test_the_daily_import_keeps_one_pull_request(
    forge: Forge, installed: Installed, tmp_path: Path
) -> None:
    """The first import opens it with its report, the next one updates it; no news, no request."""
    (tmp_path / "found.yml").write_text(
        "- {title: Found, speaker: Bob, date: 2016}\n", encoding="utf-8"
    )
    variables = installed.variables(tmp_path)
    runner = Runner(forge.work, tmp_path / "runner", **variables)
    write_program(tmp_path / "bin" / "gh", GH)
    job = parsed(ROOT / "docs" / "recipes" / "import-talks.yml")["jobs"]["import"]
    env = {
        **job["env"],
        "SOURCE": str(tmp_path / "found.yml"),
        "TALKFEED": str(installed.wheel),
    }
    context = {"github.ref_name": "main"}
    runner.run(job["steps"], context, env)
    calls = (runner.place / "gh").read_text(encoding="utf-8")
    assert "pr create --head talks-import --base main" in calls
    assert "title: Found" in forge.shown("talks.yaml", "talks-import")
    assert "    1 new · 0 merged" in (runner.place / "body.md").read_text(encoding="utf-8")
    git("switch", "--quiet", "main", cwd=forge.work)
    (runner.place / "open").write_text("7\n", encoding="utf-8")
    runner.run(job["steps"][-2:], context, env)
    assert "pr edit 7 --body-file" in (runner.place / "gh").read_text(encoding="utf-8")
    git("push", "--quiet", "origin", "talks-import:main", cwd=forge.work)
    git("switch", "--quiet", "main", cwd=forge.work)
    git("pull", "--quiet", "origin", "main", cwd=forge.work)
    before = (runner.place / "gh").read_text(encoding="utf-8")
    runner.run(job["steps"][-2:], context, env)
    assert (runner.place / "gh").read_text(encoding="utf-8") == before


# --- Forgejo, GitLab, a machine of one's own ----------------------------------------------------


def test_forgejo_publishes_a_branch(forge: Forge, installed: Installed, tmp_path: Path) -> None:
    """The lock is pushed to main, the site is the one commit of the branch "pages"."""
    forge.push(".domains", "talks.ann.example\n")
    job = parsed(recipe("codeberg", tmp_path))["jobs"]["talks"]
    (tmp_path / "container").mkdir()
    runner = Runner(tmp_path / "container", tmp_path / "runner", **installed.variables(tmp_path))
    redirect(tmp_path, "https://token:secret@forge.example/", tmp_path / "forge")
    context = {
        "github.server_url": "https://forge.example",
        "github.repository": "ann/talks",
        "github.ref": "refs/heads/main",
        "github.token": "secret",
        "github.event_name": "push",
    }
    runner.run(job["steps"], context, {**job["env"], "TALKFEED": str(installed.wheel)})
    assert 'title="A talk' in forge.shown("talks.lock")
    assert {"index.html", "talks.atom", ".domains"} <= {*forge.names("pages")}
    assert git("rev-list", "--count", "pages", cwd=forge.bare) == "1"


def test_gitlab_publishes_a_directory(forge: Forge, installed: Installed, tmp_path: Path) -> None:
    """The lock is pushed with the job's token, and public/ is the site."""
    jobs = parsed(recipe("gitlab", tmp_path))
    runner = Runner(forge.work, tmp_path / "runner", **installed.variables(tmp_path))
    redirect(tmp_path, "https://gitlab-ci-token:secret@gitlab.example/", tmp_path / "forge")
    variables = {
        **jobs["variables"],
        "TALKFEED": str(installed.wheel),
        "CI_SERVER_PROTOCOL": "https",
        "CI_SERVER_FQDN": "gitlab.example",
        "CI_JOB_TOKEN": "secret",
        "CI_PROJECT_PATH": "ann/talks",
        "CI_COMMIT_BRANCH": "main",
        "GITLAB_USER_NAME": "Ann",
        "GITLAB_USER_EMAIL": "ann@talks.example",
    }
    git("config", "receive.advertisePushOptions", "true", cwd=forge.bare)
    runner.shell("\n".join(jobs["pages"]["script"]), variables)
    install, *checks = jobs["check-talks"]["script"]
    assert install == jobs["pages"]["script"][0]
    runner.shell("\n".join(checks), variables)
    assert 'title="A talk' in forge.shown("talks.lock")
    site, lock = jobs["pages"]["artifacts"]["paths"]
    assert (forge.work / site / "index.html").exists()
    assert (forge.work / lock).exists()
    runner.shell("\n".join(jobs["ping"]["script"]), variables)
    talks = forge.work / "talks.yaml"
    talks.write_text(talks.read_text().replace("talks:\n", "  hub: https://hub.example/\ntalks:\n"))
    runner.shell("\n".join(jobs["ping"]["script"]).replace("--wait 600", "--dry-run"), variables)


def test_a_machine_of_ones_own_pushes_the_lock_before_it_publishes(
    forge: Forge, installed: Installed, tmp_path: Path
) -> None:
    """The script pulls and builds; where it cannot publish, the lock is pushed all the same."""
    script = recipe("rsync", tmp_path)
    shutil.copy(script, forge.work)
    forge.push(script.name, script.read_text(encoding="utf-8"))
    git("branch", "--set-upstream-to", "origin/main", cwd=forge.work)
    for name, value in (("user.name", "Ann"), ("user.email", "ann@talks.example")):
        git("config", name, value, cwd=forge.work)
    other = tmp_path / "other"
    git("clone", "--quiet", str(forge.bare), str(other), cwd=tmp_path)
    more = TALK + TALK.replace("A talk", "Another")
    Forge(forge.bare, other).push("talks.yaml", TALKS + more)
    write_program(tmp_path / "bin" / "talkfeed", PRIVATE.format(sys.executable))
    runner = Runner(tmp_path, tmp_path / "runner", **installed.variables(tmp_path))
    with pytest.raises(subprocess.CalledProcessError):
        runner.shell(f"sh '{forge.work / script.name}' nonsense://nowhere", {"PYTHONPATH": ""})
    assert 'title="Another' in forge.shown("talks.lock")
    runner.shell(f"sh '{forge.work / script.name}' '{tmp_path / 'www'}'", {"PYTHONPATH": ""})
    assert (tmp_path / "www" / "index.html").is_file()
    assert "talks.sources" not in " ".join(forge.names("main"))
    with serving() as club:
        club.body = calendar(("1@club.example", "Monads", "20260310T180000Z", "Hall"))
        named = f"  - {{from: '{club.address}'}}\n  - {{from: 'http://127.0.0.1:1/'}}\n"
        git("pull", "--quiet", cwd=other)
        Forge(forge.bare, other).push("talks.yaml", TALKS + more + named)
        runner.shell(f"sh '{forge.work / script.name}' '{tmp_path / 'www'}'", {"PYTHONPATH": ""})
    assert "talks.sources/state.json" in forge.names("main")
    assert "Monads" in (tmp_path / "www" / "talks.json").read_text(encoding="utf-8")
    git("pull", "--quiet", cwd=other)
    Forge(forge.bare, other).push("talks.yaml", TALKS + more)
    runner.shell(f"sh '{forge.work / script.name}' '{tmp_path / 'www'}'", {"PYTHONPATH": ""})
    assert "talks.sources" not in " ".join(forge.names("main"))


def redirect(home: Path, address: str, directory: Path) -> None:
    """Let git find a directory at an address."""
    settings = f'[url "{directory}/"]\n\tinsteadOf = {address}\n'
    (home / ".gitconfig").write_text(settings, encoding="utf-8")
