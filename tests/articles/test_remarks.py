from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import AuditEntry, User
from articles import publishing, remarks, working_copies
from articles.models import Article, Remark
from articles.publishing import Refused

BODY = "<h2>Why</h2><p>The bridge cost <b>6 million</b> dollars.</p><ul><li>It was late.</li></ul>"


def threads(article: Article) -> list[remarks.Thread]:
    return remarks.threads(article, working_copies.head(article).content)


def test_words_are_found_again_after_the_text_moved(draft: Any, editor: User):
    article = draft(body=BODY)
    remark = remarks.say(article, "Says who?", by=editor, quote="cost 6  million")
    assert (remark.field, remark.paragraph, remark.revision_number) == ("body", 1, 1)
    article.body = "<p>First of all.</p>" + BODY
    publishing.save(article, by=None)
    assert [thread.is_lost for thread in threads(article)] == [False]
    article.body = BODY.replace("6 million", "7 million")
    publishing.save(article, by=None)
    assert [thread.is_lost for thread in threads(article)] == [True]


@pytest.mark.parametrize(
    ("quote", "field"), [("million pounds", ""), ("cost", "headline"), ("dollars. It was", "body"), ("x" * 501, "")]
)
def test_words_that_are_not_there_are_refused(draft: Any, editor: User, quote: str, field: str):
    with pytest.raises(Refused):
        remarks.say(draft(body=BODY), "Hm", by=editor, quote=quote, field=field)
    assert not Remark.objects.exists()


def test_words_of_what_is_not_published_yet(published: Any, editor: User):
    article = published(body=BODY)
    article.headline = "Not live yet"
    publishing.save(article, by=None)
    remark = remarks.say(Article.objects.get(), "Too long", by=editor, quote="Not live", field="headline")
    assert (remark.field, remark.paragraph) == ("headline", 0)


def test_answers_stand_under_what_they_answer(draft: Any, editor: User, reporter: User):
    article = draft(by=reporter)
    first = remarks.say(article, "Who says so?", by=editor)
    answer = remarks.say(article, "The mayor.", by=reporter, parent=first)
    again = remarks.say(article, "When?", by=editor, parent=answer)
    assert again.parent == first
    ((shown, answers, _lost),) = threads(article)
    assert (shown, answers) == (first, [answer, again])
    assert list(remarks.open_ones(article)) == [first]


def test_settled_and_opened_again(draft: Any, editor: User, reporter: User):
    article = draft(by=reporter)
    remark = remarks.say(article, "Who says so?", by=editor)
    remarks.say(article, "And when?", by=editor)
    remarks.settle(remark, by=reporter)
    remarks.settle(remark, by=editor)
    remark.refresh_from_db()
    assert remark.settled_by == reporter
    assert [thread.remark.text for thread in threads(article)] == ["And when?", "Who says so?"]
    remarks.reopen(remark, by=editor)
    remark.refresh_from_db()
    assert (remark.settled_at, remark.settled_by) == (None, None)
    verbs = AuditEntry.objects.filter(verb__endswith="remark", subject_id=str(article.pk)).values_list(
        "verb", flat=True
    )
    assert sorted(verbs) == ["remark", "remark", "reopen_remark", "settle_remark"]


def test_only_who_may_work_on_it(draft: Any, published: Any, reporter: User, editor: User):
    for article in (draft(), published("Live one")):
        remark = remarks.say(article, "Hm", by=editor)
        for act in (
            lambda article=article: remarks.say(article, "Me too", by=reporter),
            lambda remark=remark: remarks.settle(remark, by=reporter),
            lambda remark=remark: remarks.reopen(remark, by=reporter),
        ):
            with pytest.raises(PermissionDenied):
                act()


def test_sent_twice_it_is_there_once(draft: Any, editor: User):
    article = draft()
    assert remarks.say(article, "Hm", by=editor) == remarks.say(article, " Hm\r\n", by=editor)
    assert Remark.objects.count() == 1
    for text in ("", " \0", "x" * 2001):
        with pytest.raises(Refused):
            remarks.say(article, text, by=editor)


def test_readers_never_get_it(published: Any, editor: User, client: Any):
    article = published(body=BODY)
    remarks.say(article, "Libel, says our lawyer", by=editor, quote="6 million")
    for address in (article.get_absolute_url(), "/feed/", "/feed/json/", "/", "/search/?q=libel"):
        assert "Libel" not in client.get(address).text
