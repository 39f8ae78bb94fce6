"""How much is written in a minute: by a reader, from a network, about an article.

Counted in the database, in the transaction that adds to it, while the reader and the discussion are locked: two
processes that count at once would both find room for the same comment, and a cache would forget what a restart takes.
"""

from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from zlib import crc32

from django.db import connection
from django.db.models import QuerySet

from accounts.models import User
from comments.models import Comment, Rules

WITHIN = timedelta(minutes=1)
RECENT = 2000  # comments that are looked through, the last ones
PREFIX = 64  # of an IPv6 address; a line has so much of its own
LOCKS = 0x636F6D6D  # so that no other lock of this database has the same number


def network_of(ip: str | None) -> str | None:
    """The line somebody writes from: an IPv4 address, or the /64 of an IPv6 address."""
    if not ip:
        return None
    parsed = ip_address(ip)
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or ip_network((parsed.packed, PREFIX), strict=False))
    return str(parsed)


def recent(since: datetime) -> "QuerySet[Comment]":
    """At most so many, by their numbers: no index knows when. Old ones that were imported just now are none."""
    newest = Comment.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return Comment.objects.filter(pk__gt=newest - RECENT, created_at__gt=since).order_by()


def reader_is_quick(by: User, rules: Rules, now: datetime) -> bool:
    """Of a reader whose row is locked."""
    return Comment.objects.filter(user=by, created_at__gt=now - WITHIN).count() >= rules.per_reader


def network_is_quick(network: str | None, rules: Rules, now: datetime) -> bool:
    """Others who write from there wait until this transaction ends. To be called when everything else is locked."""
    if network is None:
        return False
    if connection.vendor == "postgresql":  # SQLite lets one write at a time anyway
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCKS, crc32(network.encode()) - 2**31])
    addresses = recent(now - WITHIN).exclude(ip_address=None).values_list("ip_address", flat=True)
    return sum(network_of(address) == network for address in addresses) >= rules.per_network


def article_is_busy(article_id: int, rules: Rules, now: datetime) -> bool:
    """Of a discussion that is locked."""
    return recent(now - WITHIN).filter(article=article_id).count() >= rules.per_article
