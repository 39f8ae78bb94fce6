"""What each rule does to a comment, and what its author is told."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from comments import held, judging, learning, likeness, posting
from comments.models import Comment, Decision, Discussion, Learnt
from tests.comments.ruled import decided, held_for, posted, ruled
from tests.comments.said import say
from tests.conftest import account

Status = Comment.Status
Verb = Decision.Verb
LONG = "The bridge has been closed since March and nobody has told the people who cross it every day why."


@pytest.fixture
def article(published: Callable[..., Article]) -> Article:
    return published()


@pytest.fixture
def other(db: None) -> User:
    return account("other@example.org", display_name="Other")


def test_what_no_rule_holds_is_shown_at_once(article: Article, reader: User):
    version = ruled().pk
    comment = posted(article, LONG, reader)
    assert (comment.status, comment.queued_at, comment.held_for, comment.is_suspect) == (
        Status.APPROVED,
        None,
        [],
        False,
    )
    assert comment.rules_version == version
    assert Discussion.objects.get(pk=article.pk).visible == 1
    assert not Decision.objects.exists()


def test_banned_words_are_refused_and_not_named(article: Article, reader: User):
    ruled(banned_words="casino*\nfree money")
    for text in ("Best CASINOS", "c.a.s.i.n.o", "fr€e mоney?  Frее mоnеу!", "[x](https://casino.example/)"):
        with pytest.raises(posting.Refused) as refused:
            posted(article, text, reader)
        assert "against our rules" in str(refused.value)
        assert "casino" not in str(refused.value).casefold()
    assert not Comment.objects.exists()


def test_denied_domains_are_refused_and_not_named(article: Article, reader: User):
    ruled(denied_domains="bad.example")
    for text in ("https://bad.example/x", "[a](//a.BAD.example.)", "[x](https:bad.example)"):
        with pytest.raises(posting.Refused, match="leave the link out") as refused:
            posted(article, text, reader)
        assert "bad.example" not in str(refused.value)
    assert posted(article, "https://notbad.example/", reader).is_visible


def test_suspect_words_wait_and_the_log_says_why(article: Article, reader: User):
    rules = ruled(suspect_words="lawyer")
    comment = posted(article, "Call my Lawyer", reader)
    assert (comment.status, comment.is_suspect, comment.queued_at) == (Status.PENDING, True, comment.created_at)
    assert comment.held_for == [{"rule": "suspect_words", "words": "Lawyer"}]
    decision = Decision.objects.get()
    assert (decision.verb, decision.by_id, decision.rule) == (Verb.HOLD, None, "suspect_words")
    assert (decision.comment_id, decision.rules_version) == (comment.pk, rules.pk)
    assert held.explained(comment.held_for) == ["Suspect words: Lawyer"]
    assert "Lawyer" not in held.told(comment.held_for)[0]


def test_many_links_wait_but_for_those_to_allowed_sites(article: Article, reader: User):
    ruled(most_links=1, allowed_domains="good.example")
    assert posted(article, "https://a.example https://x.good.example https://good.example", reader).is_visible
    comment = posted(article, "https://a.example https://b.example", reader)
    assert comment.held_for == [{"rule": "links", "words": "2 links, a.example, b.example"}]


def test_links_of_new_accounts_wait(article: Article, reader: User):
    ruled(new_days=7)
    assert held_for(posted(article, "See https://a.example", reader)) == ["new_account_links"]
    assert posted(article, "No link", reader).is_visible
    User.objects.update(date_joined=timezone.now() - timedelta(days=8))
    reader.refresh_from_db()
    assert posted(article, "And https://b.example", reader).is_visible


def test_nearly_the_same_of_another_account_waits(
    article: Article, published: Callable[..., Article], reader: User, other: User
):
    ruled()
    first = posted(article, LONG, reader)
    twin = posted(published("Elsewhere"), LONG.replace("why", "Why!").upper() + " Really.", other)
    assert twin.held_for == [{"rule": "duplicate", "words": f"#{first.pk}"}]


@pytest.mark.parametrize("text", ["Well said, thank you!", f"> {LONG}\n\nI think so too."])
def test_thanks_and_quotes_are_no_duplicates(article: Article, reader: User, other: User, text: str):
    ruled()
    posted(article, LONG, reader)
    assert posted(article, text, reader).is_visible
    assert posted(article, text.replace("so too", "otherwise"), other).is_visible


def test_yesterdays_are_forgotten(article: Article, reader: User, other: User):
    ruled()
    say(article, LONG, user=other, created_at=timezone.now() - timedelta(hours=25))
    assert posted(article, LONG, reader).is_visible


def learnt() -> None:
    made = likeness.learn(
        [f"cheap pills number{n}" for n in range(30)], [f"the council said word{n}" for n in range(30)]
    )
    Learnt.objects.create(weights=made.as_json())


def test_what_is_like_refused_ones_waits_with_the_words_that_weighed(article: Article, reader: User):
    learnt()
    ruled(hold_likeness=0.9)
    comment = posted(article, "Cheap pills", reader)
    assert held_for(comment) == ["likeness"]
    assert comment.likeness is not None
    assert comment.likeness > 0.9
    assert "pills" in comment.held_for[0]["words"]
    fine = posted(article, "The council said", reader)
    assert fine.is_visible
    assert fine.likeness is not None
    assert fine.likeness < 0.1


def test_from_one_on_none_waits(article: Article, reader: User):
    learnt()
    ruled(hold_likeness=1)
    assert posted(article, "Cheap pills", reader).is_visible


def test_whoever_is_trusted_is_not_held_for_likeness(article: Article, reader: User, admin_user: User):
    learnt()
    ruled()
    for _number in range(10):
        decided(say(article, user=reader), Verb.APPROVE, admin_user)
    comment = posted(article, "Cheap pills", reader)
    assert (comment.status, comment.is_suspect) == (Status.APPROVED, True)
    assert "10 approved and 0 refused" in comment.held_for[0]["words"]


def test_whoever_was_often_refused_waits_with_the_figures(article: Article, reader: User, admin_user: User):
    ruled()
    for verb in (Verb.APPROVE, Verb.REJECT, Verb.SPAM, Verb.REJECT):
        decided(say(article, user=reader), verb, admin_user)
    comment = posted(article, LONG, reader)
    assert comment.held_for == [{"rule": "history", "words": "of the last 4, 1 approved and 3 refused"}]
    assert held.told(comment.held_for) == ["A moderator looks at it first."]


def test_what_rules_decided_and_what_was_taken_back_is_no_history(article: Article, reader: User, admin_user: User):
    ruled()
    for _number in range(3):
        taken = decided(say(article, user=reader), Verb.REJECT, admin_user)
        decided(Comment(pk=taken.comment_id, user=reader), Verb.UNDO, admin_user, undoes=taken)
    assert posted(article, LONG, reader).is_visible


def test_what_the_form_noticed_is_a_flag_and_no_verdict(article: Article, reader: User):
    ruled()
    comment = posted(article, LONG, reader, flags=["honeypot", "made up"])
    assert (comment.status, comment.is_suspect, held_for(comment)) == (Status.APPROVED, True, ["honeypot"])


def test_every_rule_has_a_name():
    assert held.RULES.keys() >= judging.FLAGS
    assert held.RULES.keys() >= held.ORDINARY
    assert held.TOLD.keys() <= held.RULES.keys()


def test_an_edit_is_judged_by_every_rule(article: Article, reader: User, other: User):
    ruled(banned_words="casino", suspect_words="lawyer", most_links=0, denied_domains="bad.example")
    say(article, LONG, user=other, created_at=timezone.now())
    comment = posted(article, "Nothing to see here", reader)
    for text in ("casino", "https://bad.example"):
        with pytest.raises(posting.Refused):
            posting.rejudge(comment, posting.to_html(text), by=reader)
    comment.refresh_from_db()
    assert comment.is_visible
    for text, rule in (("lawyer", "suspect_words"), ("https://a.example", "links"), (LONG, "duplicate")):
        Comment.objects.filter(pk=comment.pk).update(status=Status.APPROVED)
        comment.refresh_from_db()
        posting.rejudge(comment, posting.to_html(text), by=reader)
        comment.refresh_from_db()
        assert (comment.status, held_for(comment)) == (Status.PENDING, [rule])
        assert Decision.objects.values_list("rule", flat=True).first() == rule
    assert Decision.objects.count() == 3


def test_an_edit_approves_nothing(article: Article, reader: User):
    ruled(suspect_words="lawyer")
    comment = posted(article, "lawyer", reader)
    posting.rejudge(comment, posting.to_html("Nothing"), by=reader)
    comment.refresh_from_db()
    assert (comment.status, comment.held_for) == (Status.PENDING, [])


@pytest.mark.django_db
def test_what_was_learnt_is_read_once(django_assert_num_queries):
    learnt()
    learning.newest()
    with django_assert_num_queries(1):
        learning.newest()
