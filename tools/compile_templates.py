"""Compile talkfeed's own templates to Python modules, which builds import instead of jinja2.

Run it with `make templates`. The code of jinja2 is made faster: attributes are read and functions
called directly, and neighbouring parts of the output are one text.
"""

from __future__ import annotations

import ast
import re
from itertools import groupby
from keyword import iskeyword
from pathlib import Path

from jinja2 import Environment, PackageLoader

from talkfeed.formats.html import runtime
from talkfeed.formats.html.sandbox import SYNTAX

TARGET = Path(runtime.__file__).with_name("compiled")
IMPORT = re.compile(r"from jinja2\.runtime import (.+)\n")
_BODIES = ("body", "orelse")
_OF_CALLER = ("_block_vars", "_loop_vars")
"""The arguments of `context.call` that no function of ours uses."""


class _Faster(ast.NodeTransformer):
    """Replace calls of jinja2's environment by what they do with `runtime`."""

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """Read an attribute or an item, or call a function, without a call between."""
        self.generic_visit(node)
        match ast.unparse(node.func), node.args:
            case "environment.getattr", [value, ast.Constant(value=str(name))] if not iskeyword(
                name
            ):
                return ast.Attribute(_unchecked(value), name, ast.Load())
            case "environment.getitem", [value, key]:
                return ast.Subscript(_unchecked(value), key, ast.Load())
            case "context.call", [function, *args]:
                named = [each for each in node.keywords if each.arg not in _OF_CALLER]
                return ast.Call(_unchecked(function), args, named)
            case "Markup if context.eval_ctx.autoescape else identity", args:
                return ast.Call(ast.Name("Markup", ast.Load()), args, [])
        return node

    def visit_Try(self, node: ast.Try) -> ast.stmt:
        """Look a filter up directly: none of ours is missing."""
        return node.body[0]

    def generic_visit(self, node: ast.AST) -> ast.AST:
        """Visit the parts of a node, and unite the neighbouring texts in its bodies."""
        super().generic_visit(node)
        for name in _BODIES:
            body = getattr(node, name, None)
            if isinstance(body, list):
                setattr(node, name, _united(body))
        return node


def _unchecked(value: ast.expr) -> ast.expr:
    """Return a variable without the check whether it is set: an unset one has no attribute."""
    is_check = isinstance(value, ast.IfExp) and "is missing" in ast.unparse(value.test)
    return value.orelse if is_check else value


def _united(body: list[ast.stmt]) -> list[ast.stmt]:
    """Unite statements in a row that add to the same output; leave out those that do nothing."""
    found: list[ast.stmt] = []
    for target, run in groupby(filter(_is_needed, body), lambda each: _added(each)[0]):
        statements = [*run]
        if target is None:
            found += statements
            continue
        text = _text([part for each in statements for part in _added(each)[1]])
        if target == "yield":
            found.append(ast.Expr(ast.Yield(text)))
        else:
            add = ast.Attribute(ast.Name(target, ast.Load()), "append", ast.Load())
            found.append(ast.Expr(ast.Call(add, [text], [])))
    return found or body[:1]


def _is_needed(statement: ast.stmt) -> bool:
    """Return whether a statement does something: not "pass", nor a check of an import of ours."""
    is_check = isinstance(statement, ast.If) and "does not export" in ast.unparse(statement)
    return not isinstance(statement, ast.Pass) and not is_check


def _added(statement: ast.stmt) -> tuple[str | None, list[ast.expr]]:
    """Return what a statement adds its parts to, "yield" or a list, and these; None if neither."""
    match statement:
        case ast.Expr(ast.Yield(value=ast.expr() as value)):
            return "yield", [value]
        case ast.Expr(ast.Call(ast.Attribute(ast.Name(name), "append"), [value])):
            return name, [value]
        case ast.Expr(ast.Call(ast.Attribute(ast.Name(name), "extend"), [ast.Tuple(values)])):
            return name, values
    return None, []


def _text(parts: list[ast.expr]) -> ast.expr:
    """Return one text of several: a pattern with its values."""
    if len(parts) == 1:
        return parts[0]
    pattern = "".join(
        str(part.value).replace("%", "%%") if isinstance(part, ast.Constant) else "%s"
        for part in parts
    )
    values = [part for part in parts if not isinstance(part, ast.Constant)]
    if not values:
        return ast.Constant("".join(str(part.value) for part in parts))
    return ast.BinOp(ast.Constant(pattern), ast.Mod(), ast.Tuple(values, ast.Load()))


def compiled() -> dict[str, str]:
    """Return the modules of all templates, by the names of their files.

    jinja2 has every module import the whole of its runtime: here it imports what it uses of ours.
    """
    loader = PackageLoader("talkfeed.formats.html")
    environment = Environment(loader=loader, **SYNTAX)  # noqa: S701  — SYNTAX escapes
    environment.filters = dict(runtime.environment.filters)
    modules = {}
    for name in environment.list_templates():
        source, _, _ = loader.get_source(environment, name)
        text = environment.compile(source, name, raw=True)
        names = ("environment", *IMPORT.search(text)[1].split(", "))
        tree = _Faster().visit(ast.parse(IMPORT.sub("", text)))
        body = ast.unparse(ast.fix_missing_locations(tree))
        used = ", ".join(sorted(each for each in names if re.search(rf"\b{each}\b", body)))
        head = f'"""{name}, compiled by `make templates`."""\n\nfrom {runtime.__name__} import '
        modules[f"{runtime.module_name(name)}.py"] = f"{head}{used}\n\n{body}\n"
    return modules


def main() -> None:
    """Write the modules, and remove those of templates that are gone."""
    for old in TARGET.glob("[!_]*.py"):
        old.unlink()
    for name, text in compiled().items():
        (TARGET / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
