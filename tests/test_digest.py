"""`talkfeed digest`: what people are told, within the limits of each service, and never twice."""

from __future__ import annotations

import email
import json
import re
import subprocess
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import policy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from icalendar import Calendar
from lxml import html

from commands import FEED
from factories import NOW, make_entry, make_feed, make_talk, make_when
from previews import free_port
from recording import HANG_UP, Recorder, Response, recording
from talkfeed.announcing import chats, delivery, mail, outlets, texts
from talkfeed.announcing.digest import cut, select
from talkfeed.cli import main
from talkfeed.errors import WrongUsage
from talkfeed.ledger import Line
from talkfeed.model import Person, Status
from talkfeed.web import FetchOptions, Limits, Message, any_address

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator

    from recording import Request
    from talkfeed.announcing.digest import Digest
    from talkfeed.model import Entry

WEEK = timedelta(days=7)
DAYS = {f"2026-03-{day:02}": f"2026-03-{day:02}T12:00:00Z" for day in range(1, 32)}
OLD = "  - {title: A past talk, speaker: Ann, event: OldConf, date: Oct 2015}\n"
COMING = "  - {title: A coming talk, speaker: Bob, event: NewConf, date: 1 April 2026}\n"
NEW = "  - {title: A new talk, speaker: Cid, date: 3 May 2026}\n"
HOSTILE = "<!channel> @everyone [x](y) *b* `c` & @ann@social.example"
LOCAL = FetchOptions(is_allowed=any_address, limits=Limits(total=2, connect=1, idle=0.3))


# --- a site -------------------------------------------------------------------------------------


class Site:
    """A directory with talks, and its command line."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Build an old talk and a coming one on 20 March 2026."""
        self._capsys = capsys
        self.build(OLD + COMING, 20)

    def build(self, talks: str, day: int) -> None:
        """Build talks on a day of March."""
        Path("talks.yaml").write_text(FEED + talks, encoding="utf-8")
        assert self.run("build", "--now", f"2026-03-{day}T12:00:00Z")[0] == 0

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Run a command; return its status and what it prints."""
        self._capsys.readouterr()
        status = main(arguments)
        return status, *self._capsys.readouterr()

    def digest(self, *options: str, day: int = 27, hour: str = "12:00") -> tuple[int, str, str]:
        """Run a digest on a day of March."""
        return self.run("digest", "--now", f"2026-03-{day}T{hour}:00Z", *options)

    def send(self, *options: str, day: int = 27, hour: str = "12:00") -> tuple[int, str]:
        """Send a digest; return the status, and what is printed."""
        status, out, err = self.digest("--send", *options, day=day, hour=hour)
        return status, out + err


@pytest.fixture
def site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Site:
    """Make a site without any service."""
    monkeypatch.chdir(tmp_path)
    return Site(capsys)


@pytest.fixture
def server() -> Iterator[Recorder]:
    """Run a service that accepts everything."""
    with recording() as found:
        yield found


@pytest.fixture
def slack(site: Site, server: Recorder, monkeypatch: pytest.MonkeyPatch) -> Recorder:
    """Configure Slack alone."""
    assert site
    monkeypatch.setenv("TALKFEED_SLACK_WEBHOOK", f"{server.url}/hooks/s3cret-path")
    return server


@pytest.fixture
def mastodon(site: Site, server: Recorder, monkeypatch: pytest.MonkeyPatch) -> Recorder:
    """Configure Mastodon alone; the instance allows 1,000 characters."""
    assert site
    monkeypatch.setenv("TALKFEED_MASTODON_URL", server.url)
    monkeypatch.setenv("TALKFEED_MASTODON_TOKEN", "s3cret-token")
    server.answer(instance)
    return server


def instance(request: Request) -> Response:
    """Answer as an instance of Mastodon."""
    limit = {"configuration": {"statuses": {"max_characters": 1000}}}
    return Response(body=json.dumps(limit).encode() if request.method == "GET" else b"{}")


def digest_of(*entries: Entry, **changes: Any) -> Digest:
    """Make a digest of entries that were all announced now."""
    lines = [Line(entry.key, entry.title, NOW, NOW, recorded=entry.recorded) for entry in entries]
    usual = {"since": NOW - WEEK, "until": NOW, "days": 7}
    return select(entries, lines, make_feed(*entries), **{**usual, **changes})


def long_digest(count: int = 300) -> Digest:
    """Make a digest of many talks with long titles in many scripts."""
    talks = [
        make_talk(
            title=f"{'Ünïkernels & 🐫 <b> ' * 8}{number}",
            speakers=tuple(Person(name=f"Speaker {rank} @x *") for rank in range(number % 5)),
        )
        for number in range(count)
    ]
    return digest_of(*(make_entry(f"talk-{rank}", talk) for rank, talk in enumerate(talks)))


# --- what is in a digest ------------------------------------------------------------------------


def test_a_digest_has_what_comes_and_what_is_new(site: Site) -> None:
    """A talk within seven days, one that was published since, and nothing else."""
    site.build(OLD + COMING + NEW, 26)
    status, out, err = site.digest()
    assert (status, err) == (0, "")
    assert out == (
        "Example talks: 1 talk in the next 7 days, 1 new talk\n\n"
        "In the next 7 days\n\n"
        "- A coming talk\n  Bob at NewConf · 1 April 2026\n"
        "  https://talks.example/talks/a-coming-talk/\n\n"
        "New talks\n\n"
        "- A new talk\n  Cid · 3 May 2026\n  https://talks.example/talks/a-new-talk/\n\n"
        "All talks: https://talks.example/\n"
    )


def test_a_talk_that_is_not_published_is_in_no_digest(site: Site) -> None:
    """The page that it would lead to is not there; the user learns why."""
    Path("talks.yaml").write_text(FEED + OLD + COMING + NEW, encoding="utf-8")
    status, out, err = site.digest()
    assert (status, "A new talk" in out) == (0, False)
    assert err == ("talkfeed: 1 change is not published yet; new talks are left out until then\n")
    Path("talks.yaml").write_text(FEED + OLD + COMING + NEW + NEW.replace("new", "newer"))
    assert "2 changes are not published" in site.digest()[2]


def test_a_recording_is_news_once(site: Site) -> None:
    """It is that of a talk that was announced before, and a new talk is new with its recording."""
    video = ", video: 'https://video.example/1'}\n"
    site.build(OLD.replace("}\n", video) + COMING + NEW.replace("}\n", video), 26)
    _, out, _ = site.digest("--days", "1")
    assert "Example talks: 1 new talk, 1 new recording\n" in out
    assert out.index("New talks") < out.index("A new talk") < out.index("New recordings")
    assert out.index("New recordings") < out.index("A past talk")
    _, out, _ = site.run("digest", "--now", "2026-04-01T20:00:00Z", "--days", "1")
    assert "Example talks: 1 talk in the next day, 1 new talk" in out


def test_a_site_that_was_never_built_has_no_digest(site: Site) -> None:
    """The error names what is missing: the lock, or the talks."""
    Path("talks.lock").unlink()
    status, _, err = site.digest("--output", "nowhere")
    assert (status, "TF401" in err, "run 'talkfeed build' first" in err) == (1, True, True)
    Path("talks.yaml").unlink()
    assert "talks.yaml" in site.digest("--output", "nowhere")[2]


def test_an_empty_digest_says_so(slack: Recorder, site: Site) -> None:
    """Nothing is printed or sent as if it were news."""
    words = "nothing is new since 2026-03-21 12:00 UTC, and nothing comes soon\n"
    assert site.digest("--days", "1", day=28) == (0, words, "")
    assert site.send("--days", "1", day=28) == (0, f"slack: {words}")
    assert (slack.requests, Path("talks.sent").exists()) == ([], False)


def test_days_and_times_of_coming_talks_have_the_same_limits() -> None:
    """A talk of today comes, one of yesterday or of the eighth day does not."""
    days = {
        f"day-{(day - NOW.date()).days}": make_talk(when=make_when(str(day), day))
        for day in (NOW.date() + timedelta(days=shift) for shift in (-1, 0, 6, 7))
    }
    entries = [make_entry(key, talk) for key, talk in days.items()]
    times = (timedelta(hours=-1), timedelta(), WEEK - timedelta(seconds=1), WEEK)
    entries += [make_entry(f"time-{rank}", start=NOW + shift) for rank, shift in enumerate(times)]
    found = digest_of(*entries, since=NOW)
    assert {entry.key for entry in found.coming} == {"day-0", "day-6", "time-1", "time-2"}
    assert found.talks == 4


def test_a_talk_that_was_called_off_is_marked() -> None:
    """Those who meant to come learn that it is cancelled."""
    day = NOW.date()
    talk = make_talk(title="No show", status=Status.CANCELLED, when=make_when("today", day))
    assert "- Cancelled: No show\n" in texts.plain(digest_of(make_entry("a", talk)))


# --- limits and escapes -------------------------------------------------------------------------


def test_a_long_digest_is_cut_at_a_whole_talk() -> None:
    """As many talks as fit are kept, from the beginning, and the others are counted."""
    digest = long_digest(40)
    for most in (0, 1, 17, 39, 40, 41):
        found = cut(digest, lambda shorter, most=most: shorter.talks <= most)
        assert (found.talks, found.more) == (min(most, 40), max(0, 40 - most))
    assert texts.plain(digest.first(38)).endswith("\nand 2 more: https://talks.example/\n")


def test_slack_keeps_its_limits() -> None:
    """50 blocks, 3,000 characters in a section, 150 in the header, which is plain text."""
    found = json.loads(chats.show_slack(long_digest(600), {}))
    blocks = found["blocks"]
    assert [block["type"] for block in blocks] == ["header", *["section"] * (len(blocks) - 1)]
    assert len(blocks) <= 50
    assert len(blocks[0]["text"]["text"]) <= 150
    assert 2000 < max(len(block["text"]["text"]) for block in blocks[1:]) <= 3000
    assert re.fullmatch(r"and [0-9]+ more: https://talks.example/", blocks[-1]["text"]["text"])


def test_discord_keeps_its_limits() -> None:
    """6,000 characters in all embeds, 4,096 in each, 2,000 in the content."""
    found = json.loads(chats.show_discord(long_digest(), {}))
    sizes = [len(embed["description"].encode("utf-16-le")) // 2 for embed in found["embeds"]]
    assert 3000 < sizes[0] <= 4096
    assert sum(sizes) <= 6000
    assert len(found["content"]) <= 2000
    assert re.search("and [0-9]+ more: ", found["content"])


def test_mastodon_counts_every_link_as_23() -> None:
    """A status has at most 500 characters, counted as the server does, and ends with the rest."""
    status = chats.show_mastodon(long_digest(), {}).removesuffix("\n")
    assert 250 < len(re.sub(r"https?://\S+", "x" * 23, status)) <= 500
    assert re.search(r"\nand 29[0-9] more: https://talks.example/$", status)


def test_matrix_and_mail_keep_their_limits() -> None:
    """An event has 64 KiB with its envelope, and a mail 100 talks."""
    event = chats.show_matrix(long_digest(), {})
    assert 30_000 < len(json.dumps(json.loads(event)).encode()) <= 50_000
    message = email.message_from_string(mail.show_mail(long_digest(), {}), policy=policy.default)
    body: Any = message.get_body(("plain",))
    assert "and 200 more: https://talks.example/" in body.get_content()


def test_a_title_neither_formats_nor_notifies() -> None:
    """Each service gets what stands for itself there, and notifies nobody."""
    digest = digest_of(make_entry("a", make_talk(title=HOSTILE)))
    slack = json.loads(chats.show_slack(digest, {}))
    assert "&lt;!channel&gt; @everyone [x](y) *b* `c` &amp;" in slack["blocks"][1]["text"]["text"]
    discord = json.loads(chats.show_discord(digest, {}))
    assert discord["allowed_mentions"] == {"parse": []}
    shown = discord["embeds"][0]["description"]
    assert r"[\<\!channel\> \@everyone \[x\](y) \*b\* \`c\` \& \@ann\@social.example](<" in shown
    assert not re.search(r"(?<!\w)@\w", chats.show_mastodon(digest, {}))
    assert json.loads(chats.show_matrix(digest, {}))["m.mentions"] == {}
    page: Any = html.fromstring(texts.html(digest))
    assert next(link.text for link in page.iter("a")) == HOSTILE
    assert r"[\<\!channel\> \@everyone" in texts.markdown(digest)


def test_a_long_name_of_the_feed_leaves_room() -> None:
    """The headline is cut, and so a digest fits even if no talk does."""
    feed = make_feed(title="Talks " * 100, home="https://talks.example/")
    digest = digest_of(make_entry("a", make_talk(title="x" * 600)))
    digest = select([], [], feed, since=NOW, until=NOW, days=7)._replace(sections=digest.sections)
    status = chats.show_mastodon(digest, {})
    assert "…: " in status
    assert "and 1 more" in status


# --- mail ---------------------------------------------------------------------------------------


def test_a_mail_has_text_page_and_calendar(site: Site) -> None:
    """Independent parsers find the same talk in all three, and the fields of a list."""
    found = email.message_from_string(site.digest("--format", "eml")[1], policy=policy.default)
    assert found["Subject"] == "Example talks: 1 talk in the next 7 days"
    assert found["From"] == found["To"] == "talks@talks.example"
    assert found["List-Id"] == "<talks.talks.example>"
    assert found["List-Unsubscribe"] == "<mailto:talks@talks.example?subject=unsubscribe>"
    assert found["Date"].datetime == datetime(2026, 3, 27, 12, tzinfo=UTC)
    bodies: Any = [found.get_body((kind,)) for kind in ("plain", "html")]
    assert all("A coming talk" in body.get_content() for body in bodies)
    (week,) = found.iter_attachments()
    assert (week.get_content_type(), week.get_filename()) == ("text/calendar", "talks.ics")
    calendar: Any = Calendar.from_ical(week.get_content())
    (event,) = calendar.walk("VEVENT")
    assert (event["SUMMARY"], event["DTSTART"].dt) == (
        "Bob: A coming talk (NewConf)",
        date(2026, 4, 1),
    )
    assert all(not part.defects for part in found.walk())


def test_a_mail_is_the_same_each_time(site: Site) -> None:
    """No boundary is random; without a talk to come there is no calendar."""
    assert site.digest("--format", "eml") == site.digest("--format", "eml")
    site.build(OLD + COMING + NEW, 26)
    found = email.message_from_string(site.digest("--format", "eml", "--days", "1")[1])
    assert "text/calendar" not in {part.get_content_type() for part in found.walk()}


class Mailbox:
    """What a mail server received, and how it answers."""

    def __init__(self) -> None:
        """Accept everything."""
        self.mails: list[Any] = []
        self.on_data = self.on_recipient = "250 OK"
        self.on_hello = ""
        self.breaks_off = False

    async def handle_EHLO(  # noqa: N802
        self, _server: Any, session: Any, _envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        """Take a greeting."""
        session.host_name = hostname
        return [self.on_hello] if self.on_hello else responses

    async def handle_HELO(  # noqa: N802
        self, _server: Any, session: Any, _envelope: Any, hostname: str
    ) -> str:
        """Take an older greeting."""
        session.host_name = hostname
        return self.on_hello

    async def handle_RCPT(self, _s: Any, _x: Any, envelope: Any, to: str, _o: Any) -> str:  # noqa: N802
        """Take a recipient."""
        if self.on_recipient.startswith("250"):
            envelope.rcpt_tos.append(to)
        return self.on_recipient

    async def handle_DATA(self, server: Any, _: Any, envelope: Any) -> str:  # noqa: N802
        """Take a message."""
        self.mails.append(envelope)
        if self.breaks_off:
            server.transport.close()
        return self.on_data


@contextmanager
def mail_server(box: Mailbox, **settings: Any) -> Iterator[str]:
    """Run aiosmtpd on the loopback; give its host and port."""
    controller = Controller(box, hostname="127.0.0.1", port=free_port(), **settings)
    controller.start()
    try:
        yield f"127.0.0.1:{controller.port}"
    finally:
        controller.stop()


def let_in(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
    """Accept one user."""
    is_known = data == LoginPassword(b"ann", b"p@ss word")
    return AuthResult(success=is_known, handled=False)


USER = "ann:p%40ss%20word@"


def mail_settings(place: str, user: str = "", scheme: str = "smtp") -> dict[str, str]:
    """Name a server, a sender and a list."""
    return {
        "TALKFEED_SMTP_URL": f"{scheme}://{user}{place}",
        "TALKFEED_MAIL_FROM": "talks@host.example",
        "TALKFEED_MAIL_TO": "list@host.example",
    }


def post(settings: dict[str, str], **changes: Any) -> None:
    """Send a mail with a digest."""
    digest = digest_of(make_entry("a"))
    transport = delivery.Transport(LOCAL, lambda _: None)._replace(**changes)
    mail.send_mail(digest, settings, "k3y", transport)


def test_a_mail_is_delivered_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server has the message with CRLF and its own key; a second run has nothing to send."""
    box = Mailbox()
    with mail_server(box) as place:
        for name, value in mail_settings(place).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("TALKFEED_MAIL_UNSUBSCRIBE", "https://host.example/leave?list=talks")
        assert site.send() == (0, "eml: sent, 1 talk\n")
        assert site.send("--days", "1", day=28)[1].startswith("eml: nothing is new since")
    (got,) = box.mails
    assert (got.mail_from, got.rcpt_tos) == ("talks@host.example", ["list@host.example"])
    assert b"\r\n" in got.content
    assert b"\n" not in got.content.replace(b"\r\n", b"")
    found = email.message_from_bytes(got.content, policy=policy.default)
    assert re.fullmatch("<[0-9a-f]{32}@talks.example>", found["Message-ID"])
    assert found["List-Unsubscribe"] == "<https://host.example/leave?list=talks>"


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Make the contexts of a server with its own certificate, and of clients that trust it."""
    import ssl  # noqa: PLC0415

    place = tmp_path_factory.mktemp("tls")
    key, cert = place / "key.pem", place / "cert.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"),
            *("-keyout", str(key), "-out", str(cert)),
        ],
        check=True,
        capture_output=True,
    )
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(cert, key)
    return serving, ssl.create_default_context(cafile=str(cert))


@pytest.mark.client("openssl")
def test_mail_is_encrypted_where_the_server_can(
    tls: tuple[ssl.SSLContext, ssl.SSLContext],
) -> None:
    """By STARTTLS, or from the beginning; then the password is sent, and nobody can read it."""
    serving, trusting = tls
    options = replace(LOCAL, tls=trusting)
    settings = {"authenticator": let_in}
    box = Mailbox()
    with mail_server(box, tls_context=serving, require_starttls=True, **settings) as place:
        post(mail_settings(place, USER), options=options)
        with pytest.raises(
            delivery.Refused, match=r"no connection to the mail server 127\.0\.0\.1"
        ):
            post(mail_settings(place, USER))  # its certificate is not trusted
    with mail_server(box, ssl_context=serving, auth_require_tls=False, **settings) as place:
        post(mail_settings(place, USER, "smtps"), options=options)
    assert len(box.mails) == 2


def test_a_password_is_not_sent_in_clear_over_the_internet() -> None:
    """It is in the user's own network, where nobody else listens."""
    settings = {"authenticator": let_in, "auth_require_tls": False}
    with mail_server(Mailbox(), **settings) as place:
        post(mail_settings(place, USER))
        with pytest.raises(delivery.Refused, match="does not encrypt"):
            post(mail_settings(place, USER), is_public=lambda _: True)
        with pytest.raises(delivery.Refused, match="user name or the password") as caught:
            post(mail_settings(place, "ann:wr0ng@"))
    assert "wr0ng" not in str(caught.value)


def test_a_mail_that_is_refused_is_sent_again() -> None:
    """An answer says for sure that it did not arrive; a lost connection afterwards does not."""
    box = Mailbox()
    with mail_server(box) as place:
        box.on_recipient = "550 no such list"
        with pytest.raises(delivery.Refused, match="answers 550: no such list"):
            post(mail_settings(place))
        box.on_hello = "554 go away"
        with pytest.raises(delivery.Refused, match="answers 554: go away"):
            post(mail_settings(place))
        box.on_hello = ""
        box.on_recipient, box.on_data = "250 OK", "451 try later"
        with pytest.raises(delivery.Refused, match="answers 451: try later"):
            post(mail_settings(place))
        box.breaks_off = True
        with pytest.raises(delivery.Unclear, match="connection to the mail server was lost"):
            post(mail_settings(place))
    with pytest.raises(delivery.Refused, match=r"no connection to the mail server 127\.0\.0\.1"):
        post(mail_settings(place))


# --- what is sent, and when ---------------------------------------------------------------------


def test_a_digest_is_sent_once(slack: Recorder, site: Site) -> None:
    """The next one begins where it ended, and has a generation of its own."""
    assert site.send() == (0, "slack: sent, 1 talk\n")
    assert site.send("--days", "1", day=28)[1].startswith(
        "slack: nothing is new since 2026-03-27 12:00 UTC"
    )
    site.build(OLD + COMING + NEW, 29)
    assert site.send("--days", "1", day=30) == (0, "slack: sent, 1 talk\n")
    bodies = [request.body.decode() for request in slack.requests]
    assert ["A coming talk" in body for body in bodies] == [True, False]
    assert ["A new talk" in body for body in bodies] == [False, True]
    assert "slack generation=2 sent=2026-03-30T12:00:00Z\n" in Path("talks.sent").read_text()
    assert "since 2026-03-30" in site.digest("--days", "1", day=30)[1]


def test_it_is_recorded_before_it_is_sent(slack: Recorder, site: Site) -> None:
    """A crash while it is being sent leaves a trace."""
    seen = []

    def respond(_: Request) -> Response:
        seen.append(Path("talks.sent").read_text(encoding="utf-8"))
        return Response()

    slack.answer(respond)
    site.send()
    assert "slack generation=0 pending=2026-03-27T12:00:00Z\n" in seen[0]


def test_every_service_gets_its_own(
    site: Site, server: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The addresses, methods and secrets are those of each; a failure of one stops no other."""
    monkeypatch.setenv("TALKFEED_SLACK_WEBHOOK", f"{server.url}/slack")
    monkeypatch.setenv("TALKFEED_DISCORD_WEBHOOK", f"{server.url}/discord?thread_id=1")
    monkeypatch.setenv("TALKFEED_MASTODON_URL", f"{server.url}/")
    monkeypatch.setenv("TALKFEED_MASTODON_TOKEN", "t0ken")
    monkeypatch.setenv("TALKFEED_MATRIX_URL", server.url)
    monkeypatch.setenv("TALKFEED_MATRIX_TOKEN", "t0ken")
    monkeypatch.setenv("TALKFEED_MATRIX_ROOM", "!room:host.example")
    server.answer(lambda request: Response(500 if request.path == "/slack" else 200))
    status, printed = site.send()
    assert (status, printed.count("sent, 1 talk"), printed.count("TF903")) == (74, 3, 1)
    found = {request.path.partition("?")[0]: request for request in server.requests}
    room = "/_matrix/client/v3/rooms/%21room%3Ahost.example/send/m.room.message/"
    (matrix,) = (path for path in found if path.startswith(room))
    key = found["/api/v1/statuses"].headers["Idempotency-Key"]
    assert {len(key), len(matrix.removeprefix(room))} == {32}
    assert found[matrix].method == "PUT"
    assert found[matrix].headers["Authorization"] == "Bearer t0ken"
    assert server.requests[1].path == "/discord?thread_id=1&wait=true"
    status_sent = json.loads(found["/api/v1/statuses"].body)
    assert (status_sent["visibility"], status_sent["language"]) == ("public", "en")
    assert site.send("--format", "mastodon", "--days", "1")[0] == 0


def test_mastodon_is_asked_how_long_a_status_may_be(mastodon: Recorder, site: Site) -> None:
    """Its answer counts, unless it makes no sense."""
    talks = "".join(NEW.replace("A new", f"A new {'long ' * 20} {rank}") for rank in range(9))
    site.build(OLD + talks, 26)
    assert site.send()[0] == 0
    status = json.loads(mastodon.requests[-1].body)["status"]
    assert 500 < len(status) <= 1000
    for body in (b"?", b"[]", b'{"configuration": {"statuses": {"max_characters": "x"}}}'):
        transport = delivery.Transport(LOCAL, lambda _: None)
        with recording(Response(body=body)) as other:
            settings = {
                "TALKFEED_MASTODON_URL": other.url,
                "TALKFEED_MASTODON_TOKEN": "x",
                "TALKFEED_MASTODON_VISIBILITY": "unlisted",
            }
            chats.send_mastodon(long_digest(20), settings, "k", transport)
        sent = json.loads(other.requests[-1].body)
        assert (len(sent["status"]) <= 560, sent["visibility"]) == (True, "unlisted")


# --- when it goes wrong -------------------------------------------------------------------------


def test_a_webhook_that_fails_for_an_hour_gets_one_digest(slack: Recorder, site: Site) -> None:
    """Each run says in one line that the next one sends it, and one does."""
    slack.answer(Response(500, b"no\nservice for s3cret-path"))
    for minute in range(0, 60, 20):
        status, printed = site.send(hour=f"13:{minute:02}")
        assert (status, printed.count("\n")) == (74, 2)
        assert "slack: the digest was not sent: the server answers 500: no service for" in printed
        assert "pending" not in Path("talks.sent").read_text(encoding="utf-8")
    slack.answer(Response())
    assert site.send(hour="14:00") == (0, "slack: sent, 1 talk\n")
    assert site.send("--days", "1", hour="14:20")[1].startswith("slack: nothing is new")


@pytest.mark.parametrize(
    ("answers", "pauses", "outcome"),
    [
        ([Response(429, b"", {"retry-after": "3"}), Response()], [3], None),
        ([Response(429, b"", {"retry-after": "3"})], [3], "asks for a pause of 3 seconds"),
        ([Response(429, b"", {"retry-after": "900"})], [], "asks for a pause of 900 seconds"),
        ([Response(429, b"slow down")], [], "the server answers 429: slow down"),
        ([Response(302, b"", {"location": "http://127.0.0.1:1/"})], [], "the server answers 302"),
        ([Response(404, b"no_service")], [], "the server answers 404: no_service"),
    ],
)
def test_a_service_that_answers_is_believed(
    server: Recorder, answers: list[Response], pauses: list[float], outcome: str | None
) -> None:
    """A short pause is waited for; any other answer than success says that nothing arrived."""
    server.answer(*answers)
    waited: list[float] = []
    transport = delivery.Transport(LOCAL, waited.append)
    message = Message("POST", server.url, {}, b"{}")
    if outcome is None:
        delivery.request(message, transport, is_repeatable=False)
    else:
        with pytest.raises(delivery.Refused, match=re.escape(outcome)):
            delivery.request(message, transport, is_repeatable=True)
    assert waited == pauses


def _late(_: Request) -> Response:
    import time  # noqa: PLC0415

    time.sleep(0.5)
    return Response()


@pytest.mark.parametrize("answer", [HANG_UP, Response(502), Response(504), _late])
def test_a_lost_answer_is_not_a_second_post(server: Recorder, answer: Any) -> None:
    """Where a service does not recognise a repetition, nothing is repeated."""
    server.answer(answer)
    transport = delivery.Transport(LOCAL, lambda _: None)
    with pytest.raises(delivery.Unclear):
        delivery.request(Message("POST", server.url, {}, b"{}"), transport, is_repeatable=False)
    assert len(server.requests) == 1


def test_a_lost_answer_is_repeated_where_that_is_safe(server: Recorder) -> None:
    """The same request comes twice; an answer that cannot be read is one all the same."""
    server.answer(HANG_UP, Response(headers={"content-encoding": "strange"}))
    transport = delivery.Transport(LOCAL, lambda _: None)
    message = Message("POST", server.url, {"idempotency-key": "k"}, b"{}")
    assert delivery.request(message, transport, is_repeatable=True).content == b""
    assert len(server.requests) == 2
    server.answer(HANG_UP, Response(500))
    with pytest.raises(delivery.Unclear):  # the first may have arrived all the same
        delivery.request(message, transport, is_repeatable=True)


def test_what_never_left_is_sent_again(server: Recorder) -> None:
    """Without a connection, nothing can have arrived."""
    server.close()
    transport = delivery.Transport(LOCAL, lambda _: None)
    with pytest.raises(delivery.Refused, match="cannot connect"):
        delivery.request(Message("POST", server.url, {}, b"{}"), transport, is_repeatable=True)
    secure = Message("POST", server.url.replace("http:", "https:"), {}, b"{}")
    with pytest.raises(delivery.Refused, match="cannot connect"):
        delivery.request(secure, transport, is_repeatable=False)
    options = replace(LOCAL, resolve=lambda _host, _port: ["9.9.9.9"])
    with pytest.raises(delivery.Refused, match="use https"):
        delivery.request(
            Message("POST", "http://chat.example/", {}, b"{}"),
            transport._replace(options=options),
            is_repeatable=False,
        )


def test_mastodon_recognises_a_repetition(mastodon: Recorder, site: Site) -> None:
    """The post whose answer was lost is repeated with its key, at once and within an hour."""
    posts: dict[str, bytes] = {}
    is_down = True

    def respond(request: Request) -> Response:
        if request.method == "GET":
            return instance(request)
        posts.setdefault(request.headers["Idempotency-Key"], request.body)
        return HANG_UP if is_down else Response()

    mastodon.answer(respond)
    status, printed = site.send()
    assert (status, "TF904" in printed) == (74, True)
    assert [request.method for request in mastodon.requests] == ["GET", "POST", "POST"]
    assert site.send(hour="12:30")[0] == 74
    is_down = False
    assert site.send(hour="12:50") == (0, "mastodon: sent, 1 talk\n")
    assert len(posts) == 1
    assert "sent=2026-03-27T12:00:00Z\n" in Path("talks.sent").read_text(encoding="utf-8")


def test_a_repetition_that_is_refused_leaves_it_open(mastodon: Recorder, site: Site) -> None:
    """The first attempt may have arrived all the same; an hour later the user is asked."""
    mastodon.answer(lambda request: HANG_UP if request.method == "POST" else instance(request))
    site.send()
    mastodon.answer(
        lambda request: Response(500) if request.method == "POST" else instance(request)
    )
    assert "TF903" in site.send(hour="12:30")[1]
    before = len(mastodon.requests)
    status, printed = site.send(hour="14:00")
    assert (status, "TF904" in printed, len(mastodon.requests)) == (74, True, before)


@pytest.mark.parametrize(("arrived", "posts"), [("yes", 1), ("no", 2)])
def test_the_user_decides_what_nobody_else_knows(
    slack: Recorder, site: Site, arrived: str, posts: int
) -> None:
    """A lost answer is asked about until the user has looked whether the digest is there."""
    slack.answer(HANG_UP)
    status, printed = site.send()
    assert (status, "--arrived yes or --arrived no" in printed) == (74, True)
    slack.answer(Response())
    assert site.send(day=28)[0] == 74
    assert len(slack.requests) == 1
    days = "1" if arrived == "yes" else "7"
    assert site.send("--arrived", arrived, "--days", days, day=28)[0] == 0
    assert len(slack.requests) == posts
    assert "pending" not in Path("talks.sent").read_text(encoding="utf-8")


def test_no_secret_is_printed(slack: Recorder, site: Site) -> None:
    """A server may repeat what it was sent; the user sees it without."""
    slack.answer(
        lambda request: Response(403, f"{slack.url}{request.path} {request.path}".encode())
    )
    status, printed = site.send()
    assert (status, "s3cret" in printed, "answers 403: … …" in printed) == (74, False, True)
    assert "check the address and the secret" in printed


WRONG = (
    ({}, "no service is configured"),
    ({"TALKFEED_MASTODON_URL": "https://social.example"}, "needs TALKFEED_MASTODON_TOKEN"),
    ({"TALKFEED_SLACK_WEBHOOK": "s3cret"}, "TALKFEED_SLACK_WEBHOOK is not a web address"),
    (
        {
            "TALKFEED_MASTODON_URL": "http://127.0.0.1:1",
            "TALKFEED_MASTODON_TOKEN": "s3cret",
            "TALKFEED_MASTODON_VISIBILITY": "s3cret",
        },
        "VISIBILITY is none of: public, unlisted, private, direct",
    ),
    (
        {
            "TALKFEED_MATRIX_URL": "http://127.0.0.1:1",
            "TALKFEED_MATRIX_TOKEN": "s3cret",
            "TALKFEED_MATRIX_ROOM": "#talks:host.example",
        },
        "TALKFEED_MATRIX_ROOM is not the id of a room",
    ),
    (mail_settings("s3cret", scheme="https"), "TALKFEED_SMTP_URL is not an address"),
    (mail_settings("s3cret:port"), "TALKFEED_SMTP_URL is not an address"),
    (
        {**mail_settings("127.0.0.1:1"), "TALKFEED_MAIL_TO": "s3cret\nBcc: x@y.example"},
        "TALKFEED_MAIL_TO is not a mail address",
    ),
    (
        {**mail_settings("127.0.0.1:1"), "TALKFEED_MAIL_UNSUBSCRIBE": "s3cret"},
        "TALKFEED_MAIL_UNSUBSCRIBE is neither",
    ),
)


@pytest.mark.parametrize(("variables", "words"), WRONG)
def test_a_wrong_setting_is_named_and_not_shown(
    site: Site, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], words: str
) -> None:
    """The status is that of wrong usage, and nothing counts as sent."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    status, printed = site.send()
    assert (status, words in printed, "s3cret" in printed) == (2, True, False)
    assert "pending" not in (Path("talks.sent").read_text() if Path("talks.sent").exists() else "")


def test_what_can_only_be_printed_cannot_be_sent(site: Site) -> None:
    """Nor is --arrived of use without --send, or a service without its variables."""
    for options, words in (
        (("--send", "--format", "text"), "'text' is only for printing"),
        (("--send", "--format", "slack"), "slack needs TALKFEED_SLACK_WEBHOOK"),
        (("--arrived", "yes"), "--arrived is for --send"),
    ):
        status, _, err = site.digest(*options)
        assert (status, words in err) == (2, True)


def test_a_damaged_record_is_not_guessed_at(slack: Recorder, site: Site) -> None:
    """A merge conflict stops everything, at its line; CRLF is no damage."""
    site.send()
    path = Path("talks.sent")
    good = path.read_bytes()
    path.write_bytes(b"<<<<<<< HEAD\n" + good)
    status, printed = site.send()
    assert (status, "talks.sent:1:1: TF905" in printed) == (1, True)
    path.write_bytes(good + b"slack generation=1 sent=never\n")
    assert site.digest()[0] == 1
    path.write_bytes(good.replace(b"\n", b"\r\n"))
    assert site.send("--days", "1")[1].startswith("slack: nothing is new since 2026-03-27")
    assert len(slack.requests) == 1


def test_help_names_every_format() -> None:
    """The options of the command are those of the table."""
    from talkfeed.cli.operating import DIGESTS  # noqa: PLC0415

    assert {*DIGESTS} == {*outlets.FORMATS, *outlets.BY_NAME}
    with pytest.raises(WrongUsage):
        outlets.configured({}, None)
