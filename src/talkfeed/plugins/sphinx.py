"""An extension of Sphinx: `.. talks::` → the list of talks, with its feeds beside the site.

HTML builders show the list with its links and build the talks as `talkfeed build` does; other
builders, e-books and help files have a plain list and write nothing else.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.errors import SphinxError
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

from talkfeed.building.inputs import inputs_of
from talkfeed.building.record import write_moment
from talkfeed.errors import Rejected
from talkfeed.plugins import lists
from talkfeed.plugins.beside import (
    Request,
    nearby,
    raising,
    read_site,
    text_of,
    wrong_address,
)
from talkfeed.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from talkfeed.plugins.beside import Site

_LOG = logging.getLogger(__name__)
UNTIL = "talkfeed_until"
"""The metadata of a page that says when its lists are out of date."""


class TalksError(SphinxError):
    """The talks are not in order, or their files cannot be written."""

    category = "talkfeed"

    def __init__(self, text: str) -> None:
        """Log the text, with its places and hints: Sphinx has it below much about itself."""
        super().__init__(text)
        _LOG.error("%s", text)


class talks(nodes.General, nodes.Element):  # noqa: N801  — docutils' way of naming nodes
    """A list of talks, replaced when a page is written."""


class TalksDirective(SphinxDirective):
    """`.. talks:: NAME` with the option `limit`."""

    optional_arguments = 1
    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {"limit": directives.positive_int}

    def run(self) -> list[nodes.Node]:
        """Note the list and the files that it depends on."""
        for path, _ in inputs_of(_source(Path(self.env.srcdir), self.config)).contents():
            self.env.note_dependency(str(Path(path).absolute()))
        name = self.arguments[0] if self.arguments else ""
        node = talks(choice=(name, self.options.get("limit")))
        self.set_source_info(node)
        return [node]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the settings, the directive and what happens in a build."""
    app.add_config_value("talkfeed_talks", "talks.yaml", "env", [str])
    app.add_config_value("talkfeed_directory", "talks", "html", [str])
    for name in ("lenient", "locked", "preview"):
        app.add_config_value(f"talkfeed_{name}", default=False, rebuild="env", types=[bool])
    app.add_directive("talks", TalksDirective)
    talks_of = _Build()
    app.connect("builder-inited", talks_of.read)
    app.connect("env-get-outdated", talks_of.outdated)
    app.connect("doctree-read", talks_of.remember)
    app.connect("doctree-resolved", talks_of.show)
    app.connect("html-page-context", talks_of.add_links)
    app.connect("build-finished", talks_of.write)
    return {"version": VERSION, "parallel_read_safe": True, "parallel_write_safe": True}


class _Build:
    """The talks of one build."""

    _site: Site

    def read(self, app: Sphinx) -> None:
        """Read the talks; mistakes end the build before anything is written."""
        config = app.config
        request = Request(
            source=_source(Path(app.srcdir), config),
            directory=config.talkfeed_directory.strip("/"),
            is_lenient=config.talkfeed_lenient,
            is_locked=config.talkfeed_locked,
            is_preview=config.talkfeed_preview,
        )
        with raising(TalksError):
            self._site = read_site(request, Path(app.outdir))
        for level, text in self._site.notices:
            _LOG.log(level, "%s", text)
        wrong = wrong_address(self._site, config.html_baseurl) if _is_website(app) else None
        if wrong:
            _LOG.warning("%s", text_of(wrong))

    def outdated(
        self,
        _app: Sphinx,
        env: BuildEnvironment,
        _added: set[str],
        _changed: set[str],
        _removed: set[str],
    ) -> list[str]:
        """Return the pages with lists in which a date has passed since they were read."""
        now = write_moment(self._site.now)
        known = {page: found.get(UNTIL) for page, found in env.metadata.items()}
        return sorted(page for page, until in known.items() if until and until <= now)

    def remember(self, app: Sphinx, doctree: nodes.document) -> None:
        """Note with a page that has a list until when it is valid; Sphinx keeps it."""
        if next(iter(doctree.findall(talks)), None) is not None:
            app.env.metadata[app.env.docname][UNTIL] = write_moment(self._site.until)

    def show(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Replace the lists of a page."""
        for node in list(doctree.findall(talks)):
            choice = lists.Choice(*node["choice"])
            try:
                node.replace_self(self._list(app, docname, choice))
            except Rejected as error:
                _LOG.warning("%s", text_of(error), location=node)
                node.parent.remove(node)

    def add_links(
        self,
        app: Sphinx,
        pagename: str,
        _template: str,
        context: dict[str, Any],
        _doctree: nodes.document | None,
    ) -> None:
        """Add links for autodiscovery to the head of a page, and the style of lists."""
        if _is_website(app):
            root, body = self._root(app, pagename), context.get("body", "")
            head = lists.for_head(self._site.plan, root, body)
            context["metatags"] = context.get("metatags", "") + head

    def write(self, app: Sphinx, exception: Exception | None) -> None:
        """Write the feeds, calendars and pages after a build without an error."""
        if exception is None and _is_website(app):
            with raising(TalksError):
                self._site.write(Path(app.outdir))

    def _list(self, app: Sphinx, docname: str, choice: lists.Choice) -> nodes.Node:
        plan = self._site.plan
        if app.builder.format == "html":
            root = self._root(app, docname) if _is_website(app) else None
            return nodes.raw("", lists.as_html(plan, choice, root), format="html")
        items = [_list_item(item) for item in lists.as_items(plan, choice)]
        if not items:
            return nodes.paragraph(text=lists.empty_text(choice))
        return nodes.bullet_list("", *items, bullet="*")

    def _root(self, app: Sphinx, docname: str) -> str:
        page = app.builder.get_target_uri(docname)
        root: str = relative_uri(page, f"{self._site.request.directory}/")
        return root


def _list_item(item: lists.Item) -> nodes.list_item:
    title = nodes.reference("", item.title, refuri=item.url, internal=False)
    return nodes.list_item("", nodes.paragraph("", "", title, nodes.Text(f" – {item.rest}")))


def _is_website(app: Sphinx) -> bool:
    """Return whether the builder writes a site, and neither an e-book nor help files."""
    return app.builder.format == "html" and not getattr(app.builder, "embedded", False)


def _source(directory: Path, config: Config) -> Path:
    return nearby(directory / config.talkfeed_talks)
