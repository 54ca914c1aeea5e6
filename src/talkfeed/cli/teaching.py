"""Examples given, kept or corrected on the terminal → a page read the way they are.

The talks are shown in groups, and a person corrects one; the page is read again by that example,
until the reading is accepted.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from talkfeed import files
from talkfeed.building.lock import imported_path
from talkfeed.cli.editor import edit, editor
from talkfeed.cli.groups import compared, groups_of, list_talks, named, show
from talkfeed.editing import examples as examples_file
from talkfeed.editing import writing
from talkfeed.errors import InvalidData, Rejected
from talkfeed.importers.common.limited import limited
from talkfeed.importers.example import kept
from talkfeed.importers.example import reader as by_example
from talkfeed.model.linkkinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from talkfeed.cli.console import Console
    from talkfeed.cli.groups import Group
    from talkfeed.cli.prompts import Interview
    from talkfeed.editing.examples import PageExamples
    from talkfeed.importers.example.reader import Lesson
    from talkfeed.model import Settings
    from talkfeed.model.imported import ImportOptions, ImportResult, Plain, SourceInput

CHANGED = "TF732"
NO_EFFECT = "TF708"
STOPPED = "TF734"
QUESTION = "Are they right? (Enter: yes · 1: correct one · q: write nothing)"
ANSWERS = (
    "     1: correct a talk of group 1 · 1?: list its talks · 1.2: correct the second · b: back"
)
BACK, STOP, NONE = "<", "q", "-"
"""Answers to the question for a field."""
HELP = f"     {BACK}: the field before · {NONE}: none · {STOP}: leave the talk as it was"
EDITED = """\
# Correct this talk so that it is as the page has it, then save and close the editor. Use the words
# of the page, and leave out what it does not state. The other talks are read the same way.
"""
ASKED = ("title", "speakers", "event", "date", "location", "video", "slides", "url")
"""The fields to ask for where no editor is named."""
MOST_ASKED = 1_000
_GROUP = re.compile(r"(\d{1,3})(?:\?|\.(?P<talk>\d{1,5}))?")
_KINDS = frozenset(row.field for row in KINDS)


class Teacher:
    """The examples by which one source is read, and what was learned from them."""

    def __init__(
        self, source: SourceInput, plain: Callable[[ImportOptions], ImportResult], module: str
    ) -> None:
        """Start without examples; `plain` reads the source without any."""
        self.examples: list[Mapping[str, Plain]] = []
        self.lesson: Lesson | None = None
        self.is_page = module == by_example.READS
        self._source, self._plain = source, plain
        self._known: kept.Learned | None = None
        self._before: list[list[Mapping[str, Plain]]] = []
        self._is_accepted = False

    def read(self, options: ImportOptions) -> ImportResult:
        """Read the source, by the examples if there are some.

        Raises:
            Rejected: TF731, an example is not on the page; TF732, the page has changed.
        """
        if not self.examples:
            self.lesson = None
            return self._plain(options)
        read, name = by_example.read, self._source.name
        lesson = limited(read, self._source, options, self.examples, self._known, name=name)
        changed = kept.change(self._known, lesson.learned) if self._known else ""
        if changed:
            title = str(self.examples[0]["title"])
            hint = f"renew the example '{title}': give one of the page as it is with --example"
            raise Rejected(CHANGED, f"the page has changed: {changed}; nothing is written", hint)
        self.lesson = lesson
        return lesson.result

    def begin(self, given: Sequence[Mapping[str, Plain]], known: PageExamples | None) -> None:
        """Take the examples that were given, else those that were kept.

        Raises:
            Rejected: TF708, the source is no page.
        """
        if given and not self.is_page:
            hint = "examples are for pages in HTML or Markdown; omit --example, or add --from page"
            raise Rejected(NO_EFFECT, "--example has no effect on this kind of source", hint)
        if self._is_accepted:
            return
        self.examples = list(given)
        if not given and known is not None and self.is_page:
            self.examples = list(known.talks)
            self._known = kept.load(known.learned, known.talks)
            self._is_accepted = True

    def ask(
        self,
        result: ImportResult,
        options: ImportOptions,
        interview: Interview,
        settings: Settings,
        out: Console,
    ) -> ImportResult:
        """Show what was read, and let the person correct it until it is right.

        Raises:
            Rejected: TF734, the person does not want it.
        """
        number, groups = 0, groups_of(result)
        self._show(groups, out)
        while not self._is_accepted:
            number += 1
            answer = interview.ask(QUESTION, _choice(groups), number=number)
            if answer == STOP:
                raise Rejected(STOPPED, "nothing is written", "run it again to start over")
            if not answer:
                self._accept(result, groups, options)
                break
            group, _, place = answer.rstrip("?").partition(".")
            if answer.endswith("?"):
                list_talks(int(group), groups[int(group) - 1], out)
                continue
            if answer == "b":
                result = self._back(result, options)
            else:
                talk = _fields(groups[int(group) - 1], int(place or 0), options)
                fields = self._correct(talk, number, interview, settings, out)
                result = self._with(fields, result, options, out) if fields else result
            groups = groups_of(result)
            self._show(groups, out)
        return result

    def _show(self, groups: Sequence[Group], out: Console) -> None:
        show(groups, out)
        out.say()
        for note in self.lesson.notes if self.lesson else ():
            out.say(f"     {out.paint(note, 'hint')}")
        out.say(out.paint(ANSWERS, "hint"))

    def _accept(
        self, result: ImportResult, groups: Sequence[Group], options: ImportOptions
    ) -> None:
        """Accept the reading; without a correction, keep a talk of it as the example.

        The next import then needs no question, and tells whether the page has changed. It is only
        kept if the page is read the same with it.
        """
        self._is_accepted = True
        if self.examples or not groups or not groups[0].talks:
            return
        self.examples = [_fields(groups[0], 0, options)]
        with suppress(Rejected):
            again = self.read(options)
            if _texts(again) == _texts(result):
                return
        self.examples, self.lesson = [], None

    def _back(self, result: ImportResult, options: ImportOptions) -> ImportResult:
        """Take back the last correction."""
        if not self._before:
            return result
        self.examples = self._before.pop()
        return self.read(options)

    def _with(
        self,
        fields: Mapping[str, Plain],
        result: ImportResult,
        options: ImportOptions,
        out: Console,
    ) -> ImportResult:
        """Read the page with one more example; without it if it is not on the page."""
        before = self.examples
        same = str(fields["title"]).casefold()
        others = (one for one in before if str(one["title"]).casefold() != same)
        self.examples = [*others, fields]
        try:
            after = self.read(options)
        except Rejected as rejected:
            self.examples = before
            out.say(f"{out.paint(rejected.message, 'warning')}\n     {rejected.hint}")
            return result
        self._before.append(before)
        out.say()
        out.say(compared(result, after))
        return after

    def _correct(
        self,
        fields: Mapping[str, Plain],
        number: int,
        interview: Interview,
        settings: Settings,
        out: Console,
    ) -> Mapping[str, Plain] | None:
        """Let the person correct a talk, in an editor or at the prompt."""
        try:
            if editor():
                shown = self._page_around(str(fields["title"]))
                text = edit(f"{EDITED}{shown}{chr(10).join(writing.mapping(fields))}\n")
                return examples_file.talk_of_text(text, "your talk", settings)
            out.say(HELP)
            return _asked(fields, number, interview, settings)
        except InvalidData as error:
            for problem in error.problems:
                out.say(f"{out.paint(problem.message, 'warning')}\n     {problem.hint}")
        except Rejected as rejected:
            out.say(f"{out.paint(rejected.message, 'warning')}\n     {rejected.hint}")
        return None

    def _page_around(self, title: str) -> str:
        lines = limited(by_example.around, self._source, title, name=self._source.name)
        rows = "".join(f"#   {' '.join(line.split())}\n" for line in lines)
        return f"# The page has:\n{rows}" if rows else ""


def _texts(result: ImportResult) -> list[str]:
    """Return the fields of all talks, in an order of their own."""
    return sorted(repr(sorted(one.fields.items())) for one in result.talks)


def _fields(group: Group, place: int, options: ImportOptions) -> Mapping[str, Plain]:
    """Return the fields of a talk of a group, the typical one without a place.

    What the options say of all talks is left out, since it is not on the page.
    """
    if not group.talks:
        return {"title": group.parts[max(place - 1, 0)].text}
    fields = dict((group.talks[place - 1] if place else group.typical).fields)
    if fields.get("speakers") == [options.speaker]:
        del fields["speakers"]
    if options.event and fields.get("event") == options.event:
        del fields["event"]
    return fields


def _choice(groups: Sequence[Group]) -> Callable[[str], None]:
    def check(answer: str) -> None:
        match = _GROUP.fullmatch(answer)
        group = groups[int(match[1]) - 1] if match and 0 < int(match[1]) <= len(groups) else None
        is_talk = (
            group is not None and 0 < int(match["talk"] or 1) <= len(group) if match else False
        )
        if answer not in {"b", STOP} and not is_talk:
            raise Rejected("TF702", "that is no group", "press Enter, or answer a number, b or q")

    return check


def _asked(
    fields: Mapping[str, Plain], number: int, interview: Interview, settings: Settings
) -> Mapping[str, Plain] | None:
    """Ask for each field; Enter keeps it, "-" leaves it out. Return None if the person stops."""
    shown = dict(named(fields))
    place = asked = 0
    while place < len(ASKED):
        name = ASKED[place]
        ask = f"  {name} (Enter: {shown.get(name) or 'none'})"
        answer = interview.ask(ask, _check(name, settings), number=number * MOST_ASKED + asked)
        asked += 1
        if answer == STOP:
            return None
        if answer == BACK:
            place = max(place - 1, 0)
            continue
        shown[name] = "" if answer == NONE else answer or shown.get(name, "")
        place += 1
    found = {name: _value(name, shown[name]) for name in ASKED if shown[name]}
    return _talk(found, settings)


def _check(name: str, settings: Settings) -> Callable[[str], None]:
    """Return a check of a field, so that one wrong answer does not lose the others."""

    def check(answer: str) -> None:
        if name == "title" or answer in {BACK, STOP, NONE}:
            return
        try:
            _talk({"title": "?", name: _value(name, answer)}, settings)
        except InvalidData as error:
            problem = error.problems[0]
            raise Rejected(problem.code, problem.message, problem.hint) from None

    return check


def _value(name: str, answer: str) -> Plain:
    """Return an answer as it is written in talks.yaml; several values are separated by ";"."""
    several = [one.strip() for one in answer.split(";")]
    return several if name == "speakers" or (name in _KINDS and len(several) > 1) else answer


def _talk(fields: Mapping[str, Plain], settings: Settings) -> Mapping[str, Plain]:
    text = "\n".join(writing.mapping(fields)) if fields else ""
    return examples_file.talk_of_text(text, "your talk", settings)


# --- the file -----------------------------------------------------------------------------------


class ExamplesFile:
    """talks.examples beside a talks file: its bytes as read, and the examples of all pages."""

    def __init__(self, talks: Path, settings: Settings) -> None:
        """Read the file, if there is one.

        Raises:
            InvalidData: it is not YAML, or has an invalid talk.
        """
        self.path = imported_path(talks).with_suffix(".examples")
        self.content: bytes | None = None
        with suppress(FileNotFoundError):
            self.content = files.read(self.path)
        text = (self.content or b"").decode("utf-8", "replace")
        self.pages = examples_file.parse(text, str(self.path), settings)

    def with_page(self, source: str, teacher: Teacher) -> bytes | None:
        """Return the content with the examples of a page; as it is if it has none."""
        if not teacher.examples or teacher.lesson is None or not source:
            return self.content
        learned = kept.dump(teacher.lesson.learned)
        page = examples_file.PageExamples(source, tuple(teacher.examples), learned)
        if self.pages.get(source) == page:
            return self.content
        return examples_file.dump({**self.pages, source: page}.values()).encode()
