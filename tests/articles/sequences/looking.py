"""What must be true after every act, whatever it was."""

import json
import re

from django.core.cache import cache
from django.test import Client

from articles import revisions, working_copies
from articles.models import Article
from articles.revisions import WRITTEN
from tests.articles.sequences.stage import Stage, key_of

Status = Article.Status
TYPED = re.compile(r"\bw\d+x\b")
ON_THE_SITE = 0.02  # of the sequences


def look(stage: Stage) -> None:
    article = stage.fresh()
    row = revisions.of_row(article)
    _read_new_revisions(stage)
    for name, values in stage.sent.items():
        lost = values - stage.kept.get(name, set())
        assert not lost, f"typed and in no revision: {name} {sorted(lost)}"
    if article.status == Status.PUBLISHED:
        newest = stage.article.revisions.filter(is_published=True).first()
        assert newest, "live without a published revision"
        wrong = revisions.differing(newest.content, row)
        assert not wrong, f"live text is not the last published revision: {wrong}"
    if Article.objects.visible().filter(pk=article.pk).exists():
        assert stage.approved is not None, "readers see what nobody published"
        wrong = revisions.differing(stage.approved, row)
        assert set(wrong) <= {"updated_at"}, f"readers see what nobody published: {wrong}"
    elif article.status not in {Status.PUBLISHED, Status.TAKEN_DOWN}:
        wrong = revisions.differing(stage.said, row)
        assert not wrong, f"a draft says what nobody saved: {wrong}"
    if article.working_copy:
        assert working_copies.head(article).number == article.working_copy.number


def _read_new_revisions(stage: Stage) -> None:
    for number, content in (
        stage.article.revisions.filter(number__gt=stage.looked_at).order_by("number").values_list("number", "content")
    ):
        assert number == stage.looked_at + 1, f"revision {number} follows {stage.looked_at}"
        stage.looked_at = number
        for name in WRITTEN:
            if name in content:
                stage.kept.setdefault(name, set()).add(key_of(name, content[name]))


def look_at_the_end(stage: Stage) -> None:
    """Of all revisions there still are."""
    stage.kept, stage.looked_at = {}, 0
    look(stage)
    if stage.rng.random() < ON_THE_SITE:
        _look_at_the_site(stage)


def _look_at_the_site(stage: Stage) -> None:
    """Every word that was typed is one that nothing else has: none is there that was not published."""
    cache.clear()
    article, client = stage.fresh(), Client()
    given = set(TYPED.findall(json.dumps(stage.approved)))
    answer = client.get(article.get_absolute_url())
    assert answer.status_code == (200 if article.is_visible else 410 if article.takedown_reason else 404)
    for page in (answer, client.get("/"), client.get("/feed/"), client.get("/search/?q=first")):
        assert set(TYPED.findall(page.content.decode())) <= given, "readers see what nobody published"
