"""The page that tells readers what updates changed: of texts that they had, and nothing else."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from articles import changes, preflight, publishing
from articles.models import Article
from tests.articles.admin.test_history import HOSTILE, text_of

Published = Callable[..., Article]
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_noon(time_machine: Any) -> None:
    time_machine.move_to(NOON, tick=False)


def later(time_machine: Any, **after: float) -> None:
    time_machine.move_to(timezone.now() + timedelta(**after), tick=False)


def updated(article: Article, note: str = "", *, is_substantive: bool = True, **fields: Any) -> int:
    """Through the working copy, as the desk does it. Returns the number of the revision."""
    article = Article.objects.get(pk=article.pk)
    for name, value in fields.items():
        setattr(article, name, value)
    publishing.save(article, by=None)
    return publishing.update(article, by=None, is_substantive=is_substantive, public_note=note).number


def address(article: Article) -> str:
    return reverse("articles:changes", args=[article.category.slug, Article.objects.get(pk=article.pk).slug])


def test_substantive_updates_are_told_newest_first(client: Client, published: Published, time_machine):
    article = published(body="<p>The council voted seven to two.</p>")
    for note, body in (("First note", "<p>It voted six to two.</p>"), ("Second note", "<p>It voted six to three.</p>")):
        later(time_machine, hours=1)
        updated(article, note, body=body)
    response = client.get(address(article))
    told = text_of(response)
    assert told.index("Second note") < told.index("First note")
    assert "voted six to [removed:] two [end of what was removed][added:] three" in told
    times = [change.at for change in response.context["changes"]]
    assert times == [NOON + timedelta(hours=2), NOON + timedelta(hours=1)]
    assert not response.cookies


def test_article_leads_there_only_when_there_is_something(client: Client, published: Published, time_machine):
    article = published()
    later(time_machine, hours=1)
    updated(article, is_substantive=False, headline="A comma less", updated_at=timezone.now())
    assert address(article) not in client.get(article.get_absolute_url()).content.decode()
    assert client.get(address(article)).status_code == 404
    later(time_machine, hours=1)
    updated(article, "It is news", headline="Something else")
    assert f'href="{address(article)}"' in client.get(article.get_absolute_url()).content.decode()


def test_update_is_compared_with_what_readers_had_before_it(client: Client, published: Published, time_machine):
    """Not with what was saved, autosaved, set aside or never live."""
    article = published(body="<p>Live first.</p>")
    later(time_machine, hours=1)
    for number, is_auto in enumerate((True, False)):
        article.body = f"<p>Hidden {number}.</p>"
        publishing.save(article, by=None, is_auto=is_auto)
    article.body = "<p>Hidden aside.</p>"
    with pytest.raises(publishing.Clash) as clash:
        publishing.save(article, by=None, expected_revision=1)
    publishing.set_aside(clash.value, article, by=None)
    updated(article, body="<p>Live second.</p>")
    article.refresh_from_db()
    article.body = "<p>Hidden at last.</p>"
    publishing.save(article, by=None)
    publishing.save(article, by=None, is_auto=True)
    told = text_of(client.get(address(article)))
    assert "Hidden" not in told
    assert re.findall(r"\] (first|second) \[", told) == ["first", "second"]


def test_what_was_replaced_before_its_time_is_never_told(client: Client, draft: Published, time_machine):
    article = draft(body="<p>Never read by anyone.</p>")
    publishing.schedule(article, by=None, at=NOON + timedelta(hours=5))
    later(time_machine, hours=1)
    updated(article, "Told to nobody", body="<p>Read first.</p>")
    later(time_machine, hours=5)
    assert client.get(address(article)).status_code == 404
    updated(article, "Told", body="<p>Read second.</p>")
    page = client.get(address(article)).content.decode()
    assert "Never" not in page
    assert "Told to nobody" not in page
    assert len(client.get(address(article)).context["changes"]) == 1


def test_what_was_under_embargo_or_over_is_never_told(published: Published, draft: Published, time_machine):
    early = draft("Under embargo", embargo_until=NOON + timedelta(hours=3))
    publishing.schedule(early, by=None, at=NOON + timedelta(hours=3))
    over = published("Over soon", unpublish_at=NOON + timedelta(hours=1))
    later(time_machine, hours=2)
    updated(early, headline="Changed under embargo")
    updated(over, headline="Changed when it was over")
    later(time_machine, hours=2)
    publishing.unpublish(over, by=None)
    over.unpublish_at, over.headline = None, "Back again"
    publishing.save(over, by=None)
    publishing.publish(over, by=None)
    assert changes.told(early) == []
    assert changes.told(reloaded(over)) == []


def test_drafts_after_unpublishing_are_never_told(published: Published, time_machine):
    article = published(body="<p>Read first.</p>")
    later(time_machine, hours=1)
    publishing.unpublish(article, by=None)
    article.body = "<p>Saved as a draft.</p>"
    publishing.save(article, by=None)
    article.body = "<p>Read second.</p>"
    publishing.save(article, by=None)
    publishing.publish(article, by=None)
    later(time_machine, hours=1)
    updated(article, body="<p>Read third.</p>")
    (change,) = changes.told(reloaded(article))
    assert {piece.text for block in change.differences[0].blocks for piece in block.pieces} == {
        *("Read ", "second", "third", "."),
    }


@pytest.mark.parametrize("ending", ["unpublish", "take_down", "ends"])
def test_nothing_is_told_of_what_readers_cannot_see(client: Client, published: Published, time_machine, ending):
    article = published()
    later(time_machine, hours=1)
    updated(article, "Told", headline="Another")
    assert client.get(address(article)).status_code == 200
    if ending == "ends":
        updated(article, is_substantive=False, unpublish_at=timezone.now() + timedelta(hours=1))
        later(time_machine, hours=2)
    else:
        given = {"reason": "Wrong"} if ending == "take_down" else {}
        getattr(publishing, ending)(article, by=None, **given)
    assert client.get(address(article)).status_code == 404


def test_note_that_was_taken_back_is_told_no_more(client: Client, published: Published, time_machine, editor: User):
    article = published()
    later(time_machine, hours=1)
    first = updated(article, "About the first", headline="Another")
    later(time_machine, hours=1)
    updated(article, "About the second", headline="A third")
    changes.take_back(article, first, by=editor)
    told = text_of(client.get(address(article)))
    assert "About the first" not in told
    assert "Council votes" not in told
    assert "About the second" in told


def test_reporters_take_nothing_back(published: Published, reporter: User, time_machine):
    article = published(created_by=reporter)
    later(time_machine, hours=1)
    number = updated(article, headline="Another")
    with pytest.raises(changes.PermissionDenied):
        changes.take_back(article, number, by=reporter)


def test_notes_for_the_desk_and_hostile_words_stay_where_they_are(client: Client, published: Published, time_machine):
    article = published(notes="Secret before", seo_title="Hidden before")
    later(time_machine, hours=1)
    updated(article, HOSTILE, notes="Secret", seo_title="Hidden", headline=HOSTILE[:200])
    page = client.get(address(article)).content.decode()
    assert "Secret" not in page
    assert "Hidden" not in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_page_moves_with_its_category(client: Client, published: Published, time_machine):
    article = published()
    later(time_machine, hours=1)
    updated(article, headline="Another")
    response = client.get(address(article).replace("/news/", "/guns/"))
    assert (response.status_code, response.headers["Location"]) == (301, address(article))


def test_what_a_plain_update_took_out_is_told_no_more(client: Client, published: Published, time_machine):
    """Neither where it was added, nor beside what changed later."""
    article = published(body="<p>One witness spoke to us.</p>")
    bodies = ("Jane Informant spoke to us.", "Jane Informant wrote to us.", "A witness wrote to us.")
    for place, body in enumerate(bodies):
        later(time_machine, hours=1)
        updated(article, f"Note {place}", is_substantive=place < 2, body=f"<p>{body}</p>")
    page = client.get(address(article)).content.decode()
    assert "Informant" not in page
    assert "Jane" not in page
    assert [change.is_silent for change in changes.told(reloaded(article))] == [True, True]
    assert all(note in page for note in ("Note 0", "Note 1", "no longer shown"))
    later(time_machine, hours=1)
    updated(article, "Told again", body="<p>A witness wrote to us twice.</p>")
    assert [change.is_silent for change in changes.told(reloaded(article))] == [False, True, True]


def test_name_of_words_that_stand_elsewhere_is_told_no_more(client: Client, published: Published, time_machine):
    article = published(body="<p>They will paint it brown.</p>")
    for is_substantive, body in (
        (True, "Will Brown says they will paint it brown."),
        (False, "They will paint it brown."),
    ):
        later(time_machine, hours=1)
        updated(article, is_substantive=is_substantive, body=f"<p>{body}</p>")
    assert "Will Brown" not in text_of(client.get(address(article)))


def test_plain_update_of_other_words_leaves_the_telling(published: Published, time_machine):
    article = published(body="<p>Seven to two.</p><p>It was teh end.</p><p>Then all went home.</p><p>By bus.</p>")
    said = "<p>{}</p><p>It was {} end.</p><p>Then all went home.</p><p>By {}.</p>"
    for is_substantive, body in (
        (True, said.format("Six to two.", "the", "bus")),
        (False, said.format("Six to two.", "the", "car")),
    ):
        later(time_machine, hours=1)
        updated(article, is_substantive=is_substantive, body=body)
    (change,) = changes.told(reloaded(article))
    assert change.differences


@pytest.mark.parametrize("withdraw", ["unpublish", "take_down"])
def test_nothing_from_before_a_withdrawal_is_told(client: Client, published: Published, time_machine, withdraw):
    article = published(body="<p>Read first.</p>")
    later(time_machine, hours=1)
    updated(article, "Told", body="<p>Read second.</p>")
    later(time_machine, hours=1)
    if withdraw == "unpublish":
        publishing.unpublish(reloaded(article), by=None)
    else:
        publishing.take_down(reloaded(article), by=None, reason="Wrong")
        publishing.reinstate(reloaded(article), by=None, note="It was right")
    publishing.publish(reloaded(article), by=None)
    later(time_machine, hours=1)
    assert client.get(address(article)).status_code == 404


def test_editor_is_told_what_falls_silent(published: Published, editor: User, time_machine):
    article = published(body="<p>One witness.</p>")
    later(time_machine, hours=1)
    updated(article, body="<p>Jane Informant.</p>")
    later(time_machine, hours=1)
    for body, is_found in (("<p>A witness.</p>", True), ("<p>Jane Informant, again.</p>", False)):
        changed = reloaded(article)
        changed.body = body
        content = publishing.save(changed, by=None).content
        found = preflight.check(reloaded(article), content, by=editor)
        assert ("told_before" in {finding.key for finding in found}) is is_found


def reloaded(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)
