"""Many texts looked at together: each is told what it would be told by itself, and nothing of its neighbours."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

from django.utils import timezone

from accounts.models import User
from articles import preflight
from articles.models import Article, Author
from articles.preflight import Text, others
from articles.revisions import Content, of_row, of_rows
from tests.pictures import stored


def spoilt(number: int, content: Content) -> dict[str, Any]:
    """Each wrong in its own way."""
    picture = stored((32, 20), alt="" if number % 2 else "The bridge", credit="" if number % 3 else "Mara Quist")
    link = f'<a href="/news/{"live" if number % 2 else "gone"}-{number}/">a</a>'
    wrong: list[dict[str, Any]] = [
        {"headline": "Live number two"},
        {"bylines": []},
        {"bylines": [{"author": 99999, "role": "author"}]},
        {"body": f'<p>{link}<img data-picture="{picture.pk}" alt=""></p>'},
        {"lead_picture_id": picture.pk},
        {"embargo_until": (timezone.now() + timedelta(days=number)).isoformat()},
    ]
    return {**content, **wrong[number % len(wrong)]}


def test_together_is_as_by_itself(editor: User, complete: tuple[Article, Content], draft: Any, published: Any):
    for number in range(12):
        published("Live number two", slug=f"live-{number}")
    articles = [draft(f"Draft {number}", slug=f"draft-{number}") for number in range(12)]
    articles[3].remarks.create(revision_number=1, text="Who says so?")
    texts = [Text(each, spoilt(number, complete[1])) for number, each in enumerate(articles)]
    texts.append(Text(Article(), complete[1]))  # not saved yet
    alone = [preflight.check(text.article, text.content, by=editor) for text in texts]
    assert preflight.check_all(texts, by=editor) == alone
    assert len({tuple(finding.key for finding in found) for found in alone}) > 6
    assert preflight.check_all([], by=editor) == []


def test_texts_of_many_rows_are_those_of_each(published: Callable[..., Article], author: Author):
    articles = [published(f"Article {number}", tags=["B", f"A{number}"]) for number in range(3)]
    articles[2].related_pins.create(related=articles[0], position=1)
    articles[2].related_pins.create(related=articles[1], position=0)
    articles[1].bylines.update(position=1)
    articles[1].bylines.create(author=author, position=0)
    contents = of_rows(articles)
    assert contents == [of_row(article) for article in articles]
    assert contents[2]["related"] == [articles[1].pk, articles[0].pk]
    assert contents[1]["bylines"][0]["author"] == author.pk
    assert len(contents[1]["bylines"]) == 2
    assert (contents[0]["tags"], contents[0]["related"]) == (["A0", "B"], [])


def test_no_twin_is_missed_by_looking_for_seldom_words():
    random = Random(5)  # noqa: S311  # the same every time
    words = [f"w{number}" for number in range(9)]
    rows = [(pk, " ".join(random.sample(words, random.randint(1, 8)))) for pk in range(300)]
    headlines = others.Headlines(rows)
    found = 0
    for pk, headline in rows:
        own = others._key(headline)
        expected = next((row for row in rows if row[0] != pk and others._is_near(own, others._key(row[1]))), None)
        twin = headlines.first_near(own, pk)
        assert (twin and (twin.pk, twin.headline)) == expected
        found += twin is not None
    assert 50 < found < 300
