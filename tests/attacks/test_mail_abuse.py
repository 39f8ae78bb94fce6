"""Whom a discussion can be made to send mail to, how much, and what can be written into it."""

import re
from zlib import crc32

import pytest

from tests.attacks.stage import PASSWORD, Stage

NAME = "Mallory"


def own(request: pytest.FixtureRequest) -> str:
    """Of each test, also of those that differ by a sign alone."""
    return f"{crc32(request.node.name.encode()):x}"


@pytest.fixture
def mallory(site: Stage, request: pytest.FixtureRequest) -> str:
    return site.person(f"{own(request)}@mallory.example", display_name=NAME)


@pytest.fixture
def victim(site: Stage, request: pytest.FixtureRequest) -> str:
    return site.person(f"{own(request)}@victim.example", display_name="Vic Fairbank")


@pytest.fixture
def said(site: Stage, victim: str, request: pytest.FixtureRequest) -> int:
    return int(site.ask("stands", site.ask("article", f"About {own(request)}")["pk"], victim))


@pytest.fixture(autouse=True)
def _nothing_waits(site: Stage) -> None:
    site.ask("minutes_pass", 10_000)
    site.ask("mails_are_sent")


def heads(mail: str) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in mail.partition("\n\n")[0].splitlines() if ": " in line)


def test_an_address_that_nobody_proved_gets_no_mail(site, said, victim, mallory):
    """Their own, changed to a stranger's, and a second account under a stranger's."""
    browser = site.browser()
    browser.sign_in(victim, PASSWORD)
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert browser.post("/accounts/email/", {"email": "stranger@example.org", "action_add": ""}).status == 302
    site.person("other@example.org", display_name="Other")
    site.ask("unprove", "other@example.org")
    other = site.ask("stands", site.ask("article", "Of somebody else")["pk"], "other@example.org")
    site.ask("mails_are_sent")  # the code that asks whether it is theirs
    for number in (said, other):
        site.ask("answers", number, mallory)
    site.ask("minutes_pass", 10)
    assert site.ask("recipients") == [[victim]]


@pytest.mark.parametrize("sign", ["%", "_", "*", "Vi_ Fairbank", "V%", "vic fairban%"])
def test_wildcards_call_nobody(site, sign, said, mallory):
    site.ask("says_beside", said, mallory, f"@{sign} look here")
    site.ask("minutes_pass", 10)
    assert site.ask("recipients") == []


def test_nor_does_an_address_with_wildcards_get_others_mail(site, said, mallory):
    wild = site.person("%@victim.example", display_name="Percy")
    site.ask("answers", said, wild)
    site.ask("answers", said, mallory)
    site.ask("minutes_pass", 10)
    assert wild not in str(site.ask("recipients"))
    assert len(site.ask("recipients")) == 1


def test_five_hundred_replies_are_one_mail(site, said, victim, mallory):
    site.ask("answers", said, mallory, many=500)
    site.ask("minutes_pass", 10)
    (mail,) = site.ask("mails", victim)
    assert "500 new replies" in mail
    assert "And 490 more:" in mail
    assert len(mail) < 40_000
    for _minute in range(5):
        site.ask("answers", said, mallory, many=20)
        site.ask("minutes_pass", 6)
    assert len(site.ask("mails", victim)) == 1
    site.ask("minutes_pass", 60)
    assert len(site.ask("mails", victim)) == 2
    assert "100 new replies" in site.ask("mails", victim)[1]


def test_nothing_is_sent_of_what_was_taken_back_within_the_grace(site, said, mallory):
    numbers = site.ask("answers", said, mallory, many=3)
    site.ask("minutes_pass", 4)
    site.ask("decide", numbers, "rejected")
    site.ask("minutes_pass", 2)
    site.ask("minutes_pass", 600)
    assert site.ask("recipients") == []


BREAKS = ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"]


@pytest.mark.parametrize("sign", BREAKS, ids=ascii)
def test_a_line_break_in_a_name_or_a_headline_adds_no_header(site, sign, victim, mallory):
    injected = f"{sign}Bcc: stranger@example.org{sign}Reply-To: evil@example.org{sign}{sign}<b>Hello"
    number = site.ask("article", f"Broken {sign!a}")["pk"]
    said = site.ask("stands", number, victim)
    site.ask("change", mallory, display_name=f"Mallory{injected}"[:80])
    site.ask("rename", number, f"Bridge{injected}")
    site.ask("answers", said, mallory, f"One{sign}{sign}https://evil.example/{sign}{sign}Bcc: you")
    site.ask("minutes_pass", 10)
    (mail,) = site.ask("mails", victim)
    assert set(heads(mail)) & {"Bcc", "Cc", "Reply-To"} == set()
    assert heads(mail)["To"] == victim
    assert re.search(r'href="[^"]*evil', mail) is None
    assert "<b>" not in mail.partition("<body>")[2]


def test_what_turns_the_writing_direction_or_cannot_be_seen_is_left_out(site, said, victim, mallory):
    site.ask("change", mallory, display_name="Mal\u202egnp.yrol\u200b")
    site.ask("answers", said, mallory, "left\u202eright\u2066\u200bseen\u0007")
    site.ask("minutes_pass", 10)
    (mail,) = site.ask("mails", victim)
    assert not set("\u202e\u2066\u200b\u0007") & set(mail)
    assert "leftrightseen" in mail


def test_all_links_lead_to_this_site_alone(site, said, victim, mallory):
    site.ask("answers", said, mallory, '<a href="https://evil.example/">https://evil.example/</a> &lt;img src=x&gt;')
    site.ask("minutes_pass", 10)
    (mail,) = site.ask("mails", victim)
    html = mail.partition("<!DOCTYPE")[2]
    assert set(re.findall(r'href="(https?://[^/"]+)', html)) == {f"http://127.0.0.1:{site.port}"}
    assert "&lt;img src=x&gt;" in html
    assert set(re.findall(r"<(\w+)", html)) <= set("html head meta title style body div p a blockquote".split())
