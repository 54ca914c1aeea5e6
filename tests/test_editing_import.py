"""A result goes into the talks file once, where it belongs, and nothing of it is lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factories import NOW
from import_results import IMPORT_RESULTS
from talkfeed.dates import DateRules
from talkfeed.editing import record
from talkfeed.editing.checking import problems_of, read_with
from talkfeed.editing.field_edits import change
from talkfeed.editing.importing import plan
from talkfeed.editing.keys import find, keys
from talkfeed.editing.merge import Action, Origin
from talkfeed.editing.talksfile import create_with, open_or_create, open_talks
from talkfeed.editing.tidy import check, comment, tidy
from talkfeed.errors import InvalidData, Rejected
from talkfeed.ledger import stamp
from talkfeed.model import Settings
from talkfeed.model.imported import FoundTalk, ImportResult, Unparsed
from talkfeed.normalise import normalise
from written import files, read

if TYPE_CHECKING:
    from talkfeed.editing.report import Import

FEED = "feed:\n  title: T\n  url: https://t.example/\n"
SOURCE = "https://s.example/"
SETTINGS = Settings(title="T", url="https://t.example/")


def talk(title: str, date: str = "2015", **fields: Any) -> FoundTalk:
    """Make a talk that was found."""
    return FoundTalk(fields={"title": title, "date": date, **fields})


def result(*talks: FoundTalk, **settings_: Any) -> ImportResult:
    """Make a result of a page."""
    return ImportResult(**{"kind": "page", "talks": talks, **settings_})


def take(
    path: Path, one: ImportResult, known: record.ImportRecord = record.EMPTY, **wishes: Any
) -> Import:
    """Import a result into a file, as the command does."""
    created = create_with(open_or_create(path), title=one.title)
    made = plan(created, one, known, origin=Origin(wishes.pop("source", SOURCE)), **wishes)
    for name, text in made.after.items():
        Path(name).write_bytes(text.encode())
    return made


def titles(path: Path) -> list[str]:
    """List the titles in a file."""
    return [each["title"] for each in read(path.read_text())["talks"]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Name a talks file."""
    return tmp_path / "talks.yaml"


# --- laws ---------------------------------------------------------------------------------------


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=IMPORT_RESULTS, text=st.none() | files(), remembers=st.booleans())
def test_a_second_import_changes_nothing(
    one: ImportResult, text: str | None, *, remembers: bool, path: Path
) -> None:
    """Whatever was found, and whether or not the record was lost; and the file is still right."""
    path.unlink(missing_ok=True)
    if text is not None:
        path.write_bytes(text.encode())
    before = problems_of(read_with(path, {}), path) if text else ()
    made = take(path, one)
    if not path.exists():
        assert made.after == {}
        return
    assert len(problems_of(read_with(path, {}), path)) <= len(before)
    again = take(path, one, record.parse(made.record) if remembers else record.EMPTY)
    assert again.after == {}
    if remembers:
        assert not any(each.plan.conflicts for each in again.reported)
        assert again.record == made.record


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=IMPORT_RESULTS)
def test_every_talk_is_accounted_for(one: ImportResult, path: Path) -> None:
    """What has a title is in the list, or in a comment, or is another of the same."""
    path.unlink(missing_ok=True)
    take(path, ImportResult(kind="page", talks=one.talks))
    written = path.read_text().casefold() if path.exists() else ""
    for each in one.talks:
        title = str(each.fields.get("title", "")).strip("\u202e\x00")
        assert title.casefold() in written


# --- where it goes ------------------------------------------------------------------------------


def test_a_file_is_begun_with_what_is_known(path: Path) -> None:
    """Without a file there is one afterwards, in the order of the source."""
    one = result(talk("B"), talk("A", "2016", speakers=["Ann"]), title="  Our\x00 page ")
    made = take(path, one)
    expected = """\
feed:
  title: Our page
  url: https://talks.example/

talks:
  - title: B
    date: 2015
    source: https://s.example/

  - title: A
    speaker: Ann
    date: 2016
    source: https://s.example/
"""
    assert path.read_text() == expected
    assert made.before == {str(path): None}
    assert [each.line for each in made.reported] == [6, 10]


@pytest.mark.parametrize("created", ["", "# ours\n", FEED, FEED.rstrip("\n"), FEED + "talks: []\n"])
def test_a_file_that_was_begun_goes_on(created: str, path: Path) -> None:
    """Comments and settings stay where they are; what is missing comes behind them."""
    path.write_text(created)
    made = take(path, result(talk("A")))
    assert path.read_text().startswith(created.replace("talks: []\n", "").rstrip())
    assert titles(path) == ["A"]
    assert made.before == {str(path): created}


ORDERS = (
    ("2016 2014", ["new 2017", "2016", "new 2015", "2014", "new 2013", "new none"]),
    ("2014 2016", ["new 2013", "2014", "new 2015", "2016", "new 2017", "new none"]),
    ("2014", ["2014", "new 2015", "new 2017", "new none", "new 2013"]),
    ("2014 TBA 2014", ["2014", "TBA", "2014", "new 2015", "new 2017", "new none", "new 2013"]),
)


@pytest.mark.parametrize(("dates", "expected"), ORDERS)
def test_talks_go_where_the_order_wants_them(dates: str, expected: list[str], path: Path) -> None:
    """Newest first or oldest first; in a file without an order, to its end."""
    rows = "".join(f"  - {{title: {n} {d}, date: {d}}}\n" for n, d in enumerate(dates.split()))
    path.write_text(FEED + "talks:\n" + rows)
    new = [talk("new", date) for date in ("2015", "2017", "TBA", "2013")]
    made = take(path, result(*new))
    found = [
        f"{each['title'].split()[0]} {each['date']}".replace("TBA", "none")
        for each in read(path.read_text())["talks"]
    ]
    shown = [each if each.startswith("new") else each.split()[1] for each in found]
    assert [
        each.replace("none", "TBA") if "new" not in each else each for each in shown
    ] == expected
    lines = path.read_text().splitlines()
    assert all("new" in lines[each.line - 1] for each in made.reported)


def test_talks_of_a_split_file_go_to_their_neighbours(tmp_path: Path) -> None:
    """The file of the talk they come before gets them; a file of one talk cannot."""
    (tmp_path / "talks").mkdir()
    (tmp_path / "talks.yaml").write_text(FEED + "talks: talks/*.yaml\n")
    (tmp_path / "talks" / "a.yaml").write_text("title: A\ndate: 2016\n")
    (tmp_path / "talks" / "b.yaml").write_text(
        "- title: B\n  date: 2014\n- title: C\n  date: 2012\n"
    )
    made = take(tmp_path, result(talk("New", "2013"), talk("Newest", "2017")))
    assert [*made.after] == [str(tmp_path / "talks" / "b.yaml")]
    assert [each.line for each in made.reported] == [3, 8]
    (tmp_path / "talks" / "b.yaml").unlink()
    with pytest.raises(Rejected, match="TF712"):
        take(tmp_path, result(talk("New", "2013")))


def test_what_stands_below_an_insertion_is_told_by_its_new_line(path: Path) -> None:
    """A report points at the lines of the file as it is afterwards."""
    path.write_text(FEED + "talks:\n- {title: A, date: 2016}\n- {title: B, date: 2014}\n")
    one = result(talk("B", "2014", location="X"), talk("New", "2015"), talk("A", "2016"))
    made = take(path, one)
    lines = path.read_text().splitlines()
    assert [lines[each.line - 1][:11] for each in made.reported] == [
        *("- {title: B", "- {title: N", "- {title: A"),
    ]
    assert [each.plan.action for each in made.reported] == [
        *(Action.MERGED, Action.NEW, Action.UNCHANGED),
    ]


def test_an_old_mistake_is_no_new_one(path: Path) -> None:
    """A file need not be right to be added to, even where its mistakes move to other lines."""
    path.write_text(FEED + "talks:\n" + "- {title: A, date: 2016}\n- {title: A, date: 2016}\n" * 2)
    path.write_text(path.read_text() + "- {title: B, date: 2014}\n")
    take(path, result(talk("C", "2017")))
    assert titles(path) == ["C", "A", "A", "A", "A", "B"]


def test_deliveries_are_added_to_the_talk(path: Path) -> None:
    """In the list that is there, or in one that begins there."""
    path.write_text(
        FEED + "talks:\n- title: A\n  date: 2015\n- title: B\n  given:\n  - date: 2014\n"
    )
    given_ = [{"date": "2015"}, {"date": "2016"}]
    again = [{"date": "2014"}, {"date": "2017"}, {"date": "2018"}]
    take(
        path,
        result(
            FoundTalk(fields={"title": "A", "given": given_}),
            FoundTalk(fields={"title": "B", "given": again}),
        ),
    )
    first, second = read(path.read_text())["talks"]
    assert first == {"title": "A", "date": "2015", "given": [{"date": "2016"}]}
    assert second == {"title": "B", "given": again}


def test_what_does_not_pass_a_check_is_not_written(path: Path) -> None:
    """What two sources make wrong together is refused, with what a check would say."""
    path.write_text(FEED + "talks: []\n")
    deliveries = [{"date": "1999", "id": "k"}]
    one = result(*(FoundTalk(fields={"title": each, "given": deliveries}) for each in "AB"))
    with pytest.raises(Rejected, match=r"TF711 .*TF31") as rejected:
        take(path, one)
    assert rejected.value.hint


# --- unparsed parts -------------------------------------------------------------------------------


def test_what_cannot_be_listed_is_left_as_a_comment(path: Path) -> None:
    """It says why, where it was, and what was found; once it was there, it does not come back."""
    left = Unparsed(text="Somewhere in 2014\n  a talk", why="no title", where="a.md", line=9)
    twin = Unparsed(text="Somewhere in 2014\n  a talk", why="again")
    blog = Unparsed(text="A post", why="a blog post", is_talk=False)
    undated = FoundTalk(
        fields={"title": "A", "speakers": ["Ann", "Bob"]}, doubts=("the year",), line=3
    )
    one = result(talk("B"), undated, unparsed=(left, twin, blog))
    made = take(path, one)
    assert path.read_text().partition("//s.example/\n\n")[2] == (
        "  # to finish by hand (line 3): no date; the year\n"
        "  # - title: A\n"
        "  #   speakers: [Ann, Bob]\n"
        "  #   source: https://s.example/\n"
        "\n"
        "  # to finish by hand (a.md, line 9): no title\n"
        "  # Somewhere in 2014\n"
        "  #   a talk\n"
    )
    lines = path.read_text().splitlines()
    assert all("to finish" in lines[each.line - 1] for each in made.unparsed)
    assert made.ignored == (blog,)
    path.write_text(path.read_text().partition("  # to finish")[0])
    assert take(path, one, record.parse(made.record)).after == {}
    assert comment(blog) == ["to finish by hand: a blog post", "A post"]


def test_what_is_listed_needs_no_date_from_a_source(path: Path) -> None:
    """A talk that a person has dated is recognised without one, and filled in."""
    path.write_text(FEED + "talks:\n- {title: A, event: E, date: 2015}\n")
    undated = FoundTalk(fields={"title": "A", "slides": "https://s.example/1"}, doubts=("no date",))
    made = take(path, result(undated))
    assert (made.unparsed, [each.plan.action for each in made.reported]) == ((), [Action.MERGED])
    assert "slides: https://s.example/1}" in path.read_text()
    given_ = FoundTalk(fields={"title": "A", "given": [{"event": "E"}]})
    assert take(path, result(given_)).after == {}


def test_only_leftovers_are_written_too(path: Path) -> None:
    """Without any talk the comments still go below the list."""
    path.write_text(FEED + "talks: []\n")
    take(path, result(unparsed=(Unparsed(text="x", why="y"),)))
    assert path.read_text() == FEED + "talks:\n  # to finish by hand: y\n  # x\n"


def test_a_file_named_in_the_source_is_named() -> None:
    """A directory has files; where a line is not known, the file is."""
    assert comment(Unparsed(text="x", why="y", where="a.md"))[0] == "to finish by hand (a.md): y"


# --- tidying ------------------------------------------------------------------------------------


def test_a_wrong_field_is_left_out_and_told(path: Path) -> None:
    """The talk stays, with a doubt about what it lacks, which may be a file beside the talks."""
    one = talk("A", video="javascript:x", tags=["a"], speaker="", unknown="x", thumbnail="b.png")
    found, left = tidy([one], SETTINGS, "", main=str(path))
    assert found[0].fields == {"title": "A", "date": "2015", "tags": ["a"]}
    assert found[0].doubts[0].startswith("video is left out: an address that starts with")
    assert found[0].doubts[1] == "thumbnail is left out: there is no file 'b.png'"
    assert left == []


def test_a_talk_s_language_decides_how_its_date_is_read() -> None:
    """A date in the language of the talk stays as the source has it."""
    one = talk("A", date="7. Oktober 2015", language="de")
    found, left = tidy([one], SETTINGS, "", DateRules())
    assert (found[0].fields["date"], left) == ("7. Oktober 2015", [])


def test_a_delivery_without_a_date_is_left_over() -> None:
    """The others stay; where all are without one, the talk is left over as a whole."""
    given_: list[Any] = [{"date": "2015"}, {"event": "E"}, "x", {"date": "2016", "video": "x"}]
    fields = {"title": "A", "abstract": "b", "given": given_}
    found, left = tidy([FoundTalk(fields=fields)], SETTINGS, "")
    assert found[0].fields["given"] == [{"date": "2015"}, {"date": "2016"}]
    assert len(found[0].doubts) == 1
    assert [each.unparsed.text for each in left] == ["- title: A\n  event: E", "- title: A"]
    found, left = tidy([FoundTalk(fields={**fields, "given": given_[1:2]})], SETTINGS, "")
    assert (found, left[0].unparsed.text) == (
        [],
        "- title: A\n  abstract: b\n  given: [{event: E}]",
    )
    found, left = tidy([talk("A", given="x")], SETTINGS, "")
    assert found[0].fields == {"title": "A", "date": "2015"}
    assert tidy([FoundTalk(fields={})], SETTINGS, "")[1][0].unparsed.text == "- title:"


def test_a_date_is_written_so_that_the_file_reads_it() -> None:
    """A phrase that needs the source's rules is replaced by what it means."""
    rules = DateRules(order="dmy", language="de", timezone="Europe/Paris")
    found, _ = tidy(
        [
            talk("A", "10/07/2015"),
            talk("B", "Oct 2015"),
            talk("C", "TBA"),
            FoundTalk(fields={"title": "D", "given": [{"date": "Mai 2015"}, "x"]}),
            talk("F", "7 Oct 2015, 18:30"),
            talk("G", "10/07/2015 18:30"),
            FoundTalk(fields={"title": "E", "date": "sometime"}),
        ],
        SETTINGS,
        "",
        rules,
    )
    assert [each.fields.get("date") for each in found] == [
        *("2015-07-10", "Oct 2015", "TBA", None, "7 Oct 2015, 18:30 Europe/Paris"),
        "2015-07-10T18:30 Europe/Paris",
    ]
    assert found[3].fields["given"] == [{"date": "2015-05"}]


def test_the_same_talk_found_twice_is_one() -> None:
    """What one lacks comes from the other; an id serves the first; deliveries are not doubled."""
    found, _ = tidy(
        [
            talk("A", video="https://v.example/1"),
            talk("a", slides="https://s.example/", id="k"),
            talk("B", id="k"),
            talk("C", id="k"),
            FoundTalk(fields={"title": "A", "given": [{"date": "2015"}, {"date": "2016"}]}),
            FoundTalk(fields={"title": "A", "date": "2015", "given": [{"date": "2017"}]}),
            FoundTalk(fields={"title": "A", "tags": ["x"], "given": [{"date": "2016"}]}),
        ],
        SETTINGS,
        "",
    )
    assert [each.fields for each in found] == [
        {
            "title": "A",
            "date": "2015",
            "video": "https://v.example/1",
            "slides": "https://s.example/",
            "id": "k",
        },
        {"title": "B", "date": "2015"},
        {"title": "C", "date": "2015"},
        {"title": "A", "tags": ["x"], "given": [{"date": "2016"}]},
        {"title": "A", "given": [{"date": "2017"}]},
    ]


def test_a_talk_without_a_date_completes_the_one_with_it() -> None:
    """A page that names a talk twice, and dates it once, has one talk."""
    more = {"speakers": ["Ann", "Bob"], "slides": "https://s.example/"}
    again = FoundTalk(fields={"title": "A", **more})
    found, left = tidy([talk("A", speaker="Ann"), again], SETTINGS, "")
    assert found[0].fields == {
        "title": "A",
        "speaker": "Ann",
        "date": "2015",
        "slides": "https://s.example/",
    }
    assert left == []


def test_what_completes_a_talk_is_checked_like_the_talk() -> None:
    """A field that would be refused is refused wherever it comes from."""
    again = FoundTalk(fields={"title": "A", "tags": ["a,b"], "given": [{"event": "E"}]})
    found, _ = tidy([talk("A"), again], SETTINGS, "")
    assert found[0].fields == {"title": "A", "date": "2015"}


def test_a_talk_of_ones_own_is_checked_as_it_is() -> None:
    """What a person writes is not left out but refused."""
    check({"title": "A", "date": "2015"}, SETTINGS)
    with pytest.raises(Rejected, match="TF201") as rejected:
        check({"title": "A", "date": "sometime"}, SETTINGS)
    assert rejected.value.hint


# --- videos -------------------------------------------------------------------------------------


def test_videos_of_no_talk_are_added_only_when_asked(path: Path) -> None:
    """They are not remembered either, so that a talk can be listed later and get its video."""
    path.write_text(FEED + "talks:\n- {title: Rainbows, date: 2015}\n")
    one = result(
        talk("Rainbows", "2016", video="https://v.example/1"),
        FoundTalk(fields={"title": "Other", "date": "2016", "video": "https://v.example/2"}),
        FoundTalk(fields={"title": "Undated", "video": "https://v.example/3"}),
        kind="youtube",
    )
    made = take(path, one)
    assert [each.plan.action for each in made.reported] == [
        *(Action.MERGED, Action.VIDEO, Action.VIDEO),
    ]
    assert (made.reported[1].path, made.reported[1].line) == ("", 0)
    assert titles(path) == ["Rainbows"]
    again = take(path, one, record.parse(made.record), add_videos=True)
    assert titles(path) == ["Rainbows", "Other"]
    assert again.reported[1].plan.found.doubts
    assert [each.unparsed_part.text.split("\n")[0] for each in again.unparsed] == [
        "- title: Undated"
    ]


# --- talks files --------------------------------------------------------------------------------


def test_what_is_no_talks_file_is_told(tmp_path: Path) -> None:
    """A file that is not there, an empty directory, and a list without settings."""
    for source in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(InvalidData, match="TF101"):
            open_talks(source)
    with pytest.raises(InvalidData, match="TF101"):
        open_or_create(tmp_path)
    (tmp_path / "talks.yaml").write_text("- {title: A, date: 2015}\n")
    with pytest.raises(InvalidData, match="there is no 'feed:'"):
        open_or_create(tmp_path / "talks.yaml")


# --- keys and wishes ----------------------------------------------------------------------------

SOME = """\
talks:
- {title: Rainbows, speaker: Ann, event: Conf, date: 2015}
- {title: Rainbows, speaker: Ann, event: Other, date: 2016}
- {title: Draft, date: 2015, draft: true}
- {title: Fixed, id: my-key, date: 2015}
- title: Twice
  speakers: [Ann, Bob]
  given:
  - {event: One, date: 2011, slides: "https://s.example/"}
  - {event: Two, date: 2012}
"""


def test_a_talk_has_the_key_of_its_page(path: Path) -> None:
    """The same that a build gives it, with a lock and without."""
    path.write_text(FEED + SOME)
    raw = open_talks(path).raw
    stamped = stamp(normalise(raw), None, NOW)
    built = {entry.key: entry.talk.place for entry in stamped.entries}
    for lines in ((), stamped.ledger.lines):
        known = {key: each.own for key, each in keys(raw, lines).items()}
        assert known.items() >= built.items()
        assert known.keys() - built.keys() == {"draft"}


def test_a_key_is_found_by_what_people_know(path: Path) -> None:
    """The key, or a title that only one talk has; else the answer names what may be meant."""
    path.write_text(FEED + SOME)
    raw = open_talks(path).raw
    assert find("my-key", raw, ())[1].fields["title"] == "Fixed"
    assert find("Fixed", raw, ())[1].fields["title"] == "Fixed"
    assert find("My Key", raw, ())[1].fields["title"] == "Fixed"
    assert find("rainbows", raw, ())[1].fields["event"] == "Conf"
    hints = {
        "bow": "did you mean one of these? use its key:\n  rainbows        Rainbows, Conf",
        "ixe": "did you mean 'my-key'?",
        "ranbows": "did you mean 'rainbows'?",
        "xyzzy": "use a talk's key or its title; 'talkfeed list' shows both",
        "": "use a talk's key or its title; 'talkfeed list' shows both",
    }
    for key, hint in hints.items():
        with pytest.raises(Rejected, match="TF710") as rejected:
            find(key, raw, ())
        assert rejected.value.hint.startswith(hint)


TWINS = """\
talks:
- given: [{event: A, date: 2027-06-01}, {event: B, date: 2027-06-02}]
  title: Given
- {title: Twin, event: A, date: 2027-07-01}
- {title: Twin, event: B, date: 2027-07-02}
- {title: Draft, draft: yes}
- {title: Draft, draft: yes, speaker: Ann}
- {title: Wrong, event: A, date: 31 June 2027}
- {title: Wrong, event: B, date: 31 June 2027}
"""


@pytest.mark.parametrize("title", ["Given", "Twin", "Draft", "Wrong", "TWIN"])
def test_a_title_of_two_is_refused_with_the_keys_of_both(title: str, path: Path) -> None:
    """Talks, deliveries, drafts and mistakes: each key that is listed leads to another one."""
    path.write_text(FEED + TWINS)
    raw = open_talks(path).raw
    with pytest.raises(Rejected, match="TF710 2 talks or deliveries have the title") as rejected:
        find(title, raw, ())
    first, *rows = rejected.value.hint.splitlines()
    assert first == "use the key of one of them:"
    found = [find(row.split()[0], raw, ())[1] for row in rows]
    assert len({id(each) for each in found}) == len(rows) == 2
    assert {str(each.fields["title"]) for each in found} == {title.capitalize()}


def test_several_talks_of_a_title_are_told_apart(path: Path) -> None:
    """Where no talk has the plain key, the answer lists those that there are."""
    path.write_text(
        FEED
        + SOME.replace("{title: Rainbows,", "{title: Rainbows, id: x1,", 1).replace(
            "{title: Rainbows, s", "{title: Rainbows, id: x2, s", 1
        )
    )
    with pytest.raises(Rejected, match="TF710 2 talks or") as rejected:
        find("Rainbows", open_talks(path).raw, ())
    assert [row.split()[0] for row in rejected.value.hint.splitlines()[1:]] == ["x1", "x2"]


def test_a_talk_with_a_mistake_can_be_edited(path: Path) -> None:
    """A file need not be right to be mended; the others keep their keys."""
    path.write_text(FEED + SOME + "- {title: Wrong, date: 31 June 2015}\n")
    listed = open_talks(path)
    assert {"wrong", "rainbows", "rainbows-other"} <= keys(listed.raw, ()).keys()
    texts = change(listed, find("wrong", listed.raw, ())[1], {"date": "30 June 2015"})
    assert "{title: Wrong, date: 30 June 2015}" in texts[str(path)]
    other = change(listed, find("my-key", listed.raw, ())[1], {"location": "Here"})
    assert "date: 2015, location: Here}" in other[str(path)]
    path.write_text(FEED.replace("title", "titel") + SOME)
    assert "rainbows" in keys(open_talks(path).raw, ())


CHANGES: tuple[tuple[str, dict[str, Any], list[str], str], ...] = (
    ("twice-one", {"video": "https://v.example/"}, [], "video: https://v.example/, slides"),
    ("twice-one", {"slides": "https://x.example/"}, [], "slides: https://x.example/}"),
    ("twice-one", {}, ["slides"], "{event: One, date: 2011}\n"),
    ("twice-two", {"speaker": "Carol"}, [], "  speakers: Carol\n"),
    ("twice-two", {"tags": ["x"]}, ["speakers"], "- title: Twice\n  tags: [x]\n  given:"),
    ("my-key", {"speaker": ["A", "B"]}, ["id"], "{title: Fixed, speaker: [A, B], date: 2015}"),
)


@pytest.mark.parametrize(("key", "fields", "unset", "expected"), CHANGES)
def test_a_wish_goes_where_it_belongs(
    key: str, fields: dict[str, Any], unset: list[str], expected: str, path: Path
) -> None:
    """What is about one delivery to it, what holds for all to the talk, in its own words."""
    path.write_text(FEED + SOME)
    listed = open_talks(path)
    known = {**keys(listed.raw, ())}
    known |= {"twice-one": known["twice"], "twice-two": known.get("twice-two", known["twice"])}
    assert expected in change(listed, known[key], fields, unset)[str(path)]


def test_a_wish_that_would_break_the_file_is_refused(path: Path) -> None:
    """The problem is told, with many of them only the first; a field that is not there, too."""
    path.write_text(FEED + SOME)
    listed = open_talks(path)
    one = find("my-key", listed.raw, ())[1]
    with pytest.raises(Rejected, match=r"TF711 .*TF203 there is no day 31"):
        change(listed, one, {"date": "31 June 2015"})
    wrong = dict.fromkeys(("video", "slides", "code", "url"), "no address")
    with pytest.raises(Rejected, match=r"TF711 .*; and 1 more"):
        change(listed, one, wrong)
    with pytest.raises(Rejected, match="TF712 the talk has no field 'video'") as rejected:
        change(listed, one, {}, ["video"])
    assert rejected.value.hint == "it has: title, id, date"


def test_where_a_talk_came_from_is_nobodys_news(path: Path) -> None:
    """The field `source` is checked, and neither published nor a change to subscribers."""
    stamps = []
    for row in ("{title: A, date: 2015}", "{title: A, date: 2015, source: a page}"):
        path.write_text(f"{FEED}talks:\n- {row}\n")
        stamps.append(stamp(normalise(open_talks(path).raw), None, NOW))
    assert stamps[0] == stamps[1]
    path.write_text(f"{FEED}talks:\n- {{title: A, date: 2015, source: [a, b]}}\n")
    assert [each.code for each in problems_of(open_talks(path).raw, path)] == ["TF303"]
