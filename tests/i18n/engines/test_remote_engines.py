"""LibreTranslate and DeepL against servers that speak their protocols: good answers, all faults, limits, secrets."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from i18n.engines import (
    AuthFailed,
    Batch,
    Breaker,
    Context,
    EngineError,
    Registry,
    Request,
    Timing,
    Transient,
    may_retry,
    translate,
    translate_batch,
)
from i18n.engines.deepl import DeepLEngine
from i18n.engines.libretranslate import LibreTranslateEngine
from i18n.engines.remote import Known, RemoteEngine
from tests.engines_fake.deepl_server import DeepL
from tests.engines_fake.libretranslate_server import LibreTranslate
from tests.engines_fake.servers import Protocol, serving

SECRET = "s3cret-key-of-nobody"
GOOD = [
    "Ten cities <1>met</1> in the autumn &amp; talked.",
    "Write to <1>mail@example.org</1> or see https://example.org/report?a=1&amp;b=2 today.",
    "A report will follow in the spring.",
    'The "next" meeting is in <1>Bergen</1>; 5 &lt; 7.',
]
BAD = "Poison is what this sentence about the old harbour gives to the engine of the city."
# What goes wrong → the code that the sentence says, for LibreTranslate and for DeepL.
FAULTS = {
    "time-out": ("timeout", "timeout"),
    "slow-drip": ("timeout", "timeout"),
    "hang-up": ("unavailable", "unavailable"),
    "500": ("unavailable", "unavailable"),
    "html-502": ("unavailable", "unavailable"),
    "cut-off": ("unavailable", "unavailable"),
    "html-page": ("bad-output", "bad-output"),
    "html-text": ("foreign-markup", "foreign-markup"),
    "bad-json": ("bad-output", "bad-output"),
    "huge": ("bad-output", "bad-output"),
    "redirect": ("bad-output", "bad-output"),
    "missing": ("bad-output", "bad-output"),
    "extra": ("bad-output", "bad-output"),
    "nothing": ("missing", "missing"),
    "empty": ("empty", "empty"),
    "truncated": ("truncated", "truncated"),
    "wrong-language": ("wrong-language", "wrong-language"),
    "wrong-script": ("wrong-script", "wrong-script"),
    "echo": ("echo", "echo"),
    "broken-markup": ("foreign-markup", "markup"),
    "script": ("foreign-markup", "foreign-markup"),
    "escaped-script": ("foreign-markup", "foreign-markup"),
    "instructions": ("instructions", "instructions"),
    "link": ("foreign-link", "foreign-link"),
}
Make = Callable[..., tuple[RemoteEngine, Protocol]]


@pytest.fixture
def serve() -> Iterator[Make]:
    """A server with these options, and the engine for it, which has asked what the server can do."""
    with ExitStack() as stack:

        def make(kind: str, *, options: dict[str, object] | None = None, **server: object) -> tuple:
            options = options or {}
            if kind == "LibreTranslate":
                protocol = stack.enter_context(serving(LibreTranslate(**server)))
                engine = LibreTranslateEngine(**{"url": f"{protocol.url}/", "key": protocol.key, **options})
            else:
                protocol = stack.enter_context(serving(DeepL(**server)))
                engine = DeepLEngine(**{"key": protocol.key, "server": protocol.url, **options})
            engine.learn(engine.ask(time.monotonic() + 20))
            return engine, protocol

        yield make


both = pytest.mark.parametrize("kind", ["LibreTranslate", "DeepL"])
NO_WAIT = Timing(sleep=lambda seconds: None)


def batch(*texts: str, target: str = "es", **more: object) -> Batch:
    return Batch("en", target, tuple(Request(f"s{number}", text) for number, text in enumerate(texts)), **more)


def test_libretranslate_gets_plain_segments_and_says_what_it_is(serve: Make) -> None:
    engine, server = serve("LibreTranslate", key=SECRET, characters=5000)
    results = translate_batch(engine, batch(*GOOD))
    assert [result.failure for result in results] == [None, None, None, None]
    assert results[2].text == "Aes reportes willes followes ines thees springes."
    assert "https://example.org/report?a=1&amp;b=2" in (results[1].text or "")
    assert {result.version for result in results} == {"LibreTranslate 1.9.0"}
    asked, again = server.asked
    assert again["q"] == ["met", "Bergen"], "marked words alone, so that their place in the answer is found"
    assert results[0].text == "Tenes citieses <1>metes</1> ines thees autumnes &amp; talkedes."
    assert (asked["format"], asked["api_key"], asked["source"], asked["target"]) == ("text", SECRET, "en", "es")
    assert asked["q"][0] == "Ten cities met in the autumn & talked."
    assert not any("<" in text for text in asked["q"][:3])
    assert not engine.capabilities.leaves_site


def test_deepl_keeps_tags_knows_formality_and_context_and_counts_what_it_bills(serve: Make) -> None:
    engine, server = serve("DeepL", options={"formality": "more"})
    results = translate_batch(engine, batch(*GOOD, context=Context(title="A day in the city", summary="Ten met.")))
    assert [result.failure for result in results] == [None, None, None, None]
    assert results[0].text == "Tenes citieses <1>metes</1> ines thees autumnes &amp; talkedes."
    assert all(result.billed for result in results)
    assert {result.version for result in results} == {"DeepL quality_optimized"}
    [asked] = server.asked
    assert asked["text"][0] == 'Ten cities <g id="1">met</g> in the autumn &amp; talked.'
    assert "example.org" not in str(asked["text"]), "what is masked never leaves"
    assert asked["context"] == "A day in the city\nTen met."
    assert (asked["tag_handling"], asked["ignore_tags"], asked["split_sentences"]) == ("xml", ["x"], "0")
    assert (asked["formality"], asked["model_type"]) == ("more", "prefer_quality_optimized")
    translate_batch(engine, batch(GOOD[2], target="ar"))
    assert "formality" not in server.asked[-1], "Arabic has none"


@pytest.mark.parametrize(
    ("source", "target", "codes"),
    [
        ("en", "en-gb", None),
        ("fr", "en", ("FR", "EN-GB")),
        ("fr", "en-us", ("FR", "EN-US")),
        ("en-gb", "pt", ("EN", "PT-PT")),
        ("en", "pt-br", ("EN", "PT-BR")),
        ("en", "zh-hans", ("EN", "ZH-HANS")),
        ("en", "zh-hant", ("EN", "ZH-HANT")),
        ("en", "no", ("EN", "NB")),
        ("zh-hans", "fr", ("ZH", "FR")),
        ("en", "fi", None),
    ],
)
def test_languages_of_the_site_become_deepl_s(serve: Make, source: str, target: str, codes: object) -> None:
    engine, server = serve("DeepL")
    asked = Batch(source, target, (Request("a", "2 cities met here and there."),))
    (result,) = translate_batch(engine, asked)
    if codes is None:
        assert result.failure == "unsupported-pair"
    else:
        assert (server.asked[0]["source_lang"], server.asked[0]["target_lang"]) == codes


def test_chinese_of_libretranslate_is_told_apart_by_script(serve: Make) -> None:
    engine, server = serve("LibreTranslate", pairs=("en>zh", "en>zt", "en>pt-BR"))
    assert engine.capabilities.pairs == {("en", "zh-Hans"), ("en", "zh-Hant"), ("en", "pt-BR")}
    translate_batch(engine, batch(GOOD[2], target="zh-hant"))
    assert server.asked[0]["target"] == "zt"


@both
@pytest.mark.parametrize("fault", FAULTS)
def test_a_bad_sentence_says_why_and_the_others_are_filled(serve: Make, kind: str, fault: str) -> None:
    slow = {"timeout": 0.5} if fault in ("time-out", "slow-drip") else {}
    engine, server = serve(kind, options=slow, fault=fault)
    timing = Timing(sleep=lambda seconds: None, attempts=1)
    results = translate_batch(engine, batch(*GOOD[:2], BAD, *GOOD[2:]), timing=timing, breaker=Breaker(threshold=99))
    assert (results[2].text, results[2].failure) == (None, FAULTS[fault][kind == "DeepL"])
    assert all(result.text for result in results if result.id != "s2")
    assert not any("/elsewhere" in str(asked) for asked in server.asked)


@both
def test_a_server_that_is_not_there(kind: str, serve: Make) -> None:
    engine, server = serve(kind)
    nowhere = "http://127.0.0.1:9"
    gone = (
        LibreTranslateEngine(url=nowhere) if kind == "LibreTranslate" else DeepLEngine(key=server.key, server=nowhere)
    )
    assert gone.capabilities.pairs == frozenset()
    with pytest.raises(Transient):
        gone.ask(time.monotonic() + 5)
    gone.learn(engine._known)
    (result,) = translate_batch(gone, batch(GOOD[0]), timing=NO_WAIT)
    assert result.failure == "unavailable"


@both
def test_a_pause_is_waited_for_and_an_hour_goes_back_to_the_job(serve: Make, kind: str) -> None:
    slept: list[float] = []
    timing = Timing(sleep=slept.append)
    engine, server = serve(kind, fault="429", always=True, times=2)
    assert all(result.text for result in translate_batch(engine, batch(*GOOD), timing=timing))
    assert slept == [7, 7]
    server.fault, server.times = "429-hour", None
    results = translate_batch(engine, batch(*GOOD), timing=timing)
    assert {(result.failure, result.retry_after) for result in results} == {("rate-limited", 3600)}


@both
@pytest.mark.parametrize(("fault", "code"), [("403", "auth"), ("456", "quota")])
def test_key_and_quota_are_asked_once_and_the_next_engine_goes_on(
    serve: Make, kind: str, fault: str, code: str
) -> None:
    if (kind, code) == ("LibreTranslate", "quota"):
        pytest.skip("LibreTranslate has no quota")
    engine, server = serve(kind, fault=fault, always=True)
    other, _ = serve("LibreTranslate")
    registry = Registry({"first": engine, "second": other})
    for name, each in registry.engines.items():
        each.name = name
    heard: dict[str, set[str | None]] = {}
    results = translate(
        registry,
        batch(*GOOD),
        routes=registry.routes("en", "es"),
        timing=NO_WAIT,
        tell=lambda route, given: heard.setdefault(route.engine, set()).update(result.failure for result in given),
    )
    assert {result.engine for result in results} == {"second"}
    assert all(result.text for result in results)
    assert heard == {"first": {code}, "second": {None}}
    assert len(server.asked) == 1
    assert registry.breaker("first").latest == (False, code)


@both
def test_the_breaker_opens_after_five_failed_calls_and_nothing_is_sent(serve: Make, kind: str) -> None:
    engine, server = serve(kind, fault="500", always=True)
    breaker = Breaker()
    timing = Timing(sleep=lambda seconds: None, attempts=1)
    codes = [translate_batch(engine, batch(GOOD[2]), timing=timing, breaker=breaker)[0].failure for _call in range(7)]
    assert codes == ["unavailable"] * 5 + ["resting"] * 2
    assert len(server.asked) == 5


def test_a_failure_that_may_pass_is_the_one_to_wait_for(serve: Make) -> None:
    first, _ = serve("DeepL", fault="456", always=True)
    second, _ = serve("LibreTranslate", fault="500", always=True)
    results = translate(Registry({"a": first, "b": second}), batch(*GOOD[:1]), timing=NO_WAIT)
    assert [(result.failure, may_retry(result.failure)) for result in results] == [("unavailable", True)]


@pytest.mark.parametrize("key", ["", "wrong"])
def test_a_key_that_the_server_asks_for(serve: Make, key: str) -> None:
    engine, _ = serve("LibreTranslate", key=SECRET, options={"key": key})
    (result,) = translate_batch(engine, batch(GOOD[0]), timing=NO_WAIT)
    assert result.failure == "auth"
    with pytest.raises(AuthFailed):
        serve("DeepL", key=SECRET, options={"key": "wrong"})


def test_limits_of_the_servers_are_kept(serve: Make) -> None:
    engine, server = serve("DeepL")
    quotes = 'A "small" city said "yes" and "no" to \u0645\u062f\u064a\u0646\u0629 and more. ' * 20
    results = translate_batch(engine, batch(*[quotes] * 70), timing=NO_WAIT)
    assert all(result.text for result in results)
    assert max(len(asked["text"]) for asked in server.asked) <= 50
    engine, server = serve("LibreTranslate", characters=100, batch=10)
    results = translate_batch(engine, batch(*[GOOD[2]] * 30, GOOD[2] * 5), timing=NO_WAIT)
    assert [result.failure for result in results] == [None] * 30 + ["too-long"]


@both
def test_languages_that_cannot_be_read(serve: Make, kind: str) -> None:
    engine, server = serve(kind)
    server.answer = lambda handler, *rest: handler.send(200, b"<html>")
    with pytest.raises(EngineError):
        engine.ask(time.monotonic() + 5)


def test_what_is_known_can_be_kept(serve: Make) -> None:
    for kind in ("LibreTranslate", "DeepL"):
        engine, _ = serve(kind)
        assert Known.from_data(engine._known.as_data()) == engine._known
    assert Known.from_data({}) == Known()


@both
@pytest.mark.parametrize("fault", ["403", "500", "bad-json", "redirect", ""])
def test_neither_key_nor_text_reaches_the_log(serve: Make, kind: str, fault: str, caplog: object) -> None:
    engine, _ = serve(kind, key=SECRET, fault=fault, always=True)
    with caplog.at_level(logging.INFO):
        results = translate_batch(engine, batch("The harbour opened its doors."), timing=NO_WAIT)
    assert SECRET not in caplog.text + repr(results) + repr(engine)
    assert "harbour" not in caplog.text


@pytest.mark.parametrize(
    "url",
    ["", "translate.example", "ftp://a.example", "http://", "http://a:b@c.example", "http://a.example:x", "http://a b",
     "https://a.example/?key=1"],
)  # fmt: skip
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(ValueError, match="address") as raised:
        LibreTranslateEngine(url=url)
    assert "a:b" not in str(raised.value)
    with pytest.raises(ValueError, match="formality"):
        DeepLEngine(key="k", formality="polite")
    with pytest.raises(ValueError, match="key"):
        DeepLEngine(key=" ")


@pytest.mark.parametrize(
    ("url", "leaves"),
    [("http://127.0.0.1:5000", False), ("http://libretranslate:5000", False), ("http://10.1.2.3", False),
     ("http://[::1]:5000", False), ("https://mt.internal", False), ("https://libretranslate.com", True)],
)  # fmt: skip
def test_whether_text_leaves_the_site_is_told_by_the_address(url: str, leaves: bool) -> None:
    assert LibreTranslateEngine(url=url).capabilities.leaves_site is leaves
    assert DeepLEngine(key="k").capabilities.leaves_site
