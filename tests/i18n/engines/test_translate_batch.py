"""The core around a working engine."""

import pytest
from hypothesis import given, settings

from i18n.engines import (
    AuthFailed,
    Batch,
    Breaker,
    Capabilities,
    Limit,
    PlainForm,
    QuotaExceeded,
    Request,
    Result,
    Timing,
    TooLong,
    translate_batch,
)
from i18n.engines.tags import same_tags, valid_coded
from tests.engines_fake.fake import FakeEngine, fake_text
from tests.engines_fake.faulty import Clock
from tests.i18n.engines.coded_texts import coded_texts


class PlainFake(FakeEngine):
    """Translates plain text only, each word alone, names unchanged."""

    markup = PlainForm()

    def answer(self, request: Request, batch: Batch) -> Result:
        words = [word if word[:1].isupper() or "⟦" in word else f"{word}es" for word in request.text.split(" ")]
        return Result(request.id, " ".join(words))


class Limited(FakeEngine):
    def __init__(self, *limits: Limit, text_limit: Limit | None = None) -> None:
        super().__init__()
        self._limits, self._text_limit = limits, text_limit

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(pairs=self._pairs, call_limits=self._limits, text_limit=self._text_limit)


def batch(*texts: str, target: str = "es") -> Batch:
    return Batch("en", target, tuple(Request(str(index), text) for index, text in enumerate(texts)))


def test_result_says_engine_and_version() -> None:
    (result,) = translate_batch(FakeEngine(), batch("The <1>city</1> met."))
    assert (result.engine, result.version, result.chained, result.failure) == ("", "fake 1", False, None)
    assert result.text == "[es] Thees <1>cityes</1> metes."
    assert result.billed == len("The <1>city</1> met.")


def test_addresses_never_reach_the_engine() -> None:
    engine = FakeEngine()
    (result,) = translate_batch(engine, batch("Write to anna@oslo.no or see <1>https://oslo.no/a?b=1&amp;c=2</1>."))
    assert result.text == "[es] Writees toes anna@oslo.no ores seees <1>https://oslo.no/a?b=1&amp;c=2</1>."
    assert "oslo" not in engine.calls[0].segments[0].text


def test_protected_names_stay() -> None:
    (result,) = translate_batch(FakeEngine(), batch("Nordic Safe Cities met."), protected=["Nordic Safe Cities"])
    assert result.text == "[es] Nordic Safe Cities metes."


def test_kept_tags_stay() -> None:
    request = Request("a", "Type <1>make run</1> now", keep=frozenset({1}))
    (result,) = translate_batch(FakeEngine(), Batch("en", "es", (request,)))
    assert result.text == "[es] Typees <1>make run</1> nowes"


def test_nothing_to_translate_is_copied_without_a_call() -> None:
    engine = FakeEngine()
    results = translate_batch(engine, batch("<1>https://x.org</1>", "2022", "", "😀 <1/>"))
    assert [result.text for result in results] == ["<1>https://x.org</1>", "2022", "", "😀 <1/>"]
    assert engine.calls == []


def test_white_space_around_the_sentence_stays() -> None:
    (result,) = translate_batch(FakeEngine(), batch(" The city.\n"))
    assert result.text == " [es] Thees cityes.\n"


def test_unsupported_pair() -> None:
    (result,) = translate_batch(FakeEngine(), batch("The city.", target="fi"))
    assert (result.text, result.failure) == (None, "unsupported-pair")


def test_ids_must_be_unique() -> None:
    with pytest.raises(ValueError, match="unique"):
        translate_batch(FakeEngine(), Batch("en", "es", (Request("a", "x"), Request("a", "y"))))


def test_too_long_for_its_place_is_a_warning() -> None:
    (result,) = translate_batch(FakeEngine(), Batch("en", "es", (Request("a", "The city", max_length=8),)))
    assert result.warnings == ("too-long-for-place",)


def test_plain_engine_gets_tags_placed_where_unambiguous() -> None:
    results = translate_batch(
        PlainFake(),
        batch(
            "<1>the city met</1> .",
            "the mayor of <1>Oslo</1> spoke",
            "the <1>mayor</1> and the mayor spoke",
            "the <1>mayor</1> spoke",
        ),
    )
    assert results[0].text == "<1>thees cityes metes .es</1>"
    assert results[1].text == "thees mayores ofes <1>Oslo</1> spokees"
    assert results[1].warnings == ("tags-placed-afterwards",)
    assert (results[2].text, results[2].failure) == (None, "markup")
    assert results[3].text == "thees <1>mayores</1> spokees", "translated alone, the word is found again"


def test_lost_tags_are_retried_as_plain_text() -> None:
    class Forgetful(FakeEngine):
        def answer(self, request: Request, batch: Batch) -> Result:
            text = request.text.replace("<1>", "").replace("</1>", "")
            words = [word if word == "Oslo" else f"{word}es" for word in text.split(" ")]
            return Result(request.id, " ".join(words), billed=10)

    engine = Forgetful()
    (result,) = translate_batch(engine, batch("the mayor of <1>Oslo</1> spoke"))
    assert result.text == "thees mayores ofes <1>Oslo</1> spokees"
    assert (len(engine.calls), result.billed) == (2, 20)


@pytest.mark.parametrize(
    ("limits", "calls"),
    [
        ((Limit("strings", 2),), [2, 2, 1]),
        ((Limit("characters", 9),), [3, 2]),
        ((Limit("bytes", 6),), [1, 1, 1, 2]),
        ((Limit("strings", 4), Limit("characters", 6)), [2, 2, 1]),
    ],
)
def test_batches_are_split_by_the_engines_own_unit(limits: tuple[Limit, ...], calls: list[int]) -> None:
    engine = Limited(*limits)
    results = translate_batch(engine, batch("éée", "aéé", "ééo", "abc", "abd"))
    assert [len(call.segments) for call in engine.calls] == calls
    assert all(result.text for result in results)


def test_text_beyond_the_limit_is_never_sent() -> None:
    engine = Limited(text_limit=Limit("characters", 10))
    results = translate_batch(engine, batch("The city.", "The city has a harbour."))
    assert [result.failure for result in results] == [None, "too-long"]
    assert len(engine.calls[0].segments) == 1


@pytest.mark.parametrize(("error", "code"), [(QuotaExceeded(), "quota"), (AuthFailed(), "auth")])
def test_quota_and_key_errors_are_never_retried(error: Exception, code: str) -> None:
    class Refusing(Limited):
        def translate(self, batch: Batch) -> list[Result]:
            self.calls.append(batch)
            raise error

    clock, engine = Clock(), Refusing(Limit("strings", 1))
    results = translate_batch(engine, batch("One city.", "Two cities."), timing=Timing(clock=clock, sleep=clock.sleep))
    assert [result.failure for result in results] == [code, code]
    assert (len(engine.calls), clock.slept) == (1, [])


def test_too_long_call_is_divided() -> None:
    class Small(FakeEngine):
        def translate(self, batch: Batch) -> list[Result]:
            if len(batch.segments) > 2:
                raise TooLong
            return super().translate(batch)

    breaker = Breaker()
    results = translate_batch(Small(), batch(*[f"City number {n} met." for n in range(20)]), breaker=breaker)
    assert all(result.text for result in results)
    assert breaker.state == "closed"


def test_contradicting_answers_are_refused() -> None:
    class Stammering(FakeEngine):
        def translate(self, batch: Batch) -> list[Result]:
            return [*super().translate(batch), Result("0", "Otra cosa")]

    results = translate_batch(Stammering(), batch("The city met.", "The park."))
    assert [result.failure for result in results] == ["bad-output", None]


@pytest.mark.parametrize("answer", [None, "text", [{"id": "0", "text": "x"}], [Result("0", 5)]])  # type: ignore[arg-type]
def test_answers_of_another_shape(answer: object) -> None:
    class Odd(FakeEngine):
        def translate(self, batch: Batch) -> list[Result]:
            return answer  # type: ignore[return-value]

    (result,) = translate_batch(Odd(), batch("The city met."))
    assert (result.text, result.failure) == (None, "bad-output")


def test_waits_grow_and_are_jittered() -> None:
    timing = Timing(random=lambda: 0.0)
    assert [timing.backoff(n) for n in (1, 2, 3, 10)] == [0.25, 0.5, 1.0, 10.0]
    assert Timing(random=lambda: 1.0).backoff(1) == 0.5


@given(text=coded_texts())
@settings(max_examples=150, deadline=None)
def test_any_text_keeps_its_tags_or_fails(text: str) -> None:
    (result,) = translate_batch(FakeEngine(), batch(text))
    if result.text is None:
        assert result.failure
    else:
        assert same_tags(text, result.text)
        assert valid_coded(result.text)


def test_other_scripts() -> None:
    (result,) = translate_batch(FakeEngine(), batch("The <1>old harbour</1> is open.", target="ar"))
    assert result.text == fake_text("The <1>old harbour</1> is open.", "ar")
