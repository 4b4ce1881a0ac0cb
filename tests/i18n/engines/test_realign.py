"""Tags are placed again only where there is no doubt."""

import pytest

from i18n.engines.realign import realigned, repaired


@pytest.mark.parametrize(
    ("source", "answer", "expected"),
    [
        ("<1>All of it.</1>", "Todo.", "<1>Todo.</1>"),
        ("<1>All of it</1>.", "Todo.", "<1>Todo</1>."),
        ("“<1>All of it</1>”", "«Todo»", "«<1>Todo</1>»"),
        ("in <1>Oslo</1> today", "hoy en Oslo", "hoy en <1>Oslo</1>"),
        ("<1>in <2>Oslo</2></1>", "en Oslo", "<1>en <2>Oslo</2></1>"),
        ("see <1><2/></1> there", "ve <2/> allí", "ve <1><2/></1> allí"),
        ("the <1>house</1> here", "la casa aquí", None),
        ("<1>Oslo</1> and Oslo", "Oslo y Oslo", None),
        ("in <1>Oslo</1>", "Oslo, Oslo", None),
        ("<1>Os</1>lo", "Oslo", None),
    ],
)
def test_realigned(source: str, answer: str, expected: str | None) -> None:
    assert realigned(source, answer) == expected


@pytest.mark.parametrize(
    ("source", "answer", "expected"),
    [
        ("<1>a</1> b", "<1>x</1> y", "<1>x</1> y"),
        ("a b<1/>.", "x y.", "x y<1/>."),
        ("<1/> a b", "x y", "<1/> x y"),
        ("a <1/> b", "x y", None),
        ("<1>a</1>", "<1>x", None),
        ("<1>a</1> <2>b</2>", "<1>x<2></1>y</2>", None),
        ("a", "<1>x</1>", None),
    ],
)
def test_repaired(source: str, answer: str, expected: str | None) -> None:
    assert repaired(source, answer) == expected
