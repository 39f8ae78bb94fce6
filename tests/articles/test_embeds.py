import pytest

from articles import embeds


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
        "http://youtube.com/watch?feature=share&v=aqz-KE-bpKQ&t=10",
        "https://youtu.be/aqz-KE-bpKQ?si=x",
        "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ",
        "https://m.youtube.com/shorts/aqz-KE-bpKQ",
        "https://www.youtube.com/live/aqz-KE-bpKQ",
    ],
)
def test_every_spelling_of_a_youtube_address(url):
    assert embeds.parse(url) == ("youtube", "aqz-KE-bpKQ")


@pytest.mark.parametrize("url", ["https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?h=1"])
def test_vimeo(url):
    assert embeds.parse(url) == ("vimeo", "76979871")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "youtube.com/watch?v=aqz-KE-bpKQ",
        "https://youtube.com.evil.example/watch?v=aqz-KE-bpKQ",
        "https://evil.example/?u=https://youtu.be/aqz-KE-bpKQ",
        "javascript://youtu.be/aqz-KE-bpKQ",
        "https://www.youtube.com/watch?v=<script>",
        "https://youtu.be/",
        "https://vimeo.com/about",
        "https://[broken/",
        "https://www.youtube.com@evil.example/watch?v=aqz-KE-bpKQ",
    ],
)
def test_anything_else_is_no_embed(url):
    assert embeds.parse(url) is None
