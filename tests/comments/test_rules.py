import pytest

from accounts.models import AuditEntry, User
from comments import rules
from comments.models import Rules
from tests.comments.ruled import ruled

pytestmark = pytest.mark.django_db


def test_before_anybody_made_some_the_defaults_hold():
    assert (rules.current(), rules.current().pk) == (rules.current(), 0)
    assert Rules.objects.count() == 1


def test_each_change_is_a_version_of_its_own(admin_user: User):
    first = rules.current()
    changed = Rules.objects.get(pk=first.pk)
    changed.most_links, changed.note = 7, "Spring"
    made = rules.save(changed, by=admin_user)
    assert (rules.current(), made.made_by, made.most_links) == (made, admin_user, 7)
    assert Rules.objects.get(pk=first.pk).most_links == 2
    entry = AuditEntry.objects.get(verb="change_comment_rules")
    assert entry.details == {"changed": ["most_links"]}


def test_nobody_saves_over_what_they_have_not_seen(admin_user: User):
    seen = rules.current().pk
    ruled(most_links=1)
    with pytest.raises(rules.Outdated):
        rules.save(Rules(most_links=9), by=admin_user, based_on=seen)
    assert rules.current().most_links == 1


def test_changes_are_told_in_words():
    before = Rules(banned_words="one\ntwo", most_links=2, closes_after=None)
    after = Rules(banned_words="two\n\nthree", most_links=3, closes_after=14)
    assert rules.changes(before, after) == [
        ("Closes after", "never", "14"),
        ("Banned words", "one", "three"),
        ("Most links", "2", "3"),
    ]
    assert rules.changes(before, before) == []


@pytest.mark.parametrize(
    ("line", "domain"),
    [("Example.ORG", "example.org"), ("*.b.example", "b.example"), ("bücher.example", "xn--bcher-kva.example")],
)
def test_domains_are_read_as_links_are(line: str, domain: str):
    assert rules.domains_of(f" {line} \n\n") == {domain}


def test_a_list_of_words_is_made_once():
    assert rules.words_of("one\ntwo") is rules.words_of("one\ntwo")
