"""A Markdown text of a talk, a person or an event, in three forms."""


class Abstract:
    """An abstract in three forms: the Markdown as written, sanitised HTML, and plain text.

    `texts` are all three, in this order. Abstracts with the same texts are equal, whatever the
    class.
    """

    __slots__ = ("texts",)

    def __init__(self, *, markdown: str, html: str, text: str) -> None:
        """Store the texts."""
        self.texts = markdown, html, text

    @property
    def markdown(self) -> str:
        """The Markdown as written."""
        return self.texts[0]

    @property
    def html(self) -> str:
        """The sanitised HTML."""
        return self.texts[1]

    @property
    def text(self) -> str:
        """The plain text."""
        return self.texts[2]

    def __eq__(self, other: object) -> bool:
        """Compare the texts."""
        return isinstance(other, Abstract) and self.texts == other.texts

    def __hash__(self) -> int:
        """Hash the texts."""
        return hash(self.texts)

    def __repr__(self) -> str:
        """Return a representation with the Markdown, from which the other texts are derived."""
        return f"Abstract(markdown={self.markdown!r})"
