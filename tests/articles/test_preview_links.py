"""What somebody outside gets by a link, and when it shows nothing any more."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, User
from articles import preview_links, publishing
from articles.models import Article, PreviewLink, Remark
from articles.preview_links import Made
from articles.publishing import Refused
from tests.pictures import stored

Make = Callable[..., Made]


@pytest.fixture
def make(editor: User) -> Make:
    def made(article: Article, **given: Any) -> Made:
        return preview_links.create(article, by=editor, **{"name": "Ada Counsel", **given})

    return made


def at(token: str) -> str:
    return reverse("articles:preview", args=[token])


def test_shows_the_revision_it_was_made_for(client: Client, draft, make: Make):
    article = draft(body="<p>As it was</p>", standfirst="In short")
    made = make(article)
    article.body = "<p>As it became</p>"
    publishing.save(article, by=None)
    page = client.get(at(made.token))
    for words in ("Not published", "For Ada Counsel", "As it was", "In short"):
        assert words in page.text
    assert "As it became" not in page.text
    assert "As it became" in client.get(at(make(article).token)).text
    assert "As it was" in client.get(at(make(article, number=1).token)).text


def test_nothing_may_keep_it_and_nobody_learns_the_address(client: Client, draft, make: Make):
    page = client.get(at(make(draft()).token))
    assert {"private", "no-store"} <= set(page["Cache-Control"].split(", "))
    assert (page["Referrer-Policy"], page["X-Frame-Options"]) == ("same-origin", "DENY")
    assert "noindex" in page["X-Robots-Tag"]
    assert set(page.cookies) == {"csrftoken"}
    for part in ("data-worker", 'data-module="readers"', 'data-module="account"', "consent", "og:title"):
        assert part not in page.text


@pytest.mark.parametrize("lost", [{"is_active": False}, {"is_staff": False}, {"groups": []}, {"created_by": None}])
def test_links_of_who_lost_the_desk_are_closed(client: Client, draft, make: Make, editor: User, lost):
    made = make(draft())
    assert client.get(at(made.token)).status_code == 200
    for name, value in lost.items():
        if name == "created_by":
            PreviewLink.objects.update(created_by=value)
        elif name == "groups":
            editor.user_permissions.clear()
            editor.groups.clear()
        else:
            setattr(editor, name, value)
    editor.save()
    assert client.get(at(made.token)).status_code == 404
    with pytest.raises(Refused):
        preview_links.approve(made.link)


def test_only_the_hash_is_stored(draft, make: Make):
    made = make(draft())
    stored_link = PreviewLink.objects.get()
    assert len(made.token) >= 43  # 256 bits
    assert stored_link.token_hash == hashlib.sha256(made.token.encode()).hexdigest()
    assert made.token not in str(PreviewLink.objects.values()) + str(AuditEntry.objects.values())


def end(link: PreviewLink) -> None:
    now = timezone.now()
    PreviewLink.objects.update(created_at=now - timedelta(days=9), expires_at=now - timedelta(seconds=1))


ENDS: dict[str, Callable[[PreviewLink], Any]] = {
    "its end": end,
    "revoked": lambda link: preview_links.revoke(link, by=None),
    "published": lambda link: publishing.publish(link.article, by=None),
    "deleted": lambda link: publishing.delete(link.article, by=None),
}


@pytest.mark.parametrize("why", ENDS)
def test_dead_links_answer_as_those_that_never_were(client: Client, draft, make: Make, why: str):
    made = make(draft())
    assert client.get(at(made.token)).status_code == 200
    ENDS[why](made.link)
    never = client.get(at("x" * 43))
    for answer in (client.get(at(made.token)), client.get(at(made.token[:-1] + "_"))):
        assert (answer.status_code, answer.content) == (never.status_code, never.content) == (404, never.content)
        assert dict(answer.headers) == dict(never.headers)
        assert "no-store" in answer["Cache-Control"]
    for fields in ({"text": "Too late"}, {"approve": "1"}):
        assert client.post(at(made.token), fields).status_code == 404
    assert not Remark.objects.exists()
    assert client.head(at(made.token)).status_code == 404


def test_stays_dead_when_it_is_taken_back_from_readers(draft, make: Make):
    article = draft()
    made = make(article)
    publishing.publish(article, by=None)
    publishing.unpublish(article, by=None)
    assert preview_links.find(made.token) is None
    again = make(article)
    publishing.publish(article, by=None)
    publishing.take_down(article, by=None, reason="Wrong")
    publishing.reinstate(article, by=None, note="Right")
    assert preview_links.find(again.token) is None


def test_of_a_change_to_what_is_live_until_readers_get_one(published, make: Make):
    article = published(body="<p>Live</p>")
    article.body = "<p>Better</p>"
    publishing.save(article, by=None)
    made = make(article)
    assert preview_links.find(made.token)
    article.headline = "Saved again"
    publishing.save(article, by=None)
    assert preview_links.find(made.token)
    publishing.update(article, by=None)
    assert preview_links.find(made.token) is None


def test_of_what_is_scheduled_until_the_clock_shows_it(draft, make: Make):
    article = draft()
    publishing.schedule(article, by=None, at=timezone.now() + timedelta(hours=1))
    made = make(article)
    assert preview_links.find(made.token)
    moment = (timezone.now() - timedelta(hours=1)).isoformat()
    for revision in article.revisions.filter(is_published=True):
        revision.content["published_at"] = moment
        revision.save()
    PreviewLink.objects.update(created_at=timezone.now() - timedelta(hours=2))
    assert preview_links.find(made.token) is None


def test_pictures_of_that_revision_alone(client: Client, draft, make: Make):
    mine, others = stored((1200, 800), "teal"), stored((1200, 800), "maroon")
    article = draft(lead_picture=mine, body=f'<p><img src="{mine.url}" alt="" data-picture="{mine.pk}"></p>')
    draft("Another", lead_picture=others)
    made = make(article)
    page = client.get(at(made.token)).text
    assert f'"/preview/{made.token}/media/pictures/{mine.pk}/' in page
    assert " /media/pictures/" not in page
    assert '"/media/pictures/' not in page
    own = client.get(f"/preview/{made.token}{mine.url}")
    assert (own.status_code, own["Cache-Control"]) == (200, "private, no-store")
    for dead in (mine.url, f"/preview/{made.token}{others.url}", f"/preview/{'x' * 43}{mine.url}"):
        assert client.get(dead).status_code == 404
    preview_links.revoke(made.link, by=None)
    assert client.get(f"/preview/{made.token}{mine.url}").status_code == 404


def test_remarks_reach_the_desk_as_plain_words(client: Client, draft, make: Make):
    article = draft()
    made = make(article)
    sent = {"text": " <b>Which</b> bridge?\r\nThe old one? ", "quote": "Council  votes"}
    for _twice in range(2):
        answer = client.post(at(made.token), sent)
        assert (answer.status_code, answer["Location"]) == (303, f"{at(made.token)}#said")
    found = Remark.objects.get()
    assert (found.link, found.article, found.revision_number, found.created_by) == (made.link, article, 1, None)
    assert (found.text, found.quote) == ("<b>Which</b> bridge?\nThe old one?", "Council votes")
    page = client.get(at(made.token)).text
    assert "&lt;b&gt;Which&lt;/b&gt; bridge?<br>" in page
    refused = client.post(at(made.token), {"text": "x" * 2001})
    assert refused.status_code == 422
    assert "at most 2000 characters" in refused.text
    assert client.post(at(made.token), {"text": " "}).status_code == 422


def test_only_so_many_remarks(client: Client, draft, make: Make, monkeypatch: pytest.MonkeyPatch):
    made = make(draft())
    monkeypatch.setattr(preview_links, "MOST_REMARKS", 2)
    answers = [client.post(at(made.token), {"text": f"Remark {n}"}).status_code for n in range(31)]
    assert answers == [303, 303, *[422] * 28, 429]


def test_approving_is_a_button_and_happens_once(client: Client, draft, make: Make, editor: User):
    article = draft()
    made = make(article)
    for look in (client.get, client.head):
        look(at(made.token), {"approve": "1"})
    link = PreviewLink.objects.get()
    assert link.approved_at is None
    assert link.opened_at
    assert client.post(at(made.token), {"approve": "1"}).status_code == 303
    first = PreviewLink.objects.get().approved_at
    client.post(at(made.token), {"approve": "1"})
    assert PreviewLink.objects.get().approved_at == first is not None
    entries = AuditEntry.objects.filter(verb__contains="preview_link").order_by("number")
    assert [(entry.verb, entry.actor_id) for entry in entries] == [
        ("make_preview_link", editor.pk),
        ("approve_by_preview_link", None),
    ]
    assert preview_links.approvals(article)[1] == [link]
    assert "You approved it" in client.get(at(made.token)).text


def test_forms_of_other_sites_do_nothing(draft, make: Make):
    made, strict = make(draft()), Client(enforce_csrf_checks=True)
    assert strict.post(at(made.token), {"approve": "1"}).status_code == 403
    assert PreviewLink.objects.get().approved_at is None


def test_whoever_may_not_write_it_makes_none(draft, reporter: User, editor: User):
    with pytest.raises(PermissionDenied):
        preview_links.create(draft(), name="Ada", by=reporter)
    made = preview_links.create(draft("Own", by=reporter), name="Ada", by=reporter)
    assert made.link.expires_at - made.link.created_at == timedelta(days=7)
    for given in ({"name": " "}, {"name": "Ada", "days": 61}, {"name": "Ada", "days": 0}, {"name": "A", "number": 99}):
        with pytest.raises(Refused):
            preview_links.create(made.link.article, by=editor, **given)
    with pytest.raises(PermissionDenied):
        preview_links.revoke(preview_links.create(draft("Other"), name="Ada", by=editor).link, by=reporter)


def test_names_are_forgotten_and_remarks_stay(draft, make: Make):
    old, new = make(draft()), make(draft("Another"))
    preview_links.remark(old.link, "Careful")
    then = timezone.now() - timedelta(days=100)
    PreviewLink.objects.filter(pk=old.link.pk).update(created_at=then, expires_at=then + timedelta(days=7))
    assert preview_links.forget_old() == 1
    assert [link.name for link in PreviewLink.objects.order_by("pk")] == ["", "Ada Counsel"]
    assert (Remark.objects.get().link, new.link.name) == (old.link, "Ada Counsel")
