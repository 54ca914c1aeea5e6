"""The rules of the house, read off the source's syntax trees: who may import, write and look."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from functools import cache, cached_property
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import elsewhere
from talkfeed.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, KeysView
    from typing import Any

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src"
TESTS = ROOT / "tests"

# --- tables: a module that moves is renamed here and nowhere below ------------------------------

PACKAGE = "talkfeed"
GENERATED = "compiled/*_*.py"
"""The modules that a program wrote."""

LONGEST_MODULE = 350
LONGEST_FUNCTION = 40
LONGEST_DESIGN = 160

TOOLS = {"named_tuple", "once", "patterns"}
"""What every part may import: they replace parts of the standard library."""
VALUES = {"errors", "model"}
READS = {"files", "system"}
MAY_IMPORT = {
    "errors": set(),
    "files": {"system"},
    "limits": set(),
    "named_tuple": set(),
    "once": set(),
    "patterns": set(),
    "rules": set(),
    "system": set(),
    "version": set(),
    "model": {"errors"},
    "text": VALUES,
    "words": VALUES | {"text"},
    "identity": VALUES | {"text"},
    "dates": VALUES | {"rules", "text"},
    "private": VALUES | READS,
    "series": VALUES | {"dates"},
    "talksfile": VALUES | READS | {"limits", "talksfile.parser"},
    "talksfile.parser": VALUES | {"limits", "talksfile"},
    "media": VALUES | READS | {"text"},
    "schema": VALUES | {"formats.registry"},
    "normalise": VALUES
    | READS
    | {"dates", "formats.registry", "identity", "media", "schema", "series", "text"},
    "deliveries": VALUES | {"dates", "identity", "normalise", "schema", "text"},
    "lists": VALUES
    | {
        "dates",
        "deliveries",
        "identity",
        "limits",
        "normalise",
        "records",
        "schema",
        "talksfile.parser",
        "text",
    },
    "ledger": VALUES | READS | {"identity", "series", "text"},
    "linkmemory": VALUES | {"text"},
    "channels": VALUES | {"formats.registry", "identity", "ledger", "words"},
    "formats.registry": {"errors"},
    "formats": VALUES
    | {"formats.registry", "identity", "ledger", "media", "text", "version", "words"},
    "engine": VALUES | READS | {"private", "version"},
    "publishing": VALUES | READS,
    "building": VALUES
    | READS
    | {"channels", "engine", "formats", "formats.registry", "identity", "ledger", "linkmemory"}
    | {
        "deliveries",
        "lists",
        "media",
        "normalise",
        "private",
        "publishing",
        "talkfeed",
        "talksfile",
    }
    | {"talksfile.parser"},
    "talkfeed": {"building", "dates", "errors", "formats", "formats.registry", "model", "private"},
    "records": VALUES | {"dates", "limits", "media", "talksfile.parser", "text"},
    "importers": VALUES
    | READS
    | {"dates", "limits", "media", "records", "series", "text", "words"},
    "web": VALUES | READS | {"private", "text"},
    "editing": VALUES
    | READS
    | {"dates", "deliveries", "identity", "ledger", "lists", "media", "normalise", "schema"}
    | {"talksfile", "talksfile.parser", "text"},
    "delivery": VALUES | READS | {"engine", "formats.registry", "media", "publishing", "text"},
    "reference": {"dates", "limits", "rules", "schema"},
    "announcing": VALUES | {"formats", "formats.registry", "ledger", "text", "web", "words"},
    "updating": VALUES | {"dates", "deliveries", "editing"},
    "starting": VALUES | READS | {"editing", "schema", "version"},
    "serving": VALUES | READS | {"building"},
    "linkcheck": VALUES | {"linkmemory", "media", "text", "web"},
    "plugins": VALUES
    | {"building", "cli", "formats", "formats.registry", "publishing", "rules", "serving"}
    | {"version"},
    "cli": VALUES
    | READS
    | {
        "words",
        "announcing",
        "building",
        "dates",
        "deliveries",
        "delivery",
        "editing",
        "engine",
        "importers",
        "ledger",
        "linkcheck",
        "lists",
        "normalise",
        "talksfile",
        "updating",
        "linkmemory",
        "private",
        "publishing",
    }
    | {"media", "records", "reference", "rules", "series", "serving", "starting", "talkfeed"}
    | {"text", "version", "web"},
    "__main__": {"cli"},
}
"""Which part of the package may import which others, for types too and inside functions too.

A part is a module of the package, or a subpackage with all that is in it; of a subpackage's
modules those with a row of their own are parts by themselves, as in "formats.atom".
"""

AROUND = {
    *("announcing", "importers", "delivery", "editing", "linkcheck", "plugins", "serving"),
    *("starting", "updating", "web", "cli", "__main__"),
}
"""What is around the core, which turns talks into files without knowing any of these."""

AT_HOME = {
    "anyascii": ["talkfeed.identity"],
    "dateutil": [
        "talkfeed.dates.*",
        "talkfeed.importers.schedules.series",
        "talkfeed.series.slots",
    ],
    "distributed": ["talkfeed.engine.dask"],
    "docutils": ["talkfeed.plugins.sphinx"],
    "ctypes": ["talkfeed.system", "talkfeed.publishing.disk"],
    "feedgen": [
        f"talkfeed.formats.syndication.{name}_elements" for name in ("atom", "podcast", "rss")
    ],
    "feedparser": ["talkfeed.importers.feeds.webfeed"],
    "http.server": ["talkfeed.serving.server"],
    "httpcore": ["talkfeed.web.transport"],
    "httpx": ["talkfeed.web.*"],
    "icalendar": [
        f"talkfeed.importers.schedules.{name}"
        for name in ("calendar", "components", "recurring", "series")
    ],
    "markdown": ["talkfeed.plugins.mkdocs"],
    "mkdocs": ["talkfeed.plugins.mkdocs"],
    "nh3": ["talkfeed.text.markup"],
    "obstore": ["talkfeed.delivery.objects"],
    "pickle": ["talkfeed.engine.exchange"],
    "ruamel": ["talkfeed.editing.spans"],
    "pyromark": ["talkfeed.text.markup"],
    "resource": ["talkfeed.system"],
    "smtplib": ["talkfeed.announcing.mail"],
    "shtab": ["talkfeed.cli.completion"],
    "subprocess": [
        "talkfeed.cli.editor",
        "talkfeed.delivery.programs",
        "talkfeed.starting.repository",
    ],
    "sphinx": ["talkfeed.plugins.sphinx"],
    "socket": ["talkfeed.serving.server", "talkfeed.web.hosts"],
    "tempfile": [
        "talkfeed.cli.editor",
        "talkfeed.cli.engine",
        "talkfeed.delivery.programs",
        "talkfeed.engine.store",
        "talkfeed.publishing.build_lock",
    ],
    "threading": ["talkfeed.serving.*"],
    "urllib.request": ["talkfeed.ledger.published"],
    "watchfiles": ["talkfeed.serving.watching"],
    "yaml": [f"talkfeed.talksfile.{name}" for name in ("anchors", "composing", "parser")],
}
"""Which modules alone may import a library."""

NEVER = {"locale", "random", "secrets", "uuid"}
"""Modules that make output differ from machine to machine, or that nothing here should need."""

HEAVY = {
    *("anyascii", "dateutil", "feedgen", "feedparser", "icalendar", "jinja2", "lxml", "nh3"),
    *("asyncio", "email", "http", "httpcore", "httpx", "urllib.request", "xml", "zoneinfo"),
    *("pyromark", "ruamel", "shtab", "yaml"),
}
COSTLY = {"dataclasses", "importlib.metadata", "inspect", "json", "talkfeed.model.talk"}
"""What takes a command that does little longer to import than to run."""
NOT_AT_FIRST = {"datetime", "hashlib", "pathlib", "urllib"}
"""What help is written without, too: it takes less than three times the bare interpreter."""
STAGES = {
    f"talkfeed.{part}"
    for part in ("building.pipeline", "channels", "ledger", "normalise", "publishing.publish")
}

NO_SITE = {
    *("anyascii", "concurrent", "csv", "email", "html.parser", "http", "httpx", "icalendar"),
    *("importlib.metadata", "jinja2", "multiprocessing", "socket", "ssl", "traceback", "xml"),
    *("zipfile", "talkfeed.ledger.recovery"),
}
"""What a site is made without, where every title is in plain letters and our templates are used."""
NO_CHECK = NO_SITE | {"dataclasses", "feedgen", "inspect", "lxml", "tempfile", "zoneinfo"}
"""What talks are checked without, and a site made whose entries have common shapes."""

WRITING = {
    *("chmod", "copyfile", "copytree", "fsync", "ftruncate", "hardlink_to", "makedirs", "mkdir"),
    *("mkfifo", "removedirs", "rename", "renames", "rmdir", "rmtree", "symlink", "symlink_to"),
    *("touch", "truncate", "unlink", "utime", "write_bytes", "write_text"),
    *("os.link", "os.remove", "os.replace", "os.write", "shutil.copy", "shutil.move"),
}
WRITERS = [
    "talkfeed.publishing.disk",
    "talkfeed.engine.cleaning",
    "talkfeed.engine.exchange",
    "talkfeed.engine.store",
    "talkfeed.private",
    "talkfeed.publishing.build_lock",
    "talkfeed.system",
    "talkfeed.web.store",
]
"""The modules that write: what is published, what is kept to save work, and locks of Windows."""
BY_THE_DISK = "_disk."
"""How a module names the disk that it was given to write with."""
READERS = [
    *(
        "talkfeed.files",
        "talkfeed.publishing.disk",
        "talkfeed.engine.store",
        "talkfeed.publishing.build_lock",
    ),
    "talkfeed.private",
    "talkfeed.system",
    "talkfeed.formats.html.component",
    "talkfeed.records.word_lists",
    "talkfeed.starting.files",
    "talkfeed.words",
]
"""The modules that read input, or open files for another reason."""
LOOKING = {
    *("datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time"),
    *("time.time_ns", "time.localtime", "os.environ", "os.getenv", "os.getcwd", "Path.cwd"),
    *("Path.home", "socket.gethostname", "getpass.getuser"),
}
LOOKERS = ["talkfeed.cli", "talkfeed.cli.*", "talkfeed.plugins.beside"]
"""The modules that read the clock, the environment and the current directory."""
PRINTING = {"sys.stdout", "sys.stderr", "sys.stdin", "sys.argv", "print"}
PRINTERS = [*LOOKERS, "talkfeed.__main__"]
"""The modules that use the terminal."""
EXPLAINERS = ["talkfeed.rules", "talkfeed.rules.*"]
"""The modules that explain the codes, and so do not count as using them."""
IMPORTING = {
    "library": "import talkfeed",
    "command": "from talkfeed.cli import main; main(['--help'])",
}
RUNNING = "from talkfeed.cli import main; main({})"
"""What a user of the library and of the command does first."""


Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = Function | ast.ClassDef


class Module:
    """A module of the package, read and parsed once: every rule looks at the same nodes."""

    def __init__(self, name: str, path: Path) -> None:
        """Take the dotted name and the file."""
        self.name = name
        self.path = path
        self.text = path.read_text(encoding="utf-8")
        self.tree = ast.parse(self.text)

    @cached_property
    def part(self) -> str:
        """Name the part of the package that the module belongs to."""
        return part_of(self.name)

    @cached_property
    def nodes(self) -> dict[type[ast.AST], list[ast.AST]]:
        """Sort the nodes of the tree by their type."""
        found = defaultdict(list)
        for node in ast.walk(self.tree):
            found[type(node)].append(node)
        return found

    def of(self, *kinds: type[ast.AST]) -> Iterator[Any]:
        """List the nodes of some types."""
        for kind in kinds:
            yield from self.nodes.get(kind, ())

    @cached_property
    def imports(self) -> tuple[str, ...]:
        """List what the module imports, by the dotted names of modules."""
        found = [alias.name for node in self.of(ast.Import) for alias in node.names]
        for node in self.of(ast.ImportFrom):
            assert node.level == 0, f"{self.name} imports relatively"
            source = node.module or ""
            inner = (f"{source}.{alias.name}" for alias in node.names)
            found += (name if name in names() else source for name in inner)
        return tuple(found)

    def is_any_of(self, patterns: Iterable[str]) -> bool:
        """Tell whether the module is named by a pattern; a final star stands for anything."""
        return any(fits(self.name, pattern) for pattern in patterns)

    def __repr__(self) -> str:
        """Name the module where a test fails."""
        return self.name


def fits(name: str, pattern: str) -> bool:
    """Match a dotted name with a pattern, in which a final star stands for anything."""
    return name.startswith(pattern[:-1]) if pattern.endswith("*") else name == pattern


def part_of(name: str) -> str:
    """Name the part that a module belongs to: the longest row of the table that holds it."""
    part = name.removeprefix(f"{PACKAGE}.")
    while part not in MAY_IMPORT and "." in part:
        part = part.rpartition(".")[0]
    return part


@cache
def paths() -> dict[str, Path]:
    """Find the file of every module that a person wrote, by its dotted name."""
    found = {}
    for path in sorted(set(SOURCE.rglob("*.py")) - set(SOURCE.rglob(GENERATED))):
        dotted = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
        found[dotted.removesuffix(".__init__")] = path
    return found


def names() -> KeysView[str]:
    """List the dotted names of the package's modules."""
    return paths().keys()


@cache
def modules() -> tuple[Module, ...]:
    """Parse every module of the package."""
    return tuple(Module(name, path) for name, path in paths().items())


def dotted(node: ast.AST) -> str:
    """Write a chain of attributes as it stands: `os.path.join`."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def offences(
    rules: dict[type[ast.AST], Callable[[Any], bool]], excused: Iterable[str] = ()
) -> list[str]:
    """List the places of all nodes that break a rule, given the rule for each type of node."""
    return [
        f"{module.path.relative_to(ROOT)}:{node.lineno}"
        for module in modules()
        if not module.is_any_of(excused)
        for kind, breaks in rules.items()
        for node in module.of(kind)
        if breaks(node)
    ]


def definitions(node: ast.AST) -> Iterator[Definition]:
    """List the functions and classes of a tree that no function hides."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Definition):
            yield child
        if isinstance(child, ast.stmt) and not isinstance(child, Function):
            yield from definitions(child)


# --- the tables ---------------------------------------------------------------------------------


def test_the_tables_name_only_what_exists() -> None:
    """A row for a module that has moved or gone protects nothing."""
    homes = [pattern for patterns in AT_HOME.values() for pattern in patterns]
    rows = [PACKAGE if row == PACKAGE else f"{PACKAGE}.{row}" for row in MAY_IMPORT]
    allowed = [f"{PACKAGE}.{part}" for row in MAY_IMPORT.values() for part in row - {PACKAGE}]
    unwanted = [name for name in COSTLY | NO_SITE if name.startswith(PACKAGE)]
    named = [*rows, *allowed, *homes, *WRITERS, *STAGES, *PRINTERS, *EXPLAINERS, *unwanted]
    gone = {name for name in named if not any(fits(known, name) for known in names())}
    assert gone == set()


# --- who may import whom ------------------------------------------------------------------------


def test_each_part_imports_only_what_its_place_allows() -> None:
    """Nothing looks upstream: the table says which part may know which."""
    strangers = [
        f"{module.name} imports {name}"
        for module in modules()
        for name in module.imports
        if name.split(".")[0] == PACKAGE
        if part_of(name) not in {module.part, *TOOLS, *MAY_IMPORT[module.part]}
    ]
    assert strangers == []


def test_the_core_knows_nothing_around_it() -> None:
    """Importers, editing, the web and the command line can go, and building works as before."""
    outside = {
        f"{module.name} imports {name}"
        for module in modules()
        if module.part not in AROUND
        for name in module.imports
        if name.startswith(f"{PACKAGE}.") and part_of(name) in AROUND
    }
    assert outside == set()


def test_importers_see_values_and_text_alone() -> None:
    """An importer turns bytes into plain fields; it knows neither the ledger nor any format."""
    used = {
        part_of(name)
        for module in modules()
        if module.part == "importers"
        for name in module.imports
        if name.startswith(f"{PACKAGE}.")
    }
    assert used - {"importers", *TOOLS} == MAY_IMPORT["importers"]


def test_no_module_imports_itself_by_a_detour() -> None:
    """There is no cycle of imports, those for types and inside functions counted."""
    graph = {module.name: {*module.imports} - {module.name} for module in modules()}
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
        if any(name == library or name.startswith(f"{library}.") for name in module.imports)
    ]
    assert users, "nobody imports it any more"
    assert [one.name for one in users if not one.is_any_of(AT_HOME[library])] == []


def test_whatever_is_imported_is_installed_with_the_program() -> None:
    """Every command works after a plain installation; some have extras.

    An extra that is not installed here is looked up by the name it is imported by, or, if that
    differs, by the name below.
    """
    others = {"PIL": "pillow"}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    ours = (
        *("bibtex", "cards", "dask", "mkdocs", "profile", "publish", "rst", "serve"),
        "sphinx",
        "xlsx",
    )
    needed = (*project["dependencies"], *(each for extra in ours for each in extras[extra]))
    declared = {re.split("[^A-Za-z0-9_.-]", each)[0].lower() for each in needed}
    homes = packages_distributions()
    libraries = {name.split(".")[0] for module in modules() for name in module.imports}
    found = libraries - sys.stdlib_module_names - {"talkfeed"}
    names = {
        name: {each.lower() for each in homes.get(name, (others.get(name, name),))}
        for name in found
    }
    assert [name for name in sorted(found) if declared.isdisjoint(names[name])] == []


def test_nothing_imports_chance_or_the_machine() -> None:
    """The same input gives the same bytes: no randomness and no locale."""
    found = [
        f"{module.name}: {name}"
        for module in modules()
        for name in module.imports
        if name.split(".")[0] in NEVER
    ]
    assert found == []


def test_named_tuples_are_made_without_delay() -> None:
    """They are those of `talkfeed.named_tuple`: those of `typing` compile every annotation."""

    def delays(node: ast.ImportFrom) -> bool:
        return node.module == "typing" and "NamedTuple" in {alias.name for alias in node.names}

    assert offences({ast.ImportFrom: delays}, ["talkfeed.named_tuple"]) == []


def test_no_import_is_a_star() -> None:
    """Every name says where it comes from."""
    stars = offences({ast.ImportFrom: lambda node: any(a.name == "*" for a in node.names)})
    assert stars == []


# --- who may write and look ---------------------------------------------------------------------


def writes(node: ast.Call) -> bool:
    """Tell whether a call changes files, as far as its name and mode show."""
    name = dotted(node.func)
    last = node.func.attr if isinstance(node.func, ast.Attribute) else name
    if BY_THE_DISK in name:
        return False
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
    assert offences({ast.Call: writes}), "the rule no longer sees that the disk writes"
    assert offences({ast.Call: writes}, WRITERS) == []


def reads(node: ast.Call) -> bool:
    """Tell whether a call opens or reads a file, as far as its name shows."""
    if "os.devnull" in map(dotted, node.args):
        return False
    return dotted(node.func).rpartition(".")[2] in {"open", "FileIO", "read_bytes", "read_text"}


def test_only_one_module_opens_what_is_read() -> None:
    """Input is read by `files`, which waits for no pipe and reads no device without an end.

    The others open what they write, what comes with the package, or take a lock without reading.
    """
    assert offences({ast.Call: reads}), "the rule no longer sees that files are read"
    assert offences({ast.Call: reads}, READERS) == []


def is_of_posix(node: ast.Attribute) -> bool:
    """Tell whether an attribute of `os` or `signal` is one that Windows does not have."""
    source, _, name = dotted(node).rpartition(".")
    return name in {"os": elsewhere.NAMES, "signal": elsewhere.SIGNALS}.get(source, ())


def test_one_module_alone_calls_what_not_every_system_has() -> None:
    """What Windows lacks is in `system`, which has a way round it for each."""
    assert offences({ast.Attribute: is_of_posix}), "the rule no longer sees the calls"
    assert offences({ast.Attribute: is_of_posix}, ["talkfeed.system"]) == []
    imports = {module.name: {*module.imports} & {*elsewhere.MODULES} for module in modules()}
    assert {name: found for name, found in imports.items() if found} == {
        "talkfeed.system": {"fcntl", "resource"},
    }


def leaves_encoding_to_chance(node: ast.Call) -> bool:
    """Tell whether a call reads or writes text in the encoding of the machine."""
    last = dotted(node.func).rpartition(".")[2] or getattr(node.func, "attr", "")
    if last in {"read_text", "write_text", "TextIOWrapper"}:
        return all(each.arg != "encoding" for each in node.keywords)
    if last not in {"open", "fdopen"} or dotted(node.func) == "os.open":
        return False
    modes = [one.value for one in node.args[1:2] if isinstance(one, ast.Constant)]
    is_binary = any(isinstance(mode, str) and "b" in mode for mode in modes)
    return not is_binary and all(each.arg != "encoding" for each in node.keywords)


def test_no_text_has_the_encoding_of_a_machine() -> None:
    """Text files are UTF-8 on every machine, and that is written where they are opened."""
    assert offences({ast.Call: leaves_encoding_to_chance}) == []


RAISING = {
    "urllib.parse": ({"urlsplit", "urlparse", "urljoin", "urldefrag"}, "talkfeed.text.address"),
    "html": ({"unescape"}, "talkfeed.text.lines"),
}
"""What raises on some text, by its library, and the module that calls it so that none does."""


@pytest.mark.parametrize("library", RAISING)
def test_one_module_alone_calls_what_raises_on_some_text(library: str) -> None:
    """Any text is split, joined and unescaped: malformed addresses, numbers of any length."""
    names, home = RAISING[library]

    def takes(node: ast.ImportFrom) -> bool:
        return node.module == library and not names.isdisjoint(one.name for one in node.names)

    def calls(node: ast.Attribute) -> bool:
        return dotted(node) in {f"{library}.{name}" for name in names}

    rules: dict[type[ast.AST], Callable[[Any], bool]]
    rules = {ast.ImportFrom: takes, ast.Attribute: calls}
    assert offences(rules), "the rule no longer sees the calls"
    assert offences(rules, [home]) == []


def test_only_the_command_line_looks_at_the_clock_and_the_environment() -> None:
    """Everything else takes the clock, the environment and the directory as arguments."""
    assert offences({ast.Attribute: lambda node: dotted(node) in LOOKING}, LOOKERS) == []


def test_only_the_command_line_prints() -> None:
    """A library returns what it has to say."""

    def prints(node: ast.expr) -> bool:
        return dotted(node) in PRINTING

    assert offences({ast.Attribute: prints, ast.Name: prints}, PRINTERS) == []


# --- order --------------------------------------------------------------------------------------


def is_set(node: ast.AST) -> bool:
    """Tell whether an expression is a set, as far as its syntax shows."""
    if isinstance(node, ast.Call):
        return dotted(node.func) in {"set", "frozenset"}
    return isinstance(node, ast.Set | ast.SetComp)


def test_no_set_is_iterated_into_something_ordered() -> None:
    """What comes out of a set is sorted first, or goes into a set again."""

    def gathers(node: ast.ListComp | ast.GeneratorExp | ast.DictComp) -> bool:
        return any(is_set(generator.iter) for generator in node.generators)

    def orders(node: ast.Call) -> bool:
        name = dotted(node.func) or getattr(node.func, "attr", "")
        ordered = name.rpartition(".")[2] in {"list", "tuple", "join", "enumerate", "zip"}
        return ordered and any(map(is_set, node.args))

    gathering = dict.fromkeys((ast.ListComp, ast.GeneratorExp, ast.DictComp), gathers)
    assert offences({ast.For: lambda node: is_set(node.iter), ast.Call: orders, **gathering}) == []


def test_every_value_is_frozen() -> None:
    """A dataclass is frozen and has slots."""

    def thaws(node: ast.ClassDef) -> bool:
        made = [one for one in node.decorator_list if "dataclass" in ast.unparse(one)]
        return any(
            f"{word}=True" not in ast.unparse(one) for one in made for word in ("frozen", "slots")
        )

    assert offences({ast.ClassDef: thaws}) == []


# --- size and words -----------------------------------------------------------------------------


def functions() -> Iterator[tuple[Module, Function]]:
    """List every function with its module."""
    for module in modules():
        for node in module.of(ast.FunctionDef, ast.AsyncFunctionDef):
            yield module, node


def test_no_module_is_too_long() -> None:
    """A module can be read at one sitting."""
    sizes = {one.name: len(one.text.splitlines()) for one in modules()}
    assert {name: size for name, size in sizes.items() if size > LONGEST_MODULE} == {}


def test_no_function_is_too_long() -> None:
    """A function fits on a screen, signature and docstring included."""
    sizes = {
        f"{module.name}.{node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for module, node in functions()
    }
    assert {name: size for name, size in sizes.items() if size > LONGEST_FUNCTION} == {}


def test_every_module_says_what_it_is() -> None:
    """A module opens with a docstring."""
    assert [one.name for one in modules() if not ast.get_docstring(one.tree)] == []


def test_every_public_name_says_what_it_is() -> None:
    """A public function or class has a docstring."""
    silent = [
        f"{module.name}.{node.name}"
        for module in modules()
        for node in definitions(module.tree)
        if not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert silent == []


def files_of_tests() -> list[Path]:
    """List the files that hold tests."""
    return sorted((*TESTS.glob("test_*.py"), *TESTS.glob("browser/test_*.py")))


def test_every_test_states_its_law() -> None:
    """A test has a docstring that says what holds."""
    silent = [
        f"{path.name}:{node.lineno}"
        for path in files_of_tests()
        for node in definitions(ast.parse(path.read_text(encoding="utf-8")))
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
        if not module.is_any_of(EXPLAINERS)
        for node in module.of(ast.Constant)
        if isinstance(node.value, str) and node.value.startswith("TF")
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


# --- what the tests need ------------------------------------------------------------------------


def test_the_check_installs_every_client_that_a_test_needs() -> None:
    """No client that a test names is absent from the project's own check."""
    texts = [path.read_text(encoding="utf-8") for path in files_of_tests()]
    marks = re.findall(r"mark\.client\(([^()]+)\)", "".join(texts))
    named = {name for mark in marks for name in re.findall(r'"([^"]+)"', mark)}
    programs = re.findall(r"([\w-]+):[\w-]+", (ROOT / ".ci" / "run").read_text(encoding="utf-8"))
    manifest = json.loads((TESTS / "clients" / "package.json").read_text(encoding="utf-8"))
    packages = [f"npm:{name}" for name in manifest["dependencies"]]
    listed = (TESTS / "clients" / "requirements.txt").read_text(encoding="utf-8")
    packages += [f"pip:{name}" for name in re.findall(r"# (\w+)$", listed, re.MULTILINE)]
    assert named >= {"khal", "npm:ical.js"}
    assert named - {*programs, *packages} == set()


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


@pytest.mark.parametrize("statement", IMPORTING.values(), ids=IMPORTING)
def test_nothing_heavy_is_imported_before_it_is_needed(statement: str) -> None:
    """Neither the library nor the command imports what only some of its uses need."""
    assert (HEAVY | COSTLY | NOT_AT_FIRST) & imported(statement) == set()


def test_a_command_imports_what_it_needs_alone(tmp_path: Path) -> None:
    """No library is imported for what a command does not do, nor anything to find no change."""
    talks = (ROOT / "talks.yaml").read_text(encoding="utf-8")
    (tmp_path / "talks.yaml").write_text(talks, encoding="utf-8")
    build = ["build", "--cache", "cache", "--output", "first"]
    commands = (
        (["check"], NO_CHECK),
        (build, NO_CHECK),
        (build, HEAVY | COSTLY | STAGES),
    )
    for command, unwanted in commands:
        found = imported(RUNNING.format(command), tmp_path)
        assert found & unwanted == set(), command
    (tmp_path / "talks.yaml").write_text(talks.replace("Unikernels", "Kernels"), encoding="utf-8")
    assert imported(RUNNING.format(build), tmp_path) & NO_CHECK == set()


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
    """No file names a path of one machine or the host of a package registry."""
    homes = rb"(?<![\w.:/*~-])/(root|home|work|Users)/"
    hosts = rb"\b(pypi|pythonhosted|npmjs)\.(org|com)\b"
    strange = re.compile(homes + b"|" + hosts)
    found = {
        str(path.relative_to(ROOT)): match.group().decode()
        for path in repository()
        if (match := strange.search(path.read_bytes()))
    }
    assert found == {}


def test_the_design_is_short_and_names_what_exists() -> None:
    """The tour is read in minutes, and each file and module it leads to is there."""
    text = (ROOT / "DESIGN.md").read_text(encoding="utf-8")
    lines = text.splitlines()
    assert len(lines) <= LONGEST_DESIGN
    assert max(map(len, lines)) <= 100
    named = re.findall(r"`([\w/.-]+(?:\.(?:py|html|md|txt)|/))`", text)
    beside = ("", "dates", "importers/common", "formats/html/templates")
    homes = (ROOT, *(SOURCE / PACKAGE / name for name in beside))
    gone = {name for name in named if not any((home / name).exists() for home in homes)}
    assert gone == set()
