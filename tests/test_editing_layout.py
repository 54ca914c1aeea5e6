"""Formatting a file loses nothing, and is idempotent."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given

from talkfeed.editing.document import make_document
from talkfeed.editing.layout import lay_out, reject_loss
from talkfeed.errors import Rejected
from test_editing import ended, said
from written import files, read


def laid_out(text: str) -> str:
    """Lay a text out."""
    return lay_out(make_document("talks.yaml", text))


@given(files())
def test_a_file_says_the_same_afterwards(text: str) -> None:
    """Every value and every comment is still there, and a second time changes nothing."""
    after = laid_out(text)
    assert ended(read(after)) == ended(read(text))
    assert said(make_document("t", after)) == said(make_document("t", text))
    assert laid_out(after) == after
    assert all(line == line.rstrip() for line in after.splitlines() if "|" not in line)


def test_blank_lines_take_little_memory() -> None:
    """However many there are, each takes a few dozen bytes at most, and one of them is left."""
    count = 20_000
    first, second = "- title: A\n", "- title: B\n"
    assert laid_out(first) == first  # imports what is imported once
    tracemalloc.start()
    after = laid_out(first + "\n" * count + second)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert after == f"{first}\n{second}"
    assert peak < 100 * count


WHOLE = """\
# head

# about
talks:   # the talks
# newest
- date:   Oct 2015 # eol
  # for title
  title: "A"


  speakers:   # who
      # first
      - url: https://x.example/
        name: B
      - Carol  # c
      # last
  abstract: |
        text
          more
  # tail
-   title: C
    date: 2011
    event: { url: https://x.example/, name: "E" }
    tags: [a,
       b]
    links:
      - label: x
        url: https://b.example/ # u
    # tail of C
# of D
- {date: 2012, title: D}
- {title: E, date: 2013}

# end

feed:
    url: https://x.example/
    title: T
"""
LAID_OUT = """\
# head

feed:
  title: T
  url: https://x.example/

# about
talks:   # the talks
  # newest
  # for title
  - title: "A"
    speakers:   # who
      # first
      - name: B
        url: https://x.example/
      - Carol  # c
      # last
    date: Oct 2015 # eol
    abstract: |
      text
        more
    # tail

  - title: C
    event: {name: "E", url: https://x.example/}
    date: 2011
    links:
      - url: https://b.example/ # u
        label: x
    tags: [a,
       b]
    # tail of C

  # of D
  - {title: D, date: 2012}
  - {title: E, date: 2013}

  # end
"""


def test_keys_have_the_order_of_the_reference() -> None:
    """Those of the feed, of talks, and of what stands in them; comments go with their keys."""
    assert laid_out(WHOLE) == LAID_OUT
    assert laid_out(LAID_OUT) == LAID_OUT


PEOPLE = """\
talks:
- {kind: poster, date: 2015, room: 2, title: A, chairs: [{role: chair, name: B}]}
people:
- links: {orcid: 1}
  also: B.
  name: B
feed: {title: T}
"""
PEOPLE_LAID_OUT = """\
feed: {title: T}

people:
  - name: B
    also: B.
    links: {orcid: 1}

talks:
  - {title: A, chairs: [{name: B, role: chair}], date: 2015, room: 2, kind: poster}
"""
SERIES = """\
series:
- changes: {7 Oct 2026: {reason: R, date: 8 Oct 2026}}
  except: [{reason: R, date: 14 Oct 2026}]
  every: Wednesday
  name: S
talks:
- {series: S, title: A, extra: true, date: 2015}
feed: {title: T}
"""
SERIES_LAID_OUT = """\
feed: {title: T}

series:
  - name: S
    every: Wednesday
    except: [{date: 14 Oct 2026, reason: R}]
    changes: {7 Oct 2026: {date: 8 Oct 2026, reason: R}}

talks:
  - {title: A, series: S, date: 2015, extra: true}
"""
CASES = (
    (PEOPLE, PEOPLE_LAID_OUT),
    (SERIES, SERIES_LAID_OUT),
    ("- date: 2015\n  title: A", "- title: A\n  date: 2015\n"),
    ("date: 2015\ntitle: A\n", "title: A\ndate: 2015\n"),
    ("[{date: 2015, title: A}] # c\n# d\n", "[{title: A, date: 2015}] # c\n# d\n"),
    ("- # c\n  date: 2015\n  title: A\n", "- title: A\n  # c\n  date: 2015\n"),
    ("-\n  title: A\n-\n", "- title: A\n\n-\n"),
    ("- {title: A, date: }\n", "- {title: A, date: }\n"),
    ("- title: A\r\n  tags: [ x ]\r\n", "- title: A\r\n  tags: [x]\r\n"),
    (
        "- title: A\n  abstract: |4-\n        x\n      y\n",
        "- title: A\n  abstract: |2-\n      x\n    y\n",
    ),
    ("- title: A\n  tags: [x, # c\n    'y']\n", "- title: A\n  tags: [x, # c\n    'y']\n"),
    ("- title: A\n  ? date\n  : 2015\n", "- title: A\n  date: 2015\n"),
    (
        "- date: 2015\n  abstract: |+\n    x\n\n\n- title: A\n",
        "- date: 2015\n  abstract: |\n    x\n\n- title: A\n",
    ),
    ('- title: "a\n\n    b"\n', '- title: "a\n\n    b"\n'),
    ("---\n# c\n- title: A\n", "---\n# c\n- title: A\n"),
    (
        "feed: {title: T}\n# t\ntalks: talks/*.yaml\n",
        "feed: {title: T}\n\n# t\ntalks: talks/*.yaml\n",
    ),
    ("- title: A\n  odd: {b: 1, a: 2}\n", "- title: A\n  odd: {b: 1, a: 2}\n"),
    ("- {title: A}\n\n# c\n\n- {title: B}\n", "- {title: A}\n\n# c\n\n- {title: B}\n"),
)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_form_has_its_layout(text: str, expected: str) -> None:
    """Whatever holds the talks, and whatever stands around them."""
    assert laid_out(text) == expected
    assert laid_out(expected) == expected


def test_nothing_stays_nothing() -> None:
    """A file of comments is as it should be."""
    assert laid_out("# c\n") == "# c\n"


def test_what_would_be_lost_is_refused() -> None:
    """A form that the layout has no place for is left as it is."""
    for text in ("- - a\n  - - b\n", "- title: A\n  ?\n   date\n  : 2015\n"):
        with pytest.raises(Rejected, match="TF712"):
            laid_out(text)


@pytest.mark.parametrize("text", ["- a: c # d\n", "- a: b\n", "- [\n"])
def test_the_result_is_looked_at_before_it_counts(text: str) -> None:
    """Another value, a lost comment, and what is no YAML any more are refused."""
    with pytest.raises(Rejected, match="TF712 t cannot be formatted without a loss"):
        reject_loss(make_document("t", "- a: b # d\n"), text)
