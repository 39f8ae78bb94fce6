"""What five roles do at random: guests, readers, an author of the paper, moderators and an administrator.

Where people act through pages, so do they. Each act answers with a word on what came of it, to be counted.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts import erasure, merging
from articles.models import Article
from comments import decisions, steering
from comments.models import Appeal, Comment, Decision, Discussion, Mode, Sanction
from comments.removing import Replies
from tests.comments.agreement.stage import JSON, Person, Stage
from tests.comments.ruled import ruled
from tests.comments.said import say

DESK = "/admin/comments/moderation/"
APPROVED = {"status": Comment.Status.APPROVED}
TEXTS = [
    "Well said, thank you.",
    "I doubt that this is so.",
    "This is dubious.",
    "A forbidden word.",
    "@Reader 1 hear me.",
]


def sent(person: Person, address: str, data: dict[str, Any]) -> str:
    return str(person.client.post(address, data, headers=JSON).status_code)


# Guests


def guest_tries(stage: Stage) -> str:
    """To write, to recommend and to decide, none of which they may."""
    comment = stage.one()
    number, article = comment.pk if comment else 1, stage.article().pk
    tries = [
        (f"/comments/{article}/write/", {"text": "Me too."}),
        (f"/comments/{article}/draft/", {"text": "Me too."}),
        (f"/comments/{number}/recommend/", {}),
        (f"/comments/{number}/report/", {"reason": "spam"}),
        (f"/comments/{number}/remove/", {}),
        (f"{DESK}decide/", {"verb": "approve", "number": [str(number)]}),
        (f"/discussion/{article}/", {}),
    ]
    address, data = stage.rng.choice(tries)
    return str(stage.guest.post(address, data, headers=JSON).status_code)


def guest_is_imported(stage: Stage) -> str:
    """As those of other systems are: with a name, perhaps with the address of somebody who has an account."""
    email = stage.rng.choice(["", stage.rng.choice(stage.readers).user.email])
    article = stage.article()
    above = stage.one(article=article) if stage.rng.random() < 0.5 else None
    status = stage.rng.choice(["approved", "approved", "pending", "spam"])
    say(article, "From elsewhere.", above, guest_email=email, status=status, created_at=timezone.now())
    return status


# Readers, and the author


def write(stage: Stage) -> str:
    person, article = stage.rng.choice(stage.writers), stage.article()
    data = {"text": f"{stage.rng.choice(TEXTS)} {stage.rng.randrange(10**6)}"}
    if stage.rng.random() < 0.65 and (above := stage.one(**APPROVED)):
        article, data["reply_to"] = above.article, str(above.pk)
    return sent(person, f"/comments/{article.pk}/write/", data)


def own_of(stage: Stage) -> tuple[Person, Comment | None]:
    person = stage.rng.choice(stage.writers)
    return person, stage.one(user=person.user)


def edit(stage: Stage) -> str:
    person, comment = own_of(stage)
    data = {"text": f"{stage.rng.choice(TEXTS)} Changed. {stage.rng.randrange(10**6)}"}
    return sent(person, f"/comments/{comment.pk}/edit/", data) if comment else ""


def withdraw(stage: Stage) -> str:
    person, comment = own_of(stage)
    return sent(person, f"/comments/{comment.pk}/remove/", {}) if comment else ""


def appeal(stage: Stage) -> str:
    person = stage.rng.choice(stage.writers)
    comment = stage.one(user=person.user, status__in=["rejected", "spam"])
    sanction = Sanction.objects.filter(user=person.user).order_by("pk").last()
    if sanction and stage.rng.random() < 0.4:
        return sent(person, f"/comments/sanctions/{sanction.pk}/appeal/", {"text": "No."})
    return sent(person, f"/comments/{comment.pk}/appeal/", {"text": "Not so."}) if comment else ""


def toggled(name: str) -> Callable[[Stage], str]:
    def act(stage: Stage) -> str:
        person, comment = stage.rng.choice(stage.writers), stage.one(**APPROVED)
        data = {"take_back": "1"} if stage.rng.random() < 0.25 else {}
        return sent(person, f"/comments/{comment.pk}/{name}/", data) if comment else ""

    act.__name__ = name
    return act


def report(stage: Stage) -> str:
    person, comment = stage.rng.choice(stage.writers), stage.one(**APPROVED)
    data = {"reason": stage.rng.choice(["spam", "insult", "false"]), "text": "Look."}
    return sent(person, f"/comments/{comment.pk}/report/", data) if comment else ""


# Moderators


def decide(stage: Stage) -> str:
    verb = stage.rng.choice(
        ["approve", "approve", "reject", "spam", "hold", "return", "feature", "feature", "unfeature"]
    )
    chosen = stage.some(most=6 if stage.rng.random() < 0.3 else 1)
    data = {
        "verb": verb,
        "number": [f"{each.pk}:{each.status}" for each in chosen],
        "reason": str(stage.reason),
        "note": "Worth it." if verb == "feature" else "",
        "replies": stage.rng.choice(Replies.values),
    }
    return sent(stage.rng.choice(stage.moderators), f"{DESK}decide/", data)


def decide_all(stage: Stage) -> str:
    """That a queue has."""
    data = {
        "verb": stage.rng.choice(["approve", "approve", "reject", "spam"]),
        "queue": stage.rng.choice(["pending", "suspect", "reported", "returned"]),
        "everything": "1",
        "last": str(Comment.objects.order_by("pk").values_list("pk", flat=True).last() or 0),
        "reason": str(stage.reason),
    }
    return sent(stage.rng.choice(stage.moderators), f"{DESK}decide/", data)


def undo(stage: Stage) -> str:
    """The last acts more often than old ones."""
    acts = list(dict.fromkeys(Decision.objects.order_by("-pk").values_list("bulk", flat=True)[:60]))
    if not acts:
        return ""
    chosen = acts[min(int(stage.rng.expovariate(0.25)), len(acts) - 1)]
    return sent(stage.rng.choice([*stage.moderators, stage.administrator]), f"{DESK}undo/", {"act": str(chosen)})


def claim(stage: Stage) -> str:
    comment = stage.one()
    return sent(stage.rng.choice(stage.moderators), f"{DESK}claim/", {"number": str(comment.pk)}) if comment else ""


def sanction(stage: Stage) -> str:
    user = stage.rng.choice(stage.readers).user
    given = Sanction.objects.filter(user=user, lifted_at=None).order_by("pk").last()
    by, address = stage.rng.choice(stage.moderators), f"{DESK}readers/{user.pk}/sanction/"
    if given:  # so that somebody goes on writing
        return sent(by, f"{address}{given.pk}/lift/", {})
    kind = stage.rng.choice(["warning", "suspension", "ban"])
    return sent(by, address, {"kind": kind, "days": "1", "words": "Enough."})


def decide_appeal(stage: Stage) -> str:
    found = Appeal.objects.filter(decided_at=None).order_by("pk").first()
    data = {"outcome": stage.rng.choice(Appeal.Outcome.values), "answer": "We looked again."}
    by = stage.rng.choice([*stage.moderators, stage.administrator])
    return sent(by, f"{DESK}appeals/{found.pk}/decide/", data) if found else ""


# The administrator


def change_by_hand(stage: Stage) -> str:
    """In the admin's own form."""
    comment = stage.one()
    if not comment:
        return ""
    address = f"/admin/comments/comment/{comment.pk}/change/"
    form = stage.administrator.client.get(address).context["adminform"].form
    status = stage.rng.choice(["approved", "pending", "rejected", "spam", "returned"])
    body = stage.rng.choice([comment.body, "<p>Put differently by the desk.</p>"])
    names = {"guest_name": comment.guest_name, "guest_email": comment.guest_email}
    return sent(stage.administrator, address, {"status": status, "body": body, **names, "seen": form.initial["seen"]})


def delete(stage: Stage) -> str:
    """Of what was answered, nothing goes."""
    comment = stage.one()
    return (
        sent(stage.administrator, f"/admin/comments/comment/{comment.pk}/delete/", {"post": "yes"}) if comment else ""
    )


def many_in_admin(stage: Stage) -> str:
    action = stage.rng.choice(["approve", "reject", "mark_as_spam"])
    data = {"action": action, "_selected_action": [str(each.pk) for each in stage.some(most=4)]}
    return sent(stage.administrator, "/admin/comments/comment/", data)


def set_rules(stage: Stage) -> str:
    mode = stage.rng.choice(["after", "after", "first", "before"])
    ruled(
        mode=mode, first=2, suspect_words="dubious", banned_words="forbidden", hold_reports=2, heat=6, edit_minutes=60
    )
    return mode


def set_policy(stage: Stage) -> str:
    """Not for long, so that somebody goes on writing."""
    article = Article.objects.exclude(comments_policy="open").first()
    policy = "open" if article else stage.rng.choice(["closed", "off"])
    Article.objects.filter(pk=(article or stage.article()).pk).update(comments_policy=policy)
    return policy


def withhold(stage: Stage) -> str:
    """And restored soon."""
    found = Discussion.objects.filter(withheld_at__isnull=False).first()
    act = steering.Act(by=stage.moderators[0].user)
    if found:
        steering.restore(found.pk, act=act)
        return "restored"
    steering.withhold(stage.article().pk, "By order of a court.", act=act)
    return "withheld"


def steer(stage: Stage) -> str:
    """How a discussion is moderated, whether it is open, and how fast."""
    article, act = stage.article().pk, steering.Act(by=stage.moderators[0].user)
    soon = timezone.now() + timedelta(minutes=stage.rng.randint(1, 9))
    name = stage.rng.choice(["mode", "close", "open", "slow", "speed"])
    if name == "mode":
        steering.set_mode(article, stage.rng.choice(["", "", *Mode.values]), "Heated.", act=act)
    elif name == "close":
        steering.close(article, "For now.", act=act)
        steering.open_again(stage.articles[0].pk, act=act)  # so that somebody goes on writing
    elif name == "slow":
        steering.slow(article, 60, soon, act=act)
    else:
        (steering.open_again if name == "open" else steering.speed_up)(article, act=act)
    return name


def leave(stage: Stage) -> str:
    person = stage.readers.pop(stage.rng.randrange(len(stage.readers)))
    erasure.erase(person.user, keeps_comments=stage.rng.random() < 0.5)
    stage.new_reader()
    return "left"


def merge(stage: Stage) -> str:
    """Two accounts of one person become one."""
    away, into = stage.rng.sample(stage.readers, 2)
    stage.readers.remove(away)
    leaving = erasure.leaving_of(away.user, keeps_comments=True)
    with transaction.atomic(), suppress(decisions.Changed):
        planned = merging.planned(away.user, into.user)
        for mover in merging.movers():
            mover.move(planned)
        erasure.forget(leaving)
    stage.new_reader()
    return "merged"


# How often, beside each other.
ACTS: dict[Callable[[Stage], str], int] = {
    write: 45,
    edit: 7,
    withdraw: 4,
    toggled("recommend"): 12,
    toggled("ignore"): 4,
    toggled("mute"): 1,
    report: 9,
    appeal: 4,
    decide: 22,
    decide_all: 4,
    undo: 12,
    claim: 1,
    sanction: 3,
    decide_appeal: 4,
    change_by_hand: 3,
    delete: 2,
    many_in_admin: 3,
    set_rules: 2,
    set_policy: 3,
    withhold: 4,
    steer: 5,
    leave: 1,
    merge: 1,
    guest_tries: 5,
    guest_is_imported: 5,
}
