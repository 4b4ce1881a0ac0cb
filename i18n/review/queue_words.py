"""What the queue says: why a page is where it is, and how long it takes."""

from datetime import date, datetime
from itertools import pairwise

from django.utils.formats import date_format, number_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from i18n.models import LanguageVersion, State
from i18n.review import words
from i18n.segments import diff_words
from i18n.services import languages, ranking
from i18n.services.open_sentences import OpenSentence, Work
from i18n.services.queue_lines import Line

_LONGEST = 60  # characters of a changed passage


def reasons(line: Line, *, today: date | None = None, former: str = "") -> list[str]:
    """Why a page is in the queue, in sentences: the work itself, who reads it, what to look at closely. `former`: what
    the original of its first outdated sentence said.
    """
    today = today or localdate()
    said = [_work(line, today, former), _nearly(line), _read(line), _look_at(line)]
    return [sentence for sentence in said if sentence]


def _work(line: Line, today: date, former: str) -> str:
    if line.reported:
        return _reported(line, today)
    outdated = line.of(Work.OUTDATED)
    if outdated:
        return _changed(outdated[0], today, former)
    language = languages.name(line.version.locale)
    if line.version.held:
        return _("Held: nothing is shown in %(language)s until someone checks it.") % {"language": language}
    if line.version.page is None or not line.version.page.live:
        return _("Nothing of it is public in %(language)s yet.") % {"language": language}
    suggested = line.of(Work.SUGGESTED)
    if suggested:
        return ngettext(
            "A suggestion has waited for approval since %(day)s.",
            "%(count)d suggestions wait for approval, the oldest since %(day)s.",
            len(suggested),
        ) % {"count": len(suggested), "day": day(_oldest(suggested), today)}
    if localdate(_oldest(line.open)) == today:
        return _("It came today, and nobody has checked it yet.")
    return _("Nobody has checked it since %(day)s.") % {"day": day(_oldest(line.open), today)}


def _reported(line: Line, today: date) -> str:
    """Which sentence readers reported, and when."""
    found = line.reported
    first = day(_oldest(found), today)
    if len(found) > 1:
        return ngettext(
            "Readers reported %(count)d sentence, the first report came on %(day)s.",
            "Readers reported %(count)d sentences, the first report came on %(day)s.",
            len(found),
        ) % {"count": len(found), "day": first}
    times = line.reports.get(found[0].public_id, 1)
    facts = {"number": found[0].number, "day": first, "times": times}
    if times > 1:
        return (
            ngettext(
                "Readers reported sentence %(number)d %(times)d time, first on %(day)s.",
                "Readers reported sentence %(number)d %(times)d times, first on %(day)s.",
                times,
            )
            % facts
        )
    return {
        0: _("A reader reported sentence %(number)d today."),
        1: _("A reader reported sentence %(number)d yesterday."),
    }.get((today - localdate(found[0].since)).days, _("A reader reported sentence %(number)d on %(day)s.")) % facts


def _changed(one: OpenSentence, today: date, former: str) -> str:
    facts = {"day": day(one.since, today), "number": one.number}
    before, after = passage(former, one.source) if former else ("", "")
    if before and after:
        text = _("The original changed on %(day)s: in sentence %(number)d, “%(before)s” became “%(after)s”.")
        # Isolated: words of the original inside a sentence that may run the other way.
        return text % {**facts, "before": f"\u2068{before}\u2069", "after": f"\u2068{after}\u2069"}
    return _("The original changed on %(day)s, sentence %(number)d for one.") % facts


def passage(before: str, after: str) -> tuple[str, str]:
    """The first words that changed between two texts, from and to; empty where words only came or went."""
    pieces = diff_words(before, after)
    for (kind, old), (next_kind, new) in pairwise(pieces):
        if kind == "delete" and next_kind == "insert":
            return _short(old), _short(new)
    # Words went in one place and came in another, close by: “about five” became “five to six”.
    apart = [at for at, (kind, _text) in enumerate(pieces) if kind != "equal"]
    stretch = pieces[apart[0] : apart[-1] + 1] if apart else []
    old, new = ("".join(text for kind, text in stretch if kind != other) for other in ("insert", "delete"))
    if {kind for kind, _text in stretch} >= {"insert", "delete"} and max(len(old), len(new)) <= _LONGEST:
        return old.strip(), new.strip()
    return "", ""


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _nearly(line: Line) -> str:
    left = line.ranked.left
    if not 0 < left <= ranking.NEARLY_DONE or line.version.total <= ranking.NEARLY_DONE:
        return ""
    return ngettext(
        "Only %(count)d sentence is missing for a fully checked page.",
        "Only %(count)d sentences are missing for a fully checked page.",
        left,
    ) % {"count": left}


def _read(line: Line) -> str:
    views = line.ranked.views
    if not views:
        return ""
    return ngettext(
        "This page was read %(views)s time in the last 7 days.",
        "This page was read %(views)s times in the last 7 days.",
        views,
    ) % {"views": number_format(views, use_l10n=True, force_grouping=True)}


def _look_at(line: Line) -> str:
    """The riskiest sentence, with what makes it so."""
    worst = max(line.open, key=lambda one: (one.risk.value, -one.number))
    if not worst.risk.reasons:
        return ""
    listed = words.listed([risk(code) for code in worst.risk.reasons[:3]])
    return _("Look closely at sentence %(number)d: %(reasons)s.") % {"number": worst.number, "reasons": listed}


def risk(code: str) -> str:
    """What makes a sentence risky, as a part of a list."""
    names = {
        "error": _("a check found an error"),
        "negation": _("a “not” or “no”"),
        "numbers": _("numbers"),
        "warning": _("a check has doubts"),
        "unknown": _("words that the engine does not know"),
        "quotation": _("a quotation"),
        "names": _("names"),
        "chained": _("translated through another language"),
    }
    return str(names.get(code, code))


def _oldest(found: list[OpenSentence]) -> datetime:
    return min(one.since for one in found)


def day(moment: datetime, today: date) -> str:
    """A day: `14 November`, with the year where it is another one."""
    when = localdate(moment)
    if when.year != today.year:
        return date_format(when, "DATE_FORMAT")
    return date_format(when, "MONTH_DAY_FORMAT")


def state(version: LanguageVersion) -> str:
    """The state of a version, and that it waits for a person where it does."""
    label = str(State(version.state).label)
    return _("%(state)s (held)") % {"state": label} if version.held else label


def estimate(sentences: int) -> str:
    """`4 sentences, about 6 minutes`."""
    said = ngettext("%(count)d sentence", "%(count)d sentences", sentences) % {"count": sentences}
    return words.listed([said, duration(ranking.minutes(sentences))])


def duration(minutes: int) -> str:
    """About how long: above an hour, in steps of five minutes."""
    if minutes < 60:
        return ngettext("about %(count)d minute", "about %(count)d minutes", minutes) % {"count": minutes}
    hours, rest = divmod(-(-minutes // 5) * 5, 60)
    said = ngettext("about %(count)d hour", "about %(count)d hours", hours) % {"count": hours}
    if not rest or hours >= 10:
        return said
    return ngettext("%(hours)s %(count)d minute", "%(hours)s %(count)d minutes", rest) % {"hours": said, "count": rest}


def button(line: Line, number: int) -> str:
    """What the button of a line leads to."""
    if len(line.of(Work.OUTDATED)) == number:
        return _("Update %(count)d") % {"count": number}
    return _("Review %(count)d") % {"count": number}


def set_is_done(*, sentences: int, pages: int) -> str:
    """The end of a set."""
    articles = ngettext("%(count)d article", "%(count)d articles", pages) % {"count": pages}
    return ngettext(
        "Your set is done: %(count)d sentence in %(articles)s.",
        "Your set is done: %(count)d sentences in %(articles)s.",
        sentences,
    ) % {"count": sentences, "articles": articles}


def nothing(*, narrow: bool) -> str:
    """What an empty queue says."""
    if narrow:
        return _("Nothing waits that fits this choice.")
    return _("Nothing waits for you. Every sentence in your languages has been checked: thank you.")
