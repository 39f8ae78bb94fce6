from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django_q.models import Schedule
from PIL import Image

from articles import crops, encoding, making, renditions
from articles.models import Picture
from tests.articles.test_renditions import stored_files
from tests.pictures import drawn, stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture() -> Picture:
    return stored((700, 400))


def names(picture: Picture) -> set[str]:
    return set(picture.renditions.values_list("name", flat=True))


def left_and_right(size=(900, 300), **fields) -> Picture:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    content = BytesIO()
    image.save(content, "PNG")
    return renditions.store_original(Picture(**fields), content.getvalue())


def middle(picture: Picture, name: str) -> tuple[int, int, int]:
    with picture.renditions.get(name=name).file.open() as file, Image.open(file) as image:
        return image.convert("RGB").getpixel((image.width // 2, image.height // 2))


def test_webp_comes_first_and_the_rest_by_the_clock(picture: Picture):
    making.make_webp(picture.pk)
    assert {name.rpartition(".")[2] for name in names(picture)} == {"webp"}
    assert Picture.objects.awaiting_renditions().exists()
    making.make_waiting()
    assert names(picture) == {spec.name for spec in crops.specs(crops.Size(700, 400))}
    assert not Picture.objects.awaiting_renditions().exists()


def test_jobs_may_run_twice_and_leave_no_file_behind(picture: Picture, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            making.make_webp(picture.pk)
            making.make_all(picture)
        making.make(picture, crops.specs(crops.Size(700, 400))[:3])  # as if another job had been quicker
    assert len(stored_files()) == 1 + picture.renditions.count()


def test_job_of_a_picture_that_is_gone_does_nothing(picture: Picture):
    number = picture.pk
    picture.delete()
    making.make_webp(number)


def test_crops_are_made_round_the_focal_point():
    for focus, colour in ((0.1, "red"), (0.9, "blue")):
        picture = left_and_right(focal_x=focus)
        making.make_all(picture)
        red, _green, blue = middle(picture, "square-300.webp")
        assert (red > 200 > 50 > blue) is (colour == "red"), focus


def test_crops_are_made_again_for_another_focal_point():
    picture = left_and_right(focal_x=0.1)
    making.make_all(picture)
    picture.focal_x = 0.9
    renditions.refocus(picture)
    assert {name for name in names(picture) if not name.startswith("free")} == set()
    assert {"free.avif", "free-480.webp", "free-800.jpg"} <= names(picture)
    making.make_waiting()
    assert middle(picture, "square-300.webp")[2] > 200


def test_nothing_is_kept_of_what_the_picture_was_when_the_job_began(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        picture = left_and_right(focal_x=0.1)
        begun = Picture.objects.get()
        picture.focal_x = 0.9
        renditions.refocus(picture)
        making.make(begun, making.lacking(begun))
    assert names(picture) == {"free.webp"}
    assert len(stored_files()) == 2
    assert Picture.objects.awaiting_renditions().exists()


def test_file_that_cannot_be_read_keeps_no_other_waiting(picture: Picture, caplog):
    lost = stored((300, 200))
    lost.original.storage.delete(lost.original.name)
    making.make_waiting()
    assert f"picture {lost.pk}" in caplog.text
    assert "social.jpg" in names(picture)
    assert not Picture.objects.awaiting_renditions().exists()


def test_worker_makes_them_each_minute():
    job = Schedule.objects.get(func=f"{making.__name__}.{making.make_waiting.__name__}")
    assert (job.schedule_type, job.minutes) == (Schedule.MINUTES, 1)


def test_picture_for_cards_is_small_enough_for_those_who_fetch_it():
    noise = BytesIO()  # as hard to press together as pictures can be
    Image.effect_noise((2400, 1400), 40).convert("RGB").save(noise, "JPEG")
    picture = renditions.store_original(Picture(), noise.getvalue())
    making.make_all(picture, {"social"})
    social = picture.renditions.get(name="social.jpg")
    assert (social.width, social.height) == (1200, 630)
    assert 100_000 < social.file.size <= encoding.SOCIAL_BYTES


def test_what_is_see_through_stays_so_where_the_format_can():
    picture = renditions.store_original(Picture(), drawn((400, 300), (0, 0, 0, 0), mode="RGBA"))
    making.make_all(picture)
    assert picture.colour == ""
    for name, colour in (
        ("free.avif", (0, 0, 0, 0)),
        ("free.webp", (0, 0, 0, 0)),
        ("free-400.jpg", (255, 255, 255, 255)),
    ):
        with picture.renditions.get(name=name).file.open() as file, Image.open(file) as image:
            assert image.convert("RGBA").getpixel((10, 10))[3] == colour[3], name
    assert middle(picture, "free-400.jpg") == (255, 255, 255)


def test_colour_is_the_mean_of_the_picture():
    assert left_and_right().colour in {"#7f007f", "#80007f", "#7f0080", "#800080"}


def test_index_finds_those_waiting():
    query = Picture.objects.awaiting_renditions()
    assert "picture_awaiting" in query.explain() or connection.vendor == "postgresql"


def test_command_makes_what_is_missing_of_the_crops_asked_for(picture: Picture):
    told = StringIO()
    call_command("make_renditions", "--crop", "square", "--crop", "social", stdout=told)
    assert {name.partition("-")[0].partition(".")[0] for name in names(picture)} == {"free", "square", "social"}
    assert "1 of 1 pictures" in told.getvalue()
    call_command("make_renditions", stdout=told)
    assert not making.lacking(picture)


def test_command_makes_all_anew(picture: Picture, django_capture_on_commit_callbacks):
    making.make_all(picture)
    before = {row.name: row.pk for row in picture.renditions.all()}
    with django_capture_on_commit_callbacks(execute=True):
        call_command("make_renditions", "--all", "--crop", "wide", stdout=StringIO())
    after = {row.name: row.pk for row in picture.renditions.all()}
    assert before.keys() == after.keys()
    assert {name for name in after if after[name] != before[name]} == {name for name in after if "wide" in name}
    assert len(stored_files()) == 1 + len(after)


def test_command_goes_on_after_a_number(picture: Picture):
    call_command("make_renditions", "--after", str(picture.pk), stdout=StringIO())
    assert making.lacking(picture)


@pytest.mark.parametrize("size", [(1, 1), (3000, 2000), (9000, 3), (4000, 4000)])
def test_mean_colour_of_a_picture_of_any_size(size: tuple[int, int]):
    assert encoding.colour(Image.new("RGB", size, (16, 32, 200))) == "#1020c8"
