import re
import tempfile
from io import StringIO
from itertools import combinations

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count
from django.test import TestCase, override_settings
from taggit.models import Tag

from articles import body, readership
from articles.models import Article, Author, Category, Picture, Readership, Revision
from comments.models import Comment
from newsroom.demo.pictures import studio
from newsroom.demo.reading import remarks, texts
from newsroom.models import MenuItem, Site
from tests.conftest import rewrite

IN_FILES = {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
TEXTS = texts("texts")
LINK = re.compile(r'href="(/[^"]*)"')
VISIBLE = [text for text in TEXTS if text.head.get("status", "published") == "published"]
ASIDE = re.compile(r"<aside.*?</aside>", re.DOTALL)  # repeats a headline
SENTENCE = re.compile(r"(?<=[.!?”])\s+")


def seed(*options: str) -> str:
    answer = StringIO()
    call_command("seed_demo", *options, picture_scale=0.02, stdout=answer)
    return answer.getvalue()


class TestWhatWasSown(TestCase):
    """A class, so that drawing and storing is done once for all tests that only look."""

    @classmethod
    def setUpTestData(cls):
        media = tempfile.TemporaryDirectory()
        cls.addClassCleanup(media.cleanup)
        with override_settings(MEDIA_ROOT=media.name, STORAGES=IN_FILES):
            seed()

    def test_every_category_has_articles_and_every_kind_is_there(self):
        visible = Article.objects.visible()
        counted = dict(visible.values_list("category__slug").annotate(Count("pk")))

        assert set(counted) == {"news", "guns", "politics", "videos"}
        assert counted["news"] >= 14
        assert counted["guns"] >= 9
        assert counted["politics"] >= 9
        assert counted["videos"] >= 6
        assert visible.count() == len(VISIBLE) >= 44
        kinds = set(visible.values_list("article_type", flat=True))
        assert kinds == {"news", "analysis", "opinion", "video", "gallery", "press_release"}
        assert visible.filter(is_pinned=True).count() == 1
        assert visible.filter(is_sponsored=True).count() == 1
        assert visible.exclude(source_url="").count() >= 2
        assert all(article.has_video for article in visible.filter(category__slug="videos"))

    def test_some_articles_were_read_more_than_others_and_hidden_ones_never(self):
        assert len(readership.most_read()) == readership.MOST
        assert not Readership.objects.exclude(article__in=Article.objects.visible()).exists()

    def test_every_visible_article_has_a_described_lead_picture_and_a_byline(self):
        for article in Article.objects.visible().select_related("lead_picture"):
            picture = article.lead_picture
            assert picture.alt, article.slug
            assert picture.caption, article.slug
            assert picture.credit == "Illustration: Newsroom demo"
            assert picture.renditions.filter(name="free.webp").exists()
            assert article.byline_text, article.slug
            assert article.standfirst, article.slug
        assert not Author.objects.filter(picture=None).exists()

    def test_no_two_pictures_are_the_same(self):
        assert Picture.objects.values("content_hash").distinct().count() == Picture.objects.count()

    def test_bodies_are_stored_clean_and_show_their_figures(self):
        for article in Article.objects.all():
            assert article.body == body.clean(article.body), article.slug
            assert "[figure" not in article.body
            assert not re.search(r"\{(day|date)", article.body)
            text = next(text for text in TEXTS if text.slug == article.slug)
            assert article.body_pictures.count() == len(text.pictures) - 1, article.slug
        gallery = Article.objects.get(slug="gallery-a-day-on-the-river-pell")
        assert "data-gallery" in gallery.body
        assert gallery.body.count("<img") >= 4

    def test_what_is_not_published_yet_is_not_visible(self):
        waiting = {text.slug for text in TEXTS} - {text.slug for text in VISIBLE}
        hidden = Article.objects.exclude(pk__in=Article.objects.visible())

        assert set(hidden.values_list("slug", flat=True)) == waiting
        assert set(hidden.values_list("status", flat=True)) == {"draft", "in_review", "published"}
        assert sum(article.is_scheduled for article in hidden) == 2
        assert hidden.filter(embargo_until__isnull=False).count() == 1

    def test_links_between_articles_lead_somewhere(self):
        addresses = {article.get_absolute_url() for article in Article.objects.visible().select_related("category")}
        linked = [link for article in Article.objects.all() for link in LINK.findall(article.body)]

        assert linked
        assert [link for link in linked if link not in addresses] == []

    def test_every_tag_is_used(self):
        assert Tag.objects.exists()
        assert not Tag.objects.annotate(uses=Count("article_items")).filter(uses=0).exists()
        assert all(2 <= len(set(text.words("tags"))) <= 5 for text in TEXTS)

    def test_comments_hang_in_threads_and_some_wait(self):
        asked = {text.slug for text in VISIBLE}
        counted = dict(Comment.objects.values_list("article__slug").annotate(Count("pk")))

        assert set(counted) <= asked
        assert max(counted.values()) >= 40
        assert Comment.objects.filter(status="pending").exists()
        assert Comment.objects.order_by("-depth").first().depth == 3
        for comment in Comment.objects.select_related("parent", "article").filter(parent__isnull=False):
            assert comment.path.startswith(comment.parent.path)
            assert comment.parent.created_at <= comment.created_at
            assert comment.article.published_at <= comment.created_at


def test_second_run_changes_nothing_and_says_so(db):
    seed()
    article = Article.objects.get(slug="night-train-returns-to-tarn-mills")
    article.headline = "Edited since"
    rewrite(article)
    before = [model.objects.count() for model in (Article, Author, Picture, Comment, Revision, Tag)]

    assert "nothing was changed" in seed()

    assert [model.objects.count() for model in (Article, Author, Picture, Comment, Revision, Tag)] == before
    article.refresh_from_db()
    assert article.headline == "Edited since"


def test_refuses_beside_articles_of_the_sites_own_unless_forced(db, published, monkeypatch):
    own = published("Council votes on the bridge")

    with pytest.raises(CommandError, match="1 articles of its own"):
        seed()
    assert list(Article.objects.all()) == [own]

    monkeypatch.setattr("newsroom.demo.seeding.texts", lambda folder: texts(folder) if folder == "authors" else [])
    assert "Added 0 articles" in seed("--force")


def test_nothing_is_kept_of_a_run_that_fails(db, monkeypatch):
    def fail(*args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("newsroom.demo.seeding.add_comments", fail)
    with pytest.raises(RuntimeError):
        seed()

    assert not Article.objects.exists()
    assert not Author.objects.exists()
    assert Site.current().name == "Newsroom"


def test_names_the_site_only_while_it_has_no_name(db, monkeypatch):
    monkeypatch.setattr("newsroom.demo.seeding.texts", lambda folder: [])
    menu_items = MenuItem.objects.count()

    seed()
    assert Site.current().name == "The Wendle Ledger"
    Site.objects.update(name="Our own")
    seed()

    assert Site.current().name == "Our own"
    assert MenuItem.objects.count() == menu_items


def test_no_two_texts_share_a_long_sentence():
    sentences = {
        text.slug: {part for part in SENTENCE.split(body.plain_text(ASIDE.sub("", text.body))) if len(part) > 60}
        for text in TEXTS
    }
    shared = [(one, two) for one, two in combinations(sentences, 2) if sentences[one] & sentences[two]]

    assert shared == []


def test_texts_vary_in_length():
    lengths = sorted(body.count_words(text.body) for text in VISIBLE)

    assert lengths[0] < 150
    assert lengths[-1] > 700


def test_reading_tells_levels_and_who_waits():
    first, second, third = remarks("Ada: Hello: you\n> ?Ben: Still here\n\n?Cy: New\n")

    assert (first.depth, first.name, first.text, first.is_pending) == (0, "Ada", "Hello: you", False)
    assert (second.depth, second.name, second.is_pending) == (1, "Ben", True)
    assert (third.depth, third.name, third.is_pending) == (0, "Cy", True)


@pytest.mark.parametrize("name", sorted(studio.SCENES))
def test_scene_is_drawn_the_same_twice_and_differently_for_another_seed(name):
    once, again, other = (studio.draw(f"{name} dusk", seed, 0.05) for seed in ("one", "one", "two"))

    assert once == again
    assert once.content != other.content
    assert all(0 <= share <= 1 for share in once.focus)


def test_categories_named_by_texts_exist(db):
    slugs = set(Category.objects.values_list("slug", flat=True))

    assert {text.head["category"] for text in TEXTS} <= slugs
