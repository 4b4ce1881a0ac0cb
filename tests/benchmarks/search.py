"""What a search costs: ``python -m tests.benchmarks.search [--pages 1000] [--requests 40]``.

Makes pages in a database of its own (TEST_DATABASE_URL, else SQLite) and prints CPU milliseconds of this process and
queries for a request: a rare word, words that stand on all pages, deep pages, several words, a wrong letter. It also
prints what indexing a page costs. On PostgreSQL the server's own time is not in these figures.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from datetime import date, timedelta
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
FOLDER = tempfile.TemporaryDirectory()
os.environ.setdefault("TEST_DATABASE_URL", f"sqlite:///{FOLDER.name}/benchmark.sqlite3")

SEARCHES = {
    "rare word": "q=needle",
    "common word": "q=common",
    "common word, page 80": "q=common&page=80",
    "common and rare": "q=common+needle",
    "two common words": "q=common+usual",
    "common word, in a topic": "q=common&tag=prevention",
    "common word, checked": "q=common&show=checked",
    "wrong letter": "q=neeedle",
    "nothing": "q=xyzzyx",
}


def main() -> None:
    """Prints the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--pages", type=int, default=1_000)
    options.add_argument("--requests", type=int, default=40)
    wanted = options.parse_args()

    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext, setup_test_environment

    setup_test_environment()
    call_command("migrate", verbosity=0)
    print(f"{fill(wanted.pages):8.1f} ms CPU to index one of {wanted.pages} pages of 430 words ({connection.vendor})")
    client = Client()
    for name, query in SEARCHES.items():
        address = f"/en/search/?{query}"
        status = client.get(address).status_code
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        before = time.process_time()
        for _ in range(wanted.requests):
            client.get(address)
        cpu = (time.process_time() - before) * 1000 / wanted.requests
        print(f"{name:<26} {cpu:8.1f} ms CPU {len(queries):4} queries  status {status}")


def fill(pages: int) -> float:
    """Pages that are in the index; CPU milliseconds for indexing one."""
    from articles.models import ArticlePage
    from articles.search import index
    from tests.articles import factories as make

    chance = random.Random(7)
    words = ["".join(chance.choices("abdefgiklmnoprstu", k=chance.randint(3, 10))) for _ in range(20_000)]
    news, kind, tag, spent = make.structure("en").news, make.kind(), make.tag(), 0.0
    for number in range(pages):
        text = [*chance.choices(words[:500], k=230), *chance.choices(words, k=200), "common", "usual"]
        text += ["needle"] if number % max(1, pages // 5) == 3 else []
        page: Any = ArticlePage(
            title=f"Title {words[number % 20_000]}", summary="A summary.", slug=f"p{number}", locale=make.locale("en"),
            kind=kind, published_on=date(2020, 1, 1) + timedelta(days=number % 2_000),
        )  # fmt: skip
        page.tags.set([tag])
        blocks = [make.block("text", f"<p>{' '.join(text)}.</p>")]
        page.body = page._meta.get_field("body").stream_block.to_python(blocks)
        news.add_child(instance=page)
        before = time.process_time()
        index.update(page)
        spent += time.process_time() - before
    return spent * 1000 / pages


if __name__ == "__main__":
    main()
