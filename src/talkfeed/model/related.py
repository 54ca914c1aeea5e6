"""What the page of a talk says of related talks."""

from talkfeed.model.talk import Status
from talkfeed.model.when import When
from talkfeed.named_tuple import NamedTuple


class Mention(NamedTuple):
    """A talk as the pages of other talks list it; `by` are the names of its speakers."""

    url: str
    title: str
    language: str
    by: tuple[str, ...]
    occasion: str
    when: When
    status: Status


class Related(NamedTuple):
    """The talks to which a talk has one kind of relation.

    `kind` is previous, next, delivery (of the same talk), speaker, event or tag; `name` is that of
    the speaker, the event or the tag, else of the event or the series whose talks these are.
    """

    kind: str
    name: str
    talks: tuple[Mention, ...]
