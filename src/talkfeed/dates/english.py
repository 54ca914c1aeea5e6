"""The fields of a language row, and the row of English, which is read in all feeds.

Words are spelt as people write them, and compared without case and accents. Common misspellings are
included.
"""

from talkfeed.named_tuple import NamedTuple


class Language(NamedTuple):
    """One language: each field is text, its items separated by spaces or bars.

    `seasons` are spring, summer, autumn, winter. `parts` are words for the early, middle and
    late part of something, `twelves` for noon and midnight. `noise` may be anywhere, and so may an
    `aside` about the place; `start` opens a range, `to` closes one, `between` opens one that
    "and" closes, `both` is either `to` or `at`, `at` comes before a time, `hours` after one.
    """

    months: str
    weekdays: str = ""
    seasons: str = "| | | "
    parts: str = "| | "
    noise: str = ""
    aside: str = ""
    start: str = ""
    between: str = ""
    to: str = ""
    both: str = ""
    at: str = ""
    hours: str = ""
    joins: str = ""
    term: str = ""
    about: str = ""
    maybe: str = ""
    quarter: str = ""
    half: str = ""
    week: str = ""
    twelves: str = ""
    unknown: str = ""


ENGLISH = Language(
    months="jan january januray janurary|feb february feburary febuary febrary|mar march"
    "|apr april apirl apil|may|jun june|jul july|aug august augst"
    "|sep sept september septemper septembre setpember septmber septemeber"
    "|oct october ocotber|nov november novemeber|dec december decemeber",
    weekdays="mon monday|tue tues tuesday|wed weds wednesday wensday|thu thur thurs thursday"
    "|fri friday|sat saturday|sun sunday",
    seasons="spring springtime|summer summertime|autumn fall|winter wintertime",
    parts="early beginning start|mid middle|late end",
    noise="of the on in during towards toward exact",
    aside="online virtual virtually remote remotely hybrid",
    start="from",
    between="between",
    to="to through thru until till",
    at="at @ starting kl",
    hours="hrs hr hours",
    joins="and",
    term="term semester session",
    about="about around approx approximately circa c ca roughly",
    maybe="probably possibly maybe perhaps tentative tentatively likely expected",
    quarter="quarter qtr",
    half="half",
    week="week wk",
    twelves="noon midday|midnight",
    unknown="tba tbd tbc",
)
