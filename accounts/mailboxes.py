"""Which addresses a mail can be sent to at all."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.encoding import punycode
from django.utils.translation import gettext as _


def check(email: str) -> None:
    """Of what a form for e-mail addresses lets through, refuses what no mail program could write into a header: a
    domain that has no name in ASCII, or other letters before the @. Raises ValidationError."""
    name, _at, domain = email.rpartition("@")
    try:
        validate_email(f"{name.encode('ascii').decode()}@{punycode(domain)}")
    except (UnicodeError, ValidationError) as error:
        raise ValidationError(_("No mail can be sent to this address. Check how it is spelled.")) from error
