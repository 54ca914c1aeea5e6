"""The source → the number of private functions that are called only once, for each package.

A helper should be used twice, or its name should say more than its body.
Run: python benchmarks/helpers.py [-v]
"""

from __future__ import annotations

import ast
import sys
from collections import Counter
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "src" / "talkfeed"
SMALL = 8
"""The maximum number of lines of a function that its caller could contain."""


def once_called(module: ast.Module) -> dict[str, int]:
    """Map the private functions that are called once, and not passed on, to their lines."""
    names = [node for node in ast.walk(module) if isinstance(node, ast.Name | ast.Attribute)]
    uses = Counter(node.id if isinstance(node, ast.Name) else node.attr for node in names)
    calls = {id(node.func) for node in ast.walk(module) if isinstance(node, ast.Call)}
    called = {
        node.id if isinstance(node, ast.Name) else node.attr for node in names if id(node) in calls
    }
    functions = (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef))
    return {
        node.name: (node.end_lineno or 0) - node.lineno + 1 - bool(ast.get_docstring(node))
        for node in functions
        if node.name.startswith("_") and not node.name.startswith("__")
        if uses[node.name] == 1 and node.name in called
    }


def main() -> None:
    """Print a row for each package, and with -v the names."""
    lines: Counter[str] = Counter()
    found: dict[str, dict[str, int]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        package = str(path.parent.relative_to(SOURCE.parent))
        lines[package] += text.count("\n")
        once = once_called(ast.parse(text))
        found.setdefault(package, {}).update({f"{path.stem}.{name}": n for name, n in once.items()})
    for package, once in found.items():
        small = sum(size <= SMALL for size in once.values())
        rate = 1000 * len(once) / max(lines[package], 1)
        counts = f"{lines[package]:6} lines {len(once):4} once {small:4} small {rate:6.1f}"
        sys.stdout.write(f"{package:32} {counts}\n")
        if "-v" in sys.argv:
            sys.stdout.write(f"    {', '.join(sorted(once))}\n")


if __name__ == "__main__":
    main()
