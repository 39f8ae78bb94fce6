"""For an administrator who is locked out."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import locked_out
from accounts.models import User


class Command(BaseCommand):
    help = (
        "Removes the authenticator apps, passkeys and recovery codes of an account, ends its sessions, tells its owner "
        "by mail and puts it into the audit log. Be sure who is asking: afterwards, the password alone is enough to "
        "set up new ones."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address they sign in with")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["email"]).first()
        if not user:
            raise CommandError(_("Nobody signs in with %s.") % options["email"])
        removed = locked_out.reset_second_factor(user, by=None)
        said = ngettext("%(count)s factor of %(email)s removed.", "%(count)s factors of %(email)s removed.", removed)
        self.stdout.write(said % {"count": removed, "email": user.email})
