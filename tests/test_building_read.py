"""Reading talk by talk: the same talks, places and problems as reading the whole in one go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkfeed import InvalidData
from talkfeed.building.read import Reading, read
from talkfeed.engine.progress import NO_PROGRESS, Progress
from talkfeed.engine.store import MemoryStore
from talkfeed.ledger import change_signature
from talkfeed.model import RawItem, RawMap
from talkfeed.normalise import normalise
from talkfeed.talksfile import parser, splitter

if TYPE_CHECKING:
    from talkfeed.errors import Problem
    from talkfeed.model import Talks
    from talkfeed.talksfile.includes import Loaded

SEED = Path(__file__).parent.parent / "talks.yaml"
HEAD = "feed:\n  title: T\n  url: https://t.example/\n  authors: [A]\n"
LISTS = (
    "talks:\n  - title: A\n    date: 2015\n  - title: B\n    date: Oct 2015\n",
    "talks:\n- title: A\n  date: 2015\n# mark\n- {title: B, date: 2016}\n\n- title: C\n  date: 1",
    (
        "talks: # the talks\n\n  # first\n  - title: A\n    abstract: |\n      - not an item\n\n"
        "      text\n    date: 2015\n  - title: B\n    given:\n      - {date: 2015, event: X}\n"
        "      - date: 2016\n"
    ),
    "talks:\n  - title: A\n    date: 2015\n    draft: true\n  - title: ü 日本 😀\n    date: 2015\n",
)
ODD = (
    'talks:\n  - title: "A\n  - B"\n    date: 2015\n',
    "talks:\n  - title: [A,\n  - B]\n    date: 2015\n  - title: C\n    date: 2016\n",
    "talks:\n  -\n    title: A\n    date: 2015\n  - title: B\n    date: 2016\n",
    "talks:\n  - title: A\n    date: 2015\n  -   title: B\n      date: 2016\n",
    "talks: [{title: A, date: 2015}, {title: B, date: 2016}]\n",
    "talks:\r\n  - title: A\r\n    date: 2015\r\n",
    "talks:\n  - title: A\n    date: 2015\n  - just text\n",
    "talks:\n  - title: A\n    title: B\n    date: 2015\n",
    "talks:\n  - title: A\n    date: sometime\n  - title: A\n",
    "talks:\n  - {title: A, date: 2015}\n  - {title: A, date: 2015}\n",
    "talks:\n  - title: 'open\n    date: 2015\n  - title: B\n    date: 2015\n",
    "talks:\n  - title: A\n    date: 2015\n--- \n  - title: B\n    date: 2015\n",
    "talks:\n  - title: A\x07\n    date: 2015\n",
    'talks:\n  - title: "A\\x07"\n    date: 2015\n',
    "talks:\n  - &a {title: A, date: 2015}\n  - *a\n",
    "talks:\n  - title: A\n    date: 2015\nmore: text\n",
    "talks:\n    - title: A\n      date: 2015\n  - title: B\n    date: 2015\n",
)


def whole(source: Path) -> Talks | tuple[Problem, ...]:
    """Read in one go: talks, or what is wrong."""
    try:
        return normalise(parser.read(source))
    except InvalidData as error:
        return error.problems


def by_item(source: Path, cache: MemoryStore | None = None) -> Talks | tuple[Problem, ...]:
    """Read talk by talk: talks, or what is wrong."""
    try:
        return read(source, cache or MemoryStore(), 1, NO_PROGRESS).talks
    except InvalidData as error:
        return error.problems


def written(directory: Path, text: str) -> Path:
    """Write a talks file."""
    path = directory / "talks.yaml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return path


def cut(path: Path) -> Loaded:
    """Read a file and cut its list of talks."""
    return splitter.loaded(path, path.read_bytes())


@pytest.mark.parametrize("text", [*LISTS, *ODD, LISTS[0] + "feed2: x\n"])
@pytest.mark.parametrize("order", ["settings first", "talks first", "none"])
def test_talk_by_talk_is_as_in_one_go(tmp_path: Path, text: str, order: str) -> None:
    """Talks, notices and problems are the same, down to line and column."""
    parts = {"settings first": HEAD + text, "talks first": text + "\n" + HEAD, "none": text}
    source = written(tmp_path, parts[order])
    expected = whole(source)
    cache = MemoryStore()
    assert by_item(source, cache) == expected
    assert by_item(source, cache) == expected


@pytest.mark.parametrize("text", LISTS)
def test_what_is_usual_is_cut(tmp_path: Path, text: str) -> None:
    """The lists that people write are cut into their items, and nothing is lost of them."""
    path = written(tmp_path, HEAD + text)
    found = parser.read(path, cut).talks
    assert all(isinstance(item, RawItem) for item in found)
    assert len(found) == len(parser.read(path).talks)
    content = b"".join(item.content for item in found if isinstance(item, RawItem))
    assert content.rstrip() in path.read_bytes()


LINES = st.sampled_from(
    [
        *("  - title: A", "  - title: B", "    date: 2015", "    date: Oct 2016", "- title: C"),
        *("  date: 2017", "# note", "", "    abstract: |", "      - text", '    event: "x', 'y"'),
        *(
            "    tags: [a,",
            "b]",
            "talks:",
            "feed: {title: T, url: https://t.example/}",
            "---",
            "  - ",
        ),
        *("    given:", "      - date: 2018", "  - {title: D, date: 2019}", "\t", "  -", "é: ü"),
    ]
)


@given(lines=st.lists(LINES, max_size=12))
def test_any_lines_are_read_the_same_either_way(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    """However a file is cut, its talks and problems are those of the whole."""
    source = written(tmp_path_factory.mktemp("talks"), HEAD + "talks:\n" + "\n".join(lines))
    assert by_item(source) == whole(source)


def test_the_seed_is_read_the_same_either_way() -> None:
    """A real file, with the signatures of its talks."""
    found = read(SEED, MemoryStore(), 1, NO_PROGRESS)
    assert found.talks == whole(SEED)
    assert found.signatures == tuple(change_signature(talk) for talk in found.talks.talks)
    assert found.items
    assert (
        len(set(found.source_fingerprints))
        == len(found.source_fingerprints)
        == len([*found.items.fingerprints])
        == 15
    )


class Counting(Progress):
    """Counts what is read."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.read = 0

    def step(self, count: int = 1) -> None:
        """Count."""
        self.read += count


def reread(source: Path, cache: MemoryStore) -> tuple[Reading, int]:
    """Read, and count the items that were not known."""
    progress = Counting()
    return read(source, cache, 1, progress), progress.read


def test_a_known_talk_is_not_read_again(tmp_path: Path) -> None:
    """Only what changed is read, wherever it stands now; other rules read all anew."""
    talks = [f"  - title: Talk {number}\n    date: {2000 + number}\n" for number in range(9)]
    source = written(tmp_path, HEAD + "talks:\n" + "".join(talks))
    cache = MemoryStore()
    assert reread(source, cache)[1] == 9
    assert reread(source, cache)[1] == 0
    talks[4] = talks[4].replace("Talk 4", "Talk four")
    talks.insert(0, "  - title: New\n    date: TBA\n")
    written(tmp_path, HEAD + "talks:\n" + "".join(talks))
    found, count = reread(source, cache)
    assert count == 2
    assert found.talks == whole(source)
    for setting in ("hemisphere: south", "languages: [de]", "languages: [de, fr]"):
        written(tmp_path, HEAD + f"  {setting}\ntalks:\n" + "".join(talks))
        assert reread(source, cache)[1] == 10


def test_what_the_cache_lost_is_read_again(tmp_path: Path) -> None:
    """A cache that seems to know and does not costs time, and nothing else."""

    class Forgetful(MemoryStore):
        def __init__(self) -> None:
            super().__init__()
            self.asked: set[bytes] = set()

        def take(self, name: bytes) -> bytes | None:
            if name in self.asked:
                return super().take(name)
            self.asked.add(name)
            del self._places[name]
            return None

    source = written(tmp_path, HEAD + LISTS[0])
    forgetful = Forgetful()
    assert by_item(source, forgetful) == whole(source)
    assert forgetful.asked


def test_files_of_several_kinds_are_read_together(tmp_path: Path) -> None:
    """A main file names lists and single talks; directories hold several main files."""
    written(tmp_path, HEAD + "talks: [more/*.yaml]\n")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "a.yaml").write_text(
        "- title: A\n  date: 2015\n- title: B\n  date: 2016\n"
    )
    (tmp_path / "more" / "b.yaml").write_text("talks:\n  - title: C\n    date: 2017\n")
    source = tmp_path / "talks.yaml"
    found = read(source, MemoryStore(), 1, NO_PROGRESS)
    assert found.talks == whole(source)
    assert all(found.source_fingerprints)
    (tmp_path / "more" / "c.yaml").write_text("title: D\ndate: 2018\n")
    single = read(source, MemoryStore(), 1, NO_PROGRESS)
    assert single.talks == whole(source)
    assert len(single.talks.talks) == 4


def test_processes_read_the_same(tmp_path: Path) -> None:
    """Who reads makes no difference."""
    talks = "".join(f"  - title: Talk {number}\n    date: {number + 1}\n" for number in range(600))
    source = written(tmp_path, HEAD + "talks:\n" + talks.replace("date: ", "date: 1 May "))
    with pytest.raises(InvalidData):
        read(source, MemoryStore(), 2, NO_PROGRESS)
    talks = "".join(f"  - title: Talk {number}\n    date: 2015\n" for number in range(600))
    source = written(tmp_path, HEAD + "talks:\n" + talks)
    several, one = (read(source, MemoryStore(), jobs, NO_PROGRESS) for jobs in (2, 1))
    assert several == one._replace(own_files=several.own_files)


def test_no_talks_are_read_as_none(tmp_path: Path) -> None:
    """A file may be there before its talks are."""
    found = read(written(tmp_path, HEAD + "talks: []\n"), MemoryStore(), 1, NO_PROGRESS)
    assert (found.talks.talks, found.signatures, found.source_fingerprints) == ((), (), ())


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    """Wherever they stand, the place is right."""
    for text in (
        HEAD + "talks:\n  - title: \udcff\n    date: 2015\n",
        "#\udcff\n" + HEAD + LISTS[0],
    ):
        source = written(tmp_path, text)
        assert by_item(source) == whole(source)
        assert isinstance(whole(source), tuple)


def test_a_run_of_items_is_parsed_or_refused(tmp_path: Path) -> None:
    """An item whose beginning or end is another's is none."""
    path = written(tmp_path, HEAD + ODD[0])
    found = [item for item in parser.read(path, cut).talks if isinstance(item, RawItem)]
    assert splitter.parse_run(found) is None
    path = written(tmp_path, HEAD + LISTS[0])
    found = [item for item in parser.read(path, cut).talks if isinstance(item, RawItem)]
    parsed = splitter.parse_run(found)
    assert parsed is not None
    assert [type(talk) for talk in parsed[0]] == [RawMap, RawMap]
