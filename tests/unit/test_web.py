"""The web: what is fetched from a server that the tests start themselves, and what is never fetched."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from summariser import feeds, web
from summariser.loading import Web, load

PAGE = """<!DOCTYPE html><html><head><title>Le pont</title><meta property="og:site_name" content="Le Veilleur"></head>
<body><article><h1>Le vieux pont sera rénové</h1><p>Le conseil municipal de Varenges a voté hier soir la rénovation du
vieux pont, fermé aux voitures depuis le mois de mars malgré les protestations des riverains.</p></article></body>"""


class Handler(BaseHTTPRequestHandler):
    """Answers by the path that is asked for."""

    def do_GET(self) -> None:
        path, _, argument = self.path.partition("?")
        getattr(self, "_" + path.strip("/").replace("/", "_"), self._missing)(argument)

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _send(self, data: bytes, kind: str = "text/html", status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _missing(self, _: str) -> None:
        self._send(b"", status=404)

    def _page(self, argument: str) -> None:
        self._send(PAGE.replace("Le pont", f"Le pont {argument}").encode())

    def _latin(self, _: str) -> None:
        self._send("święto, Łódź".encode("iso-8859-2"), "text/plain; charset=ISO-8859-2")

    def _wrong(self, _: str) -> None:
        self._send("été".encode(), "text/plain; charset=utf-16")

    def _nowhere(self, _: str) -> None:
        self._send(b"", status=302)

    def _pdf(self, _: str) -> None:
        self._send(b"%PDF-1.7", "application/pdf")

    def _zipped(self, _: str) -> None:
        self._send(gzip.compress(b"a" * 30_000_000), Content_Encoding="gzip")

    def _broken(self, _: str) -> None:
        self._send(b"no gzip at all", Content_Encoding="gzip")

    def _large(self, _: str) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "99999999999")
        self.end_headers()

    def _to(self, argument: str) -> None:
        self._send(b"", status=302, Location=argument)

    def _round(self, _: str) -> None:
        self._send(b"", status=302, Location="/round")

    def _slow(self, _: str) -> None:
        self.send_response(200)
        self.end_headers()
        for _number in range(50):
            try:
                self.wfile.write(b"a")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    def _feed(self, argument: str) -> None:
        items = "".join(
            f"<item><title>Nouvelle {n}</title><link>/page?{n}</link>"
            f"<pubDate>Tue, {n:02} Mar 2024 08:00:00 +0100</pubDate></item>"
            for n in (3, 1, 4, 2)
        )
        self._send(f'<rss version="2.0"><channel>{argument or items}</channel></rss>'.encode(), "application/rss+xml")

    def _atom(self, _: str) -> None:
        entry = '<entry><title>a</title><link href="{}"/><updated>2024-03-0{}T08:00:00Z</updated></entry>'
        body = "".join(entry.format(f"page?{n}", n) for n in (1, 2)) + entry.format("file:///etc/passwd", 3)
        self._send(f'<feed xmlns="http://www.w3.org/2005/Atom">{body}</feed>'.encode(), "application/atom+xml")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server of this machine."""
    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.server_port}"
    listening.shutdown()
    listening.server_close()
    thread.join()


LOCAL = Web(allow_local=True)


def said(address: str, **options: bool) -> str:
    with pytest.raises(web.WebError) as error:
        web.fetch(address, **options)
    return str(error.value)


def test_a_page_is_a_source_named_by_its_address(server: str) -> None:
    sources, warnings = load([f"{server}/page?1"], web_options=LOCAL)
    assert not warnings
    assert [source.name for source in sources] == [f"{server}/page?1"]
    assert "rénové" in sources[0].data.decode()


def test_the_article_of_a_page_knows_where_it_is_from(server: str) -> None:
    from summariser import clean

    article = clean(load([f"{server}/page?1"], web_options=LOCAL)[0][0])
    assert (article.title, article.outlet) == ("Le vieux pont sera rénové", "Le Veilleur")
    assert article.url == f"{server}/page?1"


def test_the_encoding_the_server_says_is_believed_if_it_can_be(server: str) -> None:
    answer = web.fetch(f"{server}/latin", allow_local=True)
    assert answer.data.decode(answer.encoding or "") == "święto, Łódź"
    assert web.fetch(f"{server}/wrong", allow_local=True).encoding is None


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("gone", "404"),
        ("pdf", "application/pdf"),
        ("zipped", "larger than"),
        ("large", "larger than"),
        ("broken", "cannot be read"),
        ("round", "sent on more than"),
        ("nowhere", "answered 302"),
        ("to?file:///etc/passwd", "only http and https"),
        ("to?ftp://example.org/a", "only http and https"),
        ("to?http://a:b@127.0.0.1/", "user name"),
    ],
)
def test_what_cannot_be_read_is_told(server: str, path: str, says: str) -> None:
    assert says in said(f"{server}/{path}", allow_local=True)


def test_a_page_that_is_sent_on_is_read_where_it_is(server: str) -> None:
    assert web.fetch(f"{server}/to?{server}/page?2", allow_local=True).url == f"{server}/page?2"
    assert web.fetch(f"{server}/to?/page?2", allow_local=True).url == f"{server}/page?2"


def test_a_server_that_never_ends_is_left(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "PATIENCE", 0.3)
    assert "took longer" in said(f"{server}/slow", allow_local=True)


LOCAL_HOSTS = """
127.0.0.1 localhost 127.1 2130706433 0x7f.1 0.0.0.0 [::1] [::ffff:127.0.0.1] 10.0.0.1 192.168.1.1 169.254.169.254
[fe80::1] [fc00::1] [64:ff9b::7f00:1] [2002:7f00:1::] 224.0.0.1
"""


@pytest.mark.parametrize("host", LOCAL_HOSTS.split())
def test_addresses_of_this_machine_and_network_are_not_read(host: str) -> None:
    assert "--allow-local" in said(f"http://{host}:9/") or "no server called" in said(f"http://{host}:9/")


def test_a_public_page_cannot_send_us_to_this_machine(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # The first hop is taken for public; the second goes to the same machine under another name.
    checked = web._public
    monkeypatch.setattr(web, "_public", lambda address: address == "127.0.0.1" or checked(address))
    for target in ("http://[::1]:9/", "http://127.0.0.2:9/", "http://10.0.0.1/"):
        assert "--allow-local" in said(f"{server}/to?{target}")


@pytest.mark.parametrize("address", ["http://", "https:///a", "http://[::1", "http://a b/", "http://nosuch.invalid/"])
def test_what_is_no_address_is_told(address: str) -> None:
    assert said(address)


def test_a_lost_page_costs_no_other(server: str) -> None:
    sources, warnings = load([f"{server}/gone", f"{server}/page?1", "ftp://example.org/a"], web_options=LOCAL)
    assert len(sources) == 1
    assert all(warning.lost for warning in warnings)
    told = sorted(map(str, warnings))
    assert told[0] == "ftp://example.org/a: only http and https addresses are read"
    assert "404" in told[1]


def test_a_feed_gives_its_newest_items(server: str) -> None:
    sources, warnings = load([], web_options=Web((f"{server}/feed",), 2, allow_local=True))
    assert not warnings
    assert [source.name for source in sources] == [f"{server}/page?3", f"{server}/page?4"]
    items = feeds.newest(web.fetch(f"{server}/feed", allow_local=True), 9)
    assert [item.title for item in items] == ["Nouvelle 4", "Nouvelle 3", "Nouvelle 2", "Nouvelle 1"]


def test_an_atom_feed_is_read_and_names_no_files(server: str) -> None:
    items = feeds.newest(web.fetch(f"{server}/atom", allow_local=True), 9)
    assert [item.url for item in items] == [f"{server}/page?2", f"{server}/page?1"]


@pytest.mark.parametrize("data", [b"", b"/etc/passwd", b"<html></html>", b"\x00\xff", b"<rss version='2.0'></rss>"])
def test_what_is_no_feed_is_told(data: bytes) -> None:
    with pytest.raises(web.WebError, match="feed"):
        feeds.newest(web.Answer("http://example.org/", data, None), 5)


def test_items_on_this_machine_are_not_read_from_a_feed(server: str) -> None:
    answer = web.Answer("http://127.0.0.1:9/", f"<rss version='2.0'><channel><item><link>{server}/page</link></item>"
                        "</channel></rss>".encode(), None)  # fmt: skip
    (item,) = feeds.newest(answer, 5)
    sources, warnings = load([item.url])
    assert not sources
    assert "--allow-local" in str(warnings[0])
