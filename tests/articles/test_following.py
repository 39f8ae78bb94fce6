"""Following categories, tags and authors, and the page of what that brings."""

import re
import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from taggit.models import Tag

from accounts.models import User
from articles import following, publishing
from articles.models import Article, Author, Category, Follow
from articles.revisions import Credit

LIST, FOR_YOU, SCRIPTS = "/accounts/following/", "/accounts/for-you/", "/accounts/following.json"
ADD, REMOVE = "/accounts/following/add/", "/accounts/following/remove/"
JSON = {"accept": "application/json"}


@pytest.fixture
def member(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


@pytest.fixture
def politics(db: None) -> Category:
    return Category.objects.get(slug="politics")


def brought_to(user: User) -> list[str]:
    return [article.headline for article in following.Following.of(user).articles().latest_first()]


def headlines(page: str) -> list[str]:
    return re.findall(r'<h3 class="card-headline">\s*<a href="[^"]+">([^<]+)</a>', page)


# The verbs


def test_followed_once_and_left_once(reader: User, news: Category):
    assert following.follow(news, by=reader)
    assert not following.follow(news, by=reader)
    assert Follow.objects.get().key == f"category={news.pk}"
    assert following.unfollow("category", news.pk, by=reader)
    assert not following.unfollow("category", news.pk, by=reader)


def test_database_keeps_nothing_twice(reader: User, news: Category, author: Author):
    tag = Tag.objects.create(name="Bridges")
    for followed in ({"category": news}, {"tag": tag}, {"author": author}):
        Follow.objects.create(user=reader, **followed)
        with pytest.raises(IntegrityError), transaction.atomic():
            Follow.objects.create(user=reader, **followed)


@pytest.mark.parametrize("kinds", [(), ("category", "tag"), ("tag", "author"), ("category", "tag", "author")])
def test_a_follow_is_of_exactly_one_thing(reader: User, news: Category, author: Author, kinds):
    there = {"category": news, "tag": Tag.objects.create(name="Bridges"), "author": author}
    with pytest.raises(IntegrityError, match="follow_exactly_one"), transaction.atomic():
        Follow.objects.create(user=reader, **{kind: there[kind] for kind in kinds})


def test_nobody_follows_without_end(reader: User, news: Category, politics: Category, monkeypatch):
    monkeypatch.setattr(following, "MOST", 1)
    following.follow(news, by=reader)
    with pytest.raises(following.FollowsTooMany):
        following.follow(politics, by=reader)


@pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="SQLite in memory locks whole tables; in a file, one writer waits for another.",
)
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_requests_at_once_follow_once(reader: User):
    category, start, failed = Category.objects.create(name="Arts", slug="arts"), threading.Barrier(4), []

    def act() -> None:
        start.wait(10)
        try:
            following.follow(category, by=reader)
        except Exception as error:  # told to the test, which is on another thread
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=act) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert Follow.objects.count() == 1


# What it brings


def test_category_brings_what_is_in_it_and_in_its_parts(published, reader: User, news: Category, politics: Category):
    part = Category.objects.create(name="City", slug="city", parent=news)
    deeper = Category.objects.create(name="Bridges", slug="bridges", parent=part)
    for category in (news, part, deeper, politics):
        published(f"In {category}", category=category)
    following.follow(news, by=reader)
    assert brought_to(reader) == ["In Bridges", "In City", "In News"]


def test_videos_bring_every_article_with_a_video(published, reader: User, news: Category):
    published("Film", video_provider="youtube", video_id="aqz-KE-bpKQ")
    published("No film")
    following.follow(Category.objects.get(slug="videos"), by=reader)
    assert brought_to(reader) == ["Film"]


def test_tag_and_author_bring_theirs_and_no_article_comes_twice(
    published, reader: User, news: Category, author: Author, member: Client
):
    published("Both", tags=["Bridges"], bylines=[Credit(author)])
    published("Neither", category=Category.objects.get(slug="guns"))
    for followed in (news, author, Tag.objects.get(name="Bridges")):
        following.follow(followed, by=reader)
    assert brought_to(reader) == ["Both"]
    page = member.get(FOR_YOU).content.decode()
    assert headlines(page) == ["Both"]
    reasons = re.search(r"Because you follow(.*?)</p>", page, re.DOTALL)
    assert reasons
    assert re.findall(r'href="([^"]+)"', reasons[1]) == ["/news/", "/author/dana-whitlock/", "/tag/bridges/"]


def test_drafts_and_what_is_taken_back_are_not_brought(published, draft, reader: User, news: Category):
    following.follow(news, by=reader)
    draft("Draft")
    article = published("Story")
    published("To come", at=timezone.now() + timedelta(hours=1))
    assert brought_to(reader) == ["Story"]
    publishing.unpublish(article, by=None)
    assert brought_to(reader) == []


def test_page_goes_on_where_it_ended(published, reader: User, news: Category, member: Client):
    now = timezone.now()
    for number in range(23):
        published(f"Story {number}", at=now - timedelta(hours=number // 2))  # pairs of the same moment
    following.follow(news, by=reader)
    first = member.get(FOR_YOU).content.decode()
    older = re.search(r'rel="next"\s+href="([^"]+)"', first)
    assert older
    second = member.get(older[1]).content.decode()
    assert len(headlines(first)) == 20
    assert set(headlines(first) + headlines(second)) == {f"Story {number}" for number in range(23)}
    assert member.get(f"{FOR_YOU}?before=x").status_code == 404


def test_who_follows_nothing_is_shown_what_to_follow(published, reader: User, news: Category, member: Client):
    published("Latest story")
    page = member.get(FOR_YOU).content.decode()
    assert f"{ADD}?category={news.pk}" in page
    assert "Latest story" in page
    following.follow(news, by=reader)
    assert f"{ADD}?category={news.pk}" not in member.get(LIST).content.decode()


def test_pages_ask_no_more_often_for_more(published, reader: User, news: Category, author: Author, member: Client):
    asked = {}
    followed = [news, author]
    published("First", bylines=[Credit(author)], tags=["First"])
    following.follow(Tag.objects.get(), by=reader)
    for count in (1, 30):
        for each in followed:
            following.follow(each, by=reader)
        for address in (LIST, FOR_YOU, SCRIPTS):
            member.get(address)
            with CaptureQueriesContext(connection) as captured:
                member.get(address)
            asked[address, count] = len(captured)
        for number in range(29 if count == 1 else 0):
            published(f"Story {number}", tags=[f"Tag {number}"], bylines=[Credit(author)])
            followed.append(Category.objects.create(name=f"C {number}", slug=f"c-{number}", parent=news))
        followed += Tag.objects.exclude(name="First")
    assert {address: asked[address, 30] - asked[address, 1] for address in (LIST, FOR_YOU, SCRIPTS)} == {
        LIST: 0,
        FOR_YOU: 0,
        SCRIPTS: 0,
    }


# The forms


@pytest.mark.parametrize("kind", ["category", "tag", "author"])
def test_following_without_scripts_asks_then_follows(published, member: Client, author: Author, news: Category, kind):
    article = published(tags=["Bridges"], bylines=[Credit(author)])
    followed = {"category": news, "tag": article.tags.get(), "author": author}[kind]
    pages = {"category": "/news/", "tag": "/tag/bridges/", "author": "/author/dana-whitlock/"}
    address = f"{ADD}?{kind}={followed.pk}"
    assert f'href="{address}"' in Client().get(pages[kind]).content.decode()
    asked = member.get(address).content.decode()
    assert f"Follow {followed}" in asked
    assert pages[kind] in asked
    assert not Follow.objects.exists()
    for _ in range(2):
        assert member.post(address, follow=True).redirect_chain == [(LIST, 302)]
    assert "follow this already" in member.get(address).content.decode()
    listed = member.get(LIST).content.decode()
    assert str(followed) in listed
    assert f"{REMOVE}?{kind}={followed.pk}" in listed
    member.post(f"{REMOVE}?{kind}={followed.pk}")
    assert not Follow.objects.exists()


def test_what_is_in_preparation_cannot_be_followed(draft, member: Client, author: Author):
    article: Article = draft(tags=["Secret"], bylines=[Credit(author)])
    for query in (f"tag={article.tags.get().pk}", f"author={author.pk}"):
        for answer in (member.get(f"{ADD}?{query}"), member.post(f"{ADD}?{query}")):
            assert answer.status_code == 404


def test_what_has_no_page_any_more_is_named_without_a_link_and_can_be_left(published, member: Client, reader: User):
    article = published(tags=["Bridges"])
    tag = article.tags.get()
    following.follow(tag, by=reader)
    assert 'href="/tag/bridges/"' in member.get(LIST).content.decode()
    publishing.unpublish(article, by=None)
    page = member.get(LIST).content.decode()
    assert 'href="/tag/bridges/"' not in page
    assert "Nothing to read at the moment" in page
    member.post(f"{REMOVE}?tag={tag.pk}")
    assert not Follow.objects.exists()


@pytest.mark.parametrize(
    "query", ["", "tag=", "tag=x", "tag=0", "tag=99999", "user=1", "tag=1&author=1", "tag=" + "9" * 30]
)
def test_addresses_we_never_gave_out_are_not_found(member: Client, query):
    for answer in (member.get(f"{ADD}?{query}"), member.post(f"{ADD}?{query}")):
        assert answer.status_code == 404


def test_scripts_learn_what_is_followed(member: Client, news: Category):
    assert member.get(SCRIPTS, headers=JSON).json() == {"follows": []}
    answer = member.post(f"{ADD}?category={news.pk}", headers=JSON)
    assert answer.json() == {"said": "You now follow News."}
    assert member.get(SCRIPTS, headers=JSON).json() == {"follows": [f"category={news.pk}"]}
    assert member.post(f"{REMOVE}?category={news.pk}", headers=JSON).status_code == 200
    assert member.get(SCRIPTS, headers=JSON).json() == {"follows": []}


def test_others_sign_in_first_and_nobody_touches_what_another_follows(
    client: Client, reader: User, editor: User, news: Category
):
    following.follow(news, by=editor)
    add = f"{ADD}?category={news.pk}"
    assert client.get(add)["Location"] == f"/accounts/login/?next={ADD}%3Fcategory%3D{news.pk}"
    assert client.get(FOR_YOU)["Location"] == f"/accounts/login/?next={FOR_YOU}"
    assert client.get(SCRIPTS, headers=JSON).status_code == 401
    client.force_login(reader)
    client.post(f"{REMOVE}?category={news.pk}")
    assert Follow.objects.get().user == editor
    assert "News" not in re.sub(r"(?s).*?<h1", "", client.get(LIST).content.decode()).split("Categories to follow")[0]


def test_methods_forgery_and_caches_are_refused(reader: User, news: Category):
    client = Client(enforce_csrf_checks=True)
    client.force_login(reader)
    assert client.get(f"{REMOVE}?category={news.pk}").status_code == 405
    assert client.post(f"{ADD}?category={news.pk}").status_code == 403
    assert client.post(FOR_YOU).status_code in {403, 405}
    for address in (LIST, FOR_YOU, SCRIPTS):
        assert "no-store" in client.get(address)["Cache-Control"]


def test_public_pages_are_the_same_for_members(client: Client, reader: User, news: Category):
    before = client.get("/news/")
    client.force_login(reader)
    following.follow(news, by=reader)
    after = client.get("/news/")
    assert (before.content, bool(after.cookies)) == (after.content, False)
