from articles.models import Article
from comments.models import Comment
from comments.models.comment import MAX_DEPTH
from tests.newsroom.wordpress.export import comment, page, post


def bodies() -> list[tuple[int, str]]:
    return [(each.depth, each.body) for each in Comment.objects.in_thread_order()]


def test_threads_keep_their_order_and_state(bring):
    bring(
        post(
            11,
            comments=[
                comment(3, "Third", parent=1, date_gmt="2021-03-04 15:00:00"),
                comment(1, "First"),
                comment(2, "Second", approved="0", date_gmt="2021-03-04 14:00:00"),
                comment(4, "Spam", approved="spam", date_gmt="2021-03-04 16:00:00"),
                comment(5, "Bin", approved="trash", date_gmt="2021-03-04 17:00:00"),
                comment(6, "Ping", type="pingback", date_gmt="2021-03-04 18:00:00"),
            ],
        )
    )
    assert bodies() == [
        (0, "<p>First</p>"),
        (1, "<p>Third</p>"),
        (0, "<p>Second</p>"),
        (0, "<p>Spam</p>"),
        (0, "<p>Bin</p>"),
        (0, "<p>Ping</p>"),
    ]
    statuses = list(Comment.objects.order_by("created_at").values_list("status", flat=True))
    assert statuses == ["approved", "pending", "approved", "spam", "rejected", "approved"]
    first = Comment.objects.get(body="<p>First</p>")
    assert (first.guest_name, first.guest_email, first.ip_address) == ("Ruth A", "ruth@example.org", "192.0.2.7")
    assert first.created_at.isoformat() == "2021-03-04T13:00:00+00:00"
    assert Comment.objects.get(body="<p>Ping</p>").kind == "pingback"


def test_new_comments_join_the_thread_on_the_next_run(bring):
    bring(post(11, comments=[comment(1, "First")]))
    came = bring(post(11, comments=[comment(1, "First"), comment(2, "Reply", parent=1)]))
    assert bodies() == [(0, "<p>First</p>"), (1, "<p>Reply</p>")]
    assert came.counts["comment"] == {"unchanged": 1, "carried": 1}
    assert came.counts["post"] == {"unchanged": 1}


def test_approved_there_later_is_approved_here_unless_moderated_here(bring):
    bring(post(11, comments=[comment(1, approved="0"), comment(2, approved="0")]))
    Comment.objects.filter(pk=Comment.objects.order_by("pk")[0].pk).update(status="rejected")
    came = bring(post(11, comments=[comment(1), comment(2)]))
    assert list(Comment.objects.order_by("pk").values_list("status", flat=True)) == ["rejected", "approved"]
    assert came.counts["comment"] == {"updated": 1, "kept": 1}


def test_orphans_rings_and_abysses_lose_nothing(bring):
    chain = [comment(100 + step, f"Step {step}", parent=99 + step if step else 0) for step in range(MAX_DEPTH + 20)]
    came = bring(
        post(11, comments=[comment(1, "Orphan", parent=77), comment(2, parent=3), comment(3, parent=2), *chain]),
        post(12, comments=[comment(4, "Of another post", parent=1)]),
    )
    assert Comment.objects.count() == 4 + len(chain)
    assert max(depth for depth, _body in bodies()) == MAX_DEPTH
    assert came.says("not in the export now begins a thread")
    assert came.says("in a ring")
    assert came.says("side by side")
    assert not Comment.objects.exclude(parent=None).exclude(article=Article.objects.get(slug="post-11")).exists()


def test_editors_notes_and_comments_on_pages_stay_behind_and_are_told(bring):
    came = bring(post(11, comments=[comment(1, type="note")]), page(12, comments=[comment(2), comment(3)]))
    assert not Comment.objects.exists()
    assert came.counts["comment"] == {"skipped": 3}
    assert came.says("“note”")
    assert came.reasons["Comments hang on articles here; those of a page stay behind"] == (1, ["page 12 “About us”: 2"])


def test_hostile_comments_are_sanitised(bring):
    text = '<b onclick="x()">Hi</b> <img src=x onerror=y()> <a href="javascript:z()">link</a>\n\n<script>1</script>'
    bring(post(11, comments=[comment(1, text, author="<i>Eve</i>", author_url="javascript:x", author_IP="nowhere")]))
    found = Comment.objects.get()
    assert found.body == "<p><b>Hi</b>  <a>link</a></p>"
    assert (found.guest_name, found.guest_url, found.ip_address) == ("Eve", "", None)


def test_comments_of_the_same_second_do_not_collide(bring):
    bring(post(11, comments=[comment(1), comment(1 + 36**4), comment(2)]))
    assert Comment.objects.count() == 3
