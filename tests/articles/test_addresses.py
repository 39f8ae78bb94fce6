import pytest
from taggit.models import Tag

from articles import addresses
from articles.models import Article, Author, Category, FormerAddress
from articles.revisions import Credit
from tests.conftest import rewrite


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Council votes on the bridge", "council-votes-on-the-bridge"),
        ("“Don’t” — 50% off!", "dont-50-off"),
        ("Голосование", "голосование"),
        ("東京 タワー", "東京-タワー"),
        ("???", "article"),
        ("a" * 300, "a" * 200),
    ],
)
def test_slug_from_words(text: str, slug: str):
    assert addresses.slug_from(text) == slug


def test_free_slug_counts_on(draft):
    draft("Bridge", slug="bridge")
    draft("Bridge again", slug="bridge-2")
    assert addresses.free_slug("Bridge", Article.objects.all()) == "bridge-3"
    assert addresses.free_slug("Feed", Article.objects.all()) == "feed-2"
    long = draft("Long", slug="a" * 200)
    assert addresses.free_slug("a" * 200, Article.objects.exclude(pk=0)) == f"{'a' * 192}-2"
    assert long.slug == "a" * 200


def test_a_slug_that_was_given_up_is_not_given_to_another(published, client):
    letters = published("Letters", slug="letters")
    letters.slug = "letters-jan"
    rewrite(letters, by=None)
    assert addresses.free_slug("Letters", Article.objects.exclude(pk=None)) == "letters-2"
    assert addresses.free_slug("Letters", Article.objects.exclude(pk=letters.pk)) == "letters"
    assert client.get("/news/letters/").url == "/news/letters-jan/"


def test_the_paths_of_an_old_site_take_no_slug(published):
    FormerAddress.objects.create(path="/2020/01/01/bridge", article=published("Letters", slug="letters"))
    assert addresses.free_slug("Bridge", Article.objects.all()) == "bridge"


def test_moved_category_author_and_tag_are_still_found(published, client):
    category = Category.objects.create(name="World", slug="world")
    author = Author.objects.create(name="Dana", slug="dana")
    tag = Tag.objects.create(name="Мост", slug="мост")
    published(tags=["Мост"], bylines=[Credit(author)])
    for moved, slug in ((category, "planet"), (author, "dana-w"), (tag, "мосты")):
        moved.slug = slug
        addresses.save_moved(moved)
    assert dict(FormerAddress.objects.values_list("path", "tag")) == {
        "/world": None,
        "/author/dana": None,
        "/tag/мост": tag.pk,
    }
    assert client.get("/world/").url == "/planet/"
    assert client.get("/author/dana/").url == "/author/dana-w/"
    assert client.get("/tag/мост/").status_code == 301


def test_address_that_is_used_again_leads_nowhere_else(db):
    category = Category.objects.create(name="World", slug="world")
    for slug in ("planet", "world"):
        category.slug = slug
        addresses.save_moved(category)
    assert [address.path for address in FormerAddress.objects.all()] == ["/planet"]


def test_former_address_of_an_article_is_found_in_every_script(published, client):
    article = published("Мост", slug="мост")
    article.slug = "мост-открыт"
    rewrite(article, by=None)
    assert client.get("/news/мост/").url == article.get_absolute_url()


def test_path_that_led_elsewhere_leads_to_what_moved_last(published, news: Category):
    FormerAddress.objects.create(path="/news/bridge", category=news)
    article = published("Bridge", slug="bridge")
    article.slug = "bridge-opens"
    rewrite(article, by=None)
    found = FormerAddress.objects.get(path="/news/bridge")
    assert (found.article, found.category) == (article, None)
