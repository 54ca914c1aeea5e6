"""What to write instead of a part of a talks file that has the wrong form."""

from __future__ import annotations

from talkfeed.talksfile.files import OF_OTHERS

SETTINGS = """begin the file with
  feed:
    title: Our talks
    url: https://talks.example/
    authors: Our community"""
BARE = f"{SETTINGS}\n  talks:"
STARTER = f"{BARE}\n    - title: A first talk\n      date: 7 Oct 2015"
TALK = "write\n  - title: A first talk\n    date: 7 Oct 2015"
INDENT = "indent '{}' below 'feed:' or below a talk; no other keys are at the top level"
SOURCE = "write\n  - from: _data/talks.yml"
SERIES = "write\n  series:\n    - name: Logic seminar\n      every: Wednesday 16:00-17:00"
NO_LIST = f"the files of a list end in {', '.join(sorted(OF_OTHERS))}"
