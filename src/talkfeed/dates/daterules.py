"""The settings by which dates are read; every default is explicit, none depends on today."""

from talkfeed.named_tuple import NamedTuple


class DateRules(NamedTuple):
    """How dates are read.

    `timezone` is the IANA zone (or offset) of times that name none, `order` is "dmy" or "mdy" for
    figures such as 10/07/2015, `hemisphere` "north" or "south". `language` and `languages` are
    BCP 47 tags. A phrase is read in the first of them that understands it; English words count in
    all. So another language at the end changes no date that is read without it.
    """

    timezone: str | None = None
    order: str | None = None
    language: str = "en"
    hemisphere: str = "north"
    languages: tuple[str, ...] = ()

    def with_language(self, tag: str) -> "DateRules":
        """Return the rules with one more language, the last to be tried."""
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
