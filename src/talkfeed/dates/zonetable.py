"""Abbreviations of time zones, including ambiguous ones, and names of zones and countries.

`ABBREVIATIONS` has the IANA zone of an abbreviation and its offset from UTC in minutes, None if it
is used in summer and winter; an ambiguous one has no zone.
"""

from talkfeed.named_tuple import NamedTuple


class Abbreviation(NamedTuple):
    """An IANA zone and minutes east of UTC; without a zone the abbreviation is ambiguous."""

    zone: str | None
    minutes: int | None = None


_AMBIGUOUS = Abbreviation(None)

ABBREVIATIONS: dict[str, Abbreviation] = {
    **dict.fromkeys(("utc", "gmt", "z", "zulu"), Abbreviation("UTC", 0)),
    **dict.fromkeys(("bst", "cst", "ist", "ast", "amt", "sst", "gst", "ect"), _AMBIGUOUS),
    "wet": Abbreviation("Europe/Lisbon", 0),
    "west": Abbreviation("Europe/Lisbon", 60),
    **dict.fromkeys(("cet", "mez"), Abbreviation("Europe/Berlin", 60)),
    **dict.fromkeys(("cest", "mesz"), Abbreviation("Europe/Berlin", 120)),
    "eet": Abbreviation("Europe/Helsinki", 120),
    "eest": Abbreviation("Europe/Helsinki", 180),
    "msk": Abbreviation("Europe/Moscow", 180),
    "trt": Abbreviation("Europe/Istanbul", 180),
    "et": Abbreviation("America/New_York"),
    "est": Abbreviation("America/New_York", -300),
    "edt": Abbreviation("America/New_York", -240),
    "ct": Abbreviation("America/Chicago"),
    "cdt": Abbreviation("America/Chicago", -300),
    "mt": Abbreviation("America/Denver"),
    "mst": Abbreviation("America/Denver", -420),
    "mdt": Abbreviation("America/Denver", -360),
    "pt": Abbreviation("America/Los_Angeles"),
    "pst": Abbreviation("America/Los_Angeles", -480),
    "pdt": Abbreviation("America/Los_Angeles", -420),
    "akst": Abbreviation("America/Anchorage", -540),
    "akdt": Abbreviation("America/Anchorage", -480),
    "hst": Abbreviation("Pacific/Honolulu", -600),
    "brt": Abbreviation("America/Sao_Paulo", -180),
    "sast": Abbreviation("Africa/Johannesburg", 120),
    "pkt": Abbreviation("Asia/Karachi", 300),
    "sgt": Abbreviation("Asia/Singapore", 480),
    "hkt": Abbreviation("Asia/Hong_Kong", 480),
    "jst": Abbreviation("Asia/Tokyo", 540),
    "kst": Abbreviation("Asia/Seoul", 540),
    "awst": Abbreviation("Australia/Perth", 480),
    "acst": Abbreviation("Australia/Adelaide", 570),
    "acdt": Abbreviation("Australia/Adelaide", 630),
    "aest": Abbreviation("Australia/Brisbane", 600),
    "aedt": Abbreviation("Australia/Sydney", 660),
    "nzst": Abbreviation("Pacific/Auckland", 720),
    "nzdt": Abbreviation("Pacific/Auckland", 780),
}

# "18:30 (London time)", "6pm Eastern time": the words before "time", folded.
PHRASES: dict[str, str] = {
    **dict.fromkeys(("eastern", "us eastern"), "et"),
    **dict.fromkeys(("central", "us central"), "ct"),
    **dict.fromkeys(("mountain", "us mountain"), "mt"),
    **dict.fromkeys(("pacific", "us pacific"), "pt"),
    "eastern standard": "est",
    "eastern daylight": "edt",
    "central standard": "cst",
    "central daylight": "cdt",
    "mountain standard": "mst",
    "mountain daylight": "mdt",
    "pacific standard": "pst",
    "pacific daylight": "pdt",
    "central european": "cet",
    "central european summer": "cest",
    "eastern european": "eet",
    "eastern european summer": "eest",
    "western european": "wet",
    "western european summer": "west",
    "greenwich mean": "gmt",
    "coordinated universal": "utc",
    "japan standard": "jst",
    "korea standard": "kst",
    "singapore": "sgt",
    "hong kong": "hkt",
}

# "4pm (UK time)": countries with one zone, by the word before "time", folded.
COUNTRIES: dict[str, str] = {
    **dict.fromkeys(("uk", "british", "gb"), "Europe/London"),
    **dict.fromkeys(("irish", "ireland"), "Europe/Dublin"),
    **dict.fromkeys(("french", "france"), "Europe/Paris"),
    **dict.fromkeys(("german", "germany"), "Europe/Berlin"),
    **dict.fromkeys(("italian", "italy"), "Europe/Rome"),
    **dict.fromkeys(("dutch", "netherlands"), "Europe/Amsterdam"),
    **dict.fromkeys(("swiss", "switzerland"), "Europe/Zurich"),
    **dict.fromkeys(("austrian", "austria"), "Europe/Vienna"),
    **dict.fromkeys(("polish", "poland"), "Europe/Warsaw"),
    **dict.fromkeys(("swedish", "sweden"), "Europe/Stockholm"),
    **dict.fromkeys(("norwegian", "norway"), "Europe/Oslo"),
    **dict.fromkeys(("danish", "denmark"), "Europe/Copenhagen"),
    **dict.fromkeys(("finnish", "finland"), "Europe/Helsinki"),
    **dict.fromkeys(("israel", "israeli"), "Asia/Jerusalem"),
    **dict.fromkeys(("india", "indian", "indian standard"), "Asia/Kolkata"),
    **dict.fromkeys(("china", "chinese", "beijing", "china standard"), "Asia/Shanghai"),
    **dict.fromkeys(("japan", "japanese"), "Asia/Tokyo"),
    **dict.fromkeys(("korea", "korean"), "Asia/Seoul"),
}
