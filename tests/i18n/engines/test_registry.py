"""Engines from settings, and the ways they offer."""

from dataclasses import replace

import pytest

from i18n.engines import BadConfig, Batch, Registry, Request, Result, Route, Timing, build, translate, translate_route
from i18n.engines.capabilities import best_pair, language_fallbacks
from tests.engines_fake.fake import FakeEngine
from tests.engines_fake.faulty import FaultyEngine

FAKE = "tests.engines_fake.fake.FakeEngine"


def fake(*pairs: str) -> dict[str, object]:
    return {"class": FAKE, "options": {"pairs": pairs}}


def test_nothing_configured() -> None:
    registry = build({})
    assert registry.routes("en", "es") == []
    assert registry.describe() == []
    assert not registry.available()
    (result,) = translate(registry, Batch("en", "es", (Request("a", "The city."),)))
    assert (result.text, result.failure) == (None, "no-engine")


def test_nothing_installed(tmp_path: object) -> None:
    registry = build(
        {"apertium": {"class": "i18n.engines.apertium.ApertiumEngine", "options": {"modes": str(tmp_path)}}}
    )
    assert registry.routes("en", "es") == []
    assert not registry.available()
    assert [(entry.label, entry.pairs, entry.leaves_site) for entry in registry.describe()] == [("Apertium", (), False)]


def test_direct_before_chained_whatever_the_order() -> None:
    registry = build({"one": fake("en>es", "es>fr"), "two": fake("en>fr")})
    assert registry.routes("en", "fr") == [
        Route("two", (("en", "fr"),)),
        Route("one", (("en", "es"), ("es", "fr"))),
    ]
    assert [route.chained for route in registry.routes("en", "fr")] == [False, True]


def test_order_chooses_engines() -> None:
    registry = build({"one": fake("en>es"), "two": fake("en>es")})
    assert [route.engine for route in registry.routes("en", "es")] == ["one", "two"]
    assert [route.engine for route in registry.routes("en", "es", ["two", "unknown"])] == ["two"]


def test_no_route_between_equal_languages_or_unknown_ones() -> None:
    registry = build({"one": fake("en>es", "es>en")})
    assert registry.routes("en", "en") == []
    assert registry.routes("en", "ar") == []


@pytest.mark.parametrize(
    "entry",
    [
        {},
        {"class": "nowhere.Engine"},
        {"class": "i18n.engines.result.Result"},
        {"class": FAKE, "options": {"nonsense": 1}},
    ],
)
def test_bad_settings(entry: dict[str, object]) -> None:
    with pytest.raises(BadConfig, match="mine"):
        build({"mine": entry})


def test_chained_texts_say_so() -> None:
    registry = build({"one": fake("en>es", "es>fr")})
    (route,) = registry.routes("en", "fr")
    batch = Batch("en", "fr", (Request("a", "The <1>city</1>."), Request("b", "2022")))
    first, second = registry.translate(route, batch)
    assert first.text == "[fr] [esfr] Theesfr <1>cityesfr</1>."
    assert (first.chained, first.engine, first.version) == (True, "one", "fake 1")
    assert second.text == "2022"


def test_failure_in_the_first_step_stays() -> None:
    registry = Registry({"faulty": FaultyEngine(fault="empty")})
    route = Route("faulty", (("en", "es"), ("es", "fr")))
    batch = Batch("en", "fr", (Request("a", "Poison of the city."), Request("b", "The park.")))
    first, second = translate_route(registry, route, batch)
    assert (first.text, first.failure) == (None, "empty")
    assert second.text


def test_fallback_fills_what_the_first_engine_could_not() -> None:
    registry = Registry({"faulty": FaultyEngine(fault="500"), "fake": FakeEngine()})
    for name, engine in registry.engines.items():
        engine.name = name
    batch = Batch("en", "es", (Request("a", "Poison of the city."), Request("b", "The park.")))
    timing = Timing(attempts=1)
    first, second = translate(registry, batch, timing=timing)
    assert (first.engine, second.engine) == ("fake", "faulty")
    assert first.text
    only = translate(registry, replace(batch), order=["faulty"], timing=timing)
    assert [result.failure for result in only] == ["unavailable", None]


def test_breaker_is_shared_by_all_callers() -> None:
    registry = Registry({"faulty": FaultyEngine(fault="empty", always=True)})
    route = Route("faulty", (("en", "es"),))
    results: list[Result] = []
    for _ in range(6):
        results += registry.translate(route, Batch("en", "es", (Request("a", "The city."),)))
    assert [result.failure for result in results] == ["empty"] * 5 + ["resting"]
    assert registry.describe()[0].breaker == "open"


@pytest.mark.parametrize(
    ("pair", "found"),
    [
        (("en-GB", "pt-BR"), ("en", "pt-BR")),
        (("en", "pt-PT"), ("en", "pt")),
        (("EN_us", "es-419"), None),
        (("en", "zh-Hant-TW"), ("en", "zh-Hant")),
    ],
)
def test_best_pair(pair: tuple[str, str], found: tuple[str, str] | None) -> None:
    offered = [("en", "pt"), ("en", "pt-BR"), ("en", "zh-Hant"), ("en", "zh")]
    assert best_pair(offered, *pair) == found


def test_language_fallbacks() -> None:
    assert language_fallbacks("ZH_hant-tw") == ["zh-Hant-TW", "zh-Hant", "zh"]
