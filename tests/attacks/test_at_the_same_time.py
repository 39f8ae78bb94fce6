"""What comes of doing at the same moment, through several processes, what may be done once.

One after the other: tests/comments/test_bypass.py, test_reporting.py, test_recommending.py, test_editing.py.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.attacks.browser import Answer, Browser
from tests.attacks.stage import Stage

DESK = "/admin/comments/moderation/"
JSON = {"Accept": "application/json"}


class Scene:
    """An article, who wrote about it, others, and two moderators."""

    def __init__(self, site: Stage, name: str) -> None:
        self.site = site
        self.article = int(site.ask("article", f"A race called {name}")["pk"])
        self.author, *self._others = (f"{name}{number}@race.example" for number in range(4))
        self._cookies = site.ask("signed_in", [self.author, *self._others])
        self._desk = site.ask("moderators", [f"{name}-desk{number}@race.example" for number in range(2)])
        site.ask("rule", mode="after", new_days=0, heat=0, hold_reports=99)

    def browsers(self, cookies: dict[str, dict[str, str]]) -> list[Browser]:
        found = []
        for own in cookies.values():
            browser = self.site.browser()
            browser.cookies = dict(own)
            browser.get(f"/comments/{self.article}/write/")  # for its token
            found.append(browser)
        return found

    @property
    def readers(self) -> list[Browser]:
        """The author first."""
        return self.browsers(self._cookies)

    @property
    def desk(self) -> list[Browser]:
        return self.browsers(self._desk)

    def says(self, **fields: object) -> int:
        return int(self.site.ask("says", self.article, self.author, **fields))

    def faults(self) -> list[str]:
        return list(self.site.ask("miscounted", [self.article]))


@pytest.fixture
def scene(site: Stage, request: pytest.FixtureRequest) -> Iterator[Scene]:
    yield Scene(site, request.node.originalname.replace("_", "")[4:24])
    site.ask("rule")


def at_once(*wanted: Callable[[], Answer]) -> list[int]:
    with ThreadPoolExecutor(len(wanted)) as pool:
        return [answer.status for answer in pool.map(lambda act: act(), wanted)]


def post(browser: Browser, address: str, fields: dict[str, str] | None = None) -> Callable[[], Answer]:
    return lambda: browser.twin().post(address, fields or {}, **JSON)


def decide(browser: Browser, number: int, verb: str, seen: str, reason: int = 0) -> Callable[[], Answer]:
    fields = {"verb": verb, "number": f"{number}:{seen}", "reason": str(reason or "")}
    return post(browser, f"{DESK}decide/", fields)


def test_fifty_votes_are_one(scene: Scene):
    comment = scene.says()
    _author, reader, *_others = scene.readers
    answers = at_once(*[post(reader, f"/comments/{comment}/recommend/")] * 50)
    assert set(answers) == {200}
    assert scene.site.ask("as_it_is", comment, "recommendations") == [1]
    assert scene.faults() == []


def test_votes_for_and_back_end_at_none_or_one(scene: Scene):
    comment = scene.says()
    _author, reader, other, _third = scene.readers
    acts = [
        post(browser, f"/comments/{comment}/recommend/", fields)
        for browser in (reader, other)
        for fields in ({}, {"take_back": "1"})
        for _ in range(6)
    ]
    assert set(at_once(*acts)) == {200}
    assert scene.site.ask("as_it_is", comment, "recommendations")[0] <= 2
    assert scene.faults() == []


def test_nobody_votes_for_themselves(scene: Scene):
    comment = scene.says()
    author, *_others = scene.readers
    assert set(at_once(*[post(author, f"/comments/{comment}/recommend/")] * 8)) == {409}
    assert scene.site.ask("as_it_is", comment, "recommendations") == [0]


def test_two_approvals_are_one_decision(scene: Scene):
    comment = scene.says(status="pending")
    one, other = scene.desk
    answers = at_once(*[decide(each, comment, "approve", "pending") for each in (one, other) for _ in range(4)])
    assert sorted(answers) == [200] + [409] * 7
    assert scene.site.ask("decided", comment) == ["approve"]
    assert scene.faults() == []


def test_of_an_approval_and_a_refusal_one_holds(scene: Scene):
    comment, reason = scene.says(status="pending"), scene.site.ask("first_reason")
    one, other = scene.desk
    answers = at_once(decide(one, comment, "approve", "pending"), decide(other, comment, "reject", "pending", reason))
    assert sorted(answers) == [200, 409]
    (verb,) = scene.site.ask("decided", comment)
    assert scene.site.ask("as_it_is", comment, "status") == [{"approve": "approved", "reject": "rejected"}[verb]]
    assert scene.faults() == []


def test_what_its_author_removes_is_not_approved(scene: Scene):
    for _ in range(4):
        comment = scene.says(status="pending")
        (desk, _other), (author, *_others) = scene.desk, scene.readers
        at_once(decide(desk, comment, "approve", "pending"), post(author, f"/comments/{comment}/remove/"))
        assert scene.site.ask("as_it_is", comment, "status", "body") == ["withdrawn", ""]
        assert desk.post(f"{DESK}decide/", {"verb": "approve", "number": str(comment)}, **JSON).status == 409
        assert scene.faults() == []


def test_an_act_is_undone_once(scene: Scene):
    comment = scene.says(status="pending")
    one, other = scene.desk
    act = one.post(f"{DESK}decide/", {"verb": "approve", "number": str(comment)}, **JSON).json["act"]
    answers = at_once(*[post(each, f"{DESK}undo/", {"act": act}) for each in (one, other)] * 4)
    assert sorted(answers) == [200] + [409] * 7
    assert scene.site.ask("decided", comment) == ["approve", "undo"]
    assert scene.site.ask("as_it_is", comment, "status") == ["pending"]
    assert scene.faults() == []


def test_one_appeal(scene: Scene):
    comment = scene.says()
    scene.site.ask("put", [comment], "rejected")
    author, *_others = scene.readers
    answers = at_once(*[post(author, f"/comments/{comment}/appeal/", {"text": "Why?"})] * 8)
    assert sorted(answers) == [303] + [422] * 7
    assert scene.site.ask("appeals_about", comment) == 1


def test_a_flood_of_reports_weighs_once_a_reader_and_ends(scene: Scene):
    comments = [scene.says() for _ in range(25)]
    _author, reader, *_others = scene.readers

    def report(number: int) -> Callable[[], Answer]:
        return post(reader, f"/comments/{number}/report/", {"reason": "spam"})

    assert set(at_once(*[report(comments[0])] * 10)) == {200}
    answers = at_once(*[report(number) for number in comments[1:]])
    assert sorted(answers) == [200] * 19 + [422] * 5
    assert scene.site.ask("count_of", "comments.Report", comment__in=comments) == 20


def test_an_edit_and_a_refusal(scene: Scene):
    """Whatever comes first, what nobody has read is not shown after it was refused."""
    for number in range(4):
        comment, reason = scene.says(), scene.site.ask("first_reason")
        (desk, _other), (author, *_others) = scene.desk, scene.readers
        change = {"text": f"Changed {number}."}
        at_once(
            post(author, f"/comments/{comment}/edit/", change),
            decide(desk, comment, "reject", "approved", reason),
        )
        assert scene.site.ask("as_it_is", comment, "status") == ["rejected"]
        assert scene.faults() == []
