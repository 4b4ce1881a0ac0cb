"""What publishing costs: ``python -m tests.benchmarks.publication [--sentences 60] [--languages 10]``.

Makes an article in a database of its own, translates it with the fake engine of the tests and prints, for a
language, CPU milliseconds (user + system of this process) and queries: the version made, published again after one
correction, and published again after one sentence of the original changed. Time of the engine is not counted.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
FOLDER = tempfile.TemporaryDirectory()
os.environ["TEST_DATABASE_URL"] = f"sqlite:///{FOLDER.name}/benchmark.sqlite3"


def measured(act: Callable[[], Any]) -> tuple[float, int]:
    """CPU milliseconds and queries of an act."""
    from django.db import connection

    queries = 0

    def counting(execute: Any, *args: Any) -> Any:
        nonlocal queries
        queries += 1
        return execute(*args)

    before = time.process_time()
    with connection.execute_wrapper(counting):
        act()
    return (time.process_time() - before) * 1000, queries


def main() -> None:
    """Prints the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--sentences", type=int, default=60)
    options.add_argument("--languages", type=int, default=10)
    wanted = options.parse_args()

    import django

    django.setup()
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    setup_test_environment()
    call_command("migrate", verbosity=0)
    rows = figures(wanted.sentences, wanted.languages)
    print(f"{wanted.sentences} sentences, {wanted.languages} languages; median of a language")
    for name, found in rows.items():
        cpu = statistics.median(one for one, _queries in found)
        print(f"{name:<42} {cpu:8.1f} ms CPU {statistics.median(q for _cpu, q in found):6.0f} queries")


def figures(sentences: int, languages: int) -> dict[str, list[tuple[float, int]]]:
    """Name of an act → its cost in each language."""
    from django.conf import settings

    from i18n.models import LanguageVersion
    from i18n.services import publishing
    from tests.i18n import factories as make

    body = [f"<p>{' '.join(f'Sentence {n} of part {p} is here.' for n in range(6))}</p>" for p in range(sentences // 6)]
    codes = [code for code, _name in settings.LANGUAGES if code != "en"]
    codes = [*codes, *[f"x{number}" for number in range(100)]][:languages]
    page = make.note(body=body)
    rows: dict[str, list[tuple[float, int]]] = {
        "a new version": [],
        "again, after one correction": [],
        "again, after one sentence of the original": [],
    }
    for code in codes:
        version = make.fill(make.version_of(page, code))
        rows["a new version"].append(
            measured(lambda version=version: publishing.publish(version=version, release=True))
        )
    versions = list(LanguageVersion.objects.exclude(locale__language_code="en"))
    for version in versions:
        make.approve(version, make.id_of(version, "A day in"), "Otro título", make.user())
        rows["again, after one correction"].append(
            measured(lambda version=version: publishing.publish(version=version))
        )
    page.refresh_from_db()
    page.title = "Another day in the city"
    page.save_revision().publish()
    for version in LanguageVersion.objects.exclude(locale__language_code="en"):
        rows["again, after one sentence of the original"].append(
            measured(lambda version=version: publishing.publish(version=version))
        )
    return rows


if __name__ == "__main__":
    main()
