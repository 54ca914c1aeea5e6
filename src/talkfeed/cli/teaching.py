"""Examples given, kept or corrected on the terminal → a page read the way they are.

The talks are shown in groups, and a person corrects one; the page is read again by that example,
until the reading is accepted.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from talkfeed import files
from talkfeed.building.lock import imported_path
from talkfeed.cli.editor import edit, editor
from talkfeed.cli.groups import compared, groups_of, named, show
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
QUESTION = "Are they right? Enter: yes · {}: correct a talk of that group · q: write nothing"
EDITED = """\
# Correct this talk so that it is as the page has it, then save and close the editor. Use the words
# of the page, and leave out what it does not state. The other talks are read the same way.
"""
ASKED = ("title", "speakers", "event", "date", "location", "video", "slides", "url")
"""The fields to ask for where no editor is named."""
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
        number = 0
        while not self._is_accepted:
            number += 1
            groups = groups_of(result)
            show(groups, out)
            out.say()
            for note in self.lesson.notes if self.lesson else ():
                out.say(f"     {out.paint(note, 'hint')}")
            answer = interview.ask(_question(groups), _choice(groups), number=number)
            if answer == "q":
                raise Rejected(STOPPED, "nothing is written", "run it again to start over")
            if not answer:
                self._is_accepted = True
                break
            fields = self._correct(groups[int(answer) - 1], number, interview, settings, out)
            result = self._with(fields, result, options, out) if fields else result
        return result

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
        out.say()
        out.say(compared(result, after))
        return after

    def _correct(
        self,
        group: Group,
        number: int,
        interview: Interview,
        settings: Settings,
        out: Console,
    ) -> Mapping[str, Plain] | None:
        """Let the person correct a talk of a group, in an editor or at the prompt."""
        fields = dict(group.typical.fields) if group.talks else {"title": group.parts[0].text}
        try:
            if editor():
                shown = self._page_around(str(fields["title"]))
                text = edit(f"{EDITED}{shown}{chr(10).join(writing.mapping(fields))}\n")
                return examples_file.talk_of_text(text, "your talk", settings)
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


def _question(groups: Sequence[Group]) -> str:
    return QUESTION.format("1" if len(groups) == 1 else f"1 to {len(groups)}")


def _choice(groups: Sequence[Group]) -> Callable[[str], None]:
    def check(answer: str) -> None:
        numbers = [str(number + 1) for number in range(len(groups))]
        if answer not in {"q", *numbers}:
            raise Rejected("TF702", "that is no group", "press Enter, or answer a number or q")

    return check


def _asked(
    fields: Mapping[str, Plain], number: int, interview: Interview, settings: Settings
) -> Mapping[str, Plain]:
    """Ask for each field; Enter keeps it, "-" leaves it out."""
    shown = dict(named(fields))
    found: dict[str, Plain] = {}
    for place, name in enumerate(ASKED):
        old = shown.get(name, "")
        ask = f"  {name} (Enter: {old or 'none'}{' · -: none' if old else ''})"
        check = _check(name, settings)
        answer = interview.ask(ask, check, number=number * len(ASKED) + place) or old
        if answer and answer != "-":
            found[name] = _value(name, answer)
    return _talk(found, settings)


def _check(name: str, settings: Settings) -> Callable[[str], None]:
    """Return a check of a field, so that one wrong answer does not lose the others."""

    def check(answer: str) -> None:
        if name == "title" or answer == "-":
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
