"""Accounts that somebody began and never confirmed: deleted by the clock, for the address may be anyone's."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone

from accounts import audit
from accounts.models import AuditEntry, User

KEPT = timedelta(days=7)
BATCH = 200
MOST = 10_000  # in one run, so that it ends


def delete_old() -> int:
    """Returns how many."""
    deleted = 0
    while deleted < MOST and (batch := _delete_some()):
        deleted += batch
    return deleted


@transaction.atomic
def _delete_some() -> int:
    some = list(_old().order_by("pk").values_list("pk", flat=True)[:BATCH])
    # Who confirms it in this moment waits, or has done so before we look again.
    list(EmailAddress.objects.select_for_update().filter(user__in=some).order_by("pk"))
    numbers = list(_old().filter(pk__in=some).values_list("pk", flat=True))
    if not numbers:
        return 0
    User.objects.filter(pk__in=numbers).delete()
    audit.forget_numbers(numbers)
    audit.record("delete_unconfirmed", by=None, accounts=len(numbers))
    return len(numbers)


def _old() -> QuerySet[User]:
    """Those who signed up, and nothing came of it: not those whom the desk, an invitation or an import made."""
    signed_up = AuditEntry.objects.filter(verb="sign_up", actor_id=OuterRef("pk"))
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    found = User.objects.filter(
        Exists(signed_up), ~Exists(confirmed), ~Exists(_of_the_desks_log()), date_joined__lt=timezone.now() - KEPT
    )
    found = found.filter(last_login=None, is_active=True, is_staff=False, is_superuser=False)
    for relation in User._meta.related_objects:  # whatever is theirs: a comment, an account elsewhere, a passkey …
        if relation.related_model is not EmailAddress:
            theirs = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
            found = found.filter(~Exists(theirs))
    return found.filter(groups=None, user_permissions=None)


def _of_the_desks_log() -> QuerySet[LogEntry]:
    """Whom the desk had to do with, it decides about."""
    users = ContentType.objects.get_for_model(User)
    return LogEntry.objects.filter(content_type=users, object_id=Cast(OuterRef("pk"), CharField()))
