"""The words of pages: tables of twelve languages, and dates, lists and plurals by CLDR."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from babel import Locale
from babel.dates import format_date, format_interval, format_time
from jinja2 import Environment, nodes
from markupsafe import Markup

from factories import make_entry, make_feed, make_talk, make_when
from talkfeed import words
from talkfeed.cli import main
from talkfeed.formats.html import index, template
from talkfeed.formats.html.sandbox import SYNTAX
from talkfeed.model import Status
from talkfeed.words import dates, plurals

TEMPLATES = Path(template.__file__).with_name("templates")
LANGUAGES = sorted(path.stem for path in words.TABLES.glob("*.txt"))
OF_CLDR = sorted(path.stem for path in words.CLDR.glob("*.txt"))
NAMES = {"Apple", "Google", "Outlook.com", "Microsoft 365", "(oEmbed)", "talks.fragment.html"}
"""Names that are the same in all languages."""
READ_OUT = re.compile(r'\b(?:aria-label|placeholder|title|alt)="([^"]*)"')
UNREAD = re.compile(r"<(script|style|pre|code|iframe|talk-feed)\b.*?</\1>|<!--.*?-->", re.DOTALL)
LETTERS = re.compile(r"[^\W\d_]{2,}")


def _texts(name: str) -> list[str]:
    """Return the texts of a template that are shown or read out."""
    tree = Environment(**SYNTAX).parse((TEMPLATES / name).read_text("utf-8"))  # noqa: S701
    data = "\x00".join(node.data for node in tree.find_all(nodes.TemplateData))
    data = UNREAD.sub("", re.sub(r"\{%.*?%\}", "", data))
    shown = re.sub(r"<[^>]*>", "\n", data).replace("\x00", "\n").splitlines()
    return [*READ_OUT.findall(data), *(text for text in shown if "=" not in text)]


@pytest.mark.parametrize("name", sorted(path.name for path in TEMPLATES.glob("*.html")))
def test_templates_have_no_words_of_their_own(name: str) -> None:
    """All that a template shows or reads out comes from the tables of words."""
    texts = (text.strip("\x00 ") for text in _texts(name))
    assert [text for text in texts if LETTERS.search(text) and text not in NAMES] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_have_the_words_of_english(language: str) -> None:
    """A table has known words only, with the placeholders of English, in each plural category."""
    assert words.remarks(language) == []
    table, categories = words.read(words.TABLES, language), _categories(language)
    plural = {name.partition(".")[0] for name in words.read(words.TABLES, "en") if "." in name}
    for name in plural:
        forms = {key.partition(".")[2] for key in table if key.startswith(f"{name}.")}
        assert forms == categories, name


def _locale(language: str) -> Locale:
    return Locale.parse("en_001" if language == "en" else language.replace("-", "_"))


def _categories(language: str) -> set[str]:
    """Return the plural categories that whole numbers below a million have."""
    form = _locale(language).plural_form
    return {form(number) for number in range(200)}


@pytest.mark.parametrize("language", OF_CLDR)
def test_plurals_are_those_of_cldr(language: str) -> None:
    """A number has the plural category that Babel has for it."""
    rows = words.read(words.CLDR, language).items()
    rules = [(key.removeprefix("plural_"), rule) for key, rule in rows if key.startswith("plural_")]
    form = _locale(language).plural_form
    numbers = [*range(250), 1000, 1001, 1_000_000, 1_000_001]
    assert [plurals.category(number, rules) for number in numbers] == [*map(form, numbers)]


@pytest.mark.parametrize("language", sorted({*OF_CLDR} - {"en", "fi"}))
def test_dates_are_those_of_cldr(language: str) -> None:
    """Days, several days and times are written as Babel writes them, but for thin spaces."""
    known, locale = words.words(language), _locale(language)
    start = date(2027, 3, 11)

    def plain(text: str) -> str:
        return re.sub(r"\s?–\s?", "–", text.replace("\u2009", " ")).replace("0", "")

    assert dates.full_day(start, known) == format_date(start, "full", locale)
    for end in (start, date(2027, 3, 13), date(2027, 4, 2), date(2028, 1, 2)):
        written = dates.days(start, end, known)
        assert plain(written) == plain(format_interval(start, end, "yMMMd", locale=locale))
    time = datetime(2027, 3, 11, 18, 5)  # noqa: DTZ001  — the zone is not written
    assert dates.clock(time, known) == format_time(time, "short", locale=locale)


@pytest.mark.parametrize(
    ("language", "end", "expected"),
    [
        ("en", date(2027, 3, 11), ("11", "Mar 2027")),
        ("en", date(2027, 3, 13), ("11–13", "Mar 2027")),
        ("en", date(2027, 4, 2), ("11", "Mar – 2 Apr 2027")),
        ("de", date(2027, 3, 13), ("11.–13.", "März 2027")),
        ("pt", date(2027, 3, 13), ("11–13", "de mar. de 2027")),
        ("ja", date(2027, 3, 11), ("11日", "2027年3月")),
        ("ja", date(2027, 3, 13), ("11–13日", "2027年3月")),
        ("ja", date(2027, 4, 2), ("", "2027年3月11日～4月2日")),  # noqa: RUF001
        ("en-US", date(2027, 3, 13), ("11–13", "Mar 2027")),
        ("xx", date(2027, 3, 11), ("11", "Mar 2027")),
    ],
)
def test_posters_begin_with_the_days(language: str, end: date, expected: tuple[str, str]) -> None:
    """The large part of a date has its days, in any order of day, month and year."""
    assert dates.poster(date(2027, 3, 11), end, words.words(language)) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "18:05–20:00"), ("ja", "18:05–20:00"), ("en-US", "6:05 PM – 8:00 PM")],
)
def test_clocks_follow_the_language(language: str, expected: str) -> None:
    """Times are those of the clock of 24 or of 12 hours, as CLDR has it; equal ones are one."""
    known = words.words(language)
    start, end = datetime(2027, 3, 11, 18, 5), datetime(2027, 3, 11, 20)  # noqa: DTZ001
    assert dates.clocks(start, end, known).replace("\u202f", " ") == expected
    assert dates.clocks(end, end, known) == dates.clock(end, known)


def test_a_community_can_add_a_table() -> None:
    """Words of a table of one's own replace ours; those that cannot be used are named."""
    own = (
        "# Friesisch\nsubscribe = Abonnere\nsubscrib = x\ngone = {x}\nwithout = {\ntalks.one = ein"
    )
    known = words.words("xx", own)
    assert (known.subscribe, known.gone, known.close) == ("Abonnere", "gone", "Close")
    assert known.count("talks", 1) == "ein"
    assert words.remarks("xx", own)[:4] == [
        "words.txt: 'subscrib' is not the name of a word",
        "words.txt: 'gone' needs the placeholders of: gone",
        "words.txt: 'without' has a brace without a partner: {",
        "no word in 'xx' for 'all_talks': All talks",
    ]


def test_placeholders_escape_what_is_not_markup() -> None:
    """Markup in a placeholder stays markup, and text beside it is escaped."""
    known = words.words("en")
    assert known.fill("at_event", people="<A>", event="B") == "<A> at B"
    assert known.fill("at_event", people="<A>", event=Markup("<b>B</b>")) == "&lt;A&gt; at <b>B</b>"
    assert known.count("talks", 2) == "2 talks"
    assert words.words("ja").count("talks", 1) == "1件の講演"
    with pytest.raises(AttributeError):
        _ = known.unheard_of


def test_a_region_has_what_its_language_has() -> None:
    """A language with a region has the words of the language; a strange tag those of English."""
    assert words.words("de-AT").cldr["months"] == words.words("de").cldr["months"]
    assert words.words("../en").subscribe == "Subscribe"
    assert [words.words(tag).is_rtl for tag in ("ar-EG", "he", "de")] == [True, True, False]


@pytest.mark.parametrize("language", LANGUAGES)
def test_scripts_have_words_of_each_plural_form(language: str) -> None:
    """Scripts choose the form of a number among those that the language has."""
    known = words.words(language)
    forms = {name.partition(".")[2] for name in known.of_scripts if name.startswith("talks.")}
    assert forms == {*_locale(language).plural_form.rules, "other"}
    assert known.of_scripts["copy"] == known.copy


def test_pages_are_in_the_language_of_the_feed() -> None:
    """A page has the words and the dates of its language, and its direction."""
    talk = make_talk(when=make_when(day=date(2027, 3, 11)), status=Status.CANCELLED)
    pages = {
        language: index.render(
            make_feed(make_entry(talk=talk))._replace(language=language)
        ).decode()
        for language in ("de", "ar")
    }
    for text in ("Vergangene Vorträge", "Abgesagt", ">11. März 2027<", "is-cancelled"):
        assert text in pages["de"]
    assert "Past talks" not in pages["de"]
    assert '<html lang="ar" dir="rtl">' in pages["ar"]
    assert "11 مارس 2027" in pages["ar"]


def test_check_lists_missing_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Those who translate see what is missing, and others do not."""
    path = tmp_path / "talks.yaml"
    feed = "feed: {title: T, url: 'https://t.example/', language: sv}\n"
    path.write_text(f"{feed}talks: [{{title: A, date: 2027-03-11}}]\n", encoding="utf-8")
    assert main(["check", "--verbose", str(path)]) == 0
    assert "no word in 'sv' for 'all_talks': All talks\n" in capsys.readouterr().out
    assert main(["check", str(path)]) == 0
    assert "no word" not in capsys.readouterr().out
