"""Regular expressions: none of the package takes more than linear time."""

from __future__ import annotations

import ast
import re
import signal
import sys
import types
from functools import cache
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from pumping import Attack, attacks
from talkfeed import patterns
from talkfeed.text.markup import sanitise
from talkfeed.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SOURCE = Path(__file__).parent.parent / "src"
MATCHING = {
    *("re.compile", "re.search", "re.match", "re.fullmatch", "re.split"),
    *("re.findall", "re.finditer", "re.sub", "re.subn", "lazy"),
}
WHOLE = {"match", "fullmatch"}
"""How a pattern is used that begins at one place of a text only."""

LATE: dict[str, Callable[[Any], list[str | bytes]]] = {
    "talkfeed.ledger.revise._is_unlike": lambda _: [rb" kin=\d+:a\.a\.[^.]+\.a[+ ]"],
    "talkfeed.talksfile.splitter.find": lambda _: [b"\n    - "],
    "talkfeed.patterns.__getattr__": lambda _: ["a"],
    "talkfeed.importers.feeds.own_wording.line_pattern": lambda module: [
        f"(?s){module.line_pattern(words(language)).pattern}" for language in ("en", "ja")
    ],
    "talkfeed.delivery.failures.explain": lambda module: [
        f"(?i){cause.pattern}"
        for name in ("git", "objects", "programs", "rsync", "sftp")
        for table in vars(import_module(f"talkfeed.delivery.{name}")).values()
        if isinstance(table, tuple) and table and isinstance(table[0], module.Cause)
        for cause in table
    ],
    "talkfeed.serving.page.linked_here": lambda module: [
        vars(module)["_LINK"] + rb"//talks\.example/"
    ],
    "talkfeed.delivery.failures.redact": lambda module: [
        vars(module)["_NAMES"],
        *(pattern for pattern, _ in vars(module)["_IN_TEXT"]),
    ],
}
"""Functions that make patterns while they run → what they make of usual values."""

BOUNDS = {
    "talkfeed.importers.page.links._LABEL": 40,
    "talkfeed.importers.page.section_kinds._ENDS_KIND": 60,
    "talkfeed.importers.page.section_kinds._ENDS_PART": 80,
    "talkfeed.importers.page.section_kinds._KIND": 60,
    "talkfeed.importers.page.section_kinds._PART": 80,
}
"""Patterns that may take more than linear time, and how long their texts are at most."""

SANITISED = {
    f"talkfeed.text.markup.{name}"
    for name in ("_PIECE", "_IMAGE", "_PREFORMATTED", "_LINK", "_NO_LINK", "_NAMED_TAG")
} | {"talkfeed.serving.page.linked_here"}
"""Patterns of HTML that nh3 or a template wrote, in which every tag is closed."""

SCREENED, SHORT, LONG = 600, 4_000, 16_000
"""Characters of a text that is tried, and of the two whose times are compared."""
QUICK = 2e-6
"""Seconds of CPU time for a character; what takes no longer at any length is linear."""
GROWTH = 8
"""How much longer four times the text may take: linear is 4, quadratic 16."""
HANGS = 0.5
"""Seconds of CPU time after which a text is given up."""
MOMENT = 5e-3
"""Seconds that a text with a bound may take."""


class Site(NamedTuple):
    """A pattern, where the package makes it, and how it is used."""

    name: str
    pattern: re.Pattern[Any]
    uses: frozenset[str]


# --- all patterns of the package ----------------------------------------------------------------


@cache
def _modules() -> dict[str, tuple[Path, ast.Module]]:
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        name = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
        found[name.removesuffix(".__init__")] = path, ast.parse(path.read_text("utf-8"))
    return found


@cache
def _nodes(tree: ast.Module) -> list[ast.AST]:
    return list(ast.walk(tree))


def _compiled(name: str, path: Path, tree: ast.Module) -> dict[int, list[re.Pattern[Any]]]:
    """Run a module again, and return the compiled patterns by line."""
    made: dict[int, list[re.Pattern[Any]]] = {}
    compile_ = re.compile

    def record(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        frame = sys._getframe(1)  # noqa: SLF001
        compiled = compile_(pattern, flags)
        if frame.f_code.co_filename == str(path):
            made.setdefault(frame.f_lineno, []).append(compiled)
        return compiled

    import_module(name)  # dataclasses look for their module
    module = types.ModuleType(name)
    module.__file__ = str(path)
    module.__package__ = name if path.stem == "__init__" else name.rpartition(".")[0]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(re, "compile", record)
        patch.setattr(patterns, "lazy", record)
        exec(compile(tree, path, "exec"), vars(module))  # noqa: S102
    return made


@cache
def _sites() -> tuple[Site, ...]:
    """Return the patterns of the package; fail for one that is compiled elsewhere."""
    uses = _uses()
    found: list[Site] = []
    for name, (path, tree) in _modules().items():
        made = {} if name.endswith("__main__") else _compiled(name, path, tree)
        for node, around in _calls(tree):
            label = f"{name}.{_label(around)}"
            patterns = [one for line in _lines(around) for one in made.get(line, ())]
            patterns = patterns or _evaluated(around, import_module(name), label)
            used = _used(node, around) or uses.get(label, frozenset("?"))
            found.extend(Site(label, one, used) for one in patterns)
    return tuple(found)


def _calls(tree: ast.Module) -> Iterator[tuple[ast.expr, list[ast.AST]]]:
    """List the functions that take a pattern, and all that it is inside of, the nearest last."""
    stack: list[tuple[ast.AST, list[ast.AST]]] = [(tree, [])]
    while stack:
        node, around = stack.pop()
        if isinstance(node, ast.Attribute | ast.Name) and _dotted(node) in MATCHING:
            yield node, around
        stack.extend((child, [*around, node]) for child in ast.iter_child_nodes(node))


def _dotted(node: ast.Attribute | ast.Name) -> str:
    """Write a name or an attribute of a name as in the source, without the cost of `unparse`."""
    if isinstance(node, ast.Name):
        return node.id
    return f"{node.value.id}.{node.attr}" if isinstance(node.value, ast.Name) else ""


def _lines(around: list[ast.AST]) -> range:
    """Return the lines of the statement or call that compiles patterns."""
    node = around[1] if isinstance(around[1], ast.Assign | ast.AnnAssign) else around[-1]
    assert isinstance(node, ast.expr | ast.stmt)
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def _label(around: list[ast.AST]) -> str:
    """Name the constant or the function that a pattern is in."""
    outer = around[1]
    if isinstance(outer, ast.Assign | ast.AnnAssign):
        return ast.unparse(outer.targets[0] if isinstance(outer, ast.Assign) else outer.target)
    return next(one.name for one in reversed(around) if isinstance(one, ast.FunctionDef))


def _evaluated(around: list[ast.AST], module: Any, label: str) -> list[re.Pattern[Any]]:
    """Make the patterns of a call inside a function, each of those that a loop takes of a table."""
    if label in LATE:
        return list(map(re.compile, LATE[label](module)))
    call = around[-1]
    assert isinstance(call, ast.Call), f"{label}: the test does not see the pattern"
    values = [*call.args[:1], *(word.value for word in call.keywords if word.arg == "flags")]
    values += [one for one in call.args[1:] if ast.unparse(one).startswith("re.")]
    text = f"[{', '.join(map(ast.unparse, values))}]"
    try:
        return [re.compile(*eval(text, one)) for one in _scopes(around, vars(module))]  # noqa: S307
    except NameError as error:
        pytest.fail(f"{label} makes a pattern of {error.name}: list in LATE what it makes")


def _scopes(around: list[ast.AST], names: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """List the names that a call sees: of its module, and of each turn of a loop around it."""
    loops = [loop for one in around for loop in getattr(one, "generators", (one,))]
    loop = next(
        (one for one in reversed(loops) if isinstance(one, ast.For | ast.comprehension)), None
    )
    if loop is None or ast.unparse(loop.iter) not in names:
        yield names
        return
    for value in names[ast.unparse(loop.iter)]:
        scope = names | {"value": value}
        exec(f"{ast.unparse(loop.target)} = value", scope)  # noqa: S102
        yield scope


def _used(node: ast.expr, around: list[ast.AST]) -> frozenset[str]:
    """Return how a pattern is used, by the call or by methods of its result."""
    function = ast.unparse(node).removeprefix("re.")
    if function not in {"compile", "lazy"}:
        return frozenset((function,))
    return frozenset((around[-2].attr,) if isinstance(around[-2], ast.Attribute) else ())


def _uses() -> dict[str, frozenset[str]]:
    """Return the methods used of each name of each module, "?" for other uses."""
    found: dict[str, set[str]] = {}
    for name, (_, tree) in _modules().items():
        home = {
            alias.asname or alias.name: f"{node.module}.{alias.name}"
            for node in _nodes(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        methods = {
            node.value: node.attr for node in _nodes(tree) if isinstance(node, ast.Attribute)
        }
        for node in _nodes(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                use = methods.get(node, "?")
                found.setdefault(home.get(node.id, f"{name}.{node.id}"), set()).add(use)
    return {name: frozenset(uses) for name, uses in found.items()}


# --- how long they take -------------------------------------------------------------------------


@pytest.fixture
def _alarm() -> Iterator[None]:
    """Interrupt slow matching by a timer; `re` checks signals while it matches."""

    def give_up(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, give_up)
    yield
    signal.signal(signal.SIGVTALRM, before)


def _seconds(site: Site, attack: Attack, length: int, times: int = 1) -> float:
    """Measure the CPU time of matching a text in the way the package does, the best of some."""
    text: Any = attack.text(length)
    text = sanitise(text, "https://a.example/") if site.name in SANITISED else text
    text = text.encode() if isinstance(site.pattern.pattern, bytes) else text
    uses = sorted(site.uses) if site.uses <= WHOLE else ["findall"]
    best = HANGS
    for _ in range(times):
        start = process_time()
        try:
            signal.setitimer(signal.ITIMER_VIRTUAL, HANGS)
            for use in uses:
                getattr(site.pattern, use)(text)
        except TimeoutError:
            return HANGS
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        best = min(best, process_time() - start)
    return best


def _fault(site: Site) -> str:
    """Return the text for which a pattern is too slow, "" if there is none."""
    bound = BOUNDS.get(site.name, 0)
    length = bound or SCREENED
    costs = {one: _seconds(site, one, length) for one in attacks(site.pattern)}
    for attack in sorted(costs, key=costs.__getitem__, reverse=True)[:3]:
        if costs[attack] < length * QUICK / 20:
            break
        if costs[attack] == HANGS or (bound and _seconds(site, attack, bound, 3) > MOMENT):
            return f"{site.name}: {attack} is slow at {length}"
        if not bound and (growth := _growth(site, attack)) > GROWTH:
            return f"{site.name}: {attack} takes {growth:.0f} times as long"
    return ""


def _growth(site: Site, attack: Attack) -> float:
    """Return the factor of time for four times the text, 0 if both are fast.

    It is infinite where the longer text was given up. A busy machine slows one of the two: the
    least of three measurements counts.
    """
    least = float("inf")
    for _ in range(3):
        long = _seconds(site, attack, LONG)
        if long <= LONG * QUICK:
            return 0
        if long == HANGS:
            return float("inf")
        long = min(long, _seconds(site, attack, LONG))
        least = min(least, long / max(_seconds(site, attack, SHORT, 3), 1e-6))
        if least <= GROWTH:
            break
    return least


@pytest.mark.usefixtures("_alarm")
def test_no_pattern_takes_more_than_linear_time() -> None:
    """For any text, a regular expression of the package takes linear time.

    Where it does not, its texts have a bound, which is stated here, and it is quick up to there.
    """
    known = {(one.pattern.pattern, one.pattern.flags, one.uses <= WHOLE): one for one in _sites()}
    assert [fault for site in known.values() if (fault := _fault(site))] == []


def test_every_pattern_is_tested() -> None:
    """Only `re` matches text, under that name, and all listed patterns exist."""
    assert {*BOUNDS, *SANITISED, *LATE} <= {site.name for site in _sites()}
    odd = [
        f"{name}:{node.lineno}"
        for name, (_, tree) in _modules().items()
        for node in _nodes(tree)
        if isinstance(node, ast.Import | ast.ImportFrom) and _hides_matching(node)
    ]
    assert odd == []


def _hides_matching(node: ast.Import | ast.ImportFrom) -> bool:
    """Return whether an import allows patterns that are not named `re.…`."""
    if isinstance(node, ast.ImportFrom):
        return node.module in {"re", "regex", "fnmatch"}
    return any(one.name == "regex" or (one.name == "re" and one.asname) for one in node.names)
