"""The settings for reading dates; no default depends on the current date."""

from talkfeed.named_tuple import NamedTuple


class DateRules(NamedTuple):
    """The settings for reading dates.

    `timezone` is the IANA zone (or offset) of times without one, `order` is "dmy" or "mdy" for
    figures such as 10/07/2015, `hemisphere` "north" or "south". `language` and `languages` are
    BCP 47 tags. A phrase is read in the first of them in which it is a date; English words are part
    of each. So another language at the end does not change how other dates are read.
    """

    timezone: str | None = None
    order: str | None = None
    language: str = "en"
    hemisphere: str = "north"
    languages: tuple[str, ...] = ()

    def with_language(self, tag: str) -> "DateRules":
        """Return the rules with another language, tried last."""
        known = {primary(each) for each in (self.language, *self.languages)}
        if primary(tag) in known | {"en"}:
            return self
        return self._replace(languages=(*self.languages, tag))


def primary(tag: str) -> str:
    """Return the primary language of a tag.

    >>> primary("pt-BR")
    'pt'
    """
    return tag.replace("_", "-").split("-", 1)[0].casefold()
