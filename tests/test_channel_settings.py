"""The settings of channels, aliases and the theme: read in every spelling, or rejected."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from talkfeed.errors import InvalidData, Place
from talkfeed.formats.html import template
from talkfeed.identity import fold
from talkfeed.model import CHANNELS, Look, RawFile, Templates
from talkfeed.normalise import normalise
from talkfeed.schema import THEME, Kind, json_schema
from talkfeed.schema.site import CHANNELS as CHANNELS_TABLE
from talkfeed.talksfile.parser import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from talkfeed.errors import Problem
    from talkfeed.model import Settings

HEAD = "title: Talks\nurl: https://talks.example/\nauthors: The team\n"
CSS = Path(__file__).parent.parent / "src/talkfeed/formats/html/templates/colours.css"


def load(lines: str, path: str = "talks.yaml") -> Settings:
    """Read settings."""
    raw, problems = parse(HEAD + lines, path)
    assert problems == []
    return normalise(RawFile(raw, (), (), Place(path, 1, 1))).settings  # type: ignore[arg-type]


def rejected(lines: str, path: str = "talks.yaml") -> list[Problem]:
    """Return the problems of settings."""
    with pytest.raises(InvalidData) as caught:
        load(lines, path)
    return list(caught.value.problems)


def accepts(lines: str) -> bool:
    """Return whether an editor would accept the settings."""
    validator = Draft202012Validator(json_schema())
    return validator.is_valid({"feed": yaml.safe_load(HEAD + lines), "talks": []})


# --- channels -------------------------------------------------------------------------------------

USUAL = {"recordings": 0, "speakers": 2, "events": 2, "series": 0, "tags": 2}


@pytest.mark.parametrize(
    ("written", "channels"),
    [
        ("", USUAL),
        ("{}", USUAL),
        ("on", USUAL),
        ("off", {}),
        ("'No'", {}),
        ("[]", {}),
        ("{speakers: 1}", USUAL | {"speakers": 1}),
        (
            "{speakers: all, events: yes, tags: True}",
            USUAL | dict.fromkeys(("speakers", "events", "tags"), 1),
        ),
        ("{speakers: off, events: No}", {"recordings": 0, "series": 0, "tags": 2}),
        (
            "{recordings: off, years: 5}",
            {"speakers": 2, "events": 2, "series": 0, "tags": 2, "years": 5},
        ),
        ("{recordings: on, years: on, tags: }", USUAL | {"years": 1}),
        ("[speakers, tags]", {"speakers": 2, "tags": 2}),
        ("[Years, recordings]", {"years": 1, "recordings": 0}),
        ("speakers", {"speakers": 2}),
        ("speakers, years", {"speakers": 2, "years": 1}),
    ],
)
def test_channels_are_chosen_in_any_natural_spelling(
    written: str, channels: dict[str, int]
) -> None:
    """A mapping changes the defaults, a list replaces them, a word switches all on or off."""
    assert load(f"channels: {written}\n").channels == channels


def test_the_defaults_are_those_of_the_model() -> None:
    """A feed without the setting has the default channels."""
    assert load("").channels == USUAL == CHANNELS


@pytest.mark.parametrize(
    ("written", "code", "message", "hint"),
    [
        ("{speeker: 1}", "TF301", "unknown key 'speeker' in the channels", "'speakers'"),
        ("{conference: 1}", "TF301", "unknown key 'conference'", "'events'"),
        (
            "{xyzzy: 1}",
            "TF301",
            "unknown key 'xyzzy'",
            "recordings, speakers, events, series, tags, years",
        ),
        ("[tag]", "TF301", "unknown kind of channels 'tag'", "did you mean 'tags'?"),
        (
            "[xyzzy]",
            "TF301",
            "unknown kind of channels 'xyzzy'",
            "the kinds are: recordings, speakers",
        ),
        ("[upcoming]", "TF301", "unknown kind of channels 'upcoming'", "always exist"),
        ("[[speakers]]", "TF303", "must be a list of words", "channels: {speakers: 1"),
        (
            "{speakers: 0}",
            "TF308",
            "'0' is not a number of talks",
            "speakers: 2, or 'all', or 'off'",
        ),
        ("{tags: two}", "TF308", "'two' is not a number of talks", "tags: 2"),
        ("{tags: 1000000}", "TF308", "not a number of talks", "tags: 2"),
        ("{tags: [1]}", "TF303", "'tags' must be text", "tags: 5"),
        ("{recordings: 2}", "TF307", "must be on or off, not '2'", "recordings: off"),
    ],
)
def test_invalid_channels_are_reported(written: str, code: str, message: str, hint: str) -> None:
    """Each mistake is one problem with a hint."""
    (problem,) = rejected(f"channels: {written}\n")
    assert problem.code == code
    assert message in problem.message
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("written", "is_right"),
    [
        ("off", True),
        ("{speakers: 1, events: all, tags: off, years: null}", True),
        ("[speakers, years]", True),
        ("{speakers: 0}", False),
        ("{speakers: two}", False),
        ("{recordings: 2}", False),
        ("{speeker: 1}", False),
        ("[speaker]", False),
    ],
)
def test_an_editor_knows_channels(written: str, *, is_right: bool) -> None:
    """The JSON Schema accepts what validation accepts."""
    assert accepts(f"channels: {written}\n") is is_right


# --- aliases --------------------------------------------------------------------------------------


def test_aliases_map_to_names() -> None:
    """One or several spellings, ignoring case and spaces."""
    written = "{Anil Madhavapeddy: [avsm, A.  MADHAVAPEDDY, anil madhavapeddy], Ann: Annie, Bob: }"
    assert load(f"aliases: {written}\n").aliases == {
        "avsm": "Anil Madhavapeddy",
        "a. madhavapeddy": "Anil Madhavapeddy",
        "anil madhavapeddy": "Anil Madhavapeddy",
        "annie": "Ann",
    }


@pytest.mark.parametrize(
    ("written", "column", "message"),
    [
        ("{Ann: x, Bob: [y, X]}", 28, "'X' already belongs to 'Ann'"),
        ("{Ann: Bob, Bob: x}", 16, "'Bob' already belongs to 'Bob'"),
        ("{Ann: x, Bob: ann}", 24, "'ann' already belongs to 'Ann'"),
        ("{Ann: x, ' ann': y}", 19, "'ann' is empty or a duplicate name"),
        ("{'': x}", 11, "'' is empty or a duplicate name"),
    ],
)
def test_an_alias_belongs_to_one_name(written: str, column: int, message: str) -> None:
    """A spelling that is a name itself, or belongs to two names, is reported at its place."""
    (problem,) = rejected(f"aliases: {written}\n")
    assert (problem.code, problem.place.column) == ("TF324", column)
    assert problem.message == message
    assert "each spelling once" in problem.hint


@pytest.mark.parametrize("written", ["Ann", "[Ann]", "{Ann: {avsm: x}}", "{Ann: [[avsm]]}"])
def test_aliases_are_names_with_spellings(written: str) -> None:
    """Another type of value is reported with an example."""
    (problem,) = rejected(f"aliases: {written}\n")
    assert problem.code == "TF303"
    assert "Anil Madhavapeddy: [avsm" in problem.hint


names = st.sampled_from(["Ann", "ann", " Bob", "BOB", "Cy", "\u200b", "x", "y"])


@given(st.dictionaries(names, st.lists(names, max_size=3), max_size=4))
def test_aliases_never_make_a_chain(written: dict[str, list[str]]) -> None:
    """Aliases map to names, and names are not aliases."""
    try:
        aliases = load(f"aliases: {json.dumps(written)}\n").aliases
    except InvalidData:
        return
    assert all(aliases.get(fold(name), name) == name for name in aliases.values())


# --- theme ----------------------------------------------------------------------------------------

COLOURS = (
    *("#abc", "#ABCD", "#a20025", "#a2002580", "red", "RebeccaPurple", "transparent", "Canvas"),
    *("rgb(1, 2, 3)", "rgba(1,2,3,.5)", "rgb(1 2 3)", "rgb(1 2 3 / 50%)", "hsl(120deg 50% 50%)"),
    *("hwb(0.5turn 1% 1%)", "lab(50% -20 30)", "oklch(60% 0.1 20)", "hsl( none 1% 2% / none )"),
    *("color(display-p3 1 0 0)", "color(srgb 1 .5 0/1)"),
    *("light-dark(#a20025, #5c0015)", "light-dark(rgb(1, 2, 3), oklch(60% 0.1 20))"),
)
NO_COLOURS = (
    *("#ab", "#abcde", "#xyz", "redd", "inherit", "rgb(1)", "rgb(1 2)", "rgb(1, 2 3)", "rgb()"),
    *("hwb(1, 2, 3)", "color(cmyk 1 0 0)", "color-mix(in srgb, red, blue)", "var(--x)", "1px"),
    *("light-dark(red)", "light-dark(red, red, red)", "light-dark(red, light-dark(red, red))"),
    *("red;", "red}", "red{", "</style>", "red/**/", "red /*", "url(//x)", "URL(x)", "@import"),
    *("expression(alert(1))", r"\72 ed", "red !important", "attr(x)", "env(x)", "image-set('x')"),
    *("#٣٣٣", "rgb(٣ ٢ ٣)", "light-dark(red,url(x))", "light-dark(red, red) ; x: y"),
)
FONTS = (
    *("Georgia", "Georgia, serif", "'Gill Sans', sans-serif", '"Öland Sans",system-ui'),
    *(
        "Gill Sans",
        "-apple-system",
        "ui-monospace, Menlo",
        "源ノ角ゴシック, serif",
        "'3D Font'",
    ),
)
NO_FONTS = (
    *("Georgia,", ",", "3D Font", "inherit", "serif, Initial", "'a", "\"a'", "a;b", "a}b", "'a;b'"),
    *("'</style>'", "url(x)", "'url(x)'", "a/**/b", "'a/*'", r"'\22'", "@font-face", "format(x)"),
    *("a!important", "'a'b", "var(--x)", "''"),
)


@pytest.mark.parametrize("value", COLOURS)
def test_colours_pass(value: str) -> None:
    """Names, hexadecimals, functions of numbers, and two of them for light and dark."""
    assert load(f"theme: {json.dumps({'accent': value})}\n").look == Look(
        variables=(("accent", value.lower()),)
    )


@pytest.mark.parametrize("value", FONTS)
def test_fonts_pass(value: str) -> None:
    """Plain and quoted names, in any script."""
    (variable,) = load(f"theme: {json.dumps({'font': value})}\n").look.variables
    assert variable[0] == "font"
    assert variable[1].replace(" ", "") == value.replace(" ", "")


@pytest.mark.parametrize(
    ("name", "value"),
    [*(("band", value) for value in NO_COLOURS), *(("mono", value) for value in NO_FONTS)],
)
def test_other_values_are_rejected(name: str, value: str) -> None:
    """An invalid colour or font is rejected at its place, with a valid example."""
    (problem,) = rejected(f"theme: {json.dumps({name: value})}\n")
    assert (problem.code, problem.place.line) == ("TF322", 4)
    assert "is not a colour" in problem.message or "is not a font name" in problem.message
    assert "write e.g." in problem.hint or "did you mean 'red'" in problem.hint


@given(st.sampled_from(["accent", "font"]), st.text("aé1#(),.;:{}<>@\\/*'\"! -"))
def test_no_value_can_leave_its_declaration(name: str, value: str) -> None:
    """A valid value is written unchanged, and has no character that ends a declaration."""
    try:
        look = load(f"theme: {json.dumps({name: value})}\n").look
    except InvalidData:
        return
    for _, passed in look.variables:
        assert not set(passed) & set(";:{}<>@\\!*")
        assert template.theme(look) == f":root{{--talkfeed-{name}:{passed}}}"


def test_every_variable_of_the_style_can_be_set_and_no_other() -> None:
    """The table is the style's own list, and each example works."""
    root = CSS.read_text(encoding="utf-8").partition("}")[0]
    declared = re.findall(r"^ *--talkfeed-([a-z-]+):", root, re.MULTILINE)
    rows = [field for field in THEME.fields if field.kind in {Kind.COLOUR, Kind.FONTS}]
    assert [field.name for field in rows] == declared
    written = "".join(f"  {field.name}: {field.example}\n" for field in reversed(rows))
    look = load(f"theme:\n{written}").look
    assert [name for name, _ in look.variables] == [field.name for field in rows]


@pytest.mark.parametrize(
    ("written", "code", "message", "hint"),
    [
        ("{acent: red}", "TF301", "unknown key 'acent' in the theme", "'accent'"),
        ("{--talkfeed-bg: red}", "TF301", "unknown key '--talkfeed-bg'", "'bg'"),
        ("{background: red}", "TF301", "unknown key 'background'", "'bg'"),
        ("{accent: [red]}", "TF303", "'accent' must be text", "accent:"),
        ("[plain]", "TF303", "'theme' must be one of our designs, or a mapping", "theme: {accent:"),
        ("magazin", "TF307", "'theme' cannot be 'magazin'", "did you mean 'magazine'?"),
        ("{design: dark}", "TF307", "'design' cannot be 'dark'", "plain, magazine, programme"),
        ("{accent: crimsom}", "TF322", "'crimsom' is not a colour", "did you mean 'crimson'?"),
        ("\n  accent: #a20025", "TF322", "'accent' has no colour", 'accent: "#a20025"'),
    ],
)
def test_an_invalid_theme_is_reported(written: str, code: str, message: str, hint: str) -> None:
    """Unknown names are rejected, and so is a colour that YAML took for a comment."""
    (problem,) = rejected(f"theme: {written}\n")
    assert problem.code == code
    assert message in problem.message
    assert hint in problem.hint


@pytest.mark.parametrize("design", THEME.by_name()["design"].choices)
def test_a_design_is_one_word_or_has_colours(design: str) -> None:
    """The word alone chooses a design; below `design` it can have colours of one's own."""
    assert load(f"theme: {design.title()}\n").look == Look(design=design)
    look = load(f"theme: {{design: {design}, accent: red}}\n").look
    assert look == Look(variables=(("accent", "red"),), design=design)


# --- templates ------------------------------------------------------------------------------------


def test_templates_are_below_the_talks_file(tmp_path: Path) -> None:
    """The directory is relative to the file, not to the working directory."""
    (tmp_path / "site" / "theme").mkdir(parents=True)
    path = str(tmp_path / "site" / "talks.yaml")
    look = load("theme: {templates: theme/}\n", path).look
    assert look == Look(templates=Templates(str(tmp_path / "site" / "theme"), ()))


def test_templates_elsewhere_or_missing_are_reported(tmp_path: Path) -> None:
    """A missing or outside directory, a file, or a link to the outside is reported."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "file").write_text("", encoding="utf-8")
    (site / "link").symlink_to(tmp_path)
    expected: dict[str, tuple[str, str]] = {
        "absent": ("TF323", "there is no directory 'absent'"),
        "file": ("TF323", "there is no directory 'file'"),
        "..": ("TF113", "'..' is outside"),
        "/": ("TF113", "'/' is outside"),
        "link": ("TF113", "'link' is outside"),
        "x" * 300: ("TF323", "cannot read the directory"),
    }
    for name, (code, message) in expected.items():
        (problem,) = rejected(f"theme: {{templates: {name}}}\n", str(site / "talks.yaml"))
        assert problem.code == code
        assert message in problem.message
        assert "templates: theme/" in problem.hint


def fill(directory: Path, count: int, size: int) -> None:
    """Write files of one size."""
    for number in range(count):
        (directory / f"{number}.html").write_bytes(b" " * size)


LINKS = {
    "a link out": ("fragment.html", "/etc/hosts"),
    "a link inside": ("fragment.html", "base.html"),
    "a link to nowhere": ("fragment.html", "no"),
    "a linked directory": ("more", "/etc"),
    "a link further below": ("in/fragment.html", "/proc/self/environ"),
}
PIPE = (lambda home: os.mkfifo(home / "fragment.html"), "it is a named pipe")
STRANGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "much": (lambda home: fill(home, 3, 2 << 20), "is too large"),
    "deep": (
        lambda home: home.joinpath(*["in"] * 17).mkdir(parents=True),
        "is too large",
    ),
    "many": (lambda home: fill(home, 1000, 0), "is too large"),
    **({"a pipe": PIPE} if hasattr(os, "mkfifo") else {}),
}


@pytest.mark.parametrize("kind", [*LINKS, *STRANGE])
def test_templates_are_files_of_their_directory_alone(kind: str, tmp_path: Path) -> None:
    """A link, a pipe or too many files are refused where the directory is named."""
    home = tmp_path / "theme"
    (home / "in").mkdir(parents=True)
    (home / "base.html").write_text("x")
    if kind in LINKS:
        name, target = LINKS[kind]
        (home / name).symlink_to(target)
        message = f"cannot read the template 'theme/{name}': it is a link"
    else:
        make, message = STRANGE[kind]
        make(home)
    (problem,) = rejected("theme: {templates: theme/}\n", str(tmp_path / "talks.yaml"))
    assert problem.code == ("TF110" if "too large" in message else "TF326")
    assert message in problem.message
    assert problem.hint
    assert problem.place == Place(str(tmp_path / "talks.yaml"), 4, 20)


def test_templates_are_read_once_with_the_settings(tmp_path: Path) -> None:
    """Every file of the directory belongs to the look, hidden ones aside, in order of paths."""
    home = tmp_path / "theme"
    (home / "in").mkdir(parents=True)
    (home / ".git").mkdir()
    (home / ".git" / "link").symlink_to("/")
    for name in ("z.html", "in/a.html", ".z.html.swp"):
        (home / name).write_text(name)
    look = load("theme: {templates: theme}\n", str(tmp_path / "talks.yaml")).look
    assert look.templates == Templates(
        str(home), (("in/a.html", b"in/a.html"), ("z.html", b"z.html"))
    )


def test_templates_are_one_path() -> None:
    """A list of directories is reported."""
    (problem,) = rejected("theme: {templates: [a, b]}\n")
    assert (problem.code, problem.message) == ("TF303", "'templates' must be one path")


def test_kinds_of_channels_are_those_that_are_explained() -> None:
    """Each default has its row in the table."""
    assert {*CHANNELS} | {"years"} == {field.name for field in CHANNELS_TABLE.fields}
