"""How two people's changes to one text become one: every combination, and what belongs together."""

from collections.abc import Callable
from typing import Any

import pytest

from articles import publishing, revisions, working_copies
from articles.models import Article
from articles.revisions import DEFAULTS, WRITTEN
from articles.working_copies import merge, settle

Draft = Callable[..., Article]
BASE = {name: DEFAULTS.get(name, []) for name in WRITTEN} | {"headline": "Base", "tags": ["bridge"]}

# What I have, what they have, and then: whose text it is, and whether it clashes.
TABLE = [
    ("Base", "Base", "Base", False),
    ("Mine", "Base", "Mine", False),
    ("Base", "Theirs", "Theirs", False),
    ("Both", "Both", "Both", False),
    ("Mine", "Theirs", "Mine", True),
]


@pytest.mark.parametrize(("mine", "theirs", "merged", "clashes"), TABLE)
def test_every_combination_of_one_field(mine: str, theirs: str, merged: str, clashes: bool):
    found = merge(BASE, BASE | {"headline": mine}, BASE | {"headline": theirs})
    assert found.content["headline"] == merged
    assert found.clashes == (["headline"] if clashes else [])
    assert found.theirs == (["headline"] if merged == "Theirs" else [])


@pytest.mark.parametrize("name", WRITTEN)
def test_every_field_is_merged_by_itself(name: str):
    other = "body" if name != "body" else "headline"
    values = {"bylines": [{"author": 1, "role": "author"}], "tags": ["river"], "related": [7]}
    value: Any = values.get(name, "2026-03-02T12:00:00+00:00" if name in revisions.TIMES else "changed")
    found = merge(BASE, BASE | {other: "mine"}, BASE | {name: value})
    assert found.content[name] == value
    assert found.content[other] == "mine"
    assert (found.theirs, found.clashes) == ([name], [])


def test_same_moment_in_two_zones_and_same_tags_in_two_cases_do_not_clash():
    mine = BASE | {"unpublish_at": "2026-03-02T12:00:00+00:00", "tags": ["River", "bridge"]}
    theirs = BASE | {"unpublish_at": "2026-03-02T07:00:00-05:00", "tags": ["bridge", "river"]}
    assert merge(BASE, mine, theirs)[1:] == ([], [])


def test_account_of_a_video_is_never_put_together_of_two():
    mine = BASE | {"video_provider": "youtube", "video_id": "mine"}
    theirs = BASE | {"video_provider": "vimeo", "video_id": "theirs", "video_seconds": 60}
    found = merge(BASE, mine, theirs)
    assert set(found.clashes) == {"video_provider", "video_id", "video_seconds"}
    for whose, expected in (("theirs", theirs), ("mine", mine)):
        content = settle(found, theirs, {"video_id": whose}).content
        assert {name: content[name] for name in found.clashes} == {name: expected[name] for name in found.clashes}


def test_video_that_one_changed_goes_over_whole():
    theirs = BASE | {"video_provider": "vimeo", "video_id": "theirs", "video_seconds": 60}
    found = merge(BASE, BASE | {"headline": "Mine"}, theirs)
    assert set(found.theirs) == {"video_provider", "video_id", "video_seconds"}
    assert found.clashes == []


def test_without_a_base_every_difference_clashes():
    found = merge(None, BASE | {"headline": "Mine"}, BASE | {"headline": "Theirs", "body": "Theirs"})
    assert set(found.clashes) == {"headline", "body"}


def test_settled_clash_is_as_decided_and_tells_what_else_is_new():
    """Else it would go to readers unseen: whoever decided was shown the two headlines alone."""
    mine, theirs = BASE | {"headline": "Mine"}, BASE | {"headline": "Theirs", "body": "<p>Theirs</p>"}
    merged = merge(BASE, mine, theirs)
    others = {"body": "theirs", "nonsense": "theirs"}
    for decided, headline in (({"headline": "theirs"}, "Theirs"), ({"headline": "mine", **others}, "Mine")):
        settled = settle(merged, theirs, decided)
        assert (settled.content["headline"], settled.content["body"]) == (headline, "<p>Theirs</p>")
        assert (settled.theirs, settled.clashes) == (["body"], [])
    assert settle(merged, theirs, others).clashes == ["headline"]


@pytest.mark.django_db
def test_newest_text_is_the_working_copy_if_there_is_one(draft: Draft, published: Draft):
    article = published()
    assert (working_copies.head(article).number, working_copies.head(article).is_pending) == (2, False)
    article.headline = "Another"
    publishing.save(article, by=None)
    head = working_copies.head(Article.objects.get(pk=article.pk))
    assert (head.number, head.is_pending, head.content["headline"]) == (3, True, "Another")
    assert working_copies.head(draft("Third")).number == 1


@pytest.mark.django_db
def test_opened_it_has_the_newest_text_and_the_row_beside_it(published: Draft):
    article = published(tags=["bridge"])
    article.headline = "Another"
    publishing.save(article, by=None, tags=["river"])
    article = Article.objects.get(pk=article.pk)
    opened = working_copies.open_in(article)
    assert (article.headline, opened.tags, opened.number, opened.is_pending) == ("Another", ["river"], 3, True)
    assert opened.row.headline == "Council votes on the bridge"
    earlier = working_copies.open_in(Article.objects.get(pk=article.pk), 1)
    assert (earlier.content["headline"], earlier.number) == ("Council votes on the bridge", 1)
