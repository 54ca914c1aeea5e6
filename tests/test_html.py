"""The common parts of all pages: policy, theme, and the user's templates."""

from __future__ import annotations

import base64
import hashlib
import posixpath
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import html5lib
import pytest

from browser.feeds import NOW, busy, hostile, seed
from browser.pages import CLIENTS, pages
from compile_templates import TARGET, compiled
from factories import make_entry, make_feed, make_link, make_look, make_talk
from talkfeed.building.pipeline import plan
from talkfeed.errors import InvalidData, Place
from talkfeed.formats import documents
from talkfeed.formats.html import assets, filters, index, style, template
from talkfeed.formats.html import page as html_page
from talkfeed.model import Look, Templates
from talkfeed.schema import THEME
from talkfeed.words import words

if TYPE_CHECKING:
    from talkfeed.model import Feed

THEMES = Path(__file__).parent.parent / "docs/themes.md"
_POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')
_HTML = "http://www.w3.org/1999/xhtml"


def _text(feed: Feed) -> str:
    return index.render(feed).decode()


def _tree(page: bytes) -> list[str]:
    """List the elements of a page by name, with the names of their attributes."""
    document = html5lib.parse(page.decode(), namespaceHTMLElements=False)
    return [f"{element.tag} {sorted(element.attrib)}" for element in document.iter()]


def _rules(page: str) -> dict[str, str]:
    """Return the directives of a page's policy."""
    (policy,) = _POLICY.findall(page)
    return dict(rule.strip().split(" ", 1) for rule in policy.replace("&#39;", "'").split(";"))


@pytest.mark.parametrize("path", ["index.html", "talks/small-builds/index.html"])
def test_pages_share_one_style_and_one_script(path: str) -> None:
    """They are files of the site whose names have their hash; the policy allows nothing inline."""
    site = pages(busy())
    page = site[path].decode()
    rules = _rules(page)
    for pattern, rule in (
        (r'<link rel="stylesheet" href="([^"]*)">', "style-src"),
        (r'<script src="([^"]*)" defer>', "script-src"),
    ):
        (href,) = re.findall(pattern, page)
        assert site[posixpath.normpath(posixpath.join(posixpath.dirname(path), href))]
        assert rules[rule] == "'self'"
    assert "<style" not in page
    assert "<script>" not in page
    assert rules["default-src"] == rules["form-action"] == rules["frame-src"] == "'none'"


def test_another_style_has_another_name() -> None:
    """Browsers keep the files for good, so a name never has two contents."""
    looks = (Look(), Look(variables=(("accent", "#a20025"),)))
    found = [assets.asset(assets.STYLE, look, words("en")) for look in looks]
    assert len({each.path for each in found}) == len({each.content for each in found}) == 2
    assert len({assets.asset(assets.SCRIPT, look, words("en")).path for look in looks}) == 1


def test_policy_allows_exactly_the_code_of_an_embed() -> None:
    """The hashes of the policy are those of the page's own style and script."""
    page = pages(busy())["embed.html"].decode()
    rules = _rules(page)
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        (text,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert rules[rule] == f"'sha256-{digest}'"
    assert rules["default-src"] == rules["form-action"] == rules["frame-src"] == "'none'"


def test_policy_lets_in_the_frame_of_a_video_only_where_there_is_one() -> None:
    """A talk page names the host of its video's player as the only one to be framed."""
    entry = make_entry(talk=make_talk(links=(make_link("https://vimeo.com/57412215"),)))
    page = html_page.render(make_feed(entry, path="talks/a-talk/index")).decode()
    assert "frame-src https://player.vimeo.com;" in page


def test_pages_load_nothing_but_files_of_the_site() -> None:
    """No page loads a style, a script, a picture or a font of another host; embeds load nothing."""
    loads = rb'<(?:img|script|iframe|source|video)[^>]* src="([^"]*)|rel="stylesheet" href="([^"]*)'
    for path, page in pages(busy()).items():
        if path.endswith(".html"):
            found = [href or other for href, other in re.findall(loads, page)]
            assert all(
                re.fullmatch(rb"(\.\./)*assets/[a-z0-9-]+\.(css|js)", each) for each in found
            )
            assert len(found) == (0 if "embed" in path or "fragment" in path else 2), path


def test_tags_have_no_handlers_and_styles() -> None:
    """There are no `onclick` and `style` attributes, which the policy would block."""
    for path, page in pages(busy()).items():
        if path.endswith(".html"):
            names = " ".join(_tree(page))
            assert "'on" not in names, path
            assert "'style'" not in names, path


def test_same_feed_makes_the_same_bytes_in_any_process() -> None:
    """Neither hash seed, locale nor time zone changes a byte."""
    program = (
        "import hashlib, sys; sys.path.insert(0, 'tests')\n"
        "from browser.feeds import busy; from browser.pages import pages\n"
        "print(hashlib.sha256(b''.join(pages(busy()).values())).hexdigest())"
    )
    settings = (
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "C.UTF-8"},
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program], env=env, capture_output=True, check=True, text=True
        ).stdout
        for env in settings
    }
    assert len(outputs) == 1


def test_pages_end_with_one_newline_and_are_utf_8() -> None:
    """A page is a text file."""
    for path, page in pages(busy()).items():
        assert page.decode().endswith("\n"), path
        assert not page.endswith(b"\n\n"), path


# --- themes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "rule"),
    [
        ("accent", "#a20025", ":root{--talkfeed-accent:#a20025}"),
        (
            "--talkfeed-font",
            '"Fira Sans", sans-serif',
            ':root{--talkfeed-font:"Fira Sans", sans-serif}',
        ),
        ("--my-own", "light-dark(#fff, #000)", ":root{--my-own:light-dark(#fff, #000)}"),
        ("accent", "red;} body{display:none", ""),
        ("accent", "</style><script>alert(1)</script>", ""),
        ("accent", "url(https://spy.example/pixel)", ""),
        ("accent", "URL (x)", ":root{--talkfeed-accent:URL (x)}"),
        ("accent", "red /* and", ""),
        ("accent", "\\75rl(x)", ""),
        ("accent", "a\nb", ""),
        ("acc ent", "red", ""),
        ("Accent}", "red", ""),
    ],
)
def test_theme_sets_variables_and_nothing_else(name: str, value: str, rule: str) -> None:
    """A variable is a name and a value; unsafe ones are left out."""
    assert template.theme(Look(variables=((name, value),))) == rule


def test_documented_variables_are_those_that_work() -> None:
    """The style's variables, the theme's fields and the table of the documentation agree."""
    ours = files("talkfeed.formats.html").joinpath("templates/colours.css").read_text()
    table = THEMES.read_text().partition("| variable |")[2].partition("\n\n")[0]
    working = set(re.findall(r"^  --talkfeed-([a-z-]+):", ours, re.MULTILINE))
    fields = {field.name for field in THEME.fields} - {"templates", "design"}
    assert working == fields == set(re.findall(r"--talkfeed-([a-z-]+)", table))


def test_documented_templates_are_those_there_are() -> None:
    """Each file that can be replaced is in the table, or named there as a part of another."""
    names = {each.name for each in files("talkfeed.formats.html").joinpath("templates").iterdir()}
    told = set(re.findall(r"`([a-z]+\.(?:html|css|js))`", THEMES.read_text()))
    assert told == names - {"talk-feed.js"}


def test_theme_reaches_pages_and_embeds_and_their_policy() -> None:
    """A configured colour is last in the style, which the policy allows."""
    look = Look(variables=(("accent", "#a20025"), ("font", "Georgia, serif")))
    rule = ":root{--talkfeed-accent:#a20025;--talkfeed-font:Georgia, serif}"
    assert style.render(busy(look=look)).decode().endswith(f"{rule}\n")
    page = pages(busy(look=look))["embed.html"].decode()
    assert f"{rule}</style>" in page
    inline = page.partition("<style>")[2].partition("</style>")[0]
    assert str(filters.fingerprint(inline)).strip("'") in page


def test_template_of_the_user_replaces_ours(tmp_path: Path) -> None:
    """A template in the user's directory replaces ours of the same name only."""
    tmp_path.joinpath("subscribe.html").write_text("<p>Ask {{ feed.title }} & friends</p>")
    page = _text(seed(look=make_look(tmp_path)))
    assert "<p>Ask MirageOS talks & friends</p>" in page
    assert 'id="Subscribe"' not in page
    assert 'id="Embed"' in page


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        (
            "\n{% if %}",
            "Expected an expression",
        ),
        (
            "{{ nothing }}",
            "'nothing' is undefined",
        ),
        (
            "{% include 'absent.html' %}",
            "absent.html",
        ),
        (
            "{{ 1 / 0 }}",
            "division by zero",
        ),
        ("{{ feed.title.nothing() }}", "has no attribute 'nothing'"),
        ("{{ ''.__class__.__mro__ }}", "access to attribute '__class__'"),
        (
            "{% include '../secret.html' %}",
            "../secret.html",
        ),
        (
            "{% extends '/etc/hosts' %}",
            "/etc/hosts",
        ),
        (
            "{% import 'row.html/../../x' as x %}",
            "row.html/",
        ),
        ("{{ feed.updated.now() }}", "access to attribute 'now'"),
        ("{{ feed.updated|attr('now') }}", "access to attribute 'now'"),
        ("{{ '{0.today}'.format(feed.updated) }}", "access to attribute 'today'"),
        ("{{ [1, 2]|random }}", "No filter named 'random'"),
        ("{{ lipsum() }}", "'lipsum' is undefined"),
        ("{{ feed.look.templates.directory }}", "has no attribute 'directory'"),
        ("\udcff", "it is not UTF-8"),
    ],
)
def test_a_failing_template_of_the_user_is_reported(tmp_path: Path, text: str, cause: str) -> None:
    """Any error in a template is a problem with its place."""
    tmp_path.joinpath("subscribe.html").write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(InvalidData) as caught:
        _text(seed(look=make_look(tmp_path)))
    (problem,) = caught.value.problems
    place = Place(str(tmp_path / "subscribe.html"), text.count("\n") + 1, 1)
    assert (problem.place, problem.code) == (place, "TF325")
    assert problem.message.startswith("the template subscribe.html cannot be used: ")
    assert cause in problem.message


def test_a_template_of_ours_that_fails_by_the_users_is_reported(tmp_path: Path) -> None:
    """If the error is in none of the user's templates, the problem names their directory."""
    tmp_path.joinpath("row.html").write_text("")
    with pytest.raises(InvalidData) as caught:
        _text(seed(look=make_look(tmp_path)))
    (problem,) = caught.value.problems
    assert problem.place.path.startswith(str(tmp_path))
    assert "cannot be used: " in problem.message
    assert "delete" in problem.hint


def test_fault_in_our_own_templates_is_ours() -> None:
    """Without templates of the user's own nothing is taken for their mistake."""
    with pytest.raises(ModuleNotFoundError, match="absent_html"):
        template.render("absent.html", seed())


def test_theme_in_the_talks_file_reaches_the_output(tmp_path: Path) -> None:
    """From talks.yaml to the built pages: the documented example, a colour and a template."""
    home = tmp_path / "theme"
    home.mkdir()
    (example,) = re.findall(r"```jinja\n(.*?)```", THEMES.read_text(), re.DOTALL)
    home.joinpath("style.css").write_text(example)
    source = tmp_path / "talks.yaml"
    source.write_text(
        "feed: {title: T, url: https://t.example/, authors: [Ann],"
        ' theme: {accent: "#a20025", templates: theme/}}\n'
        "talks: [{title: A, date: 2015}]\n"
    )
    built = {one.path: one.content for one in plan(source, tmp_path / "out", now=NOW).documents}
    (path,) = (path for path in built if path.startswith("assets/style-"))
    assert built[path].endswith(b":root{--talkfeed-accent:#a20025}\nh1{font-style:italic}\n")
    for page in ("index.html", "talks/a/index.html"):
        assert f'{path}">'.encode() in built[page]
    assert b":root{--talkfeed-accent:#a20025}</style>" in built["embed.html"]


def test_style_of_the_user_is_that_of_pages(tmp_path: Path) -> None:
    """A style of the user's own takes the place of ours."""
    tmp_path.joinpath("talkfeed.css").write_text("body{color:teal}\r\n")
    assert style.render(seed(look=make_look(tmp_path))).startswith(b"body{color:teal}\n")


# --- what is put in -----------------------------------------------------------------------------


def test_squeezing_removes_comments_and_spaces_but_no_address() -> None:
    """Whole-line comments and indentation are removed; text after code on a line is kept."""
    source = '/* a\n   b */\n// c\na { }\n\n  b = "https://x/"; // d\n'
    assert filters.squeeze(source) == 'a { }\nb = "https://x/"; // d'


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://a.example/", True),
        ("HTTP://a.example/", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        (" https://a.example/", False),
        ("", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_become_links(url: str | None, kept: object) -> None:
    """For any value, a link is an http or https address, or empty."""
    assert bool(filters.web(url)) is kept


def test_headings_of_an_abstract_are_below_those_of_the_page() -> None:
    """Headings of an abstract are raised by one level; other text is unchanged."""
    assert filters.raised("<h4>a</h4><h6>b</h6> <p>h4</p>") == "<h3>a</h3><h5>b</h5> <p>h4</p>"


@pytest.mark.parametrize(("language", "rtl"), [("ar", True), ("he-IL", True), ("en", False)])
def test_pages_run_the_way_their_language_does(language: str, rtl: object) -> None:
    """A feed in Arabic or Hebrew makes pages from right to left."""
    for path, page in pages(busy(language=language)).items():
        if path in ("index.html", "embed.html"):
            assert (b'dir="rtl"' in page) is rtl


HOSTILE = "\"><script>x()</script><img src=x onerror=x()>'`${x()}{{x()}}</title></style>&lt;<!--"


@pytest.mark.parametrize(
    "path", ["index.html", "embed.html", "talks.fragment.html", "talks/talk-0/index.html"]
)
def test_no_text_becomes_markup(path: str) -> None:
    """A page of hostile texts has the elements and attributes of one of harmless texts."""
    evil, good = pages(hostile(HOSTILE))[path], pages(hostile("harmless"))[path]
    assert _tree(evil) == _tree(good)
    assert b'"javascript:' not in evil


def test_data_in_a_page_cannot_end_its_script() -> None:
    """JSON-LD writes every `<` as an escape."""
    page = pages(hostile(HOSTILE))["talks/talk-0/index.html"].decode()
    data = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert "\\u003cscript\\u003e" in data
    assert "<" not in data


@pytest.mark.parametrize("feed", [seed(), busy(), hostile("a & <b>", "שלום")])
def test_compiled_templates_make_the_pages_that_jinja2_makes(feed: Feed) -> None:
    """A site without templates of its own looks as one whose directory of templates is empty."""
    look = Look(templates=Templates("theme", ()))
    assert pages(feed) == pages(feed._replace(look=look))


def test_a_template_with_an_undefined_variable_fails() -> None:
    """An undefined variable is an error, not an empty text."""
    with pytest.raises(NameError, match="'player' is undefined"):
        template.render("page.html", seed())


def test_compiled_templates_are_those_of_today() -> None:
    """After a change of a template, `make templates` has been run."""
    modules = {path.name: path.read_text("utf-8") for path in TARGET.glob("[!_]*.py")}
    assert modules == compiled()


def test_every_format_is_in_the_table() -> None:
    """Each of the page's formats is found by its name and has its suffix and type."""
    feed = busy(
        path="x", formats=("index", "profile", "fragment", "embed", "component", "oembed", "opml")
    )
    assert [(document.path, document.media_type) for document in documents(feed)] == [
        ("x.html", "text/html"),
        ("x.html", "text/html"),
        ("x.fragment.html", "text/html"),
        ("x.html", "text/html"),
        ("x.js", "text/javascript"),
        ("x.json", "application/json"),
        ("x.opml", "text/x-opml"),
    ]


@pytest.mark.client("java", "npm:vnu-jar")
def test_checker_of_the_w3c_finds_no_error(tmp_path: Path) -> None:
    """Every page is valid HTML with valid CSS, SVG and ARIA, and so is a host of the fragment."""
    sites = {"seed": pages(seed()), "busy": pages(busy()), "rtl": pages(busy(language="ar"))}
    for name, site in sites.items():
        for path, page in site.items():
            if not path.endswith(".html"):
                continue
            target = tmp_path / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            host = b'<!doctype html><html lang="en"><title>x</title>\n'
            target.write_bytes(host + page if "fragment" in path else page)
    jar = CLIENTS / "vnu-jar" / "build" / "dist" / "vnu.jar"
    brief = ("-Xss16m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # compile little
    options = ("--errors-only", "--skip-non-html")
    command = ["java", *brief, "-jar", str(jar), *options, str(tmp_path)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.stderr == ""
    assert checked.returncode == 0
