"""All that someone may do here, by the pages: what must be found in an export, and nowhere after an erasure."""

import re
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from accounts.models import User, name_key
from articles import following, saving
from articles.models import Article
from comments.models import Comment
from comments.models.comment import path_step

EMAIL = "nora.fairbank@quillfeather.example"
OTHER_EMAIL = "second.address@quillfeather.example"
NAME = "Nora Quillfeather"
BIO = "I mend harbour cranes at the Wendle quays."
ADDRESS = "203.0.113.77"
BROWSER = "Zephyrfox/99.1"
OPINION = "The bridge wants paint."
PASSWORDS = ["a river runs through it", "and out to the sea again"]
CODE = re.compile(r"^\s*([A-Z0-9]{3,4}-[A-Z0-9]{3,4}|[A-Z0-9]{6})\s*$", re.MULTILINE)
# What tells of them; the domain stands for both addresses.
PERSONAL = ["quillfeather", "nora.fairbank", name_key.of(NAME), BIO, ADDRESS, BROWSER]


@dataclass
class Journey:
    client: Client = field(default_factory=lambda: browser())
    secrets: list[str] = field(default_factory=list)  # every code, seed, token and password there was

    @property
    def user(self) -> User:
        return User.objects.get(email=EMAIL)

    def sign_up(self) -> None:
        self.client.post("/accounts/signup/", {"email": EMAIL, "password1": PASSWORDS[0]})
        self.secrets += [PASSWORDS[0], self.mailed_code()]
        assert self.client.post("/accounts/confirm-email/", {"code": self.mailed_code()}).status_code == 302
        assert "_auth_user_id" in self.client.session

    def mailed_code(self) -> str:
        (found,) = CODE.findall(str(mail.outbox[-1].body))
        return str(found)

    def confirm(self) -> None:
        """That it is them, as asked for before what is dangerous."""
        answer = self.client.post("/accounts/reauthenticate/", {"password": PASSWORDS[0]})
        assert answer.status_code == 302, answer.content.decode()

    def say_who_they_are(self) -> None:
        answer = self.client.post("/accounts/profile/", {"display_name": NAME, "bio": BIO})
        assert answer.status_code == 302, answer.content.decode()
        file = BytesIO()
        Image.new("RGB", (300, 300), "navy").save(file, "JPEG")
        portrait = SimpleUploadedFile("nora.jpg", file.getvalue(), "image/jpeg")
        assert self.client.post("/accounts/profile/picture/", {"portrait": portrait}).status_code == 302

    def set_up_factors(self) -> None:
        self.confirm()
        page = LexborHTMLParser(self.client.get("/accounts/2fa/totp/activate/").content)
        seed = self.client.session["mfa.totp.secret"]
        assert page.css_first("form")
        code = totp.format_hotp_value(totp.hotp_value(seed, next(iter(totp.yield_hotp_counters_from_time()))))
        answer = self.client.post("/accounts/2fa/totp/activate/", {"code": code})
        assert answer.status_code == 302, answer.content.decode()
        codes = Authenticator.objects.get(user=self.user, type=Authenticator.Type.RECOVERY_CODES)
        self.secrets += [seed, *codes.wrap().get_unused_codes()]

    def fail_and_begin_to_sign_in(self) -> None:
        """Elsewhere: wrong passwords, a mailed code and a reset that are never used."""
        for _ in range(2):
            browser().post("/accounts/login/", {"login": EMAIL, "password": "not the river at all"})
        self.secrets.append("not the river at all")
        for page in ("/accounts/login/code/", "/accounts/password/reset/"):
            browser().post(page, {"email": EMAIL})
            self.secrets.append(self.mailed_code())

    def read_and_write(self, article: Article, answered_by: User) -> Comment:
        saving.save(article, by=self.user)
        following.follow(article.category, by=self.user)
        said = comment(article, self.user, OPINION, ip_address=ADDRESS)
        comment(article, answered_by, "So it does.", parent=said)
        comment(article, self.user, "And that is all I say.", ip_address=ADDRESS)
        SocialAccount.objects.create(
            user=self.user, provider="google", uid="118", extra_data={"email": OTHER_EMAIL, "name": NAME}
        )
        return said

    def change_password(self) -> None:
        old, new = PASSWORDS
        answer = self.client.post(
            "/accounts/password/change/", {"oldpassword": old, "password1": new, "password2": new}
        )
        assert answer.status_code == 302, answer.content.decode()
        self.secrets.append(new)


def browser() -> Client:
    return Client(REMOTE_ADDR=ADDRESS, HTTP_USER_AGENT=BROWSER)


def comment(article: Article, user: User | None, body: str, **fields: Any) -> Comment:
    parent: Comment | None = fields.get("parent")
    fields.setdefault("status", Comment.Status.APPROVED)
    said = Comment(article=article, user=user, body=f"<p>{body}</p>", **fields)
    said.path = (parent.path if parent else "") + path_step(said.created_at)
    said.depth = parent.depth + 1 if parent else 0
    said.save()
    return said
