"""Changing the rules at the desk: as a further version, tried before it holds."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser

from accounts.models import User
from articles.models import Article
from comments import rules
from comments.models import Decision, Rules
from tests.comments.ruled import decided, ruled
from tests.comments.said import say

LIST, ADD = "/admin/comments/rules/", "/admin/comments/rules/add/"


def filled_in(page: str) -> dict[str, Any]:
    """The form as it stands in the page."""
    form = LexborHTMLParser(page).css_first("#rules_form")
    values = {each.attributes["name"]: each.attributes.get("value") or "" for each in form.css("input[name]")}
    values |= {each.attributes["name"]: each.text() for each in form.css("textarea")}
    chosen = {each.attributes["name"]: each.css_first("option[selected]") for each in form.css("select")}
    values |= {name: option.attributes["value"] for name, option in chosen.items() if option}
    return {name: value for name, value in values.items() if name and not name.startswith("_")}


def test_saving_makes_a_version_and_leaves_the_others(desk: Client, administrator: User):
    ruled(most_links=4)
    form = filled_in(desk.get(ADD).text)
    assert form["most_links"] == "4"
    done = desk.post(ADD, {**form, "banned_words": "casino*", "note": "Spam"})
    assert (done.status_code, done["Location"]) == (302, LIST)
    made, before = Rules.objects.all()[:2]
    assert (made.banned_words, made.most_links, made.made_by, made.note) == ("casino*", 4, administrator, "Spam")
    assert before.banned_words == ""
    listed = " ".join(LexborHTMLParser(desk.get(LIST).text).css_first("#result_list").text().split())
    assert "Banned words: – → casino*" in listed


def test_a_version_is_read_and_not_changed(desk: Client):
    ruled(note="First")
    made = ruled(note="Then", most_links=9)
    address = f"{LIST}{made.pk}/change/"
    page = desk.get(address)
    assert "Most links: 2 → 9" in page.text
    assert 'name="_save"' not in page.text
    assert desk.post(address, {"most_links": 1}).status_code == 403
    assert desk.post(f"{LIST}{made.pk}/delete/", {"post": "yes"}).status_code == 403
    assert rules.current().most_links == 9


def test_trying_saves_nothing_and_loses_nothing(desk: Client, administrator: User, published: Callable[..., Article]):
    version = ruled().pk
    decided(say(published(), "My lawyer says <b>so</b>"), Decision.Verb.APPROVE, administrator)
    form = filled_in(desk.get(ADD).text) | {
        "suspect_words": "lawyer",
        "note": "Try",
        "opens": "08:00",
        "closes": "20:00",
    }
    page = desk.post(ADD, {**form, "_try": "1"})
    assert page.status_code == 200
    assert rules.current().pk == version
    assert filled_in(page.text)["suspect_words"].strip() == "lawyer"
    assert filled_in(page.text)["note"] == "Try"
    tried = " ".join(LexborHTMLParser(page.text).css_first(".rules-tried").text().split())
    assert "Suspect words: – → lawyer" in tried
    assert "approved 1 1 0" in tried
    assert "My lawyer says so" in tried
    saved = desk.post(ADD, {**filled_in(page.text), "_save": "1"})
    assert saved.status_code == 302
    assert rules.current().suspect_words == "lawyer"


@pytest.mark.parametrize("button", ["_try", "_save"])
@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("banned_words", "fine\na*", "a*: An entry needs at least 2 letters"),
        ("suspect_words", "x" * 101, "An entry has at most 100 characters"),
        ("denied_domains", "not a domain", "not a domain: This is no domain"),
        ("opens", "08:00", "Give both hours, or none"),
        ("hold_likeness", "0.2", "greater than or equal to 0.5"),
        ("banned_words", "\n".join(f"word{n}" for n in range(5001)), "At most 5000 entries"),
    ],
)
def test_what_cannot_hold_is_explained(desk: Client, button: str, name: str, value: str, problem: str):
    form = filled_in(desk.get(ADD).text)
    page = desk.post(ADD, {**form, name: value, button: "1"})
    assert problem in page.text
    assert Rules.objects.count() == 1


def test_two_who_change_the_rules_at_once_are_told(desk: Client):
    form = filled_in(desk.get(ADD).text)
    ruled(most_links=9)
    page = desk.post(ADD, {**form, "most_links": "1"})
    assert "Somebody saved other rules in the meantime" in page.text
    assert rules.current().most_links == 9


def test_the_list_asks_as_often_for_one_as_for_many(desk: Client):
    counts = []
    for _versions in range(3):
        ruled()
        desk.get(LIST)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            desk.get(LIST)
        counts.append(len(asked))
    assert len(set(counts)) == 1
