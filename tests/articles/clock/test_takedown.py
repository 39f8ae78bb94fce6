"""What is taken down is gone from every address at once, but for its own, which says why."""

import pytest
from django.test import Client

from articles import publishing
from tests.articles.clock import stage
from tests.articles.clock.crawling import ask
from tests.articles.clock.stage import MOMENT, SECOND
from tests.articles.clock.test_crawl import HOUR, Scene, baseline, check_everything, check_nothing, scene, scheduled

__all__ = ["scene"]
GONE = ("/news/vellumgate/", "/news/formergate/", "/old/quillpath/", "/?p=4711", "/politics/vellumgate/")
WHY = "It was about another ship."


def test_taken_down_is_gone_from_everywhere_and_its_addresses_say_why(scene: Scene):
    before = {key: answer for key, answer in baseline(scene, MOMENT + HOUR).items() if key not in GONE}
    scheduled(scene.make().article)
    scene.at(MOMENT + HOUR)
    check_everything(scene)
    publishing.take_down(scene.stage.article, by=None, reason=WHY)
    check_nothing(scene, before, gone=GONE)
    for address in GONE:
        answer = ask(Client(), address)
        assert WHY in answer.text
        assert 'content="noindex' in answer.text


def test_reinstated_is_a_draft_until_it_is_published_again(scene: Scene):
    before = baseline(scene, MOMENT + HOUR)
    scheduled(scene.make().article)
    scene.at(MOMENT + SECOND)
    article = scene.stage.article
    publishing.take_down(article, by=None, reason=WHY)
    publishing.reinstate(article, by=None, note="It was this ship after all.")
    scene.at(MOMENT + HOUR)
    check_nothing(scene, before)
    publishing.publish(article, by=None)
    assert article.published_at == MOMENT
    check_everything(scene)
    assert ask(Client(), stage.PATH).status == 200


@pytest.mark.parametrize("what", ["draft", "scheduled"])
def test_what_nobody_saw_answers_404_whatever_becomes_of_it(what, scene: Scene):
    article = scene.make().article
    if what == "scheduled":
        scheduled(article)
        publishing.unschedule(article, by=None)
    scene.at(MOMENT + HOUR)
    assert ask(Client(), stage.PATH).status == 404
