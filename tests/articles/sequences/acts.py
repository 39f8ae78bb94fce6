"""What people do at the desk, one at a time; each act says what came of it, and keeps count of what may be live."""

from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from articles import publishing, revisions, working_copies
from articles.models import Article
from articles.publishing import Clash, Refused
from articles.revisions import Content
from articles.writing import Settled, is_kept_apart
from tests.articles.sequences.stage import Stage, Window, moved, send

Act = Callable[[Stage], str]
WHY = "Played all the same."  # what is played is no good article
FOR_READERS = {"update", "publish", "publish_today", "schedule"}


def somebody(stage: Stage) -> User:
    return stage.rng.choice(stage.cast.people)


def window_of(stage: Stage, user: User) -> Window:
    """Mostly as it was left, and so perhaps of a text that others changed since."""
    found = stage.windows.get(user.pk)
    return found if found and stage.rng.random() < 0.85 else stage.open(user)


def open_it(stage: Stage) -> str:
    stage.open(somebody(stage))
    return ""


def autosave(stage: Stage) -> str:
    user = somebody(stage)
    window = window_of(stage, user)
    stage.type(window)
    return _sent(stage, user, window, "autosave")


def save(stage: Stage) -> str:
    user = somebody(stage)
    window = window_of(stage, user)
    stage.type(window)
    return _sent(stage, user, window, "save")


def press(stage: Stage) -> str:
    """A button that saves and does more."""
    user = somebody(stage)
    window = window_of(stage, user)
    if stage.rng.random() < 0.5:
        stage.type(window)
    return _sent(stage, user, window, stage.rng.choice(["update", "update", "publish", "schedule", "submit", "ready"]))


def restore(stage: Stage) -> str:
    user, number = somebody(stage), stage.rng.randint(1, publishing.latest_revision(stage.article) + 1)
    wanted = working_copies.at(stage.article, number)
    try:
        publishing.restore(stage.fresh(), number, by=user)
    except (Refused, PermissionDenied) as refused:
        return type(refused).__name__
    article = stage.fresh()
    newest = working_copies.head(article).content
    assert wanted is not None
    assert set(revisions.differing(wanted, newest)) <= set(revisions.DATES), "what was restored is not the newest text"
    if not is_kept_apart(article, user) and not article.working_copy_id:
        stage.said = newest
    stage.open(user)
    return "done"


def from_list(stage: Stage) -> str:
    """A verb without a form: of the list, or of somebody in a hurry."""
    user, verb = somebody(stage), stage.rng.choice(list(PLAIN))
    before = stage.fresh()
    shown = before.working_copy.content if verb == "update" and before.working_copy else revisions.of_row(before)
    try:
        PLAIN[verb](stage, before, user)
    except (Refused, PermissionDenied) as refused:
        return f"{verb} {type(refused).__name__}"
    _given(stage, verb, shown)
    return f"{verb} done"


def wait(stage: Stage) -> str:
    moved(stage, stage.rng.choice([1, 600, 3600, 7200, 86400]))
    return ""


def _schedule(stage: Stage, article: Article, user: User) -> Any:
    at = timezone.now() + timedelta(minutes=stage.rng.choice([5, 90]))
    return publishing.schedule(article, by=user, at=at, override=WHY)


def _update(stage: Stage, article: Article, user: User) -> Any:
    copy = article.working_copy
    number = copy.number if copy and stage.rng.random() < 0.7 else stage.rng.choice([None, 1])
    told = stage.rng.random() < 0.5
    return publishing.update(article, by=user, expected_revision=number, is_substantive=told, override=WHY)


PLAIN: dict[str, Callable[[Stage, Article, User], Any]] = {
    "publish": lambda stage, article, user: publishing.publish(article, by=user, override=WHY),
    "publish_today": lambda stage, article, user: publishing.publish(article, by=user, at=timezone.now(), override=WHY),
    "schedule": _schedule,
    "update": _update,
    "submit": lambda stage, article, user: publishing.submit(article, by=user),
    "ready": lambda stage, article, user: publishing.mark_ready(article, by=user),
    "discard": lambda stage, article, user: publishing.discard(article, by=user),
    "unschedule": lambda stage, article, user: publishing.unschedule(article, by=user),
    "unpublish": lambda stage, article, user: publishing.unpublish(article, by=user),
    "take_down": lambda stage, article, user: publishing.take_down(article, by=user, reason="It is wrong."),
    "reinstate": lambda stage, article, user: publishing.reinstate(article, by=user, note="It is right."),
}
# Each weighted by how often people do it.
ACTS: dict[Act, int] = {autosave: 7, save: 5, press: 7, from_list: 5, restore: 2, open_it: 2, wait: 2}


def _given(stage: Stage, verb: str, shown: Content) -> None:
    """What readers get from now on, or when its time comes."""
    if verb in FOR_READERS:
        stage.approved = deepcopy(shown)
    stage.said = revisions.of_row(stage.fresh()) if verb == "update" else stage.said


def _sent(stage: Stage, user: User, window: Window, verb: str, settled: Settled | None = None) -> str:
    before = working_copies.head(stage.fresh())
    mine, typed = deepcopy(window.content), window.typed
    try:
        with transaction.atomic():
            saved = send(stage, user, window, is_auto=verb == "autosave", settled=settled)
            is_held_back = bool(saved.merged) and verb in FOR_READERS
            _check_merged(stage, before.content, mine, typed, settled)
            if not is_held_back:
                _do(stage, user, verb)
    except Clash as clash:
        return _clashed(stage, user, window, verb, clash)
    except (Refused, PermissionDenied) as refused:
        return f"{verb} {_kept_anyway(stage, user, window, typed, refused)}"
    stage.note_sent(mine, typed)
    _noted(stage, user, verb, saved.content, mine, is_held_back, settled, before.content)
    stage.open(user)
    return f"{verb} {'held back' if is_held_back else 'merged' if saved.merged else 'done'}"


def _do(stage: Stage, user: User, verb: str) -> None:
    """As the form does it: what goes to readers is the text that was before whoever pressed the button."""
    article = stage.fresh()
    is_given = verb == "update" or (verb in FOR_READERS and article.status == Article.Status.PUBLISHED)
    if is_given and article.working_copy:
        publishing.update(article, by=user, expected_revision=article.working_copy.number, override=WHY)
    if verb in PLAIN and verb != "update":
        PLAIN[verb](stage, article, user)


def _noted(
    stage: Stage,
    user: User,
    verb: str,
    saved: Content,
    mine: Content,
    is_held_back: bool,
    settled: Settled | None,
    theirs: Content,
) -> None:
    """`said` and `approved`, from what this person had before them."""
    if verb != "autosave" and stage.fresh().status not in publishing.PUBLIC:
        article = stage.fresh()
        stage.said = saved if not article.working_copy_id else stage.said
    if verb in FOR_READERS and not is_held_back and stage.fresh().status == Article.Status.PUBLISHED:
        chosen = settled.keeps_theirs if settled else ()
        stage.approved = {**mine, **{name: theirs[name] for name in chosen}}
        stage.said = stage.approved


def _check_merged(stage: Stage, theirs: Content, mine: Content, typed: list[str], settled: Settled | None) -> None:
    """What I typed is in the newest text, and so is whatever of others I did not touch."""
    newest = working_copies.head(stage.fresh()).content
    kept = set(settled.keeps_theirs) if settled else set()
    lost = [name for name in revisions.differing(mine, newest) if name in typed and name not in kept]
    assert not lost, f"typed, and not in the newest text: {lost}"
    gone = [name for name in revisions.differing(theirs, newest) if name not in typed]
    assert not gone, f"of others, and gone: {gone}"


def _clashed(stage: Stage, user: User, window: Window, verb: str, clash: Clash) -> str:
    publishing.set_aside(clash, stage.fresh(), by=user)
    stage.note_sent(window.content, window.typed)
    chance = stage.rng.random()
    if chance < 0.4:  # both are looked at, and decided
        keeps = [name for name in clash.fields if stage.rng.random() < 0.4]
        if set(keeps) & VIDEO:
            keeps = [*{*keeps, *(set(clash.fields) & VIDEO)}]
        decided = {name: "theirs" if name in keeps else "mine" for name in clash.fields}
        return "clash, " + _sent(stage, user, window, verb, Settled(clash.head.number, decided))
    if chance < 0.8:
        stage.open(user)
    return f"{verb} Clash"


VIDEO = {"video_provider", "video_id", "video_file_id", "video_seconds"}


def _kept_anyway(stage: Stage, user: User, window: Window, typed: list[str], refused: Exception) -> str:
    """What could not be done leaves the text in the browser, which saves it by itself a moment later."""
    if publishing.permissions.may_write(user, stage.fresh()):
        try:
            send(stage, user, window, is_auto=True)
        except Clash as clash:
            publishing.set_aside(clash, stage.fresh(), by=user)
        stage.note_sent(window.content, typed)
        stage.open(user)
    return type(refused).__name__
