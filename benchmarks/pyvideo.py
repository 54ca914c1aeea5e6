"""The unpacked pyvideo archive → talks files: one, or one for each event.

    python benchmarks/pyvideo.py ARCHIVE DIRECTORY [--per-event] [--clean]

With `--clean`, values that talkfeed rejects are repaired, and a table of the repairs is printed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from repairs import repair
from yamltext import block, quoted, scalar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Talk = dict[str, Any]

HEAD = """\
feed:
  title: PyVideo
  url: https://talks.example/
  subtitle: Talks about Python
  language: en
  timezone: UTC
  authors: [{name: The pyvideo community}]
talks:
"""
MEDIA = {"mp4": "video/mp4", "ogv": "video/ogg", "webm": "video/webm", "flv": "video/x-flv"}


class Event(NamedTuple):
    """An event of the archive: its folder, its name and its talks, in the keys of talks.yaml."""

    folder: str
    talks: list[Talk]


def events(archive: Path) -> Iterator[Event]:
    """Read the archive event by event."""
    for place in sorted(archive.glob("*/category.json")):
        category = json.loads(place.read_bytes())
        videos = sorted(place.parent.glob("videos/*.json"))
        yield Event(
            place.parent.name, [talk(json.loads(one.read_bytes()), category) for one in videos]
        )


def talk(video: Talk, category: Talk) -> Talk:
    """Rename the keys of one talk; nothing is repaired."""
    found = {
        "title": video["title"],
        "speakers": video["speakers"],
        "event": _event(category),
        "date": video["recorded"],
        "language": video.get("language"),
        "video": _alone([_video(one) for one in video["videos"]]),
        "links": [_related(one) for one in video.get("related_urls") or ()],
        "tags": video.get("tags"),
        "abstract": video["description"],
    }
    return {key: value for key, value in found.items() if value or key == "date"}


def _alone(items: list[Any]) -> Any:  # noqa: ANN401 — what JSON holds
    return items[0] if len(items) == 1 else items


def _event(category: Talk) -> str | Talk:
    names = {"title": "name", "url": "url", "start_date": "start", "end_date": "end"}
    event: Talk = {name: category[key] for key, name in names.items() if category.get(key)}
    return event if len(event) > 1 else str(category["title"])


def _video(video: Talk) -> str | Talk:
    kind, length = MEDIA.get(video.get("type", "")), video.get("length")
    if kind is None or not length:
        return str(video["url"])
    return {"url": video["url"], "type": kind, "length": length}


def _related(link: str | Talk) -> str | Talk:
    if isinstance(link, str) or not link.get("label"):
        return link if isinstance(link, str) else str(link["url"])
    return {"url": link["url"], "label": link["label"]}


def written(talks: Iterable[Talk], indent: str = "  ") -> Iterator[str]:
    """Write talks as the items of a YAML list."""
    for one in talks:
        first = f"{indent}- "
        for key, value in one.items():
            yield f"{first}{key}: {_value(key, value, indent)}\n"
            first = f"{indent}  "


def _value(key: str, value: Any, indent: str) -> str:  # noqa: ANN401 — what JSON holds
    if key == "date":
        return value or ""
    if key == "abstract":
        return block(value, f"{indent}    ")
    return _flow(value)


def _flow(value: Any) -> str:  # noqa: ANN401 — what JSON holds
    if isinstance(value, list):
        return f"[{', '.join(map(_inner, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_inner(one)}' for key, one in value.items())}}}"
    return str(value) if isinstance(value, int) else scalar(value)


def _inner(value: Any) -> str:  # noqa: ANN401 — what JSON holds
    return quoted(value) if isinstance(value, str) and {*value} & {*":?"} else _flow(value)


def convert(archive: Path, target: Path, *, per_event: bool, clean: bool) -> Counter[str]:
    """Write the talks files; count the repairs by kind."""
    kinds: Counter[str] = Counter()
    found = [*events(archive)]
    if clean:
        repair([one.talks for one in found], kinds)
    target.mkdir(parents=True, exist_ok=True)
    with (target / "talks.yaml").open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEAD)
        file.writelines(["  - talks/*.yaml\n"] if per_event else _all(found))
    if per_event:
        (target / "talks").mkdir(exist_ok=True)
        for event in found:
            text = "".join(written(event.talks, ""))
            (target / "talks" / f"{event.folder}.yaml").write_text(text, encoding="utf-8")
    return kinds


def _all(found: Iterable[Event]) -> Iterator[str]:
    for event in found:
        yield from written(event.talks)


def main() -> int:
    """Convert the archive; print the repairs."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--per-event", action="store_true", help="one file for each event")
    parser.add_argument("--clean", action="store_true", help="repair what talkfeed refuses")
    given = parser.parse_args()
    kinds = convert(given.archive, given.directory, per_event=given.per_event, clean=given.clean)
    sys.stdout.writelines(f"{count:>7}  {kind}\n" for kind, count in kinds.most_common())
    return 0


if __name__ == "__main__":
    sys.exit(main())
