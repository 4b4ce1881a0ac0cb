"""Hypothesis strategies for coded text."""

from hypothesis import strategies as st

from i18n.engines.tags import escape

WORDS = st.sampled_from(
    [
        *(
            "city",
            "L'eau",
            "مدينة",
            "東京",
            "&",
            "<b>",
            "a/b",
            "@oslo",
            "#parks",
            "5*3",
            "^x$",
            "[y]",
            "{z}",
            "\\",
            "~",
        ),
        *("https://x.org/a?b=1&c=2", "😀", "&amp;", "anna@x.no", "…", "2022", "well-known", "\ue000"),
    ]
)


@st.composite
def coded_texts(draw: st.DrawFn) -> str:
    """Valid coded text: words, pairs that nest, void tags; numbers in order of appearance."""
    counter = iter(range(1, 100))

    def part(depth: int) -> str:
        kind = draw(st.sampled_from(["word", "word", "word", "pair", "void"] if depth < 3 else ["word"]))
        if kind == "word":
            return escape(draw(WORDS))
        number = next(counter)
        if kind == "void":
            return f"<{number}/>"
        inner = " ".join(part(depth + 1) for _ in range(draw(st.integers(0, 3))))
        return f"<{number}>{inner}</{number}>"

    return " ".join(part(0) for _ in range(draw(st.integers(1, 6))))
