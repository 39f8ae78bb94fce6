"""What readers agree to: asked once, answered with or without scripts, and by nobody else in their name."""

import pytest
from django.test import Client

OURS = {"Sec-Fetch-Site": "same-origin"}


def answer(client: Client, fields: dict[str, object], **headers: str):
    return client.post("/privacy-choices/", fields, headers=headers or OURS)


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({"answer": "accept"}, "media%20statistics"),
        ({"answer": "decline"}, "none"),
        ({"purpose": ["media"]}, "media"),
        ({"purpose": ["statistics", "everything"]}, "statistics"),
        ({}, "none"),
    ],
)
def test_answer_is_kept_for_half_a_year(client: Client, db, fields: dict[str, object], kept: str):
    response = answer(client, fields)
    cookie = response.cookies["choices"]
    assert (response.status_code, cookie.value, cookie["samesite"]) == (303, kept, "Lax")
    assert 180 <= cookie["max-age"] / 86400 <= 184
    assert not cookie["httponly"]


def test_answer_leads_back_to_the_page_it_was_given_on(client: Client, db):
    response = answer(client, {"answer": "accept"}, Referer="http://testserver/news/a/?page=2", **OURS)
    assert response["Location"] == "http://testserver/news/a/?page=2"


@pytest.mark.parametrize("next_page", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""])
def test_answer_leads_to_no_other_site(client: Client, db, next_page: str):
    assert answer(client, {"next": next_page, "answer": "accept"})["Location"] == "/privacy-choices/"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "https://testserver"},  # another scheme is another site
        {"Origin": "null"},
        {"Accept": "*/*"},
    ],
)
def test_other_sites_do_not_answer_for_a_reader(client: Client, db, headers: dict[str, str]):
    response = answer(client, {"answer": "accept"}, **headers)
    assert response.status_code == 403
    assert not response.cookies


def test_older_browsers_say_their_origin_alone(client: Client, db):
    assert answer(client, {"answer": "accept"}, Origin="http://testserver").status_code == 303


def test_global_privacy_control_declines_statistics(client: Client, db):
    response = answer(client, {"answer": "accept"}, **OURS, **{"Sec-GPC": "1"})
    assert response.cookies["choices"].value == "media"
    page = client.get("/privacy-choices/", headers={"Sec-GPC": "1"}).content.decode()
    assert "Global Privacy Control" in page


def test_page_shows_what_was_chosen_and_is_kept_by_no_shared_cache(client: Client, db):
    assert (
        "checked" not in client.get("/privacy-choices/").content.decode().partition("<main")[2].partition("</main")[0]
    )
    client.cookies["choices"] = "statistics"
    response = client.get("/privacy-choices/")
    assert response["Cache-Control"] == "private, no-cache"
    assert "Cookie" in response["Vary"]
    main = response.content.decode().partition("<main")[2].partition("</main")[0]
    assert main.count("checked") == 1


def test_stylesheet_hides_the_bar_from_those_who_chose(client: Client, db):
    assert client.get("/privacy-choices.css").content == b""
    client.cookies["choices"] = "none"
    response = client.get("/privacy-choices.css")
    assert b".consent{display:none}" in response.content
    assert (response["Content-Type"], response["Cache-Control"]) == ("text/css; charset=utf-8", "private, no-cache")


def test_bar_names_the_pages_that_readers_can_see(client: Client, db):
    from newsroom.models import Page

    bar = client.get("/latest/").content.decode().partition('class="consent"')[2].partition("</section>")[0]
    assert 'href="/privacy/"' in bar
    assert 'href="/terms/"' in bar
    Page.objects.filter(slug="terms").update(is_published=False)
    bar = client.get("/latest/").content.decode().partition('class="consent"')[2].partition("</section>")[0]
    assert 'href="/terms/"' not in bar


def test_other_methods_are_refused(client: Client, db):
    assert client.put("/privacy-choices/").status_code == 405
    assert client.post("/privacy-choices.css").status_code == 405
