"""Fetching an address that someone else wrote, without being made to knock on doors inside our own network.

The name is resolved once, every address it has must be public, and the connection goes to the very
address that was checked: a second answer of the name server (DNS rebinding) is never asked for.
"""

import contextlib
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import certifi
from django.utils.translation import gettext as _
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import HTTPResponse

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
REDIRECTS = {301, 302, 303, 307, 308}
CHUNK = 64 * 1024
# Ranges through which an IPv4 address can be reached in IPv6 clothes: NAT64 and its local form.
TRANSLATED = [ipaddress.ip_network(text) for text in ("64:ff9b::/96", "64:ff9b:1::/48")]


class Refused(Exception):
    """It was not fetched; the message says why, in one sentence."""


def is_public(address: IPAddress) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        if address.sixtofour or address.teredo or address.is_site_local or any(address in net for net in TRANSLATED):
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


@dataclass(frozen=True)
class Limits:
    """`seconds` is for everything together, redirects included."""

    max_bytes: int = 40 * 1024 * 1024
    seconds: float = 60
    redirects: int = 3
    ports: frozenset[int] = frozenset({80, 443})
    is_allowed: Callable[[IPAddress], bool] = is_public
    certificates: str = certifi.where()


class Fetched(NamedTuple):
    url: str  # after redirects
    content_type: str  # lower case, without parameters
    content: bytes


def fetch(url: str, limits: Limits | None = None) -> Fetched:
    """GETs an http(s) address. Raises Refused; never anything else for what the other side does."""
    limits = limits or Limits()
    deadline = time.monotonic() + limits.seconds
    for _hop in range(limits.redirects + 1):
        parts = _checked(url, limits)
        answer = _get(parts, _resolve(parts, limits), limits, deadline)
        if isinstance(answer, Fetched):
            return answer
        url = urljoin(url, answer)
    raise Refused(_("It redirects more than %d times.") % limits.redirects)


def _checked(url: str, limits: Limits) -> SplitResult:
    if "\\" in url or any(ord(character) <= 32 or ord(character) == 127 for character in url):
        raise Refused(_("The address has characters in it that no address has."))
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise Refused(_("This is not an address.")) from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Refused(_("Only http and https addresses are fetched."))
    if parts.username is not None or parts.password is not None:
        raise Refused(_("The address has a user name or password in it."))
    if port not in limits.ports:
        raise Refused(_("Port %d is not one of the web's.") % port)
    return parts


def _resolve(parts: SplitResult, limits: Limits) -> str:
    """The address to connect to. Every spelling of a number ends up here as what it means."""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        host = str(parts.hostname).encode("idna").decode("ascii")
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Refused(_("The name %s is not known.") % parts.hostname) from error
    addresses = [str(answer[4][0]).partition("%")[0] for answer in answers]
    if not addresses or not all(limits.is_allowed(ipaddress.ip_address(address)) for address in addresses):
        raise Refused(_("The address leads into a network that is not public."))
    return addresses[0]


def _get(parts: SplitResult, address: str, limits: Limits, deadline: float) -> Fetched | str:
    """What is there, or where it redirects to."""
    remaining = deadline - time.monotonic()
    if remaining <= 0:
        raise Refused(_("It took too long."))
    connection = _connection(parts, address, limits, remaining)
    with contextlib.closing(connection):
        watchdog = None
        try:
            connection.connect()
            # Time-outs of sockets start anew with every byte; who sends one every few seconds is cut off here.
            watchdog = threading.Timer(deadline - time.monotonic(), _hang_up, [connection.sock])
            watchdog.daemon = True
            watchdog.start()
            connection.request("GET", _target(parts), headers=_headers(parts), preload_content=False)
            return _read(connection.getresponse(), parts, limits, deadline)
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            late = time.monotonic() >= deadline
            raise Refused(_("It took too long.") if late else _("The server did not answer properly.")) from error
        finally:
            if watchdog:
                watchdog.cancel()


def _connection(parts: SplitResult, address: str, limits: Limits, seconds: float) -> HTTPConnection:
    if parts.scheme == "http":
        return HTTPConnection(address, parts.port or 80, timeout=min(seconds, 15))
    return HTTPSConnection(
        address,
        parts.port or 443,
        timeout=min(seconds, 15),
        # The certificate must be that of the name, though we connect to the number.
        server_hostname=str(parts.hostname).encode("idna").decode("ascii").rstrip("."),
        ssl_context=ssl.create_default_context(cafile=limits.certificates),
    )


def _hang_up(open_socket: socket.socket) -> None:
    with contextlib.suppress(OSError):
        open_socket.shutdown(socket.SHUT_RDWR)


def _target(parts: SplitResult) -> str:
    safe = "%/:=&?~+!$,;'@()*[]"
    return quote(parts.path or "/", safe) + (f"?{quote(parts.query, safe)}" if parts.query else "")


def _headers(parts: SplitResult) -> dict[str, str]:
    return {
        "Host": parts.netloc.encode("idna").decode("ascii"),
        "User-Agent": "Newsroom",
        "Accept": "*/*",
        "Accept-Encoding": "identity",  # what is compressed could grow beyond every limit
        "Connection": "close",
    }


def _read(response: HTTPResponse, parts: SplitResult, limits: Limits, deadline: float) -> Fetched | str:
    if response.status in REDIRECTS and (target := response.headers.get("Location")):
        return str(target)
    if response.status != 200:
        raise Refused(_("The server answered %d.") % response.status)
    too_large = _("It is larger than %s MB.") % (limits.max_bytes // 1024 // 1024)
    length = response.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) > limits.max_bytes:
        raise Refused(too_large)
    content = bytearray()
    while chunk := response.read1(CHUNK, decode_content=False):
        content += chunk
        if time.monotonic() >= deadline:
            break
        if len(content) > limits.max_bytes:
            raise Refused(too_large)
    if time.monotonic() >= deadline:
        raise Refused(_("It took too long."))  # and what there is of it may not be all
    content_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return Fetched(parts.geturl(), content_type, bytes(content))
