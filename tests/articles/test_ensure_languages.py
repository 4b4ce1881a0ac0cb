"""Languages are added and removed by one setting and one command, with nothing lost: on real databases."""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from config.settings import languages
from tests.processes import database_url

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = "en fr es ar"

PRELUDE = """
import io, json, logging
import django
django.setup()
logging.disable()
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from wagtail.models import Locale, Page
from tags.models import Tag

def ensure():
    output = io.StringIO()
    call_command("ensure_languages", stdout=output)
    return output.getvalue()

def pages():
    return [list(row) for row in Page.objects.order_by("pk").values_list("pk", "url_path")]

def columns():
    with connection.cursor() as cursor:
        return [info.name for info in connection.introspection.get_table_description(cursor, "tags_tag")]

def refuses_a_slug_twice(column):
    try:
        with transaction.atomic():
            for key in ("first", "second"):
                Tag(key=key, **{column: "twice"}).save_base(raw=True)
    except IntegrityError:
        return True
    return False

answer = {}
"""


def run(*command: str, url: str, codes: str) -> str:
    """Output of a process with these languages in its settings."""
    environment = {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "TEST_DATABASE_URL": url,
        "INTERURBAN_LANGUAGES": codes,
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def ask(statements: str, *, url: str, codes: str) -> dict[str, Any]:
    """Runs statements, one process for each set of languages; they put what they find into `answer`."""
    output = run("-c", f"{PRELUDE}{dedent(statements)}\nprint()\nprint(json.dumps(answer))", url=url, codes=codes)
    return json.loads(output.splitlines()[-1])


@pytest.fixture
def empty_database(tmp_path: Path) -> Iterator[str]:
    """Address of a database without tables, of the kind that this run of the suite uses."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'fresh.sqlite3'}"
        return
    name = f"interurban_languages_{uuid.uuid4().hex[:8]}"
    url = database_url(tmp_path)
    with_server(f'CREATE DATABASE "{name}"')
    yield url.replace(urlsplit(url).path, f"/{name}", 1)
    with_server(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def database(tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """A database that was made with the shipped languages; on SQLite a copy of the test's own, which is quicker."""
    if connection.vendor == "sqlite":
        return database_url(tmp_path)
    url: str = request.getfixturevalue("empty_database")
    run("manage.py", "migrate", "-v0", url=url, codes=SHIPPED)
    return url


def with_server(statement: str) -> None:
    """A statement that PostgreSQL refuses inside a transaction."""
    import psycopg2

    parameters = connection.get_connection_params()
    keys = ("user", "password", "host", "port")
    server = psycopg2.connect(dbname="postgres", **{key: parameters[key] for key in keys if parameters.get(key)})
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(statement)
    server.close()


@pytest.mark.slow
@pytest.mark.parametrize("codes", ["en fr es ar pt ja", "pt zh-hans id"])
def test_no_language_asks_for_a_migration(codes: str, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    output = run("manage.py", "makemigrations", "--check", "--dry-run", url=url, codes=codes)
    assert "No changes detected" in output


@pytest.mark.slow
@pytest.mark.django_db
def test_fresh_database_with_more_languages(empty_database: str) -> None:
    found = ask(
        """
        call_command("migrate", verbosity=0)
        answer["first"], answer["pages"] = ensure(), pages()
        answer["second"], answer["same"] = ensure(), pages()
        answer["locales"] = sorted(Locale.objects.values_list("language_code", flat=True))
        answer["unique"] = refuses_a_slug_twice("slug_pt")
        """,
        url=empty_database,
        codes=f"{SHIPPED} pt",
    )
    assert "added home page and list of news for pt" in found["first"]
    assert "added column" not in found["first"]
    assert "added" not in found["second"]
    assert found["same"] == found["pages"]
    assert found["locales"] == ["ar", "en", "es", "fr", "pt"]
    assert found["unique"]


def add_portuguese(url: str, pages_before: list[object]) -> dict[str, Any]:
    """Portuguese becomes a language of the site; what was there is still there."""
    more = ask(
        """
        answer["output"], answer["again"], answer["pages"] = ensure(), ensure(), pages()
        tag = Tag.objects.get()
        tag.name_pt = "Paz"
        tag.save()
        answer["tag"] = [tag.key, tag.slug_ar, tag.slug_pt]
        answer["unique"] = refuses_a_slug_twice("slug_pt")
        """,
        url=url,
        codes=f"{SHIPPED} pt",
    )
    for line in ("column tags_tag.slug_pt", "index tags_tag_slug_pt", "column articles_author.role_pt", "locale pt"):
        assert f"added {line}" in more["output"]
    assert {"Created: Translators: Portuguese", "Created: Reviewers: Portuguese"} <= set(more["output"].splitlines())
    assert "added" not in more["again"]
    assert "Created" not in more["again"]
    assert more["pages"][: len(pages_before)] == pages_before
    assert len(more["pages"]) == len(pages_before) + 2
    assert more["tag"] == ["peace", "السلام", "paz"]
    assert more["unique"]
    return more


def remove_portuguese(url: str) -> None:
    """Portuguese, Spanish and Arabic are languages of the site no more; tags are changed and added meanwhile."""
    fewer = ask(
        """
        from tags.columns import site_languages
        answer["output"] = ensure()
        tag = Tag.objects.get()
        tag.name_en = "Peace now"
        tag.save()
        Tag(name_en="Other").save()
        answer["shown"] = site_languages()
        """,
        url=url,
        codes="en fr",
    )
    assert "pt is not a language of the site" in fewer["output"]
    assert fewer["shown"] == ["en", "fr"]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)  # SQLite cannot be copied inside a transaction
def test_language_added_removed_and_added_again_keeps_everything(database: str) -> None:
    before = ask(
        """
        ensure()
        Tag(name_en="Peace", name_ar="السلام").save()
        answer["pages"] = pages()
        """,
        url=database,
        codes=SHIPPED,
    )
    more = add_portuguese(database, before["pages"])
    remove_portuguese(database)

    # Another language comes meanwhile, by `migrate` itself: the columns of the former one stay.
    other = ask("call_command('migrate', verbosity=0); answer['columns'] = columns()", url=database, codes="en fr ja")
    assert {"slug_pt", "slug_ja", "slug_ar"} <= set(other["columns"])

    back = ask(
        """
        answer["output"], answer["pages"] = ensure(), pages()
        tag = Tag.objects.get(key="peace")
        answer["tag"] = [tag.name_en, tag.name_pt, tag.slug_pt, tag.name_ar]
        """,
        url=database,
        codes=f"{SHIPPED} pt",
    )
    assert "added" not in back["output"]
    assert back["tag"] == ["Peace now", "Paz", "paz", "السلام"]
    assert back["pages"] == more["pages"]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)  # SQLite cannot be copied inside a transaction
def test_another_default_language(database: str) -> None:
    found = ask(
        """
        from tags.labels import label_of
        ensure()
        Tag(name_en="Peace", name_fr="Paix").save()
        label = label_of(Tag.objects.get(), "pt")
        answer["label"] = [label.text, label.lang]
        """,
        url=database,
        codes="fr pt",
    )
    assert found["label"] == ["Paix", "fr"]


@pytest.mark.parametrize("codes", ["en xx", "en fr en", "en ../fr"])
def test_setting_with_unknown_or_repeated_codes_stops_the_start(codes: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERURBAN_LANGUAGES", codes)
    with pytest.raises(ImproperlyConfigured, match="INTERURBAN_LANGUAGES"):
        languages._codes("INTERURBAN_LANGUAGES")
