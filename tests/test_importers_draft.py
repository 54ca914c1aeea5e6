"""A draft is validated: what is rejected is left out and reported, and nothing is invented."""

from __future__ import annotations

from typing import Any

import pytest

from talkfeed.errors import Rejected
from talkfeed.model.imported import Confidence, FoundTalk, ImportOptions, Unparsed
from talkfeed.records import collecting
from talkfeed.records.collecting import collect
from talkfeed.records.draft import Draft, Link, Named, finish, kind_of
from talkfeed.records.timestamps import Phrase

OPTIONS = ImportOptions()
LONG = "x" * 65_537


def found(options: ImportOptions = OPTIONS, **fields: Any) -> FoundTalk:
    """Finish a draft of a talk on a day."""
    outcome = finish(Draft(**{"title": "Rainbows", "when": Phrase("7 Oct 2015")} | fields), options)
    assert isinstance(outcome, FoundTalk)
    return outcome


def test_fields_stand_in_the_order_of_talks_yaml() -> None:
    """As docs/fields.md lists them, whatever the order they are found in."""
    links = [
        Link(f"https://a.example/{kind}", kind=kind) for kind in ("links", "url", "slides", "video")
    ]
    talk = found(
        links=links,
        status="cancelled",
        language="fr_CH",
        tags=["sky", "sky", " "],
        abstract="Light.",
        online="https://live.example/",
        location=Named("Hall"),
        event=Named("CityCode"),
        speakers=[Named("Ann Example"), Named(""), Named("Ann Example")],
    )
    assert list(talk.fields.items()) == [
        ("title", "Rainbows"),
        ("speakers", ["Ann Example"]),
        ("event", "CityCode"),
        ("date", "7 Oct 2015"),
        ("location", "Hall"),
        ("online", "https://live.example/"),
        ("video", "https://a.example/video"),
        ("slides", "https://a.example/slides"),
        ("url", "https://a.example/url"),
        ("links", ["https://a.example/links"]),
        ("abstract", "Light."),
        ("tags", ["sky"]),
        ("language", "fr-CH"),
        ("status", "cancelled"),
    ]
    assert (talk.confidence, talk.doubts) == (Confidence.SURE, ())


@pytest.mark.parametrize("language", ["en", "EN", "English", "other language", ""])
def test_a_language_is_told_if_it_is_another_than_the_feeds(language: str) -> None:
    """A word such as "English" is no language tag."""
    assert "language" not in found(language=language).fields


@pytest.mark.parametrize(
    ("address", "base", "expected"),
    [
        ("/s.pdf", "https://a.example/x/", "https://a.example/s.pdf"),
        ("s.pdf", "https://a.example/x/", "https://a.example/x/s.pdf"),
        ("s.pdf", "", None),
        ("www.b.example/s", "https://a.example/", "https://www.b.example/s"),
        ("b.example", "", "https://b.example"),
        ("javascript:alert(1)", "https://a.example/", None),
        ("http://[", "https://a.example/", None),
        (" ", "https://a.example/", None),
    ],
)
def test_an_address_is_absolute_or_left_out(address: str, base: str, expected: str | None) -> None:
    """A host without a scheme is not a file name; the added scheme is a doubt."""
    talk = found(links=[Link(address, kind="slides")], base=base)
    assert talk.fields.get("slides") == expected
    is_doubtful = "b.example" in address or (expected is None and bool(address.strip()))
    assert bool(talk.doubts) is is_doubtful
    assert talk.confidence is (Confidence.LIKELY if talk.doubts else Confidence.SURE)


def test_tags_hold_no_commas() -> None:
    """Readers of feeds part them there, and so does talks.yaml's own check."""
    assert found(tags=["Ethics, Society & Politics", "#sky,"]).fields["tags"] == [
        *("Ethics", "Society & Politics", "sky")
    ]


@pytest.mark.parametrize(
    ("geo", "is_position"),
    [
        (("51.5202", "-0.0938"), True),
        (("91", "0"), False),
        (("0", "181"), False),
        (("1e-05", "0"), False),
        (("1",), False),
        ((), False),
    ],
)
def test_a_position_is_one_on_earth(geo: tuple[str, ...], *, is_position: bool) -> None:
    """Latitude and longitude in degrees; anything else is left out."""
    place = found(location=Named("Hall"), geo=geo).fields["location"]
    assert place == ({"name": "Hall", "geo": list(geo)} if is_position else "Hall")


@pytest.mark.parametrize("status", ["confirmed", "accepted", "x"])
def test_a_status_is_one_that_talks_yaml_knows(status: str) -> None:
    """A talk that takes place needs none."""
    assert "status" not in found(status=status).fields


def test_a_link_stands_once() -> None:
    """The first place it is found in counts."""
    links = [Link("https://a.example/", "Slides"), Link("https://a.example/", kind="url")]
    assert "url" not in found(links=links).fields


def test_several_links_of_a_kind_keep_their_labels() -> None:
    """One alone is named by its key; a medium keeps its type if its size is known."""
    links = [
        Link("https://a.example/1", "Deck", "slides"),
        Link("https://a.example/2", "", "slides"),
    ]
    assert found(links=links).fields["slides"] == [
        *({"url": "https://a.example/1", "label": "Deck"}, "https://a.example/2")
    ]
    sound = Link("https://a.example/1", "", "audio", "audio/mpeg", "")
    assert found(links=[sound]).fields["audio"] == "https://a.example/1"


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Video recording (WebM)", "video"),
        ("Video recording subtitle file (VTT)", "links"),
        ("Slides of the talk", "slides"),
        ("Folien", "slides"),
        ("Presentation", "slides"),
        ("Audio", "audio"),
        ("Paper", "paper"),
        ("Source code", "code"),
        ("A project", "links"),
        ("", "links"),
    ],
)
def test_a_label_tells_what_a_link_is(label: str, kind: str) -> None:
    """In the words that programs use."""
    assert kind_of(Link("https://a.example/", label)) == kind


@pytest.mark.parametrize(
    "fields",
    [{"abstract": LONG}, {"tags": [LONG]}, {"event": Named(LONG)}, {"location": Named(LONG)}],
)
def test_what_is_too_long_is_left_out_and_told(fields: dict[str, Any]) -> None:
    """talks.yaml would refuse it."""
    talk = found(**fields)
    assert set(talk.fields) == {"title", "date"}
    assert "longer than 65,536 characters" in talk.doubts[0]


def test_a_title_that_is_too_long_leaves_something_to_finish() -> None:
    """So does none at all."""
    outcome = finish(Draft(title=LONG, speakers=[Named("Ann Example")]), OPTIONS)
    assert outcome == Unparsed(text="Ann Example", why="it has no title")


def test_wishes_stand_in_for_what_the_source_does_not_say() -> None:
    """A name in the source comes first."""
    options = ImportOptions(speaker="Ben Nobody", event="Other")
    assert found(options).fields == {
        "title": "Rainbows",
        "speakers": ["Ben Nobody"],
        "event": "Other",
        "date": "7 Oct 2015",
    }
    named = found(options, speakers=[Named("Ann Example")], event=Named("CityCode")).fields
    assert (named["speakers"], named["event"]) == (["Ann Example"], "CityCode")


# --- one talk given several times ---------------------------------------------------------------


def talks(*drafts: dict[str, Any]) -> tuple[FoundTalk, ...]:
    """Gather drafts of the same talk of Ann's."""
    return collect(found(**{"speakers": [Named("Ann Example")]} | draft) for draft in drafts)[0]


def test_deliveries_of_a_talk_are_one() -> None:
    """Titles and names decide, whatever their case; the least sure delivery speaks for all."""
    one = {
        "event": Named("CityCode"),
        "when": Phrase("7 Oct 2015"),
        "links": [Link("https://a.example/", kind="video")],
    }
    two = {
        "title": "RAINBOWS",
        "event": Named("PolyConf"),
        "when": Phrase("2016", ("roughly",)),
        "tags": ["sky"],
    }
    (talk,) = talks(one, two)
    assert talk.fields == {
        "title": "Rainbows",
        "speakers": ["Ann Example"],
        "tags": ["sky"],
        "given": [
            {"event": "CityCode", "date": "7 Oct 2015", "video": "https://a.example/"},
            {"event": "PolyConf", "date": "2016"},
        ],
    }
    assert (talk.confidence, talk.doubts) == (Confidence.LIKELY, ("roughly",))


def test_what_is_the_same_at_the_same_time_is_one() -> None:
    """A plenum is listed in every room of the program."""
    (talk,) = talks({"location": Named("Hall")}, {"location": Named("Attic"), "abstract": "Light."})
    assert (talk.fields["location"], talk.fields["abstract"]) == ("Hall", "Light.")


def test_nobodys_talks_stay_apart() -> None:
    """So do those without a date; only what is the same in all that makes a talk is one."""
    end_of = {"when": Phrase("8 Oct 2015")}
    assert len(talks({"speakers": []}, {"speakers": []}, {"speakers": []} | end_of)) == 2
    undated = {"when": Phrase()}
    assert len(talks(undated, undated, undated | {"event": Named("PolyConf")})) == 2


def test_more_talks_than_a_file_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """They could not be written."""
    monkeypatch.setattr(collecting, "MAX_FOUND", 1)
    with pytest.raises(Rejected, match="TF704"):
        talks({}, {"title": "Other"})


def test_links_of_the_same_delivery_are_all_kept() -> None:
    """Two records of one day become one talk with the links of both, each once."""
    videos = ("https://video.example/1", "https://video.example/2", "https://video.example/1")
    made = [
        finish(
            Draft(title="A", when=Phrase("2019"), links=(Link(one, kind="video"),)), ImportOptions()
        )
        for one in videos
    ]
    (talk,), _ = collect(made)
    assert talk.fields["video"] == [*videos[:2]]
    assert "given" not in talk.fields
