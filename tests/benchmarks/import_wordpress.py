"""How fast a WordPress export comes over, and in how much memory: `python -m tests.benchmarks.import_wordpress`.

Writes exports of two sizes, imports each in a process and a database of its own, and prints posts
per second and peak memory. Memory may not grow with the export.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from tests.newsroom.wordpress.export import HEAD, SITE, TAIL, attachment, author, category, comment, post, tag

SIZES = (1_000, 20_000)
WORDS = "bridge council harbour vote ferry budget pier school county ruling permit season crew tide report".split()
CATEGORIES = ("news", "guns", "politics", "videos")


def write(path: Path, posts: int, comments: int = 5, words: int = 600) -> None:
    """The same export for the same numbers."""
    random = Random(1)  # noqa: S311  # made-up text
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD.format(site=SITE, scheme="http", version="1.2"))
        file.writelines(author(f"writer-{number}", f"Writer {number}", number) for number in range(10))
        file.writelines(category(slug, slug.title()) for slug in CATEGORIES)
        file.writelines(tag(word, word.title()) for word in WORDS)
        file.writelines(attachment(number, f"2021/03/picture-{number}.jpg") for number in range(1, 51))
        for number in range(100, posts + 100):
            file.write(one_post(random, number, comments, words))
        file.write(TAIL)


def one_post(random: Random, number: int, comments: int, words: int) -> str:
    texts = [" ".join(random.choices(WORDS, k=60)).capitalize() + "." for _paragraph in range(words // 60)]
    picture = random.randrange(1, 51)
    texts.insert(1, f'<img src="{SITE}/wp-content/uploads/2021/03/picture-{picture}-300x200.jpg" alt="A picture">')
    first = number * comments
    threads = [
        comment(first + place, " ".join(random.choices(WORDS, k=20)), parent=first if place == 2 else 0)
        for place in range(comments)
    ]
    terms = [("category", random.choice(CATEGORIES), ""), *(("post_tag", word, "") for word in random.sample(WORDS, 3))]
    title = " ".join(random.choices(WORDS, k=7)).capitalize()
    return post(
        number,
        title,
        "\n\n".join(texts),
        creator=f"writer-{number % 10}",
        excerpt=texts[0][:120],
        terms=terms,
        comments=threads,
        meta={"_thumbnail_id": str(picture)},
    )


def measure(path: Path, posts: int) -> None:
    """In the process that is told to: prints seconds and peak memory of one import."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    started = time.perf_counter()
    call_command("import_wordpress", path, stdout=Path(os.devnull).open("w"))  # noqa: SIM115  # open as long as the process
    seconds = time.perf_counter() - started
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"{posts:>7} posts: {posts / seconds:6.0f} posts/s, peak memory {megabytes:.0f} MB\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(options.measure, options.sizes[0])
        return
    for posts in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "export.xml"
            write(path, posts)
            environment = {
                "DJANGO_SETTINGS_MODULE": "newsroom.settings",
                "SECRET_KEY": "only-for-benchmarks-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEF",
                **os.environ,
                "DATABASE_URL": f"sqlite:///{folder}/benchmark.sqlite3",
            }
            command = [sys.executable, "-m", "tests.benchmarks.import_wordpress", str(posts), "--measure", str(path)]
            subprocess.run(command, env=environment, check=True)


if __name__ == "__main__":
    main()
