"""A plug-in of MkDocs: `{{ talks }}` in a page → the list of talks, with its feeds beside the site.

`mkdocs build` builds the talks as `talkfeed build` does and writes talks.lock; `mkdocs serve` is a
preview. The files are written before the pages, so a page of the site at the address of the page of
all talks, such as talks.md, replaces it.
"""

from __future__ import annotations

import logging
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import SubElement

from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from mkdocs.config import base
from mkdocs.config import config_options as options
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File
from mkdocs.utils import get_relative_url

from talkfeed.building.inputs import inputs_of
from talkfeed.building.request import lock_path
from talkfeed.errors import Rejected
from talkfeed.patterns import lazy
from talkfeed.plugins import lists
from talkfeed.plugins.beside import (
    Request,
    nearby,
    raising,
    read_site,
    text_of,
    wrong_address,
)
from talkfeed.serving.page import linked_here

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Literal
    from xml.etree.ElementTree import Element

    from markdown import Markdown
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from talkfeed.plugins.beside import Site

_LOG = logging.getLogger("mkdocs.plugins.talkfeed")
_TAG = lazy(r"(?m)^ {0,3}\{\{[ \t]*talks(?![^ \t}])([^{}\n]*)\}\}[ \t]*$\n*")
_HTML = "text/html"


class TalksConfig(base.Config):  # type: ignore[no-untyped-call]
    """The options of the plug-in in mkdocs.yml."""

    talks = options.FilesystemObject(default="talks.yaml")
    directory = options.Type(str, default="talks")
    lenient = options.Type(bool, default=False)
    locked = options.Type(bool, default=False)


class TalksPlugin(BasePlugin[TalksConfig]):  # type: ignore[no-untyped-call]
    """Shows talks in pages and builds their feeds; one instance serves all builds of `serve`."""

    _is_preview = False
    _site: Site | None = None
    _mistakes = ""
    _page_url = ""
    _server: LiveReloadServer | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Start without talks; note whether the site is built or previewed."""
        del dirty
        self._is_preview = command == "serve"
        self._site, self._server = None, None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the syntax to Markdown."""
        extensions: list[Any] = config.markdown_extensions
        extensions.append(_Syntax(self._list))
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read the talks, before the last site is removed.

        Raises:
            PluginError: the talks are not in order, unless this is a preview.
        """
        self._mistakes = ""
        self._watch()
        try:
            with raising(PluginError):
                self._site = read_site(self._request(), Path(config.site_dir))
        except PluginError as error:
            self._mistakes = self._forgive(error)
            return
        self._report(self._site, config.site_url or "")

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Write the feeds, calendars and pages, and let pages link to them.

        Raises:
            PluginError: they cannot be written.
        """
        site, root = self._site, config.site_dir
        if site is None:
            return files
        here = f"{(config.site_url or '').rstrip('/')}/{site.request.directory}/"

        def lead(media_type: str, content: bytes) -> bytes:
            is_page = media_type == _HTML
            return linked_here(content, site.plan.talks.settings.url, here) if is_page else content

        with raising(PluginError):
            site.write(Path(root), lead)
        taken = {file.dest_uri for file in files}
        for path in (f"{site.request.directory}/{path}" for path in site.paths):
            if path not in taken:
                files.append(File(path, root, root, use_directory_urls=config.use_directory_urls))
        return files

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> None:
        """Note the page whose Markdown is read next."""
        del markdown, config, files
        self._page_url = page.url

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Add links for autodiscovery to the head of a page, and the style of lists."""
        del config
        if self._site is None:
            return output
        head = lists.for_head(self._site.plan, self._root(page.url), output)
        return output.replace("</head>", f"{head}</head>", 1)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Rebuild after changes of the talks."""
        del config, builder
        self._server = server
        self._watch()
        return server

    def _request(self) -> Request:
        config = self.config
        source, directory = nearby(Path(config.talks)), config.directory.strip("/")
        return Request(source, directory, config.lenient, config.locked, self._is_preview)

    def _watch(self) -> None:
        if self._server:
            source = self._request().source
            for directory in inputs_of(source, [lock_path(source)]).directories():
                self._server.watch(directory, recursive=False)

    def _report(self, site: Site, site_url: str) -> None:
        for level, text in site.notices:
            _LOG.log(level, "%s", text)
        wrong = None if self._is_preview else wrong_address(site, site_url)
        if wrong:
            _LOG.warning("%s", text_of(wrong))

    def _forgive(self, error: PluginError) -> str:
        """Show a mistake in the page, if this is a preview.

        Raises:
            PluginError: this is a build.
        """
        if not self._is_preview:
            raise error
        _LOG.warning("%s", error)
        return (
            '<div class="admonition danger"><p class="admonition-title">The talks have mistakes</p>'
            f"<pre>{escape(str(error))}</pre></div>\n"
        )

    def _list(self, words: str) -> str:
        """Return the list of a page as HTML."""
        if self._site is None or self._mistakes:
            return self._mistakes
        try:
            choice = lists.read_choice(words)
            return lists.as_html(self._site.plan, choice, self._root(self._page_url))
        except Rejected as error:
            return self._forgive(PluginError(f"{self._page_url}: {text_of(error)}"))

    def _root(self, page_url: str) -> str:
        root: str = get_relative_url(f"{self._request().directory}/", page_url)
        return root


class _Syntax(Extension):
    """Markdown with `{{ talks }}` as a block of its own; code is left alone."""

    def __init__(self, html: Callable[[str], str]) -> None:
        super().__init__()
        self._html = html

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  — Markdown's name
        """Register the block after code and before headings."""
        md.parser.blockprocessors.register(_Block(md, self._html), "talkfeed", 75)


class _Block(BlockProcessor):
    """The block of a list of talks."""

    def __init__(self, md: Markdown, html: Callable[[str], str]) -> None:
        super().__init__(md.parser)
        self._md, self._html = md, html

    def test(self, parent: Element, block: str) -> bool:
        """Return whether a line of a block is a list of talks."""
        del parent
        return bool(_TAG.search(block))

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Replace the line by the list; what is before and after it is read as usual."""
        before, words, after = _TAG.split(blocks.pop(0), maxsplit=1)
        self.parser.parseBlocks(parent, [before.rstrip()] if before else [])
        SubElement(parent, "p").text = self._md.htmlStash.store(self._html(words.strip()))
        blocks[:0] = [after] if after else []
