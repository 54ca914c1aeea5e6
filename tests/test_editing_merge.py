"""What was found and what is listed are brought together; what a person wrote wins."""

from __future__ import annotations

from typing import Any

import pytest

from talkfeed.dates import DateRules
from talkfeed.deliveries.canonical import addresses, canonical, name, names
from talkfeed.deliveries.plain import deliveries_in_file
from talkfeed.deliveries.profile import profile
from talkfeed.editing import record
from talkfeed.editing.comparing import FieldEdit
from talkfeed.editing.matching import CROWD, pair
from talkfeed.editing.merge import Action, MergePlan, Origin, merge
from talkfeed.editing.videos import match_videos
from talkfeed.model import RawList, RawMap
from talkfeed.model.imported import FoundTalk
from talkfeed.talksfile.parser import parse

RULES = DateRules()
NOTHING = record.EMPTY
LISTED = """\
- title: A talk
  speaker: Ann
  event: Conf 2015
  date: Oct 2015
"""


def listed(text: str = LISTED) -> list[Any]:
    """Give the deliveries of a list of talks."""
    root, problems = parse(text, "talks.yaml")
    assert problems == []
    assert isinstance(root, RawList)
    return [
        each for talk in root.items if isinstance(talk, RawMap) for each in deliveries_in_file(talk)
    ]


def found(**fields: Any) -> FoundTalk:
    """Make the talk that is listed, as a source has it, with some fields of its own."""
    given = {"title": "A talk", "speakers": ["Ann"], "event": "Conf", "date": "7 Oct 2015"}
    return FoundTalk(fields={key: value for key, value in (given | fields).items() if value})


def decide(one: FoundTalk, text: str = LISTED, known: record.ImportRecord = NOTHING) -> MergePlan:
    """Decide about one talk."""
    return merge([one], listed(text), known, RULES)[0]


def remembered(one: FoundTalk, source: str = "") -> record.ImportRecord:
    """Give the record of an import that has added a talk."""
    return record.ImportRecord(seen=merge([one], [], NOTHING, RULES, Origin(source))[0].seen)


def wished(decision: MergePlan) -> dict[str, Any]:
    """Show the fields to write."""
    return {wish.key: wish.value for wish in decision.edits}


SAME = (
    {},
    {"title": "A Talk!"},
    {"date": "2015-10-31"},
    {"date": "2015"},
    {"date": ""},
    {"event": ""},
    {"event": "conf"},
    {"event": "The Conf", "title": "A talk"},
    {"event": "Elsewhere"},
)


@pytest.mark.parametrize("fields", SAME)
def test_a_talk_is_recognised_by_title_event_and_date(fields: dict[str, Any]) -> None:
    """Dates that may be the same are, and so are names of an event with and without its year."""
    assert decide(found(**fields)).action in {Action.UNCHANGED, Action.MERGED}


def test_a_talk_is_recognised_by_a_date_in_its_language() -> None:
    """The language and the time beside a date are part of it."""
    text = "- {title: A talk, event: Conf, language: de, date: 7. Oktober 2015, time: 16 Uhr}\n"
    assert decide(found(date="2015-10-07"), text).action is not Action.NEW
    assert decide(found(date="2015-10-09"), text).action is Action.NEW


def test_two_deliveries_of_a_day_are_remembered_apart() -> None:
    """What is remembered of a delivery holds its time, where that is written."""
    morning, evening = ({**found().fields, "time": time} for time in ("9:00", "19:00"))
    one, other = (remembered(FoundTalk(fields=fields)).seen[0] for fields in (morning, evening))
    assert one.fields["time"] != other.fields["time"]


def test_a_time_may_be_a_day_off() -> None:
    """A talk in the evening of one zone is on the next day of another; days are exact."""
    text = "- {title: A talk, event: Conf, date: 8 Oct 2015}\n"
    assert decide(found(date="2015-10-07T23:00Z"), text).action is not Action.NEW
    assert decide(found(date="2015-10-07"), text).action is Action.NEW
    assert decide(found(date="sometime"), text).action is not Action.NEW


OTHER = (
    {"title": "Another talk"},
    {"date": "2016"},
    {"event": "Elsewhere", "speakers": ["Bob"]},
    {"date": "2016", "event": ""},
)


@pytest.mark.parametrize("fields", OTHER)
def test_another_delivery_is_another_talk(fields: dict[str, Any]) -> None:
    """A talk given elsewhere or in another year is new."""
    assert decide(found(**fields)).action is Action.NEW


def test_what_is_missing_is_filled_in() -> None:
    """The file keeps what it has; what it lacks comes from the source."""
    one = found(speakers=["Bob"], video="https://v.example/1", id="x", added="2015", draft="true")
    one = FoundTalk(fields={**one.fields, "abstract": "In other words."})
    decision = decide(one, LISTED + "  abstract: In words.\n")
    assert decision.action is Action.MERGED
    assert wished(decision) == {"video": "https://v.example/1"}
    assert decision.conflicts == ("the source has other speakers: 'Bob'",)
    assert decision.edits[0].place == ("talks.yaml", 1, 3)


def test_an_id_decides() -> None:
    """A talk with the id of another is it, whatever else differs."""
    text = LISTED + "  id: one\n"
    decision = decide(found(id="one", title="Renamed", date="2020", event="Other"), text)
    assert decision.action is Action.UNCHANGED
    assert len(decision.conflicts) == 3


def test_a_recording_that_one_talk_has_is_evidence() -> None:
    """One thing more has to agree: the title, the date, the event or a speaker."""
    text = LISTED + "  video: https://www.youtube.com/watch?v=abcdefghijk\n"
    video = "https://youtu.be/abcdefghijk"
    for fields in ({}, {"date": "2019", "event": ""}, {"speakers": ["Bob"], "date": "2015"}):
        one = found(title="Another title", video=video, **fields)
        assert decide(one, text).action is Action.UNCHANGED
    strange = found(title="X", speakers=["Y"], event="Z", date="2001", video=video)
    assert decide(strange, text).action is Action.NEW


def test_slides_prove_a_talk_by_its_title_and_time() -> None:
    """The same slides at another time are another delivery."""
    text = "- {title: A long enough title, date: 2015, slides: https://s.example/}\n"
    same = {"slides": "http://www.s.example", "event": "", "speakers": ""}
    one = found(title="Not: a long enough title", date="May 2015", **same)
    assert decide(one, text).action is Action.UNCHANGED
    assert decide(found(title="A long enough title", date="2016", **same), text).action is (
        Action.NEW
    )


def test_evidence_that_several_could_claim_decides_nothing() -> None:
    """Two of a title in a year are told apart by their dates, or not at all."""
    row = "- {{title: Keynote, event: E, date: {}}}\n"
    text = row.format("1 May 2015") + row.format("2 Jun 2015")
    vague = FoundTalk(fields={"title": "Keynote", "event": "E", "date": "2015"})
    assert decide(vague, text).action is Action.NEW
    exact = FoundTalk(fields={"title": "Keynote", "event": "E", "date": "2 Jun 2015"})
    decision = decide(exact, text)
    assert decision.place is not None
    assert decision.place.line == 2
    crowd = [profile({"title": "K", "date": "2015"}, RULES)] * (CROWD + 1)
    assert (
        pair(crowd, [profile({"title": "K", "date": "May 2015"}, RULES)] * CROWD, [False] * 99)
        == {}
    )


# --- a second import ----------------------------------------------------------------------------


def test_what_was_said_before_is_no_news() -> None:
    """A field that was deleted by hand stays away until the source says something else."""
    one = found(video="https://v.example/1", tags=["x"])
    known = remembered(one)
    again = decide(one, known=known)
    assert (again.action, again.edits, again.conflicts) == (Action.UNCHANGED, (), ())
    changed = found(video="https://v.example/2", tags=["x"])
    assert wished(decide(changed, known=known)) == {"video": "https://v.example/2"}


def test_what_nobody_touched_follows_the_source() -> None:
    """Where the file still has what the source said, a correction there is one here."""
    text = LISTED + "  location: Room 1\n"
    text = text.replace("Oct 2015", "7 Oct 2015")
    known = remembered(found(location="Room 1"))
    assert wished(decide(found(location="Room 2"), text, known)) == {"location": "Room 2"}
    other = merge([found(location="Room 2")], listed(text), known, RULES, Origin("other"))[0]
    assert wished(other) == {}
    long = {"name": "Room 2 " + "x" * 60}
    assert decide(found(location=long), text).conflicts == (
        f"the source has another location: '{long['name'][:60]}…'",
    )


def test_a_talk_that_was_thrown_out_stays_out() -> None:
    """What the source has shown before and the file has not any more was deleted by hand."""
    one = found(title="Not a talk")
    assert decide(one, known=remembered(one)).action is Action.GONE


def test_a_talk_corrected_by_hand_is_recognised() -> None:
    """With date and event corrected, its title is enough, for what was seen before."""
    one = found(date="May 2019", event="Wrong", speakers=["Someone"])
    decision = decide(one, known=remembered(one))
    assert (decision.action, decision.conflicts) == (Action.UNCHANGED, ())


# --- deliveries ---------------------------------------------------------------------------------

TWICE = """\
- title: A talk
  speaker: Ann
  given:
    - {event: Conf, date: Oct 2015}
    - {event: Other, date: May 2016}
"""


def test_each_delivery_is_filled_in_for_itself() -> None:
    """What is about one delivery goes there, what holds for all goes to the talk."""
    deliveries = [
        {"event": "Conf", "date": "Oct 2015", "video": "https://v.example/1"},
        {"event": "Third", "date": "2017"},
    ]
    one = FoundTalk(fields={"title": "A talk", "slides": "https://s.example/", "given": deliveries})
    decision = decide(one, TWICE)
    assert [(wish.place.line, wish.key) for wish in decision.edits] == [
        (4, "video"),
        (1, "slides"),
    ]
    assert decision.given == (deliveries[1],)
    assert decision.listed == ("talks.yaml", 4, 5)


def test_a_talk_that_was_given_once_is_given_again() -> None:
    """A source with more deliveries adds those that the file has not."""
    deliveries = [{"event": "Conf", "date": "Oct 2015"}, {"event": "Other", "date": "2016"}]
    decision = decide(FoundTalk(fields={"title": "A talk", "given": deliveries}))
    assert (decision.action, decision.listed) == (Action.MERGED, None)
    assert decision.given == (deliveries[1],)


def test_a_delivery_takes_along_what_it_inherits() -> None:
    """What a source says of all deliveries is said of the one that is added."""
    fields = {
        "title": "A talk",
        "location": "Here",
        "given": [{"date": "Oct 2015"}, {"date": "2018"}],
    }
    assert decide(FoundTalk(fields=fields)).given == ({"location": "Here", "date": "2018"},)


def test_a_talk_and_what_it_gives_besides() -> None:
    """A date beside the deliveries is a delivery, too; what is no delivery is none."""
    fields = {
        "title": "A talk",
        "date": "Oct 2015",
        "event": "Conf",
        "given": [{"date": "2018"}, "x"],
    }
    assert decide(FoundTalk(fields=fields), TWICE).given == ({"date": "2018"},)


# --- videos -------------------------------------------------------------------------------------

TALKS = """\
- {title: Rainbows and Unikernels, speaker: Garett Smith, event: CityCode, date: Oct 2015}
- {title: Next, speaker: Ann, date: 2016, video: "https://youtu.be/abcdefghijk"}
- {title: Keynote, speaker: Ann Other, event: Conf, date: 2016}
- {title: Keynote, speaker: Bob Example, event: Conf, date: 2017}
- {title: Twice told, given: [{event: One, date: 2011}, {event: Two, date: 2012}]}
"""
URL = "https://www.youtube.com/watch?v=ABCDEFGHIJK"
VIDEOS = (
    ("Garett Smith - Rainbows and Unikernels (CityCode 2015)", Action.MERGED),
    ("Rainbows and Unikernels", Action.MERGED),
    ("Rainbow and Unikernels", Action.VIDEO),
    ("Rainbows And Unikernel Smith", Action.MERGED),
    ("Something else by Garett Smith", Action.VIDEO),
    ("Keynote", Action.VIDEO),
    ("Keynote - Bob Example", Action.VIDEO),
    ("Twice told - One", Action.MERGED),
)


@pytest.mark.parametrize(("title", "action"), VIDEOS)
def test_a_video_is_known_by_the_title_inside_its_own(title: str, action: Action) -> None:
    """What belongs to no talk, or may belong to several, is not guessed."""
    one = FoundTalk(fields={"title": title, "video": URL, "date": "2020", "abstract": "Long."})
    decision = match_videos([one], listed(TALKS), NOTHING)[0]
    assert decision.action is action
    assert [wish[1:] for wish in decision.edits] == [("video", URL)] * (action is Action.MERGED)


def test_a_talk_takes_over_the_chapters_of_its_video() -> None:
    """Unless it has its own."""
    chapters = ["0:00 Intro", "5:30 Types"]
    one = FoundTalk(fields={"title": "Rainbows and Unikernels", "video": URL, "chapters": chapters})
    (plan,) = match_videos([one], listed(TALKS), NOTHING)
    assert [edit[1:] for edit in plan.edits] == [("video", URL), ("chapters", chapters)]
    own = [
        each._replace(fields={**each.fields, "chapters": ["0:00 All"]}) for each in listed(TALKS)
    ]
    (kept,) = match_videos([one], own, NOTHING)
    assert [edit[1:] for edit in kept.edits] == [("video", URL)]


def test_a_video_is_known_by_its_address() -> None:
    """It changes nothing then, and neither does one that was deleted by hand."""
    there = FoundTalk(
        fields={"title": "x", "video": "http://www.youtube.com/watch?v=abcdefghijk&t=1"}
    )
    gone = FoundTalk(fields={"title": "Rainbows and Unikernels", "video": URL})
    decisions = match_videos([there, gone], listed(TALKS), remembered(gone))
    assert [each.action for each in decisions] == [Action.UNCHANGED, Action.UNCHANGED]


def test_a_nearly_right_title_needs_a_speaker() -> None:
    """A slip of the pen is forgiven where a speaker or the event is named beside the title."""
    fields = {"title": "Rainbows and Unikernel", "video": URL, "abstract": "By Garett Smith."}
    assert match_videos([FoundTalk(fields=fields)], listed(TALKS), NOTHING)[0].edits == (
        FieldEdit(listed(TALKS)[0].place, "video", URL),
    )
    del fields["abstract"]
    assert match_videos([FoundTalk(fields=fields)], listed(TALKS), NOTHING)[0].edits == ()


def test_two_videos_for_one_talk_are_not_guessed() -> None:
    """Neither is written; a person decides."""
    two = [
        FoundTalk(
            fields={
                "title": f"Rainbows and Unikernels, part {n}",
                "speakers": ["Smith"],
                "video": URL + str(n),
            }
        )
        for n in range(2)
    ]
    decisions = match_videos(two, listed(TALKS), NOTHING)
    assert {each.action for each in decisions} == {Action.VIDEO}


# --- facts and record ---------------------------------------------------------------------------


def test_a_value_says_the_same_however_it_is_written() -> None:
    """Case, order, brackets and dress of addresses do not matter."""
    assert canonical("speakers", ["Ann"]) == canonical("speaker", {"name": " ann ", "url": "x"})
    assert canonical("tags", "b, a") == canonical("tags", ["A", "b"])
    assert canonical("video", "http://www.v.example/1/") == canonical(
        "video", [{"url": "https://v.example/1"}]
    )
    assert canonical("event", {"name": "E", "url": "x"}) == canonical("event", "e")
    assert canonical("given", [{"date": "2015"}]) == "2015"
    assert addresses(["", "javascript:x", {"label": "y"}]) == ["javascript:x"]
    assert (name(None), name({"name": "E"}), names({})) == ("", "E", [])


def test_the_memory_is_text_that_survives_a_merge() -> None:
    """Marks of a merge and other lines say nothing; the rest is read back."""
    seen = remembered(found(uid="1"), "a.ics").seen
    facts = record.ImportRecord(frozenset((record.text_hash("a"), record.text_hash("b"))), seen)
    text = record.dump(facts)
    assert record.parse(text) == facts
    merged = record.parse(f"<<<<<<< ours\n{text}=======\n{text}>>>>>>> theirs\n")
    assert record.dump(merged) == text
    assert record.dump(record.EMPTY) == f"{record.HEAD}\n"
    assert record.parse("AbCdEfGh x title=AbCdEfGh\nAbCdEfGh -\nAbCdEfGh - odd\n") == record.EMPTY
