"""What figures cost: ``python -m tests.benchmarks.figures [--texts 100000]``.

Fills a database of its own (SQLite; PostgreSQL where TEST_DATABASE_URL names one) with machine texts, half of them
decided about by a person, and prints how long each table of figures takes.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Iterable, Iterator
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
FOLDER = tempfile.TemporaryDirectory()
os.environ.setdefault("TEST_DATABASE_URL", f"sqlite:///{FOLDER.name}/benchmark.sqlite3")

TEXT = "La ciudad abrió sus puertas por la mañana y los visitantes llegaron de cinco países en barcas pequeñas"


def main() -> None:
    """Prints the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--texts", type=int, default=100_000)
    wanted = options.parse_args()

    import django

    django.setup()
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    setup_test_environment()
    call_command("migrate", verbosity=0)
    fill(wanted.texts)

    from i18n.review import figures
    from i18n.services.figures_scope import Scope

    for name in figures.TABLES:
        before = time.perf_counter()
        [table] = figures.build(scope=Scope(everything=True), names=[name])
        print(f"{name:<10} {time.perf_counter() - before:6.2f} s  {len(table.rows)} rows")


def fill(texts: int) -> None:
    """Articles of 50 sentences in three languages, until there are so many texts."""
    from django.contrib.auth import get_user_model

    from i18n.models import LanguageVersion, Segment, SegmentRevision
    from tests.i18n import factories as make

    random.seed(7)
    person, _made = get_user_model().objects.get_or_create(username="someone")
    page = make.note()
    versions = [make.published(page, code) for code in ("es", "fr", "ar")]
    source = LanguageVersion.objects.get(page_id=page.pk)
    made = 0
    while made < texts:
        segments = Segment.objects.bulk_create(
            Segment(group_id=source.group_id, public_id=f"b{made + number}", kind="body") for number in range(1_000)
        )
        for version in versions:
            said = [row for segment in segments for row in translated(segment, version.locale_id, person)]
            made += stored(said)
        stored(original(segment, source.locale_id) for segment in segments)
    LanguageVersion.objects.exclude(pk=source.pk).update(outdated=1)
    print(f"{SegmentRevision.objects.count()} texts")


def translated(segment: Any, locale_id: int, person: Any) -> Iterator[Any]:
    """A machine's text, and for each second sentence what a person decided: as it was, or edited."""
    from i18n.models import Decision, Origin, SegmentRevision

    said = " ".join(random.choices(TEXT.split(), k=22))
    facts = {"segment": segment, "locale_id": locale_id, "source_hash": f"{segment.pk:064}"}
    yield SegmentRevision(**facts, text=said, origin=Origin.MACHINE, engine="apertium")
    if segment.pk % 2:
        text = said if segment.pk % 4 == 1 else said.replace(" la ", " el ")
        by = {"author": person, "decided_by": person, "decision": Decision.APPROVED}
        yield SegmentRevision(**facts, **by, text=text, origin=Origin.PERSON)


def original(segment: Any, locale_id: int) -> Any:
    """The original's text; every tenth has changed since."""
    from i18n.models import Origin, SegmentRevision

    wording = f"{segment.pk + (segment.pk % 10 == 0):064}"
    facts = {"segment": segment, "locale_id": locale_id, "source_hash": wording}
    return SegmentRevision(**facts, text="A text.", origin=Origin.PERSON)


def stored(rows: Iterable[Any]) -> int:
    """Store texts, the last of each sentence live."""
    from i18n.models import SegmentRevision, SegmentTranslation

    made = SegmentRevision.objects.bulk_create(list(rows), batch_size=2_000)
    live = {row.segment_id: row for row in made}
    SegmentTranslation.objects.bulk_create(
        SegmentTranslation(segment_id=key, locale_id=row.locale_id, live=row, latest=row) for key, row in live.items()
    )
    return len(made)


if __name__ == "__main__":
    main()
