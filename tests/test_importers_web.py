"""What is fetched from the web comes whole or not at all, in time, from where it may be fetched."""

from __future__ import annotations

import gzip
import json
import ssl
import subprocess
import time
from dataclasses import replace
from email.message import Message
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from misbehaving import (
    HOST,
    bomb,
    closing,
    dripping,
    onward,
    page,
    resetting,
    serving,
    silent,
)
from talkfeed.errors import Rejected
from talkfeed.private import seal
from talkfeed.web import Directory, FetchOptions, Limits, any_address, fetch, probe, stored
from talkfeed.web.fetching import agent
from talkfeed.web.hosts import is_public

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from misbehaving import Answer

PATIENT = Limits(total=20, connect=5, idle=5, size=50_000)
BRISK = PATIENT._replace(total=0.8, connect=0.4, idle=0.4)
LOCAL = FetchOptions(is_allowed=any_address, limits=PATIENT)
DEFAULT = FetchOptions(limits=PATIENT)
IN_A_HURRY = replace(LOCAL, limits=BRISK)
LONG = 4
"""Seconds that no fetch takes whose server misbehaves, on a busy machine either."""
BODY = b"<title>Rainbows</title>"


def rejected(address: str, options: FetchOptions = LOCAL) -> Rejected:
    """Fetch what must not be had, and do so in time."""
    began = time.monotonic()
    with pytest.raises(Rejected) as caught:
        fetch(address, options)
    assert time.monotonic() - began < LONG
    return caught.value


# --- a server that behaves ----------------------------------------------------------------------


def test_a_page_comes_with_its_address_and_type() -> None:
    """The bytes are those that were sent; the fragment stays here, the name is the user's."""
    with serving(page(BODY, content_type="text/html; charset=utf-8")) as server:
        found = fetch(server.url("/talks#2019"), LOCAL)
    assert found.content == BODY
    assert found.name == server.url("/talks#2019")
    assert found.base == server.url("/talks")
    assert found.media_type == "text/html; charset=utf-8"


def test_a_request_says_who_asks_and_nothing_else() -> None:
    """No cookie, referrer or password is sent; the name has the version."""
    with serving(onward("/there"), page(set_cookie="a=b")) as server:
        fetch(server.url(), LOCAL)
    names = {row.partition(":")[0].lower() for row in server.requests[1].splitlines()[1:] if row}
    assert names == {"host", "user-agent", "accept", "accept-encoding", "connection"}
    assert "user-agent: talkfeed/" in server.requests[0].lower()


@pytest.mark.parametrize(
    ("rows", "written"),
    [
        ([], "talkfeed/1.2"),
        (["Changes, https://a.example/c"], "talkfeed/1.2"),
        (["Homepage, https://a.example/"], "talkfeed/1.2 (+https://a.example/)"),
    ],
)
def test_a_homepage_is_told_only_if_there_is_one(rows: list[str], written: str) -> None:
    """Servers read where to complain, if the package says so."""
    about = Message()
    for name, value in (
        ("Name", "talkfeed"),
        ("Version", "1.2"),
        *(("Project-URL", r) for r in rows),
    ):
        about[name] = value
    assert agent(about) == written


def test_the_environment_has_no_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proxies of the environment are not used."""
    monkeypatch.setenv("HTTP_PROXY", f"http://{HOST}:9/")
    with serving(page()) as server:
        assert fetch(server.url(), LOCAL).content == BODY


@pytest.mark.parametrize("body", [b"", BODY, b"x" * PATIENT.size])
def test_a_packed_page_is_decompressed(body: bytes) -> None:
    """Gzip is undone, up to the last byte that is allowed, whatever the padding."""
    packed = gzip.compress(body) + b"\0" * 8
    with serving(page(packed, content_encoding="gzip")) as server:
        assert fetch(server.url(), LOCAL).content == body


def test_all_members_of_a_packed_page_are_decompressed() -> None:
    """A body may be packed in pieces (RFC 1952, 2.2)."""
    packed = b"".join(map(gzip.compress, (b"one ", b"", b"two")))
    with serving(page(packed, content_encoding="x-gzip")) as server:
        assert fetch(server.url(), LOCAL).content == b"one two"


@given(st.binary(max_size=40_000), st.integers(1, 4))
def test_what_is_unpacked_is_what_was_packed(body: bytes, times: int) -> None:
    """However often a body was packed in a row, it comes out as often, or is too large."""
    from talkfeed.web.responses import _decompressed  # noqa: PLC0415

    packed = gzip.compress(body) * times
    pieces = (packed[at : at + 777] for at in range(0, len(packed), 777))
    assert b"".join(_decompressed(pieces, 1_000)) == body * times


def test_a_page_without_a_length_ends_with_its_connection() -> None:
    """HTTP/1.0 servers hang up to say that this is all."""
    with serving(page(BODY, content_length=None)) as server:
        assert fetch(server.url(), LOCAL).content == BODY


# --- servers that do not ------------------------------------------------------------------------

HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n"
SLOWNESS: dict[str, tuple[Answer, str]] = {
    "never answers": (silent, "no data within 0.4 seconds"),
    "drips its body": (dripping(HEAD + b"\r\n"), "no response within 0.8 seconds"),
    "drips its head": (dripping(HEAD + b"x: "), "no response within 0.8 seconds"),
    "drips fields": (dripping(HEAD, b"x: y\r\n"), "no response within 0.8 seconds"),
}
MISBEHAVIOUR: dict[str, tuple[Answer, str, str]] = {
    "hangs up": (closing, "TF705", "incomplete or not valid HTTP"),
    "pulls the plug": (resetting, "TF705", "connection was lost"),
    "speaks no HTTP": (b"220 welcome\r\n", "TF705", "incomplete or not valid HTTP"),
    "has a very long field": (HEAD + b"x: " + b"y" * 200_000 + b"\r\n\r\n", "TF705", "incomplete"),
    "promises too much": (page(BODY, content_length="999"), "TF705", "incomplete"),
    "promises nonsense": (page(BODY, content_length="-1"), "TF705", "not valid HTTP"),
    "announces too much": (page(b"", content_length="50001"), "TF704", "larger than"),
    "sends too much": (page(b"x" * 50_001, content_length=None), "TF704", "larger than"),
    "sends a bomb": (bomb(10_000_000), "TF704", "larger than"),
    "packs what is damaged": (page(b"junk", content_encoding="gzip"), "TF705", "damaged"),
    "packs half": (page(gzip.compress(BODY)[:-9], content_encoding="gzip"), "TF705", "damaged"),
    "packs otherwise": (page(BODY, content_encoding="br"), "TF705", "compressed as 'br'"),
    "shows a picture": (page(BODY, content_type="image/png"), "TF705", "'image/png'"),
    "goes in circles": (onward("/"), "TF705", "more than 5 times"),
    "leads to a file": (onward("file:///etc/hosts"), "TF705", "which is not a web address"),
    "leads to a mail": (onward("mailto:a@b.example"), "TF705", "which is not a web address"),
    "leads to a password": (onward("http://a:b@c.example/"), "TF705", "which is not a web address"),
    "leads to nonsense": (onward("http://[/"), "TF705", "which is not a web address"),
    "leads nowhere": (page(b"", "302 Found"), "TF705", "without a new address"),
    "says nothing new": (page(b"", "304 Not Modified"), "TF705", "304: not a status"),
    "has nothing": (page(status="404 Not Found"), "TF705", "404: there is no such page"),
    "has it no more": (page(status="410 Gone"), "TF705", "410: the page was removed"),
    "wants a password": (page(status="401 Unauthorized"), "TF705", "401: the page is not public"),
    "is busy": (page(status="429 Too Many", retry_after="120"), "TF705", "429: too many requests"),
    "is broken": (page(status="503 Sorry"), "TF705", "503: the server has an error"),
    "is odd": (page(status="299 Hm"), "TF705", "299: not a status that can be used"),
}


@pytest.mark.parametrize("name", SLOWNESS)
def test_a_server_that_takes_its_time_is_left_in_time(name: str) -> None:
    """No server can delay a fetch beyond the limits."""
    answer, message = SLOWNESS[name]
    with serving(answer) as server:
        found = rejected(server.url(), IN_A_HURRY)
    assert (found.code, found.message) == ("TF705", f"the server is too slow: {message}")


@pytest.mark.parametrize("name", MISBEHAVIOUR)
def test_a_server_that_misbehaves_is_refused_in_time(name: str) -> None:
    """Any misbehaviour of a server ends soon in an error with a hint, within bounded memory."""
    answer, code, message = MISBEHAVIOUR[name]
    with serving(answer) as server:
        found = rejected(server.url())
    assert (found.code, message in found.message) == (code, True), found.message


@pytest.mark.parametrize(
    ("wait", "hint"),
    [
        ("120", "try again in 120 seconds"),
        ("Fri, 1 May 2026 10:00:00 GMT", "wait until Fri, 1 May"),
    ],
)
def test_a_busy_server_says_when_to_come_again(wait: str, hint: str) -> None:
    """Retry-After is passed on, a number as well as a moment."""
    with serving(page(status="429 Too Many Requests", retry_after=wait)) as server:
        assert hint in rejected(server.url()).hint


def test_a_server_that_sends_more_than_it_says_is_read_so_far() -> None:
    """What comes after the length that was announced is no part of the answer."""
    with serving(page(BODY + b"more", content_length=str(len(BODY)))) as server:
        assert fetch(server.url(), LOCAL).content == BODY


def test_a_bomb_costs_no_more_than_the_limit() -> None:
    """Of a hundred megabytes in a hundred kilobytes, hardly more than the limit is unpacked."""
    import tracemalloc  # noqa: PLC0415

    with serving(bomb(100_000_000)) as server:
        fetch_once = replace(LOCAL, limits=PATIENT._replace(size=1_000_000))
        tracemalloc.start()
        with pytest.raises(Rejected, match="TF704"):
            fetch(server.url(), fetch_once)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 8_000_000


def test_nobody_listens() -> None:
    """A refused connection is reported with the system's reason."""
    with serving(page()) as server:
        address = server.url()
    assert "cannot connect: connection refused" in rejected(address).message


def test_a_connection_that_takes_too_long_is_given_up() -> None:
    """A host whose queue is full, or that is not there, does not hold us."""
    import socket  # noqa: PLC0415

    with socket.create_server((HOST, 0), backlog=0) as full:
        port = full.getsockname()[1]
        waiting = [socket.socket() for _ in range(3)]
        for each in waiting:
            each.setblocking(False)  # noqa: FBT003
            each.connect_ex((HOST, port))
        found = rejected(f"http://{HOST}:{port}/", IN_A_HURRY)
        assert found.message == "the server is too slow: no connection within 0.4 seconds"
        for each in waiting:
            each.close()


def test_time_runs_across_redirects() -> None:
    """The deadline is that of the whole fetch: the clock is not set back on the way."""
    ticks = iter(range(100))
    with serving(onward("/a"), onward("/b"), page()) as server:
        options = replace(LOCAL, clock=lambda: float(next(ticks)), limits=PATIENT._replace(total=8))
        assert "no response within 8" in rejected(server.url(), options).message


def test_an_address_that_is_none_is_refused_by_the_gate() -> None:
    """Files, passwords and half addresses never come near the network."""
    for address in ("file:///etc/hosts", "http://a:b@c.example/", "talks.example", ""):
        assert rejected(address).code == "TF305"


# --- where it may be fetched --------------------------------------------------------------------

NOT_PUBLIC = (
    *("127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.1.1"),  # noqa: S104
    *("100.64.0.1", "192.0.0.8", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.1"),
    *("203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "fe80::1", "fe80::1%eth0"),
    *("fc00::1", "fd12::1", "fec0::1", "ff02::1", "64:ff9b::7f00:1", "64:ff9b::808:808"),
    *("64:ff9b:1::1", "2001::1", "2001:db8::1", "2002:7f00:1::1", "2002:808:808::1", "3fff::1"),
    *("100::1", "5f00::1", "4000::1"),
    *("2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost", "", "8.8.8", "08.8.8.8"),
)
PUBLIC = (
    "8.8.8.8",
    "192.31.196.1",
    "223.255.255.254",
    "2606:4700::1111",
    "2a00:1450::1",
    "2620::1",
)


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_that_is_not_public_is_known_as_such(address: str) -> None:
    """Loopback, private, local, shared, multicast, reserved, wrapped, or no address at all."""
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_known_as_such(address: str) -> None:
    """The open internet can be reached."""
    assert is_public(address)


SPELLINGS = (
    *(
        "127.0.0.1",
        "localhost",
        "LOCALHOST",
        "localhost.",
        "0x7f000001",
        "0x7f.0.0.1",
        "127.0.0.0x1",
    ),
    *("[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]", "0.0.0.0"),  # noqa: S104
    *("2130706433", "017700000001", "0177.0.0.1", "127.1", "127.000.000.001", "[fe80::1%25lo]"),
    *("①②⑦.⓪.⓪.①", "127。0。0。1", "[64:ff9b::7f00:1]", "[2002:7f00:1::]"),
)


@pytest.mark.parametrize("host", SPELLINGS)
def test_no_spelling_of_the_loopback_is_dialled(host: str) -> None:
    """Decimal, octal, hexadecimal, short, wrapped or in other digits: none is contacted."""
    with serving(page()) as server:
        found = rejected(server.url(host=host), DEFAULT)
    assert found.code in {"TF706", "TF705", "TF305"}
    assert server.requests == []


def test_a_name_that_stands_for_a_private_address_is_refused() -> None:
    """What counts is where a name leads; the rejection says so, and what to do in an intranet."""
    for address in ("127.0.0.1", "10.1.2.3", "fd00::1"):
        found = rejected(
            "http://talks.example/", replace(DEFAULT, resolve=lambda *_, to=address: [to])
        )
        assert found.code == "TF706"
        assert address in found.message
        assert "--allow-private" in found.hint


def test_a_host_that_encodes_no_name_is_refused() -> None:
    """An ASCII form that cannot be decoded leads nowhere, neither as given nor in a redirect."""
    assert rejected("http://xn--a/").code == "TF705"
    with serving(onward("http://xn--a/")) as server:
        assert "cannot be decoded" in rejected(server.url()).message


def test_a_name_that_stands_for_nothing_is_refused() -> None:
    """No address, an unknown name, or one that no resolver takes."""

    def unknown(*_: object) -> list[str]:
        raise OSError

    assert (
        rejected("http://talks.example/", replace(DEFAULT, resolve=lambda *_: [])).code == "TF706"
    )
    assert rejected("http://talks.example/", replace(DEFAULT, resolve=unknown)).code == "TF705"


def only_first(address: str) -> bool:
    """Take one address of the loopback for a public one, and no other."""
    return address == HOST


def test_a_redirect_to_a_private_address_is_refused() -> None:
    """Every hop is checked, not only the first."""
    with serving(page(b"secret")) as inside:
        for host in ("127.0.0.2", "localhost.localdomain", "[::1]"):
            with serving(onward(inside.url(host=host))) as server:
                options = replace(
                    DEFAULT, is_allowed=only_first, resolve=lambda host, _: [_figures(host)]
                )
                assert rejected(server.url(), options).code == "TF706"
    assert inside.requests == []


def test_a_public_host_cannot_redirect_to_a_private_one() -> None:
    """Not even if the user allows private addresses, which name themselves then."""
    with serving(page(b"secret")) as inside, serving(page(BODY)) as other:
        for target in (inside.url(host="127.0.0.2"), other.url(host="localhost.localdomain")):
            with serving(onward(target)) as server:
                options = replace(LOCAL, resolve=lambda host, _: [_figures(host)])
                public = replace(options, is_open=only_first)
                found = rejected(server.url(), public)
                assert (found.code, "name it" in found.hint) == ("TF706", True)
                with pytest.raises(Rejected, match="not public"):
                    probe(server.url(), "GET", public)
        with serving(onward(other.url())) as server:
            assert fetch(server.url(), public).content == BODY
            assert fetch(server.url(), replace(options, is_open=is_public)).content == BODY
    assert inside.requests == []


def _figures(host: str) -> str:
    return "127.0.0.3" if host == "localhost.localdomain" else host


def test_a_name_is_looked_up_once_for_each_hop() -> None:
    """What was checked is what is dialled: a name that changes its meaning gains nothing."""
    asked: list[str] = []

    def fickle(host: str, _: int) -> Sequence[str]:
        asked.append(host)
        return [HOST] if len(asked) == 1 else ["127.0.0.2"]

    with serving(page()) as server:
        options = replace(DEFAULT, is_allowed=only_first, resolve=fickle)
        found = fetch(server.url(host="talks.example"), options)
    assert found.content == BODY
    assert asked == ["talks.example"]
    assert f"Host: talks.example:{server.port}".lower() in server.requests[0].lower()


def test_of_several_addresses_those_allowed_are_tried() -> None:
    """One that is dead or private does not keep the others from being reached."""
    with serving(page()) as server:
        options = replace(DEFAULT, is_allowed=lambda one: one != "10.0.0.1")
        found = fetch(
            server.url(), replace(options, resolve=lambda *_: ["10.0.0.1", "127.0.0.9", HOST])
        )
    assert found.content == BODY


# --- what is kept -------------------------------------------------------------------------------


KEY = b"a key that is known to tests"


def caching_options(path: Path) -> FetchOptions:
    """Keep answers in a directory that is not there yet."""
    return replace(LOCAL, store=Directory(path / "kept" / "web", KEY))


@pytest.mark.parametrize(
    ("field", "condition"),
    [
        ({"etag": '"a1"'}, 'if-none-match: "a1"'),
        ({"last_modified": "Fri, 01 May 2026 10:00:00 GMT"}, "if-modified-since: fri, 01 may"),
    ],
    ids=["etag", "last-modified"],
)
def test_an_unchanged_page_comes_from_the_store(
    tmp_path: Path, field: dict[str, str], condition: str
) -> None:
    """Either validator alone is enough; the answer 304 gives the same source."""
    options = caching_options(tmp_path)
    with serving(page(**field), page(b"", "304 Not Modified", content_type=None)) as server:
        first, second = fetch(server.url(), options), fetch(server.url(), options)
    assert first == second
    assert condition not in server.requests[0].lower()
    assert condition in server.requests[1].lower()


def test_a_changed_page_takes_the_place_of_the_kept_one(tmp_path: Path) -> None:
    """Body and type are those of the new answer, though the type changes with it."""
    options = caching_options(tmp_path)
    json = page(b"[]", content_type="application/json", etag='"b"')
    with serving(page(etag='"a"'), json, page(b"", "304 Not Modified")) as server:
        found = [fetch(server.url(), options) for _ in range(3)]
    assert [each.media_type for each in found] == ["text/html", *["application/json"] * 2]
    assert [each.content for each in found] == [BODY, b"[]", b"[]"]


@pytest.mark.parametrize("field", [{}, {"etag": '"a"', "cache_control": "no-store"}, {"etag": "ä"}])
def test_a_page_that_cannot_be_asked_about_is_not_kept(
    tmp_path: Path, field: dict[str, str]
) -> None:
    """Without a validator, or against the server's will, nothing is kept."""
    options = caching_options(tmp_path)
    with serving(page(**field)) as server:
        fetch(server.url(), options)
        fetch(server.url(), options)
    assert "if-none-match" not in server.requests[1].lower()
    assert not (tmp_path / "kept").exists()


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "junk": lambda _: b"junk",
    "cut off": lambda whole: whole[:-1],
    "another body": lambda whole: whole.replace(b"\n", b"\nMore", 1),
    "another validator": lambda whole: whole.replace(b'\\"a\\"', b'\\"b\\"'),
    "without a seal": lambda whole: whole[16:],
    "another key": lambda whole: seal(b"k" * 32, b"web answer", b"x", whole[16:]) + whole[16:],
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_store_is_as_good_as_none(tmp_path: Path, damage: str) -> None:
    """What was cut off, or written by others, is fetched again, and repaired."""
    options = caching_options(tmp_path)
    with serving(page(etag='"a"')) as server:
        fetch(server.url(), options)
        (kept,) = (tmp_path / "kept" / "web").iterdir()
        whole = kept.read_bytes()
        kept.write_bytes(DAMAGES[damage](whole))
        assert kept.read_bytes() != whole
        assert fetch(server.url(), options).content == BODY
    assert "if-none-match" not in server.requests[1].lower()
    assert kept.read_bytes() == whole


def test_an_answer_of_another_address_or_user_is_not_taken(tmp_path: Path) -> None:
    """An answer is sealed for its address, and a directory of others is not used."""
    store = Directory(tmp_path / "kept", KEY)
    store.put("a", b"1")
    (place,) = store.path.iterdir()
    store.put("b", b"2")
    (other,) = {*store.path.iterdir()} - {place}
    other.write_bytes(place.read_bytes())
    assert (store.get("a"), store.get("b")) == (b"1", None)
    assert replace(store, secret=b"another key of a user").get("a") is None
    store.path.chmod(0o777)
    assert store.get("a") is None
    store.put("a", b"3")
    store.path.chmod(0o700)
    assert store.get("a") == b"1"


def test_a_store_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    """If the cache cannot be written, pages are fetched all the same."""
    (tmp_path / "kept").write_text("in the way")
    with serving(page(etag='"a"')) as server:
        assert fetch(server.url(), caching_options(tmp_path)).content == BODY
    (tmp_path / "kept").unlink()
    store = Directory(tmp_path / "kept", KEY)
    store.put("a", b"1")
    (place,) = store.path.iterdir()
    place.unlink()
    place.mkdir()
    store.put("a", b"2")
    assert [each.name for each in store.path.iterdir()] == [place.name]
    assert store.get("a") is None


SENT = st.text(st.characters(min_codepoint=32, max_codepoint=126))


@given(st.text(), st.text(), SENT, SENT, st.binary())
def test_what_is_kept_is_read_back(
    address: str, media_type: str, etag: str, modified: str, content: bytes
) -> None:
    """Writing and reading give the same answer, for its own address alone."""
    answer = stored.StoredResponse(address, media_type, etag, modified, content)
    assert stored.load(stored.dump(answer), address) == answer
    assert stored.load(stored.dump(answer), address + "x") is None


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=2), inner),
    max_leaves=8,
)
STORED = st.one_of(
    st.binary(),
    JSON.map(lambda value: json.dumps(value).encode() + b"\n"),
    st.sampled_from((b"[" * 100_000, b"1" * 5000, b'["a", "b", "c\\n", "d"]\n', b"\xff\xfe\x00")),
)


@given(STORED)
def test_whatever_is_stored_is_an_answer_or_none(content: bytes) -> None:
    """Nothing that a store returns ends in a traceback, or in a header that cannot be sent."""
    kept = stored.load(content, "a")
    assert kept is None or all(map(str.isprintable, kept.conditions().values()))


# --- TLS ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a self-signed certificate of talks.example, with its key."""
    place = tmp_path_factory.mktemp("tls") / "both.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj"),
            *("/CN=talks.example", "-addext", "subjectAltName=DNS:talks.example"),
            *("-keyout", place, "-out", f"{place}.crt"),
        ],
        check=True,
        capture_output=True,
    )
    place.write_bytes(place.read_bytes() + place.with_name("both.pem.crt").read_bytes())
    return place


@pytest.mark.client("openssl")
def test_a_certificate_that_nobody_vouches_for_is_refused(certificate: Path) -> None:
    """Without trust there is no answer, not even asked for."""
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(certificate)
    with serving(page(), tls=served) as server:
        found = rejected(server.url())
    assert "certificate is not valid: self-signed certificate" in found.message
    assert server.requests == []


@pytest.mark.client("openssl")
def test_a_certificate_is_that_of_the_name_not_of_the_address(certificate: Path) -> None:
    """The address is dialled, but the name is greeted, asked for and proved."""
    greeted: list[str] = []
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(certificate)
    served.sni_callback = lambda _, name, __: greeted.append(name)
    options = replace(
        LOCAL,
        tls=ssl.create_default_context(cafile=certificate),
        resolve=lambda *_: [HOST],
    )
    with serving(page(), onward("http://talks.example/"), tls=served) as server:
        assert fetch(server.url(host="talks.example"), options).content == BODY
        message = "which is not secure"
        assert message in rejected(server.url(host="talks.example"), options).message
        message = "certificate is not valid: hostname mismatch"
        assert message in rejected(server.url(host="other.example"), options).message.lower()
    assert greeted == ["talks.example", "talks.example", "other.example"]


def test_a_server_without_tls_is_told_apart() -> None:
    """Who speaks plainly on the port of the safe protocol is refused as unsafe."""
    with serving(b"HTTP/1.1 400 Bad Request\r\n\r\n") as server:
        found = rejected(server.url().replace("http:", "https:"))
    assert "cannot set up a secure connection" in found.message
