"""Links with a player, and its parameters."""

from __future__ import annotations

import pytest

from factories import make_link, make_talk
from talkfeed.formats.html.video import from_address, player

TUBE = "https://www.youtube-nocookie.com/embed/cUvNths_5RA?autoplay=1"
VIMEO = "https://player.vimeo.com/video/57412215?autoplay=1&dnt=1"


@pytest.mark.parametrize(
    ("href", "src"),
    [
        ("https://www.youtube.com/watch?v=cUvNths_5RA", TUBE),
        ("http://youtube.com/watch?feature=share&v=cUvNths_5RA", TUBE),
        ("https://m.youtube.com/watch?v=cUvNths_5RA&list=PL1", TUBE),
        ("https://YOUTU.BE/cUvNths_5RA", TUBE),
        ("https://youtu.be/cUvNths_5RA?si=x&t=79", f"{TUBE}&start=79"),
        ("https://www.youtube.com/watch?v=cUvNths_5RA&t=1h2m3s", f"{TUBE}&start=3723"),
        ("https://www.youtube.com/embed/cUvNths_5RA?start=5", f"{TUBE}&start=5"),
        ("https://www.youtube.com/live/cUvNths_5RA", TUBE),
        ("https://www.youtube.com/shorts/cUvNths_5RA/", TUBE),
        ("https://www.youtube.com/watch?v=cUvNths_5RA&t=soon", TUBE),
        ("http://vimeo.com/57412215", VIMEO),
        ("https://vimeo.com/57412215/", VIMEO),
        ("https://player.vimeo.com/video/57412215", VIMEO),
        ("https://vimeo.com/57412215/a1b2c3d4e5", f"{VIMEO}&h=a1b2c3d4e5"),
        ("https://vimeo.com/57412215?h=a1b2c3d4e5", f"{VIMEO}&h=a1b2c3d4e5"),
        ("https://vimeo.com/57412215?h=%22%3E", VIMEO),
    ],
)
def test_known_hosts_play_in_place(href: str, src: str) -> None:
    """Every usual shape of a watch address leads to the player that keeps no cookies."""
    found = from_address(href)
    assert found is not None
    assert found.src == src
    assert found.href == href
    assert src.startswith(found.origin + "/")


def test_previews_have_a_picture_where_its_address_is_known() -> None:
    """The address of YouTube's still is derived from the id; that of Vimeo is unknown."""
    tube, vimeo = from_address("https://youtu.be/cUvNths_5RA"), from_address("https://vimeo.com/1")
    assert tube is not None
    assert vimeo is not None
    assert tube.picture == "https://i.ytimg.com/vi/cUvNths_5RA/hqdefault.jpg"
    assert vimeo.picture == ""


@pytest.mark.parametrize(
    "href",
    [
        "https://www.youtube.com/watch?v=short",
        "https://www.youtube.com/playlist?list=PL1",
        'https://www.youtube.com/watch?v="><script>',
        "https://youtu.be/cUvNths_5RA/more",
        "https://vimeo.com/channels/staffpicks",
        "https://www.youtube.com.evil.example/watch?v=cUvNths_5RA",
        "http://www.infoq.com/presentations/mirage-os",
        "https://video.example/talk.mp4",
    ],
)
def test_anything_else_stays_a_link(href: str) -> None:
    """An unknown host, a list of videos or a broken id has no player."""
    assert from_address(href) is None


def test_first_video_that_can_play_is_the_talk_s() -> None:
    """Slides on a video host and videos elsewhere are passed over."""
    links = (
        make_link("https://vimeo.com/1", kind="slides"),
        make_link("https://video.example/1"),
        make_link("https://youtu.be/cUvNths_5RA"),
        make_link("https://vimeo.com/2"),
    )
    found = player(make_talk(links=links))
    assert found is not None
    assert found.host == "YouTube"
    assert player(make_talk()) is None
