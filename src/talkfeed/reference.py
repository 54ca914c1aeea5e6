"""The tables of fields, limits and rules → the generated files of docs/, as text.

`pages()` returns the content of each file, to write it or to check that it is current.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talkfeed.limits import LIMITS
from talkfeed.rules import RULES
from talkfeed.schema import TABLES, Kind, write_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkfeed.schema import Field, Table

_FIELDS_HEAD = """\
# The fields of a talks file

A talks file has two parts, `feed:` with the settings and `talks:` with the list of talks. An item
of the list may be a path or pattern, such as `talks/*.yaml`, which includes the talks of those
files. Every value is text unless its field says otherwise: `no` is a word, and `10:30` a time. An
empty field is the same as a missing one.

This page is generated from the table of fields. `talkfeed schema` prints it as JSON Schema, for
completion in editors.
"""

_LIMITS_HEAD = """\
## Limits

Larger input is rejected, so that neither a mistake nor an attack can stall a build.

| what | at most |
|---|---|
"""

_RULES_HEAD = """\
# What the codes mean

Each problem is printed with its place, a code and a hint. Codes never change. Only errors stop a
build; all problems of all files are reported in one run.

This page is generated from the table of rules.

| code | severity | what it means | what to do |
|---|---|---|---|
"""

_SERIES = (
    ("TF1", "the file"),
    ("TF2", "dates and recurring slots"),
    ("TF3", "fields"),
    ("TF4", "the lock file"),
    ("TF5", "output"),
    ("TF6", "notices"),
    ("TF7", "importing and editing"),
)


def pages() -> dict[str, str]:
    """Return the text of each generated file by its name in docs/."""
    return {
        "fields.md": fields_page(),
        "rules.md": rules_page(),
        "talks.schema.json": write_schema(),
    }


def fields_page() -> str:
    """Return the reference of all fields and limits."""
    tables = (_section(table) for table in TABLES.values())
    rows = "".join(f"| {what} | {most} |\n" for what, most in LIMITS)
    return "\n".join((_FIELDS_HEAD, *tables, _LIMITS_HEAD + rows))


def rules_page() -> str:
    """Return the reference of all codes."""
    rows = (
        f"| {rule.code} | {rule.severity} | {_cell(rule.summary)} | {_cell(rule.advice)} |\n"
        for rule in sorted(RULES.values())
    )
    series = ", ".join(f"{start}xx {what}" for start, what in _SERIES)
    return _RULES_HEAD + "".join(rows) + f"\nThe series: {series}.\n"


def _section(table: Table) -> str:
    heading = f"## {table.title}\n\n{table.description}\n"
    return "\n".join((heading, *(f"{_field(field)}\n" for field in table.fields)))


def _field(field: Field) -> str:
    return f"### `{field.name}`\n\n" + " ".join(_sentences(field)) + f"\n\n{_example(field)}"


def _sentences(field: Field) -> Iterator[str]:
    yield field.description
    kind = f"{field.kind} {', '.join(f'`{word}`' for word in field.choices)}".rstrip()
    bounds = f" from {field.least:,} to {field.most:,}" if field.kind is Kind.COUNT else ""
    yield f"*{'Required' if field.required else 'Optional'}; {kind}{bounds}.*"
    if field.default:
        yield f"Without it: {field.default}."


def _example(field: Field) -> str:
    gap = "" if field.example.startswith("\n") else " "
    return f"```yaml\n{field.name}:{gap}{field.example}\n```"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
