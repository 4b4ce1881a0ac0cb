import pytest

from i18n.quality.tags import TagsCheck
from tests.i18n.quality.finding_of import finding_of


@pytest.mark.parametrize(
    ("source", "target", "detail"),
    [
        ("the <1>city</1>", "la <1>ciudad</1>", None),
        ("the <1>city</1><2/>", "la ciudad", "<1> </1> <2/>"),
        ("the <1>city</1>", "la <1>ciudad</1> <1>x</1>", "<1> </1>"),
        ("<1>a</1> <2>b</2>", "<1>a<2></1>b</2>", ""),
        ("the city", "la <1>ciudad</1>", None),
        ("a &lt;1&gt; b", "a &lt;1&gt; b", None),
    ],
)
def test_tags(source: str, target: str, detail: str | None) -> None:
    found = finding_of(TagsCheck(), source, target)
    assert (found.detail if found else None) == detail
