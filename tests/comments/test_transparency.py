"""What the public is told of how comments are looked after: the same for everyone, exact, and of nobody."""

import json
import re
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from comments import transparency
from comments.models import MonthlyFigures, Reason
from comments.transparency import Count

PAGE, JSON = "/discussion/transparency/", "/discussion/transparency.json"
UNTIL = datetime(2026, 10, 20, 12, tzinfo=UTC)


def of(month: int, **counts: Any) -> None:
    names = {name.replace("__", ":"): count for name, count in counts.items()}
    MonthlyFigures.objects.create(month=date(2026, month, 1), until=UNTIL.replace(month=month), counts=names)


def lines(page: str) -> dict[str, str]:
    """What stands beside each name; of names that come twice, the last."""
    rows = re.findall(r'<th scope="row">(.*?)</th>\s*<td>(.*?)</td>', page, re.DOTALL)
    return {name: " ".join(said.split()) for name, said in rows}


def test_the_page_of_a_year_and_of_a_month(client: Client, db: None):
    number = Reason.objects.get(name="Insulting").pk
    of(9, received=1200, held=200, by_people__reject=30, **{f"reasons__{number}": 12, "reasons__99999": 7})
    of(10, received=100, held=3, by_people__reject=5, by_people__approve=2, reviews__same=30, waits__600=9)
    page = client.get(PAGE).text
    found = lines(page)
    assert found["Shown at once"] == "1,096 to 1,099"
    assert found["Held until a person had read them"] == "201 to 204"
    assert found["Refused or removed"] == "35"
    assert found["Approved"] == "fewer than 5"
    assert found["All decisions by people"] == "36 to 39"
    assert (found["Insulting"], found["A reason that is no longer used"]) == ("12", "7")
    assert found["Marked as spam"] == "0"
    assert found["A comment that waited was decided after (median)"] == "about 10 minutes"
    assert found["Decisions that a second person, who did not know the first, would have made too"] == "100 %"
    assert f'<link rel="alternate" type="application/json" title="Comments in figures" href="{JSON}">' in page
    september = client.get(f"{PAGE}2026-09/").text
    assert lines(september)["Shown at once"] == "1,000"
    assert "not over" not in september
    assert "This month is not over." in client.get(f"{PAGE}2026-10/").text
    for missing in ("2026-08", "2026-13", "0000-01", "2026-9"):
        assert client.get(f"{PAGE}{missing}/").status_code == 404


def test_what_is_hidden_cannot_be_worked_out(client: Client, db: None):
    """Whatever the hidden numbers are, each byte that is published is the same."""
    names = ["held", "by_people:approve", "by_people:reject", "reports:spam", "sanctions:ban", "reviews:differ"]
    of(9, received=500, reviews__same=40, upheld__spam=9, reasons__1=8)
    of(10)
    published = set()
    for values in product([1, 4], repeat=len(names)):
        MonthlyFigures.objects.filter(month__month=10).update(
            counts={**dict(zip(names, values, strict=True)), "received": 90}
        )
        published.add((client.get(PAGE).content, client.get(f"{PAGE}2026-10/").content, client.get(JSON).content))
    assert len(published) == 1
    agreed = json.loads(published.pop()[2])["last_12_months"]["second_reviews_agreed_percent"]
    assert agreed == {"at_least": 91, "at_most": 98}


@pytest.mark.parametrize(("number", "count"), [(0, Count(0, 0)), (1, Count(1, 4)), (4, Count(1, 4)), (5, Count(5, 5))])
def test_few_are_few(number: int, count: Count):
    assert Count.of(number) == count


def test_a_median_of_fewer_than_five_says_nothing():
    waits = transparency.Counter({60: 2, 600: 2})
    assert transparency.median(waits) is None
    assert transparency.median(waits + transparency.Counter({9000: 1})) == 600


def test_no_more_than_twelve_months_and_the_same_queries(client: Client, db: None):
    counts = []
    client.get(PAGE)
    for year in (2025, 2026):
        for month in range(1, 13):
            MonthlyFigures.objects.create(month=date(year, month, 1), until=UNTIL, counts={"received": 10})
        with CaptureQueriesContext(connection) as asked:
            page = client.get(PAGE)
        counts.append(len([each for each in asked if 'FROM "comments_' in each["sql"]]))
        assert lines(page.text)["Received"] == "0"  # of appeals
        assert len(page.context["months"]) == 12
        assert page.context["groups"][0].lines[0].shown.low == 120
    assert counts == [2, 2]


def test_the_same_bytes_for_everyone(client: Client, reader: User):
    of(10, received=100)
    for address in (PAGE, f"{PAGE}2026-10/", JSON):
        before = client.get(address)
        client.force_login(reader)
        after = client.get(address)
        client.logout()
        assert before.content == after.content
        assert not after.cookies
        assert "cookie" not in after.headers.get("Vary", "").lower()
        assert "no-store" not in after.headers["Cache-Control"]
        assert client.post(address).status_code == 405


def test_before_anything_was_counted(client: Client, db: None):
    assert "Nothing has been counted yet." in client.get(PAGE).text
    said = client.get(JSON).json()
    assert (said["months"], said["counted_until"]) == ([], None)


def names_in(said: Any) -> set[str]:
    if isinstance(said, dict):
        return {*said, *(name for each in said.values() for name in names_in(each))}
    return {name for each in said for name in names_in(each)} if isinstance(said, list) else set()


def test_every_name_in_the_document_is_described(client: Client, db: None):
    of(10, reasons__1=9, reviews__same=30)
    names = names_in(client.get(JSON).json())
    described = set(re.findall(r"`(\w+)`", Path("docs/transparency.md").read_text()))
    assert names <= described
