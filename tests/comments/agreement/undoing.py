"""Random sequences of what moderators decide, and the whole of the tables of comments before and after."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from comments import appeals, deciding, decisions, discussions, sanctions, steering
from comments.decisions import Act, Changed
from comments.models import Appeal, Comment, Decision, Discussion, Mode, Recommendation, Report, Sanction
from comments.removing import Replies
from tests.comments.said import say

Status = Comment.Status
# The log says what was undone too. Of mail there are only hints, which are looked into when it is due: an undone
# approval is found not to hold. A second moderator is asked whatever becomes of a decision.
GROWING = {"comments_decision", "comments_appeared", "comments_notice", "comments_secondreview"}
VERSION = "version"  # of a discussion: readers saw that it changed, and that it changed back


def tables() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table of comments, as the database has it: to the microsecond, generated columns too."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_app_config("comments").get_models():
            table = model._meta.db_table
            if table not in GROWING:
                key = model._meta.pk.column if model._meta.pk else "id"
                cursor.execute(f'SELECT * FROM "{table}" ORDER BY "{key}"')  # noqa: S608  # names of our own
                names = [column[0] for column in cursor.description]
                rows = (dict(zip(names, row, strict=True)) for row in cursor.fetchall())
                found[table] = [{name: row[name] for name in row if name != VERSION} for row in rows]
    return found


def without_times(found: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """When reports were decided: what is done again, is done at another time."""
    return {
        table: [{**row, "decided_at": None} if table == "comments_report" else row for row in rows]
        for table, rows in found.items()
    }


def differences(before: dict[str, list[dict[str, Any]]], after: dict[str, list[dict[str, Any]]]) -> list[str]:
    """Few enough to be read."""
    found = [
        f"{table}: {len(before[table])} rows, {len(rows)}"
        for table, rows in after.items()
        if len(before[table]) != len(rows)
    ]
    for table, rows in after.items():
        for old, new in zip(before[table], rows, strict=False):
            changed = {name: (old[name], new[name]) for name in old if old[name] != new[name]}
            if changed:
                found.append(f"{table} {next(iter(old.values()))}: {changed}")
    return found[:10]


def fill(articles: list[Article], readers: list[User], by: User, rng: Random) -> None:
    """Threads of all states, with reports that are open and decided, appeals, sanctions and recommendations."""
    said: list[Comment] = []
    for number in range(14):
        above = rng.choice([None, *said[-6:]])
        article = above.article if above else rng.choice(articles)
        status = rng.choice([*Status.values, Status.APPROVED, Status.APPROVED])
        queued = timezone.now() if status == Status.PENDING else None
        said.append(say(article, f"{number}.", above, user=rng.choice(readers), status=status, queued_at=queued))
    for comment in rng.sample(said, 5):
        _reported(comment, rng.choice(readers), rng)
    for comment in rng.sample(said, 4):
        Recommendation.objects.create(comment=comment, user=rng.choice(readers))
    for kind in ("warning", "ban"):
        given = sanctions.impose(rng.choice(readers), Sanction.Kind(kind), "Enough.", by=by)
        Appeal.objects.create(user=given.user, sanction=given, against=by, text="No.")
    for comment in [each for each in said if each.status in appeals.REFUSED]:
        Appeal.objects.create(user=comment.user, comment=comment, against=by, text="No.")
    Discussion.objects.bulk_create([Discussion(article=article) for article in articles], ignore_conflicts=True)


def _reported(comment: Comment, by: User, rng: Random) -> None:
    outcome = rng.choice(["", "", "dismissed"])
    at = timezone.now() - timedelta(days=2) if outcome else None
    Report.objects.create(comment=comment, user=by, reason="spam", outcome=outcome, decided_at=at)
    Comment.objects.filter(pk=comment.pk).update(report_weight=0 if outcome else 1.0)


class Sequence:
    """Acts of moderators, one after the other, each with a number by which all of it is undone."""

    def __init__(self, articles: list[Article], readers: list[User], moderators: list[User], rng: Random) -> None:
        self.articles, self.readers, self.moderators, self.rng = articles, readers, moderators, rng

    def play(self, length: int) -> list[UUID]:
        """Those that hold in the end, in the order in which they are to be undone: the latest first.

        Before them what withheld or restored a discussion, perhaps undone in between: in one that is withheld nothing
        is undone.
        """
        self.begun_after = Decision.objects.order_by("pk").values_list("pk", flat=True).last() or 0
        acts = [*[self.decide] * 5, *[self.steer] * 2, self.sanction, self.lift, self.appeal, self.undo]
        for _ in range(length):
            self.rng.choice(acts)()
        made = Decision.objects.filter(pk__gt=self.begun_after, undone_by=None).order_by("-pk")
        acts = list(dict.fromkeys(each.bulk for each in made if is_doing(each)))
        holds = set(made.filter(after__has_key="withheld_at").values_list("bulk", flat=True))
        return sorted(acts, key=lambda act: act not in holds)

    def by(self) -> User:
        return self.rng.choice(self.moderators)

    def decide(self) -> None:
        numbers = list(Comment.objects.order_by("pk").values_list("pk", flat=True))
        some = self.rng.sample(numbers, self.rng.choice([1, 1, 2, 6]))
        wish = deciding.Wish(self.rng.choice(deciding.VERBS), "Good.", self.rng.choice(list(Replies)))
        deciding.carry_out(some, wish, Act(by=self.by(), words="So."))

    def steer(self) -> None:
        """A whole discussion."""
        article, act = self.rng.choice(self.articles).pk, steering.Act(by=self.by())
        soon = timezone.now() + timedelta(hours=self.rng.randint(1, 9))
        verbs: list[Callable[[], object]] = [
            lambda: steering.set_mode(article, self.rng.choice(["", *Mode.values]), "Heated.", act=act),
            lambda: steering.close(article, "Enough.", act=act, at=self.rng.choice([None, soon])),
            lambda: steering.open_again(article, act=act),
            lambda: steering.slow(article, self.rng.randint(10, 90), soon, act=act),
            lambda: steering.speed_up(article, act=act),
            lambda: steering.withhold(article, "By order of a court.", act=act),
            lambda: steering.restore(article, act=act),
        ]
        with suppress(steering.Refused):
            self.rng.choice(verbs)()

    def sanction(self) -> None:
        kind = self.rng.choice(list(Sanction.Kind))
        until = timezone.now() + timedelta(days=3)
        sanctions.impose(self.rng.choice(self.readers), kind, "Enough.", by=self.by(), until=until)

    def lift(self) -> None:
        if given := Sanction.objects.filter(lifted_at=None).order_by("pk").last():
            sanctions.lift(given.pk, by=self.by())

    def appeal(self) -> None:
        open_ones = list(Appeal.objects.filter(decided_at=None).order_by("pk"))
        if open_ones:
            chosen, outcome = self.rng.choice(open_ones), self.rng.choice(list(Appeal.Outcome))
            with suppress(appeals.Refused):  # what it is about is withheld
                appeals.decide(chosen.pk, outcome, "We looked again.", by=self.moderators[1])

    def undo(self) -> None:
        """In between too, also of what was undone already, and where somebody decided otherwise since."""
        made = Decision.objects.filter(pk__gt=self.begun_after).order_by("-pk").values_list("bulk", flat=True)
        acts = list(dict.fromkeys(made))
        if acts:
            self.tried(self.rng.choice(acts))

    def tried(self, act: UUID) -> bool:
        try:
            with transaction.atomic():
                return bool(decisions.undo(act, by=self.by()))
        except (Changed, discussions.Withheld):
            return False


def is_doing(decision: Decision) -> bool:
    """Not undoing: that leaves nothing. Undoing what was undone is doing it again."""
    steps = 0
    while decision.undoes:
        decision, steps = decision.undoes, steps + 1
    return steps % 2 == 0
