"""A browser that does as it is told: any request line, any header, from any address of the loopback network."""

import json
import re
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from typing import Any, NamedTuple
from urllib.parse import urlencode

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Answer(NamedTuple):
    status: int
    headers: dict[str, list[str]]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found

    @property
    def location(self) -> str:
        return self["location"]

    def __getitem__(self, header: str) -> str:
        return ", ".join(self.headers.get(header, []))


class Browser:
    """Keeps cookies and nothing else; follows no redirect."""

    def __init__(self, port: int, address: str = "127.0.0.1", **headers: str) -> None:
        self.port, self.address = port, address
        self.headers = {"Host": f"127.0.0.1:{port}", **spelled(headers)}
        self.cookies: dict[str, str] = {}
        self.origin = f"http://127.0.0.1:{port}"

    def twin(self, address: str = "") -> "Browser":
        """Another one with the same cookies, as a thief has."""
        other = Browser(self.port, address or self.address)
        other.headers, other.cookies, other.origin = dict(self.headers), dict(self.cookies), self.origin
        return other

    def request(self, method: str, target: str, body: bytes = b"", **headers: str) -> Answer:
        sent = {**self.headers, **spelled(headers)}
        if self.cookies and "Cookie" not in sent:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = HTTPConnection("127.0.0.1", self.port, timeout=90, source_address=(self.address, 0))
        try:
            connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
            for name, value in sent.items():
                if value:
                    connection.putheader(name, value)
            if body or method == "POST":
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            return self._received(connection)
        finally:
            connection.close()

    def _received(self, connection: HTTPConnection) -> Answer:
        response = connection.getresponse()
        headers: dict[str, list[str]] = {}
        for name, value in response.getheaders():
            headers.setdefault(name.lower(), []).append(value)
        for line in headers.get("set-cookie", []):
            for name, morsel in SimpleCookie(line).items():
                if morsel.value and morsel["max-age"] != "0":
                    self.cookies[name] = morsel.value
                else:
                    self.cookies.pop(name, None)
        return Answer(response.status, headers, response.read())

    def get(self, target: str, **headers: str) -> Answer:
        return self.request("GET", target, **headers)

    def post(self, target: str, fields: dict[str, str], token: str | None = None, **headers: str) -> Answer:
        """Sends a form as a browser does, with the token of the cookie; `token=""` for none."""
        if token is None:
            token = self.token()
        body = urlencode({**fields, "csrfmiddlewaretoken": token}).encode()
        headers = {"Content_Type": "application/x-www-form-urlencoded", "Origin": self.origin, **headers}
        return self.request("POST", target, body, **headers)

    def token(self) -> str:
        name = next((name for name in self.cookies if "csrf" in name), "")
        if not name:
            self.get("/accounts/login/")
            name = next(name for name in self.cookies if "csrf" in name)
        return self.cookies[name]

    def sign_in(self, email: str, password: str, **fields: str) -> Answer:
        return self.post("/accounts/login/", {"login": email, "password": password, **fields})

    @property
    def is_signed_in(self) -> bool:
        return self.get("/accounts/me/").status == 200


def spelled(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}
