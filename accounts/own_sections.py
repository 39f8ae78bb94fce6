"""What the account page says about someone, as far as this package knows it."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts import connected, second_factor
from accounts.models import User
from accounts.sections import Group, Section, Words
from accounts.sessions import living


def name_and_bio(user: User) -> Words:
    name = user.display_name or _("No public name yet")
    return f"{name}. {Truncator(user.bio).words(12)}" if user.bio else name


def portrait(user: User) -> Words:
    return _("Shown with your comments") if user.portrait else _("None")


def email(user: User) -> Words:
    waiting = EmailAddress.objects.get_new(user)
    if waiting and waiting.email != user.email:
        return _("%(address)s, to become %(new)s") % {"address": user.email, "new": waiting.email}
    return user.email


def password(user: User) -> Words:
    return _("Set") if user.has_usable_password() else _("None: you sign in without one")


def factors(user: User) -> Words:
    found = Authenticator.objects.filter(user=user, type__in=second_factor.FACTORS).values_list("type", flat=True)
    kinds = list(found)
    passkeys = kinds.count(Authenticator.Type.WEBAUTHN)
    names = [_("On, with an authenticator app")] if Authenticator.Type.TOTP in kinds else []
    if passkeys:
        names.append(ngettext("%(count)s passkey", "%(count)s passkeys", passkeys) % {"count": passkeys})
    return ", ".join(names) or _("Off")


def sessions(user: User) -> Words:
    count = len(living(user))
    if count < 2:
        return _("This browser alone is signed in")
    return ngettext("%(count)s browser is signed in", "%(count)s browsers are signed in", count) % {"count": count}


def connections(user: User) -> Words:
    return ", ".join(str(account.get_provider().name) for account in connected.of(user)) or _("None")


def mail(user: User) -> Words:
    kinds = ["mail_followed", "mail_newsletter"]
    wanted = [str(user._meta.get_field(kind).verbose_name) for kind in kinds if getattr(user, kind)]  # type: ignore[union-attr]  # plain fields
    words = ", ".join(wanted) or _("nothing else but what your account needs")
    return words[:1].upper() + words[1:]


def may_connect(user: User) -> bool:
    """Or has done so, while there was a provider."""
    return bool(getattr(settings, "SOCIALACCOUNT_PROVIDERS", {})) or SocialAccount.objects.filter(user=user).exists()


OWN = [
    Section(Group.PROFILE, "account_profile", gettext_lazy("Name and bio"), name_and_bio),
    Section(Group.PROFILE, "account_portrait", gettext_lazy("Picture"), portrait),
    Section(Group.SIGNING_IN, "account_email", gettext_lazy("E-mail address"), email),
    Section(Group.SIGNING_IN, "account_change_password", gettext_lazy("Password"), password),
    Section(Group.SIGNING_IN, "mfa_index", gettext_lazy("Two-step sign-in"), factors, gettext_lazy("Set up")),
    Section(
        Group.SIGNING_IN,
        "usersessions_list",
        gettext_lazy("Sessions"),
        sessions,
        gettext_lazy("See all, sign out"),
    ),
    Section(
        Group.SIGNING_IN,
        "socialaccount_connections",
        gettext_lazy("Connected accounts"),
        connections,
        is_shown=may_connect,
    ),
    Section(
        Group.READING,
        "account_saved",
        gettext_lazy("Saved stories"),
        lambda user: _("To read later, on every device"),
        gettext_lazy("Read"),
    ),
    Section(
        Group.READING,
        "account_for_you",
        gettext_lazy("For you"),
        lambda user: _("The latest on all that you follow"),
        gettext_lazy("Read"),
    ),
    Section(
        Group.READING,
        "account_following",
        gettext_lazy("Following"),
        lambda user: _("Categories, tags and authors"),
    ),
    Section(Group.MAIL, "account_mail", gettext_lazy("Mail you get"), mail),
    Section(
        Group.OWN_DATA,
        "account_export",
        gettext_lazy("Take your data with you"),
        lambda user: _("All we keep about you, in one file"),
        gettext_lazy("Export"),
    ),
    Section(
        Group.OWN_DATA,
        "account_merge",
        gettext_lazy("Two accounts into one"),
        lambda user: _("Comments, saved stories and all you follow, in one place"),
        gettext_lazy("Merge"),
    ),
    Section(
        Group.OWN_DATA,
        "account_erase",
        gettext_lazy("Close your account"),
        lambda user: _("For good, with everything we keep about you"),
        gettext_lazy("Erase"),
    ),
]
