"""A site that other sites ask who someone is: OpenID Connect with codes, over real HTTP on this machine."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID, CLIENT_SECRET = "newsroom", "a secret between the two"
PAGE = """<!DOCTYPE html><html lang="en"><title>The Guild</title><link rel="icon" href="data:,">
<h1>Tell them who you are?</h1>
<form method="post"><button name="answer" value="yes">Yes</button>
<button name="answer" value="no">No</button></form>"""


@dataclass
class Provider:
    """`person` is who sits before the browser: what is said of them, as claims."""

    url: str = ""
    person: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    def configuration(self) -> dict[str, Any]:
        ends = {"authorization_endpoint": "authorize", "token_endpoint": "token", "userinfo_endpoint": "userinfo"}
        return {
            "issuer": self.url,
            "jwks_uri": f"{self.url}/keys",
            "id_token_signing_alg_values_supported": ["RS256"],
        } | {name: f"{self.url}/{path}" for name, path in ends.items()}

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [public | {"kid": "1", "use": "sig", "alg": "RS256"}]}

    def back(self, wish: dict[str, str], answer: str) -> str:
        """Where the person is sent after they answered."""
        said = {"error": "access_denied"}
        if answer == "yes":
            said = {"code": secrets.token_urlsafe()}
            self.codes[said["code"]] = wish
        return f"{wish['redirect_uri']}?{urlencode(said | {'state': wish['state']})}"

    def token(self, told: dict[str, str]) -> dict[str, Any] | None:
        """For a code, once, and only to whoever asked for it."""
        wish = self.codes.pop(told.get("code", ""), None)
        if not wish or (told["client_id"], told["client_secret"]) != (CLIENT_ID, CLIENT_SECRET):
            return None
        digest = hashlib.sha256(told.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (wish["redirect_uri"], wish["code_challenge"]) != (told["redirect_uri"], challenge):
            return None
        access = secrets.token_urlsafe()
        self.tokens.add(access)
        claims = self.person | {
            "iss": self.url,
            "aud": CLIENT_ID,
            "iat": int(time.time()),
            "exp": int(time.time()) + 60,
        }
        signed = jwt.encode(claims, self.key, "RS256", headers={"kid": "1"})
        return {"access_token": access, "token_type": "Bearer", "expires_in": 60, "id_token": signed}


class Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.provider.asked.append(path)
        if path == "/authorize":
            return self.answer(PAGE.encode(), kind="text/html")
        if path == "/userinfo":
            token = self.headers.get("Authorization", "").removeprefix("Bearer ")
            return self.tell(self.provider.person if token in self.provider.tokens else None)
        pages = {"/.well-known/openid-configuration": self.provider.configuration, "/keys": self.provider.keys}
        return self.tell(pages[path]() if path in pages else None)

    def do_POST(self) -> None:
        address = urlsplit(self.path)
        self.provider.asked.append(address.path)
        told = flat(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if address.path == "/token":
            return self.tell(self.provider.token(told))
        self.send_response(302)
        self.send_header("Location", self.provider.back(flat(address.query), told["answer"]))
        return self.end_headers()

    def tell(self, what: dict[str, Any] | None) -> None:
        self.answer(json.dumps(what or {"error": "invalid_request"}).encode(), status=200 if what else 400)

    def answer(self, body: bytes, *, kind: str = "application/json", status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Not into the output of the tests."""


def flat(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}


@contextmanager
def openid_provider() -> Iterator[Provider]:
    provider = Provider()
    handler = type("OwnHandler", (Handler,), {"provider": provider})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        provider.url = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield provider
        server.shutdown()
