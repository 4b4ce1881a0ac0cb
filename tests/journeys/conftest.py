"""One running site for all journeys, one browser, and a fresh profile for each person.

The demonstration is loaded once per run; sites are copies of it. Everything here lives as long as this folder's tests:
Playwright keeps an event loop in this thread, and Django refuses to work beside one.
"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys import browser as browsers
from tests.journeys.addresses import Addresses
from tests.journeys.browser import Person
from tests.journeys.databases import Database
from tests.journeys.site import Site, alone, make_template, shared_template

Visit = Callable[..., Person]
FAILED = pytest.StashKey[bool]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here drives a browser (tests/conftest.py gives them one process)."""
    for item in items:
        if "tests/journeys/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    with browsers.chromium() as browser:
        yield browser


@pytest.fixture(scope="package")
def template(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Database]:
    """The demonstration, loaded and not yet worked on: by one process of the run, for all of them."""
    if worker_id == "master":
        database = make_template(tmp_path_factory.mktemp("template"))
        yield database
        database.remove()
        return
    folder = tmp_path_factory.getbasetemp().parent / "template"
    with alone(folder):
        database = shared_template(folder)
    yield database


@pytest.fixture(scope="package")
def site(template: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site with its worker and Apertium, as shipped."""
    with Site(template, tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture(scope="package")
def addresses(site: Site) -> Addresses:
    """Where pages of each kind are."""
    return Addresses(site.url)


@pytest.fixture(scope="module")
def site_without_engine(template: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The same where no engine is installed."""
    with Site(template, tmp_path_factory.mktemp("no_engine"), engines={}) as running:
        yield running


@pytest.fixture
def visit(
    chromium: Browser, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Visit]:
    """Somebody comes: `visit(site, width=360)` is a person with a fresh browser, who leaves at the end of the test.

    Where the test fails, a picture of each window is kept, and the output says where.
    """
    people: list[Person] = []

    def come(site: Site, **options: object) -> Person:
        person = Person(chromium, site.url, **options)  # type: ignore[arg-type]
        people.append(person)
        return person

    yield come
    failed = request.node.stash.get(FAILED, False)
    for number, person in enumerate(people, start=1):
        if failed:
            picture = tmp_path_factory.mktemp("failed") / f"{request.node.name}-{number}.png"
            person.page.screenshot(path=picture, full_page=True)
            print(f"{person.page.url}: {picture}; {person.watch}")
        person.leave()
