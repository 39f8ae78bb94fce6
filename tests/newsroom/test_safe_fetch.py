import http.server
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from newsroom import safe_fetch
from newsroom.safe_fetch import Limits, Refused, fetch, is_public


class Server(http.server.ThreadingHTTPServer):
    hits: list[str]


class Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.hits.append(f"{self.headers['Host']} {self.path}")
        getattr(self, "do_" + self.path.strip("/").partition("/")[0])()

    def answer(self, content: bytes, **headers: str) -> None:
        self.send_response(int(headers.pop("status", 200)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def do_picture(self) -> None:
        self.answer(b"pixels", Content_Type="image/PNG; charset=x")

    def do_missing(self) -> None:
        self.answer(b"", status="404")

    def do_around(self) -> None:
        self.answer(b"", status="302", Location="/around")

    def do_inside(self) -> None:
        self.answer(b"", status="302", Location="http://169.254.169.254/latest/meta-data/")

    def do_once(self) -> None:
        self.answer(b"", status="301", Location="/picture")

    def do_large(self) -> None:
        self.answer(b"x" * 5000)

    def do_said(self) -> None:
        self.answer(b"", Content_Length="999999999")

    def do_drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while not self.server.done.wait(0.05):
                self.wfile.write(b"x")
        except OSError:
            return

    def log_message(self, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), Handler) as server:
        server.hits, server.done = [], threading.Event()
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.done.set()
        server.shutdown()
        thread.join()


def open_limits(server: Server, **limits: object) -> Limits:
    """As ever, but the test's own server may be reached."""
    port = server.server_address[1]
    return Limits(ports=frozenset({port}), is_allowed=lambda ip: is_public(ip) or str(ip) == "127.0.0.1", **limits)


@pytest.mark.parametrize(
    "host",
    "127.0.0.1 127.1 0.0.0.0 0 2130706433 0x7f000001 0177.0.0.1 10.0.0.8 172.16.1.1 192.168.1.1 169.254.169.254 "
    "100.64.0.1 192.0.0.1 198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255 "
    "[::1] [::] [::ffff:127.0.0.1] [::ffff:7f00:1] [fe80::1] "
    "[fc00::1] [fec0::1] [ff02::1] [64:ff9b::7f00:1] [2002:7f00:1::] [2001::1] localhost localhost.".split(),
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_addresses_inside_are_refused(monkeypatch, scheme: str, host: str):
    monkeypatch.setattr(safe_fetch, "_get", lambda *args: pytest.fail("it was asked"))
    with pytest.raises(Refused):
        fetch(f"{scheme}://{host}/x.png")


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/x",
        "gopher://example.org/x",
        "//example.org/x",
        "example.org/x",
        "http://",
        "http://user@93.184.216.34/",
        "http://example.org:pw@93.184.216.34/",
        "http://93.184.216.34:22/",
        "http://93.184.216.34:99999/",
        "http://93.184.216.34\\@127.0.0.1/",
        "http://93.184.216.34/a b",
        "http://93.184.216.34/\r\nHost: x",
        "http://[::1/",
    ],
)
def test_strange_addresses_are_refused(monkeypatch, url: str):
    monkeypatch.setattr(safe_fetch, "_get", lambda *args: pytest.fail("it was asked"))
    with pytest.raises(Refused):
        fetch(url)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "1.1.1.1"])
def test_public_addresses_are_allowed(address: str):
    assert is_public(ipaddress.ip_address(address))


def test_one_inner_address_among_public_ones_is_enough_to_refuse(monkeypatch):
    answers = [(2, 1, 6, "", ("93.184.216.34", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: answers)
    with pytest.raises(Refused, match="not public"):
        fetch("http://example.org/")


def test_the_name_is_asked_for_once_and_the_answer_is_used(server: Server, monkeypatch):
    """A name server that answers differently the second time is never asked a second time."""
    asked = []
    resolve = socket.getaddrinfo

    def answers(host: str, port: int, *args: object, **kwargs: object) -> list:
        if host != "pictures.example":
            return resolve(host, port, *args, **kwargs)  # a number: nothing is asked
        asked.append(host)
        return [(2, 1, 6, "", ("127.0.0.1" if len(asked) == 1 else "127.0.0.2", port))]

    monkeypatch.setattr(socket, "getaddrinfo", answers)
    port = server.server_address[1]
    fetched = fetch(f"http://pictures.example:{port}/picture", open_limits(server))
    assert (fetched.content, fetched.content_type) == (b"pixels", "image/png")
    assert server.hits == [f"pictures.example:{port} /picture"]
    assert asked == ["pictures.example"]


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("missing", "404"),
        ("around", "redirects more"),
        ("inside", "not one of|not public"),
        ("large", "larger"),
        ("said", "larger"),
        ("drip", "too long"),
    ],
)
def test_what_the_other_side_does_is_limited(server: Server, path: str, why: str):
    started = time.monotonic()
    with pytest.raises(Refused, match=why):
        fetch(f"http://127.0.0.1:{server.server_address[1]}/{path}", open_limits(server, max_bytes=4000, seconds=1))
    assert time.monotonic() - started < 3
    assert len(server.hits) <= 4


def test_a_redirect_is_followed_and_checked(server: Server):
    fetched = fetch(f"http://127.0.0.1:{server.server_address[1]}/once", open_limits(server))
    assert fetched.content == b"pixels"
    assert fetched.url.endswith("/picture")


def test_a_closed_port_is_refused_in_words(server: Server):
    limits = open_limits(server)
    server.server_close()
    with pytest.raises(Refused):
        fetch(
            f"http://127.0.0.1:{server.server_address[1]}/picture",
            Limits(ports=limits.ports, is_allowed=limits.is_allowed, seconds=1),
        )


def certificate(folder: Path, name: str) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(subject, subject, key.public_key(), 1, now - timedelta(days=1), now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    form = serialization.PrivateFormat.PKCS8
    secret = key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
    path = folder / "certificate.pem"
    path.write_bytes(secret + signed.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.mark.parametrize(("name", "is_right"), [("pictures.example", True), ("other.example", False)])
def test_the_certificate_must_be_that_of_the_name(
    server: Server, monkeypatch, tmp_path: Path, name: str, is_right: bool
):
    path = certificate(tmp_path, name)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    resolve = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *args, **kwargs: resolve("127.0.0.1" if host == "pictures.example" else host, *args, **kwargs),
    )
    limits = open_limits(server, seconds=5, certificates=str(path))
    address = f"https://pictures.example:{server.server_address[1]}/picture"
    if is_right:
        assert fetch(address, limits).content == b"pixels"
    else:
        with pytest.raises(Refused):
            fetch(address, limits)
        assert server.hits == []
