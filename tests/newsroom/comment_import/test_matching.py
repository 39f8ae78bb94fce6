"""Finding the article of an address, in all the ways in which systems wrote it down."""

import csv
from pathlib import Path

import pytest

from articles.models import Article, FormerAddress
from comments.models import Comment
from newsroom.comment_import import mapping
from newsroom.comment_import.matching import Matching
from newsroom.models import Page, PageAddress
from newsroom.wordpress.decoding import Unreadable
from tests.newsroom.comment_import.exports import META, SITE, disqus, post, remark, thread


@pytest.mark.parametrize(
    "address",
    [
        "https://old.example.org/2019/03/bridge-vote/",
        "http://www.old.example.org/2019/03/bridge-vote",
        "https://staging.example.net:8080/2019/03/bridge-vote/index.html",
        "//old.example.org/2019/03/Bridge-Vote/?utm_source=feed&fbclid=abc#comments",
        "https://old.example.org/2019/03/bridge%2Dvote/amp/",
        "https://old.example.org/2019/03/bridge-vote/comment-page-2/#comment-4",
        "https://old.example.org//2019/03//bridge-vote/2/",
        "https://old.example.org/index.php/2019/03/bridge-vote/feed/",
        "/2019/03/bridge-vote",
        "https://old.example.org/?p=12",
        "https://old.example.org/?utm_source=x&p=12&utm_medium=y",
        "https://old.example.org/anything/?p=0012",
        "https://news.example.org/news/bridge/",
        " https://news.example.org/NEWS/bridge?theme=dark ",
    ],
)
def test_the_article_is_found_whatever_hangs_on_its_address(bridge: Article, address: str):
    assert Matching().find([(address,)]) == [(bridge.pk, "")]


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("", "no address"),
        ("https://old.example.org/", "front page"),
        ("http://[broken/2019/03/bridge-vote/", "no address"),
        ("https://old.example.org/2019/03/bridge-vote-two/", "No article"),
        ("https://news.example.org/politics/bridge/", "No article"),
        ("https://old.example.org/?p=13", "No article"),
        ("https://old.example.org/about/", "no article"),
        ("https://old.example.org/tag/boats/", "No article"),
        ("https://old.example.org/" + "x" * 5000, "No article"),
        ("https://old.example.org/2019/\0/x", "No article"),
    ],
)
def test_what_leads_to_no_article_says_why(bridge: Article, address: str, why: str):
    page = Page.objects.create(title="About", slug="about-us")
    PageAddress.objects.create(path="/about", page=page)
    [(article, reason)] = Matching().find([(address,)])
    assert (article, why in reason) == (None, True)


def test_the_identifier_of_the_wordpress_plugin_helps(bring, bridge: Article):
    bring("disqus", disqus(thread(1, "https://gone.example/x", called="12 https://old.example.org/?p=12"), post(1, 1)))
    assert Comment.objects.get().article == bridge


def test_letters_of_other_alphabets_are_found_decoded_and_not(bridge: Article):
    FormerAddress.objects.create(path="/2019/мост", article=bridge)
    found = Matching().find([("https://a.example/2019/%D0%BC%D0%BE%D1%81%D1%82/",), ("https://a.example/2019/Мост",)])
    assert found == [(bridge.pk, ""), (bridge.pk, "")]


def test_threads_without_article_are_told_and_can_be_placed_by_hand(bring, bridge: Article, tmp_path: Path):
    formula = "=HYPERLINK(1)"
    unknown = [f"{SITE}/somewhere/?id=5", f"{SITE}/else/where/deep/", formula]
    export = [META, *(remark(number, unknown[number // 3]) for number in range(9))]
    came = bring("remark42", export)
    assert came.counts == {"skipped": 9}
    assert came.says("No article")[0] == f"line 2: {unknown[0]} (comments: 3)"
    assert came.lines[-1].startswith("No change: nothing that can")

    table = tmp_path / "table.csv"
    mapping.write(table, [("why", address, "=1+1", 2, 3) for address in unknown])
    rows = list(csv.reader(table.read_text("utf-8-sig").splitlines()))
    assert rows[0] == ["old address", "article", "comments", "title"]
    assert [rows[1][3], rows[3][0]] == ["'=1+1", "'=HYPERLINK(1)"]

    rows[1][1], rows[2][1] = f"https://news.example.org/news/{bridge.slug}/", "-"
    rows[3][1] = str(bridge.pk)
    with table.open("w", newline="") as file:
        csv.writer(file).writerows(rows)
    came = bring("remark42", export, table=table)
    assert came.counts == {"carried": 6, "skipped": 3}
    assert came.says("left behind") == [f"line 5: {unknown[1]} (comments: 3)"]
    assert bring("remark42", export, table=table).counts == {"unchanged": 6, "skipped": 3}


def test_what_nobody_filled_in_is_looked_for_as_ever(bring, bridge: Article, tmp_path: Path):
    table = tmp_path / "table.csv"
    mapping.write(table, [("why", f"{SITE}/2019/03/bridge-vote/", "", 2, 3)])
    assert bring("remark42", [META, remark(1, f"{SITE}/2019/03/bridge-vote/")], table=table).counts == {"carried": 1}


@pytest.mark.parametrize("line", ["https://a.example/x,https://a.example/nowhere/", "https://a.example/x,999999", '"x'])
def test_a_table_with_a_mistake_is_refused_whole(bring, bridge: Article, tmp_path: Path, line: str):
    (tmp_path / "table.csv").write_text(f"https://a.example/y,{bridge.pk}\n{line}\n")
    with pytest.raises(Unreadable, match=r"Line 2|cannot be read"):
        bring("remark42", [META, remark(1, "https://a.example/y")], table=tmp_path / "table.csv")
    assert not Comment.objects.exists()


def test_comments_of_a_thread_that_is_not_there_are_told(bring, bridge: Article):
    came = bring("disqus", disqus(thread(1, f"{SITE}/?p=12"), post(1, 9), post(2, 1)))
    assert came.counts == {"skipped": 1, "carried": 1}
    assert came.says("not in the export") == ["line 12, comment 1"]
