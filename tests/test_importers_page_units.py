"""No section beside talks is lost for what it lacks."""

from __future__ import annotations

from source_inputs import source_input
from talkfeed.importers.page import reader
from talkfeed.model.imported import ImportOptions

DATED = "## Rainbows and Kernels\n\nGarett Example at CityCode - Oct 2015\n\n"


def titles(text: str) -> list[str]:
    """Read the titles of a page's talks."""
    found = reader.read(source_input(f"# Hello\n\n{text}", "page.md"), ImportOptions())
    return [str(each.fields["title"]) for each in found.talks]


def test_a_section_without_a_date_is_a_talk_among_talks() -> None:
    """It comes out with a doubt, for a person to say when it was."""
    text = f"{DATED}## No date at all\n\nAnn Example at SomeConf\n"
    found = reader.read(source_input(text, "page.md"), ImportOptions()).talks
    assert [each.fields.get("date") for each in found] == ["Oct 2015", None]
    assert found[1].doubts == ("no date was found",)
    assert titles("## Alone\n\nAnn Example\n") == []


def test_a_section_of_running_text_is_none() -> None:
    """A section of prose about something else is skipped, and so is an empty one."""
    prose = "The room is up the stairs and has a kitchen. Whoever is first makes some coffee.\n"
    for other in (f"## Where the coffee is\n\n{prose}", "## Nothing here\n\n"):
        assert titles(DATED + other) == ["Rainbows and Kernels"]


def test_a_page_is_called_what_its_heading_says() -> None:
    """Unless it has a title of its own."""
    assert (
        reader.read(source_input(f"# Our talks\n\n{DATED}", "page.md"), ImportOptions()).title
        == "Our talks"
    )
    html = f"<title>Talks</title><h1>Other</h1><p>{DATED}</p>"
    assert reader.read(source_input(html, "page.html"), ImportOptions()).title == "Talks"


def test_a_page_may_mix_the_languages_of_the_feed() -> None:
    """Dates are found in each of the feed's languages."""
    text = "# Talks\n\n- Ann: Eins, 7. Oktober 2015\n- Bob: Two, 7 mars 2016\n"
    options = ImportOptions(languages=("de", "fr"))
    found = reader.read(source_input(text, "page.md"), options).talks
    assert [talk.fields["date"] for talk in found] == ["7. Oktober 2015", "7 mars 2016"]


def test_a_date_keeps_the_word_that_makes_it_valid() -> None:
    """Without "in", the date "in '12 May" is none, and the page is still read."""
    text = "# Talks\n\n- 13/5/2012: First, CityCode\n- Rainbows, OtherConf, in '12 May\n"
    found = reader.read(source_input(text, "page.md"), ImportOptions()).talks
    assert found[-1].fields["date"] == "in '12 May"
