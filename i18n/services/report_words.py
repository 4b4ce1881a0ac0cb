"""What readers are told about a report that left the text as it is, in the language that is active."""

from django.utils.translation import gettext as _

from i18n.models import ErrorReport

Answer = ErrorReport.Answer


def to_reader(report: ErrorReport) -> list[str]:
    """The sentence of the code and staff's own words, as far as there are any."""
    return [words for words in (sentence(report.answer_code), report.answer) if words]


def sentence(code: str) -> str:
    """A code in a sentence; empty for a code that has none."""
    sentences = {
        Answer.CORRECT: _("A translator compared the sentence with the original: it says the same."),
        Answer.SAME: _("Others reported this before you, and it is settled: the article shows what became of it."),
        Answer.ELSEWHERE: _(
            "What you wrote is not about the translation. If something in the article itself is wrong, please write "
            "to its editors."
        ),
        Answer.CHECKED: _("A translator checked the sentence against the original and approved it as it was."),
        Answer.EMPTY: _(
            "We found nothing in the report that helps to correct the sentence. If something is wrong, please report "
            "it again and say what."
        ),
    }
    return sentences[Answer(code)] if code in sentences else ""
