import pytest
from django.urls import reverse
from django.utils import timezone

from newsroom.models import Page
from tests.articles.admin.conftest import byline

HUGE = "99999999999999999999"


@pytest.mark.parametrize("year", ["0001", "0999", "3000", "9999"])
@pytest.mark.parametrize("field", ["appear_at", "unpublish_at", "embargo_until", "updated_at"])
def test_year_far_off_is_an_error_beside_its_field(desk, press, draft, field: str, year: str):
    response = press("save", draft(), headline="Kept", **{field: f"{year}-12-31T23:59"})
    assert "Write the year with four digits" in response.text
    assert "Kept</textarea>" in response.text


def test_year_far_off_is_an_error_in_a_standing_page_too(desk):
    fields = {"title": "Imprint", "slug": "imprint", "body": "", "position": "0", "published_at": "9999-12-31T23:59"}
    assert "Write the year with four digits" in desk.post(reverse("admin:newsroom_page_add"), fields).text
    assert not Page.objects.filter(slug="imprint").exists()


def test_years_of_the_archive_and_of_plans_are_taken(desk, press, draft):
    article = draft()
    press("save", article, updated_at="1000-01-01T00:00", unpublish_at="2999-12-31T23:59")
    article.refresh_from_db()
    assert (article.updated_at.year, timezone.localtime(article.unpublish_at).year) == (1000, 2999)


@pytest.mark.parametrize("sent", [HUGE, "x", "²"])
@pytest.mark.parametrize("field", ["lead_picture", "social_picture", "video_file", "bylines-0-author"])
def test_key_that_cannot_be_is_an_error(desk, press, draft, author, field: str, sent: str):
    rows = {**byline(author), "bylines-TOTAL_FORMS": "1"}
    response = press("save", draft(), **{**rows, "headline": "Kept", field: sent})
    assert response.status_code == 200
    assert "Kept</textarea>" in response.text


@pytest.mark.parametrize("sent", [HUGE, "2147483648"])
def test_length_of_a_video_has_an_end(desk, press, draft, sent: str):
    assert "2147483647" in press("save", draft(), video_seconds=sent).text
