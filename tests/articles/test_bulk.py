"""Many articles changed at once: what is foreseen happens, to what nobody touched meanwhile, and is undone exactly."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.db.models import Max
from django.utils import timezone

from accounts.models import AuditEntry, User
from articles import bulk, publishing, revisions, workflow, working_copies
from articles.addresses import path_of
from articles.bulk import Change
from articles.models import Article, BulkAct, Category, FormerAddress, Revision
from articles.writing import Refused
from tests.conftest import rewrite

Make = Callable[..., Article]


@pytest.fixture
def guns(db: None) -> Category:
    return Category.objects.get(slug="guns")


def plan(*articles: Article) -> list[tuple[int, int]]:
    keys = [article.pk for article in articles]
    found = Revision.objects.filter(article__in=keys).order_by().values_list("article").annotate(Max("number"))
    return list(found)


def do(change: Change, by: User, *articles: Article) -> BulkAct:
    act, rest = bulk.carry_out(change, plan(*articles), by)
    assert rest == []
    return act


def text_of(article: Article) -> tuple[Any, ...]:
    """All that is said of it and by it: to readers, and in its unpublished changes."""
    current = Article.objects.select_related("working_copy").get(pk=article.pk)
    copy = current.working_copy
    state = (current.status, current.published_at, current.word_count, current.takedown_reason, current.updated_at)
    return revisions.of_row(current), copy and {**copy.content, "status": ""}, state


def whys(change: Change, by: User, *articles: Article) -> list[str]:
    return [each.why for each in bulk.foresee(change, [article.pk for article in articles], by)]


def test_what_is_foreseen_is_what_happens(editor: User, draft: Make, published: Make, guns: Category):
    articles = [draft("One"), published("Two", tags=["Bridges"]), draft("Three", tags=["bridges"]), published("Down")]
    publishing.take_down(articles[3], by=None, reason="Wrong")
    change = Change("add_tag", "Bridges")
    foreseen = bulk.foresee(change, [article.pk for article in articles], editor)
    assert [each.why for each in foreseen] == ["", "It is so already.", "It is so already.", "It is taken down."]
    act = do(change, editor, *articles)
    assert [(each["article"], each["live"]) for each in act.done] == [(articles[0].pk, [[], ["Bridges"]])]
    assert [each["why"] for each in act.refused] == [each.why for each in foreseen[1:]]


def test_readers_get_a_change_of_what_is_live(editor: User, published: Make, guns: Category):
    article = published(tags=["Bridges"])
    do(Change("category", str(guns.pk)), editor, article)
    do(Change("remove_tag", "bridges"), editor, article)
    current = Article.objects.get(pk=article.pk)
    assert (current.category, list(current.tags.names()), current.working_copy) == (guns, [], None)
    assert current.revisions.filter(is_published=True).first().content == revisions.of_row(current)
    assert AuditEntry.objects.filter(verb="update_article", actor_id=editor.pk).count() == 2


def test_unpublished_changes_stay_unpublished_and_are_changed_too(editor: User, published: Make):
    article = published()
    article.headline = "Not finished"
    publishing.save(article, by=editor)
    act = do(Change("add_tag", "Bridges"), editor, article)
    current = Article.objects.get(pk=article.pk)
    assert (current.headline, list(current.tags.names())) == ("Council votes on the bridge", ["Bridges"])
    copy = working_copies.head(current)
    assert copy.is_pending
    assert (copy.content["headline"], copy.content["tags"]) == ("Not finished", ["Bridges"])
    publishing.update(current, by=editor)
    assert list(Article.objects.get(pk=article.pk).tags.names()) == ["Bridges"]
    assert bulk.undo(act, editor)
    assert [each["back"] for each in act.done] == [""]  # the copy is live by now, and said the same
    current = Article.objects.get(pk=article.pk)
    assert (current.headline, list(current.tags.names())) == ("Not finished", [])


@pytest.mark.parametrize("verb", ["save", "publish", "delete"])
def test_what_was_touched_since_it_was_looked_at_is_left_alone(editor: User, draft: Make, verb: str):
    article, other = draft("Touched"), draft("Other")
    looked_at = plan(article, other)
    if verb == "save":
        article.standfirst = "New"
        publishing.save(article, by=editor)
    elif verb == "publish":
        publishing.publish(article, by=editor)
    else:
        publishing.delete(article, by=None)
    act, _rest = bulk.carry_out(Change("add_tag", "Bridges"), looked_at, editor)
    assert [each["article"] for each in act.done] == [other.pk]
    assert len(act.refused) == 1
    assert "meanwhile" in act.refused[0]["why"]


def test_who_may_not_is_told_and_refused(reporter: User, draft: Make, published: Make, author):
    own = draft("Own")
    Article.objects.filter(pk=own.pk).update(created_by=reporter)
    secret, live, own_live = draft("Secret"), published("Live"), published("Own and live")
    Article.objects.filter(pk=own_live.pk).update(created_by=reporter)
    change = Change("add_tag", "Bridges")
    foreseen = bulk.foresee(change, [each.pk for each in (own, secret, live, own_live)], reporter)
    assert {each.article.headline: each.why for each in foreseen} == {
        "Own": "",
        "Live": "You may not change it.",
        "Own and live": "Readers see it: only those who may publish can change that.",
    }
    act = do(change, reporter, own, secret, live, own_live)
    assert [each["article"] for each in act.done] == [own.pk]
    assert len(act.refused) == 3
    act = do(Change("unpublish"), reporter, own_live)
    assert act.refused == [{"article": own_live.pk, "why": "You may not change it."}]


def test_ready_is_not_changed_by_who_may_not_publish(reporter: User, editor: User, draft: Make):
    article = draft()
    Article.objects.filter(pk=article.pk).update(created_by=reporter, status="ready")
    assert whys(Change("add_tag", "x"), reporter, article) == ["It is ready: an editor has approved it as it is."]
    assert whys(Change("add_tag", "x"), editor, article) == [""]


def test_unpublished_ones_come_back_under_their_dates(editor: User, published: Make):
    live = published("Live", at=timezone.now() - timedelta(days=3))
    later = published("Later", at=timezone.now() + timedelta(days=3))
    changed = published("Changed")
    before = text_of(live), text_of(later)
    act = do(Change("unpublish"), editor, live, later, changed)
    assert not Article.objects.filter(status="published").exists()
    changed.refresh_from_db()
    changed.headline = "Not for readers yet"
    publishing.save(changed, by=editor)
    bulk.undo(act, editor)
    assert (text_of(live), text_of(later)) == before
    assert {each["article"]: each["back"] for each in act.done}[changed.pk] == "Somebody changed it since."
    assert Article.objects.get(pk=changed.pk).status == "draft"


def test_undo_publishes_nothing_about_which_somebody_decided_since(editor: User, published: Make):
    article, other = published(), published("Other")
    act = do(Change("unpublish"), editor, article, other)
    workflow.submit(Article.objects.get(pk=article.pk), by=editor)
    workflow.send_back(Article.objects.get(pk=article.pk), by=editor, note="Lawyers: must not go out again")
    bulk.undo(act, editor)
    assert [each["back"] for each in act.done] == ["Somebody changed it since.", ""]
    assert Article.objects.get(pk=article.pk).status == "draft"
    assert Article.objects.get(pk=other.pk).status == "published"


def test_autosaves_keep_nothing_from_being_undone(editor: User, published: Make):
    article = published()
    act = do(Change("unpublish"), editor, article)
    article.refresh_from_db()
    article.headline = "Not finished"
    publishing.save(article, by=editor, is_auto=True)
    bulk.undo(act, editor)
    current = Article.objects.get(pk=article.pk)
    assert (current.status, current.headline) == ("published", "Council votes on the bridge")


@pytest.mark.parametrize("field", ["published_at", "embargo_until"])
def test_undo_publishes_nothing_whose_time_came_meanwhile(editor: User, published: Make, time_machine: Any, field: str):
    later = timezone.now() + timedelta(days=3)
    article = published(at=later if field == "published_at" else None)
    if field == "embargo_until":
        Article.objects.filter(pk=article.pk).update(embargo_until=later)
    act = do(Change("unpublish"), editor, article)
    time_machine.move_to(later + timedelta(hours=1))
    bulk.undo(act, editor)
    assert "The time it was scheduled for is over" in act.done[0]["back"]
    assert not Article.objects.visible().exists()


def test_go_on_pressed_twice_forgets_nothing(editor: User, draft: Make, published: Make):
    change, articles = Change("add_tag", "Bridges"), [draft("One"), draft("Two")]
    act, _rest = bulk.carry_out(change, [], editor)
    looked_at, twin = plan(*articles), BulkAct.objects.get(pk=act.pk)
    bulk.carry_out(change, looked_at, editor, act)
    bulk.carry_out(change, looked_at, editor, twin)
    kept = BulkAct.objects.get(pk=act.pk)
    assert ([each["article"] for each in kept.done], kept.refused) == ([each.pk for each in articles], [])


def test_undo_pressed_twice_forgets_nothing(editor: User, administrator: User, draft: Make):
    act = do(Change("add_tag", "Bridges"), editor, draft("One"), draft("Two"))
    twin = BulkAct.objects.get(pk=act.pk)
    assert bulk.undo(act, editor)
    assert bulk.undo(twin, administrator)
    kept = BulkAct.objects.get(pk=act.pk)
    assert ([each["back"] for each in kept.done], kept.undone_by) == (["", ""], editor)


def test_undo_leaves_alone_what_somebody_changed_since(editor: User, published: Make, draft: Make):
    live, other = published("Live"), draft("Draft")
    act = do(Change("add_tag", "Bridges"), editor, live, other)
    live.refresh_from_db()
    rewrite(live, by=editor, tags=["Bridges", "Rivers"])
    bulk.undo(act, editor)
    assert sorted(live.tags.names()) == ["Bridges", "Rivers"]
    assert list(other.tags.names()) == []
    with pytest.raises(Refused):
        bulk.undo(act, editor)


def test_addresses_lead_nowhere_in_circles(editor: User, published: Make, guns: Category, client):
    article = published()
    first = article.get_absolute_url()
    act = do(Change("category", str(guns.pk)), editor, article)
    second = Article.objects.get(pk=article.pk).get_absolute_url()
    assert client.get(first)["Location"].endswith(second)
    bulk.undo(act, editor)
    current = Article.objects.get(pk=article.pk)
    assert not FormerAddress.objects.filter(path=path_of(current)).exists()
    assert client.get(first).status_code == 200
    assert client.get(second)["Location"].endswith(first)


def test_what_there_was_no_time_for_is_done_next(editor: User, draft: Make, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bulk, "CHUNK", 2)
    monkeypatch.setattr(bulk, "SECONDS", -1)
    articles = [draft(f"Article {number}") for number in range(3)]
    change = Change("add_tag", "Bridges")
    act, rest = bulk.carry_out(change, plan(*articles), editor)
    assert (act.done, len(rest)) == ([], 3)
    monkeypatch.setattr(bulk, "SECONDS", 10)
    again, rest = bulk.carry_out(change, rest, editor, act)
    assert (again.pk, len(again.done), rest) == (act.pk, 3, [])


@pytest.mark.parametrize("seed", range(6))
def test_done_and_undone_is_as_before(seed: int, editor: User, draft: Make, published: Make, guns: Category, author):
    """Whatever articles, in whatever state, with whatever beside them, and however many acts: undone in reverse."""
    rng = Random(seed)  # noqa: S311  # the same every time
    articles = [_any(rng, number, draft, published, editor) for number in range(6)]
    before = [text_of(article) for article in articles]
    changes = [
        Change("add_tag", rng.choice(["Bridges", "Rivers", "new"])),
        Change("remove_tag", rng.choice(["bridges", "Rivers", "absent"])),
        Change("category", str(guns.pk)),
        Change("unpublish"),
    ]
    acts = [do(change, editor, *articles) for change in rng.sample(changes, 3)]
    assert [text_of(article) for article in articles] != before
    for act in reversed(acts):
        assert bulk.undo(act, editor)
        assert [each["back"] for each in act.done] == [""] * len(act.done)
    assert [text_of(article) for article in articles] == before


def _any(rng: Random, number: int, draft: Make, published: Make, editor: User) -> Article:
    tags = rng.sample(["Bridges", "Rivers", "Roads"], rng.randrange(3))
    at = timezone.now() + timedelta(days=rng.choice([-9, 9]))
    name = f"Article {number}"
    article = rng.choice([lambda: draft(name, tags=tags), lambda: published(name, tags=tags, at=at)])()
    if rng.random() < 0.5:
        article.refresh_from_db()
        article.headline = "Not finished"
        publishing.save(article, by=editor, tags=rng.choice([tags, ["Bridges"], []]), is_auto=True)
    return article
