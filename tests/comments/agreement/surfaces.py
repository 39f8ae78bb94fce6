"""What pages, feeds and JSON say, as whoever asks for them gets it, beside what they should say."""

import json
import re
from dataclasses import dataclass
from typing import Any

from defusedxml import ElementTree
from django.test import Client
from selectolax.lexbor import LexborHTMLParser, LexborNode

from articles.models import Article
from comments.models import Comment, Discussion
from tests.comments.agreement.model import Model, own, queues

SORTS = ["newest", "oldest", "replied", "recommended", "picks"]
SLASH = "{http://purl.org/rss/1.0/modules/slash/}comments"
TOTAL = "{http://purl.org/syndication/thread/1.0}total"
ATOM = "{http://www.w3.org/2005/Atom}"
NUMBER = re.compile(r"\d+")


def number_in(text: str) -> int:
    """The first; none is none said."""
    found = NUMBER.search(text)
    return int(found[0]) if found else 0


def number_of(node: LexborNode) -> int:
    return int((node.attributes["id"] or "").removeprefix("comment-"))


def page(client: Client, address: str) -> LexborHTMLParser:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return LexborHTMLParser(response.content)


def get_json(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.json()


@dataclass
class Place:
    """A comment on a page: whether its text stands there, below which one, and how many others are said to follow."""

    number: int
    is_shown: bool
    above: int | None
    below: set[int]
    more: int
    recommendations: int


def place(node: LexborNode) -> Place:
    """Of a list item."""
    shown = next((child for child in node.iter() if child.tag in {"article", "p"} and child.attributes.get("id")), None)
    assert shown is not None
    above = node.parent.parent if node.parent and node.parent.parent and node.parent.parent.tag == "li" else None
    more = [child for child in node.iter() if "thread-more" in (child.attributes.get("class") or "")]
    counted = shown.css_first("[data-recommend] b")
    return Place(
        number=number_of(shown),
        is_shown=shown.tag == "article",
        above=place(above).number if above else None,
        below={number_of(each) for each in node.css("li article[id]")} - {number_of(shown)},
        more=number_in(more[0].text()) if more else 0,
        recommendations=number_in(counted.text()) if counted else 0,
    )


def places(shown: LexborHTMLParser) -> list[Place]:
    return [place(node) for node in shown.css(".thread-list li")]


def check_page(model: Model, shown: LexborHTMLParser) -> list[Place]:
    """What stands on a page stands there rightly."""
    found = places(shown)
    for each in found:
        assert each.is_shown == (each.number in model.visible), each
        assert each.above is None or each.above in model.above(each.number), each
        assert not each.is_shown or each.recommendations == model.recommended[each.number], each
        below = {number for number in model.visible if each.number in model.above(number)}
        assert not each.more or each.more == len(below - each.below), (each, below)
    return found


def onward(shown: LexborHTMLParser, address: str) -> tuple[list[str], list[str]]:
    """The next page, and the threads that go on on pages of their own."""
    base = address.partition("?")[0]
    links = [str(link.attributes["href"]).partition("#")[0] for link in shown.css(".thread .pager a[rel~=next]")]
    nexts = [base + link if link.startswith("?") else link for link in links]
    return nexts, [str(link.attributes["href"]) for link in shown.css(".thread-more a")]


def check_list(client: Client, article: Article, model: Model, sort: str) -> None:
    """All pages of a discussion in one order, and the threads they lead to."""
    begun: list[int] = []
    reached: set[int] = set()
    ahead, threads, seen = [f"/discussion/{article.pk}/?sort={sort}"], [], set()
    while ahead or threads:
        is_thread = not ahead
        address = threads.pop() if is_thread else ahead.pop(0)
        if address in seen:
            continue
        seen.add(address)
        shown = page(client, address)
        pages, further = onward(shown, address)
        threads += further
        found = check_page(model, shown)
        reached |= {each.number for each in found}
        if "/comment/" not in address:
            begun += [each.number for each in found if each.above is None]
            heading = shown.css_first("#comments-heading").text(strip=True)
            assert (number_in(heading) if heading[0].isdigit() else 0) == len(model.visible)
        (threads if is_thread else ahead).extend(pages)
    assert begun == model.beginnings(sort), sort
    if sort != "picks":
        assert reached == model.listed, sort


def check_json(client: Client, article: Article, model: Model, sort: str) -> None:
    """The same for programs."""
    begun: list[int] = []
    shown: set[int] = set()
    ahead: list[str] = [f"/discussion/{article.pk}/comments.json?sort={sort}"]
    while ahead:
        found = get_json(client, ahead.pop(0))
        if "comments" in found:
            begun += [each["number"] for each in found["comments"]]
            assert found["count"] == len(model.visible)
        rows = [
            *found.get("comments", []),
            *found.get("above", []),
            *([found["comment"]] if "comment" in found else []),
        ]
        while rows:
            row = rows.pop()
            assert row["state"] == model.state(row["number"])
            assert row["in_reply_to"] == model.rows[row["number"]]["parent_id"]
            assert row.get("recommendations", 0) == (row["state"] == "shown") * model.recommended[row["number"]]
            shown |= {row["number"]} if row["state"] == "shown" else set()
            rows += row.get("replies", [])
            ahead += [local(row["more"]["address"])] if row.get("more") else []
        ahead += [local(found["next"])] if found["next"] else []
    assert begun == model.beginnings(sort), sort
    if sort != "picks":
        assert shown == model.visible, sort


def local(address: str) -> str:
    return "/" + address.split("/", 3)[3]


def check_counts(client: Client, article: Article, model: Model) -> None:
    """Every number that is told of a discussion; quick enough to be asked after each act."""
    count = len(model.visible)
    row = Discussion.objects.filter(article=article).values_list("visible", flat=True).first() or 0
    assert row == len(model.approved)
    kept = dict(Comment.objects.filter(article=article).values_list("pk", "visible_replies"))
    all_replies = Model(model.rows, model.recommended, is_off=False, is_withheld=False).replies()
    assert kept == {number: all_replies[number] for number in model.rows}
    address = f"/discussion/{article.pk}/changes.json"
    if model.is_off:
        assert client.get(address).status_code == 404
    else:
        assert get_json(client, address)["count"] == count


def check_lists(models: list[tuple[Article, Model]]) -> None:
    """What lists are made of; their pages take longer."""
    told = dict(Article.objects.visible().for_cards().values_list("pk", "comment_count"))
    hidden = {article.pk for article, model in models if model.is_off or model.is_withheld}
    assert told == {each.pk: None if each.pk in hidden else len(model.visible) for each, model in models}


def check_cards(client: Client, models: list[tuple[Article, Model]]) -> None:
    cards = page(client, "/latest/").css(".comment-count")
    told = {str(card.attributes["href"]).removesuffix("#comments"): number_in(card.text()) for card in cards}
    assert told == {article.get_absolute_url(): len(model.visible) for article, model in models if model.visible}


def check_article(client: Client, article: Article, model: Model) -> None:
    """Its own page: the heading and what machines are told; and the feeds it stands in."""
    count = len(model.visible)
    shown = page(client, article.get_absolute_url())
    heading = shown.css_first("#comments-heading")
    assert (heading is None) == model.is_off
    assert heading is None or number_in(heading.text()) == count
    graph = json.loads(shown.css_first('script[type="application/ld+json"]').text())["@graph"]
    assert next(node for node in graph if "headline" in node).get("commentCount", 0) == count
    expected = None if model.is_off or model.is_withheld else str(count)
    items = ElementTree.fromstring(client.get("/feed/").content).findall("channel/item")
    (item,) = [each for each in items if each.findtext("link", "").endswith(article.get_absolute_url())]
    assert item.findtext(SLASH) == expected
    entries = ElementTree.fromstring(client.get("/feed/atom/").content).findall(f"{ATOM}entry")
    (entry,) = [each for each in entries if each.findtext(f"{ATOM}title") == article.headline]
    assert entry.findtext(TOTAL) == expected
    (told,) = [each for each in get_json(client, "/feed/json/")["items"] if each["title"] == article.headline]
    assert told.get("_comments", {}).get("count") == (None if expected is None else count)


def check_feeds(client: Client, article: Article, model: Model) -> None:
    """The newest comments, in each format."""
    address = f"/discussion/{article.pk}/feed/"
    if model.is_off:
        assert client.get(address).status_code == 404
        return
    rss = ElementTree.fromstring(client.get(address).content).findall("channel/item")
    atom = ElementTree.fromstring(client.get(f"{address}atom/").content).findall(f"{ATOM}entry")
    of_json = [each["id"] for each in get_json(client, f"{address}json/")["items"]]
    for ids in ([each.findtext("guid") for each in rss], [each.findtext(f"{ATOM}id") for each in atom], of_json):
        assert [int(str(each).rpartition("-")[2]) for each in ids] == model.newest()


def check_own(client: Client, user: int) -> None:
    """The page of somebody's own comments, to its end."""
    found: list[str] = []
    address = "/comments/own/"
    while address:
        shown = page(client, address)
        found += [node.text(strip=True) for node in shown.css(".own-comment-status")]
        older = shown.css_first(".pager a[rel=next]")
        address = str(older.attributes["href"]) if older else ""
    assert found == own(user)


def check_marks(client: Client, article: Article, user: int, model: Model) -> None:
    told = get_json(client, f"/comments/{article.pk}/marks.json")
    assert {name: set(numbers) for name, numbers in told.items()} == model.marks(user)


def check_desk(client: Client) -> None:
    shown = page(client, "/admin/comments/moderation/")
    told = {str(node.attributes["data-count"]): number_in(node.text()) for node in shown.css("[data-count]")}
    expected = queues()
    assert {name: told[name] for name in expected} == expected


def check_alike(clients: list[Client], article: Article) -> None:
    """Public pages are the same for everyone."""
    for address in ("", "comments.json", "feed/"):
        answers = {client.get(f"/discussion/{article.pk}/{address}").content for client in clients}
        assert len(answers) == 1
