"""Languages are added and removed by one setting and one command, with nothing lost: on real databases."""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from config.settings import languages
from tests.processes import database_url

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = "en fr es ar"
Process = Callable[..., str]


def run(*command: str, url: str, codes: str, fails: bool = False) -> str:
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
    assert (done.returncode != 0) == fails, done.stdout + done.stderr
    return done.stdout + (done.stderr if fails else "")


def manage(*arguments: str, url: str, codes: str, fails: bool = False) -> str:
    return run("manage.py", *arguments, url=url, codes=codes, fails=fails)


def ask(code: str, *, url: str, codes: str) -> object:
    """Runs statements that fill `answer`."""
    head = "import json, django; django.setup(); from tags.models import Tag; from wagtail.models import *\n"
    return json.loads(
        run("-c", f"{head}{code}\nprint('\\n' + json.dumps(answer))", url=url, codes=codes).splitlines()[-1]
    )


@pytest.fixture
def empty_database(db: None, tmp_path: Path) -> Iterator[str]:
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
def database(db: None, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """A database that was made with the shipped languages; on SQLite a copy of the test's own, which is quicker."""
    if connection.vendor == "sqlite":
        return database_url(tmp_path)
    url: str = request.getfixturevalue("empty_database")
    manage("migrate", "-v0", url=url, codes=SHIPPED)
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


PAGES = "answer = [list(row) for row in Page.objects.order_by('pk').values_list('pk', 'url_path')]"
TWO_TAGS = "[Tag(key=f'k{i}', name_pt=f'Paz {i}', slug_pt='paz').save_base(raw=True) for i in (1, 2)]"
COLUMNS = """
from django.db import connection
from django.db.utils import IntegrityError
from django.db import transaction
with connection.cursor() as cursor:
    answer = [info.name for info in connection.introspection.get_table_description(cursor, "tags_tag")]
"""


@pytest.mark.slow
@pytest.mark.parametrize("codes", [SHIPPED, "en fr es ar pt ja", "pt zh-hans id"])
def test_no_language_asks_for_a_migration(codes: str, tmp_path: Path) -> None:
    output = manage("makemigrations", "--check", "--dry-run", url=f"sqlite:///{tmp_path / 'none'}", codes=codes)
    assert "No changes detected" in output


@pytest.mark.slow
def test_fresh_database_with_more_languages(empty_database: str) -> None:
    codes = f"{SHIPPED} pt"
    manage("migrate", "-v0", url=empty_database, codes=codes)
    first = manage("ensure_languages", url=empty_database, codes=codes)
    assert "added home page and list of news for pt" in first
    assert "column" not in first.replace("has its columns", "")
    pages = ask(PAGES, url=empty_database, codes=codes)
    second = manage("ensure_languages", url=empty_database, codes=codes)
    assert "added" not in second
    assert ask(PAGES, url=empty_database, codes=codes) == pages
    found = "answer = sorted(Locale.objects.values_list('language_code', flat=True))"
    assert ask(found, url=empty_database, codes=codes) == ["ar", "en", "es", "fr", "pt"]
    refused = run("-c", f"import django; django.setup(); from tags.models import Tag\n{TWO_TAGS}",
                  url=empty_database, codes=codes, fails=True)  # fmt: skip
    assert "IntegrityError" in refused


@pytest.mark.slow
def test_language_added_removed_and_added_again_keeps_everything(database: str) -> None:
    manage("ensure_languages", url=database, codes=SHIPPED)
    ask("Tag(name_en='Peace', name_ar='السلام').save(); answer = 0", url=database, codes=SHIPPED)
    before = ask(PAGES, url=database, codes=SHIPPED)

    more = f"{SHIPPED} pt"
    output = manage("ensure_languages", url=database, codes=more)
    assert "added column tags_tag.slug_pt" in output
    assert "added index tags_tag_slug_pt" in output
    assert "added column articles_author.role_pt" in output
    assert "added" not in manage("ensure_languages", url=database, codes=more)
    pages = ask(PAGES, url=database, codes=more)
    assert pages[: len(before)] == before  # type: ignore[index,arg-type]
    assert len(pages) == len(before) + 2  # type: ignore[arg-type]
    write = "t = Tag.objects.get(); t.name_pt = 'Paz'; t.save(); answer = [t.key, t.slug_ar, t.slug_pt]"
    assert ask(write, url=database, codes=more) == ["peace", "السلام", "paz"]
    assert "IntegrityError" in run(
        "-c", f"import django; django.setup(); from tags.models import Tag\n{TWO_TAGS}",
        url=database, codes=more, fails=True,
    )  # fmt: skip

    removed = manage("ensure_languages", url=database, codes="en fr")
    assert "pt is not a language of the site" in removed
    edit = "t = Tag.objects.get(); t.name_en = 'Peace now'; t.save(); Tag(name_en='Other').save()\n" + COLUMNS
    assert "slug_pt" in ask(edit, url=database, codes="en fr")  # type: ignore[operator]
    shown = "from tags.columns import site_languages; answer = site_languages()"
    assert ask(shown, url=database, codes="en fr") == ["en", "fr"]
    # Another language comes meanwhile, by `migrate` itself: former columns stay.
    manage("migrate", "-v0", url=database, codes="en fr ja")
    columns = ask(COLUMNS, url=database, codes="en fr ja")
    assert {"slug_pt", "slug_ja", "slug_ar"} <= set(columns)  # type: ignore[arg-type,call-overload]

    assert "added column tags" not in manage("ensure_languages", url=database, codes=more)
    read = "t = Tag.objects.get(key='peace'); answer = [t.name_en, t.name_pt, t.slug_pt, t.name_ar]"
    assert ask(read, url=database, codes=more) == ["Peace now", "Paz", "paz", "السلام"]
    assert ask(PAGES, url=database, codes=more) == pages


@pytest.mark.slow
def test_another_default_language(database: str) -> None:
    ask("Tag(name_en='Peace', name_fr='Paix').save(); answer = 0", url=database, codes=SHIPPED)
    manage("ensure_languages", url=database, codes="fr pt")
    label = "from tags.labels import label_of; answer = label_of(Tag.objects.get(), 'pt').lang"
    assert ask(label, url=database, codes="fr pt") == "fr"


@pytest.mark.parametrize("codes", ["en xx", "en fr en", "en ../fr"])
def test_setting_with_unknown_or_repeated_codes_stops_the_start(codes: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERURBAN_LANGUAGES", codes)
    with pytest.raises(ImproperlyConfigured, match="INTERURBAN_LANGUAGES"):
        languages._codes("INTERURBAN_LANGUAGES")
