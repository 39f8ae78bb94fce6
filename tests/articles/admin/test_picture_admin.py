import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_q.models import OrmQ

from accounts.models import User
from articles import making
from articles.models import MediaFile, Picture
from newsroom.models import Page
from tests.articles.test_renditions import stored_files
from tests.conftest import account
from tests.pictures import drawn

ADD = reverse("admin:articles_picture_add")
CHOOSE = reverse("admin:articles_picture_choose")
FOCUS = {"focal_x": "0.5", "focal_y": "0.5"}


def jpeg(width: int = 60) -> bytes:
    return drawn((width, 40), kind="JPEG")


def upload(content: bytes, name: str = "bridge.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/jpeg")


def test_upload_makes_a_picture_with_a_rendition(desk: Client):
    assert desk.post(ADD, {"upload": upload(jpeg()), "alt": "The bridge", **FOCUS}).status_code == 302
    picture = Picture.objects.get()
    assert (picture.width, picture.height, picture.alt) == (60, 40, "The bridge")
    assert picture.renditions.filter(name="free.webp").exists()
    page = desk.get(reverse("admin:articles_picture_change", args=[picture.pk])).text
    assert picture.rendition_url("free-800.webp") in page


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"GIF, no really", "not a JPEG"), (jpeg(600)[:700], "damaged"), (None, "required")],
)
def test_bad_file_is_an_error_beside_its_field(desk: Client, content: bytes | None, says: str):
    files = {"upload": upload(content)} if content else {}
    page = desk.post(ADD, {**files, "alt": "Kept words", **FOCUS}).text
    assert says in page
    assert "Kept words" in page
    assert not Picture.objects.exists()


def test_too_large_and_too_many_pixels(desk: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("articles.renditions.MAX_PIXELS", 100)
    assert "too many pixels" in desk.post(ADD, {"upload": upload(jpeg()), **FOCUS}).text
    monkeypatch.setattr("articles.renditions.MAX_BYTES", 100)
    assert "larger than" in desk.post(ADD, {"upload": upload(jpeg()), **FOCUS}).text


def test_replaced_file_keeps_the_words(desk: Client):
    desk.post(ADD, {"upload": upload(jpeg()), "alt": "The bridge", **FOCUS})
    picture = Picture.objects.get()
    address = reverse("admin:articles_picture_change", args=[picture.pk])
    desk.post(address, {"alt": "The bridge", "credit": "Dana", **FOCUS})
    desk.post(address, {"upload": upload(jpeg(90)), "alt": "The bridge", "credit": "Dana", **FOCUS})
    before = picture.content_hash
    picture.refresh_from_db()
    assert (picture.width, picture.alt, picture.credit) == (90, "The bridge", "Dana")
    assert picture.content_hash != before


def test_another_focal_point_has_the_crops_made_again(desk: Client):
    desk.post(ADD, {"upload": upload(jpeg()), "alt": "The bridge", **FOCUS})
    picture = Picture.objects.get()
    assert [job.args() for job in OrmQ.objects.all()] == [(picture.pk,)]
    making.make_all(picture)
    address = reverse("admin:articles_picture_change", args=[picture.pk])
    desk.post(address, {"alt": "A bridge", **FOCUS})
    assert not Picture.objects.awaiting_renditions().exists()
    desk.post(address, {"alt": "A bridge", "focal_x": "0.2", "focal_y": "0.5"})
    assert Picture.objects.awaiting_renditions().exists()
    assert not picture.renditions.filter(name__startswith="wide").exists()


def test_decorative_and_described_exclude_each_other(desk: Client):
    page = desk.post(ADD, {"upload": upload(jpeg()), "alt": "The bridge", "is_decorative": "on", **FOCUS}).text
    assert "or it is decorative" in page


def test_writer_finds_a_picture_and_gets_what_the_editor_asks_for(client: Client, reporter: User, desk: Client):
    desk.post(ADD, {"upload": upload(jpeg()), "alt": "Old bridge", "caption": "At dawn", **FOCUS})
    desk.post(ADD, {"upload": upload(jpeg(70)), "alt": "Mayor", **FOCUS})
    client.force_login(reporter)
    page = client.get(CHOOSE, {"CKEditorFuncNum": "-1", "q": "bridge dawn"}).text
    picture = Picture.objects.get(alt="Old bridge")
    assert f'data-picture="{picture.pk}"' in page
    assert f'data-url="{picture.url}"' in page
    assert page.count("data-picture=") == 1
    assert "Upload a picture" not in page


def test_upload_in_the_chooser_wants_alt_or_decorative(client: Client, editor: User):
    client.force_login(editor)
    page = client.post(CHOOSE, {"upload": upload(jpeg()), "alt": ""}).text
    assert "tick “decorative”" in page
    assert not Picture.objects.exists()
    page = client.post(f"{CHOOSE}?CKEditorFuncNum=-1", {"upload": upload(jpeg()), "alt": "The bridge"}).text
    assert f'data-picture="{Picture.objects.get().pk}"' in page


def test_chooser_is_for_writers(client: Client, editor: User, reporter: User):
    client.force_login(account("clerk@example.org", "accounts.view_user", is_staff=True))
    assert client.get(CHOOSE).status_code == 403
    client.force_login(reporter)
    assert client.post(CHOOSE, {"upload": upload(jpeg()), "alt": "The bridge"}).status_code == 403


def test_media_file_of_a_kind_we_do_not_serve_is_refused(desk: Client):
    address = reverse("admin:articles_mediafile_add")
    form = {"title": "Minutes", "kind": "document"}
    page = desk.post(address, {**form, "upload": upload(b"MZ", "minutes.exe")}).text
    assert "not taken" in page
    desk.post(address, {**form, "upload": upload(b"%PDF-1.7", "minutes.pdf")})
    assert MediaFile.objects.get().media_type == "application/pdf"


def test_where_a_picture_is_shown_to_the_editor_is_for_those_who_see_articles(
    client: Client, desk: Client, reporter: User
):
    desk.post(ADD, {"upload": upload(jpeg()), "alt": "The bridge", **FOCUS})
    picture = Picture.objects.get()
    address = reverse("admin:articles_picture_shown", args=[picture.pk])
    client.force_login(account("clerk@example.org", "accounts.view_user", is_staff=True))
    assert client.get(address).status_code == 403
    assert client.get(picture.url).status_code == 404
    client.force_login(reporter)
    assert client.get(address).url == picture.rendition_url("free-800.webp")
    assert client.get(picture.url).status_code == 200


@pytest.mark.parametrize("model", [Picture, MediaFile])
def test_what_a_text_shows_cannot_be_deleted(desk: Client, draft, model: type):
    fields = {"alt": "House"} if model is Picture else {"title": "House", "kind": "audio"}
    in_article, on_page, unused = (model.objects.create(**fields) for _ in range(3))
    article, page = draft(), Page.objects.create(title="Imprint", slug="imprint")
    (article.body_pictures if model is Picture else article.body_files).add(in_article)
    (page.pictures if model is Picture else page.files).add(on_page)
    for used, user in [(in_article, "Article: Council votes"), (on_page, "Page: Imprint"), (unused, "")]:
        address = reverse(f"admin:articles_{model._meta.model_name}_delete", args=[used.pk])
        assert user in desk.get(address).text
        desk.post(address, {"post": "yes"})
    assert set(model.objects.all()) == {in_article, on_page}


@pytest.mark.parametrize("is_many", [False, True])
def test_deleting_takes_the_files_along(desk: Client, is_many: bool, django_capture_on_commit_callbacks):
    desk.post(ADD, {"upload": upload(jpeg()), "alt": "The bridge", **FOCUS})
    picture = Picture.objects.get()
    name = "changelist" if is_many else "delete"
    address = reverse(f"admin:articles_picture_{name}", args=[] if is_many else [picture.pk])
    asked = {"action": "delete_selected", "_selected_action": picture.pk} if is_many else {}
    assert stored_files()
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(address, {"post": "yes", **asked})
    assert not Picture.objects.exists()
    assert stored_files() == []
