"""What several verbs of one transaction record is written when all of them are done."""

from contextlib import suppress

import pytest

from accounts import audit
from accounts.models import AuditEntry

pytestmark = pytest.mark.django_db


def verbs() -> list[str]:
    return list(AuditEntry.objects.order_by("number").values_list("verb", flat=True))


def test_written_in_order_when_all_is_done():
    with audit.at_the_end():
        audit.record("first", by=None)
        audit.record("second", by=None)
        assert verbs() == []
    audit.record("third", by=None)
    assert verbs() == ["first", "second", "third"]
    assert audit.verify().number == 3


def test_what_fails_leaves_nothing_and_what_is_around_it_all():
    with audit.at_the_end():
        audit.record("first", by=None)
        with suppress(ValueError), audit.at_the_end():
            audit.record("fails", by=None)
            raise ValueError
        with audit.at_the_end():
            audit.record("second", by=None)
        assert verbs() == []
    with suppress(ValueError), audit.at_the_end():
        audit.record("fails", by=None)
        raise ValueError
    assert verbs() == ["first", "second"]
