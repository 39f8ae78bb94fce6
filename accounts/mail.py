"""Mail: written while a request is answered, sent by the worker.

What is to be sent and the job that sends it are put into the database in one transaction with their cause. The job
holds the mail's number alone, for its tables are shown at the desk and kept; the mail itself is encrypted, and gone
once sent.

A mail is sent at least once: if the worker dies after the mail server took it and before its row is deleted, it goes
out again, with the same Message-ID, by which most mail programs show it once. In all other cases it is sent once.
"""

import json
import logging
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from email.utils import formataddr, formatdate, make_msgid, parseaddr
from smtplib import SMTPRecipientsRefused
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F
from django.template import Context, engines
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django_q.tasks import async_task

from accounts import publication, secrets
from accounts.models import OutgoingMail

logger = logging.getLogger(__name__)

# The mail's own job sends it within its first minute or leaves it alone; what is older is the minute's job's, of which
# only one runs at a time. So no two of them ever send the same mail, however long a mail server takes to answer.
OWN_JOB = timedelta(minutes=1)
AGAIN_AFTER = timedelta(minutes=6)  # longer than a job may run; doubled with each attempt
OLDEST = timedelta(hours=24)  # by then the codes are worthless, and the news is old
SLICE = 30  # seconds; a mail server that is slow to fail must not keep other jobs waiting
CLAIM = "accounts.mail"
QUOTE = "> "
ADDRESS = re.compile(r"https?://\S+")


class Condition(NamedTuple):
    """Asked right before a mail goes out, which may be hours after it was written: a function by its dotted name, and
    what it is given, by name. If it answers False, the mail is dropped, in one transaction with whatever it changed."""

    function: str
    given: dict[str, Any]  # as JSON has it


def send(
    template_prefix: str,
    to: str,
    context: dict[str, Any],
    *,
    unsubscribe: str = "",
    condition: Condition | None = None,
) -> None:
    """From `…_subject.txt` and `…_message.txt`; the HTML is the same paragraphs in templates/emails/_frame.html.

    `unsubscribe` is the address of a one-click form, for mails that people may do without.
    Raises BadHeaderError for a recipient with a line break in it; nothing is stored or sent then. What can never reach
    its recipient is dropped, as when a mail server says so: whoever it is about goes on.
    """
    try:
        message = compose(template_prefix, to, context, unsubscribe=unsubscribe)
    except Unsendable:
        logger.warning("A mail has a recipient that no mail can be addressed to, and is dropped.")
    else:
        _post(message, condition)


def pretend(template_prefix: str, to: str, context: dict[str, Any]) -> None:
    """All the work of `send`, in the same time, for nobody: a form that anyone may fill in tells by nothing, not
    even by how long it takes, whether there is an account with an address."""
    with suppress(Unsendable):
        message = compose(template_prefix, to, context)
        message.to = []
        _post(message)


def _post(message: EmailMultiAlternatives, condition: Condition | None = None) -> None:
    fields = ("subject", "body", "from_email", "to", "extra_headers")
    stored = {name: getattr(message, name) for name in fields} | {"html": message.alternatives[0][0]}
    if condition:
        stored["condition"] = condition
    with transaction.atomic():
        mail = OutgoingMail.objects.create(message=secrets.encrypt(json.dumps(stored)))
        async_task("accounts.mail.send_now", mail.pk, q_options={"save": False})


class Unsendable(Exception):
    """The recipient's address cannot be written into a mail; accounts/mailboxes.py keeps such out of forms."""


def compose(template_prefix: str, to: str, context: dict[str, Any], *, unsubscribe: str = "") -> EmailMultiAlternatives:
    """Raises Unsendable, and BadHeaderError."""
    name = publication.name()
    context = {**context, "email": to, "publication_name": name, "site_url": settings.SITE_URL}
    subject = " ".join(_text(f"{template_prefix}_subject.txt", context).split())
    paragraphs = _paragraphs(_text(f"{template_prefix}_message.txt", context))
    context |= {"subject": subject, "paragraphs": paragraphs, "unsubscribe": unsubscribe, "language": get_language()}
    message = EmailMultiAlternatives(
        subject, _text("emails/_frame.txt", context), _sender(name), [to], headers=_headers(unsubscribe)
    )
    message.attach_alternative(render_to_string("emails/_frame.html", context), "text/html")
    try:
        message.message()  # raises here, and not in the worker
    except UnicodeError as error:
        raise Unsendable from error
    return message


def _text(template: str, context: dict[str, Any]) -> str:
    """Plain text: nothing is escaped in it."""
    return str(engines["django"].engine.get_template(template).render(Context(context, autoescape=False))).strip()  # type: ignore[attr-defined]  # of Django's own engine


class Paragraph(NamedTuple):
    text: str

    @property
    def is_quote(self) -> bool:
        """Words of somebody else: nothing in them is linked, whatever they look like."""
        return self.text.startswith(QUOTE)

    @property
    def address(self) -> str:
        """The last line, if it is one. Empty otherwise."""
        last = self.text.rpartition("\n")[2]
        return last if not self.is_quote and ADDRESS.fullmatch(last) else ""

    @property
    def words(self) -> str:
        return self.text.removeprefix(QUOTE).removesuffix(self.address).rstrip()


def _paragraphs(text: str) -> list[Paragraph]:
    return [Paragraph(lines) for paragraph in text.split("\n\n") if (lines := paragraph.strip())]


def _sender(name: str) -> str:
    """The publication, unless DEFAULT_FROM_EMAIL names someone already."""
    own_name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((own_name or " ".join(name.split()), address))


def _headers(unsubscribe: str) -> dict[str, str]:
    headers = {
        "Auto-Submitted": "auto-generated",  # so that no absence note answers; RFC 3834
        "Date": formatdate(),
        "Message-ID": make_msgid(domain=urlsplit(settings.SITE_URL).hostname),
    }
    if unsubscribe:
        headers |= {"List-Unsubscribe": f"<{unsubscribe}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return headers


def send_now(mail_id: int) -> None:
    """The job that follows the commit."""
    if mail := OutgoingMail.objects.filter(pk=mail_id, attempts=0, created_at__gt=timezone.now() - OWN_JOB).first():
        _send(mail)


def send_waiting() -> None:
    """The job that runs each minute: what a mail server refused, and what was left behind when a worker died."""
    if not cache.add(CLAIM, "taken", settings.Q_CLUSTER["timeout"]):  # who is killed cannot give it back
        return
    try:
        now, ends = timezone.now(), time.monotonic() + SLICE
        _drop_old(now)
        for mail in _due(now):
            if time.monotonic() < ends:
                _send(mail)
    finally:
        cache.delete(CLAIM)


def _drop_old(now: datetime) -> None:
    for mail in OutgoingMail.objects.filter(created_at__lte=now - OLDEST):
        logger.error("Mail %s could not be sent for a day and is dropped (%s).", mail.pk, mail.problem or "not tried")
        mail.delete()


def _due(now: datetime) -> Iterator[OutgoingMail]:
    for mail in OutgoingMail.objects.filter(created_at__lte=now - OWN_JOB):
        if not mail.attempts or now >= mail.created_at + AGAIN_AFTER * 2 ** (mail.attempts - 1):
            yield mail


def _send(mail: OutgoingMail) -> None:
    # Before it is tried, and only if nobody else did meanwhile.
    if not OutgoingMail.objects.filter(pk=mail.pk, attempts=mail.attempts).update(attempts=F("attempts") + 1):
        return
    try:
        message = read(mail)
        if not _is_still_wanted(mail):
            return
        message.send()
    except Exception as error:
        _note(mail, error)
    else:
        mail.delete()


def _is_still_wanted(mail: OutgoingMail) -> bool:
    condition = _stored(mail).get("condition")
    if not condition:
        return True
    function, given = condition
    with transaction.atomic():
        is_wanted = bool(import_string(function)(**given))
        if not is_wanted:
            mail.delete()
    return is_wanted


def _note(mail: OutgoingMail, error: Exception) -> None:
    """By its class alone: what an error says, and its traceback, may tell the address."""
    problem = type(error).__name__
    if _is_final(error):
        logger.warning("Mail %s can never be sent and is dropped (%s).", mail.pk, problem)
        mail.delete()
        return
    logger.warning("Mail %s could not be sent now (%s).", mail.pk, problem)
    OutgoingMail.objects.filter(pk=mail.pk).update(problem=problem)


def _is_final(error: Exception) -> bool:
    """Whether the mail server said that there is no such person, or the key to the mail is lost."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return isinstance(error, secrets.Unreadable)


def read(mail: OutgoingMail) -> EmailMultiAlternatives:
    """Raises accounts.secrets.Unreadable if the key to it was changed."""
    stored = _stored(mail)
    html, headers = stored.pop("html"), stored.pop("extra_headers")
    stored.pop("condition", None)
    message = EmailMultiAlternatives(**stored, headers=headers)
    message.attach_alternative(html, "text/html")
    return message


def _stored(mail: OutgoingMail) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(secrets.decrypt(mail.message))
    return found


def forget(addresses: set[str]) -> None:
    """Deletes what waits to be sent to one of these addresses, which are in small letters."""
    for mail in OutgoingMail.objects.iterator():
        try:
            recipients = {address.lower() for address in read(mail).to}
        except secrets.Unreadable:
            continue
        if recipients & addresses:
            mail.delete()
