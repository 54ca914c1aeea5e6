"""`talkfeed import --people`: what a source describes of its speakers goes to `people:`, once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import yaml

from source_inputs import source_input
from talkfeed.cli import main
from talkfeed.importers.common.detect import choose
from talkfeed.model.imported import ImportOptions, SourceInput
from test_importers_events import CONFERENCE, HEAD, TALK, TALKS, take

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = {
    "name": "Ann Example",
    "affiliation": "University of Example",
    "pronouns": "she/her",
    "url": "https://ann.example/",
    "links": ["https://orcid.org/0000-0002-1825-0097", "https://github.com/ann"],
    "image": "https://conf.example/ann.jpg",
    "bio": "Ann builds *boats*.",
}
LINKS = WHOLE["links"]
NOBODY = {"name": "Nobody", "fullName": "Nobody", "bio": "She translates.", "role": "stage"}
C3VOC = {
    "public_name": "Ann  Example",
    "company": "University of Example",
    "pronouns": "she/her",
    "url": "https://ann.example/",
    "links": [{"title": "Code", "url": each} for each in (*LINKS, "javascript:x", "")],
    "avatar": "/ann.jpg",
    "biography": "<p>Ann builds <em>boats</em>.</p>",
}
SCHEDULE = {
    "base_url": "https://conf.example/",
    "conference": CONFERENCE
    | {"days": [{"date": "2019-05-06", "rooms": {"A": [TALK | {"persons": [C3VOC, NOBODY]}]}}]},
}
FRAB = """<schedule><base_url>https://conf.example/</base_url><conference><title>C</title></conference>
<day date="2019-05-06"><room name="A"><event><title>T</title><date>2019-05-06T10:00:00Z</date>
<persons>
<person url="https://ann.example/" avatar="/ann.jpg" affiliation="University of Example"
  pronouns="she/her" biography="Ann builds *boats*." github="@ann" orcid="0000-0002-1825-0097"
  >Ann Example</person></persons></event></room></day></schedule>"""
SESSIONIZE = {
    "sessions": [
        {"title": "T", "startsAt": "2019-05-06T10:00:00", "isServiceSession": False}
        | {"speakers": ["1"]}
    ],
    "speakers": [
        {"id": "1", "firstName": "Ann", "lastName": "Example", "bio": "Ann builds *boats*."}
        | {"profilePicture": "https://conf.example/ann.jpg", "links": C3VOC["links"]},
        NOBODY,
    ],
}
INDICO = {
    "_type": "HTTPAPIResult",
    "results": [
        {
            "_type": "Conference",
            "title": "C",
            "startDate": {"date": "2019-05-06", "time": "09:00:00", "tz": "UTC"},
            "contributions": [
                {
                    "_type": "Contribution",
                    "title": "T",
                    "startDate": {"date": "2019-05-06", "time": "10:00:00", "tz": "UTC"},
                    "speakers": [
                        {"first_name": "Ann", "last_name": "Example"}
                        | {"affiliation": "University of Example"}
                    ],
                }
            ],
        }
    ],
}
PERSON = {
    "@type": "Person",
    "name": "Ann Example",
    "worksFor": {"@type": "Organization", "name": "University of Example"},
    "pronouns": "she/her",
    "url": ["https://ann.example/"],
    "sameAs": LINKS,
    "image": {"@type": "ImageObject", "url": "https://conf.example/ann.jpg"},
    "description": "Ann builds *boats*.",
}
PLACED = {"@type": "Event", "name": "Fast boats", "startDate": "2019-05-06T10:00:00Z"}
LD = f"""<html><body><h1>Talks</h1><ul><li>6 May 2019: Fast boats (Ann Example)</li></ul>
<script type="application/ld+json">{json.dumps(PLACED | {"performer": [PERSON]})}</script>
<script type="application/ld+json">["broken</script></body></html>"""
CARD = """<html><body><h1>Talks</h1><div class="h-event"><span class="p-name">Fast boats</span>
<time class="dt-start" datetime="2019-05-06">6 May 2019</time>
<span class="p-speaker">Ann Example</span></div>
<div class="h-card"><a class="p-name u-url" href="https://ann.example/">Ann Example</a>
<img class="u-photo" src="/ann.jpg"><i class="p-org">University of Example</i>
<i class="p-pronouns">she/her</i><p class="p-note">Ann builds *boats*.</p></div>
<a class="h-card" href="https://nobody.example/">Nobody</a></body></html>"""
VIDEOS = """- title: T
  id: t
  speakers: [Ann Example]
  event_name: C
  date: "2019-05-06"
  video_provider: youtube
  video_id: x
"""
SPEAKERS = """- name: Ann Example
  github: ann
  orcid: 0000-0002-1825-0097
  bio: Ann builds *boats*.
- Nobody
"""
RUBY = (source_input(VIDEOS, name="s/e/videos.yml"), source_input(SPEAKERS, name="speakers.yml"))
KINDS = {
    "c3voc": (json.dumps({"schedule": SCHEDULE}), WHOLE.keys()),
    "frab": (FRAB, WHOLE.keys()),
    "sessionize": (json.dumps(SESSIONIZE), {"name", "links", "image", "bio"}),
    "indico": (json.dumps(INDICO), {"name", "affiliation"}),
    "json-ld": (LD, WHOLE.keys()),
    "h-card": (CARD, WHOLE.keys() - {"links"}),
    "rubyevents": (RUBY, {"name", "links", "bio"}),
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_people_of_a_source_are_described_in_our_words(kind: str) -> None:
    """Who gives a talk is described, with what the source states; nobody else is."""
    content, stated = KINDS[kind]
    given = (
        source_input(content, base="https://conf.example/")
        if isinstance(content, str)
        else SourceInput(content=b"", name="data", files=content)
    )
    (found,) = choose(given).read(given, ImportOptions(timezone="UTC")).people
    assert found == {key: value for key, value in WHOLE.items() if key in stated}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty directory, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_people_are_added_once_with_the_option(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """To the list, in the main file or its own; without the option the report names it."""
    (home / "talks.yaml").write_text(f"{HEAD}people: people.yaml\n{TALKS}")
    (home / "people.yaml").write_text("- {name: Ben Roe, also: B. Roe}\n")
    content = json.dumps({"schedule": SCHEDULE})
    take(home, content)
    told = "more is known of 1 person; --people adds it to the list below `people:`"
    assert told in capsys.readouterr().out
    for _ in range(2):
        take(home, content, "--people")
        assert yaml.safe_load((home / "people.yaml").read_text())[1:] == [WHOLE]
    assert "1 person unchanged" in capsys.readouterr().out
    assert main(["check"]) == 0
    take(home, content)
    assert "--people" not in capsys.readouterr().out
