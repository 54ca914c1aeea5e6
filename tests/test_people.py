"""People: from `people:` and the words beside a name to all that shows them."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from feedparser import parse as parse_feed

from factories import make_entry, make_feed, make_talk, make_time
from talkfeed import build
from talkfeed.errors import InvalidData
from talkfeed.formats.html import page, schema_org
from talkfeed.formats.syndication import atom
from talkfeed.importers.common.detect import choose
from talkfeed.ledger.digest import digest
from talkfeed.model import Person, Profile, Talks
from talkfeed.model.imported import ImportOptions, SourceInput
from talkfeed.model.people import PROFILES, ROLES, split_affiliation
from talkfeed.normalise import normalise
from talkfeed.talksfile import parser
from twice import NOW, Site

if TYPE_CHECKING:
    from talkfeed.errors import Problem
    from talkfeed.model import Talk

FEED = "feed: {title: T, url: 'https://t.example/', authors: [A]}\n"
ANN = """\
people:
  - name: Ann Example
    also: [A. Example, Ann Maiden]
    affiliation: University of Example
    pronouns: she/her
    url: https://ann.example/
    links: {mastodon: "@ann@m.example", orcid: 0000-0002-1825-0097}
    image: https://ann.example/a.jpg
    bio: Ann works on *unikernels*.
"""
AS_JSON = {
    "name": "Ann Example",
    "role": "speaker",
    "affiliation": "University of Example",
    "pronouns": "she/her",
    "url": "https://ann.example/",
    "image": "https://ann.example/a.jpg",
    "links": [
        {"title": "ORCID", "url": "https://orcid.org/0000-0002-1825-0097"},
        {"title": "Mastodon", "url": "https://m.example/@ann"},
    ],
}


def load(home: Path, text: str, **files: str) -> Talks:
    """Read a talks file, with other files beside it."""
    for name, content in {"talks": FEED + text, **files}.items():
        (home / f"{name}.yaml").write_text(content, encoding="utf-8")
    return normalise(parser.read(home / "talks.yaml"))


def talk(home: Path, people: str, head: str = "", **files: str) -> Talk:
    """Read a talk with people."""
    text = f"{head}talks:\n  - title: A talk\n    date: 7 Oct 2015\n    {people}\n"
    return load(home, text, **files).talks[0]


def problems(home: Path, text: str, **files: str) -> list[Problem]:
    """Return the problems of a talks file."""
    with pytest.raises(InvalidData) as caught:
        load(home, text, **files)
    return [*caught.value.problems]


TALKS = "talks: [{title: A, speaker: Ann Example, date: 2015}]\n"


# --- names and affiliations ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Ann Example (Employer)", ("Ann Example", "Employer")),
        ("Ann (ENS, Paris)", ("Ann", "ENS, Paris")),
        ("안 예시 (카이스트)", ("안 예시", "카이스트")),
        ("Ann (3M)", ("Ann", "3M")),
        ("Ann (she/her)", None),
        ("Ann (They/Them)", None),
        ("Ann (remote)", None),
        ("Ann (2015)", None),
        ("Ann (@ann)", None),
        ("Ann (A), Ben (B)", None),
        ("(Employer)", None),
        ("Robert (Bob) Roe", None),
        ("Ann ()", None),
    ],
)
def test_what_follows_a_name_in_brackets(
    written: str, expected: tuple[str, str] | None, tmp_path: Path
) -> None:
    """An affiliation is apart from the name; pronouns, remarks and numbers stay in it."""
    assert split_affiliation(written) == (expected or (written, None))
    (person,) = talk(tmp_path, f'speaker: "{written}"').speakers
    assert (person.name, person.affiliation) == (expected or (written, None))
    assert person.written == written


def test_two_ways_to_state_an_affiliation_are_the_same(tmp_path: Path) -> None:
    """As a text, and as keys; neither needs `people:`."""
    text = talk(tmp_path, "speaker: Ann Example (ENS)")
    keys = talk(tmp_path, "speakers: [{name: Ann Example, affiliation: ENS}]")
    assert text.speakers == keys.speakers


def test_an_affiliation_taken_from_a_name_is_no_news() -> None:
    """The digest, and so the talk's timestamps, are those of the whole text as a name."""
    before = make_talk(speakers=(Person(name="Ann (ENS)"),))
    after = make_talk(speakers=(Person(name="Ann", affiliation="ENS"),))
    assert digest(before) == digest(after)


def test_what_people_says_is_no_news_of_a_talk() -> None:
    """A new employer changes no talk's `updated`."""
    known = Person(name="Ann", profile=Profile(affiliation="ENS", url="https://ann.example/"))
    assert digest(make_talk(speakers=(known,))) == digest(make_talk(speakers=(Person("Ann"),)))


# --- roles ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_a_role_is_a_key_or_a_word(role: Any, tmp_path: Path) -> None:
    """Both give the same; people on a panel are speakers, others contribute."""
    if role.name == "speaker":
        by_key = talk(tmp_path, "speakers: [Ben, Ann]")
        by_word = talk(tmp_path, "speakers: [Ben, {name: Ann, role: presenter}]")
    else:
        by_key = talk(tmp_path, f"speakers: Ben\n    {role.key}: Ann")
        by_word = talk(tmp_path, f"speakers: [{{name: Ann, role: {role.words[0]}}}, Ben]")
    assert (by_key.speakers, by_key.contributors) == (by_word.speakers, by_word.contributors)
    found = by_key.speakers if role.is_speaker else by_key.contributors
    assert found[-1] == Person(name="Ann", role="" if role.name == "speaker" else role.name)


def test_a_delivery_may_have_its_own_chair(tmp_path: Path) -> None:
    """As it may have its own language; the talk's is for the others."""
    given = "given: [{date: 2015, chairs: Ben}, {date: 2016}]"
    text = f"talks: [{{title: A, speaker: Ann, chairs: Cal, {given}}}]\n"
    talks = load(tmp_path, text).talks
    assert [each.contributors[0].name for each in talks] == ["Ben", "Cal"]


@pytest.mark.parametrize(
    ("people", "code", "hint"),
    [
        ("speakers: [{name: Ann, role: chiar}]", "TF307", "did you mean 'chair'?"),
        ("chair: Ann", "TF301", "did you mean 'chairs'?"),
        ("moderator: Ann", "TF301", "did you mean 'chairs'?"),
        ("speakers: [{role: chair}]", "TF302", "write name:"),
        ("chairs: [[Ann]]", "TF303", "write chairs: [Ann Example (Employer)]"),
        ("hosts: 42", "TF303", 'hosts: "42"'),
    ],
)
def test_a_wrong_role_is_a_problem(people: str, code: str, hint: str, tmp_path: Path) -> None:
    """It is reported once, with a hint that works."""
    found = problems(tmp_path, f"talks: [{{title: A, date: 2015, {people}}}]\n")
    assert [problem.code for problem in found] == [code]
    assert hint in found[0].hint


# --- people: -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Ann Example", "A. Example", "ANN  MAIDEN", "ann maiden"])
def test_any_name_leads_to_the_person(name: str, tmp_path: Path) -> None:
    """The main name is shown, with all that is known of the person."""
    (person,) = talk(tmp_path, f"speaker: {name}", ANN).speakers
    assert person.name == "Ann Example"
    assert (person.works_at, person.page) == ("University of Example", "https://ann.example/")
    assert person.affiliation is None


def test_a_talk_knows_better_where_the_speaker_worked_then(tmp_path: Path) -> None:
    """What is stated with the talk comes first."""
    (person,) = talk(tmp_path, "speaker: Ann Maiden (Old Employer)", ANN).speakers
    assert (person.name, person.works_at) == ("Ann Example", "Old Employer")


def test_a_name_with_brackets_may_be_a_whole_name(tmp_path: Path) -> None:
    """If `people:` has it."""
    head = "people: [The Prince (Artist)]\n"
    (person,) = talk(tmp_path, "speaker: The Prince (Artist)", head).speakers
    assert (person.name, person.works_at) == ("The Prince (Artist)", None)


@pytest.mark.parametrize("content", [ANN, ANN.removeprefix("people:\n")], ids=["keys", "list"])
def test_people_may_have_a_file_of_their_own(content: str, tmp_path: Path) -> None:
    """It holds the list, or the list below its key."""
    text = f"people: people.yaml\n{TALKS}"
    (person,) = load(tmp_path, text, people=content).talks[0].speakers
    assert person.works_at == "University of Example"


@pytest.mark.parametrize(
    ("text", "files", "message", "place"),
    [
        (f"people: people.yaml\n{TALKS}", {}, "there is no file 'people.yaml'", "talks.yaml:2"),
        (f"people: ../x.yaml\n{TALKS}", {}, "is outside the directory", "talks.yaml:2"),
        (f"people: people.yaml\n{TALKS}", {"people": "a: b\n"}, "must be a list", "people.yaml:1"),
        (f"people: people.yaml\n{TALKS}", {"people": "- [a: }\n"}, "", "people.yaml:1"),
        (f"people: people.yaml\n{TALKS}", {"people": "- nam: A\n"}, "unknown key", "people.yaml:1"),
        (f"people: {{name: A}}\n{TALKS}", {}, "'people' must be a list", "talks.yaml:2"),
        (f"people: Ann Example\n{TALKS}", {}, "'people' must be a list", "talks.yaml:2"),
        (f"people: [[A]]\n{TALKS}", {}, "must be a name or a mapping", "talks.yaml:2"),
        (f"{TALKS}people: [A]\npeople: [B]\n", {}, "duplicate key 'people'", "talks.yaml:4"),
        (
            f"peopel: [A]\npeople: [B]\n{TALKS}",
            {},
            "unknown top-level key 'peopel'",
            "talks.yaml:2",
        ),
        (
            f"people:\n  - Ann Example\n  - {{name: B, also: ann example}}\n{TALKS}",
            {},
            "'ann example' is already a name of 'Ann Example' (line 3)",
            "talks.yaml:4",
        ),
    ],
)
def test_a_mistake_in_people_is_reported_at_its_place(
    text: str, files: dict[str, str], message: str, place: str, tmp_path: Path
) -> None:
    """Each with the file and the line it is in."""
    found = problems(tmp_path, text, **files)
    assert message in found[0].message
    assert str(found[0].place).startswith(str(tmp_path / place))


def test_a_directory_in_place_of_the_file_is_a_problem(tmp_path: Path) -> None:
    """What is in it is not read as a list of people."""
    (tmp_path / "people.yaml").mkdir()
    (tmp_path / "people.yaml" / "a.yaml").write_bytes(b"\xff")
    found = problems(tmp_path, f"people: people.yaml\n{TALKS}")
    assert found[0].code == "TF102"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_in_place_of_the_file_is_a_problem(tmp_path: Path) -> None:
    """A file of people is a regular file, like any other."""
    os.mkfifo(tmp_path / "people.yaml")
    (found,) = problems(tmp_path, f"people: people.yaml\n{TALKS}")
    assert (found.code, found.place.path) == ("TF101", str(tmp_path / "people.yaml"))


def test_a_directory_of_talks_has_one_list_of_people(tmp_path: Path) -> None:
    """In one of its files."""
    (tmp_path / "a.yaml").write_text(f"{FEED}{ANN}{TALKS}", encoding="utf-8")
    (tmp_path / "b.yaml").write_text(f"people: [Ben]\n{TALKS}", encoding="utf-8")
    messages = [problem.message for problem in parser.read(tmp_path).problems]
    assert messages == ["a second 'people:'"]


def test_an_empty_list_of_people_is_none(tmp_path: Path) -> None:
    """As an empty field is no field."""
    assert load(tmp_path, f"people:\n{TALKS}").settings.people == ()


def test_a_person_in_no_talk_is_a_notice(tmp_path: Path) -> None:
    """A chair is in the talk; the other was probably misspelt."""
    head = "people: [Ann Example, Cal, {name: Bne, also: Ben}]\n"
    text = f"{head}talks: [{{title: A, speaker: Ann Example, chairs: Cal, date: 2015}}]\n"
    (notice,) = load(tmp_path, text).notices
    assert (notice.code, notice.message) == ("TF618", "no talk names 'Bne'")
    assert notice.place.line == 2


# --- profiles ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ("{github: annexample}", [("GitHub", "https://github.com/annexample")]),
        ("{bluesky: '@ann.example'}", [("Bluesky", "https://bsky.app/profile/ann.example")]),
        ("{mastodon: ann@m.example}", [("Mastodon", "https://m.example/@ann")]),
        ("{website: 'https://a.example/'}", [("Website", "https://a.example/")]),
        ("{orcid: 'https://orcid.org/1'}", [("ORCID", "https://orcid.org/1")]),
        ("['https://www.github.com/ann']", [("GitHub", "https://www.github.com/ann")]),
        ("https://a.example/", [("a.example", "https://a.example/")]),
        ("[{url: 'https://a.example/', label: Lab}]", [("Lab", "https://a.example/")]),
    ],
)
def test_a_profile_is_a_name_at_a_site_or_an_address(
    links: str, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    """Each has the title of the site."""
    head = f"people: [{{name: Ann, links: {links}}}]\n"
    (person,) = talk(tmp_path, "speaker: Ann", head).speakers
    assert person.profile is not None
    assert [*person.profile.links] == expected


@pytest.mark.parametrize(
    ("links", "message", "hint"),
    [
        ("{gihub: ann}", "unknown kind of profile 'gihub'", "did you mean 'github'?"),
        ("{icq: 1}", "unknown kind of profile 'icq'", "the keys are: orcid, github"),
        ("{mastodon: ann}", "not a complete address", "https://"),
        ("{github: {a: b}}", "'links' must be a name or an address", "orcid:"),
        ("[[a]]", "'links' must be an address or a link", "orcid:"),
        ("[{label: a}]", "the link has no url", "write url:"),
        ("{orcid: 'javascript:alert(1)'}", "", ""),
    ],
)
def test_a_wrong_profile_is_a_problem(links: str, message: str, hint: str, tmp_path: Path) -> None:
    """Nothing but web addresses comes through."""
    found = problems(tmp_path, f"people: [{{name: Ann Example, links: {links}}}]\n{TALKS}")
    assert message in found[0].message
    assert hint in found[0].hint


@pytest.mark.parametrize(
    ("fields", "hint"),
    [("also: [[a]]", "write also:"), ("also: '\u200b'", "write also:"), ("bio: [a]", "write bio:")],
)
def test_a_wrong_field_of_a_person_is_a_problem(fields: str, hint: str, tmp_path: Path) -> None:
    """The other fields are still checked."""
    (found,) = problems(tmp_path, f"people: [{{name: Ann Example, {fields}}}]\n{TALKS}")
    assert hint in found.hint


def test_sites_have_names_of_their_own() -> None:
    """No host belongs to two sites, and each address has a gap for the name."""
    hosts = [host for kind in PROFILES for host in kind.hosts]
    assert len({*hosts}) == len(hosts)
    assert all("{}" in kind.address for kind in PROFILES if kind.address)


# --- where people are shown ----------------------------------------------------------------------


def shown(person: Person) -> Any:
    """Make the feed of a talk to come."""
    when = make_time("2015-12-07T10:00", "2015-12-07T11:00")
    chair = Person(name="Cal", affiliation="ENS", url="https://cal.example/", role="chair")
    host = Person(name="Di", role="host")
    given = make_talk(when=when, room="1", speakers=(person,), contributors=(chair, host))
    return make_feed(make_entry("a", given), ahead=("a",))


def test_a_page_says_who_the_people_are(tmp_path: Path) -> None:
    """Affiliations after names, roles, and once below the talk the rest."""
    (ann,) = talk(tmp_path, "speaker: Ann Maiden", ANN).speakers
    content = page.render(shown(ann)).decode()
    assert 'href="https://ann.example/">Ann Example</a> (University of Example)</p>' in content
    chair = '<dt>Chair</dt><dd><a href="https://cal.example/">Cal</a> (ENS)</dd>'
    assert chair in content
    assert "<dt>Host</dt><dd>Di</dd>" in content
    assert "About Ann Example (she/her)</h2>" in content
    assert "<p>Ann works on <em>unikernels</em>.</p>" in content
    assert '<a href="https://m.example/@ann">Mastodon</a>' in content
    assert "<img" not in content


def test_search_engines_know_a_person_elsewhere(tmp_path: Path) -> None:
    """With `sameAs`, `affiliation` and the role (schema.org Person, Event)."""
    (ann,) = talk(tmp_path, "speaker: Ann Maiden", ANN).speakers
    graph: Any = schema_org.events(shown(ann))
    (event,) = graph["@graph"]
    assert event["performer"] == [
        {
            "@type": "Person",
            "name": "Ann Example",
            "url": "https://ann.example/",
            "alternateName": ["A. Example", "Ann Maiden"],
            "affiliation": {"@type": "Organization", "name": "University of Example"},
            "image": "https://ann.example/a.jpg",
            "sameAs": [link["url"] for link in AS_JSON["links"]],  # type: ignore[index]
            "description": "Ann works on unikernels.",
        }
    ]
    assert [each["name"] for each in event["contributor"]] == ["Cal", "Di"]


def test_atom_tells_contributors_from_authors() -> None:
    """A chair is an `atom:contributor` (RFC 4287, 4.2.3), between categories and the id."""
    entry = parse_feed(atom.render(shown(Person(name="Ann")))).entries[0]
    assert [each["name"] for each in entry.authors] == ["Ann"]
    found = [(each["name"], each.get("href")) for each in entry.contributors]
    assert found == [("Cal", "https://cal.example/"), ("Di", None)]


# --- sites ---------------------------------------------------------------------------------------

HEAD = "  channels: {speakers: 1}\n  formats: [atom, rss, json, ical, pages]\n"


def make_site(home: Path, people: str = ANN) -> Site:
    """Make a site of three talks by one person."""
    names = ("Ann Example", "A. Example", "Ann Maiden")
    head = f"feed:\n  title: T\n  url: https://t.example/\n{HEAD}{people}talks:\n"
    talks = [
        f"  - title: Talk {number}\n    speaker: {name}\n    date: {number} May 2015\n"
        for number, name in enumerate(names, 1)
    ]
    return Site(home, head, talks)


def test_all_names_of_a_person_have_one_feed(tmp_path: Path) -> None:
    """Its subtitle is the beginning of the text about the person; programs have the rest."""
    site = make_site(tmp_path)
    site.build()
    found = site.files("cached")
    feeds = {Path(name).stem for name in found if "speakers/" in name and ".html" not in name}
    assert feeds == {"ann-example"}
    feed = json.loads(found["output/speakers/ann-example.json"])
    assert feed["description"] == "Ann works on unikernels."
    assert len(feed["items"]) == 3
    assert feed["items"][0]["_talkfeed"]["people"] == [AS_JSON]
    assert feed["items"][0]["authors"] == [
        {
            "name": "Ann Example",
            "url": "https://ann.example/",
            "avatar": "https://ann.example/a.jpg",
        }
    ]


def test_a_person_with_a_new_name_keeps_the_feed(tmp_path: Path) -> None:
    """The old name moves to `also`, and nothing that is subscribed to is lost."""
    site = make_site(tmp_path, "people:\n  - name: Ann Example\n")
    site.build()
    site.head = site.head.replace(
        "name: Ann Example", "{name: Ann Newname, also: [Ann Example, A. Example, Ann Maiden]}"
    )
    site.write()
    site.build(NOW + timedelta(hours=1))
    feeds = {Path(name).stem for name in site.files("cached") if "speakers/" in name}
    assert "ann-example" in feeds
    assert "ann-newname" not in feeds
    feed = json.loads(site.files("cached")["output/speakers/ann-example.json"])
    assert feed["title"] == "T: Ann Newname"


def test_the_feed_of_a_name_with_an_affiliation_goes_on(tmp_path: Path) -> None:
    """A site that had "Ann (ENS)" as a name keeps the address when that is read as two things."""
    site = make_site(tmp_path, "people: ['Ann (ENS)', 'Ann (MIT)']\n")
    site.talks = [
        f"  - title: Talk {number}\n    speaker: {name}\n    date: {number} May 2015\n"
        for number, name in enumerate(("Ann (ENS)", "Ann (MIT)"), 1)
    ]
    site.write()
    site.build()
    site.head = site.head.replace("people: ['Ann (ENS)', 'Ann (MIT)']\n", "")
    site.write()
    report, _ = site.build(NOW + timedelta(hours=1))
    assert report.changes == ()
    for slug in ("ann-ens", "ann-mit"):
        feed = json.loads(site.files("cached")[f"output/speakers/{slug}.json"])
        assert len(feed["items"]) == 2


@pytest.mark.parametrize("is_file", [False, True], ids=["inline", "file"])
def test_a_change_of_a_person_is_on_every_page(tmp_path: Path, is_file: bool) -> None:  # noqa: FBT001
    """Of all talks, and none of them is news."""
    site = make_site(tmp_path, "people: people.yaml\n" if is_file else ANN)
    text = ANN

    def write() -> None:
        site.write()
        for place in ("cached", "plain") if is_file else ():
            (tmp_path / place / "people.yaml").write_text(text, encoding="utf-8")

    write()
    site.build()
    site.build()
    text = text.replace("University of", "Institute of")
    site.head = site.head.replace("University of", "Institute of")
    write()
    report, _ = site.build(NOW + timedelta(hours=1))
    assert report.changes == ()
    for number in (1, 2, 3):
        assert b"Institute of" in site.files("cached")[f"output/talks/talk-{number}/index.html"]


def test_an_edit_of_a_talk_beside_people_is_incremental(tmp_path: Path) -> None:
    """And an edit that names or no longer names a person is not: it may be a notice."""
    site = make_site(tmp_path, f"{ANN}  - Cal\n")
    report, _ = site.build()
    assert [notice.code for notice in report.notices if notice.code == "TF618"] == ["TF618"]
    site.talks[1] += "    abstract: More.\n"
    site.write()
    _, counts = site.build(NOW + timedelta(hours=1))
    assert "stamp" not in counts
    site.talks[1] += "    chairs: Cal\n"
    site.write()
    report, _ = site.build(NOW + timedelta(hours=2))
    assert not any(notice.code == "TF618" for notice in report.notices)
    assert [change.what for change in report.changes] == [("contributors",)]


def test_people_in_a_file_below_broken_talks_are_read_all_the_same(tmp_path: Path) -> None:
    """A build of a site whose file of people turns bad says where."""
    site = make_site(tmp_path, "people: people.yaml\n")
    for place in ("cached", "plain"):
        (tmp_path / place / "people.yaml").write_text(ANN, encoding="utf-8")
    site.build()
    (tmp_path / "cached" / "people.yaml").write_text("- name: A\n  also: A\n- A\n", "utf-8")
    site.talks[0] += "    abstract: More.\n"
    site.write()
    with pytest.raises(InvalidData, match="already a name"):
        build(site.source, site.source.parent / "output", now=NOW)


def test_people_that_turn_bad_with_an_edit_are_reported(tmp_path: Path) -> None:
    """An edit of a talk does not hide them."""
    site = make_site(tmp_path, "")
    site.build()
    site.head = site.head.replace("talks:", "people: {name: Ann Example}\ntalks:")
    site.talks[0] += "    abstract: More.\n"
    site.write()
    with pytest.raises(InvalidData, match="must be a list of people"):
        site.build(NOW + timedelta(hours=1))


# --- what an import reads back -------------------------------------------------------------------

READ_BACK = """\
talks:
  - title: A talk
    speakers: [A. Example, "Ben Roe (ENS, Paris)", Di Doe]
    chairs: [Cal Doe (INRIA), Eve]
    translators: Fay
    date: 7 Oct 2015
    event: CityCode
    location: Hall
    room: Room 2
"""
PEOPLE = [
    "Di Doe",
    {"name": "Ben Roe", "affiliation": "ENS, Paris"},
    {"name": "Cal Doe", "affiliation": "INRIA", "role": "chair"},
    {"name": "Eve", "role": "chair"},
    {"name": "Fay", "role": "translator"},
]


@pytest.mark.parametrize("name", ["talks.atom", "talks.rss", "talks.json", "talks.ics"])
def test_people_are_read_back_from_what_was_written(name: str, tmp_path: Path) -> None:
    """With affiliations and roles; what `people:` says of a person is not taken for the talk's."""
    (tmp_path / "talks.yaml").write_text(f"{FEED}{ANN}{READ_BACK}", encoding="utf-8")
    build(tmp_path / "talks.yaml", tmp_path / "output", now=NOW)
    content = (tmp_path / "output" / name).read_bytes()
    source = SourceInput(content=content, name=name)
    (found,) = choose(source).read(source, ImportOptions()).talks
    people: Any = found.fields["speakers"]
    names = [each if isinstance(each, str) else each["name"] for each in people]
    assert names[:3] == ["Ann Example", "Ben Roe", "Di Doe"]
    bare = [
        {key: value for key, value in each.items() if key != "url"}
        if isinstance(each, dict) and name == "talks.json"
        else each
        for each in people
    ]
    assert all(each in bare for each in PEOPLE)
    assert (found.fields["title"], found.fields["event"]) == ("A talk", "CityCode")
    assert (found.fields["location"], found.fields["room"]) == ("Hall", "Room 2")


# --- edits of people -----------------------------------------------------------------------------


def edited_site(home: Path, people: str = ANN) -> Site:
    """Make a site of talks by a person, and by others."""
    site = make_site(home, people)
    site.talks += [
        f"  - title: Other {number}\n    speaker: Ben\n    date: {number} June 2015\n"
        for number in range(1, 9)
    ]
    site.talks.append("  - {title: Led, speaker: Ben, chair: Ann Maiden, date: 7 May 2016}\n")
    site.talks[-1] = site.talks[-1].replace("chair:", "chairs:")
    site.write()
    return site


def test_an_edit_of_a_person_rebuilds_what_shows_the_person(tmp_path: Path) -> None:
    """Byte for byte as a build without a cache, and no other talk is rendered again."""
    site = edited_site(tmp_path)
    site.build()
    for number, (before, after) in enumerate(
        (
            ("University of Example", "ENS"),
            ("Ann works", "Ann, after\n\n      a pause, works"),
            ("pronouns: she/her", "pronouns: they/them"),
        )
    ):
        site.head = site.head.replace(before, after)
        site.write()
        report, counts = site.build(NOW + timedelta(hours=number))
        assert not report.why
        assert not report.changes
        assert counts["render"] == 4
        assert "speakers/ann-example/index.html" in report.written
        assert "talks/other-1/index.html" not in report.written
    site.talks[0] += "    abstract: More.\n"
    site.head = site.head.replace("ENS", "INRIA")
    site.write()
    assert not site.build(NOW + timedelta(hours=4))[0].why


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("also: [A. Example, Ann Maiden]", "also: [A. Example, Ann Maiden, Annie]", "settings"),
        ("talks:", "  - {name: Zoe}\ntalks:", "settings"),
        ("https://ann.example/a.jpg", "https://ann.example/b.jpg", "settings"),
    ],
)
def test_an_edit_that_decides_more_is_a_full_build(
    before: str, after: str, why: str, tmp_path: Path
) -> None:
    """Names decide how talks are read, and pictures are files; the bytes are the same."""
    site = edited_site(tmp_path)
    site.build()
    site.head = site.head.replace(before, after)
    site.write()
    assert why in site.build(NOW + timedelta(hours=1))[0].why


def test_an_edit_of_a_person_beside_others_is_a_full_build_where_it_must_be(
    tmp_path: Path,
) -> None:
    """A person whom no talk names, one of many talks, and one of a talk with deliveries."""
    people = f"{ANN}  - {{name: Zoe, affiliation: ENS}}\n  - {{name: Ben, affiliation: ENS}}\n"
    site = edited_site(tmp_path, people)
    site.talks.append("  - {title: Twice, speaker: Cy, given: [{date: 2015}, {date: 2016}]}\n")
    site.head = site.head.replace("people:\n", "people:\n  - {name: Cy, affiliation: ENS}\n")
    site.talks += [
        f"  - {{title: More {number}, speaker: Ben, date: 2014}}\n" for number in range(12)
    ]
    site.write()
    site.build()
    for number, (before, why) in enumerate(
        (("Zoe, a", "no talk names"), ("Ben, a", "handles 16"), ("Cy, a", "not one talk"))
    ):
        site.head = site.head.replace(f"{before}ffiliation: ENS", f"{before}ffiliation: INRIA")
        site.write()
        assert why in site.build(NOW + timedelta(hours=number + 1))[0].why
    site.head = site.head.replace("she/her", "they/them")
    site.write()
    assert "a notice is of a line" in site.build(NOW + timedelta(hours=9))[0].why
