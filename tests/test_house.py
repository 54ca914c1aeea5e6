"""The rules of the house, read off the source's syntax trees: who may import, write and look."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import pytest

from talkfeed.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src"

LONGEST_MODULE = 350
LONGEST_FUNCTION = 40
MEDIAN_FUNCTION = 8

VALUES = {"errors", "model"}
MAY_IMPORT = {
    "errors": set(),
    "rules": set(),
    "model": {"errors"},
    "text": VALUES,
    "dates": VALUES | {"rules", "text"},
    "sources": VALUES | {"dates", "text"},
    "web": VALUES | {"text"},
    "schema": VALUES,
    "normalise": VALUES | {"dates", "identity", "schema", "text"},
    "identity": VALUES | {"text"},
    "ledger": VALUES | {"formats", "identity", "text"},
    "channels": VALUES | {"identity", "ledger"},
    "formats": VALUES | {"text", "version"},
    "version": set(),
    "executor": set(),
    "watch": set(),
    "program": set(),
    "cache": {"model"},
    "abstracts": {"cache", "model"},
    "packing": VALUES,
    "reading": VALUES
    | {"abstracts", "cache", "executor", "ledger", "normalise", "packing", "sources", "watch"},
    "naming": {"model"},
    "press": {"cache", "executor", "formats", "model", "naming", "watch"},
    "report": VALUES | {"ledger"},
    "standstill": VALUES | {"cache", "naming", "output", "program", "report"},
    "output": VALUES,
    "disk": VALUES,
    "exclusive": VALUES,
    "publish": VALUES | {"disk", "exclusive", "output"},
    "holdings": VALUES | {"channels", "formats", "ledger", "naming", "press", "reading"},
    "amending": VALUES
    | {"abstracts", "cache", "channels", "formats", "holdings", "ledger", "naming", "normalise"}
    | {"press", "publish", "reading", "report", "standstill"},
    "collector": set(),
    "pipeline": VALUES
    | {"abstracts", "amending", "cache", "channels", "collector", "exclusive", "formats"}
    | {"holdings", "ledger", "naming", "notices", "press"}
    | {"publish", "reading", "report", "sources", "standstill", "talkfeed", "watch"},
    "notices": VALUES | {"channels", "ledger", "talkfeed"},
    "editing": VALUES | {"dates", "identity", "ledger", "normalise", "schema", "sources", "text"},
    "reference": {"rules", "schema", "sources", "dates"},
    "cli": VALUES
    | {"collector", "dates", "editing", "exclusive", "ledger", "pipeline", "publish", "reference"}
    | {"report", "rules", "sources", "standstill", "talkfeed", "text", "version", "watch", "web"},
    "__main__": {"cli"},
    "talkfeed": {"dates", "errors", "formats", "model", "pipeline", "report"},
}
"""Which part of the package may import which others, for types too and inside functions too."""

AT_HOME = {
    "anyascii": ["talkfeed.identity"],
    "dateutil": ["talkfeed.dates.*"],
    "fcntl": ["talkfeed.exclusive"],
    "feedgen": ["talkfeed.formats._atom_elements", "talkfeed.formats._rss_elements"],
    "feedparser": ["talkfeed.sources.webfeed"],
    "httpcore": ["talkfeed.web.wire"],
    "httpx": ["talkfeed.web.*"],
    "icalendar": ["talkfeed.sources.calendar"],
    "nh3": ["talkfeed.text.markup"],
    "ruamel": ["talkfeed.editing.spans"],
    "pyromark": ["talkfeed.text.markup"],
    "tempfile": ["talkfeed.cache"],
    "urllib.request": ["talkfeed.sources.published"],
    "yaml": ["talkfeed.sources.yamlfile"],
}
"""Which modules alone may import a library."""

NEVER = {"locale", "pickle", "random", "secrets", "subprocess", "threading", "uuid"}
"""Modules that make output differ from machine to machine, or that nothing here should need."""

HEAVY = {
    *("anyascii", "dateutil", "feedgen", "icalendar", "jinja2", "lxml", "nh3", "pyromark", "yaml"),
    *("asyncio", "email", "http", "httpcore", "httpx", "urllib.request", "xml", "zoneinfo"),
}
COSTLY = {"dataclasses", "importlib.metadata", "inspect", "json", "talkfeed.model.talk"}
"""What takes a command that does little longer to import than to run."""
STAGES = {f"talkfeed.{part}" for part in ("channels", "ledger", "normalise", "pipeline", "publish")}

NO_FEED = {
    *("anyascii", "concurrent", "csv", "email", "html.parser", "http", "httpx", "icalendar"),
    *("importlib.metadata", "jinja2", "multiprocessing", "socket", "ssl", "xml", "zipfile"),
    "talkfeed.ledger.recovery",
}
"""What feeds are made without, where every title is in plain letters."""
NO_CHECK = NO_FEED | {"dataclasses", "feedgen", "inspect", "lxml"}

WRITING = {
    *("chmod", "copyfile", "copytree", "fsync", "ftruncate", "hardlink_to", "makedirs", "mkdir"),
    *("mkfifo", "removedirs", "rename", "renames", "rmdir", "rmtree", "symlink", "symlink_to"),
    *("touch", "truncate", "unlink", "utime", "write_bytes", "write_text"),
    *("os.link", "os.remove", "os.replace", "os.write", "shutil.copy", "shutil.move"),
}
WRITERS = {"talkfeed.disk", "talkfeed.cache", "talkfeed.web.store"}
"""What is published, and what is kept to save work and a second fetch."""
LOOKING = {
    *("datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time"),
    *("time.time_ns", "time.localtime", "os.environ", "os.getenv", "os.getcwd", "Path.cwd"),
    *("Path.home", "socket.gethostname", "getpass.getuser"),
}


class Module(NamedTuple):
    """A module of the package: its dotted name, its path and its syntax tree."""

    name: str
    path: Path
    tree: ast.Module

    @property
    def part(self) -> str:
        """Name the part of the package that the module belongs to."""
        return self.name.split(".")[1] if "." in self.name else self.name

    def is_any_of(self, patterns: list[str]) -> bool:
        """Tell whether the module is named by a pattern; a final star stands for anything."""
        return any(
            self.name.startswith(pattern[:-1]) if pattern.endswith("*") else self.name == pattern
            for pattern in patterns
        )


@cache
def modules() -> tuple[Module, ...]:
    """Parse every module of the package."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        dotted = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found.append(Module(dotted.removesuffix(".__init__"), path, tree))
    return tuple(found)


def imports(module: Module) -> Iterator[str]:
    """List what a module imports, by the dotted names of modules."""
    known = {one.name for one in modules()}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = node.module or ""
            assert node.level == 0, f"{module.name} imports relatively"
            for alias in node.names:
                inner = f"{source}.{alias.name}"
                yield inner if inner in known else source


def dotted(node: ast.AST) -> str:
    """Write a chain of attributes as it stands: `os.path.join`."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def offences(
    find: Callable[[ast.AST], bool], excused: Callable[[Module], bool] = lambda _: False
) -> list[str]:
    """List the places of all nodes that break a rule."""
    return [
        f"{module.path.relative_to(ROOT)}:{node.lineno}"
        for module in modules()
        if not excused(module)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.expr | ast.stmt) and find(node)
    ]


# --- who may import whom ------------------------------------------------------------------------


def test_each_part_imports_only_what_its_place_allows() -> None:
    """Nothing looks upstream: the table says which part may know which."""
    strangers = [
        f"{module.name} imports {name}"
        for module in modules()
        for name in imports(module)
        if name.startswith("talkfeed")
        for part in [name.split(".")[1] if "." in name else name]
        if part != module.part and part not in MAY_IMPORT[module.part]
    ]
    assert strangers == []


def test_no_module_imports_itself_by_a_detour() -> None:
    """There is no cycle of imports, those for types and inside functions counted."""
    graph = {module.name: {*imports(module)} - {module.name} for module in modules()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


@pytest.mark.parametrize("library", AT_HOME)
def test_a_library_is_known_to_its_home_alone(library: str) -> None:
    """To replace a library is to change one module."""
    users = [
        module
        for module in modules()
        if any(name == library or name.startswith(f"{library}.") for name in imports(module))
    ]
    assert users, "nobody imports it any more"
    assert [one.name for one in users if not one.is_any_of(AT_HOME[library])] == []


def test_nothing_imports_chance_or_the_machine() -> None:
    """The same input gives the same bytes: no randomness, locale, processes or threads."""
    found = [
        f"{module.name}: {name}"
        for module in modules()
        for name in imports(module)
        if name.split(".")[0] in NEVER
    ]
    assert found == []


def test_no_import_is_a_star() -> None:
    """Every name says where it comes from."""
    stars = offences(
        lambda node: isinstance(node, ast.ImportFrom) and any(a.name == "*" for a in node.names)
    )
    assert stars == []


# --- who may write and look ---------------------------------------------------------------------


def writes(node: ast.AST) -> bool:
    """Tell whether a call changes files, as far as its name and mode show."""
    if not isinstance(node, ast.Call):
        return False
    name = dotted(node.func)
    last = node.func.attr if isinstance(node.func, ast.Attribute) else name
    if "_disk." in name:
        return False  # it has whoever writes do so
    if name == "os.open":
        writing = {"O_WRONLY", "O_RDWR"} & {dotted(one)[3:] for one in ast.walk(node)}
        return bool(writing) and dotted(node.args[0]) != "os.devnull"
    if last in {"open", "fdopen"}:
        texts = [str(one.value) for one in ast.walk(node) if isinstance(one, ast.Constant)]
        return any(re.fullmatch("[rbt]*[wax+][bt+]*", text) for text in texts)
    return not WRITING.isdisjoint({name, last})


def test_only_the_disk_writes() -> None:
    """No other module opens a file for writing, or makes, moves or removes one.

    Caches have directories of their own, which can be deleted at any time.
    """
    assert offences(writes), "the rule no longer sees that the disk writes"
    assert offences(writes, lambda module: module.name in WRITERS) == []


def test_only_the_command_line_looks_at_the_clock_and_the_environment() -> None:
    """Everybody else is told: no clock, environment or directory is looked up on the way."""

    def looks(node: ast.AST) -> bool:
        return isinstance(node, ast.Attribute) and dotted(node) in LOOKING

    assert offences(looks, lambda module: module.part == "cli") == []


def test_only_the_command_line_prints() -> None:
    """A library returns what it has to say."""

    def prints(node: ast.AST) -> bool:
        return dotted(node) in {"sys.stdout", "sys.stderr", "sys.stdin", "sys.argv", "print"}

    assert offences(prints, lambda module: module.part in {"cli", "__main__"}) == []


# --- order --------------------------------------------------------------------------------------


def is_set(node: ast.AST) -> bool:
    """Tell whether an expression is a set, as far as its syntax shows."""
    if isinstance(node, ast.Call):
        return dotted(node.func) in {"set", "frozenset"}
    return isinstance(node, ast.Set | ast.SetComp)


def test_no_set_is_iterated_into_something_ordered() -> None:
    """What comes out of a set is sorted first, or goes into a set again."""

    def leaks(node: ast.AST) -> bool:
        if isinstance(node, ast.For):
            return is_set(node.iter)
        if isinstance(node, ast.ListComp | ast.GeneratorExp | ast.DictComp):
            return any(is_set(generator.iter) for generator in node.generators)
        if isinstance(node, ast.Call):
            name = dotted(node.func) or getattr(node.func, "attr", "")
            orders = name.rpartition(".")[2] in {"list", "tuple", "join", "enumerate", "zip"}
            return orders and any(map(is_set, node.args))
        return False

    assert offences(leaks) == []


def test_every_value_is_frozen() -> None:
    """A dataclass is frozen and has slots."""

    def thaws(node: ast.AST) -> bool:
        if not isinstance(node, ast.ClassDef):
            return False
        made = [one for one in node.decorator_list if "dataclass" in ast.unparse(one)]
        return any(
            f"{word}=True" not in ast.unparse(one) for one in made for word in ("frozen", "slots")
        )

    assert offences(thaws) == []


# --- size and words -----------------------------------------------------------------------------

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions() -> Iterator[tuple[Module, Function]]:
    """List every function with its module."""
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, Function):
                yield module, node


def lines(function: Function) -> int:
    """Count the lines of a function below its signature, docstring and blank lines aside."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return sum(
        (statement.end_lineno or statement.lineno) - statement.lineno + 1 for statement in body
    )


def test_no_module_is_too_long() -> None:
    """A module can be read at one sitting."""
    sizes = {one.name: len(one.path.read_text().splitlines()) for one in modules()}
    assert {name: size for name, size in sizes.items() if size > LONGEST_MODULE} == {}


def test_no_function_is_too_long() -> None:
    """A function fits on a screen, signature and docstring counted, and most on a card."""
    sizes = {
        f"{module.name}.{node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for module, node in functions()
    }
    assert {name: size for name, size in sizes.items() if size > LONGEST_FUNCTION} == {}
    assert median(lines(node) for _, node in functions()) <= MEDIAN_FUNCTION


def test_every_module_says_what_it_is() -> None:
    """A module opens with a docstring."""
    assert [one.name for one in modules() if not ast.get_docstring(one.tree)] == []


def test_every_public_name_says_what_it_is() -> None:
    """A public function or class has a docstring."""
    silent = [
        f"{module.name}.{node.name}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_")
        if not ast.get_docstring(node) and not _is_local(module, node)
    ]
    assert silent == []


def _is_local(module: Module, node: ast.AST) -> bool:
    """Tell whether something is defined inside a function."""
    return any(
        node is not outer and node in ast.walk(outer)
        for outer in ast.walk(module.tree)
        if isinstance(outer, Function)
    )


def test_every_test_states_its_law() -> None:
    """A test has a docstring that says what holds."""
    silent = [
        f"{path.name}:{node.lineno}"
        for path in sorted((ROOT / "tests").glob("test_*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, Function) and node.name.startswith("test_")
        if not ast.get_docstring(node)
    ]
    assert silent == []


# --- rules --------------------------------------------------------------------------------------


def codes() -> set[str]:
    """Collect the codes that stand in the source as values."""
    return {
        node.value
        for module in modules()
        if module.part != "rules"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if re.fullmatch(r"TF\d{3}", node.value)
    }


def test_every_code_that_is_used_is_explained() -> None:
    """No problem carries a code that the table of rules does not know."""
    assert sorted(codes() - RULES.keys()) == []


def test_every_rule_is_used() -> None:
    """The table explains nothing that cannot happen."""
    assert sorted(RULES.keys() - codes()) == []


@pytest.mark.parametrize("code", RULES)
def test_a_rule_is_worded_like_the_others(code: str) -> None:
    """A summary goes on after a colon; advice is whole sentences."""
    rule = RULES[code]
    assert not rule.summary.endswith(".")
    assert rule.advice.endswith(".")
    assert rule.advice[0].isupper() or not rule.advice[0].isalpha()


# --- what an import costs -----------------------------------------------------------------------


def imported(statement: str, directory: Path = ROOT) -> set[str]:
    """Name what a fresh interpreter imports for a statement that it runs in a directory."""
    program = f"""
import sys
before = set(sys.modules)
try:
    {statement}
except SystemExit:
    pass
print(*sorted(set(sys.modules) - before), file=sys.__stderr__)
"""
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=directory, capture_output=True, text=True, check=True
    )
    return set(run.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    "statement",
    ["import talkfeed", "from talkfeed.cli import main; main(['--help'])"],
    ids=["library", "command"],
)
def test_nothing_heavy_is_imported_before_it_is_needed(statement: str) -> None:
    """Neither the library nor the command imports what only some of its uses need."""
    assert (HEAVY | COSTLY) & imported(statement) == set()


def test_a_command_imports_what_it_needs_alone(tmp_path: Path) -> None:
    """No library is imported for what a command does not do, nor anything to find no change."""
    talks = (ROOT / "talks.yaml").read_text(encoding="utf-8")
    (tmp_path / "talks.yaml").write_text(
        talks.replace("feed:\n", "feed:\n  formats: [atom, rss]\n", 1), encoding="utf-8"
    )
    build = ["build", "--cache", "cache"]
    commands = ((["check"], NO_CHECK), (build, NO_FEED), (build, HEAVY | COSTLY | STAGES))
    for command, unwanted in commands:
        found = imported(f"from talkfeed.cli import main; main({command})", tmp_path)
        assert found & unwanted == set(), command


# --- what the repository says -------------------------------------------------------------------


def repository() -> list[Path]:
    """List the files of the repository, or of the unpacked archive."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    names = listing.stdout.split("\0") if listing.returncode == 0 else []
    found = [ROOT / name for name in names] or sorted((*SOURCE.rglob("*"), *ROOT.glob("*")))
    return [path for path in found if path.is_file()]


def test_no_file_knows_a_machine_or_a_registry() -> None:
    """Whoever clones the repository finds no path of ours and no host packages come from."""
    homes = rb"(?<![\w.:/*~-])/(root|home|work|Users)/"
    hosts = rb"\b(pypi|pythonhosted|npmjs)\.(org|com)\b"
    strange = re.compile(homes + b"|" + hosts)
    found = {
        str(path.relative_to(ROOT)): match.group().decode()
        for path in repository()
        if (match := strange.search(path.read_bytes()))
    }
    assert found == {}
