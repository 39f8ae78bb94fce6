"""Nothing of an article before its second, everything from it on, nothing after its end; at every address."""

from collections.abc import Callable, Collection, Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from articles import publishing
from articles.models import Article
from tests.articles.clock import addresses, stage
from tests.articles.clock.crawling import WAYS, Answer, ask, crawl
from tests.articles.clock.stage import MOMENT, SECOND, Stage

FILES = "document lead_picture body_picture social_picture author_picture other_width".split()
NOBODYS: dict[str, Any] = {**dict.fromkeys(("article", "comment"), 999_999), **dict.fromkeys(FILES, "/media/none/")}
HOUR = timedelta(hours=1)

# What must be read there once it is visible, so that an empty answer is no success.
SHOWS = {
    **dict.fromkeys(("/", "/latest/", "/news/", "/videos/", "/tag/ferries/", "/tag/ferrocline/"), "Quillhaven"),
    **dict.fromkeys(("/author/dana-whitlock/", "/author/marisol-trenchard/", "/archive/2026/11/"), "Quillhaven"),
    **dict.fromkeys(("/feed/", "/feed/atom/", "/feed/json/", "/latest/feed/", "/news/feed/json/"), "Thistlewick"),
    **dict.fromkeys(("/tag/ferrocline/feed/", "/author/marisol-trenchard/feed/", "/videos/feed/"), "Thistlewick"),
    **dict.fromkeys(("/sitemap-news.xml", "/sitemap-articles-2026-11-1.xml"), "vellumgate"),
    "/sitemap-authors-1.xml": "marisol-trenchard",
    "/archive/2026/": "/archive/2026/11/",
    "/sitemap.xml": "2026-11",
    "/sitemap-pages.xml": "/corrections/",
    **dict.fromkeys(("/search/?q=Quillhaven", "/search/?q=Thistlewick"), "Brambletide"),
    "/search/suggestions/?q=quill": "Quillhaven",
    **dict.fromkeys(("/news/harbour-opens/", "/no-such-page/"), "Quillhaven"),
    "/corrections/": "Erratumford",
    **{f"/corrections/feed/{form}": "Erratumford" for form in addresses.FORMS},
    **dict.fromkeys(("/news/formergate/", "/old/quillpath/", "/?p=4711", "/politics/vellumgate/"), stage.PATH),
    "/discussion/{article}/": "Gannetry",
    "/discussion/{article}/comments.json": "Gannetry",
    **{f"/discussion/{{article}}/feed/{form}": "Gannetry" for form in addresses.FORMS},
    "/discussion/comment/{comment}/": "Gannetry",
    "/discussion/comment/{comment}/comments.json": "Gannetry",
    "{document}": "Thistlewick",
    **dict.fromkeys(("{lead_picture}", "{body_picture}", "{social_picture}", "{author_picture}"), "WEBP"),
}
ON_ITS_PAGE = (
    "Quillhaven Oxmoorline Brambletide Thistlewick Trenchard Ferrocline Lanternfish Pellucidar Erratumford".split()
)
# Made anew for each answer, or another one once others were asked for; what they tell is looked for all the same.
BY_CHANCE = {"/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/", "/accounts/2fa/webauthn/add/", "/accounts/me/"}
BY_CHANCE |= {"/accounts/"}


class Scene:
    """The site without the article, and with it once it is made. Each of the people has one browser all the while."""

    def __init__(self, published: Any, draft: Any, author: Any, clock: Any) -> None:
        self.clock, self.draft, self.author = clock, draft, author
        clock.move_to(MOMENT - 2 * stage.DAY, tick=False)
        self.people = stage.others(published, author)
        self.without = addresses.every(NOBODYS)
        self.anybody, self.follower, self.commenter = Client(), Client(), Client()
        self.follower.force_login(self.people[0])
        self.commenter.force_login(self.people[1])

    def at(self, moment: Any) -> None:
        self.clock.move_to(moment, tick=False)

    def make(self) -> Stage:
        self.at(MOMENT - stage.DAY)
        self.stage = stage.hide(self.draft, self.author, *self.people)
        self.every = addresses.every(self.stage.numbers)
        return self.stage

    @property
    def changing(self) -> list[str]:
        return [template.format(**self.stage.numbers) for template in SHOWS] + [stage.PATH]


@pytest.fixture
def scene(published: Any, draft: Any, author: Any, time_machine: Any) -> Scene:
    return Scene(published, draft, author, time_machine)


def for_anybody(found: Iterable[str]) -> list[str]:
    return [each for each in found if not each.startswith(addresses.SIGNED_IN)]


def for_members(found: Iterable[str]) -> list[str]:
    return [each for each in found if each.startswith(addresses.SIGNED_IN)]


def baseline(scene: Scene, moment: Any) -> dict[str, Answer]:
    """What a site says that has no such article."""
    scene.at(moment)
    found = crawl(scene.anybody, for_anybody(scene.without))
    return found | compared(scene)


def compared(scene: Scene) -> dict[str, Answer]:
    """What the follower gets. Messages that one page leaves for the next are shown before."""
    crawl(scene.follower, ["/accounts/"])
    return crawl(scene.follower, [each for each in for_members(scene.without) if each not in BY_CHANCE])


def check_nothing(scene: Scene, before: dict[str, Answer], gone: Collection[str] = ()) -> None:
    """Every answer is the one of a site without it; what names it is not there, or `gone`."""
    found = crawl(scene.anybody, for_anybody(scene.every))
    found |= compared(scene)
    found |= crawl(scene.follower, [each for each in for_members(scene.every) if each not in found])
    assert tells(found) == ""
    assert "\n".join(key for key, answer in before.items() if found.get(key, answer) != answer) == ""
    own = {key: answer.status for key, answer in found.items() if key not in scene.without or key == stage.PATH}
    there = {key for key, status in own.items() if status < 400 and key not in for_members(own)}
    assert there == set()
    assert {key for key, answer in found.items() if answer.status == 410} == set(gone)
    for way in WAYS:
        assert tells(crawl(scene.anybody, scene.changing, way)) == ""
    assert tells(crawl(scene.commenter, for_members(scene.every)), but="Gannetry") == ""  # their own words


def tells(found: dict[str, Answer], but: str = "") -> str:
    said = {address: set(answer.words) - {but} for address, answer in found.items()}
    return "\n".join(f"{address}: {sorted(words)}" for address, words in said.items() if words)


def check_everything(scene: Scene) -> None:
    missing = ""
    for way in ("plainly", "compressed"):
        found = crawl(scene.anybody, scene.changing, way)
        for template, word in SHOWS.items():
            answer = found[template.format(**scene.stage.numbers)]
            if word not in f"{answer.headers} {answer.text}":
                missing += f"{template} {way} {answer.status}\n"
    assert missing == ""
    assert [word for word in ON_ITS_PAGE if word not in found[stage.PATH].text] == []
    own = crawl(scene.follower, ("/accounts/for-you/", "/accounts/saved/"))
    assert all("Quillhaven" in answer.text for answer in own.values())


def scheduled(article: Article) -> None:
    publishing.schedule(article, by=None, at=MOMENT)


def embargoed(article: Article) -> None:
    """Its date has come; the embargo keeps it back."""
    scheduled(article)
    Article.objects.filter(pk=article.pk).update(published_at=MOMENT - HOUR, embargo_until=MOMENT)


def test_every_address_is_decided():
    assert addresses.undecided() == []


@pytest.mark.parametrize("keep_back", [scheduled, embargoed])
def test_nothing_a_second_before_and_everything_at_the_second(keep_back: Callable[[Article], None], scene: Scene):
    before = baseline(scene, MOMENT - SECOND)
    keep_back(scene.make().article)
    scene.at(MOMENT - SECOND)
    check_nothing(scene, before)
    scene.at(MOMENT)
    check_everything(scene)


def test_everything_a_second_before_the_end_and_nothing_at_it(scene: Scene):
    before = baseline(scene, MOMENT + HOUR)
    scheduled(scene.make().article)
    Article.objects.filter(slug="vellumgate").update(unpublish_at=MOMENT + HOUR)
    scene.at(MOMENT + HOUR - SECOND)
    check_everything(scene)
    scene.at(MOMENT + HOUR)
    check_nothing(scene, before)


def test_what_was_kept_before_is_not_kept_for_longer(scene: Scene):
    """No 304 hides the change, in either direction, and no date tells of it beforehand."""
    scheduled(scene.make().article)
    Article.objects.filter(slug="vellumgate").update(unpublish_at=MOMENT + HOUR)
    client = Client()
    for moment, is_there in ((MOMENT, True), (MOMENT + HOUR, False)):
        scene.at(moment - SECOND)
        kept = {address: ask(client, address) for address in scene.changing}
        scene.at(moment)
        for address, answer in kept.items():
            tags = {"HTTP_IF_NONE_MATCH": answer.headers.get("ETag", '"none"')}
            dates = {"HTTP_IF_MODIFIED_SINCE": f"{moment - SECOND:%a, %d %b %Y %H:%M:%S GMT}"}
            for conditions in (tags, dates, {**tags, **dates}):
                now = ask(client, address, **conditions)
                assert now.status != 304, (address, conditions)
            assert (now.text != answer.text or now.headers != answer.headers) is True, (address, is_there)


def test_nothing_is_kept_beyond_its_second(scene: Scene):
    scheduled(scene.make().article)
    Article.objects.filter(slug="vellumgate").update(unpublish_at=MOMENT + HOUR)
    for moment in (MOMENT, MOMENT + HOUR):
        scene.at(moment - SECOND)
        kept = {address: ask(Client(), address).lifetime for address in scene.changing}
        assert {address: seconds for address, seconds in kept.items() if seconds > 1} == {}
