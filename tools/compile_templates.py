"""Compile talkfeed's own templates to Python modules, which builds import instead of jinja2.

Run it with `make templates`.
"""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, PackageLoader

from talkfeed.formats.html import runtime
from talkfeed.formats.html.sandbox import SYNTAX

TARGET = Path(runtime.__file__).with_name("compiled")
IMPORT = re.compile(r"from jinja2\.runtime import (.+)\n")
LOOKUP = re.compile(
    r"^ +try:\n    ( +\w+ = .+\n) +except KeyError:\n +@internalcode\n.+\n +raise .+\n",
    re.MULTILINE,
)
"""How a compiled template looks up a filter that may be missing; none of ours is."""


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
        body = LOOKUP.sub(r"\1", IMPORT.sub("", text))
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
