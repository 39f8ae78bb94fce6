import gzip

import pytest
from django.utils import timezone

from articles.models import Article
from comments.models import Comment, Discussion
from newsroom.wordpress.decoding import Unreadable
from tests.newsroom.comment_import.exports import SITE, disqus, post, thread

BRIDGE = f"{SITE}/2019/03/bridge-vote/"


def told() -> list[tuple[int, str, str]]:
    return [(each.depth, each.status, each.body) for each in Comment.objects.in_thread_order()]


def test_threads_keep_their_order_whatever_the_order_of_the_file(bring, bridge: Article):
    came = bring(
        "disqus",
        disqus(
            post(3, 1, parent=2),
            post(2, 1, parent=1),
            thread(1, BRIDGE),
            post(4, 1),
            post(1, 1),
        ),
    )
    assert told() == [
        (0, "approved", "<p>Said 1</p>"),
        (1, "approved", "<p>Said 2</p>"),
        (2, "approved", "<p>Said 3</p>"),
        (0, "approved", "<p>Said 4</p>"),
    ]
    assert came.counts == {"carried": 4}
    first = Comment.objects.get(body="<p>Said 1</p>")
    assert (first.guest_name, first.user, first.created_at.isoformat()) == (
        "Guest 1",
        None,
        "2019-03-04T11:00:00+00:00",
    )
    discussion = Discussion.objects.get(article=bridge)
    assert (discussion.visible, first.visible_replies) == (4, 2)


def test_what_was_hidden_there_is_hidden_here(bring, bridge: Article, harbour: Article):
    came = bring(
        "disqus",
        disqus(
            thread(1, BRIDGE),
            thread(2, f"{SITE}/2019/04/harbour/", deleted=True),
            post(1, 1, deleted=True, name="Ruth", email="ruth@example.org", ip="192.0.2.7"),
            post(2, 1, parent=1),
            post(3, 1, spam=True),
            post(4, 1, spam=True, deleted=True),
            post(5, 1).replace("<isSpam>", "<isApproved>false</isApproved><isSpam>"),
            post(6, 2),
        ),
    )
    assert told() == [
        (0, "withdrawn", ""),
        (1, "approved", "<p>Said 2</p>"),
        (0, "spam", "<p>Said 3</p>"),
        (0, "spam", "<p>Said 4</p>"),
        (0, "pending", "<p>Said 5</p>"),
        (0, "rejected", "<p>Said 6</p>"),
    ]
    gone = Comment.objects.get(status="withdrawn")
    assert (gone.guest_name, gone.guest_email, gone.ip_address) == ("", "", None)
    assert came.statuses == {"withdrawn": 1, "approved": 1, "spam": 2, "pending": 1, "rejected": 1}
    assert len(came.says("its thread was not")) == 1


def test_old_exports_name_threads_and_parents_by_their_other_ids(bring, bridge: Article):
    old = f"""<thread dsq:id="2"><id>story-7</id><link>{BRIDGE}</link><title/></thread>
    <post dsq:id="1"><id>2</id><message>First words</message><thread>story-7</thread>
      <createdAt>2012-12-12T12:12:12</createdAt><author><name>Baz</name></author></post>
    <post><id>3</id><message>Second words</message><parent>2</parent><thread dsq:id="2"/>
      <createdAt>2012-12-12T12:12:13</createdAt><author><name>Baz</name></author></post>"""
    bring("disqus", disqus(old))
    assert told() == [(0, "approved", "<p>First words</p>"), (1, "approved", "<p>Second words</p>")]
    assert Comment.objects.first().created_at.isoformat() == "2012-12-12T12:12:13+00:00"


def test_guests_keep_names_and_what_is_never_shown(bring, bridge: Article):
    export = disqus(thread(1, BRIDGE), post(1, 1, name="<b>Ruth</b> A", email="ruth@example.org", ip="192.0.2.7"))
    bring("disqus", export)
    found = Comment.objects.get()
    assert (found.guest_name, found.guest_email, found.ip_address) == ("Ruth A", "ruth@example.org", "192.0.2.7")


def test_networks_may_be_left_behind(bring, bridge: Article):
    bring("disqus", disqus(thread(1, BRIDGE), post(1, 1, ip="192.0.2.7")), keeps_networks=False)
    assert Comment.objects.get().ip_address is None


def test_texts_are_sanitised_and_lose_the_counter_of_links(bring, bridge: Article):
    message = (
        '\n<p>See <a href="http://disq.us/url?url=https%3A%2F%2Fexample.org%2Fa%3Fb%3D1%3AzjHJ9CS7YTS6D6-FWtZRTF8swk4'
        '&amp;cuid=12" rel="nofollow noopener">this</a>\n'
        '<a href="javascript:x()" onclick="y()">that</a><img src=x onerror=z()></p><script>1</script>'
    )
    bring("disqus", disqus(thread(1, BRIDGE), post(1, 1, message), post(2, 1, "Two\nlines")))
    first, second = Comment.objects.order_by("pk")
    assert first.body == (
        '<p>See <a href="https://example.org/a?b=1" rel="ugc nofollow noopener">this</a> <a>that</a></p>'
    )
    assert second.body == "<p>Two<br>\nlines</p>"


def test_compressed_exports_need_no_unpacking(bring, bridge: Article):
    bring("disqus", gzip.compress(disqus(thread(1, BRIDGE), post(1, 1)).encode()))
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("cut", [100, -9, -4])
def test_what_was_cut_off_is_refused_whole(bring, bridge: Article, cut: int):
    packed = gzip.compress(disqus(thread(1, BRIDGE), *(post(number, 1) for number in range(1, 300))).encode())
    with pytest.raises(Unreadable, match="cut off"):
        bring("disqus", packed[:cut])
    assert not Comment.objects.exists()


def test_a_damaged_compressed_file_is_refused(bring):
    packed = bytearray(gzip.compress(disqus(*(post(number, 1) for number in range(1, 300))).encode()))
    packed[200:220] = b"\xff" * 20
    with pytest.raises(Unreadable):
        bring("disqus", bytes(packed))


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><disqus xmlns="http://disqus.com">&b;</disqus>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><disqus xmlns="http://disqus.com">&a;</disqus>'


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (BOMB, "declares"),
        (OUTSIDE, "declares"),
        ("", "empty"),
        ("<rss/>", "not an export of Disqus"),
        ('<disqus xmlns="http://elsewhere.example"/>', "not an export of Disqus"),
        (disqus(thread(1, BRIDGE), post(1, 1))[:-40], "broken at line"),
        (disqus("<post>" + "<a>" * 99 + "</a>" * 99 + "</post>"), "nested"),
        (disqus(post(1, 1).replace("<id>", "<id>&nbsp;")), "broken at line"),
        ("{}", "broken at line 1"),
    ],
)
def test_hostile_and_wrong_files_are_refused_before_anything_is_written(bring, bridge: Article, content: str, why: str):
    with pytest.raises(Unreadable, match=why):
        bring("disqus", content)
    assert not Comment.objects.exists()


@pytest.mark.parametrize("bomb", ['<post a="{}"/>', "<!--{}-->", "<{}/>"])
def test_a_bomb_of_one_endless_tag_is_refused_before_it_is_in_memory(bring, bomb: str):
    packed = gzip.compress(disqus(bomb.format("a" * 40_000_000)).encode(), 1)
    assert len(packed) < 1_000_000
    with pytest.raises(Unreadable, match="has no end"):
        bring("disqus", packed)


def test_a_bomb_of_text_is_passed_over(bring, bridge: Article):
    came = bring(
        "disqus", gzip.compress(disqus(thread(1, BRIDGE), post(1, 1, "a" * 40_000_000), post(2, 1)).encode(), 1)
    )
    assert came.says("Longer than any comment can be") == ["line 12, comment 1"]
    assert [each[1] for each in told()] == ["pending", "approved"]


def test_bytes_that_are_no_utf8_and_characters_that_are_no_xml_do_no_harm(bring, bridge: Article):
    content = disqus(thread(1, BRIDGE), post(1, 1, "caf@ and \0 and &#0; and \x0b")).encode().replace(b"@", b"\xe9")
    came = bring("disqus", content)
    assert Comment.objects.get().body == "<p>café and  and  and</p>"
    assert came.says("Windows-1252") == ["1 bytes"]
    assert came.says("Control characters")


def test_odd_dates_are_told_and_none_is_in_the_future(bring, bridge: Article):
    came = bring(
        "disqus",
        disqus(
            thread(1, BRIDGE),
            post(1, 1, at="2011-x9-30T22:48:43Z"),
            post(2, 1, at="2999-01-01T00:00:00Z"),
            post(3, 1, at=""),
        ),
    )
    assert len(came.says("without a usable date")) == 2
    assert len(came.says("of the future")) == 1
    assert not Comment.objects.filter(created_at__gt=timezone.now()).exists()
