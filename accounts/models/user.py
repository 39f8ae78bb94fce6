"""Someone who can sign in: by e-mail, with a name shown to others."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import name_key


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=email)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Without a password the account can only be entered by a reset. Raises ValueError on an empty address."""
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def locked(self, user: "User") -> "User":
        """Until the end of the transaction. What someone asks for twice at once comes one after the other then, and
        what is counted of them stays what it may be."""
        return self.select_for_update(of=("self",)).only("pk").get(pk=user.pk)

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.create_user(email, password, is_staff=True, is_superuser=True, **fields)
        user.confirm_email()
        return user


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField(_("e-mail address"), max_length=254, unique=True)
    display_name = models.CharField(
        _("public name"), max_length=80, blank=True, help_text=_("Shown beside comments. Never the e-mail address.")
    )
    # The public name as accounts/names.py compares names: equal for two that look alike.
    name_key = models.CharField(max_length=160, blank=True, editable=False, db_index=True)
    bio = models.TextField(_("about you"), max_length=500, blank=True)
    portrait = models.FileField(_("picture"), upload_to="portraits", blank=True, editable=False)
    mail_followed = models.BooleanField(_("new articles on what I follow"), default=False)
    mail_newsletter = models.BooleanField(_("the newsletter"), default=False)
    # Once right after signing in, and on the account page until they say no: accounts/passkey_offer.py.
    passkey_offered_at = models.DateTimeField(null=True, blank=True, editable=False)
    passkey_declined_at = models.DateTimeField(null=True, blank=True, editable=False)
    is_staff = models.BooleanField(_("staff"), default=False, help_text=_("May open the desk."))
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Untick to lock someone out; nothing they wrote is removed.")
    )
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    EMAIL_FIELD = USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique",
                violation_error_message=_("There is an account with this e-mail address."),
            )
        ]

    def __str__(self) -> str:
        return self.display_name or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name_key = name_key.of(self.display_name)
        only = kwargs.get("update_fields")
        if only is not None and "display_name" in only:
            kwargs["update_fields"] = {*only, "name_key"}
        super().save(*args, **kwargs)

    @property
    def public_name(self) -> str:
        return self.display_name or str(_("Reader %(number)s")) % {"number": self.pk}

    @property
    def portrait_address(self) -> str:
        """Another one for every picture, so that it may be kept for good. Empty without one."""
        version = str(self.portrait.name or "").rpartition("/")[2].removesuffix(".webp")
        return reverse("portrait", args=[self.pk, version]) if version else ""

    def confirm_email(self) -> None:
        """So that sign-in does not ask for a mailed code first. Of accounts that may have been there before, nobody
        knows whose password it is: accounts.proving.vouch sees to that."""
        from allauth.account.models import EmailAddress  # its models are not loaded yet while ours are

        email = self.email.lower()
        # The former ones open the account no more: their mailbox may be what was lost.
        EmailAddress.objects.filter(user=self).exclude(email=email).delete()
        EmailAddress.objects.update_or_create(user=self, email=email, defaults={"verified": True, "primary": True})

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)
