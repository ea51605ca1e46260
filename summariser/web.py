"""Pages of the web to bytes, with what a page must not be able to do ruled out.

Invariant: a request goes only to an address that was looked up and found to be public, at the first hop and at each
one a server sends us to; the answer is bounded in size, and so is the time that its body may take.
"""

from __future__ import annotations

import codecs
import ipaddress
import re
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summariser._version import __version__

if TYPE_CHECKING:
    import httpx

#: The largest answer that is read, in bytes; how long a whole fetch may take, in seconds; how often it may be sent on.
SIZE_LIMIT = 20_000_000
PATIENCE = 60.0
HOPS = 8

_CONNECT, _READ = 10.0, 20.0
_ADDRESSES = 3  # of one name are tried
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_ERRNO = re.compile(r"^\[Errno -?\d+\] ")
_HEADERS = {
    "User-Agent": f"summariser/{__version__}",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.1",
}
_READABLE = ("text/", "application/xhtml", "application/xml", "application/rss", "application/atom", "application/rdf")


class WebError(Exception):
    """An address cannot be read; the message says why, to a person."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent: from where in the end, and the encoding if it said one that its bytes are in."""

    url: str
    data: bytes
    encoding: str | None


def is_address(argument: str) -> bool:
    """Whether an argument is a web address and no path."""
    return argument.lower().startswith(("http://", "https://"))


def fetch(address: str, *, allow_local: bool = False) -> Answer:
    """Get a page. Raises WebError."""
    import httpx  # noqa: PLC0415 - takes a while to load, and most runs read files

    deadline = time.monotonic() + PATIENCE
    try:
        # No proxy and no .netrc of the environment: what is asked of whom is decided here.
        with httpx.Client(
            timeout=httpx.Timeout(_READ, connect=_CONNECT), follow_redirects=False, trust_env=False, headers=_HEADERS
        ) as client:
            url = httpx.URL(address)
            for _ in range(HOPS):
                response = _get(client, url, allow_local)
                try:
                    if not response.has_redirect_location:
                        return _answer(response, url, deadline)
                    url = url.join(response.headers.get("location", ""))
                finally:
                    response.close()
            raise WebError(f"is sent on more than {HOPS} times, and not read")
    except httpx.TimeoutException as error:
        raise WebError("the server did not answer in time") from error
    except (httpx.InvalidURL, UnicodeError) as error:
        raise WebError(f"is no web address: {error}") from error
    except httpx.HTTPError as error:
        raise WebError(f"cannot be read: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    text = str(error) or type(error).__name__
    return "its certificate is not valid" if "CERTIFICATE_VERIFY" in text else _ERRNO.sub("", text)


def _get(client: httpx.Client, url: httpx.URL, allow_local: bool) -> httpx.Response:
    """The answer of the first public address of the URL's host that takes a connection, not yet read."""
    import httpx  # noqa: PLC0415

    if url.scheme not in {"http", "https"}:
        raise WebError(f"only http and https addresses are read, not {url.scheme or 'none'}:")
    if url.userinfo:
        raise WebError("addresses with a user name or password in them are not read")
    addresses = list(_addresses(url.host, url.port or (443 if url.scheme == "https" else 80), allow_local))
    for number, address in enumerate(addresses, 1):
        # The connection goes to the address that was checked; the name could mean another one by now.
        request = client.build_request(
            "GET",
            url.copy_with(host=address, fragment=None),
            headers={"Host": url.netloc.decode("ascii")},
            extensions={"sni_hostname": url.raw_host.decode("ascii")},
        )
        try:
            return client.send(request, stream=True)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            if number == len(addresses):
                raise
    raise WebError("there is no server of this name")


def _addresses(host: str, port: int, allow_local: bool) -> Iterator[str]:
    """The addresses a host name stands for. Raises WebError if it has none, or one that is not public."""
    if not host:
        raise WebError("is no web address: it names no server")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise WebError(f"there is no server called {host}") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not allow_local and not all(map(_public, addresses)):
        raise WebError(f"{host} is on this machine or its network, and only read with --allow-local")
    yield from addresses[:_ADDRESSES]


def _public(address: str) -> bool:
    """Whether an address is one of the public internet, and so is each that is wrapped in it."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner: list[ipaddress.IPv4Address | None] = []
    if isinstance(ip, ipaddress.IPv6Address):
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in _NAT64:
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        if ip.ipv4_mapped is not None:
            return _public(str(ip.ipv4_mapped))
    wrapped = [each for each in inner if each is not None]
    return ip.is_global and not ip.is_multicast and all(_public(str(each)) for each in wrapped)


def _answer(response: httpx.Response, url: httpx.URL, deadline: float) -> Answer:
    if not response.is_success:
        raise WebError(f"the server answered {response.status_code} {response.reason_phrase}".rstrip())
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind and not kind.startswith(_READABLE) and not kind.endswith("+xml"):
        raise WebError(f"is {kind[:60]}, and only pages and texts are read")
    length = response.headers.get("content-length", "")
    data = bytearray()
    if length.isascii() and length.isdecimal() and int(length) > SIZE_LIMIT:
        raise WebError(_too_large())
    for piece in response.iter_bytes(65_536):
        data += piece
        if len(data) > SIZE_LIMIT:
            raise WebError(_too_large())
        if time.monotonic() > deadline:
            raise WebError(f"took longer than {PATIENCE:.0f} seconds, and was not read")
    return Answer(str(url.copy_with(fragment=None)), bytes(data), _encoding(bytes(data), response.charset_encoding))


def _too_large() -> str:
    return f"larger than {SIZE_LIMIT // 1_000_000} MB, and not read"


def _encoding(data: bytes, said: str | None) -> str | None:
    """The encoding that the server said, if there is one of the name and the bytes are in it."""
    if not said:
        return None
    try:
        name = codecs.lookup(said).name
        data.decode(name)
    except (LookupError, UnicodeError):
        return None
    # Pages that say Latin-1 or ASCII are in Windows-1252, and browsers read them so: what reads pages knows that.
    return None if name in {"iso8859-1", "ascii"} else name
