"""What is left in the database, the uploads and the logs by someone who did all that a reader can: no secret while they
are here, and nothing of them once they are gone.

What is searched for, and where, is told in full by tests/accounts/test_dump_holds_no_secrets.py and test_erasure.py.
"""

from io import BytesIO

import pytest
from PIL import Image

from accounts.models import name_key
from tests.attacks.browser import Browser
from tests.attacks.stage import Stage

EMAIL, NAME = "nora.fairbank@quillfeather.example", "Nora Quillfeather"
BIO, OPINION = "I mend harbour cranes at the Wendle quays.", "The bridge wants paint."
ADDRESS, AGENT = "127.33.7.77", "Zephyrfox/99.1"
PERSONAL = ["quillfeather", "nora.fairbank", name_key.of(NAME), BIO, ADDRESS, AGENT]
PASSWORD, NEW, WRONG = "a river runs through it by night", "and out to the sea by day", "not the river by night"


def another(site: Stage) -> Browser:
    return site.browser(ADDRESS, User_Agent=AGENT)


def picture(browser: Browser) -> tuple[bytes, str]:
    file = BytesIO()
    Image.new("RGB", (300, 300), "navy").save(file, "JPEG")
    fields = (
        f'--cut\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{browser.token()}\r\n'
        '--cut\r\nContent-Disposition: form-data; name="portrait"; filename="nora.jpg"\r\n'
        "Content-Type: image/jpeg\r\n\r\n"
    )
    return fields.encode() + file.getvalue() + b"\r\n--cut--\r\n", "multipart/form-data; boundary=cut"


def goes_on(browser: Browser, page: str, **fields: str) -> None:
    answer = browser.post(page, fields)
    assert answer.status in {302, 303}, answer.text


def all_that_readers_do(site: Stage, nora: Browser) -> list[str]:
    """Returns each secret there was."""
    goes_on(nora, "/accounts/signup/", email=EMAIL, password1=PASSWORD)
    secrets = [PASSWORD, *site.ask("codes", EMAIL)]
    goes_on(nora, "/accounts/confirm-email/", code=secrets[-1])
    goes_on(nora, "/accounts/profile/", display_name=NAME, bio=BIO)
    body, kind = picture(nora)
    portrait = nora.request("POST", "/accounts/profile/picture/", body, Content_Type=kind, Origin=nora.origin)
    assert portrait.status == 302, portrait.text
    goes_on(nora, f"/comments/{site.ask('article', 'Cranes stand still')['pk']}/write/", text=OPINION, reply_to="")
    goes_on(nora, "/accounts/reauthenticate/", password=PASSWORD)
    nora.get("/accounts/2fa/totp/activate/")
    seed = site.ask("seed_in_session", nora.cookies["sessionid"])
    goes_on(nora, "/accounts/2fa/totp/activate/", code=site.ask("totp_code", seed))
    secrets += [seed, *site.ask("recovery_codes", EMAIL), WRONG, NEW]
    another(site).sign_in(EMAIL, WRONG)
    for page in ("/accounts/login/code/", "/accounts/password/reset/"):
        another(site).post(page, {"email": EMAIL})
    goes_on(nora, "/accounts/password/change/", oldpassword=PASSWORD, password1=NEW, password2=NEW)
    return [*secrets, *site.ask("codes", EMAIL), nora.cookies["sessionid"]]


@pytest.fixture
def nora(site: Stage) -> Browser:
    return another(site)


def test_no_secret_is_kept_of_somebody_and_nothing_once_they_are_erased(site: Stage, nora: Browser):
    secrets = all_that_readers_do(site, nora)
    assert len(secrets) > 14
    assert site.ask("dumped", *secrets) == []
    assert site.ask("logged", *secrets, *PERSONAL) == []
    assert site.ask("dumped", secrets[1], is_decrypted=True) != []  # only the key opens it
    found = [words for words in [*PERSONAL, OPINION] if site.ask("dumped", words, is_decrypted=True)]
    assert found == [*PERSONAL, OPINION]
    before = site.ask("uploads")

    goes_on(nora, "/accounts/reauthenticate/", password=NEW)
    goes_on(nora, "/accounts/erase/", comments="remove", address=EMAIL)
    assert not nora.is_signed_in
    assert [mail for mail in site.ask("mails", EMAIL) if "Your account is closed" not in mail] == []
    site.ask("mails_are_sent")
    site.ask("forget_limits")  # what counts attempts forgets them by itself
    assert site.ask("dumped", *PERSONAL, OPINION, is_decrypted=True) == []
    assert site.ask("logged", *PERSONAL) == []
    assert len(before) - len(site.ask("uploads")) == 1
