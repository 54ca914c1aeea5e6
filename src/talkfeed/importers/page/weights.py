"""Weights and thresholds by which a page's texts are classified, in one table.

Scores run from about 0 to 1. They were tuned on labelled pages (tests/imports/labelled); a change
here needs `make score-import` before and after.
"""

from __future__ import annotations

from talkfeed.named_tuple import NamedTuple


class EventWeights(NamedTuple):
    """How much a text looks like the name of an event: `vocabulary.eventness`."""

    spelling: float = 0.35  # "PyCon", "FOSDEM", "#talks": rarely anything else
    spelling_in_sentence: float = 0.1  # in a longer text it may be a product
    sentence_words: int = 5  # names of events are rarely longer
    word: float = 0.5  # "conference", "meetup": the strongest sign
    weak_word: float = 0.25  # "week", "university": in titles, too
    year: float = 0.25  # "CityCode 2015"; in titles, too
    long: float = -0.3  # names of events are short
    long_words: int = 12  # longer than nearly all names


class TitleWeights(NamedTuple):
    """How much a text looks like the title of a talk: `vocabulary.titleness`."""

    per_word: float = 0.07  # titles have more words than names
    most_words: int = 8  # from here on, more words say nothing
    per_lower_word: float = 0.1  # names have none, but for "of" and the like
    most_lower_words: int = 3  # one may be that of a name, three are a phrase
    question: float = 0.3  # no name is one
    subtitle: float = 0.25  # "Feeds: why and how"
    beginning: float = 0.25  # "How to", "Towards", "Building …"
    single_word: float = -0.35  # a label, a town or an event more often than a title
    per_excess_word: float = -0.05  # a sentence
    sentence_words: int = 16  # longer titles are rare
    eventness: float = -0.6  # what is likely an event is not the title beside it
    place: float = -0.4  # nor is a town


class EventChoiceWeights(NamedTuple):
    """Which of the pieces beside a title is the event: `roles.read_around`."""

    link: float = 0.3  # pages link events, and hardly any places or kinds of talk
    per_place: float = -0.1  # the event mostly comes first
    last_place: int = 4  # from here on, the order says nothing
    sentence: float = -0.4  # a remark, a cheer, an abstract
    sentence_words: int = 9  # names are shorter
    sentence_eventness: float = 0.5  # a longer name that scores this much is one
    after_at: float = 0.3  # "Title at Event"
    emphasis: float = 0.15  # of events more often than of what surrounds them
    before_at: float = 0.4  # "Event @ place"
    place: float = -0.7  # a place, for which there is another field
    long: float = -0.4  # an abstract or a remark
    long_words: int = 14  # longer than nearly all names
    later_host: float = -0.2  # where the event is, as in "Logic Lunch, Harbour University"
    no_name: float = -0.5  # neither a capital letter nor a figure


class TitleChoiceWeights(NamedTuple):
    """Which part of the siblings' lines is their title: `title.choose`."""

    heading: float = 0.5  # what is below it is about it
    first_row: float = 0.0  # the usual place; the others are compared with it
    later_row: float = -0.15  # details
    coverage: float = 0.8  # a part that all siblings have
    at_start: float = 0.2
    same_text: float = -0.5  # titles differ, labels do not
    people: float = -0.6  # a name beside a title looks like one


class SpeakerWeights(NamedTuple):
    """Where most siblings name their speakers: `siblings.with_speakers`."""

    people: float = 0.6  # the others may have unusual names, or none
    known: float = 0.3  # "Paris Web" has the form of a name, but no given name
    siblings: int = 3  # enough to do without given names if there is an event beside
    words: int = 12  # more than a list of speakers has


class TalkWeights(NamedTuple):
    """How much an entry looks like a talk: `doubt.doubts_about`."""

    least: float = 0.2  # less is left to finish by hand, if anything speaks against a talk
    day: float = 0.3  # news has days, too
    month: float = 0.2
    year: float = 0.1  # publications and posts have nothing else
    event: float = 0.2  # "Town Conference"
    name: float = 0.1  # of a town, a journal, an employer
    media: float = 0.5  # slides and recordings are those of talks
    speakers: float = 0.1  # publications have authors
    given: float = 0.2  # nothing else is given several times
    part: float = 0.3  # the heading says talks
    set_off: float = 0.15  # a title in quotes, emphasis, a link or a heading
    word: float = 0.2  # "keynote", "slides"
    heading: float = -1.0  # "Curriculum vitae"
    teller: float = -0.8  # "I was interviewed", "Our paper was accepted"
    career: float = -0.5  # "Ph.D. in Mathematics", "Best paper award"
    publication: float = -0.5  # "Journal of", "pp. 12"
    no_title: float = -0.4  # a list of events may be of those that a person attended
    fragment: float = -0.2  # some write all titles in lower case
    years: float = -0.4  # how long a person had a post


EVENT = EventWeights()
TITLE = TitleWeights()
EVENT_CHOICE = EventChoiceWeights()
TITLE_CHOICE = TitleChoiceWeights()
SPEAKERS = SpeakerWeights()
TALK = TalkWeights()
STYLES = {"quote": 0.75, "hint:title": 2.0, "strong": 0.25, "em": 0.25, "link": 0.3, "0": 0.15}
"""By how a part is set off; "0" is the first part of a row in plain text.

A label or class that says "title" decides; quotation marks are hardly used for anything else, and
emphasis and links for events and people as well.
"""
COLUMNS = {"time": 0.5, "date": 0.5, "title": 0.1, "event": 0.15, "speaker": 0.6, "location": 0.4}
"""The least mean score of a table column without a known head.

Dates and people are certain signs where they are found; texts of every kind look like titles a bit.
"""
DATE_LENGTH = 200
"""Characters by which a cell with a date scores 1 less: dates stand alone."""

PLACE, PLACE_IN_SENTENCE = 0.9, 0.3
"""The score of a text that is the name of a place, and of one with other words beside it."""
ROOM_WORDS = 3
"""The most words of the name of a room: "room 3B", "Aula Magna"."""
LIKE_A_PLACE = 0.5
"""Between a text that is a place and one with a place in it."""
NO_PERSON = 0.2
"""A name that looks this much like an event is no person's."""
NO_PLACE = 0.2
"""A place that looks this much like an event is one."""
LIKE_AN_EVENT = 0.3
"""Enough where other signs agree: in a list of deliveries, beside a dash."""
EVENT_IN_LINE = 0.35
"""Enough to end a title in a line of plain text."""
EVENT_ALONE = 0.45
"""Needed where nothing else tells: of a heading, of an event in structured data."""
LIKE_A_TITLE = 0.3
"""Four words with one in lower case; a name of an event with its year scores less."""
NO_TITLES = 0.3
"""Texts that on average score less are not titles: they are shorter, or names of events."""
LISTED = 0.9
"""A heading with a list of words that scores more is a title, and no name of a section."""
TITLE_NOT_SECTION = 0.45
"""A longer heading that scores more is a title, even with a word for another section."""
