"""What was done, by whom, when and from where: rows that are only ever added, each sealed by the one before."""

import hashlib
import json
import secrets
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

NOTHING_BEFORE = "0" * 64


def canonical(value: Any) -> str:
    """The one way to write a value as JSON, so that a hash of it means something."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


class CanonicalJSONField(models.TextField):
    """JSON kept as text: PostgreSQL's own type would write numbers in another way than they were hashed."""

    _pyi_private_set_type: Any  # for mypy: not the text of TextField
    _pyi_private_get_type: Any

    def from_db_value(self, value: str | None, *_: Any) -> Any:
        return None if value is None else json.loads(value)

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else canonical(value)


class AuditEntry(models.Model):
    """Never changed, never deleted: triggers of the database refuse both (migration 0003).

    Who did it and to what are numbers instead of foreign keys, as a foreign key would be rewritten when the person or
    the thing goes. What tells of a person is in `personal` alone. The chain covers its salted hash, not the words, so
    that it can be emptied (audit.forget) and the chain still holds.
    """

    number = models.PositiveBigIntegerField(_("number"), primary_key=True)
    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    verb = models.CharField(_("what"), max_length=60)
    actor_id = models.BigIntegerField(_("who"), null=True)
    subject_type = models.CharField(_("kind of subject"), max_length=100, blank=True)
    subject_id = models.CharField(_("subject"), max_length=64, blank=True)
    details = CanonicalJSONField(_("details"), default=dict)
    personal = CanonicalJSONField(_("from where"), null=True)
    salt = models.CharField(max_length=32, blank=True)
    personal_hash = models.CharField(max_length=64)
    hash = models.CharField(_("seal"), max_length=64)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit log")
        default_permissions = ("view",)
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["actor_id", "-number"], name="audit_by_actor"),
            models.Index(fields=["verb", "-number"], name="audit_by_verb"),
            models.Index(fields=["subject_type", "subject_id", "-number"], name="audit_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.verb.replace('_', ' ')}"

    def seal(self, after: str) -> None:
        """Hashes it into the chain, behind the entry whose hash is `after`."""
        self.salt = secrets.token_hex(16)
        self.personal_hash = self.hash_of_personal()
        self.hash = self.hash_behind(after)

    def hash_of_personal(self) -> str:
        return hashlib.sha256(f"{self.salt}{canonical(self.personal)}".encode()).hexdigest()

    def hash_behind(self, previous: str) -> str:
        kept = [previous, self.number, self.at.timestamp(), self.verb, self.actor_id]
        kept += [self.subject_type, self.subject_id, self.details, self.personal_hash]
        return hashlib.sha256(canonical(kept).encode()).hexdigest()

    def holds(self, previous: str) -> bool:
        """Whether it is what was once written behind the entry whose hash is `previous`."""
        is_forgotten = self.personal is None and not self.salt
        return self.hash == self.hash_behind(previous) and (
            is_forgotten or self.personal_hash == self.hash_of_personal()
        )


class AuditHead(models.Model):
    """The end of the chain, one row. Whoever adds an entry locks it, so that no two stand behind the same one."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=NOTHING_BEFORE)

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="audit_one_head")]

    def __str__(self) -> str:
        return f"{self.number} {self.hash}"
